import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Commitment, Ledger, OfferCommand, Party } from './handover.rules.ts';
import { decide } from './handover.rules.ts';

const now = 1_000;
const unit = (unitId: string): Party => ({ kind: 'unit', unitId });
const offer: OfferCommand = {
  type: 'offer',
  by: unit('A'),
  id: 'h1',
  kind: 'handover',
  to: unit('B'),
  openTo: [],
  needIds: ['n1'],
  answerBy: 1_100,
  dueAt: 1_500,
  lapsesAt: 1_300,
  replaces: null,
  ownPromise: false,
};
const ledger: Ledger = {
  commitment: null,
  needs: [{ id: 'n1', open: true, holder: 'A' }],
  pending: [],
  receiverOpen: true,
  basisHolds: true,
};
const answer = (command: Partial<OfferCommand>, seen: Partial<Ledger> = {}): string => {
  const d = decide({ ...ledger, ...seen }, { ...offer, ...command }, now);
  return d.ok ? 'ok' : d.refusal;
};

describe('A new offer', () => {
  const need = { id: 'n1', open: true, holder: 'A' };
  const cases: readonly [string, string, Partial<OfferCommand>, Partial<Ledger>?][] = [
    ['goes out from the unit that carries the need', 'ok', {}],
    ['not to a unit that has closed', 'unit_closed', {}, { receiverOpen: false }],
    ['not without a basis to tell', 'basis_gone', {}, { basisHolds: false }],
    ['not to be answered before now', 'time_passed', { answerBy: now }],
    ['not due in the past', 'time_passed', { dueAt: now - 1 }],
    ['due now', 'ok', { dueAt: now }],
    ['not of a closed need', 'need_closed', {}, { needs: [{ id: 'n1', open: false, holder: null }] }],
    ['not of what another carries', 'not_accountable', {}, { needs: [{ ...need, holder: 'C' }] }],
    [
      'not when one of two is carried by another',
      'not_accountable',
      { needIds: ['n1', 'n2'] },
      { needs: [need, { id: 'n2', open: true, holder: 'C' }] },
    ],
    ['not of a need that is not there', 'not_found', { needIds: ['n1', 'n2'] }],
    ['not of nothing', 'not_found', { needIds: [] }, { needs: [] }],
    ['not to oneself', 'to_self', { to: unit('A') }],
    ['not to oneself, also when called a promise', 'to_self', { to: unit('A'), ownPromise: true }],
    ['not to several with oneself among them', 'to_self', { to: { kind: 'any' }, openTo: ['B', 'A'] }],
    ['not to several without saying which', 'not_found', { to: { kind: 'any' } }],
    ['not to one and several at once', 'not_found', { openTo: ['C'] }],
    ['not to the person: a need is carried by a unit', 'not_accountable', { to: { kind: 'person' } }],
    ['not from the person', 'not_accountable', { by: { kind: 'person' } }],
    // Until this test was written a handover marked as an own promise was stored as accepted, with nobody's yes.
    ["a handover is never one's own promise", 'not_your_move', { ownPromise: true }],
    ['nobody promises for another unit', 'not_your_move', { ownPromise: true, kind: 'intervention' }],
    [
      'nobody promises for whoever answers first',
      'not_your_move',
      { ownPromise: true, kind: 'request', to: { kind: 'any' }, openTo: ['B', 'C'] },
    ],
    ["one's own unit takes on an intervention", 'ok', { ownPromise: true, kind: 'intervention', to: unit('A') }],
    ['the person takes on an activity', 'ok', { ownPromise: true, kind: 'intervention', to: { kind: 'person' } }],
  ];
  for (const [name, expected, command, seen] of cases)
    it(`${name}: ${expected}`, () => assert.equal(answer(command, seen), expected));

  it('replaces every older one for any of the same needs, whatever its state', () => {
    const d = decide({ ...ledger, pending: [pendingOne('h2', 'proposed'), pendingOne('h3', 'received')] }, offer, now);
    assert.ok(d.ok);
    assert.deepEqual(
      d.events.map((e) =>
        e.type === 'accountability_moved'
          ? ''
          : `${e.type} ${e.commitment.id} ${e.commitment.state} v${e.commitment.version}`,
      ),
      ['superseded h2 withdrawn v4', 'superseded h3 withdrawn v4', 'offered h1 offered v1'],
    );
  });
  describe('that names what it replaces', () => {
    const pending = [pendingOne('h2', 'proposed'), pendingOne('h3', 'received')];
    const naming: readonly [string, string, readonly string[] | null][] = [
      ['replaces what its giver had seen', 'ok', ['h3', 'h2']],
      ['may name what has ended meanwhile', 'ok', ['h0', 'h2', 'h3']],
      ['undoes no newer offer that its giver had not seen', 'stale', ['h2']],
      ['undoes none when its giver had seen none', 'stale', []],
      ['undoes none by naming another', 'stale', ['h4', 'h5']],
      ['replaces all when it was not asked', 'ok', null],
    ];
    for (const [name, expected, replaces] of naming)
      it(`${name}: ${expected}`, () => assert.equal(answer({ replaces }, { pending }), expected));
    it('goes out when nothing is pending, whatever it names', () => {
      for (const replaces of [[], ['h2']]) assert.equal(answer({ replaces }), 'ok');
    });
    it('is told first that the need is closed or carried by another', () => {
      const held = (needs: Ledger['needs']) => answer({ replaces: [] }, { pending, needs });
      assert.equal(held([{ id: 'n1', open: false, holder: null }]), 'need_closed');
      assert.equal(held([{ ...need, holder: 'C' }]), 'not_accountable');
    });
    it('is asked of handovers only: a request replaces nothing', () =>
      assert.equal(answer({ replaces: [], kind: 'request' }, { pending }), 'ok'));
  });
  it('leaves requests and follow-ups alone', () => {
    const d = decide({ ...ledger, pending: [pendingOne('h2', 'offered')] }, { ...offer, kind: 'request' }, now);
    assert.ok(d.ok && d.events.length === 1);
  });
});

function pendingOne(id: string, state: Commitment['state']): Commitment {
  return {
    id,
    kind: 'handover',
    state,
    version: 3,
    from: unit('A'),
    to: unit('C'),
    openTo: [],
    needIds: ['n1'],
    answerBy: 1_100,
    dueAt: 1_500,
    proposedDueAt: state === 'proposed' ? 1_600 : null,
    pausedUntil: null,
    lapsesAt: 1_300,
    receivedAt: 900,
    acceptedAt: null,
    endedAt: null,
  };
}
