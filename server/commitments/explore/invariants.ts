import type { Commitment } from '../handover.rules.ts';
import { isEnded, isPending } from '../handover.rules.ts';
import type { Protocol } from './protocol.ts';
import type { Step } from './step.ts';
import { answer } from './step.ts';
import type { MoveAction, Scope, World } from './world.ts';
import { count, holderOf, holdersOf, lapseAfter, needIndex, pendingBits, unitBits, unitIndex } from './world.ts';

/** True in every state. Written without the rules' own tables: this is the other half of a comparison. */
export type StateInvariant = (scope: Scope, world: World, protocol: Protocol) => boolean;
/** True of every step. */
export type StepInvariant = (scope: Scope, before: World, step: Step, after: World) => boolean;

const pendingOf = (world: World): Commitment[] => world.offers.filter((o) => isPending(o.state));
const everyNeed = (scope: Scope, holds: (need: number) => boolean): boolean => {
  for (let need = 0; need < scope.needs; need++) if (!holds(need)) return false;
  return true;
};
const message = (step: Step) => (step.kind === 'do' || step.kind === 'deliver' ? step.message : null);

export const stateInvariants = {
  exactlyOne: (scope, world) =>
    everyNeed(scope, (n) => !world.needs[n]?.open || count(holdersOf(scope, world, n)) === 1),
  noGhost: (scope, world) => everyNeed(scope, (n) => world.needs[n]?.open === true || holdersOf(scope, world, n) === 0),
  noPendingForClosed: (_, world) =>
    pendingOf(world).every((o) => o.needIds.every((id) => world.needs[needIndex(id)]?.open)),
  onePending: (scope, world) =>
    everyNeed(scope, (n) => pendingOf(world).filter((o) => o.needIds.some((id) => needIndex(id) === n)).length <= 1),
  pendingFromHolder: (scope, world) =>
    pendingOf(world).every((o) =>
      o.needIds.every(
        (id) => o.from.kind === 'unit' && holderOf(scope, world, needIndex(id)) === unitIndex(o.from.unitId),
      ),
    ),
  /** Every pending offer has a clock, and is not left past its lapse by more than the sweeper's slack. */
  inTime: (scope, world) =>
    pendingOf(world).every(
      (o) =>
        o.answerBy <= o.lapsesAt && o.lapsesAt <= scope.clock + lapseAfter && world.now <= o.lapsesAt + scope.slack,
    ),
  idempotent: (_, world) => world.net.every((m) => m.effects <= 1),
  /** The giver can withdraw until acceptance. */
  withdrawable: (scope, world, protocol) =>
    world.offers.every((o, offer) => {
      if (!isPending(o.state) || o.from.kind !== 'unit') return true;
      const order = { kind: 'move', offer, action: 'withdraw', seen: o.version, sentAt: world.now } as const;
      const decision = answer(scope, world, protocol, { by: unitIndex(o.from.unitId), effects: 0, order });
      return (
        decision.ok &&
        decision.events.some((e) => e.type === 'moved' && e.commitment.id === o.id && isEnded(e.commitment.state))
      );
    }),
  /** A pending offer never blocks a newer one: whoever holds an open need, and sees what is pending, can hand it over. */
  offerable: (scope, world, protocol) =>
    everyNeed(scope, (n) => {
      const by = holderOf(scope, world, n);
      if (!world.basis || !world.needs[n]?.open || by === null || world.offers.length >= scope.offers) return true;
      for (let to = 0; to < scope.units; to++)
        if (
          to !== by &&
          !(world.closed & (1 << to)) &&
          !answer(scope, world, protocol, {
            by,
            effects: 0,
            order: {
              kind: 'offer',
              to: 1 << to,
              needs: 1 << n,
              replaces: pendingBits(world, 1 << n),
              sentAt: world.now,
            },
          }).ok
        )
          return false;
      return true;
    }),
} as const satisfies Record<string, StateInvariant>;

/** Accepted in this step: pending before, a living promise after. Who took it, as it was and as it is. */
function acceptedIn(before: World, after: World): readonly Accepted[] {
  if (before.offers === after.offers) return nobody;
  let found = nobody;
  before.offers.forEach((was, i) => {
    const now = after.offers[i];
    if (was === now || now === undefined || !isPending(was.state) || isPending(now.state) || isEnded(now.state)) return;
    found = [...found, { was, now, taker: now.to.kind === 'unit' ? unitIndex(now.to.unitId) : -1 }];
  });
  return found;
}
type Accepted = { readonly was: Commitment; readonly now: Commitment; readonly taker: number };
const nobody: readonly Accepted[] = [];
/** Pending before and ended after, as bits. */
function replacedIn(before: World, after: World): number {
  let bits = 0;
  before.offers.forEach((was, i) => {
    const now = after.offers[i];
    if (was !== now && now !== undefined && isPending(was.state) && isEnded(now.state)) bits |= 1 << i;
  });
  return bits;
}
/** What may be done to an offer to several by one who has not seen that others said no. */
const severally: ReadonlySet<string> = new Set<MoveAction>(['accept', 'decline', 'withdraw']);
const giverOf = (o: Commitment): number => (o.from.kind === 'unit' ? unitIndex(o.from.unitId) : -1);
const asked = (o: Commitment): number => (o.to.kind === 'unit' ? 1 << unitIndex(o.to.unitId) : unitBits(o.openTo));
const names = (o: Commitment, need: number): boolean => o.needIds.some((id) => needIndex(id) === need);

