import type { Language } from '../../contract/kernel/validation.ts';
import { dayNumberOf } from '../../contract/kernel/calendar-days.ts';
import { HOUR, MINUTE, type Instant, type StockholmParts, toStockholm } from '../../contract/kernel/time.ts';

interface Words {
  readonly months: readonly string[];
  readonly weekdays: readonly string[];
  readonly now: string;
  readonly justNow: string;
  readonly today: string;
  readonly tomorrow: string;
  readonly yesterday: string;
  readonly within: (amount: string) => string;
  readonly ago: (amount: string) => string;
  readonly minutes: (n: number) => string;
  readonly hours: (n: number) => string;
  readonly days: (n: number) => string;
  readonly clock: (hour: number, minute: string) => string;
  readonly at: string;
}

const words: Readonly<Record<Language, Words>> = {
  sv: {
    months: [
      'januari',
      'februari',
      'mars',
      'april',
      'maj',
      'juni',
      'juli',
      'augusti',
      'september',
      'oktober',
      'november',
      'december',
    ],
    weekdays: ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'],
    now: 'nu',
    justNow: 'nyss',
    today: 'i dag',
    tomorrow: 'i morgon',
    yesterday: 'i går',
    within: (amount) => `om ${amount}`,
    ago: (amount) => `${amount} sen`,
    minutes: (n) => `${n} min`,
    hours: (n) => `${n} h`,
    days: (n) => (n === 1 ? '1 dag' : `${n} dagar`),
    clock: (hour, minute) => `${hour}.${minute}`,
    at: 'kl.',
  },
  en: {
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    now: 'now',
    justNow: 'just now',
    today: 'today',
    tomorrow: 'tomorrow',
    yesterday: 'yesterday',
    within: (amount) => `in ${amount}`,
    ago: (amount) => `${amount} ago`,
    minutes: (n) => `${n} min`,
    hours: (n) => `${n} h`,
    days: (n) => (n === 1 ? '1 day' : `${n} days`),
    clock: (hour, minute) => `${hour}:${minute}`,
    at: 'at',
  },
};

/** Both ends in epoch ms, counted in Stockholm: `om 2 h`, `i dag 16.00`, `3 dagar sen`, `i morgon 9.30`, `3 mars 2026`. */
export function timeWord(instant: Instant, now: Instant, language: Language): string {
  const w = words[language];
  const distance = instant - now;
  const there = toStockholm(instant);
  const days = dayNumberOf(there.date) - dayNumberOf(toStockholm(now).date);
  const clock = clockOf(there, w);
  if (distance >= 0) {
    if (distance < MINUTE) return w.now;
    if (distance < HOUR) return w.within(w.minutes(Math.floor(distance / MINUTE)));
    if (distance < 6 * HOUR) return w.within(w.hours(Math.round(distance / HOUR)));
    if (days === 0) return `${w.today} ${clock}`;
    if (days === 1) return `${w.tomorrow} ${clock}`;
    if (days < 7) return `${w.weekdays[there.weekday - 1]} ${clock}`;
    return dateOf(there, now, w);
  }
  if (distance > -MINUTE) return w.justNow;
  if (distance > -HOUR) return w.ago(w.minutes(Math.floor(-distance / MINUTE)));
  if (days === 0) return w.ago(w.hours(Math.round(-distance / HOUR)));
  if (days === -1)
    return distance > -12 * HOUR ? w.ago(w.hours(Math.round(-distance / HOUR))) : `${w.yesterday} ${clock}`;
  if (days > -15) return w.ago(w.days(-days));
  return dateOf(there, now, w);
}

/** When something happened or happens, with its clock time: `i dag 9.02`, `i går 16.00`, `tisdag 18 november 9.30`. */
export function momentWord(instant: Instant, now: Instant, language: Language): string {
  const w = words[language];
  const there = toStockholm(instant);
  const days = dayNumberOf(there.date) - dayNumberOf(toStockholm(now).date);
  const clock = clockOf(there, w);
  if (days === 0) return `${w.today} ${clock}`;
  if (days === 1) return `${w.tomorrow} ${clock}`;
  if (days === -1) return `${w.yesterday} ${clock}`;
  if (Math.abs(days) < 60) return `${w.weekdays[there.weekday - 1]} ${dateOf(there, now, w)} ${clock}`;
  return `${there.day} ${w.months[there.month - 1]} ${there.year} ${w.at} ${clock}`;
}

/** The whole date: `3 mars 2026`. */
export function dateWord(instant: Instant, language: Language): string {
  const there = toStockholm(instant);
  return `${there.day} ${words[language].months[there.month - 1]} ${there.year}`;
}

/** Date and time in full, for titles and print: `tisdag 3 mars 2026 kl. 9.30`. */
export function fullTimeWord(instant: Instant, language: Language): string {
  const w = words[language];
  const there = toStockholm(instant);
  return `${w.weekdays[there.weekday - 1]} ${dateWord(instant, language)} ${w.at} ${clockOf(there, w)}`;
}

/** A calendar date `YYYY-MM-DD` in words: `12 december 1912`. */
export function calendarWord(date: string, language: Language): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${Number(day)} ${words[language].months[Number(month) - 1] ?? ''} ${year}`;
}

/** Whole years from a birth date to now. */
export function ageOf(birthDate: string, now: Instant): number {
  const today = toStockholm(now).date;
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

const clockOf = (at: StockholmParts, w: Words): string => w.clock(at.hour, String(at.minute).padStart(2, '0'));

function dateOf(at: StockholmParts, now: Instant, w: Words): string {
  const date = `${at.day} ${w.months[at.month - 1]}`;
  return at.year === toStockholm(now).year ? date : `${date} ${at.year}`;
}
