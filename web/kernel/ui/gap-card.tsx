import type { ReactNode } from 'react';
import type { GapRow } from '../../../contract/gaps.ts';
import { useTimes } from '../now.ts';
import { useFurther } from '../text/further.ts';
import { UnitTag } from './tag.tsx';

interface GapCardProps {
  readonly gap: GapRow;
  /** The gap in one plain sentence. */
  readonly sentence: ReactNode;
  /** Whom and what it is about, as far as the viewer may know. */
  readonly about?: ReactNode;
  /** The move, as a button or link. */
  readonly move?: ReactNode;
  readonly children?: ReactNode;
}

/** A gap: what is missing in plain words, since when, whose move it is, and how far it has climbed. */
export function GapCard({ gap, sentence, about, move, children }: GapCardProps) {
  const f = useFurther();
  const times = useTimes();
  return (
    <article className="gap" data-level={gap.level}>
      <div className="stack-tight">
        <h3 className="gap-sentence">{sentence}</h3>
        {about}
      </div>
      <div className="spread">
        <p className="cluster soft">
          <time dateTime={gap.since} title={times.full(gap.since)}>
            {f.gap.since(times.moment(gap.since))}
          </time>
          <span className="cluster">
            {f.gap.whose} <UnitTag id={gap.moveUnitId} link />
          </span>
        </p>
        {move && <div className="cluster">{move}</div>}
      </div>
      <Ladder level={gap.level} climbsAt={gap.climbsAt} />
      <Answers answers={gap.answers} />
      {children}
    </article>
  );
}

/** How many of the latest answers are read at once. */
const latest = 2;

/** What each level has answered, the latest first; the older ones when asked for. */
function Answers({ answers }: { readonly answers: GapRow['answers'] }) {
  const f = useFurther();
  const newest = answers.toSorted((a, b) => b.at.localeCompare(a.at));
  if (newest.length === 0) return null;
  return (
    <div className="answers">
      <AnswerList answers={newest.slice(0, latest)} label={f.gap.answers} />
      {newest.length > latest && (
        <details>
          <summary className="small">{f.gap.earlier(newest.length - latest)}</summary>
          <AnswerList answers={newest.slice(latest)} label={f.gap.earlier(newest.length - latest)} />
        </details>
      )}
    </div>
  );
}

function AnswerList({ answers, label }: { readonly answers: GapRow['answers']; readonly label: string }) {
  const times = useTimes();
  return (
    <ul className="stack-tight" aria-label={label}>
      {answers.map((answer) => (
        <li key={`${answer.at}${answer.unitId}`}>
          <p>{answer.words}</p>
          <p className="small soft cluster">
            {answer.actor} <UnitTag id={answer.unitId} /> {times.moment(answer.at)}
          </p>
        </li>
      ))}
    </ul>
  );
}

const steps = [0, 1, 2, 3] as const;

/** The ladder as four steps, with where it stands and when it moves on. */
export function Ladder({ level, climbsAt }: { readonly level: number; readonly climbsAt: string | null }) {
  const f = useFurther();
  const times = useTimes();
  return (
    <div className="stack-tight">
      <ol className="ladder" aria-label={f.gap.ladder}>
        {steps.map((step) => (
          <li
            key={step}
            data-step={step < level ? 'passed' : step === level ? 'here' : 'ahead'}
            aria-current={step === level ? 'step' : undefined}
          >
            {f.ladder[step]}
            {step === level && <span className="sr-only"> ({f.gap.here})</span>}
          </li>
        ))}
      </ol>
      {climbsAt && level < 3 && <p className="small soft">{f.gap.climbs(times.moment(climbsAt))}</p>}
    </div>
  );
}
