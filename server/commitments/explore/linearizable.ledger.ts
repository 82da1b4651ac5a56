import type { Command, Commitment, Instant, Need, Party, RefusalCode } from '../handover.rules.ts';
import { decide, isPending } from '../handover.rules.ts';
import type { CommitmentState } from '../../../contract/commitments.ts';
import { decideCloseNeed } from '../need.rules.ts';
import type { Spec } from './linearizable.ts';

/** What clients of the ledger do, as a recorder writes it down. `at`: the instant (epoch ms) that the server decided by. */
export type LedgerCall =
  /** `command.id` is the id that the server gave; for one that was never answered, any id of its own. */
  | {
      readonly type: 'offer';
      readonly key?: string;
      readonly at: Instant;
      readonly command: Extract<Command, { type: 'offer' }>;
    }
  /** `needIds` are the handover's, so that the history can be cut in parts that share nothing. */
  | {
      readonly type: 'move';
      readonly key?: string;
      readonly at: Instant;
      readonly id: string;
      readonly needIds: readonly string[];
      readonly command: Exclude<Command, { type: 'offer' }>;
    }
  | {
      readonly type: 'close';
      readonly key?: string;
      readonly at: Instant;
      readonly needId: string;
      readonly seen: number;
      readonly by: Party;
    }
  | { readonly type: 'read need'; readonly needId: string }
  | { readonly type: 'read commitment'; readonly id: string; readonly needIds: readonly string[] };

export type LedgerAnswer =
  | { readonly ok: true; readonly need?: NeedView; readonly commitment?: CommitmentView | null }
  | { readonly ok: false; readonly refusal: RefusalCode };
export type NeedView = Need & { readonly version: number };
export interface CommitmentView {
  readonly state: CommitmentState;
  readonly version: number;
}

export interface LedgerState {
  readonly needs: ReadonlyMap<string, NeedView>;
  readonly commitments: ReadonlyMap<string, Commitment>;
  /** Idempotency keys of what was done, with the answer. A refusal is not remembered: it had no effect. */
  readonly keys: ReadonlyMap<string, LedgerAnswer>;
}

export const ledgerStart = (needs: readonly NeedView[]): LedgerState => ({
  needs: new Map(needs.map((n) => [n.id, n])),
  commitments: new Map(),
  keys: new Map(),
});

/** Need and commitment ids that a call touches: the third argument of `linearizeAll`. */
export function touches(call: LedgerCall): readonly string[] {
  switch (call.type) {
    case 'offer':
      return [...call.command.needIds, call.command.id];
    case 'move':
    case 'read commitment':
      return [...call.needIds, call.id];
    case 'close':
    case 'read need':
      return [call.needId];
    default:
      return call satisfies never;
  }
}

/**
 * The shipping rules as a sequential specification. Closing a need raises its version by one, an accepted
 * handover does not: who carries it is a row of its own. A unit's closing and a
 * basis' ending are not part of the history: keep them still while recording.
 *
 * Answers are compared by yes or refusal code; a read also by what it showed; a write by the commitment's state and version when
 * the recorder has them.
 */
export const ledgerSpec = (start: LedgerState): Spec<LedgerState, LedgerCall, LedgerAnswer> => ({
  start,
  step,
  key: ({ needs, commitments, keys }) =>
    JSON.stringify([
      [...needs.values()].map((n) => [n.id, n.open, n.holder, n.version].join()).toSorted((a, b) => a.localeCompare(b)),
      [...commitments.values()]
        .map((c) =>
          JSON.stringify([c.id, c.state, c.version, c.to, c.openTo, c.lapsesAt, isPending(c.state) ? c.dueAt : null]),
        )
        .toSorted((a, b) => a.localeCompare(b)),
      [...keys.keys()].toSorted((a, b) => a.localeCompare(b)),
    ]),
  same: (told, expected) => {
    if (!told.ok || !expected.ok)
      return told.ok === expected.ok && (told.ok || expected.ok || told.refusal === expected.refusal);
    const need =
      told.need === undefined ||
      (['open', 'holder', 'version'] as const).every((field) => told.need?.[field] === expected.need?.[field]);
    const commitment =
      told.commitment === undefined ||
      (told.commitment?.state === expected.commitment?.state &&
        told.commitment?.version === expected.commitment?.version);
    return need && commitment;
  },
});

function step(state: LedgerState, call: LedgerCall): { state: LedgerState; outcome: LedgerAnswer } {
  if (call.type === 'read need') {
    const need = state.needs.get(call.needId);
    return { state, outcome: need ? { ok: true, need } : { ok: false, refusal: 'not_found' } };
  }
  if (call.type === 'read commitment')
    return { state, outcome: { ok: true, commitment: state.commitments.get(call.id) ?? null } };
  const known = call.key === undefined ? undefined : state.keys.get(call.key);
  if (known) return { state, outcome: known };
  const decision = ask(state, call);
  if (!decision.ok) return { state, outcome: decision };

  const needs = new Map(state.needs);
  const commitments = new Map(state.commitments);
  const id = call.type === 'offer' ? call.command.id : call.type === 'move' ? call.id : null;
  for (const event of decision.events) {
    if (event.type === 'offered' || event.type === 'moved' || event.type === 'superseded')
      commitments.set(event.commitment.id, event.commitment);
    else {
      const need = needs.get(event.needId);
      if (need)
        needs.set(need.id, {
          ...need,
          ...(event.type === 'need_closed'
            ? { open: false, holder: null, version: need.version + 1 }
            : { holder: event.type === 'accountability_moved' ? event.to : event.holder }),
        });
    }
  }
  const commitment = id === null ? undefined : commitments.get(id);
  const outcome: LedgerAnswer = commitment ? { ok: true, commitment } : { ok: true };
  return {
    state: {
      needs,
      commitments,
      keys: call.key === undefined ? state.keys : new Map(state.keys).set(call.key, outcome),
    },
    outcome,
  };
}

function ask(state: LedgerState, call: Extract<LedgerCall, { at: Instant }>) {
  const pendingFor = (needIds: readonly string[], except?: string): Commitment[] =>
    [...state.commitments.values()].filter(
      (c) =>
        c.id !== except && c.kind === 'handover' && isPending(c.state) && c.needIds.some((n) => needIds.includes(n)),
    );
  if (call.type === 'close') {
    const need = state.needs.get(call.needId) ?? null;
    return decideCloseNeed(need, need?.version ?? 0, call.seen, pendingFor([call.needId]), call.by, call.at);
  }
  const commitment = call.type === 'move' ? (state.commitments.get(call.id) ?? null) : null;
  const needIds = call.type === 'offer' ? call.command.needIds : (commitment?.needIds ?? []);
  const needs = needIds.flatMap((n) => state.needs.get(n) ?? []);
  return decide(
    { commitment, needs, pending: pendingFor(needIds, commitment?.id), receiverOpen: true, basisHolds: true },
    call.command,
    call.at,
  );
}
