import { type RefObject, Suspense, useState } from 'react';
import { lazyPart } from '../kernel/at-hand.ts';
import { useKeys } from '../kernel/keys.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { type ManyMove, movesOfAll } from './many.ts';
import { ManyResult } from './many-result.tsx';
import { keyOf } from './moves.ts';
import { chooseOnly, chosenRows, useChosen } from './selection.ts';
import { text } from './text.ts';
import { useManyMoves } from './use-many-moves.ts';

const ManyReason = lazyPart(async () => ({ default: (await import('./many-reason.tsx')).ManyReason }));

const asksReason: ReadonlySet<ManyMove> = new Set<ManyMove>(['decline', 'fail', 'withdraw']);

interface ManyBarProps {
  readonly place: RefObject<HTMLElement | null>;
  readonly unitId: string;
}

/** What can be done with all the rows that are chosen, and what became of each. */
export function ManyBar({ place, unitId }: ManyBarProps) {
  const t = useText(text);
  const common = useCommon();
  const count = useChosen().length;
  const rows = chosenRows();
  const moves = movesOfAll(rows, unitId);
  const [reasonFor, setReasonFor] = useState<ManyMove | null>(null);
  const { run, progress, results, forget } = useManyMoves();
  const press = (move: ManyMove): void => {
    if (asksReason.has(move)) setReasonFor(move);
    else void run(chosenRows(), move);
  };
  const stop = (): void => {
    chooseOnly([]);
    forget();
    place.current?.querySelector<HTMLElement>('[data-row]')?.focus();
  };
  useKeys([
    { key: 'Escape', words: t.many.none, run: () => (count > 0 || results ? stop() : false) },
    ...moves.flatMap((move) => {
      const key = keyFor(move);
      return key ? [{ key, words: common.moves[move], group: 'answers' as const, run: () => press(move) }] : [];
    }),
  ]);
  if (count === 0 && !results) return null;
  return (
    <section className="many no-print" aria-label={t.many.label}>
      {results && <ManyResult results={results} onClose={forget} />}
      {count > 0 && (
        <div className="many-line">
          <p className="strong" aria-live="polite">
            {progress ? t.many.progress(progress.done, progress.of) : t.many.chosen(count)}
          </p>
          {moves.map((move, index) => (
            <Button
              key={move}
              size="small"
              look={index === 0 ? 'main' : 'quiet'}
              shortcut={keyFor(move)}
              busy={progress !== null}
              onClick={() => press(move)}
            >
              {common.moves[move]}
            </Button>
          ))}
          {moves.length === 0 && <span className="small soft">{t.many.nothingCommon}</span>}
          <Button size="small" look="plain" shortcut="Esc" onClick={stop}>
            {t.many.none}
          </Button>
        </div>
      )}
      {reasonFor && (
        <Suspense>
          <ManyReason
            move={reasonFor}
            count={count}
            onClose={() => setReasonFor(null)}
            onSend={(reason, note) => {
              const move = reasonFor;
              setReasonFor(null);
              return run(chosenRows(), move, { reason, note });
            }}
          />
        </Suspense>
      )}
    </section>
  );
}

const keyFor = (move: ManyMove): string | undefined => (move === 'receive' ? undefined : keyOf[move]);
