import type { FollowUpCell } from '../../contract/follow-ups.ts';
import { stockholmInstant, toStockholm, type Instant } from '../../contract/kernel/time.ts';

/** How many months can be looked at: back, this one, and ahead. */
const back = 9;
const ahead = 2;

/** The months that can be looked at, `2026-03`, the oldest first, and where each begins and the last ends (epoch ms, Swedish calendar). */
export function monthsAround(now: Instant): { readonly names: readonly string[]; readonly bounds: readonly Instant[] } {
  const { year, month } = toStockholm(now);
  const all = Array.from({ length: back + 1 + ahead + 1 }, (_, i) => nameOf(year, month - 1 - back + i));
  return { names: all.slice(0, -1), bounds: all.map((name) => stockholmInstant(`${name}-01`)) };
}

const nameOf = (year: number, fromJanuary: number): string =>
  `${year + Math.floor(fromJanuary / 12)}-${String((((fromJanuary % 12) + 12) % 12) + 1).padStart(2, '0')}`;

const sizeOf = ({ held, late, missing, coming }: FollowUpCell): number => held + late + missing + coming;

/**
 * What a joint group may be told of others' units: nothing smaller than `under` in a month; and where just one unit of an authority is left out that month,
 * the next smallest goes too, so that it is not found by subtraction from the authority's own figure.
 */
export function withholdSmall(
  cells: readonly FollowUpCell[],
  authorityOf: (unitId: string) => string,
  under: number,
): { shown: FollowUpCell[]; withheld: number } {
  const shown: FollowUpCell[] = [];
  for (const group of Map.groupBy(cells, ({ id, month }) => `${authorityOf(id)} ${month}`).values()) {
    const bySize = group.toSorted((a, b) => sizeOf(a) - sizeOf(b) || a.id.localeCompare(b.id));
    let small = bySize.filter((cell) => sizeOf(cell) < under).length;
    if (small === 1) small = 2;
    shown.push(...bySize.slice(small));
  }
  return { shown, withheld: cells.length - shown.length };
}

/** The same by authority: all its units together. */
export function byAuthority(cells: readonly FollowUpCell[], authorityOf: (unitId: string) => string): FollowUpCell[] {
  const sums = new Map<string, FollowUpCell>();
  for (const cell of cells) {
    const id = authorityOf(cell.id);
    const sum = sums.get(`${id} ${cell.month}`) ?? {
      month: cell.month,
      id,
      held: 0,
      late: 0,
      missing: 0,
      coming: 0,
      noNext: 0,
    };
    sums.set(`${id} ${cell.month}`, {
      ...sum,
      held: sum.held + cell.held,
      late: sum.late + cell.late,
      missing: sum.missing + cell.missing,
      coming: sum.coming + cell.coming,
      noNext: sum.noNext + cell.noNext,
    });
  }
  return [...sums.values()];
}
