import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { barOf, toldSteps, wasLate } from './timeline-bars.ts';

const day = (n: number): string => new Date(Date.UTC(2026, 2, n)).toISOString();
const now = Date.parse(day(20));
const promise = {
  id: 'a',
  commitmentId: 'c',
  what: 'Gångträning',
  state: 'accepted' as const,
  ownerKind: 'unit' as const,
  unitId: 'u',
  offeredAt: day(1),
  acceptedAt: day(2),
  answerBy: day(3),
  dueAt: day(25),
  pausedUntil: null,
  endedAt: null,
  steps: [],
};

describe('a plan’s promises as bars', () => {
  it('are promised until they are due, late from then on, and kept when done', () => {
    assert.deepEqual(barOf(promise, now).tone, 'promised');
    const late = barOf({ ...promise, dueAt: day(10) }, now);
    assert.deepEqual([late.tone, late.lateFrom, late.to], ['late', Date.parse(day(10)), now]);
    const kept = barOf({ ...promise, state: 'kept', endedAt: day(12) }, now);
    assert.deepEqual([kept.tone, kept.to, kept.lateFrom], ['kept', Date.parse(day(12)), undefined]);
  });
  it('show from when something done was late', () => {
    const done = { ...promise, state: 'kept' as const, dueAt: day(10), endedAt: day(12) };
    assert.equal(wasLate(done), true);
    assert.equal(barOf(done, now).lateFrom, Date.parse(day(10)));
  });
  it('tell where a step moved the time', () => {
    const steps = [
      { type: 'offered', at: day(1), dueAt: day(9) },
      { type: 'accepted', at: day(2), dueAt: day(9) },
      { type: 'resumed', at: day(5), dueAt: day(14) },
      { type: 'kept', at: day(8), dueAt: null },
    ];
    assert.deepEqual(
      toldSteps(steps).map(({ type, movedTo }) => [type, movedTo]),
      [
        ['offered', null],
        ['accepted', null],
        ['resumed', day(14)],
        ['kept', null],
      ],
    );
  });
});
