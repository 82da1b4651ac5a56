/**
 * Time in Europe/Stockholm. An instant is epoch milliseconds; days are counted on the calendar and keep the time on the wall when the
 * clocks change (förordning (2001:127) om sommartid). What agreements count, also in working days, stands in `deadlines.ts`.
 */
import { type CalendarDate, dateOfDayNumber, dayNumberOf, weekdayOf } from './calendar-days.ts';
import { instantAt, offsetAt, type WallTime, wallAt } from './stockholm.ts';

/** Milliseconds since 1970-01-01T00:00:00Z, a whole number. */
export type Instant = number;

export const STOCKHOLM = 'Europe/Stockholm';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

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

/** What calendar and clock show in Stockholm. RangeError when the instant is no whole number that a Date can hold. */
export function toStockholm(instant: Instant): StockholmParts {
  const wall = wallAt(instant);
  const there = new Date(wall);
  const day = dayOf(wall);
  return {
    date: dateOfDayNumber(day),
    year: there.getUTCFullYear(),
    month: there.getUTCMonth() + 1,
    day: there.getUTCDate(),
    weekday: weekdayOf(day),
    week: weekOf(day),
    hour: there.getUTCHours(),
    minute: there.getUTCMinutes(),
    second: there.getUTCSeconds(),
    offsetMinutes: offsetAt(instant) / MINUTE,
  };
}

/** The date in Stockholm, `YYYY-MM-DD`. */
export function dateInStockholm(instant: Instant): CalendarDate {
  return dateOfDayNumber(dayOf(wallAt(instant)));
}

/**
 * The instant when date and wall time (`HH:MM` or `HH:MM:SS`) are shown in Stockholm. In the hour that spring skips, the
 * time the clock has moved on to; in the hour that autumn repeats, the first. RangeError when either is malformed.
 */
export function stockholmInstant(date: CalendarDate, time = '00:00'): Instant {
  const read = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/u.exec(time);
  if (!read) throw new RangeError(`not a time: ${time}`);
  const [, hours, minutes, seconds = '0'] = read;
  const clock = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * 1000;
  return instantAt(dayNumberOf(date) * DAY + clock);
}

/** Midnight that begins the day in Stockholm. */
export function startOfDay(instant: Instant): Instant {
  return instantAt(dayOf(wallAt(instant)) * DAY);
}

/** The last millisecond of the day in Stockholm: kept when done at that instant, late after it. */
export function endOfDay(instant: Instant): Instant {
  return instantAt((dayOf(wallAt(instant)) + 1) * DAY) - 1;
}

/** The same time on the wall `days` (whole, may be negative) calendar days later. */
export function addCalendarDays(instant: Instant, days: number): Instant {
  if (!Number.isSafeInteger(days)) throw new RangeError('calendar days are counted whole');
  return days === 0 ? instant : instantAt(wallAt(instant) + days * DAY);
}

/** `2026-03-29T00:30:00.000Z`, the form on the wire. RangeError when the instant is no valid time. */
export function toIso(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** The same with Stockholm's clock and offset: `2026-03-29T01:30:00+01:00`; fractions of a second only where there are any. */
export function toStockholmIso(instant: Instant): string {
  const offset = offsetAt(instant) / MINUTE;
  const two = (n: number): string => String(n).padStart(2, '0');
  const clock = new Date(wallAt(instant))
    .toISOString()
    .slice(0, -1)
    .replace(/\.?0+$/u, '');
  return `${clock}+${two(Math.floor(offset / 60))}:${two(offset % 60)}`;
}

const isoInstant =
  /^([+-]\d{6}|\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:(Z)|([+-])(\d\d):?(\d\d)?)$/iu;

/** Reads ISO 8601 with `Z` or an offset; fractions below a millisecond are dropped. RangeError when it has neither. */
export function fromIso(text: string): Instant {
  const [, year, month, day, hour, minute, second = '0', fraction = '', , sign, ahead = '0', minutesAhead = '0'] =
    isoInstant.exec(text) ?? [];
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const real = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  const fits = Number(hour) < 24 && Number(minute) < 60 && Number(second) <= 60 && Number(ahead) < 24;
  if (!real || !fits || Number(minutesAhead) >= 60) throw new RangeError(`not an instant: ${text}`);
  // A leap second is told as the last one of its minute.
  const clock = Number(hour) * HOUR + Number(minute) * MINUTE + Math.min(Number(second), 59) * 1000;
  const offset = (Number(ahead) * HOUR + Number(minutesAhead) * MINUTE) * (sign === '-' ? -1 : 1);
  return date.getTime() + clock + Number(fraction.padEnd(3, '0').slice(0, 3)) - offset;
}

/** Days from 1970-01-01 on the wall. */
export const dayOf = (wall: WallTime): number => Math.floor(wall / DAY);

/** The ISO week is that of its Thursday. */
function weekOf(day: number): number {
  const thursday = day + 4 - weekdayOf(day);
  const newYear = Date.UTC(new Date(thursday * DAY).getUTCFullYear(), 0, 1) / DAY;
  return Math.floor((thursday - newYear) / 7) + 1;
}
