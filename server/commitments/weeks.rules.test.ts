import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byAuthority, weekBounds, weekName, withholdSmall } from './weeks.rules.ts';

const cell = (from: string, to: string, open: number, late = 0) => ({ from, to, open, late, kept: 0, broken: 0 });
const authorityOf = (unit: string): string => unit[0] ?? '';

test('twelve weeks of Mondays in Stockholm, also over the change of the clocks', () => {
  const bounds = weekBounds(Date.parse('2026-11-22T03:00:00Z'));
  assert.equal(bounds.length, 13);
  assert.equal(new Date(bounds[12] ?? 0).toISOString(), '2026-11-22T23:00:00.000Z');
  assert.equal(new Date(bounds[0] ?? 0).toISOString(), '2026-08-30T22:00:00.000Z');
});

test('the first days of January may belong to the last week of the year before', () => {
  assert.equal(weekName(Date.parse('2027-01-02T12:00:00Z')), '2026-W53');
  assert.equal(weekName(Date.parse('2026-11-22T03:00:00Z')), '2026-W47');
  assert.equal(weekName(Date.parse('2024-12-30T12:00:00Z')), '2025-W01');
});

test('a pair with too few promises is left out, and never alone, so that it cannot be found by subtraction', () => {
  const { shown, withheld } = withholdSmall(
    [cell('a1', 'b1', 1), cell('a1', 'b2', 5), cell('a2', 'b1', 9)],
    authorityOf,
    3,
  );
  assert.deepEqual(
    shown.map(({ open }) => open),
    [9],
  );
  assert.equal(withheld, 2);
  const two = withholdSmall([cell('a1', 'b1', 1), cell('a1', 'b2', 2), cell('a2', 'b1', 9)], authorityOf, 3);
  assert.equal(two.withheld, 2);
  assert.equal(withholdSmall([cell('a1', 'b1', 3), cell('a2', 'b1', 4)], authorityOf, 3).withheld, 0);
});

test('by authority nothing is left out', () => {
  assert.deepEqual(byAuthority([cell('a1', 'b1', 1, 1), cell('a2', 'b2', 5)], authorityOf), [
    { from: 'a', to: 'b', open: 6, late: 1, kept: 0, broken: 0 },
  ]);
});
