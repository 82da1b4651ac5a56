import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meetingTime } from './calendar.ts';

const at = (text: string): string => new Date(meetingTime(Date.parse(text))).toISOString();

test('people meet on a whole half hour from nine to three on a working day in Stockholm', () => {
  assert.equal(at('2026-12-17T10:10:00Z'), '2026-12-17T10:30:00.000Z', 'the next half hour');
  assert.equal(at('2026-12-17T10:30:00Z'), '2026-12-17T10:30:00.000Z', 'that very half hour');
  assert.equal(at('2026-12-17T20:58:00Z'), '2026-12-18T08:00:00.000Z', 'the morning after an evening');
  assert.equal(at('2026-12-18T14:01:00Z'), '2026-12-21T08:00:00.000Z', 'Monday after a Friday afternoon');
  assert.equal(at('2026-12-23T20:00:00Z'), '2026-12-28T08:00:00.000Z', 'not on Christmas');
  assert.equal(at('2027-07-01T03:00:00Z'), '2027-07-01T07:00:00.000Z', 'in summer time too');
});
