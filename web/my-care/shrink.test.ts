import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fitted } from './shrink.ts';

it('a picture keeps its shape when it is made smaller, and is never made larger', () => {
  assert.deepEqual(fitted(4000, 3000, 1280), { width: 1280, height: 960 });
  assert.deepEqual(fitted(300, 200, 1280), { width: 300, height: 200 });
  assert.deepEqual(fitted(9000, 2, 640), { width: 640, height: 1 });
});
