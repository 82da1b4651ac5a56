import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedOf, boardAddress, countChosen, gapAddress } from './board-address.ts';

const search = new URLSearchParams('kind=overdue&level=2&gap=g1&do=ask&group=unit&odd=1');

test('what is chosen stands in the address, and what is opened does not stay when something else is chosen', () => {
  assert.equal(
    boardAddress(search, { kind: undefined, age: 'older' }),
    '/gaps?age=older&level=2&group=unit'.replace('age=older&level=2', 'age=older&level=2'),
  );
  assert.equal(gapAddress(search, 'g2'), '/gaps?kind=overdue&level=2&group=unit&gap=g2');
});

test('the server is asked only what it knows', () => {
  assert.deepEqual(askedOf(search), { kind: 'overdue', level: '2' });
  assert.equal(countChosen(search), 2);
});
