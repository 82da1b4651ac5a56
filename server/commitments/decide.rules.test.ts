import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { commitmentActions, commitmentKinds, commitmentStates } from '../../contract/commitments.ts';
import type { Command, Commitment, Ledger, Party } from './handover.rules.ts';
import { decide, isEnded, isPending, refusals, sameParty, transitions } from './handover.rules.ts';

const unit = (unitId: string): Party => ({ kind: 'unit', unitId });

/** What the schema's checks demand of a row (migration of the commitments room). */
const stands = (c: Commitment): boolean =>
  c.lapsesAt >= c.answerBy &&
  (c.state !== 'paused' || c.pausedUntil !== null) &&
  (c.state !== 'proposed' || c.proposedDueAt !== null) &&
  (!['accepted', 'paused', 'kept', 'not_kept'].includes(c.state) || c.acceptedAt !== null) &&
  isEnded(c.state) === (c.endedAt !== null) &&
  (c.acceptedAt === null || c.receivedAt !== null) &&
  (c.kind !== 'handover' || c.needIds.length > 0);

const instant = fc.integer({ min: 0, max: 2_000 });
const units = fc.constantFrom('A', 'B', 'C');
const party: fc.Arbitrary<Party> = fc.oneof(
  { weight: 6, arbitrary: units.map(unit) },
  fc.constantFrom<Party>({ kind: 'person' }, { kind: 'clock' }, { kind: 'relative', relativeId: 'r' }),
);
const need = fc.record({ id: fc.constantFrom('n1', 'n2'), open: fc.boolean(), holder: units });
const commitment: fc.Arbitrary<Commitment> = fc
  .record({
    id: fc.constant('h9'),
    kind: fc.constantFrom(...commitmentKinds),
    state: fc.constantFrom(...commitmentStates),
    version: fc.integer({ min: 1, max: 3 }),
    from: units.map(unit),
    to: fc.oneof(party, fc.constant<Party>({ kind: 'any' })),
    openTo: fc.uniqueArray(units),
    needIds: fc.uniqueArray(fc.constantFrom('n1', 'n2'), { minLength: 1 }),
    answerBy: instant,
    dueAt: instant,
    proposedDueAt: fc.option(instant),
    pausedUntil: fc.option(instant),
    lapsesAt: instant,
    receivedAt: fc.option(instant),
    acceptedAt: fc.option(instant),
    endedAt: fc.option(instant),
  })
  .map((c) => ({
    ...c,
    endedAt: isEnded(c.state) ? (c.endedAt ?? 1) : null,
    acceptedAt: isPending(c.state) ? null : (c.acceptedAt ?? 1),
    receivedAt: c.receivedAt ?? (c.state === 'offered' ? null : 1),
    proposedDueAt: c.proposedDueAt ?? (c.state === 'proposed' ? 1 : null),
    pausedUntil: c.pausedUntil ?? (c.state === 'paused' ? 1 : null),
    lapsesAt: Math.max(c.lapsesAt, c.answerBy),
    openTo: c.to.kind === 'any' ? c.openTo.filter((u) => c.from.kind !== 'unit' || u !== c.from.unitId) : [],
  }))
  .filter(stands);
const ledgers: fc.Arbitrary<Ledger> = fc.record({
  commitment: fc.option(commitment, { freq: 12 }),
  needs: fc.uniqueArray(need, { selector: (n) => n.id }),
  pending: fc.array(
    commitment.filter((c) => isPending(c.state)),
    { maxLength: 2 },
  ),
  receiverOpen: fc.boolean(),
  basisHolds: fc.boolean(),
});
const commands = fc.oneof(
  fc.record({
    type: fc.constant('offer' as const),
    by: party,
    id: fc.constant('h1'),
    kind: fc.constantFrom(...commitmentKinds),
    to: party,
    openTo: fc.constant([]),
    needIds: fc.uniqueArray(fc.constantFrom('n1', 'n2')),
    answerBy: instant,
    dueAt: instant,
    lapsesAt: instant,
    replaces: fc.option(fc.constantFrom([], ['h9'], ['h0'], ['h0', 'h9'])),
    ownPromise: fc.boolean(),
  }),
  {
    weight: 4,
    arbitrary: fc.record(
      {
        type: fc.constantFrom(...commitmentActions),
        by: party,
        seen: fc.integer({ min: 1, max: 3 }),
        dueAt: instant,
        until: instant,
        answerBy: instant,
      },
      { requiredKeys: ['type', 'by', 'seen'] },
    ),
  },
) as fc.Arbitrary<Command>;

