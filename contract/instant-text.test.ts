import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InstantText } from './instant-text.ts';

const taken = [
  '2026-11-22T10:00:00Z',
  '2026-11-22T10:00:00.123456+01:00',
  '9998-12-31T23:59:59.999-15:59',
  '0001-01-01T00:00:00Z',
];
const refused = [
  '2026-11-22T10:00:00',
  '0000-01-01T00:00:00Z',
  '2026-11-22T10:00:00+16:00',
  // A search with random input found it: the database calls it a displacement out of range.
  '9999-12-31T23:59:59.999999999+23:59',
  '9999-12-31T23:59:59-14:00',
  '-271821-04-20T00:00:00Z',
];

for (const text of taken) test(`${text} is an instant`, () => assert.ok(InstantText.safeParse(text).success));
for (const text of refused) test(`${text} is none`, () => assert.ok(!InstantText.safeParse(text).success));