export const stepInvariants = {
  /** Only a party's message moves accountability: not the clock, not the sweeper, not a loss, not a unit that closes. */
  silenceMovesNothing: (_, before, step, after) => message(step) !== null || before.accountable === after.accountable,
  /** From the giver to the taker of the one handover accepted here, or away with a need its holder closes. */
  movesOnlyAtAccept: (scope, before, step, after) => {
    if (before.accountable === after.accountable) return true;
    const accepted = acceptedIn(before, after);
    return everyNeed(scope, (n) => {
      const had = holdersOf(scope, before, n);
      const has = holdersOf(scope, after, n);
      if (had === has) return true;
      const m = message(step);
      if (m?.order.kind === 'close')
        return m.order.need === n && had === 1 << m.by && has === 0 && !after.needs[n]?.open;
      return accepted.some(({ was, taker }) => names(was, n) && had === 1 << giverOf(was) && has === 1 << taker);
    });
  },
  /** Nobody accepts for another: one of the units asked, itself, or the giver a time that the receiver has proposed. */
  ownYes: (_, before, step, after) =>
    acceptedIn(before, after).every(({ was, taker }) => {
      const m = message(step);
      if (m === null || m.order.kind !== 'move' || !(asked(was) & (1 << taker))) return false;
      return was.state === 'proposed' ? m.order.action === 'agree' && m.by === giverOf(was) : m.by === taker;
    }),
  /** A unit that has said no is not asked again by the same offer. */
  noIsNo: (_, before, step, after) => {
    const m = message(step);
    if (m?.order.kind !== 'move' || m.order.action !== 'decline' || before.offers === after.offers) return true;
    const now = after.offers[m.order.offer];
    return now === undefined || isEnded(now.state) || !(asked(now) & (1 << m.by));
  },
  /** An accepted handover moves all of its needs, in the same step. */
  acceptMovesAll: (scope, before, _, after) =>
    acceptedIn(before, after).every(({ was, taker }) =>
      was.needIds.every((id) => holdersOf(scope, after, needIndex(id)) === 1 << taker),
    ),
  /** What is ended stays so, and what is accepted is never un-accepted. */
  endIsEnd: (_, before, __, after) =>
    before.offers.every((o, i) => {
      const now = after.offers[i]?.state;
      if (isEnded(o.state)) return now === o.state;
      return isPending(o.state) || now === 'accepted' || now === 'paused' || now === 'kept' || now === 'not_kept';
    }),
  /**
   * A command that saw an older version changes nothing; but a yes, a no and a withdrawal of an offer still open to several do, since
   * all that can have changed is that others said no.
   */
  staleChangesNothing: (_, before, step, after) => {
    const order = message(step)?.order;
    if (order === undefined || order.kind === 'offer') return true;
    if (order.kind === 'move' && before.offers[order.offer]?.to.kind === 'any' && severally.has(order.action))
      return true;
    const version = order.kind === 'close' ? before.needs[order.need]?.version : before.offers[order.offer]?.version;
    return version === order.seen || (before.accountable === after.accountable && before.offers === after.offers);
  },
  /** A late word undoes no newer one: what an offer replaces, its sender had seen when sending it. */
  replacesOnlySeen: (_, before, step, after) => {
    const order = message(step)?.order;
    return order?.kind !== 'offer' || (replacedIn(before, after) & ~order.replaces) === 0;
  },
  /** The same by the clock alone, whatever the command says of itself: no offer replaces one that was sent after it. */
  newerStands: (_, before, step, after) => {
    const order = message(step)?.order;
    if (order?.kind !== 'offer') return true;
    const replaced = replacedIn(before, after);
    return before.offers.every((o, i) => !(replaced & (1 << i)) || o.lapsesAt - lapseAfter <= order.sentAt);
  },
  /** The end that an offer was made with stands, whatever is proposed. */
  endStands: (_, before, __, after) => before.offers.every((o, i) => after.offers[i]?.lapsesAt === o.lapsesAt),
  /** A receiver's yes is to the time that was asked for, or now when that has passed; a later time needs the giver's yes too. */
  notLaterThanAsked: (_, before, __, after) =>
    acceptedIn(before, after).every(
      ({ was, now }) => was.state === 'proposed' || now.dueAt <= Math.max(was.dueAt, before.now),
    ),
  /** Every change of a commitment shows in its version, by exactly one. */
  everyChangeCounts: (_, before, __, after) =>
    before.offers.every((o, i) => after.offers[i] === o || after.offers[i]?.version === o.version + 1),
  /** Nobody comes to carry a need in a closed unit, or without knowing by right whom it is about. */
  takerMayTake: (_, before, __, after) =>
    acceptedIn(before, after).every(({ taker }) => before.basis && !(before.closed & (1 << taker))),
} as const satisfies Record<string, StepInvariant>;

export type InvariantName = keyof typeof stateInvariants | keyof typeof stepInvariants;
