import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { MoveCommand, OfferCommand, Party } from '../handover.rules.ts';
import type { LedgerAnswer, LedgerCall } from './linearizable.ledger.ts';
import { ledgerSpec, ledgerStart, touches } from './linearizable.ledger.ts';
import type { Operation } from './linearizable.ts';
import { linearize, linearizeAll, tellStuck } from './linearizable.ts';

type Op = Operation<LedgerCall, LedgerAnswer>;
const unit = (unitId: string): Party => ({ kind: 'unit', unitId });
const spec = ledgerSpec(
  ledgerStart([
    { id: 'n1', open: true, holder: 'A', version: 1 },
    { id: 'n2', open: true, holder: 'A', version: 1 },
  ]),
);
const yes: LedgerAnswer = { ok: true };
const no = (refusal: Extract<LedgerAnswer, { ok: false }>['refusal']): LedgerAnswer => ({ ok: false, refusal });

const offer = (
  id: string,
  to: string,
  from = 'A',
  needIds = ['n1'],
  replaces: readonly string[] | null = null,
): LedgerCall => {
  const command: OfferCommand = {
    type: 'offer',
    by: unit(from),
    id,
    kind: 'handover',
    to: unit(to),
    openTo: [],
    needIds,
    answerBy: 100,
    dueAt: 100,
    lapsesAt: 200,
    replaces,
    ownPromise: false,
  };
  return { type: 'offer', at: 0, command };
};
const offerToSeveral = (id: string, ...openTo: string[]): LedgerCall => {
  const call = offer(id, '');
  return call.type === 'offer' ? { ...call, command: { ...call.command, to: { kind: 'any' }, openTo } } : call;
};
const move = (id: string, by: string, type: MoveCommand['type'], seen: number, key?: string): LedgerCall => ({
  type: 'move',
  at: 0,
  id,
  needIds: ['n1'],
  command: { type, by: unit(by), seen },
  ...(key === undefined ? {} : { key }),
});
const readNeed = (needId = 'n1'): LedgerCall => ({ type: 'read need', needId });
const heldBy = (holder: string, version: number, id = 'n1'): LedgerAnswer => ({
  ok: true,
  need: { id, open: true, holder, version },
});
const readOffer = (id: string): LedgerCall => ({ type: 'read commitment', id, needIds: ['n1'] });
let client = 0;
const op = (call: number, end: number | null, command: LedgerCall, outcome: LedgerAnswer | null): Op => ({
  client: `c${client++ % 4}`,
  call,
  return: end,
  command,
  outcome,
});

describe('Histories that one ledger could have answered', () => {
  const good: Record<string, Op[]> = {
    'one thing after another': [
      op(0, 1, offer('h1', 'B'), yes),
      op(2, 3, move('h1', 'B', 'accept', 1), yes),
      op(4, 5, readNeed(), heldBy('B', 1)),
    ],
    'a receipt and an acceptance at once: one is stale': [
      op(0, 1, offer('h1', 'B'), yes),
      op(2, 9, move('h1', 'B', 'receive', 1), yes),
      op(3, 8, move('h1', 'B', 'accept', 1), no('stale')),
    ],
    'a withdrawal and an acceptance at once, answered out of order': [
      op(0, 1, offer('h1', 'B'), yes),
      op(2, 9, move('h1', 'A', 'withdraw', 1), no('stale')),
      op(3, 4, readNeed(), heldBy('B', 1)),
      op(2, 9, move('h1', 'B', 'accept', 1), yes),
    ],
    'an acceptance without an answer that took effect': [
      op(0, 1, offer('h1', 'B'), yes),
      op(2, null, move('h1', 'B', 'accept', 1), null),
      op(3, 4, readNeed(), heldBy('A', 1)),
      op(5, 6, readNeed(), heldBy('B', 1)),
    ],
    'an acceptance without an answer that never came': [
      op(0, 1, offer('h1', 'B'), yes),
      op(2, null, move('h1', 'B', 'accept', 1), null),
      op(3, 4, move('h1', 'A', 'withdraw', 1), yes),
      op(5, 6, readNeed(), heldBy('A', 1)),
    ],
    'a retry with the same key after a lost answer': [
      op(0, 1, offer('h1', 'B'), yes),
      op(2, null, move('h1', 'B', 'accept', 1, 'k'), null),
      op(3, 4, move('h1', 'B', 'accept', 1, 'k'), yes),
      op(5, 6, move('h1', 'B', 'accept', 1, 'k'), yes),
    ],
    'a newer offer replaces an older': [
      op(0, 1, offer('h1', 'B'), yes),
      op(2, 3, offer('h2', 'C'), yes),
      op(4, 5, move('h1', 'B', 'accept', 1), no('stale')),
      op(4, 5, move('h2', 'C', 'accept', 1), yes),
    ],
    'two newer offers at once that both saw the older: one has not seen the other': [
      op(0, 1, offer('h1', 'B'), yes),
      op(2, 9, offer('h2', 'C', 'A', ['n1'], ['h1']), no('stale')),
      op(2, 9, offer('h3', 'B', 'A', ['n1'], ['h1']), yes),
      op(10, 11, move('h3', 'B', 'accept', 1), yes),
    ],
    'two of several say no at once, having seen the same': [
      op(0, 1, offerToSeveral('h1', 'B', 'C', 'D'), yes),
      op(2, 9, move('h1', 'B', 'decline', 1), yes),
      op(2, 9, move('h1', 'C', 'decline', 1), yes),
      op(3, 12, move('h1', 'D', 'accept', 1), yes),
    ],
    'two of several say yes at once: one is told that it is taken': [
      op(0, 1, offerToSeveral('h1', 'B', 'C'), yes),
      op(2, 9, move('h1', 'B', 'accept', 1), no('taken')),
      op(2, 9, move('h1', 'C', 'accept', 1), yes),
      op(10, 11, readNeed(), heldBy('C', 1)),
    ],
    'a close beats an acceptance': [
      op(0, 1, offer('h1', 'B'), yes),
      op(2, 5, { type: 'close', at: 0, needId: 'n1', seen: 1, by: unit('A') }, yes),
      op(2, 5, move('h1', 'B', 'accept', 1), no('stale')),
    ],
  };
  for (const [name, history] of Object.entries(good))
    it(name, () => {
      const verdict = linearizeAll(history, spec, touches);
      assert.ok(verdict.ok, tellStuck(verdict));
    });
});

