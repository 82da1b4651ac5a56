import { isWorkingDay } from './holidays.ts';
import { addCalendarDays, dateInStockholm, stockholmInstant, toStockholm, type Instant } from './time.ts';

/** When it is tried whether somebody can be reached. */
export const moments = ['now', 'workday', 'evening', 'night', 'weekend', 'christmas'] as const;
export type Moment = (typeof moments)[number];

/**
 * The moments as instants: now, the next working day at 10.00, the next 20.00, the next 3.00, Saturday and Christmas Day at noon; each the first
 * one after `now`.
 */
export function momentsFrom(now: Instant): Readonly<Record<Moment, Instant>> {
  const at = (from: Instant, time: string): Instant => stockholmInstant(dateInStockholm(from), time);
  const next = (time: string): Instant => (at(now, time) > now ? at(now, time) : at(addCalendarDays(now, 1), time));
  let workday = next('10:00');
  while (!isWorkingDay(dateInStockholm(workday))) workday = addCalendarDays(workday, 1);
  let saturday = next('12:00');
  while (toStockholm(saturday).weekday !== 6) saturday = addCalendarDays(saturday, 1);
  const year = Number(dateInStockholm(now).slice(0, 4));
  const [thisYears, nextYears] = [
    stockholmInstant(`${year}-12-25`, '12:00'),
    stockholmInstant(`${year + 1}-12-25`, '12:00'),
  ];
  return {
    now,
    workday,
    evening: next('20:00'),
    night: next('03:00'),
    weekend: saturday,
    christmas: thisYears > now ? thisYears : nextYears,
  };
}
