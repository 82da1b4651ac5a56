import { useText } from '../../kernel/text.ts';
import { shareKept, trendOf, type WeekEnd } from './trend.ts';
import { text } from './text.ts';

const wide = 120;
const high = 28;

/** The share of promises kept in each of the last weeks as one small line, and one sentence that says what it says. */
export function TrendLine({ weeks }: { readonly weeks: readonly WeekEnd[] }) {
  const t = useText(text);
  const shares = weeks.map(shareKept);
  const step = wide / Math.max(1, weeks.length - 1);
  const points = shares.flatMap((share, i) =>
    share === null ? [] : [[i * step, (1 - share) * (high - 6) + 3] as const],
  );
  const last = points.at(-1);
  // The week that runs says little of itself: the last whole one is told.
  const whole = shares.slice(0, -1).findLast((share) => share !== null) ?? null;
  const percents = shares.map((share) => (share === null ? t.trend.empty : `${Math.round(share * 100)} %`)).join(', ');
  return (
    <div className="trend">
      <svg viewBox={`-3 0 ${wide + 6} ${high}`} role="img" aria-label={t.trend.picture(percents)}>
        <polyline points={points.map(([x, y]) => `${x},${y}`).join(' ')} />
        {last && <circle cx={last[0]} cy={last[1]} r="2.6" />}
      </svg>
      <p className="small">
        {whole !== null && `${t.trend.share(Math.round(whole * 100))} `}
        {t.trend[trendOf(weeks.slice(0, -1))]}
      </p>
    </div>
  );
}
