import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PromiseRow as Row } from '../../contract/commitments.ts';
import { moveAll, movesOfAll } from './many.ts';
import { between } from './selection.ts';

const row = (id: string, over: Partial<Row> = {}): Row =>
  ({
    id,
    kind: 'request',
    state: 'offered',
    version: 3,
    from: { kind: 'unit', unitId: 'they' },
    to: { kind: 'unit', unitId: 'we' },
    openTo: [],
    ...over,
  }) as unknown as Row;

test('several are offered only the moves that all of them allow', () => {
  assert.deepEqual(movesOfAll([row('a'), row('b')], 'we'), ['accept', 'decline', 'receive']);
  assert.deepEqual(movesOfAll([row('a'), row('b', { state: 'received' })], 'we'), ['accept', 'decline']);
  assert.deepEqual(movesOfAll([row('a'), row('b', { state: 'accepted' })], 'we'), []);
  assert.deepEqual(movesOfAll([row('a', { state: 'accepted' })], 'we'), ['keep', 'fail']);
  assert.deepEqual(movesOfAll([], 'we'), []);
  // A message is answered in words of its own; that it is read can be told of many.
  assert.deepEqual(movesOfAll([row('a', { kind: 'message' }), row('b')], 'we'), ['receive']);
});

test('one that is refused stops none of the others, and each is told in its own place', async () => {
  const steps: number[] = [];
  const told = await moveAll(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => row(id)),
    ({ version }) => ({ action: 'accept', seen: version }),
    (one, body) => (one.id === 'c' ? Promise.reject(new Error('taken')) : Promise.resolve(body.seen + 1)),
    (done) => steps.push(done),
  );
  assert.deepEqual(
    told.map(({ row: { id }, ok, version }) => [id, ok, version]),
    [
      ['a', true, 4],
      ['b', true, 4],
      ['c', false, undefined],
      ['d', true, 4],
      ['e', true, 4],
      ['f', true, 4],
    ],
  );
  assert.equal(steps.at(-1), 6);
});

test('a range goes from the row touched last to this one, upwards too', () => {
  const order = ['a', 'b', 'c', 'd'];
  assert.deepEqual(between(order, 'b', 'd'), ['b', 'c', 'd']);
  assert.deepEqual(between(order, 'd', 'b'), ['b', 'c', 'd']);
  assert.deepEqual(between(order, null, 'c'), ['c']);
  assert.deepEqual(between(order, 'gone', 'c'), ['c']);
});
