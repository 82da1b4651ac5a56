import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Commitment, Need, Party } from './handover.rules.ts';
import { decideCloseNeed, decideOpenNeed } from './need.rules.ts';

const unit = (unitId: string): Party => ({ kind: 'unit', unitId });
const need: Need = { id: 'n1', open: true, holder: 'A' };
const handover: Commitment = {
  id: 'h1',
  kind: 'handover',
  state: 'received',
  version: 2,
  from: unit('A'),
  to: unit('B'),
  openTo: [],
  needIds: ['n1', 'n2'],
  answerBy: 10,
  dueAt: 20,
  proposedDueAt: null,
  pausedUntil: null,
  lapsesAt: 30,
  receivedAt: 5,
  acceptedAt: null,
  endedAt: null,
};
const close = (of: Need | null, by: Party, seen = 4) => {
  const d = decideCloseNeed(of, 4, seen, [handover], by, 7);
  return d.ok ? 'ok' : d.refusal;
};

describe('A need', () => {
  it('has the unit that writes it down as its holder from the first moment', () => {
    assert.deepEqual(decideOpenNeed('n1', unit('A')), {
      ok: true,
      events: [{ type: 'need_opened', needId: 'n1', holder: 'A' }],
    });
  });
  it('is opened by no one that cannot carry it', () => {
    for (const by of [{ kind: 'person' }, { kind: 'clock' }, { kind: 'relative', relativeId: 'r' }] as const)
      assert.equal(decideOpenNeed('n1', by).ok, false);
  });
  it('is closed by the accountable unit and nobody else', () => {
    assert.equal(close(need, unit('A')), 'ok');
    for (const by of [unit('B'), { kind: 'person' }, { kind: 'clock' }, { kind: 'relative', relativeId: 'A' }] as const)
      assert.equal(close(need, by), 'not_accountable');
  });
  it('is closed once, and only by one who saw it as it stands', () => {
    assert.equal(close({ ...need, open: false, holder: null }, unit('A')), 'need_closed');
    assert.equal(close(need, unit('A'), 3), 'stale');
    assert.equal(close(null, unit('A')), 'not_found');
  });
  it('takes its handovers on the way with it, in the same decision', () => {
    assert.deepEqual(decideCloseNeed(need, 4, 4, [handover], unit('A'), 7), {
      ok: true,
      events: [
        { type: 'superseded', commitment: { ...handover, state: 'withdrawn', version: 3, endedAt: 7 } },
        { type: 'need_closed', needId: 'n1', holder: 'A' },
      ],
    });
  });
});
