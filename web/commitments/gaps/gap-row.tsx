import type { GapRow as Row } from '../../../contract/gaps.ts';
import { fromIso } from '../../../contract/kernel/time.ts';
import { useTimes } from '../../kernel/now.ts';
import { useCommon, useText } from '../../kernel/text.ts';
import { useFurther } from '../../kernel/text/further.ts';
import { Link } from '../../kernel/ui/link.tsx';
import { UnitTag } from '../../kernel/ui/tag.tsx';
import { text } from './text.ts';

/** Who has taken it; undefined when nobody has and the move is where the ledger puts it. */
export const holderOf = ({ tasks }: Pick<Row, 'tasks'>) => tasks.find(({ state }) => state === 'taken');

const steps = [0, 1, 2, 3] as const;

/** One gap of the board on two lines: what is missing and since when, whose move it is, how far it has climbed. */
export function GapRow({
  gap,
  open,
  to,
  now,
}: {
  readonly gap: Row;
  readonly open: boolean;
  readonly to: string;
  readonly now: number;
}) {
  const t = useText(text);
  const common = useCommon();
  const further = useFurther();
  const times = useTimes();
  const holder = holderOf(gap);
  const asks = gap.tasks.filter(({ state }) => state === 'asked');
  const late = asks.some(({ clockAt }) => clockAt !== null && fromIso(clockAt) < now);
  return (
    <li
      className="gap-row"
      data-level={gap.level}
      data-open={open || undefined}
      data-settled={gap.settled !== null || undefined}
    >
      <div>
        <Link to={to} className="gap-row-what" data-row={gap.id} aria-current={open || undefined}>
          {t.sentence[gap.kind](gap.what ? t.quote(gap.what) : '')}
        </Link>
        <p className="gap-row-about">
          <time dateTime={gap.since} title={times.full(gap.since)}>
            {further.gap.since(times.moment(gap.since))}
          </time>
          {gap.person ? <span className="row-who">{gap.person.name}</span> : <span>{t.hidden}</span>}
          {gap.area && <span>{common.areas[gap.area]}</span>}
          {asks.length > 0 && (
            <span className="gap-mark" data-tone={late ? 'late' : 'asked'}>
              {t.asks(asks.length)}
              {late && `, ${t.asksLate}`}
            </span>
          )}
          {gap.settled && <span className="gap-mark">{t.settled.reasons[gap.settled.reason]}</span>}
        </p>
      </div>
      <div className="gap-row-side">
        <span className="gap-row-mover">
          <span className="sr-only">{further.gap.whose} </span>
          <UnitTag id={holder?.toUnitId ?? gap.moveUnitId} />
          {holder?.clockAt && <span className="small soft">{times.word(holder.clockAt)}</span>}
        </span>
        <span className="sr-only">{t.on(t.levels[gap.level as 0 | 1 | 2 | 3])}</span>
        <span className="rungs" aria-hidden="true" title={t.on(t.levels[gap.level as 0 | 1 | 2 | 3])}>
          {steps.map((step) => (
            <i key={step} data-step={step < gap.level ? 'passed' : step === gap.level ? 'here' : 'ahead'} />
          ))}
        </span>
      </div>
    </li>
  );
}
