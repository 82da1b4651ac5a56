/** Noon on a Monday in March, and the length of a day, in milliseconds. */
export const START = Date.parse('2026-03-02T11:00:00Z');
export const DAY = 24 * 60 * 60 * 1000;
