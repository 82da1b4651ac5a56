import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownMove, seenVersion } from './own-moves.ts';

void test('a second move pressed before the first is shown is not stale, and one by another is', () => {
  ownMove('pause-then-keep', 3, 4);
  ownMove('pause-then-keep', 4, 5);
  assert.equal(seenVersion('pause-then-keep', 3), 5, 'own moves follow each other');
  assert.equal(seenVersion('pause-then-keep', 5), 5);
  ownMove('pause-then-keep', 6, 7);
  assert.equal(
    seenVersion('pause-then-keep', 3),
    5,
    'the sixth version was made by someone else and has not been seen',
  );
  assert.equal(seenVersion('another', 3), 3);
});
