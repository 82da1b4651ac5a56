import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';

test('each migration has a number of its own: two written side by side once had the same', () => {
  const names = readdirSync(new URL('migrations/', import.meta.url)).toSorted();
  const numbers = names.map((name) => /^(\d{4})_[a-z_]+\.sql$/u.exec(name)?.[1] ?? `${name} is not called as one`);
  assert.deepEqual(numbers, [...new Set(numbers)]);
});
