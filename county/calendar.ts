/** The county's days while it is being made: midnights in Stockholm and which days are worked, looked up once. Instants are epoch ms. */
import { dateOfDayNumber, dayNumberOf } from '../contract/kernel/calendar-days.ts';
import { isWorkingDay } from '../contract/kernel/holidays.ts';
import { dateInStockholm, stockholmInstant, type Instant } from '../contract/kernel/time.ts';
import { HOUR, MINUTE } from './answering.ts';

export interface Day {
  readonly date: string;
  readonly midnight: Instant;
  readonly worked: boolean;
}

export interface Calendar {
  /** The day an instant lies in. */
  dayOf(at: Instant): Day;
  /** `minutes` after midnight `days` days after the day of `at`. */
  on(at: Instant, days: number, minutes: number): Instant;
  /** The first instant at or after `at` within the hours: on worked days only, or on every day. Minutes after midnight. */
  nextOpen(at: Instant, hours: Hours): Instant;
}

/** When people agree to meet: the first whole half hour from nine to three on a working day, at or after an instant, however far ahead. */
export function meetingTime(at: Instant): Instant {
  for (let number = dayNumberOf(dateInStockholm(at)); ; number += 1) {
    const date = dateOfDayNumber(number);
    const midnight = stockholmInstant(date);
    const halfHour = 30 * MINUTE;
    const half = Math.ceil(Math.max(at, midnight + 9 * HOUR) / halfHour) * halfHour;
    if (isWorkingDay(date) && half <= midnight + 15 * HOUR) return half;
  }
}

export interface Hours {
  readonly from: number;
  readonly to: number;
  readonly everyDay: boolean;
}

/** @param first and last instants that will be asked about */
export function calendarBetween(first: Instant, last: Instant): Calendar {
  const from = dayNumberOf(dateInStockholm(first)) - 1;
  const until = dayNumberOf(dateInStockholm(last)) + 1;
  const days: Day[] = [];
  for (let number = from; number <= until; number += 1) {
    const date = dateOfDayNumber(number);
    days.push({ date, midnight: stockholmInstant(date), worked: isWorkingDay(date) });
  }
  const indexOf = (at: Instant): number => {
    let low = 0;
    let high = days.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((days[middle]?.midnight ?? Infinity) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const day = (index: number): Day => {
    const found = days[Math.min(Math.max(index, 0), days.length - 1)];
    if (!found) throw new RangeError('a calendar has days');
    return found;
  };
  return {
    dayOf: (at) => day(indexOf(at)),
    on: (at, ahead, minutes) => day(indexOf(at) + ahead).midnight + minutes * 60_000,
    nextOpen(at, { from: opens, to: closes, everyDay }) {
      for (let index = indexOf(at); ; index += 1) {
        const { midnight, worked } = day(index);
        // Past the calendar's end nothing will be asked again: any later instant will do.
        if (index >= days.length) return Math.max(at, midnight) + 86_400_000;
        if (!worked && !everyDay) continue;
        if (at < midnight + closes * 60_000) return Math.max(at, midnight + opens * 60_000);
      }
    },
  };
}
