import type { Commitment, Decision, Ledger, LedgerEvent } from '../handover.rules.ts';
import { decide } from '../handover.rules.ts';
import type { InvariantName } from './invariants.ts';
import type { Effect, Protocol } from './protocol.ts';
import { shipping } from './protocol.ts';
import { small } from './scopes.ts';
import type { Scope } from './world.ts';
import { needIndex, unitIndex } from './world.ts';

/** A mistake that someone could make, and what it must break. */
export interface Plant {
  readonly name: string;
  readonly protocol: Protocol;
  readonly scope: Scope;
  /** `null`: shown by exhaustion to break nothing, because another guard stands in front. */
  readonly breaks: InvariantName | null;
  /** Steps in the shortest way there. */
  readonly depth: number;
  /** Only when the mistake would first show as something else. */
  readonly watch?: readonly InvariantName[];
}

type Decide = typeof decide;
export const plant = (
  name: string,
  part: Partial<Protocol>,
  breaks: InvariantName | null,
  depth: number,
  scope: Scope = small.promises,
  watch?: readonly InvariantName[],
): Plant => ({
  name,
  protocol: { ...shipping, ...part },
  scope,
  breaks,
  depth,
  ...(watch ? { watch } : {}),
});

/** Rewrites the events of a yes. */
export const events =
  (change: (list: readonly LedgerEvent[], ledger: Ledger) => LedgerEvent[]): Decide =>
  (ledger, command, now) => {
    const decision = decide(ledger, command, now);
    return decision.ok ? { ok: true, events: change(decision.events, ledger) } : decision;
  };
/** Shows the rule another ledger than the true one when the command is of this type. */
export const blind =
  (type: string, see: (ledger: Ledger, c: Commitment) => Partial<Ledger>, under: Decide = decide): Decide =>
  (ledger, command, now) =>
    under(
      command.type === type && ledger.commitment ? { ...ledger, ...see(ledger, ledger.commitment) } : ledger,
      command,
      now,
    );
export const seesNewest: Decide = (ledger, command, now) =>
  decide(
    ledger,
    command.type === 'accept' && ledger.commitment ? { ...command, seen: ledger.commitment.version } : command,
    now,
  );
export const believesGiver = (type: string, under?: Decide): Decide =>
  blind(
    type,
    (l, c) => ({ needs: l.needs.map((n) => ({ ...n, holder: c.from.kind === 'unit' ? c.from.unitId : null })) }),
    under,
  );
export const neverSupersedes =
  (keep: (older: Commitment, ledger: Ledger) => boolean, under: Decide = decide): Decide =>
  (ledger, command, now) =>
    under(
      command.type === 'offer' ? { ...ledger, pending: ledger.pending.filter((p) => !keep(p, ledger)) } : ledger,
      command,
      now,
    );
export const changes = (action: string, change: (c: Commitment) => Partial<Commitment>): Decide =>
  events((list) =>
    list.map((e) =>
      e.type === 'moved' && e.action === action
        ? { ...e, commitment: { ...e.commitment, ...change(e.commitment) } }
        : e,
    ),
  );
/** The sweeper's verdict with something more than a lapse in it. */
export const atLapse = (more: (c: Commitment) => Effect[]): Partial<Protocol> => ({
  transactions: (list) => [
    list.flatMap((e) => (e.type === 'moved' && e.action === 'lapse' ? [e, ...more(e.commitment)] : [e])),
  ],
});
export const fromOf = (c: Commitment): string => (c.from.kind === 'unit' ? c.from.unitId : '');
export const refused = (refusal: Extract<Decision, { ok: false }>['refusal']): Decision => ({ ok: false, refusal });

/** The experiment that lost 25 of 200 needs in a crash test (design.md §2.1). */
export const releaseThenTake: Protocol['transactions'] = (list) => {
  const moves = list.flatMap((e) => (e.type === 'accountability_moved' ? [e] : []));
  if (moves.length === 0) return [list];
  const half = (type: 'released' | 'taken'): Effect[] =>
    moves.map((e) => ({ type, need: needIndex(e.needId), unit: unitIndex(type === 'taken' ? e.to : e.from) }));
  return [[...list.filter((e) => e.type !== 'accountability_moved'), ...half('released')], half('taken')];
};
