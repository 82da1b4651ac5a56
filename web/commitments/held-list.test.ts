import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { holdRows } from './held-list.ts';

const row = (id: string, clockAt: string | null, word = '') => ({ id, group: 'answer', clockAt, word });
const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

describe('a list that someone reads', () => {
  const before = [row('a', '2026-11-24T10:00:00Z'), row('b', '2026-11-24T12:00:00Z')];
  const after = [
    row('c', '2026-11-24T09:00:00Z'),
    row('b', '2026-11-24T08:00:00Z', 'changed'),
    row('a', '2026-11-24T10:00:00Z'),
  ];

  it('is sorted by the clock, rows without one last', () => {
    assert.deepEqual(ids(holdRows([row('x', null), ...before], null, false).rows), ['a', 'b', 'x']);
  });

  it('keeps its places and tells how many are new', () => {
    const held = holdRows(after, ['a', 'b'], true);
    assert.deepEqual(ids(held.rows), ['a', 'b']);
    assert.equal(held.fresh, 1);
    assert.equal(held.rows[1]?.word, 'changed');
  });

  it('lets those go that are gone', () =>
    assert.deepEqual(ids(holdRows([row('b', null)], ['a', 'b'], true).rows), ['b']));

  it('shows the new order when nobody reads', () =>
    assert.deepEqual(ids(holdRows(after, ['a', 'b'], false).rows), ['b', 'c', 'a']));
});
