import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Hours, type OpeningDay, isOpen, nextChange, reachNow } from './opening-hours.ts';
import { HOUR, MINUTE, stockholmInstant, toStockholmIso } from './time.ts';

const at = (text: string) => stockholmInstant(text.slice(0, 10), text.slice(11));
const shown = (instant: number | undefined) => (instant === undefined ? 'never' : toStockholmIso(instant).slice(0, 16));
const office: Hours = { kind: 'weekly', openings: [{ on: [1, 2, 3, 4, 5], from: '08:00', to: '17:00' }] };
/** The on-call line takes over when the office closes, and has the red days. */
const onCall: Hours = {
  kind: 'weekly',
  openings: [
    { on: [1, 2, 3, 4, 5], from: '17:00', to: '08:00' },
    { on: [6, 7, 'holiday'], from: '08:00', to: '08:00' },
  ],
};
const always: Hours = { kind: 'always' };
const time = fc
  .tuple(fc.nat(23), fc.constantFrom('00', '15', '30'))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${m}`);
const days = fc.uniqueArray(fc.constantFrom<OpeningDay>(1, 2, 3, 4, 5, 6, 7, 'holiday', 'eve'), { minLength: 1 });
const anyHours: fc.Arbitrary<Hours> = fc.record({
  kind: fc.constant('weekly' as const),
  openings: fc.array(fc.record({ on: days, from: time, to: time }), { maxLength: 3 }),
  holidays: fc.constantFrom('closed' as const, 'as_weekday' as const),
});
// Around clock changes, Christmas and ordinary weeks.
const anyInstant = fc
  .tuple(
    fc.constantFrom('2026-03-27T12:00', '2026-10-23T12:00', '2026-12-22T12:00', '2026-06-17T12:00'),
    fc.nat(6 * 24 * 60),
  )
  .map(([from, minutes]) => at(from) + minutes * MINUTE);

describe('opening hours', () => {
  it('open at from and close at to', () => {
    const cases: readonly [string, boolean][] = [
      ['2026-11-20T07:59', false],
      ['2026-11-20T08:00', true],
      ['2026-11-20T16:59', true],
      ['2026-11-20T17:00', false],
    ];
    for (const [when, open] of cases) assert.equal(isOpen(office, at(when)), open, when);
    assert.equal(shown(nextChange(office, at('2026-11-20T12:00'))?.at), '2026-11-20T17:00');
    assert.equal(shown(nextChange(office, at('2026-11-20T17:00'))?.at), '2026-11-23T08:00');
  });

  it('are closed on holidays and eves unless the hours say else', () => {
    assert.equal(isOpen(office, at('2026-12-24T10:00')), false);
    assert.equal(isOpen({ ...office, holidays: 'as_weekday' }, at('2026-12-24T10:00')), true);
    assert.equal(shown(nextChange(office, at('2026-12-23T18:00'))?.at), '2026-12-28T08:00');
    const eves: Hours = { ...office, openings: [...office.openings, { on: ['eve'], from: '08:00', to: '12:00' }] };
    assert.equal(isOpen(eves, at('2026-12-24T10:00')), true);
    assert.equal(isOpen(eves, at('2026-12-24T13:00')), false);
    assert.equal(isOpen(eves, at('2026-12-25T10:00')), false);
    assert.equal(isOpen(onCall, at('2026-12-24T10:00')), true, 'an eve follows the holidays');
  });

  it('let a single date go before every rule', () => {
    const moved: Hours = { ...office, dates: { '2026-11-20': [], '2026-12-24': [{ from: '09:00', to: '11:00' }] } };
    assert.equal(isOpen(moved, at('2026-11-20T10:00')), false);
    assert.equal(isOpen(moved, at('2026-12-24T10:00')), true);
  });

  it('run past midnight, and one takes over from the other', () => {
    assert.equal(isOpen(onCall, at('2026-11-20T03:00')), true);
    assert.equal(isOpen(onCall, at('2026-11-20T08:00')), false);
    // Friday 17:00, Saturday and Sunday whole days, until Monday 08:00.
    assert.deepEqual(nextChange(onCall, at('2026-11-20T20:00')), { at: at('2026-11-23T08:00'), open: false });
  });

  it('keep the wall clock over the changes of the clock', () => {
    const night: Hours = { kind: 'weekly', openings: [{ on: [6], from: '21:00', to: '07:00' }] };
    assert.equal(shown(nextChange(night, at('2026-03-28T22:00'))?.at), '2026-03-29T07:00');
    const length = (evening: string) => (nextChange(night, at(evening))?.at ?? 0) - at(evening);
    assert.equal(length('2026-03-28T21:00'), 9 * HOUR);
    assert.equal(length('2026-10-24T21:00'), 11 * HOUR);
    const skipped: Hours = { kind: 'weekly', openings: [{ on: [7], from: '02:00', to: '03:00' }] };
    assert.equal(shown(nextChange(skipped, at('2026-03-28T22:00'))?.at), '2026-04-12T02:00'); // 5 April is Easter Sunday
  });

  it('say never when nothing changes', () => {
    const never: Hours = { kind: 'weekly', openings: [] };
    const allWeek: Hours = {
      kind: 'weekly',
      openings: [{ on: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }],
      holidays: 'as_weekday',
    };
    for (const hours of [always, never, allWeek]) assert.equal(nextChange(hours, at('2026-11-20T12:00')), undefined);
    assert.equal(isOpen(allWeek, at('2026-12-25T23:59')), true);
  });

  it('refuse a time that does not exist', () => {
    for (const from of ['8:00', '24:30', '25:00', '']) {
      assert.throws(
        () => isOpen({ kind: 'weekly', openings: [{ on: [5], from, to: '17:00' }] }, at('2026-11-20T12:00')),
        RangeError,
      );
    }
  });

  it('hold until the next change, and not a millisecond longer', () => {
    let changes = 0;
    fc.assert(
      fc.property(anyHours, anyInstant, fc.double({ min: 0, max: 1, noNaN: true }), (hours, instant, part) => {
        const open = isOpen(hours, instant);
        const change = nextChange(hours, instant);
        if (!change) return;
        changes += 1;
        assert.ok(change.at > instant);
        assert.equal(change.open, !open);
        assert.equal(isOpen(hours, change.at), !open);
        assert.equal(isOpen(hours, change.at - 1), open);
        assert.equal(isOpen(hours, Math.floor(instant + (change.at - 1 - instant) * part)), open);
      }),
      { numRuns: 300 },
    );
    assert.ok(changes > 100);
  });
});

describe('who can be reached now', () => {
  const ways = [
    { id: '1177', hours: always, sort: 9 },
    { id: 'on call', hours: onCall, sort: 2 },
    { id: 'the team', hours: office, sort: 1 },
  ];
  const ids = (when: string) => reachNow(ways, at(when)).open.map((way) => way.id);

  it('is the best open way first', () => {
    assert.deepEqual(ids('2026-11-20T12:00'), ['the team', '1177']);
    assert.deepEqual(ids('2026-11-20T22:00'), ['on call', '1177']);
  });

  it('tells when the next of the others opens', () => {
    const { next } = reachNow(ways, at('2026-11-20T22:00'));
    assert.equal(next?.way.id, 'the team');
    assert.equal(shown(next?.at), '2026-11-23T08:00');
    assert.deepEqual(reachNow([], at('2026-11-20T22:00')), { open: [], next: undefined });
  });

  it('gives the best of those that open together', () => {
    const two = [
      { id: 'second', hours: office, sort: 2 },
      { id: 'first', hours: office, sort: 1 },
    ];
    assert.equal(reachNow(two, at('2026-11-20T22:00')).next?.way.id, 'first');
  });
});
