import type { CommitmentAction, CommitmentKind, CommitmentState } from '../../contract/commitments.ts';

export type Move = Exclude<CommitmentAction, 'receive' | 'lapse'>;

interface Party {
  readonly kind: 'unit' | 'person' | 'relative';
  readonly unitId: string | null;
}
export interface Movable {
  readonly kind: CommitmentKind;
  readonly state: CommitmentState;
  readonly from: Party;
  readonly to: Party;
  readonly openTo: readonly string[];
}

type BySide = { readonly giver: readonly Move[]; readonly receiver: readonly Move[] };
const none: BySide = { giver: [], receiver: [] };

/** What each side can do in each state, the likeliest first. The server decides; this is what is offered. */
const offeredMoves: BySide = { giver: ['withdraw'], receiver: ['accept', 'propose', 'decline'] };
const bySide: Readonly<Record<CommitmentState, BySide>> = {
  offered: offeredMoves,
  received: offeredMoves,
  proposed: { giver: ['agree', 'withdraw'], receiver: ['propose', 'retract', 'decline'] },
  accepted: { giver: ['withdraw'], receiver: ['keep', 'fail', 'pause'] },
  paused: { giver: ['withdraw'], receiver: ['resume', 'keep', 'fail'] },
  kept: none,
  not_kept: none,
  declined: none,
  withdrawn: none,
  lapsed: none,
};

export const isReceiver = (promise: Movable, unitId: string): boolean =>
  promise.to.unitId === unitId || (promise.to.unitId === null && promise.openTo.includes(unitId));
export const isGiver = (promise: Movable, unitId: string): boolean => promise.from.unitId === unitId;

/** The moves that a unit can be offered on a promise, the likeliest first. */
export function movesOf(promise: Movable, unitId: string): Move[] {
  const { giver, receiver } = bySide[promise.state];
  const found = new Set<Move>();
  // What the person or a relative does themselves is ticked off by the unit that wrote it down with them.
  if (isReceiver(promise, unitId) || (promise.to.kind !== 'unit' && isGiver(promise, unitId)))
    receiver.forEach((move) => found.add(move));
  if (isGiver(promise, unitId)) giver.forEach((move) => found.add(move));
  // A request for a plan is judged by the time that the law says, and done by beginning the plan.
  // A message is answered, or it is not: no other time, and nothing promised beforehand.
  if (promise.kind === 'message') return isPending(promise) && isReceiver(promise, unitId) ? ['keep', 'decline'] : [];
  if (promise.kind === 'plan_request') for (const move of ['propose', 'keep', 'pause'] as const) found.delete(move);
  // Another time for one of several says nothing of the others.
  if (promise.to.kind === 'unit' && promise.to.unitId === null) found.delete('propose');
  // Accountability has moved; it comes back only by a handover of its own.
  if (promise.kind === 'handover' && (promise.state === 'accepted' || promise.state === 'paused'))
    found.delete('withdraw');
  return [...found];
}

const isPending = ({ state }: Movable): boolean => state === 'offered' || state === 'received';

/** The one key of a move. */
export const keyOf: Partial<Record<Move, string>> = { accept: 'a', agree: 'a', decline: 'n', propose: 't', keep: 'g' };

/** Moves that need a word first: a reason or a time. The others are done at once. */
export const asksFirst: ReadonlySet<Move> = new Set<Move>([
  'decline',
  'propose',
  'withdraw',
  'fail',
  'pause',
  'resume',
]);

/** The answer to a message is words; a promise that is kept needs none. */
export const asksWords = ({ kind }: Pick<Movable, 'kind'>, move: Move): boolean =>
  asksFirst.has(move) || (kind === 'message' && move === 'keep');

/** Whether an opening by a human is to be told the giver as received. */
export const isUnseen = (promise: Movable, unitId: string): boolean =>
  promise.state === 'offered' && promise.to.unitId === unitId && !isGiver(promise, unitId);
