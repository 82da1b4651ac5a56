/**
 * Time in Europe/Stockholm. An instant is epoch milliseconds; a deadline counted in days is counted on the Swedish calendar
 * and keeps the time on the wall when the clocks change (förordning (2001:127) om sommartid).
 */
import { Temporal } from 'temporal-polyfill';
import { type CalendarDate, dateOfDayNumber, dayNumberOf, isWorkingDay } from './holidays.ts';

/** Milliseconds since 1970-01-01T00:00:00Z, a whole number. */
export type Instant = number;

export const STOCKHOLM = 'Europe/Stockholm';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export interface StockholmParts {
  readonly date: CalendarDate;
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  readonly day: number;
  /** 1 Monday … 7 Sunday */
  readonly weekday: number;
  /** ISO 8601 week, 1–53; early January may belong to last year's last week. */
  readonly week: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 60 in winter, 120 in summer. */
  readonly offsetMinutes: number;
}

/** A length of time as agreements write it, and where in the last day it ends. */
export interface DeadlineRule {
  readonly amount: number;
  readonly unit: 'minutes' | 'hours' | 'calendar_days' | 'working_days' | 'months';
  /** Default `same_time`. */
  readonly at?: 'same_time' | 'end_of_day';
}

/** What calendar and clock show in Stockholm. RangeError when the instant is no whole number in Temporal's range. */
export function toStockholm(instant: Instant): StockholmParts {
  const there = zoned(instant);
  return {
    date: there.toPlainDate().toString(),
    year: there.year,
    month: there.month,
    day: there.day,
    weekday: there.dayOfWeek,
    week: there.weekOfYear ?? 0, // undefined only outside the ISO calendar
    hour: there.hour,
    minute: there.minute,
    second: there.second,
    offsetMinutes: there.offsetNanoseconds / 60e9,
  };
}

/** The date in Stockholm, `YYYY-MM-DD`. */
export function dateInStockholm(instant: Instant): CalendarDate {
  return zoned(instant).toPlainDate().toString();
}

/**
 * The instant when date and wall time (`HH:MM` or `HH:MM:SS`) are shown in Stockholm. In the hour that spring skips, the
 * time the clock has moved on to; in the hour that autumn repeats, the first. RangeError when either is malformed.
 */
export function stockholmInstant(date: CalendarDate, time = '00:00'): Instant {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(STOCKHOLM).epochMilliseconds;
}

/** Midnight that begins the day in Stockholm. */
export function startOfDay(instant: Instant): Instant {
  return zoned(instant).startOfDay().epochMilliseconds;
}

/** The last millisecond of the day in Stockholm: kept when done at that instant, late after it. */
export function endOfDay(instant: Instant): Instant {
  return zoned(instant).startOfDay().add({ days: 1 }).epochMilliseconds - 1;
}

/** The same time on the wall `days` (whole, may be negative) calendar days later. */
export function addCalendarDays(instant: Instant, days: number): Instant {
  return days === 0 ? instant : zoned(instant).add({ days }).epochMilliseconds;
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

/** `2026-03-29T00:30:00.000Z`, the form on the wire. RangeError when the instant is no valid time. */
export function toIso(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** The same with Stockholm's clock and offset: `2026-03-29T01:30:00+01:00`. */
export function toStockholmIso(instant: Instant): string {
  return zoned(instant).toString({ timeZoneName: 'never' });
}

/** Reads ISO 8601 with `Z` or an offset; fractions below a millisecond are dropped. RangeError when it has neither. */
export function fromIso(text: string): Instant {
  return Temporal.Instant.from(text).epochMilliseconds;
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
      return zoned(start).add({ months: amount }).epochMilliseconds;
    default:
      return unit satisfies never;
  }
}

function zoned(instant: Instant): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(STOCKHOLM);
}
