import { dateOfDayNumber, dayNumberOf, weekdayOf } from '../../contract/kernel/calendar-days.ts';
import {
  HOUR,
  MINUTE,
  type Instant,
  addCalendarDays,
  stockholmInstant,
  toStockholm,
} from '../../contract/kernel/time.ts';

export interface ReadTimeOptions {
  /** The clock time meant when only a day is given, `HH:MM`. */
  readonly time?: string;
}

const months = ['jan', 'feb', 'mar', 'apr', 'ma[ij]', 'jun', 'jul', 'aug', 'sep', 'o[ck]t', 'nov', 'dec'];
const weekdays = ['m[åa]n|mon', 'tis|tue', 'ons|wed', 'tor|thu', 'fre|fri', 'l[öo]r|sat', 's[öo]n|sun'];
const numbers: Readonly<Record<string, number>> = {
  en: 1,
  ett: 1,
  a: 1,
  an: 1,
  one: 1,
  två: 2,
  two: 2,
  tre: 3,
  three: 3,
  fyra: 4,
  four: 4,
  sex: 6,
  six: 6,
};

interface Reading {
  /** Days since 1970-01-01, or null when the text names no day. */
  day: number | null;
  time: string | null;
  /** Elapsed or calendar time from now, which is an answer by itself. */
  instant: Instant | null;
}

/**
 * A time as people type it, in Swedish or English: `imorgon 14`, `15/3`, `fre 9`, `om 2 h`, `nästa tisdag 9.30`,
 * `3 mars 2027 kl 13`, `2026-03-03 09:30`. A day without year is the next such day; a bare clock time is the next such time.
 *
 * @param now epoch ms
 * @returns epoch ms, or null when any part of the text is not understood
 */
