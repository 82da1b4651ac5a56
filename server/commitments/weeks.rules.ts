import type { WeekCell } from '../../contract/gaps.ts';
import { addCalendarDays, startOfDay, toStockholm, type Instant } from '../../contract/kernel/time.ts';

/** How many weeks back can be looked at, this one included. */
export const weeksShown = 12;

/** The ISO week of an instant in Stockholm: `2026-W47`. */
export function weekName(instant: Instant): string {
  // The year of a week is that of its Thursday.
  const monday = mondayOf(instant);
  const { week } = toStockholm(monday);
  const { year } = toStockholm(addCalendarDays(monday, 3));
  return `${year}-W${String(week).padStart(2, '0')}`;
}

const mondayOf = (instant: Instant): Instant => addCalendarDays(startOfDay(instant), 1 - toStockholm(instant).weekday);

/** Where the weeks begin that can be looked at, oldest first, and where the last of them ends: one more than there are weeks. Epoch ms. */
export function weekBounds(now: Instant): readonly Instant[] {
  const monday = mondayOf(now);
  return Array.from({ length: weeksShown + 1 }, (_, i) => addCalendarDays(monday, 7 * (i + 1 - weeksShown)));
}

interface Smallest {
  readonly from: Instant;
  readonly under: number;
  readonly source: string;
}
/** Pairs of others' units with fewer promises than this in a week are told by authority only. Dated; the newest that has begun applies. */
const smallest: readonly Smallest[] = [
  { from: 0, under: 3, source: 'Eget beslut, ej verifierat: se docs/decisions/0019' },
];
export const smallestPair = (now: Instant): number => smallest.findLast(({ from }) => from <= now)?.under ?? 3;

const sizeOf = ({ open, late, kept, broken }: WeekCell): number => open + late + kept + broken;

/**
 * The cells of unit pairs that may be told to those who are party to neither. What is too small is left out; and where just one pair
 * between two authorities is left out, the next smallest goes too, so that it is not found by subtraction.
 */
export function withholdSmall(
  cells: readonly WeekCell[],
  authorityOf: (unitId: string) => string,
  under: number,
): { shown: WeekCell[]; withheld: number } {
  const groups = Map.groupBy(cells, ({ from, to }) => `${authorityOf(from)} ${authorityOf(to)}`);
  const shown: WeekCell[] = [];
  for (const group of groups.values()) {
    const bySize = group.toSorted((a, b) => sizeOf(a) - sizeOf(b));
    let small = bySize.filter((cell) => sizeOf(cell) < under).length;
    if (small === 1) small = 2;
    shown.push(...bySize.slice(small));
  }
  return { shown, withheld: cells.length - shown.length };
}

/** The same by authority: what one owes another, all their units together. */
export function byAuthority(cells: readonly WeekCell[], authorityOf: (unitId: string) => string): WeekCell[] {
  const sums = new Map<string, WeekCell>();
  for (const cell of cells) {
    const [from, to] = [authorityOf(cell.from), authorityOf(cell.to)];
    const sum = sums.get(`${from} ${to}`) ?? { from, to, open: 0, late: 0, kept: 0, broken: 0 };
    sums.set(`${from} ${to}`, {
      from,
      to,
      open: sum.open + cell.open,
      late: sum.late + cell.late,
      kept: sum.kept + cell.kept,
      broken: sum.broken + cell.broken,
    });
  }
  return [...sums.values()];
}
