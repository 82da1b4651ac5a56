/** @param sorted ascending; NaN when empty */
export function percentile(sorted: readonly number[], share: number): number {
  const at = Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1);
  return sorted[Math.max(0, at)] ?? Number.NaN;
}

export const ascending = (values: Iterable<number>): number[] => [...values].toSorted((a, b) => a - b);

/** The middle one; of an even number, the mean of the two in the middle. NaN when empty. */
export function median(values: Iterable<number>): number {
  const sorted = ascending(values);
  const half = sorted.length / 2;
  return Number.isInteger(half)
    ? ((sorted[half - 1] ?? Number.NaN) + (sorted[half] ?? Number.NaN)) / 2
    : (sorted[Math.floor(half)] ?? Number.NaN);
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
