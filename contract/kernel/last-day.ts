/**
 * Ends as people write them. An end is stored as the first instant of no effect; people say the last day: `2026-12-31` ends when that day
 * is over. A clock time is said when it ends within a day: `2026-12-31 14.00`.
 */
import { addCalendarDays, dateInStockholm, startOfDay, stockholmInstant, toStockholm, type Instant } from './time.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/** An end (epoch ms) as its last day, or as day and time. */
export function writeEnd(instant: Instant): string {
  if (startOfDay(instant) === instant) return dateInStockholm(instant - 1);
  return writeStart(instant);
}
/** A start (epoch ms) as its day, or as day and time. */
export function writeStart(instant: Instant): string {
  if (startOfDay(instant) === instant) return dateInStockholm(instant);
  const { hour, minute } = toStockholm(instant);
  return `${dateInStockholm(instant)} ${two(hour)}.${two(minute)}`;
}

function read(text: string): { instant: Instant; whole: boolean } | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2})[.:](\d{2}))?$/u.exec(text.trim());
  if (!match || Number(match[2] ?? 0) > 23 || Number(match[3] ?? 0) > 59) return undefined;
  const date = match[1] ?? '';
  if (Number.isNaN(Date.parse(date)) || !new Date(date).toISOString().startsWith(date)) return undefined;
  return {
    instant: stockholmInstant(date, `${two(Number(match[2] ?? 0))}:${match[3] ?? '00'}`),
    whole: match[2] === undefined,
  };
}

/** The end that a text says, or undefined when it cannot be read. `nu` and `now` are `now`. */
export function readEnd(text: string, now: Instant): Instant | undefined {
  if (/^(nu|now)$/iu.test(text.trim())) return now;
  if (/^(i ?dag|today)$/iu.test(text.trim())) return addCalendarDays(startOfDay(now), 1);
  const said = read(text);
  return said && (said.whole ? addCalendarDays(said.instant, 1) : said.instant);
}
/** The start that a text says, or undefined. */
export function readStart(text: string, now: Instant): Instant | undefined {
  if (/^(nu|now)$/iu.test(text.trim())) return now;
  if (/^(i ?dag|today)$/iu.test(text.trim())) return startOfDay(now);
  return read(text)?.instant;
}
