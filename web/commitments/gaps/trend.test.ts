import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trendOf } from './trend.ts';

const weeks = (shares: readonly number[]) =>
  shares.map((share) => ({ kept: Math.round(share * 100), broken: 100 - Math.round(share * 100) }));

test('noise is no change', () =>
  assert.equal(trendOf(weeks([0.8, 0.7, 0.82, 0.75, 0.9, 0.72, 0.81, 0.69, 0.85, 0.74, 0.8, 0.71])), 'unchanged'));
test('a level that has moved and stays is a change, and says which way', () => {
  const up = [0.5, 0.52, 0.51, 0.49, 0.53, 0.5, 0.8, 0.82, 0.79, 0.81, 0.83, 0.8];
  assert.equal(trendOf(weeks(up)), 'better');
  assert.equal(trendOf(weeks(up.toReversed())), 'worse');
});
test('fewer than ten weeks with something ended say nothing', () =>
  assert.equal(trendOf([...weeks([0.1, 0.9]), { kept: 0, broken: 0 }]), 'few'));
test('always all is no change', () => assert.equal(trendOf(weeks(Array.from({ length: 12 }, () => 1))), 'unchanged'));
