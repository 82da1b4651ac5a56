import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sumOf, sumsBy, worstFirst } from './week-sums.ts';

const cells = [
  { from: 'a', to: 'x', open: 5, late: 0, kept: 2, broken: 0 },
  { from: 'a', to: 'y', open: 0, late: 2, kept: 0, broken: 1 },
  { from: 'b', to: 'x', open: 1, late: 1, kept: 0, broken: 0 },
];

test('who has most that is late comes first, and the sums are of all', () => {
  assert.deepEqual(
    sumsBy(cells, 'from').map(([id, { late }]) => [id, late]),
    [
      ['a', 2],
      ['b', 1],
    ],
  );
  assert.deepEqual(
    sumsBy(cells, 'to').map(([id]) => id),
    ['y', 'x'],
  );
  assert.deepEqual(sumOf(cells), { open: 6, late: 3, kept: 2, broken: 1 });
  assert.deepEqual(
    worstFirst(cells).map(({ from, to }) => from + to),
    ['ay', 'bx', 'ax'],
  );
});
