import { gapsRoutes, type GapRow } from '../../../contract/gaps.ts';
import { useTimes } from '../../kernel/now.ts';
import { useRead } from '../../kernel/read.ts';
import { address } from '../../kernel/route.ts';
import { useText } from '../../kernel/text.ts';
import { Link } from '../../kernel/ui/link.tsx';
import { text } from './text.ts';
import { TrendLine } from './trend-line.tsx';

/** A head's or a joint group's first look: what has reached the own level, what is the unit's move, and whether promises are kept. */
export function FirstLook({ joint }: { readonly joint: boolean }) {
  const t = useText(text);
  const all = useRead(gapsRoutes.gaps, { query: { limit: 1 } });
  const levels = all.data?.counts.level;
  // A joint group's own level is the lowest that it is shown; a head's is 1.
  const level = joint ? Math.min(3, ...Object.keys(levels ?? {}).map(Number)) : 1;
  const latest = useRead(
    gapsRoutes.gaps,
    { query: { limit: 3, order: 'arrived', level } },
    { enabled: levels !== undefined },
  );
  const week = useRead(gapsRoutes.week, { query: { level: 'unit' } });
  if (!all.data) return null;
  const { counts } = all.data;
  const name = t.levels[level as 0 | 1 | 2 | 3];
  return (
    <section className="first-look no-print" aria-label={t.first.title}>
      <div className="first-figures">
        <p>
          <span className="strong">{t.first.reached(counts.level[String(level)] ?? 0, name)}</span>{' '}
          <Link to={address('/gaps', { level: String(level) })}>{t.first.seeLevel}</Link>
        </p>
        {!joint && counts.part.ours > 0 && (
          <p>
            {t.first.ours(counts.part.ours)} <Link to={address('/gaps', { part: 'ours' })}>{t.first.seeOurs}</Link>
          </p>
        )}
        {counts.part.asked > 0 && (
          <p>
            {t.first.asked(counts.part.asked)} <Link to={address('/gaps', { part: 'asked' })}>{t.first.seeAsked}</Link>
          </p>
        )}
        {latest.data && <Latest rows={[...latest.data.rows, ...latest.data.previews]} level={level} />}
      </div>
      {week.data && (
        <div className="first-trend">
          <p className="small soft">{t.first.trend}</p>
          <TrendLine weeks={week.data.weeks} />
          <Link className="small" to="/gaps/week">
            {t.first.seeWeek}
          </Link>
        </div>
      )}
    </section>
  );
}

interface LatestProps {
  readonly rows: readonly GapRow[];
  readonly level: number;
}

function Latest({ rows, level }: LatestProps) {
  const t = useText(text);
  const times = useTimes();
  if (rows.length === 0) return null;
  return (
    <div className="stack-tight">
      <p className="small soft">{t.first.latest}</p>
      <ul className="first-latest">
        {rows
          .toSorted((a, b) => b.levelAt.localeCompare(a.levelAt))
          .map((row) => (
            <li key={row.id}>
              <Link to={address('/gaps', { level: String(level), gap: row.id })}>
                {t.sentence[row.kind](row.what ? t.quote(row.what) : '')}
              </Link>{' '}
              <span className="small soft">{times.moment(row.levelAt)}</span>
            </li>
          ))}
      </ul>
    </div>
  );
}
