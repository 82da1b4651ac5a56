import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { endOf, stepOf, warnMs } from './session-end.ts';

const session = (left: number, hard = false) => ({
  now: new Date(1_000_000).toISOString(),
  expiresAt: new Date(1_000_000 + left).toISOString(),
  endsAt: new Date(1_000_000 + left + (hard ? 0 : 3_600_000)).toISOString(),
});

describe('a session about to end', () => {
  test('is told more than two minutes before, by whatever clock the computer has', () => {
    assert.ok(warnMs > 120_000);
    const end = endOf(session(1_800_000), 50);
    assert.deepEqual(end, { at: 1_800_050, hard: false });
    assert.equal(stepOf(end, 50, 0, false), 'wait');
    assert.equal(stepOf(end, end.at - warnMs + 1, 1_000_000, false), 'ask');
    assert.equal(stepOf(end, end.at - warnMs + 1, 100, false), 'warn');
  });
  test('whoever works stays without being asked, until the hard end', () => {
    assert.equal(stepOf(endOf(session(100_000), 0), 0, 0, true), 'stay');
    assert.equal(stepOf(endOf(session(100_000, true), 0), 0, 0, true), 'warn');
  });
  test('at the end the server is asked before it is said to be over', () => {
    const end = endOf(session(100_000), 0);
    assert.equal(stepOf(end, 100_001, 60_000, false), 'ask');
    assert.equal(stepOf(end, 100_001, 100, false), 'over');
  });
});
