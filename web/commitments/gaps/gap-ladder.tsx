import type { GapDetail, GapStep } from '../../../contract/gaps.ts';
import { useTimes } from '../../kernel/now.ts';
import { useLengthWords } from '../../kernel/terms.ts';
import { useText } from '../../kernel/text.ts';
import { useFurther } from '../../kernel/text/further.ts';
import { UnitTag } from '../../kernel/ui/tag.tsx';
import { text } from './text.ts';

const rungs = [0, 1, 2, 3] as const;

/** The ladder as four steps: when the gap came to each, which agreed time carried it there, and what each level has answered. */
export function GapLadder({ gap }: { readonly gap: GapDetail }) {
  const t = useText(text);
  const further = useFurther();
  return (
    <section className="stack-tight" aria-labelledby="gap-ladder">
      <h3 id="gap-ladder">{t.ladder.title}</h3>
      <ol className="rungs">
        {rungs.map((rung) => (
          <li
            key={rung}
            data-step={rung < gap.level ? 'passed' : rung === gap.level ? 'here' : 'ahead'}
            aria-current={rung === gap.level ? 'step' : undefined}
          >
            <p className="strong">
              {further.ladder[rung]}
              {rung === gap.level && <span className="badge">{further.gap.here}</span>}
            </p>
            <Came gap={gap} rung={rung} />
            <Said gap={gap} rung={rung} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Came({ gap, rung }: { readonly gap: GapDetail; readonly rung: 0 | 1 | 2 | 3 }) {
  const t = useText(text);
  const times = useTimes();
  if (rung === 0) return <p className="small">{t.ladder.raised(times.moment(gap.since))}</p>;
  if (rung > gap.level) {
    const next = rung === gap.level + 1;
    const words =
      !next || gap.closedAt
        ? t.ladder.notYet
        : gap.settled
          ? t.ladder.paused
          : gap.climbsAt
            ? t.ladder.next(times.moment(gap.climbsAt))
            : t.ladder.notYet;
    return <p className="small soft">{words}</p>;
  }
  const step = gap.steps.find(({ type, level }) => type === 'gap_climbed' && level === rung);
  if (!step) return null;
  return (
    <>
      <p className="small">{t.ladder.came(times.moment(step.at))}</p>
      <Why step={step} before={(rung - 1) as 0 | 1 | 2} />
    </>
  );
}

/** The dated term that carried it, with its source. */
function Why({ step: { term }, before }: { readonly step: GapStep; readonly before: 0 | 1 | 2 }) {
  const t = useText(text);
  const words = useLengthWords();
  if (!term) return null;
  return (
    <p className="small soft">
      {t.ladder.carried(words({ amount: term.amount, unit: term.unit }), t.levels[before])}{' '}
      {term.verified ? `${t.ladder.agreement(term.source)}.` : `(${t.ladder.unverified})`}
    </p>
  );
}

/** What the level has said, and when it closed or opened the gap. */
function Said({ gap, rung }: { readonly gap: GapDetail; readonly rung: number }) {
  const t = useText(text);
  const times = useTimes();
  const answers = gap.answers.filter(({ level }) => level === rung);
  const turns = gap.steps.filter(
    ({ type, level }) => level === rung && (type === 'gap_settled' || type === 'gap_reopened'),
  );
  if (answers.length === 0 && turns.length === 0) {
    const did = gap.tasks.some(({ level }) => level === rung);
    return rung <= gap.level && !did ? <p className="small soft">{t.ladder.nothing}</p> : null;
  }
  return (
    <ul className="stack-tight">
      {answers.map((answer) => (
        <li key={`${answer.at}${answer.unitId}`}>
          <p>{answer.words}</p>
          <p className="small soft cluster">
            {answer.actor} <UnitTag id={answer.unitId} /> {times.moment(answer.at)}
          </p>
        </li>
      ))}
      {turns.map((turn) => (
        <li key={turn.at} className="small">
          <p>
            {turn.type === 'gap_settled'
              ? t.ladder.settled(times.moment(turn.at), turn.reason ? t.settled.reasons[turn.reason] : '')
              : t.ladder.reopened(times.moment(turn.at))}
          </p>
          <p className="soft">{turn.words ?? (turn.type === 'gap_reopened' ? t.ladder.review : '')}</p>
        </li>
      ))}
    </ul>
  );
}
