import { dateInStockholm, type Instant } from './time.ts';

/** Whether someone born on that day (`YYYY-MM-DD`) has not turned 18 on the Swedish calendar (föräldrabalken 9 kap. 1 §). */
export function isChild(born: string, now: Instant): boolean {
  const [year = 0, ...rest] = born.slice(0, 10).split('-');
  return dateInStockholm(now) < [String(Number(year) + 18), ...rest].join('-');
}
