import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stockholmInstant, toIso } from '../../contract/kernel/time.ts';
import { endOf, isOn, likelyShift } from './shift.ts';

const day = { code: 'day', from: '07:00', to: '15:30' };
const evening = { code: 'evening', from: '14:00', to: '21:30' };
const night = { code: 'night', from: '21:00', to: '07:00' };
const shifts = [day, evening, night];
const at = (clock: string, date = '2026-11-22') => stockholmInstant(date, clock);
const ends = (shift: (typeof shifts)[number], clock: string) => toIso(endOf(shift, at(clock)));

test('a shift ends today, and one over midnight in the morning', () => {
  assert.equal(ends(day, '07:10'), toIso(at('15:30')));
  assert.equal(ends(night, '22:00'), toIso(at('07:00', '2026-11-23')));
  assert.equal(ends(night, '03:00'), toIso(at('07:00')));
  assert.equal(ends(evening, '10:00'), toIso(at('21:30')), 'one that has not begun');
  assert.equal(ends(day, '18:00'), toIso(at('15:30', '2026-11-23')));
});

test('whoever comes where two overlap most likely begins the later', () => {
  assert.equal(likelyShift(shifts, at('06:30'))?.code, 'night');
  assert.equal(likelyShift(shifts, at('07:30'))?.code, 'day');
  assert.equal(likelyShift(shifts, at('14:30'))?.code, 'evening');
  assert.equal(likelyShift(shifts, at('21:10'))?.code, 'night');
  assert.equal(likelyShift([], at('07:30')), undefined);
  assert.ok(isOn(night, at('23:59')) && isOn(night, at('06:59')) && !isOn(night, at('07:00')));
});

test('the night when the clocks change ends at seven on the wall', () => {
  const now = stockholmInstant('2026-10-24', '22:00');
  assert.equal((endOf(night, now) - now) / 3_600_000, 10);
});
