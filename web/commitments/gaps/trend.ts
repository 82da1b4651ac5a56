export interface WeekEnd {
  readonly kept: number;
  readonly broken: number;
}

export type Trend = 'unchanged' | 'better' | 'worse' | 'few';

/** Share of promises kept, 0–1; null for a week in which none ended. */
export const shareKept = ({ kept, broken }: WeekEnd): number | null =>
  kept + broken === 0 ? null : kept / (kept + broken);

/**
 * Whether the share of promises kept has changed, by the run chart's rules of Anhøj: a run on one side of the median longer than
 * round(log2 n) + 3, or fewer crossings of it than the 5th percentile of a fair coin. Points on the median do not count. Fewer than ten
 * useful weeks say nothing.
 */
export function trendOf(weeks: readonly WeekEnd[]): Trend {
  const shares = weeks.flatMap((week) => shareKept(week) ?? []);
  if (shares.length < 10) return 'few';
  const sorted = shares.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const median =
    sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  const sides = shares.filter((share) => share !== median).map((share) => share > median);
  if (sides.length < 10) return 'unchanged';
  let longest = 0;
  let run = 0;
  let crossings = 0;
  for (const [i, side] of sides.entries()) {
    run = i > 0 && side === sides[i - 1] ? run + 1 : 1;
    if (i > 0 && side !== sides[i - 1]) crossings += 1;
    longest = Math.max(longest, run);
  }
  const signal = longest > Math.round(Math.log2(sides.length)) + 3 || crossings < fewestCrossings(sides.length);
  if (!signal) return 'unchanged';
  const half = Math.floor(shares.length / 2);
  const mean = (part: readonly number[]): number =>
    part.reduce((sum, share) => sum + share, 0) / Math.max(1, part.length);
  return mean(shares.slice(half)) > mean(shares.slice(0, half)) ? 'better' : 'worse';
}

/** qbinom(0.05, n − 1, 0.5) */
function fewestCrossings(n: number): number {
  let probability = 0.5 ** (n - 1);
  let sum = probability;
  let k = 0;
  while (sum < 0.05) {
    probability = (probability * (n - 1 - k)) / (k + 1);
    k += 1;
    sum += probability;
  }
  return k;
}
