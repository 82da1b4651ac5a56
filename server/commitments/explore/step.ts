import type { Command, Decision, Ledger, Party } from '../handover.rules.ts';
import { isPending } from '../handover.rules.ts';
import type { NeedDecision } from '../need.rules.ts';
import type { Effect, Protocol } from './protocol.ts';
import { store } from './protocol.ts';
import type { Change, Message, Order, Scope, World } from './world.ts';
import {
  count,
  dueAfter,
  lapseAfter,
  ledgerFor,
  needIdsOf,
  needName,
  needOf,
  offerIdsOf,
  offerName,
  pendingBits,
  pendingFor,
  unitBits,
  unitIdsOf,
  unitName,
} from './world.ts';

export type Step =
  /** A client sends; nothing has arrived yet. */
  | { readonly kind: 'send'; readonly message: Message }
  /** A client sends and it arrives at once, with no copy left in the network. */
  | { readonly kind: 'do'; readonly message: Message }
  /** A copy arrives; another may follow, or none. */
  | { readonly kind: 'deliver'; readonly message: Message }
  /** The last copy is lost. */
  | { readonly kind: 'lose'; readonly message: Message }
  | { readonly kind: 'sweep'; readonly offer: number }
  | { readonly kind: 'tick' }
  | { readonly kind: 'close unit'; readonly unit: number }
  | { readonly kind: 'basis ends' }
  /** A faulty server gets round to its second transaction. */
  | { readonly kind: 'finish' };

/** `ok`, `repeated` (the key was known), or the refusal's code. */
export type Outcome = string;
export type Emit = (step: Step, next: World, outcome: Outcome) => void;

const replaced = <T>(list: readonly T[], index: number, value: T): T[] =>
  list.map((item, i) => (i === index ? value : item));
const party = (unit: number): Party => ({ kind: 'unit', unitId: unitName(unit) });

/**
 * Answer within two ticks, then it lapses; a counter-proposal asks for two ticks for the giver, a retracted one for one for the
 * receiver. The time of `accept later` is later than that of any offer sent before it.
 */
function commandOf(message: Message, order: Exclude<Order, { kind: 'close' }>, id: string): Command {
  const by = party(message.by);
  if (order.kind === 'offer') {
    const { sentAt } = order;
    const units = unitIdsOf(order.to);
    const [to, openTo]: [Party, string[]] =
      units.length > 1 ? [{ kind: 'any' }, units] : [{ kind: 'unit', unitId: units[0] ?? '' }, []];
    return {
      type: 'offer',
      by,
      id,
      kind: 'handover',
      to,
      openTo,
      needIds: needIdsOf(order.needs),
      answerBy: sentAt + lapseAfter,
      dueAt: sentAt + dueAfter,
      lapsesAt: sentAt + lapseAfter,
      replaces: offerIdsOf(order.replaces),
      ownPromise: false,
    };
  }
  const { action, seen, sentAt } = order;
  if (action === 'accept later') return { type: 'accept', by, seen, dueAt: sentAt + dueAfter + 1 };
  if (action === 'propose') return { type: action, by, seen, dueAt: sentAt + 2, answerBy: sentAt + 2 };
  if (action === 'retract') return { type: action, by, seen, answerBy: sentAt + 1 };
  if (action === 'pause') return { type: action, by, seen, until: sentAt + 1 };
  return { type: action, by, seen };
}

/** What the server loads for a move. The same for every action, so that one who tries them all loads once. */
function loaded(scope: Scope, world: World, offer: number, by: number): Ledger {
  const commitment = world.offers[offer] ?? null;
  return ledgerFor(
    scope,
    world,
    commitment,
    commitment?.needIds ?? [],
    commitment?.to.kind === 'unit' ? unitBits([commitment.to.unitId]) : 1 << by,
  );
}

/** The server's answer to one copy of a message: load, decide. Nothing is stored. */
export function answer(
  scope: Scope,
  world: World,
  protocol: Protocol,
  message: Message,
  already?: Ledger,
): Decision | NeedDecision {
  const { order } = message;
  if (order.kind === 'close') {
    const row = world.needs[order.need];
    const pending = pendingFor(world, [needName(order.need)], null);
    return protocol.closeNeed(
      needOf(scope, world, order.need),
      row?.version ?? 0,
      order.seen,
      pending,
      party(message.by),
      world.now,
    );
  }
  if (order.kind === 'offer') {
    const ledger = already ?? ledgerFor(scope, world, null, needIdsOf(order.needs), order.to);
    return protocol.decide(ledger, commandOf(message, order, offerName(world.offers.length)), world.now);
  }
  return protocol.decide(
    already ?? loaded(scope, world, order.offer, message.by),
    commandOf(message, order, ''),
    world.now,
  );
}

