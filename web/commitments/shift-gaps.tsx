import type { ShiftReport } from '../../contract/today.ts';
import { useTimes } from '../kernel/now.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { useFurther } from '../kernel/text/further.ts';
import { Link } from '../kernel/ui/link.tsx';
import { text } from './text.ts';

/** Gaps that have climbed since one last worked and whose move is the unit's. */
export function ShiftGaps({ gaps }: { readonly gaps: ShiftReport['gaps'] }) {
  const t = useText(text);
  const common = useCommon();
  const further = useFurther();
  const times = useTimes();
  if (gaps.length === 0) return null;
  return (
    <section className="stack-tight" aria-labelledby="shift-gaps">
      <header className="group-head">
        <h2 id="shift-gaps">{t.shift.gaps}</h2>
        <span className="badge figures" data-state="late">
          {gaps.length}
        </span>
      </header>
      <ul className="rows">
        {gaps.map(({ id, kind, what, person, level, levelAt }) => (
          <li key={id} className="shift-gap">
            <span className="strong">{further.gaps[kind]}</span>
            {what && ` · ${what}`} ·{' '}
            <span className="row-who" data-protected={person.protection !== 'none' || undefined}>
              {person.name}
            </span>
            {person.protection !== 'none' && <span className="row-who-paper">{common.row.protected}</span>}
            <span className="small soft">
              {' '}
              {t.shift.level(level)}, {times.moment(levelAt)}
            </span>
          </li>
        ))}
      </ul>
      <p className="no-print">
        <Link to="/gaps">{t.shift.toGaps}</Link>
      </p>
    </section>
  );
}
