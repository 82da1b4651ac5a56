import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Commitment, MoveCommand, Party } from './handover.rules.ts';
import { decide } from './handover.rules.ts';
import { decideCloseNeed } from './need.rules.ts';

const now = 1_000;
const giver: Party = { kind: 'unit', unitId: 'A' };
const receiver: Party = { kind: 'unit', unitId: 'B' };
const request: Commitment = {
  id: 'c1',
  kind: 'request',
  state: 'received',
  version: 2,
  from: giver,
  to: receiver,
  openTo: [],
  needIds: [],
  answerBy: 1_100,
  dueAt: 1_500,
  proposedDueAt: null,
  pausedUntil: null,
  lapsesAt: 1_200,
  receivedAt: 900,
  acceptedAt: null,
  endedAt: null,
};
const accepted: Partial<Commitment> = { state: 'accepted', acceptedAt: 950 };
function after(
  of: Partial<Commitment>,
  command: Omit<MoveCommand, 'by' | 'seen'>,
  by: Party = receiver,
): Commitment | string {
  const ledger = { commitment: { ...request, ...of }, needs: [], pending: [], receiverOpen: true, basisHolds: true };
  const d = decide(ledger, { ...command, by, seen: 2 }, now);
  if (!d.ok) return d.refusal;
  const [first] = d.events;
  assert.ok(first?.type === 'moved');
  return first.commitment;
}
const times = (of: Commitment | string): unknown => (typeof of === 'string' ? of : [of.dueAt, of.pausedUntil]);

describe('The times of a promise', () => {
  it('are the offered ones, or the proposed ones when the giver agrees', () => {
    assert.deepEqual(times(after({}, { type: 'accept' })), [1_500, null]);
    assert.deepEqual(times(after({ state: 'proposed', proposedDueAt: 1_700 }, { type: 'agree' }, giver)), [
      1_700,
      null,
    ]);
  });
  it('are never before the yes itself', () => {
    assert.deepEqual(times(after({ dueAt: 990 }, { type: 'accept' })), [now, null]);
    assert.deepEqual(times(after({ state: 'proposed', proposedDueAt: 990 }, { type: 'agree' }, giver)), [now, null]);
  });
  it('are proposed later than now, with a time to answer by', () => {
    const propose = (dueAt: number, answerBy: number) => after({}, { type: 'propose', dueAt, answerBy });
    assert.equal(propose(now, 1_100), 'time_passed');
    assert.equal(propose(1_100, now), 'time_passed');
    assert.equal(after({}, { type: 'propose', dueAt: 1_100 }), 'time_missing');
    assert.equal(after({}, { type: 'propose', answerBy: 1_100 }), 'time_missing');
  });
  it('give the giver until the lapse, and at least the time to answer', () => {
    const proposed = after({}, { type: 'propose', dueAt: 1_900, answerBy: 1_800 });
    assert.ok(typeof proposed === 'object');
    assert.deepEqual([proposed.answerBy, proposed.lapsesAt, proposed.dueAt], [1_800, 1_800, 1_500]);
  });
  it('rest until an instant ahead, and no shorter than they were when resumed', () => {
    assert.equal(after(accepted, { type: 'pause' }), 'time_missing');
    assert.equal(after(accepted, { type: 'pause', until: now }), 'time_passed');
    assert.deepEqual(times(after(accepted, { type: 'pause', until: 1_001 })), [1_500, 1_001]);
    const paused: Partial<Commitment> = { ...accepted, state: 'paused', pausedUntil: 1_050 };
    assert.deepEqual(times(after(paused, { type: 'resume' })), [1_500, null]);
    assert.deepEqual(times(after(paused, { type: 'resume', dueAt: 1_600 })), [1_600, null]);
    assert.deepEqual(times(after({ ...paused, dueAt: 990 }, { type: 'resume' })), [now, null]);
  });
  it('of a closed need stay as they are, whatever a row still says of its holder', () => {
    const d = decideCloseNeed({ id: 'n1', open: false, holder: 'A' }, 1, 1, [], giver, now);
    assert.deepEqual(d, { ok: false, refusal: 'need_closed' });
  });
});
