import type { Commitment } from '../handover.rules.ts';
import { decide, isPending, sameParty } from '../handover.rules.ts';
import { decideCloseNeed } from '../need.rules.ts';
import { small } from './scopes.ts';
import { needIndex, unitIndex } from './world.ts';
import { plant, events, blind, believesGiver, neverSupersedes, changes, atLapse, fromOf, refused } from './planting.ts';
import type { Effect, Protocol } from './protocol.ts';
import type { Plant } from './planting.ts';

const extending: typeof decide = (ledger, command, now) => {
  const decision = decide(ledger, command, now);
  if (!decision.ok || (command.type !== 'propose' && command.type !== 'retract')) return decision;
  const lapsesAt = (c: Commitment): number => Math.max(c.lapsesAt, command.answerBy ?? now, now + 1);
  return {
    ok: true,
    events: decision.events.map((e) =>
      e.type === 'moved' ? { ...e, commitment: { ...e.commitment, lapsesAt: lapsesAt(e.commitment) } } : e,
    ),
  };
};
const replacesIgnored: Partial<Protocol> = {
  decide: (l, c, now) => decide(l, c.type === 'offer' ? { ...c, replaces: null } : c, now),
};

/** Mistakes about how an offer begins and ends without a yes: clock, withdrawal, newer offers, closed needs, doubled messages. */
export const offerPlants: readonly Plant[] = [
  plant(
    'the lapse releases the giver',
    atLapse((c) => c.needIds.map((id) => ({ type: 'released', need: needIndex(id), unit: unitIndex(fromOf(c)) }))),
    'silenceMovesNothing',
    4,
  ),
  plant(
    'silence is a yes: the lapse moves accountability to the receiver',
    atLapse((c) =>
      c.to.kind === 'unit'
        ? c.needIds.map((needId) => ({
            type: 'accountability_moved',
            needId,
            from: fromOf(c),
            to: c.to.kind === 'unit' ? c.to.unitId : '',
            by: c.id,
          }))
        : [],
    ),
    'silenceMovesNothing',
    4,
  ),
  plant('the sweeper never runs', { sweeps: () => false }, 'inTime', 5, small.waiting),
  plant(
    'the sweeper asks once, at the first lapse instant',
    { sweeps: (c, now) => isPending(c.state) && c.lapsesAt === now },
    'inTime',
    5,
    small.waiting,
  ),
  plant(
    'the sweeper forgets what waits for the giver',
    { sweeps: (c, now) => (c.state === 'offered' || c.state === 'received') && c.lapsesAt <= now },
    'inTime',
    6,
    small.waiting,
  ),
  plant(
    'the lapse rule answers only unopened offers',
    {
      decide: (l, c, now) =>
        c.type === 'lapse' && l.commitment?.state !== 'offered' ? refused('not_allowed_now') : decide(l, c, now),
    },
    'inTime',
    6,
    small.waiting,
  ),
  plant(
    'a counter-proposal has no clock',
    { decide: changes('propose', () => ({ lapsesAt: Infinity })) },
    'inTime',
    2,
    small.promises,
    ['inTime'],
  ),
  // As the rules stood at first: two who propose and retract in turn could keep an offer pending without end.
  plant('proposals extend the lapse', { decide: extending }, 'endStands', 3),
  plant(
    'no withdrawal after a counter-proposal',
    {
      decide: (l, c, now) =>
        c.type === 'withdraw' && l.commitment?.state === 'proposed' ? refused('not_allowed_now') : decide(l, c, now),
    },
    'withdrawable',
    2,
  ),
  plant(
    'a withdrawal is acknowledged and not stored',
    { decide: changes('withdraw', () => ({ state: 'offered' })) },
    'withdrawable',
    1,
  ),
  plant('replaces ignored', replacesIgnored, 'replacesOnlySeen', 3),
  plant('replaces ignored, by someone who looks only at the clock', replacesIgnored, 'newerStands', 4, small.promises, [
    'newerStands',
  ]),
  plant('a newer offer forgets to supersede', { decide: neverSupersedes(() => true) }, 'onePending', 2),
  plant(
    'a newer offer supersedes only one to the same receiver',
    {
      decide: events((list, l) =>
        list.filter(
          (e) =>
            e.type !== 'superseded' ||
            list.some((o) => o.type === 'offered' && sameParty(o.commitment.to, e.commitment.to)) ||
            l.needs.length === 0,
        ),
      ),
    },
    'onePending',
    2,
  ),
  plant(
    'a newer offer supersedes only one for exactly the same needs',
    { decide: neverSupersedes((p, l) => p.needIds.length !== l.needs.length) },
    'onePending',
    2,
    small.twoNeeds,
  ),
  plant(
    'a pending offer blocks a newer one',
    {
      decide: (l, c, now) =>
        c.type === 'offer' && l.pending.length > 0 ? refused('not_allowed_now') : decide(l, c, now),
    },
    'offerable',
    1,
  ),
  plant(
    'accept ignores who carries the need, and nothing supersedes',
    { decide: neverSupersedes(() => true, believesGiver('accept')) },
    'movesOnlyAtAccept',
    4,
    small.promises,
    ['movesOnlyAtAccept'],
  ),
  plant(
    'anyone offers away what others carry',
    {
      decide: (l, c, now) =>
        decide(
          c.type === 'offer' && c.by.kind === 'unit'
            ? { ...l, needs: l.needs.map((n) => ({ ...n, holder: c.by.kind === 'unit' ? c.by.unitId : null })) }
            : l,
          c,
          now,
        ),
    },
    'pendingFromHolder',
    1,
  ),
  // One step longer than it was: while the first copy's offer is pending, the second has not seen it and is stale.
  plant('idempotency keys are ignored', { remembers: false }, 'idempotent', 4),
  plant(
    'closing a need leaves its handovers pending',
    { closeNeed: (n, v, s, _, by, now) => decideCloseNeed(n, v, s, [], by, now) },
    'noPendingForClosed',
    2,
  ),
  plant(
    'closing a need leaves somebody accountable',
    {
      transactions: (list) => [
        list.flatMap((e): Effect[] =>
          e.type === 'need_closed'
            ? [e, { type: 'taken' as const, need: needIndex(e.needId), unit: unitIndex(e.holder) }]
            : [e],
        ),
      ],
    },
    'noGhost',
    1,
    small.promises,
    ['noGhost'],
  ),
  plant(
    'anybody closes a need',
    {
      closeNeed: (n, v, s, p, by, now) =>
        decideCloseNeed(n, v, s, p, n?.holder ? { kind: 'unit', unitId: n.holder } : by, now),
    },
    'movesOnlyAtAccept',
    1,
  ),
  plant(
    'an accepted handover can be withdrawn',
    { decide: blind('withdraw', (_, c) => ({ commitment: { ...c, kind: 'request' } })) },
    'endIsEnd',
    3,
  ),
  plant(
    'a receipt does not count as a version',
    { decide: changes('receive', (c) => ({ version: c.version - 1 })) },
    'everyChangeCounts',
    2,
  ),
  plant(
    'a unit that said no is still asked',
    {
      decide: events((list, l) =>
        list.map((e) =>
          e.type === 'moved' && e.action === 'decline' && l.commitment?.to.kind === 'any'
            ? { ...e, commitment: { ...e.commitment, state: 'offered', endedAt: null, openTo: l.commitment.openTo } }
            : e,
        ),
      ),
    },
    'noIsNo',
    2,
    small.several,
  ),
];
