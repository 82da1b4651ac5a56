import type { Commitment, Ledger, Need, UnitId } from '../handover.rules.ts';
import { isPending } from '../handover.rules.ts';

/** How small the world is. One tick is one unit of the rules' clock. */
export interface Scope {
  readonly name: string;
  readonly units: number;
  readonly needs: number;
  /** Handovers that can ever be made. */
  readonly offers: number;
  /** Last tick of the clock. */
  readonly clock: number;
  /** Messages in flight at once. */
  readonly net: number;
  /** How many ticks late the sweeper may be. */
  readonly slack: number;
  /** Units that may close. */
  readonly closures: number;
  /** Whether the basis that lets a receiver know the person may end. */
  readonly basisEnds: boolean;
  /** Whether an offer can be made to several units at once. */
  readonly several: boolean;
  readonly actions: readonly MoveAction[];
}

export type MoveAction =
  | 'receive'
  | 'accept'
  /** A yes with a later time than was asked for. */
  | 'accept later'
  | 'decline'
  | 'propose'
  | 'agree'
  | 'retract'
  | 'withdraw'
  | 'keep'
  | 'fail'
  | 'pause'
  | 'resume';

/** What a client asks, as it travels: fixed when it was sent, whatever happens before it arrives. */
export type Order =
  /** `to` and `needs` are sets, as bits. `replaces`: the handovers that its sender had seen pending for these needs, as bits. */
  | {
      readonly kind: 'offer';
      readonly to: number;
      readonly needs: number;
      readonly replaces: number;
      readonly sentAt: number;
    }
  | {
      readonly kind: 'move';
      readonly offer: number;
      readonly action: MoveAction;
      readonly seen: number;
      readonly sentAt: number;
    }
  | { readonly kind: 'close'; readonly need: number; readonly seen: number };

/** A command in flight. One message is one idempotency key: every copy of it carries the same. */
export interface Message {
  readonly by: number;
  readonly order: Order;
  /** How many times it has changed something; more than once breaks the promise of the key. */
  readonly effects: number;
}

export interface NeedRow {
  readonly open: boolean;
  readonly version: number;
}

/** Something a (faulty) server had left to do in a later transaction. */
export type Change = { readonly type: 'released' | 'taken'; readonly need: number; readonly unit: number };

export interface World {
  readonly now: number;
  /** A set of (need, unit) pairs as bits, so that none and two can be said, and "exactly one" is a property and not a type. */
  readonly accountable: number;
  readonly needs: readonly NeedRow[];
  readonly offers: readonly Commitment[];
  readonly net: readonly Message[];
  /** Units that have closed, as bits. */
  readonly closed: number;
  readonly basis: boolean;
  readonly unfinished: readonly Change[];
}

/** Ticks from sending an offer to its end, when nobody answers, and to when it is due. */
export const lapseAfter = 2;
export const dueAfter = 1;

export const unitName = (unit: number): UnitId => String.fromCharCode(65 + unit);
export const unitIndex = (unit: UnitId): number => unit.charCodeAt(0) - 65;
export const needName = (need: number): string => `n${need + 1}`;
export const needIndex = (need: string): number => Number(need.slice(1)) - 1;
export const offerName = (offer: number): string => `h${offer + 1}`;
export const offerIndex = (offer: string): number => Number(offer.slice(1)) - 1;

export const pair = (scope: Scope, need: number, unit: number): number => 1 << (need * scope.units + unit);
/** The units accountable for a need, as bits. */
export const holdersOf = (scope: Scope, world: World, need: number): number =>
  (world.accountable >> (need * scope.units)) & ((1 << scope.units) - 1);
export const count = (bits: number): number => {
  let n = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) n++;
  return n;
};
/** The one holder; with two (which no rule can express) the first found, as a row read without an order would give. */
export function holderOf(scope: Scope, world: World, need: number): number | null {
  const bits = holdersOf(scope, world, need);
  return bits === 0 ? null : 31 - Math.clz32(bits & -bits);
}

/** Unit A has written every need down, and carries it. */
export function beginning(scope: Scope): World {
  let accountable = 0;
  for (let need = 0; need < scope.needs; need++) accountable |= pair(scope, need, 0);
  return {
    now: 0,
    accountable,
    needs: Array.from({ length: scope.needs }, () => ({ open: true, version: 1 })),
    offers: [],
    net: [],
    closed: 0,
    basis: true,
    unfinished: [],
  };
}

export function needOf(scope: Scope, world: World, need: number): Need {
  const holder = holderOf(scope, world, need);
  return {
    id: needName(need),
    open: world.needs[need]?.open ?? false,
    holder: holder === null ? null : unitName(holder),
  };
}

/** Handovers still pending for any of the needs, but for the one asked about. */
export const pendingFor = (world: World, needIds: readonly string[], except: string | null): Commitment[] =>
  world.offers.filter((o) => o.id !== except && isPending(o.state) && o.needIds.some((id) => needIds.includes(id)));

/** Handovers pending for any of the needs (bits), as bits: what a client sees who looks now. */
export function pendingBits(world: World, needs: number): number {
  let bits = 0;
  world.offers.forEach((o, i) => {
    if (isPending(o.state) && o.needIds.some((id) => needs & (1 << needIndex(id)))) bits |= 1 << i;
  });
  return bits;
}

/** What the server would load for a command. `to`: the unit that answers, or those that are asked, as bits. */
export function ledgerFor(
  scope: Scope,
  world: World,
  commitment: Commitment | null,
  needIds: readonly string[],
  to: number,
): Ledger {
  return {
    commitment,
    needs: needIds.map((id) => needOf(scope, world, needIndex(id))),
    pending: pendingFor(world, needIds, commitment?.id ?? null),
    receiverOpen: (world.closed & to) === 0,
    basisHolds: world.basis,
  };
}

const namesOf =
  (name: (index: number) => string) =>
  (bits: number): string[] => {
    const names: string[] = [];
    for (let i = 0; bits >> i !== 0; i++) if (bits & (1 << i)) names.push(name(i));
    return names;
  };
export const needIdsOf = namesOf(needName);
export const unitIdsOf = namesOf(unitName);
export const offerIdsOf = namesOf(offerName);
export const unitBits = (units: readonly UnitId[]): number =>
  units.reduce((bits, unit) => bits | (1 << unitIndex(unit)), 0);