/** Most random commands miss; half are made to fit the commitment, so that what follows a yes is seen too. */
const asked = fc
  .tuple(ledgers, commands, fc.boolean(), instant, fc.nat())
  .map(([l, c, fit, at, pick]): [Ledger, Command, number] => {
    const about = l.commitment;
    if (fit && c.type === 'offer') {
      const needIds = c.needIds.length > 0 ? c.needIds : ['n1'];
      const carried = needIds.map((id) => ({ id, open: true, holder: 'A' }));
      const times = { answerBy: at + 1, dueAt: at + 1 };
      return [
        { ...l, needs: carried, receiverOpen: true, basisHolds: true },
        { ...c, ...times, kind: 'handover', by: unit('A'), to: unit('B'), needIds, ownPromise: false },
        at,
      ];
    }
    if (!fit || about === null || c.type === 'offer') return [l, c, at];
    const possible = commitmentActions.filter(
      (action) => action !== 'lapse' && transitions[about.state][action] !== null,
    );
    const type = possible[pick % possible.length];
    if (type === undefined || type === 'lapse') return [l, c, at];
    const asks = transitions[about.state][type]?.by === 'giver' ? about.from : about.to;
    const by = asks.kind === 'any' ? unit(about.openTo[0] ?? 'A') : asks;
    const needs = about.needIds.map((id) => ({
      id,
      open: true,
      holder: about.from.kind === 'unit' ? about.from.unitId : '',
    }));
    return [
      { ...l, needs, receiverOpen: true, basisHolds: true },
      { dueAt: at + 1, until: at + 1, answerBy: at + 1, ...c, type, by, seen: about.version },
      at,
    ];
  });
const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
};

describe('Any decision, whatever is asked of whatever ledger', () => {
  it("is a refusal from the list, or events that the table, the schema and the giver's accountability allow", () => {
    let yes = 0;
    let superseded = 0;
    fc.assert(
      fc.property(asked, ([l, c, at]) => {
        frozen(l);
        const d = decide(l, frozen(c), at);
        assert.deepEqual(decide(l, c, at), d, 'the same question has the same answer');
        if (!d.ok) return assert.ok(refusals.includes(d.refusal));
        yes++;
        for (const e of d.events) {
          if (e.type === 'accountability_moved') {
            const was = l.needs.find((n) => n.id === e.needId);
            assert.ok(
              was?.open &&
                was.holder === e.from &&
                (c.type === 'accept' || c.type === 'agree') &&
                l.commitment?.kind === 'handover',
            );
            assert.ok(
              e.by === l.commitment.id &&
                l.commitment.needIds.includes(e.needId) &&
                sameParty(l.commitment.from, unit(e.from)),
            );
          } else {
            assert.ok(stands(e.commitment), JSON.stringify(e.commitment));
            assert.ok(
              !isPending(e.commitment.state) ||
                (Number.isFinite(e.commitment.answerBy) && Number.isFinite(e.commitment.lapsesAt)),
              'never without a clock',
            );
          }
          if (e.type === 'superseded') {
            superseded++;
            assert.ok(
              c.type === 'offer' && (c.replaces?.includes(e.commitment.id) ?? true),
              'nothing unseen is replaced',
            );
          }
          if (e.type === 'moved') {
            const was = l.commitment;
            assert.ok(was);
            assert.equal(e.commitment.lapsesAt, was.lapsesAt, 'the end stands');
            if (c.type === 'accept' && was.kind !== 'signal')
              assert.ok(e.commitment.dueAt <= Math.max(was.dueAt, at), 'no later time without the giver');
            if (e.action === 'receive') assert.notEqual(was.to.kind, 'any');
            if (c.type !== 'lapse' && was.to.kind !== 'any') assert.ok(c.type !== 'offer' && c.seen === was.version);
            assert.equal(e.commitment.version, was.version + 1);
            const to = transitions[was.state][e.action]?.to;
            assert.ok(
              e.commitment.state === to ||
                (e.action === 'decline' && was.to.kind === 'any' && e.commitment.state === was.state),
            );
            for (const key of ['id', 'kind', 'from', 'needIds'] as const) assert.deepEqual(e.commitment[key], was[key]);
            if (was.to.kind !== 'any') assert.deepEqual(e.commitment.to, was.to);
          }
        }
        const moves = d.events.filter((e) => e.type === 'accountability_moved').length;
        const accepts = (c.type === 'accept' || c.type === 'agree') && l.commitment?.kind === 'handover';
        assert.equal(moves, accepts ? l.commitment?.needIds.length : 0, 'all of its needs at once, or none');
      }),
      { numRuns: 20_000 },
    );
    assert.ok(yes > 2_000, `${yes} said yes`);
    assert.ok(superseded > 500, `${superseded} superseded`);
  });

  it('is never yes twice: what has been done is stale when it comes again', () => {
    let again = 0;
    fc.assert(
      fc.property(asked, ([l, c, at]) => {
        const d = decide(l, c, at);
        if (!d.ok || c.type === 'offer') return;
        const after = d.events.flatMap((e) => (e.type === 'moved' ? [e.commitment] : []))[0];
        const second = decide({ ...l, commitment: after ?? null }, c, at);
        assert.ok(!second.ok && ['stale', 'not_allowed_now', 'not_found', 'taken'].includes(second.refusal));
        again++;
      }),
      { numRuns: 10_000 },
    );
    assert.ok(again > 500, `${again} asked again`);
  });
});
