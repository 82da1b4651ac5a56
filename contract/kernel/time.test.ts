import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { isWorkingDay } from './holidays.ts';
import { type DeadlineRule, addWorkingDays, deadlineAfter } from './deadlines.ts';
import {
  HOUR,
  addCalendarDays,
  dateInStockholm,
  endOfDay,
  fromIso,
  startOfDay,
  stockholmInstant,
  toIso,
  toStockholm,
  toStockholmIso,
} from './time.ts';

const at = (text: string) => stockholmInstant(text.slice(0, 10), text.slice(11));
const shown = (instant: number) => toStockholmIso(instant).slice(0, 16);
const anyInstant = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2060, 0) });
const platform = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'medium',
});

describe('time in Stockholm', () => {
  it('shows summer and winter', () => {
    const parts = toStockholm(fromIso('2026-07-01T22:30:05Z'));
    assert.deepEqual(parts, {
      date: '2026-07-02',
      year: 2026,
      month: 7,
      day: 2,
      weekday: 4,
      week: 27,
      hour: 0,
      minute: 30,
      second: 5,
      offsetMinutes: 120,
    });
    assert.equal(toStockholm(fromIso('2026-12-01T12:00:00Z')).offsetMinutes, 60);
  });

  it("shows the same clock as the platform's own", () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        assert.equal(toStockholmIso(instant).slice(0, 19).replace('T', ' '), platform.format(instant));
        assert.equal(fromIso(toStockholmIso(instant)), instant);
        assert.equal(fromIso(toIso(instant)), instant);
      }),
    );
  });

  it('counts as the standard calendar library does, also when clocks change', () => {
    const there = (instant: number) =>
      Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO('Europe/Stockholm');
    const nearChange = fc
      .tuple(fc.integer({ min: 2000, max: 2059 }), fc.constantFrom(2, 9), fc.integer({ min: 24, max: 32 }), fc.nat(48))
      .map(([year, month, day, half]) => Date.UTC(year, month, day, 0, half * 30, 7, 123));
    fc.assert(
      fc.property(fc.oneof(anyInstant, nearChange), fc.integer({ min: -800, max: 800 }), (instant, n) => {
        const zoned = there(instant);
        const { week, weekday, offsetMinutes } = toStockholm(instant);
        assert.deepEqual([week, weekday], [zoned.weekOfYear, zoned.dayOfWeek]);
        assert.equal(offsetMinutes, zoned.offsetNanoseconds / 60e9);
        assert.equal(toStockholmIso(instant), zoned.toString({ timeZoneName: 'never' }));
        assert.equal(startOfDay(instant), zoned.startOfDay().epochMilliseconds);
        assert.equal(addCalendarDays(instant, n), zoned.add({ days: n }).epochMilliseconds);
        const months = Math.abs(n);
        assert.equal(
          deadlineAfter(instant, { amount: months, unit: 'months' }),
          zoned.add({ months }).epochMilliseconds,
        );
        const wall = there(instant + n * 1_800_000).toPlainDateTime();
        const [date = '', time = ''] = wall.toString({ smallestUnit: 'second' }).split('T');
        const same = wall.with({ millisecond: 0 }).toZonedDateTime('Europe/Stockholm').epochMilliseconds;
        assert.equal(stockholmInstant(date, time), same);
      }),
      { numRuns: 2_000 },
    );
    for (const hour of ['01', '02', '03'])
      for (const date of ['2026-03-29', '2026-10-25'])
        assert.equal(
          stockholmInstant(date, `${hour}:30`),
          Temporal.PlainDateTime.from(`${date}T${hour}:30`).toZonedDateTime('Europe/Stockholm').epochMilliseconds,
        );
  });

  it('reads every form of an instant that the standard calendar library reads on the wire', () => {
    const forms = [
      '2026-03-01T10:00Z',
      '2026-03-01T10:00:00.1239Z',
      '2026-03-01T10:00:00+0100',
      '2026-03-01T10:00:00-05:30',
      '2026-03-01t10:00:00z',
      '1969-12-31T23:59:59.999999Z',
      '+010000-01-01T00:00:00Z',
      '2026-12-31T23:59:60Z',
      '2024-02-29T12:00:00+01',
    ];
    for (const text of forms) assert.equal(fromIso(text), Temporal.Instant.from(text).epochMilliseconds, text);
    for (const text of ['2026-02-29T10:00Z', '2026-13-01T10:00Z', '2026-01-01T24:00Z', '2026-01-01T10:60Z', ''])
      assert.throws(() => fromIso(text), RangeError, text);
  });

  it('refuses what is no instant', () => {
    for (const text of ['2026-03-01T10:00:00', '2026-03-01', 'i morgon'])
      assert.throws(() => fromIso(text), RangeError);
    assert.throws(() => toStockholm(Number.NaN), RangeError);
    assert.throws(() => stockholmInstant('2026-02-30', '10:00'), RangeError);
  });

  it('keeps the time on the wall when the clocks change', () => {
    const springEve = at('2026-03-28T14:00');
    assert.equal(shown(addCalendarDays(springEve, 1)), '2026-03-29T14:00');
    assert.equal(addCalendarDays(springEve, 1) - springEve, 23 * HOUR);
    const autumnEve = at('2026-10-24T14:00');
    assert.equal(addCalendarDays(autumnEve, 1) - autumnEve, 25 * HOUR);
    assert.equal(shown(addCalendarDays(at('2026-03-28T02:30'), 1)), '2026-03-29T03:30');
  });

  it('no months from the second of the two hours of autumn is that very instant', () => {
    const second = Date.UTC(2000, 9, 29, 1, 0, 7, 123);
    assert.equal(deadlineAfter(second, { amount: 0, unit: 'months' }), second);
  });

  it('knows days of 23 and 25 hours', () => {
    const length = (text: string) => (endOfDay(at(text)) + 1 - startOfDay(at(text))) / HOUR;
    assert.deepEqual(['2026-03-29T12:00', '2026-10-25T12:00', '2026-11-21T12:00'].map(length), [23, 25, 24]);
  });

  it('has every instant between the start and the end of its own day', () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const [start, end] = [startOfDay(instant), endOfDay(instant)];
        assert.ok(start <= instant && instant <= end);
        assert.equal(dateInStockholm(start), dateInStockholm(instant));
        assert.equal(dateInStockholm(end), dateInStockholm(instant));
        assert.notEqual(dateInStockholm(end + 1), dateInStockholm(instant));
        assert.equal(shown(start).slice(11), '00:00');
      }),
    );
  });

  it('counts working days past weekends, holidays and eves', () => {
    assert.equal(shown(addWorkingDays(at('2026-11-20T16:00'), 1)), '2026-11-23T16:00');
    assert.equal(shown(addWorkingDays(at('2026-11-21T10:00'), 1)), '2026-11-23T10:00');
    assert.equal(shown(addWorkingDays(at('2026-04-02T09:00'), 1)), '2026-04-07T09:00');
    assert.equal(shown(addWorkingDays(at('2026-12-23T09:00'), 1)), '2026-12-28T09:00');
    assert.equal(shown(addWorkingDays(at('2026-12-28T09:00'), -1)), '2026-12-23T09:00');
    assert.equal(shown(addWorkingDays(at('2026-12-25T09:00'), 0)), '2026-12-25T09:00');
    assert.throws(() => addWorkingDays(at('2026-12-25T09:00'), 1.5), RangeError);
  });

  it('lands on a working day, n steps there and n back', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 1, max: 60 }), (instant, days) => {
        const there = addWorkingDays(instant, days);
        assert.ok(isWorkingDay(dateInStockholm(there)));
        assert.equal(
          dateInStockholm(addWorkingDays(addWorkingDays(instant, 1), days)),
          dateInStockholm(addWorkingDays(instant, days + 1)),
        );
        assert.equal(dateInStockholm(addWorkingDays(there, -days + 1)), dateInStockholm(addWorkingDays(instant, 1)));
      }),
    );
  });

  it('sets deadlines as agreements write them', () => {
    const cases: readonly [string, DeadlineRule, string][] = [
      ['2026-11-20T15:00', { amount: 24, unit: 'hours' }, '2026-11-21T15:00'],
      ['2026-10-24T15:00', { amount: 24, unit: 'hours' }, '2026-10-25T14:00'],
      ['2026-11-20T15:00', { amount: 90, unit: 'minutes' }, '2026-11-20T16:30'],
      ['2026-11-20T15:00', { amount: 3, unit: 'calendar_days' }, '2026-11-23T15:00'],
      ['2026-11-20T15:00', { amount: 3, unit: 'calendar_days', at: 'end_of_day' }, '2026-11-23T23:59'],
      ['2026-11-20T15:00', { amount: 0, unit: 'calendar_days', at: 'end_of_day' }, '2026-11-20T23:59'],
      ['2026-11-20T15:00', { amount: 3, unit: 'working_days', at: 'same_time' }, '2026-11-25T15:00'],
      ['2026-11-20T15:00', { amount: 12, unit: 'months' }, '2027-11-20T15:00'],
      ['2026-08-31T15:00', { amount: 6, unit: 'months', at: 'end_of_day' }, '2027-02-28T23:59'],
    ];
    for (const [start, rule, due] of cases) assert.equal(shown(deadlineAfter(at(start), rule)), due);
    assert.throws(() => deadlineAfter(0, { amount: -1, unit: 'hours' }), RangeError);
    for (const unit of ['calendar_days', 'months'] as const)
      assert.throws(() => deadlineAfter(0, { amount: 1.5, unit }), RangeError);
  });
});
