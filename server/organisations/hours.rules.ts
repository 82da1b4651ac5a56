import type { HourRow } from '../../contract/administration.ts';

/** As much as says when. */
export type Hours = Pick<HourRow, 'agreementId' | 'weekday' | 'from' | 'to' | 'validFrom' | 'validTo'>;

export type HoursFault = 'ends_before_begins' | 'overlaps';

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** Rows that hold on no day: taken back before they began. */
const never = ({ validFrom, validTo }: Hours): boolean => validTo !== null && validTo <= validFrom;
const together = (a: Hours, b: Hours): boolean =>
  !never(a) &&
  !never(b) &&
  (a.validTo === null || b.validFrom < a.validTo) &&
  (b.validTo === null || a.validFrom < b.validTo);

/** What is wrong with one row among the others of its agreement; null when nothing is. Clocks are `HH:MM`, dates `YYYY-MM-DD`. */
export function hoursFault<H extends Hours>(one: H, others: readonly H[]): HoursFault | null {
  if (one.from >= one.to) return 'ends_before_begins';
  return others.some(
    (other) =>
      other.agreementId === one.agreementId &&
      other.weekday === one.weekday &&
      other.from < one.to &&
      one.from < other.to &&
      together(one, other),
  )
    ? 'overlaps'
    : null;
}

/** Minutes a week of an agreement's hours that have not ended on a day. */
export const weeklyMinutes = (hours: readonly Hours[], agreementId: string, today: string): number =>
  hours
    .filter((one) => one.agreementId === agreementId && !never(one) && (one.validTo === null || one.validTo > today))
    .reduce((sum, { from, to }) => sum + minutesOf(to) - minutesOf(from), 0);
