/**
 * Opening hours as data, and who can be reached now. Hours are wall time in Stockholm, so they keep over clock changes; an
 * opening past midnight belongs to the day it began. Nothing is taken to be open on a holiday unless the hours say so:
 * a number that nobody answers is worse than one not shown.
 */
import { type CalendarDate, dateOfDayNumber, dayNumberOf, weekdayOf } from './calendar-days.ts';
import { holidayOn } from './holidays.ts';
import { type Instant, dateInStockholm, stockholmInstant } from './time.ts';

/** ISO weekday (1 Monday … 7 Sunday), a public holiday, or an eve (see `holidays.ts`). */
export type OpeningDay = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 'holiday' | 'eve';

/** From and to as `HH:MM`. `to` at or before `from` is on the next day; the end of the day may be written `24:00`. */
export interface Opening {
  readonly from: string;
  readonly to: string;
}

export type Hours =
  | { readonly kind: 'always' }
  | {
      readonly kind: 'weekly';
      readonly openings: readonly (Opening & { readonly on: readonly OpeningDay[] })[];
      /**
       * What a holiday without openings of its own is: `closed` (the default) or like its weekday. An eve without openings
       * of its own follows the holidays.
       */
      readonly holidays?: 'closed' | 'as_weekday';
      /** Single dates with hours of their own, before every other rule; an empty list is closed. */
      readonly dates?: Readonly<Record<CalendarDate, readonly Opening[]>>;
    };

export interface Change {
  readonly at: Instant;
  /** What it becomes. */
  readonly open: boolean;
}

/** A way to reach someone: a telephone, a team, an on-call line. The lower `sort`, the better. */
export interface ContactWay {
  readonly id: string;
  readonly hours: Hours;
  readonly sort: number;
}

export interface Reach<Way extends ContactWay> {
  /** Open now, best first. */
  readonly open: readonly Way[];
  /** The next of the closed ways to open, the best of those that open together; undefined when none will. */
  readonly next: { readonly way: Way; readonly at: Instant } | undefined;
}

/** How far ahead a change is looked for: past every yearly holiday. */
const HORIZON_DAYS = 400;

/** Whether it is open at the instant. From counts as open, to as closed. RangeError when a time is malformed. */
export function isOpen(hours: Hours, instant: Instant): boolean {
  if (hours.kind === 'always') return true;
  return closingOf(hours, instant) !== undefined;
}

/** When it next closes, if open, or opens, if closed; undefined when that is not within 400 days. */
export function nextChange(hours: Hours, instant: Instant): Change | undefined {
  if (hours.kind === 'always') return undefined;
  const horizon = dayNumberOf(dateInStockholm(instant)) + HORIZON_DAYS;
  let closes = closingOf(hours, instant);
  if (closes === undefined) return nextOpening(hours, instant, horizon);
  // One opening may take over where another ends.
  for (let later: Instant | undefined = closes; later !== undefined; later = closingOf(hours, closes)) {
    closes = later;
    if (dayNumberOf(dateInStockholm(closes)) > horizon) return undefined;
  }
  return { at: closes, open: false };
}

/** Which ways are open at the instant, best first, and when the next of the others opens. */
export function reachNow<Way extends ContactWay>(ways: readonly Way[], instant: Instant): Reach<Way> {
  const inOrder = ways.toSorted((a, b) => a.sort - b.sort);
  const open = inOrder.filter((way) => isOpen(way.hours, instant));
  let next: Reach<Way>['next'];
  for (const way of inOrder) {
    if (open.includes(way)) continue;
    const at = nextChange(way.hours, instant)?.at;
    if (at !== undefined && (next === undefined || at < next.at)) next = { way, at };
  }
  return { open, next };
}

type WeeklyHours = Extract<Hours, { kind: 'weekly' }>;

function nextOpening(hours: WeeklyHours, instant: Instant, horizon: number): Change | undefined {
  for (let day = dayNumberOf(dateInStockholm(instant)); day <= horizon; day += 1) {
    const starts = periodsOf(hours, day)
      .map(([start]) => start)
      .filter((start) => start > instant);
    if (starts.length > 0) return { at: Math.min(...starts), open: true };
  }
  return undefined;
}

/** The latest end of the openings that cover the instant; an opening lasts a day at most, so it began today or yesterday. */
function closingOf(hours: WeeklyHours, instant: Instant): Instant | undefined {
  const today = dayNumberOf(dateInStockholm(instant));
  const ends = [...periodsOf(hours, today - 1), ...periodsOf(hours, today)]
    .filter(([start, end]) => start <= instant && instant < end)
    .map(([, end]) => end);
  return ends.length > 0 ? Math.max(...ends) : undefined;
}

/** Openings that begin on a day, as instants. One that falls whole within the hour that spring skips is gone. */
function periodsOf(hours: WeeklyHours, day: number): (readonly [Instant, Instant])[] {
  return openingsOn(hours, day)
    .map(({ from, to }): readonly [Instant, Instant] => {
      const [start, end] = [minutesOf(from), minutesOf(to)];
      return [wallInstant(day, start), wallInstant(day, end <= start ? end + 1440 : end)];
    })
    .filter(([start, end]) => start < end);
}

function openingsOn(hours: WeeklyHours, day: number): readonly Opening[] {
  const date = dateOfDayNumber(day);
  const ownDate = hours.dates?.[date];
  if (ownDate) return ownDate;
  const on = (kind: OpeningDay) => hours.openings.filter((opening) => opening.on.includes(kind));
  const weekday = weekdayOf(day) as OpeningDay; // 1–7 by its definition
  const holiday = holidayOn(date);
  if (!holiday) return on(weekday);
  const own = holiday.kind === 'eve' ? on('eve') : [];
  if (own.length > 0) return own;
  const red = on('holiday');
  return red.length > 0 || hours.holidays !== 'as_weekday' ? red : on(weekday);
}

function minutesOf(time: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$|^24:00$/u.exec(time);
  if (!match) throw new RangeError(`not a time of day: ${time}`);
  return match[1] === undefined ? 1440 : Number(match[1]) * 60 + Number(match[2]);
}

function wallInstant(day: number, minutes: number): Instant {
  const within = minutes % 1440;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return stockholmInstant(dateOfDayNumber(day + Math.floor(minutes / 1440)), `${two(within / 60)}:${two(within % 60)}`);
}
