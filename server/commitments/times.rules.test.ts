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
  it('are never later than asked for by the receiver alone: that is a proposal', () => {
    for (const kind of ['request', 'handover', 'intervention', 'follow_up'] as const)
      for (const state of ['offered', 'received'] as const)
        assert.equal(after({ kind, state }, { type: 'accept', dueAt: 1_501 }), 'propose_instead', `${kind} ${state}`);
    assert.deepEqual(times(after({}, { type: 'accept', dueAt: 1_500 })), [1_500, null]);
    assert.deepEqual(times(after({}, { type: 'accept', dueAt: 1_499 })), [1_499, null]);
    assert.deepEqual(times(after({}, { type: 'accept', dueAt: 990 })), [now, null]);
    // Also what is late already: now is as good as asked for, a chosen later time is not.
    assert.deepEqual(times(after({ dueAt: 990 }, { type: 'accept', dueAt: 990 })), [now, null]);
    assert.equal(after({ dueAt: 990 }, { type: 'accept', dueAt: 991 }), 'propose_instead');
  });
  it('of a signal are set by the one who takes it', () => {
    assert.deepEqual(times(after({ kind: 'signal' }, { type: 'accept', dueAt: 9_000 })), [9_000, null]);
    assert.deepEqual(times(after({ kind: 'signal' }, { type: 'accept' })), [1_500, null]);
  });
});

describe('The end of an offer', () => {
  const proposed: Partial<Commitment> = { state: 'proposed', proposedDueAt: 1_700 };
  const ends = (of: Commitment | string): unknown => (typeof of === 'string' ? of : [of.answerBy, of.lapsesAt]);
  it('stands when a time is proposed, and caps the time to answer', () => {
    const propose = (answerBy: number) => ends(after({}, { type: 'propose', dueAt: 1_900, answerBy }));
    assert.deepEqual(propose(1_150), [1_150, 1_200]);
    assert.deepEqual(propose(1_200), [1_200, 1_200]);
    assert.deepEqual(propose(1_800), [1_200, 1_200]);
  });
  it('stands when a proposal is retracted, with a millisecond to answer at least', () => {
    const retract = (answerBy?: number) =>
      ends(after(proposed, { type: 'retract', ...(answerBy === undefined ? {} : { answerBy }) }));
    assert.deepEqual(retract(1_150), [1_150, 1_200]);
    assert.deepEqual(retract(1_800), [1_200, 1_200]);
    assert.deepEqual(retract(900), [1_001, 1_200]);
    assert.deepEqual(retract(), [1_001, 1_200]);
  });
  it('stands when the sweeper is late', () => {
    assert.deepEqual(
      ends(after({ answerBy: 950, lapsesAt: 980 }, { type: 'propose', dueAt: 1_900, answerBy: 1_800 })),
      [980, 980],
    );
    assert.deepEqual(
      ends(after({ ...proposed, answerBy: 950, lapsesAt: 980 }, { type: 'retract', answerBy: 1_800 })),
      [980, 980],
    );
  });
  it('stands however long the two propose and retract in turn', () => {
    let of: Commitment = request;
    for (let turn = 0; turn < 20; turn++) {
      const next = after(
        { ...of, version: 2 },
        turn % 2 === 0
          ? { type: 'propose', dueAt: 1_900, answerBy: 2_000 + turn }
          : { type: 'retract', answerBy: 2_000 },
      );
      assert.ok(typeof next === 'object');
      of = next;
    }
    assert.deepEqual(ends(of), [1_200, 1_200]);
  });
});

describe('The pause of a promise', () => {
  it('lasts until an instant ahead, and gives no less time than there was when resumed', () => {
    assert.equal(after(accepted, { type: 'pause' }), 'time_missing');
    assert.equal(after(accepted, { type: 'pause', until: now }), 'time_passed');
    assert.deepEqual(times(after(accepted, { type: 'pause', until: 1_001 })), [1_500, 1_001]);
    const paused: Partial<Commitment> = { ...accepted, state: 'paused', pausedUntil: 1_050 };
    assert.deepEqual(times(after(paused, { type: 'resume' })), [1_500, null]);
    assert.deepEqual(times(after(paused, { type: 'resume', dueAt: 1_600 })), [1_600, null]);
    assert.deepEqual(times(after({ ...paused, dueAt: 990 }, { type: 'resume' })), [now, null]);
  });
});

describe('A closed need', () => {
  it('stays closed, whatever a row still says of its holder', () => {
    const d = decideCloseNeed({ id: 'n1', open: false, holder: 'A' }, 1, 1, [], giver, now);
    assert.deepEqual(d, { ok: false, refusal: 'need_closed' });
  });
});
