import { dateInStockholm, HOUR, type Instant, stockholmInstant } from '../../contract/kernel/time.ts';
import type { Workday } from '../../contract/today.ts';

type Shift = Workday['shifts'][number];

const day = 24 * HOUR;

/** When a time on the wall comes next after an instant, in Sweden. */
export function nextAt(clock: string, now: Instant): Instant {
  const today = stockholmInstant(dateInStockholm(now), clock);
  return today > now ? today : stockholmInstant(dateInStockholm(now + day), clock);
}

/** Whether a shift is on at an instant; one that ends before it begins goes over midnight. */
export function isOn({ from, to }: Shift, now: Instant): boolean {
  const [begins, ends] = [stockholmInstant(dateInStockholm(now), from), stockholmInstant(dateInStockholm(now), to)];
  return begins < ends ? begins <= now && now < ends : now >= begins || now < ends;
}

/** The shift that someone most likely works: the one that began last of those that are on, else the one that begins next. */
export function likelyShift(shifts: readonly Shift[], now: Instant): Shift | undefined {
  const on = shifts.filter((shift) => isOn(shift, now));
  if (on.length > 0) return on.toSorted((a, b) => begunFor(a, now) - begunFor(b, now))[0];
  return shifts.toSorted((a, b) => nextAt(a.from, now) - nextAt(b.from, now))[0];
}

const begunFor = ({ from }: Shift, now: Instant): number => {
  const today = stockholmInstant(dateInStockholm(now), from);
  return now - (today <= now ? today : stockholmInstant(dateInStockholm(now - day), from));
};

/** When the shift that is chosen ends: of one that has not begun, its end; of one that is on, this one's. */
export function endOf(shift: Shift, now: Instant): Instant {
  return isOn(shift, now) ? nextAt(shift.to, now) : nextAt(shift.to, nextAt(shift.from, now));
}