describe('Histories that no ledger could have answered', () => {
  const bad: Record<string, Op[]> = {
    'two acceptances of the same version, both told yes': [
      op(0, 1, offer('h1', 'B'), yes),
      op(2, 9, move('h1', 'B', 'accept', 1), yes),
      op(2, 9, move('h1', 'B', 'accept', 1), yes),
    ],
    'an acceptance and a withdrawal, both told yes': [
      op(0, 1, offer('h1', 'B'), yes),
      op(2, 9, move('h1', 'B', 'accept', 1), yes),
      op(2, 9, move('h1', 'A', 'withdraw', 1), yes),
    ],
    'a stale version honoured': [
      op(0, 1, offer('h1', 'B'), yes),
      op(2, 3, move('h1', 'B', 'receive', 1), yes),
      op(4, 5, move('h1', 'B', 'accept', 1), yes),
    ],
    'a stale read': [
      op(0, 1, offer('h1', 'B'), yes),
      op(2, 3, move('h1', 'B', 'accept', 1), yes),
      op(4, 5, readNeed(), heldBy('A', 1)),
    ],
    'a read that goes back': [
      op(0, 1, offer('h1', 'B'), yes),
      op(2, 20, move('h1', 'B', 'accept', 1), yes),
      op(4, 5, readNeed(), heldBy('B', 1)),
      op(6, 7, readNeed(), heldBy('A', 1)),
    ],
    'an acknowledged offer is lost': [
      op(0, 1, offer('h1', 'B'), yes),
      op(2, 3, readOffer('h1'), { ok: true, commitment: null }),
    ],
    'an acknowledged acceptance is lost': [
      op(0, 1, offer('h1', 'B'), yes),
      op(2, 3, move('h1', 'B', 'accept', 1), yes),
      op(4, 5, move('h1', 'A', 'withdraw', 1), yes),
    ],
    'a refused acceptance had its effect': [
      op(0, 1, offer('h1', 'B'), yes),
      op(2, 3, move('h1', 'B', 'accept', 1), no('stale')),
      op(4, 5, readNeed(), heldBy('B', 1)),
    ],
    'two offers, two new holders': [
      op(0, 5, offer('h1', 'B'), yes),
      op(0, 5, offer('h2', 'C'), yes),
      op(6, 9, move('h1', 'B', 'accept', 1), yes),
      op(6, 9, move('h2', 'C', 'accept', 1), yes),
    ],
    'two newer offers that had not seen each other, both told yes': [
      op(0, 1, offer('h1', 'B'), yes),
      op(2, 9, offer('h2', 'C', 'A', ['n1'], ['h1']), yes),
      op(2, 9, offer('h3', 'B', 'A', ['n1'], ['h1']), yes),
    ],
    'two of several say yes, both told yes': [
      op(0, 1, offerToSeveral('h1', 'B', 'C'), yes),
      op(2, 9, move('h1', 'B', 'accept', 1), yes),
      op(2, 9, move('h1', 'C', 'accept', 1), yes),
    ],
    'a doubled command without a key, told yes twice': [
      op(0, 1, offer('h1', 'B'), yes),
      op(2, 3, move('h1', 'B', 'accept', 1), yes),
      op(4, 5, move('h1', 'B', 'accept', 1), yes),
    ],
  };
  for (const [name, history] of Object.entries(bad))
    it(name, () => {
      const verdict = linearizeAll(history, spec, touches);
      assert.ok(!verdict.ok);
      assert.ok(verdict.stuck.length > 0);
      assert.match(tellStuck(verdict), /would be/);
    });
});

