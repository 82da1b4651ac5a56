import type { StoodAs, WeekCell } from '../../../contract/gaps.ts';

export type Sum = Record<StoodAs, number>;
export const noSum: Sum = { late: 0, broken: 0, open: 0, kept: 0 };

const add = (a: Sum, b: Sum): Sum => ({
  late: a.late + b.late,
  broken: a.broken + b.broken,
  open: a.open + b.open,
  kept: a.kept + b.kept,
});
const weight = ({ late, broken, open, kept }: Sum): number => late * 1e6 + broken * 1e4 + open + kept;

/** The sums of those that wait or owe, the one with the most that is late first. */
export function sumsBy(cells: readonly WeekCell[], side: 'from' | 'to'): readonly (readonly [id: string, sum: Sum])[] {
  const sums = new Map<string, Sum>();
  for (const cell of cells) sums.set(cell[side], add(sums.get(cell[side]) ?? noSum, cell));
  return [...sums].toSorted(([a, x], [b, y]) => weight(y) - weight(x) || a.localeCompare(b));
}

export const sumOf = (cells: readonly WeekCell[]): Sum => cells.reduce<Sum>(add, noSum);
export const worstFirst = (cells: readonly WeekCell[]): WeekCell[] =>
  cells.toSorted((a, b) => weight(b) - weight(a) || a.from.localeCompare(b.from) || a.to.localeCompare(b.to));
