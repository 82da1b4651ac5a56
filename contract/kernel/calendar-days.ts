/** Days of the calendar as dates and as numbers, with no clock and no holidays (`holidays.ts`): what every page that shows a time needs. */

/** A day in the Swedish calendar, `YYYY-MM-DD`. */
export type CalendarDate = string;

export const MS_PER_DAY = 86_400_000;

/** Days from 1970-01-01 to `date`. RangeError when it is no existing day written `YYYY-MM-DD`. */
export function dayNumberOf(date: CalendarDate): number {
  const days = /^\d{4}-\d{2}-\d{2}$/u.test(date) ? Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY : Number.NaN;
  // Date.parse takes 30 February for 1 March: what is read must be written the same.
  if (Number.isNaN(days) || dateOfDayNumber(days) !== date) throw new RangeError(`not a date: ${date}`);
  return days;
}

/** The date `dayNumber` days after 1970-01-01. */
export function dateOfDayNumber(dayNumber: number): CalendarDate {
  return new Date(dayNumber * MS_PER_DAY).toISOString().slice(0, 10);
}

/** ISO weekday of a day number: 1 Monday … 7 Sunday. */
export function weekdayOf(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}