describe('The checker', () => {
  /** A ledger that takes one command at a time, with clients that wait longer than it works: linearizable by making. */
  const recorded = fc
    .array(
      fc.record({
        by: fc.constantFrom('A', 'B', 'C'),
        to: fc.constantFrom('A', 'B', 'C'),
        what: fc.constantFrom('offer', 'accept', 'decline', 'withdraw', 'read'),
        before: fc.nat(6),
        after: fc.nat(6),
        lost: fc.nat(9),
        behind: fc.nat(2),
        saw: fc.constantFrom('all', 'nothing', 'not asked'),
        need: fc.constantFrom('n1', 'n2'),
      }),
      { minLength: 12, maxLength: 40, size: 'max' },
    )
    .map((draws) => {
      let state = spec.start;
      const newest = new Map<string, string>();
      return draws.map(({ by, to, what, before, after, lost, behind, saw, need }, i): Op => {
        const id = newest.get(need) ?? 'none';
        const seen = (state.commitments.get(id)?.version ?? 1) - (behind === 2 ? 1 : 0);
        const call: LedgerCall =
          what === 'offer'
            ? offer(`h${i}`, to, by, [need], saw === 'not asked' ? null : saw === 'all' ? [id] : [])
            : what === 'read'
              ? readNeed(need)
              : { type: 'move', at: 0, id, needIds: [need], command: { type: what as 'accept', by: unit(by), seen } };
        const result = spec.step(state, call);
        state = result.state;
        if (what === 'offer' && result.outcome.ok) newest.set(need, `h${i}`);
        return lost === 0
          ? op(i * 2 - before, null, call, null)
          : op(i * 2 - before, i * 2 + after, call, result.outcome);
      });
    });

  it('accepts what a ledger of one command at a time has answered, however slowly', () => {
    fc.assert(
      fc.property(recorded, (history) => linearizeAll(history, spec, touches).ok && linearize(history, spec).ok),
      { numRuns: 300 },
    );
  });

  it('gives an order that keeps real time and the answers', () => {
    fc.assert(
      fc.property(recorded, (history) => {
        const verdict = linearize(history, spec);
        assert.ok(verdict.ok);
        let state = spec.start;
        let latestCall = -Infinity;
        for (const { call, return: end, command, outcome } of verdict.order) {
          const result = spec.step(state, command);
          assert.ok(outcome === null || spec.same(outcome, result.outcome));
          assert.ok(
            (end ?? Infinity) >= latestCall,
            'nothing comes after what was called when it had already returned',
          );
          latestCall = Math.max(latestCall, call);
          state = result.state;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('refuses the same history when one acceptance is told the opposite', () => {
    let flipped = 0;
    fc.assert(
      fc.property(recorded, (history) => {
        const sequential = history
          .map((o, i): Op => ({ ...o, call: i * 2, return: i * 2 + 1 }))
          .filter((o) => o.outcome !== null);
        const at = sequential.findIndex((o) => o.outcome?.ok === true && o.command.type === 'move');
        if (at < 0 || !linearize(sequential, spec).ok) return;
        flipped++;
        assert.ok(
          !linearize(
            sequential.map((o, i) => (i === at ? { ...o, outcome: no('stale') } : o)),
            spec,
          ).ok,
        );
      }),
      { numRuns: 300 },
    );
    assert.ok(flipped > 20, `${flipped} flipped`);
  });

  it('takes a thousand operations of many clients in a second', () => {
    const history: Op[] = [op(0, 1, offer('h0', 'B'), yes)];
    let [from, to] = ['A', 'B'];
    for (let i = 0; i < 330; i++) {
      const t = 10 + i * 10;
      history.push(
        op(t, t + 4, move(`h${i}`, to, 'accept', 1), yes),
        op(t, t + 5, move(`h${i}`, from, 'withdraw', 1), no('stale')),
      );
      [from, to] = [to, from];
      history.push(op(t + 6, t + 9, offer(`h${i + 1}`, to, from), yes));
    }
    const started = performance.now();
    const verdict = linearizeAll(history, spec, touches);
    assert.ok(verdict.ok, tellStuck(verdict));
    assert.ok(performance.now() - started < 5_000);
  });
});
