import { commitmentStates } from '../../../contract/commitments.ts';
import { isPending } from '../handover.rules.ts';
import type { Message, Order, Scope, World } from './world.ts';
import { count, holdersOf, needIndex, pendingBits, unitBits, unitIndex } from './world.ts';

const moves = [
  'receive',
  'accept',
  'accept later',
  'decline',
  'propose',
  'agree',
  'retract',
  'withdraw',
  'keep',
  'fail',
  'pause',
  'resume',
] as const;
const timed = new Set<string>(['accept later', 'propose', 'retract', 'pause']);

/**
 * One short string for all states that no future step can tell apart. Left out, because `decide` never branches on it for a handover:
 * received and accepted instants; absolute versions (only "is what I saw still so?" matters, and versions only grow); the
 * lapse instant of what is no longer pending; of what an offer's sender saw, that which is no longer pending and never will be. When
 * a pending offer is due follows from when it lapses, since neither moves; later nothing asks. Units are renamed in order of appearance: which of them is B and which C is the same story.
 * `explore.test.ts` holds this up against the full state.
 */
export function canonical(scope: Scope, world: World): string {
  const names: number[] = Array.from({ length: scope.units }, () => -1);
  let named = 0;
  const name = (unit: number): number => {
    const known = names[unit] ?? -1;
    if (known >= 0) return known;
    names[unit] = named;
    return named++;
  };
  const set = (units: number): number => {
    let renamed = 0;
    for (let unit = 0; unit < scope.units; unit++) if (units & (1 << unit)) renamed |= 1 << name(unit);
    return renamed;
  };
  const out: number[] = [world.now, world.basis ? 1 : 0];
  for (let need = 0; need < scope.needs; need++) {
    const row = world.needs[need];
    const holders = holdersOf(scope, world, need);
    out.push(row?.open ? 1 : 0, count(holders));
    for (let unit = 0; unit < scope.units; unit++) if (holders & (1 << unit)) out.push(name(unit));
  }
  out.push(world.offers.length);
  for (const o of world.offers) {
    const from = o.from.kind === 'unit' ? unitIndex(o.from.unitId) : 0;
    let needs = 0;
    for (const id of o.needIds) needs |= 1 << needIndex(id);
    out.push(
      commitmentStates.indexOf(o.state) + 1,
      name(from),
      o.to.kind === 'unit' ? name(unitIndex(o.to.unitId)) : 99,
      needs,
      isPending(o.state) ? Math.min(o.lapsesAt, 200) : 201,
      set(unitBits(o.openTo)),
    );
  }
  const net = world.net
    .map((m) => [rank(world, m), m] as const)
    .sort(([a, x], [b, y]) => a - b || x.by - y.by || toOf(x.order) - toOf(y.order));
  out.push(net.length);
  for (const [code, m] of net) {
    out.push(code & 255, (code >> 8) & 255, code >> 16, name(m.by));
    if (m.order.kind === 'offer') out.push(set(m.order.to));
  }
  let closed = 0;
  for (let unit = 0; unit < scope.units; unit++)
    if (world.closed & (1 << unit) && (names[unit] ?? -1) >= 0) closed |= 1 << name(unit);
  // Units that nothing names are alike; only how many of them have closed can be told.
  const strangers = names.reduce((n, known, unit) => n + (known < 0 && world.closed & (1 << unit) ? 1 : 0), 0);
  out.push(closed, strangers);
  for (const change of world.unfinished) out.push(change.type === 'taken' ? 1 : 0, change.need, name(change.unit));
  return String.fromCharCode(...out);
}

const toOf = (order: Order): number => (order.kind === 'offer' ? order.to : 0);

/** All of a message but its units: 6 bits of kind, 4 of subject, 1 fresh, 2 effects, 6 of when it was sent, the rest what it replaces. */
function rank(world: World, { order, effects }: Message): number {
  const done = Math.min(effects, 3);
  switch (order.kind) {
    case 'offer':
      return pack(1, order.needs, 1, done, order.sentAt | ((order.replaces & pendingBits(world, order.needs)) << 6));
    case 'close':
      return pack(2, order.need, world.needs[order.need]?.version === order.seen ? 1 : 0, done, 0);
    case 'move':
      return pack(
        3 + moves.indexOf(order.action),
        order.offer,
        world.offers[order.offer]?.version === order.seen ? 1 : 0,
        done,
        timed.has(order.action) ? order.sentAt : 0,
      );
    default:
      return order satisfies never;
  }
}
const pack = (kind: number, subject: number, fresh: number, done: number, sentAt: number): number =>
  kind | (subject << 6) | (fresh << 10) | (done << 11) | (sentAt << 13);