function stored(scope: Scope, world: World, protocol: Protocol, events: readonly Effect[]): World {
  const [first = [], ...later] = protocol.transactions(events);
  const next = store(scope, world, first);
  if (later.length === 0) return next;
  return { ...next, unfinished: later.flat().filter((e): e is Change => e.type === 'released' || e.type === 'taken') };
}

const fits = (scope: Scope, world: World, order: Order): boolean =>
  order.kind !== 'offer' || world.offers.length < scope.offers;

/** Every client's every command in this state, forbidden ones too: a guard is only tested by those who try it. */
function tryAll(scope: Scope, world: World, attempt: (message: Message, ledger?: Ledger) => void): void {
  for (let by = 0; by < scope.units; by++) {
    for (let offer = 0; offer < world.offers.length; offer++) {
      const seen = world.offers[offer]?.version ?? 0;
      const ledger = loaded(scope, world, offer, by);
      for (const action of scope.actions)
        attempt({ by, effects: 0, order: { kind: 'move', offer, action, seen, sentAt: world.now } }, ledger);
    }
    for (let need = 0; need < scope.needs; need++)
      attempt({ by, effects: 0, order: { kind: 'close', need, seen: world.needs[need]?.version ?? 0 } });
  }
  if (world.offers.length >= scope.offers) return;
  for (let needs = 1; needs < 1 << scope.needs; needs++) {
    const replaces = pendingBits(world, needs);
    for (let to = 1; to < 1 << scope.units; to++) {
      if (!scope.several && count(to) > 1) continue;
      const ledger = ledgerFor(scope, world, null, needIdsOf(needs), to);
      for (let by = 0; by < scope.units; by++)
        attempt({ by, effects: 0, order: { kind: 'offer', to, needs, replaces, sentAt: world.now } }, ledger);
    }
  }
}

/** Calls `emit` once for every step that can be taken from `world`, always in the same order. */
export function successors(scope: Scope, world: World, protocol: Protocol, emit: Emit): void {
  tryAll(scope, world, (message, ledger) => {
    const decision = answer(scope, world, protocol, message, ledger);
    if (!decision.ok) return emit({ kind: 'do', message }, world, decision.refusal);
    emit({ kind: 'do', message }, stored(scope, world, protocol, decision.events), 'ok');
    // A move that is refused now arrives as stale once anything has changed, or is refused for good (an offer to several, where no
    // version is asked for), so only what could succeed is given a place in the network; what was forbidden when sent is tried by
    // `do` in every state.
    if (world.net.length < scope.net) emit({ kind: 'send', message }, { ...world, net: [...world.net, message] }, 'ok');
  });
  world.net.forEach((message, i) => {
    emit({ kind: 'lose', message }, { ...world, net: world.net.filter((_, j) => j !== i) }, 'ok');
    if (message.effects > 0 && protocol.remembers) return emit({ kind: 'deliver', message }, world, 'repeated');
    if (!fits(scope, world, message.order)) return;
    const decision = answer(scope, world, protocol, message);
    if (!decision.ok) return emit({ kind: 'deliver', message }, world, decision.refusal);
    const net = replaced(world.net, i, { ...message, effects: message.effects + 1 });
    emit({ kind: 'deliver', message }, stored(scope, { ...world, net }, protocol, decision.events), 'ok');
  });
  ownSteps(scope, world, protocol, emit);
}

function ownSteps(scope: Scope, world: World, protocol: Protocol, emit: Emit): void {
  const { now } = world;
  let late = false;
  world.offers.forEach((commitment, offer) => {
    const takesUp = protocol.sweeps(commitment, now);
    // Two sweepers, or one with an old list, also ask too early and too late; the rule must answer no.
    const decision = protocol.decide(
      ledgerFor(scope, world, commitment, commitment.needIds, 0),
      { type: 'lapse', by: { kind: 'clock' } },
      now,
    );
    if (!decision.ok) return emit({ kind: 'sweep', offer }, world, decision.refusal);
    if (!takesUp) return;
    if (isPending(commitment.state) && now + 1 > commitment.lapsesAt + scope.slack) late = true;
    emit({ kind: 'sweep', offer }, stored(scope, world, protocol, decision.events), 'ok');
  });
  // The sweeper is late at most by the slack: the clock waits for it, but only for what it will take up.
  if (now < scope.clock && !late) emit({ kind: 'tick' }, { ...world, now: now + 1 }, 'ok');
  for (let unit = 0; unit < scope.units; unit++)
    if (!(world.closed & (1 << unit)) && count(world.closed) < scope.closures)
      emit({ kind: 'close unit', unit }, { ...world, closed: world.closed | (1 << unit) }, 'ok');
  if (scope.basisEnds && world.basis) emit({ kind: 'basis ends' }, { ...world, basis: false }, 'ok');
  if (world.unfinished.length > 0)
    emit({ kind: 'finish' }, store(scope, { ...world, unfinished: [] }, world.unfinished), 'ok');
}
