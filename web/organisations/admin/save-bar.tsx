import { useEffect, useRef, useState } from 'react';
import {
  administrationRoutes,
  type ChangeIn,
  type Effects,
  type Register,
  type Saved,
  type Stale,
} from '../../../contract/administration.ts';
import { type ApiProblem, call } from '../../kernel/api.ts';
import { asProblem, sendOnce } from '../../kernel/send.ts';
import { useText } from '../../kernel/text.ts';
import { tell } from '../../kernel/toast.ts';
import { Button } from '../../kernel/ui/button.tsx';
import { Problem } from '../../kernel/ui/problem.tsx';
import { effectWords } from './effect-words.ts';
import type { Sent } from './staged.ts';
import { type StaleRow, StaleRows } from './stale-rows.tsx';
import { text } from './text.ts';
import { useEffects } from './use-effects.ts';

interface SaveBarProps {
  readonly table: string;
  readonly register: Register;
  readonly sent: readonly Sent[];
  readonly wrong: number;
  readonly onSaved: () => void;
  readonly onDiscard: () => void;
  /** What the row of a change is called, where one of them is refused. */
  readonly nameOf: (sent: Sent) => string;
  readonly stale: (one: Stale['stale'][number], sent: Sent) => StaleRow;
}

/** What has been typed, what it would do, and the way to save it. Nothing is saved that does something else than what stands here. */
export function SaveBar({ table, register, sent, wrong, onSaved, onDiscard, nameOf, stale }: SaveBarProps) {
  const t = useText(text);
  const [busy, setBusy] = useState(false);
  const [again, setAgain] = useState(0);
  const [refused, setRefused] = useState<{ problem: ApiProblem; body: string }>();
  const changes = sent.map(({ change }) => change);
  const body = JSON.stringify(changes);
  const { effects, problem: unseen } = useEffects(changes, again);
  const problem = refused?.body === body ? refused.problem : unseen;
  const told = problem?.code === 'effects_changed' ? (problem.current as Effects) : effects;
  const rows = problem?.code === 'stale' ? staleIn(problem) : [];

  const save = async (): Promise<void> => {
    if (busy || !told || wrong > 0) return;
    setBusy(true);
    try {
      const saved = await sendOnce(administrationRoutes.save, `admin:${table}`, {
        body: { changes, shown: told.shown },
      });
      onSaved();
      tell(t.bar.saved, saved.undo ? () => void takeBack(saved, t.bar.undone) : undefined);
    } catch (error) {
      setRefused({ problem: asProblem(error), body });
    } finally {
      setBusy(false);
    }
  };
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      // What is being typed right now comes along.
      if (document.activeElement instanceof HTMLElement && document.activeElement.matches('.cell-input'))
        document.activeElement.blur();
      setTimeout(() => void latest.current(), 0);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);

  return (
    <section className="save-bar no-print" aria-label={t.bar.label}>
      <output className="save-bar-words">
        <p className="strong">
          {sent.length > 0 && t.bar.count(sent.length)}
          {sent.length > 0 && wrong > 0 && ' · '}
          {wrong > 0 && <span className="late">{t.bar.wrong(wrong)}</span>}
        </p>
        {problem?.code === 'effects_changed' && <p className="late strong">{t.bar.changed}</p>}
        {sent.length > 0 && !told && !problem && <p className="soft">{t.bar.looking}</p>}
        {told && <EffectList told={told} register={register} />}
      </output>
      {problem && problem.code !== 'effects_changed' && rows.length === 0 && (
        <Problem
          error={problem}
          onRetry={() => {
            setRefused(undefined);
            setAgain(again + 1);
          }}
        >
          {faultsIn(problem, sent, nameOf).map((words) => (
            <p key={words}>{words}</p>
          ))}
        </Problem>
      )}
      {rows.length > 0 && (
        <StaleRows rows={rows.flatMap((one) => (sent[one.index] ? [stale(one, sent[one.index] as Sent)] : []))} />
      )}
      <div className="save-bar-moves">
        <Button onClick={() => void save()} busy={busy} aria-disabled={!told || wrong > 0} shortcut="Ctrl S">
          {t.bar.save}
        </Button>
        <Button look="quiet" onClick={onDiscard}>
          {t.bar.discard}
        </Button>
      </div>
    </section>
  );
}

/** Which row was refused, and why. */
const faultsIn = (problem: ApiProblem, sent: readonly Sent[], nameOf: (sent: Sent) => string): string[] => [
  ...new Set(
    problem.fields.flatMap(({ path, message }) => {
      const one = sent[Number(/^changes\.(\d+)/u.exec(path)?.[1] ?? -1)];
      return one ? [`${nameOf(one)}: ${message}`] : [];
    }),
  ),
];

const staleIn = (problem: ApiProblem): Stale['stale'] => (problem.current as Partial<Stale> | undefined)?.stale ?? [];

function EffectList({ told, register }: { readonly told: Effects; readonly register: Register }) {
  const t = useText(text);
  const said = effectWords(told.effects, register, t);
  if (said.length === 0) return <p className="soft">{t.bar.nothing}</p>;
  return (
    <>
      <p className="soft small">{t.bar.effects}</p>
      <ul className="effects">
        {said.map(({ words, tone }) => (
          <li key={words} data-tone={tone}>
            {words}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Takes back what was saved: tried and saved like every other change. */
async function takeBack(saved: Saved, words: string): Promise<void> {
  const changes: ChangeIn[] = saved.undo ?? [];
  try {
    const { shown } = await call(administrationRoutes.preview, { body: { changes } });
    await sendOnce(administrationRoutes.save, `admin:undo:${saved.shown}`, { body: { changes, shown } });
    tell(words);
  } catch (error) {
    tell(asProblem(error).message);
  }
}
