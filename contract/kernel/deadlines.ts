/**
 * Lengths of time as agreements write them, counted to the instant when they end. A deadline counted in days is counted on the Swedish
 * calendar and keeps the time on the wall when the clocks change.
 */
import { dateOfDayNumber, dayNumberOf } from './calendar-days.ts';
import { isWorkingDay } from './holidays.ts';
import { instantAt, wallAt } from './stockholm.ts';
import { addCalendarDays, dateInStockholm, DAY, dayOf, endOfDay, HOUR, type Instant, MINUTE } from './time.ts';

/** A length of time as agreements write it, and where in the last day it ends. */
export interface DeadlineRule {
  readonly amount: number;
  readonly unit: 'minutes' | 'hours' | 'calendar_days' | 'working_days' | 'months';
  /** Default `same_time`. */
  readonly at?: 'same_time' | 'end_of_day';
}

/**
 * The same time on the wall on the `days`th working day after (before, when negative) the day of `instant`, which is not
 * itself counted. Zero leaves the instant as it is, also on a holiday. RangeError when `days` is not whole.
 */
export function addWorkingDays(instant: Instant, days: number): Instant {
  if (!Number.isSafeInteger(days)) throw new RangeError('working days are counted whole');
  const step = Math.sign(days);
  const first = dayNumberOf(dateInStockholm(instant));
  let day = first;
  for (let left = Math.abs(days); left > 0;) {
    day += step;
    if (isWorkingDay(dateOfDayNumber(day))) left -= 1;
  }
  return addCalendarDays(instant, day - first);
}

/**
 * When a promise made at `start` is due: the last instant at which it is still kept. Minutes and hours are elapsed time
 * (24 hours stay 24 hours over a clock change); days and months are counted on the calendar, the first day not included, and a day that
 * the last month has not is its last. RangeError when the amount is negative, or not whole for days and months.
 */
export function deadlineAfter(start: Instant, rule: DeadlineRule): Instant {
  if (!(rule.amount >= 0 && Number.isFinite(rule.amount))) throw new RangeError('a deadline lies ahead');
  const due = unitAfter(start, rule);
  return rule.at === 'end_of_day' ? endOfDay(due) : due;
}

function unitAfter(start: Instant, { amount, unit }: DeadlineRule): Instant {
  switch (unit) {
    case 'minutes':
      return start + Math.round(amount * MINUTE);
    case 'hours':
      return start + Math.round(amount * HOUR);
    case 'calendar_days':
      return addCalendarDays(start, amount);
    case 'working_days':
      return addWorkingDays(start, amount);
    case 'months':
      return addMonths(start, amount);
    default:
      return unit satisfies never;
  }
}

/** The same day of the month and time on the wall; a day that the last month has not is its last. */
function addMonths(instant: Instant, months: number): Instant {
  if (!Number.isSafeInteger(months)) throw new RangeError('months are counted whole');
  // In the hour that autumn repeats the wall does not tell which of the two it is.
  if (months === 0) return instant;
  const wall = wallAt(instant);
  const there = new Date(wall);
  const [year, month] = [there.getUTCFullYear(), there.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Date.UTC(year, month, Math.min(there.getUTCDate(), last));
  return instantAt(day + (wall - dayOf(wall) * DAY));
}
