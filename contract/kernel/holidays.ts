/**
 * Swedish public holidays and eves, by rule, on plain calendar dates (`YYYY-MM-DD`).
 * Sources: lag (1989:253) om allmänna helgdagar 1 §, with SFS 2004:1320 (from 2005 the national day took the place of Whit
 * Monday); lag (1930:173) om beräkning av lagstadgad tid 2 § (Saturday, Midsummer Eve, Christmas Eve and New Year's Eve
 * count as holidays when a time runs out).
 */
import { type CalendarDate, dateOfDayNumber, dayNumberOf, MS_PER_DAY, weekdayOf } from './calendar-days.ts';

export interface Holiday {
  readonly date: CalendarDate;
  /** `public`: holiday by statute. `eve`: commonly closed, no public holiday. */
  readonly kind: 'public' | 'eve';
  readonly sv: string;
  readonly en: string;
  readonly source: string;
}

const HOLIDAYS_ACT = 'Lag (1989:253) om allmänna helgdagar, 1 §';
const TIME_ACT = 'Lag (1930:173) om beräkning av lagstadgad tid, 2 §';
const SATURDAY = 6;

/** Easter Sunday as a day number, by the anonymous Gregorian computus. */
export function easterOf(year: number): number {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1) / MS_PER_DAY;
}

/**
 * All holidays and eves of a year in date order. Ordinary Sundays, holidays too by the act, are not listed. Rules of today
 * are used for years before 1990. A date may carry two (1 May and Ascension Day in 2008).
 */
export function holidaysOf(year: number): readonly Holiday[] {
  const known = byYear.get(year);
  if (known) return known;
  const easter = easterOf(year);
  const on = (month: number, day: number) => Date.UTC(year, month - 1, day) / MS_PER_DAY;
  const saturdayFrom = (day: number) => day + ((SATURDAY - weekdayOf(day) + 7) % 7);
  const midsummer = saturdayFrom(on(6, 20));
  const list: Holiday[] = [];
  const add = (day: number, kind: Holiday['kind'], sv: string, en: string, source = HOLIDAYS_ACT) =>
    list.push({ date: dateOfDayNumber(day), kind, sv, en, source });
  add(on(1, 1), 'public', 'Nyårsdagen', "New Year's Day");
  add(on(1, 6), 'public', 'Trettondedag jul', 'Epiphany');
  add(easter - 2, 'public', 'Långfredagen', 'Good Friday');
  add(easter - 1, 'eve', 'Påskafton', 'Easter Saturday', TIME_ACT);
  add(easter, 'public', 'Påskdagen', 'Easter Sunday');
  add(easter + 1, 'public', 'Annandag påsk', 'Easter Monday');
  add(on(5, 1), 'public', 'Första maj', 'May Day');
  add(easter + 39, 'public', 'Kristi himmelsfärdsdag', 'Ascension Day');
  add(easter + 49, 'public', 'Pingstdagen', 'Whit Sunday');
  if (year < 2005) add(easter + 50, 'public', 'Annandag pingst', 'Whit Monday');
  if (year >= 2005) add(on(6, 6), 'public', 'Sveriges nationaldag', 'National Day of Sweden');
  add(midsummer - 1, 'eve', 'Midsommarafton', 'Midsummer Eve', TIME_ACT);
  add(midsummer, 'public', 'Midsommardagen', 'Midsummer Day');
  add(saturdayFrom(on(10, 31)), 'public', 'Alla helgons dag', "All Saints' Day");
  add(on(12, 24), 'eve', 'Julafton', 'Christmas Eve', TIME_ACT);
  add(on(12, 25), 'public', 'Juldagen', 'Christmas Day');
  add(on(12, 26), 'public', 'Annandag jul', 'Boxing Day');
  add(on(12, 31), 'eve', 'Nyårsafton', "New Year's Eve", TIME_ACT);
  list.sort((x, y) => (x.date < y.date ? -1 : x.date > y.date ? 1 : 0));
  byYear.set(year, list);
  return list;
}

/** The holiday or eve on a date (the public one where there are two), or undefined. */
export function holidayOn(date: CalendarDate): Holiday | undefined {
  const found = holidaysOf(Number(date.slice(0, 4))).filter((holiday) => holiday.date === date);
  return found.find((holiday) => holiday.kind === 'public') ?? found[0];
}

/** Whether offices work: Monday to Friday, neither public holiday nor eve. */
export function isWorkingDay(date: CalendarDate): boolean {
  return weekdayOf(dayNumberOf(date)) < SATURDAY && holidayOn(date) === undefined;
}

const byYear = new Map<number, readonly Holiday[]>();