export function readTime(text: string, now: Instant, options: ReadTimeOptions = {}): Instant | null {
  const today = dayNumberOf(toStockholm(now).date);
  let rest = text.toLowerCase().trim().replace(/\s+/g, ' ');
  if (rest === '') return null;
  const found: Reading = { day: null, time: null, instant: null };
  for (const reader of readers) {
    const match = reader.pattern.exec(rest);
    if (!match || !reader.read(match, found, { now, today })) continue;
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`.replace(/\s+/g, ' ').trim();
  }
  // What is left over is something we did not understand, and guessing at a time is worse than asking.
  if (rest.replace(/^(kl\.?|klockan|den|på|at|on|the|,)$/u, '') !== '') return null;
  return settle(found, { now, today }, options.time ?? '16:00');
}

interface Around {
  readonly now: Instant;
  readonly today: number;
}
interface Reader {
  readonly pattern: RegExp;
  /** False when the match cannot be (31/2), which leaves it to be refused. */
  readonly read: (match: RegExpExecArray, found: Reading, around: Around) => boolean;
}

const start = '(?:^|(?<= ))';
const end = '(?=$|[ ,])';
const pattern = (source: string): RegExp => new RegExp(`${start}(?:${source})${end}`, 'u');
const dayReader = (source: string, day: (match: RegExpExecArray, around: Around) => number | null): Reader => ({
  pattern: pattern(source),
  read(match, found, around) {
    const read = found.day === null ? day(match, around) : null;
    if (read === null) return false;
    found.day = read;
    return true;
  },
});

const amount = (text: string | undefined): number => numbers[text ?? ''] ?? Number(text);

const readers: readonly Reader[] = [
  {
    pattern: pattern(
      '(?:om|in) (\\d{1,3}|en|ett|två|tre|fyra|sex|an?|one|two|three|four|six) ?(min(?:ut(?:er|es?)?)?|h|tim(?:m(?:e|ar))?|hours?|dag(?:ar)?|days?|d|veck(?:a|or)|weeks?|v|mån(?:ad(?:er)?)?|months?|år|years?)',
    ),
    read(match, found, { now }) {
      const n = amount(match[1]);
      const unit = match[2] ?? '';
      if (unit.startsWith('mi')) found.instant = now + n * MINUTE;
      else if (/^(h|t)/.test(unit)) found.instant = now + n * HOUR;
      else {
        const date = unit.startsWith('m') ? monthsAhead(now, n) : /^(å|y)/.test(unit) ? monthsAhead(now, 12 * n) : null;
        const week = /^(v|w)/.test(unit) ? 7 : 1;
        found.day = date ?? dayNumberOf(toStockholm(addCalendarDays(now, n * week)).date);
      }
      return true;
    },
  },
  dayReader('(\\d{4})-(\\d\\d)-(\\d\\d)', (m) => dayOf(Number(m[1]), Number(m[2]), Number(m[3]))),
  dayReader('(?:den )?(\\d{1,2})/(\\d{1,2})(?:[ /](\\d{4}))?', (m, at) =>
    nextDay(Number(m[2]), Number(m[1]), m[3], at),
  ),
  dayReader(
    `(?:den |the )?(\\d{1,2})(?:[:.]?[ea]|st|nd|rd|th)?\\.? (${months.map((month) => `${month}[a-zåäö]*`).join('|')})\\.?(?: (\\d{4}))?`,
    (m, at) =>
      nextDay(1 + months.findIndex((month) => new RegExp(`^${month}`, 'u').test(m[2] ?? '')), Number(m[1]), m[3], at),
  ),
  dayReader('i ?övermorgon|day after tomorrow', (_, { today }) => today + 2),
  dayReader('i ?mor(?:gon|n)|tomorrow|imorron', (_, { today }) => today + 1),
  dayReader('i ?dag|i ?kväll|today|tonight', (_, { today }) => today),
  dayReader('i ?går|yesterday', (_, { today }) => today - 1),
  dayReader(
    `(?:på |on |this )?(nästa |next )?(${weekdays.map((day) => `(?:${day})[a-zåäö]*`).join('|')})`,
    (m, { today }) => {
      const wanted = 1 + weekdays.findIndex((day) => new RegExp(`^(?:${day})`, 'u').test(m[2] ?? ''));
      const ahead = (wanted - weekdayOf(today) + 7) % 7;
      if (!m[1]) return today + ahead;
      // Next Friday is the one in next week.
      return today + (8 - weekdayOf(today)) + (wanted - 1);
    },
  ),
  {
    pattern: pattern('(?:kl\\.? ?|klockan |at )?(\\d{1,2})(?:[.:](\\d\\d))? ?(am|pm)?'),
    read(match, found) {
      const late = match[3] === 'pm' && Number(match[1]) < 12 ? 12 : 0;
      const hour = match[3] === 'am' && match[1] === '12' ? 0 : Number(match[1]) + late;
      if (found.instant !== null || hour > 23 || Number(match[2] ?? 0) > 59) return false;
      found.time = `${String(hour).padStart(2, '0')}:${match[2] ?? '00'}`;
      return true;
    },
  },
];

function settle(found: Reading, { now, today }: Around, time: string): Instant | null {
  if (found.instant !== null) return found.day === null && found.time === null ? found.instant : null;
  if (found.day === null) {
    if (found.time === null) return null;
    const at = stockholmInstant(dateOfDayNumber(today), found.time);
    return at > now ? at : stockholmInstant(dateOfDayNumber(today + 1), found.time);
  }
  const at = stockholmInstant(dateOfDayNumber(found.day), found.time ?? time);
  // "Today" at half past four means the end of today, not a time gone by.
  return found.time === null && found.day === today && at <= now
    ? stockholmInstant(dateOfDayNumber(today), '23:59')
    : at;
}

/** The day's number, or null when there is no such date. */
function dayOf(year: number, month: number, day: number): number | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (month < 1 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return dayNumberOf(date.toISOString().slice(0, 10));
}

function nextDay(month: number, day: number, year: string | undefined, { today }: Around): number | null {
  if (year !== undefined) return dayOf(Number(year), month, day);
  const thisYear = Number(dateOfDayNumber(today).slice(0, 4));
  const here = dayOf(thisYear, month, day);
  return here !== null && here < today ? dayOf(thisYear + 1, month, day) : (here ?? dayOf(thisYear + 1, month, day));
}

/** The same day of the month later on, or the month's last. */
function monthsAhead(now: Instant, count: number): number {
  const { year, month, day } = toStockholm(now);
  const first = new Date(Date.UTC(year, month - 1 + count, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const date = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(day, last)));
  return dayNumberOf(date.toISOString().slice(0, 10));
}
