import type { CommitmentAction, CommitmentKind, CommitmentState } from '../../contract/commitments.ts';

/** Epoch milliseconds, UTC. */
export type Instant = number;
export type UnitId = string;

/** Who stands behind a command: a unit's staff, the person, a relative, or the clock. */
export type Party =
  | { kind: 'unit'; unitId: UnitId }
  /** Only as receiver of an offer: whichever of the units named in `openTo` answers first. */
  | { kind: 'any' }
  | { kind: 'person' }
  | { kind: 'relative'; relativeId: string }
  | { kind: 'clock' };

export type Side = 'giver' | 'receiver' | 'clock';

export interface Rule {
  readonly to: CommitmentState;
  /** Which side may. A requester can never accept on the receiver's behalf. */
  readonly by: Side;
}

const no = null;
const giver = (to: CommitmentState): Rule => ({ to, by: 'giver' });
const receiver = (to: CommitmentState): Rule => ({ to, by: 'receiver' });
const clock = (to: CommitmentState): Rule => ({ to, by: 'clock' });

/**
 * State x action. Every cell is answered: a missing transition does not compile, an unlisted one is refused.
 * `agree` is the giver's yes to a time that the receiver has already said yes to; the receiver's own people proposed it, so the
 * acceptance is theirs. What is pending is kept at once only when it is a message: its answer is all that was asked for.
 */
export const transitions = {
  offered: {
    receive: receiver('received'),
    accept: receiver('accepted'),
    decline: receiver('declined'),
    propose: receiver('proposed'),
    agree: no,
    retract: no,
    withdraw: giver('withdrawn'),
    keep: receiver('kept'),
    fail: no,
    pause: no,
    resume: no,
    lapse: clock('lapsed'),
  },
  received: {
    receive: no,
    accept: receiver('accepted'),
    decline: receiver('declined'),
    propose: receiver('proposed'),
    agree: no,
    retract: no,
    withdraw: giver('withdrawn'),
    keep: receiver('kept'),
    fail: no,
    pause: no,
    resume: no,
    lapse: clock('lapsed'),
  },
  proposed: {
    receive: no,
    accept: no,
    decline: receiver('declined'),
    propose: receiver('proposed'),
    agree: giver('accepted'),
    retract: receiver('received'),
    withdraw: giver('withdrawn'),
    keep: no,
    fail: no,
    pause: no,
    resume: no,
    lapse: clock('lapsed'),
  },
  accepted: {
    receive: no,
    accept: no,
    decline: no,
    propose: no,
    agree: no,
    retract: no,
    withdraw: giver('withdrawn'),
    keep: receiver('kept'),
    fail: receiver('not_kept'),
    pause: receiver('paused'),
    resume: no,
    lapse: no,
  },
  paused: {
    receive: no,
    accept: no,
    decline: no,
    propose: no,
    agree: no,
    retract: no,
    withdraw: giver('withdrawn'),
    keep: receiver('kept'),
    fail: receiver('not_kept'),
    pause: no,
    resume: receiver('accepted'),
    lapse: no,
  },
  kept: {
    receive: no,
    accept: no,
    decline: no,
    propose: no,
    agree: no,
    retract: no,
    withdraw: no,
    keep: no,
    fail: no,
    pause: no,
    resume: no,
    lapse: no,
  },
  not_kept: {
    receive: no,
    accept: no,
    decline: no,
    propose: no,
    agree: no,
    retract: no,
    withdraw: no,
    keep: no,
    fail: no,
    pause: no,
    resume: no,
    lapse: no,
  },
  declined: {
    receive: no,
    accept: no,
    decline: no,
    propose: no,
    agree: no,
    retract: no,
    withdraw: no,
    keep: no,
    fail: no,
    pause: no,
    resume: no,
    lapse: no,
  },
  withdrawn: {
    receive: no,
    accept: no,
    decline: no,
    propose: no,
    agree: no,
    retract: no,
    withdraw: no,
    keep: no,
    fail: no,
    pause: no,
    resume: no,
    lapse: no,
  },
  lapsed: {
    receive: no,
    accept: no,
    decline: no,
    propose: no,
    agree: no,
    retract: no,
    withdraw: no,
    keep: no,
    fail: no,
    pause: no,
    resume: no,
    lapse: no,
  },
} as const satisfies Record<CommitmentState, Record<CommitmentAction, Rule | null>>;

export const isEnded = (state: CommitmentState): boolean =>
  state === 'kept' || state === 'not_kept' || state === 'declined' || state === 'withdrawn' || state === 'lapsed';
export const isPending = (state: CommitmentState): boolean =>
  state === 'offered' || state === 'received' || state === 'proposed';

/** What the rules need to know of a commitment. Instants in epoch ms. */
export interface Commitment {
  readonly id: string;
  readonly kind: CommitmentKind;
  readonly state: CommitmentState;
  readonly version: number;
  readonly from: Party;
  readonly to: Party;
  /** Units that may take an offer made to several; those that have declined are gone from it. Empty for an offer to one. */
  readonly openTo: readonly UnitId[];
  readonly needIds: readonly string[];
  readonly answerBy: Instant;
  readonly dueAt: Instant;
  readonly proposedDueAt: Instant | null;
  readonly pausedUntil: Instant | null;
  readonly lapsesAt: Instant;
  readonly receivedAt: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly endedAt: Instant | null;
}

export interface Need {
  readonly id: string;
  readonly open: boolean;
  /** The one accountable unit; null only for a closed need. */
  readonly holder: UnitId | null;
}

/** The part of the ledger that one command is about. */
export interface Ledger {
  readonly commitment: Commitment | null;
  readonly needs: readonly Need[];
  /** Other handovers still pending for any of the same needs. */
  readonly pending: readonly Commitment[];
  /** False when the unit has closed. */
  readonly receiverOpen: boolean;
  /** False when the basis that lets the receiver know who it is about no longer holds. */
  readonly basisHolds: boolean;
}

export interface OfferCommand {
  readonly type: 'offer';
  readonly by: Party;
  readonly id: string;
  readonly kind: CommitmentKind;
  readonly to: Party;
  readonly openTo: readonly UnitId[];
  readonly needIds: readonly string[];
  readonly answerBy: Instant;
  readonly dueAt: Instant;
  readonly lapsesAt: Instant;
  /** Pending handovers of the same needs that the giver has seen and means to replace; null when it was not asked. */
  readonly replaces: readonly string[] | null;
  /** A plan's intervention that one's own unit or the person takes on needs no answer. */
  readonly ownPromise: boolean;
}

export interface MoveCommand {
  readonly type: Exclude<CommitmentAction, 'lapse'>;
  readonly by: Party;
  /** The version that the one who acts has seen. */
  readonly seen: number;
  readonly dueAt?: Instant;
  readonly until?: Instant;
  /** What is written beside the move. */
  readonly words?: string;
  /** When the giver must have answered a proposed time; when the receiver must answer after a retracted proposal. */
  readonly answerBy?: Instant;
}

export interface LapseCommand {
  readonly type: 'lapse';
  readonly by: { kind: 'clock' };
}

export type Command = OfferCommand | MoveCommand | LapseCommand;

export type LedgerEvent =
  | { type: 'offered'; commitment: Commitment }
  | { type: 'moved'; action: CommitmentAction; commitment: Commitment }
  | { type: 'accountability_moved'; needId: string; from: UnitId; to: UnitId; by: string }
  | { type: 'superseded'; commitment: Commitment };

export const refusals = [
  'not_found',
  'not_allowed_now',
  'not_your_move',
  'taken',
  'stale',
  'unit_closed',
  'basis_gone',
  'need_closed',
  'not_accountable',
  'to_self',
  'time_passed',
  'time_missing',
  'propose_instead',
  'words_missing',
] as const;
export type RefusalCode = (typeof refusals)[number];

export type Decision = { ok: true; events: readonly LedgerEvent[] } | { ok: false; refusal: RefusalCode };

const refuse = (refusal: RefusalCode): Decision => ({ ok: false, refusal });

export const sameParty = (a: Party, b: Party): boolean =>
  a.kind === 'unit'
    ? b.kind === 'unit' && a.unitId === b.unitId
    : a.kind === 'relative'
      ? b.kind === 'relative' && a.relativeId === b.relativeId
      : a.kind === b.kind;

/**
 * The one decision of the ledger. Pure: the same function runs in the server, the county's simulation, the explorer and the tests.
 *
 * @param ledger the commitment (or null for a new offer), the needs it names, and what else is pending for them
 * @param command what is asked, by whom
 * @param now epoch ms
 * @returns the events to store, all in one transaction, or a typed refusal
 */
export function decide(ledger: Ledger, command: Command, now: Instant): Decision {
  return command.type === 'offer' ? decideOffer(ledger, command, now) : decideMove(ledger, command, now);
}

function decideOffer(ledger: Ledger, command: OfferCommand, now: Instant): Decision {
  if (!ledger.receiverOpen) return refuse('unit_closed');
  if (!ledger.basisHolds) return refuse('basis_gone');
  if ((command.to.kind === 'any') !== command.openTo.length > 0) return refuse('not_found');
  if (command.answerBy <= now || command.dueAt < now) return refuse('time_passed');
  if (command.kind === 'handover') {
    if (command.by.kind !== 'unit' || (command.to.kind !== 'unit' && command.to.kind !== 'any'))
      return refuse('not_accountable');
    if (sameParty(command.by, command.to) || command.openTo.includes(command.by.unitId)) return refuse('to_self');
    const giverUnit = command.by.unitId;
    if (ledger.needs.length !== command.needIds.length || ledger.needs.length === 0) return refuse('not_found');
    if (ledger.needs.some((need) => !need.open)) return refuse('need_closed');
    if (ledger.needs.some((need) => need.holder !== giverUnit)) return refuse('not_accountable');
    // A late message must not undo a newer offer that its sender had not seen.
    const { replaces } = command;
    if (replaces !== null && ledger.pending.some((p) => !replaces.includes(p.id))) return refuse('stale');
  }
  // Nobody promises for another unit, and a handover is never one's own promise: `accepted` would then stand without a yes.
  if (
    command.ownPromise &&
    (command.kind === 'handover' ||
      command.to.kind === 'any' ||
      (command.to.kind === 'unit' && !sameParty(command.by, command.to)))
  )
    return refuse('not_your_move');
  const accepted = command.ownPromise;
  const offer: Commitment = {
    id: command.id,
    kind: command.kind,
    state: accepted ? 'accepted' : 'offered',
    version: 1,
    from: command.by,
    to: command.to,
    openTo: command.openTo,
    needIds: command.needIds,
    answerBy: command.answerBy,
    dueAt: command.dueAt,
    proposedDueAt: null,
    pausedUntil: null,
    lapsesAt: Math.max(command.lapsesAt, command.answerBy),
    receivedAt: accepted ? now : null,
    acceptedAt: accepted ? now : null,
    endedAt: null,
  };
  // A pending offer never blocks a newer one: the giver's newer word replaces the older.
  const older =
    command.kind === 'handover'
      ? ledger.pending.map((p): LedgerEvent => ({
          type: 'superseded',
          commitment: { ...p, state: 'withdrawn', version: p.version + 1, endedAt: now },
        }))
      : [];
  return { ok: true, events: [...older, { type: 'offered', commitment: offer }] };
}

function sideOf(commitment: Commitment, by: Party): Side | null {
  if (by.kind === 'clock') return 'clock';
  if (sameParty(commitment.to, by) || isCandidate(commitment, by)) return 'receiver';
  if (sameParty(commitment.from, by)) return 'giver';
  return null;
}

/** One of several units that an offer still stands open to. */
const isCandidate = (commitment: Commitment, by: Party): boolean =>
  commitment.to.kind === 'any' && by.kind === 'unit' && commitment.openTo.includes(by.unitId);

/** Another of the units has taken what this one was also asked. */
const isTaken = (commitment: Commitment, by: Party): boolean =>
  commitment.to.kind === 'unit' &&
  by.kind === 'unit' &&
  by.unitId !== commitment.to.unitId &&
  commitment.openTo.includes(by.unitId);

function maySide(commitment: Commitment, by: Party, wanted: Side): boolean {
  if (wanted === 'clock') return by.kind === 'clock';
  if (wanted === 'receiver')
    return sameParty(commitment.to, by) || isCandidate(commitment, by) || nearReceiver(commitment, by);
  return sameParty(commitment.from, by);
}

/**
 * What the person or a relative does themselves is ticked off by the unit that wrote it down with them, and who came to a meeting by the unit
 * that called it.
 */
function nearReceiver(commitment: Commitment, by: Party): boolean {
  return (
    (commitment.to.kind !== 'unit' || commitment.kind === 'call') &&
    commitment.acceptedAt !== null &&
    sameParty(commitment.from, by)
  );
}

function decideMove(ledger: Ledger, command: MoveCommand | LapseCommand, now: Instant): Decision {
  const { commitment } = ledger;
  if (!commitment) return refuse('not_found');
  if (isTaken(commitment, command.by)) return refuse('taken');
  if (sideOf(commitment, command.by) === null) return refuse('not_found');
  // An offer to several stands for each of them as it was made: that another has declined makes nobody's yes stale.
  if (command.type !== 'lapse' && command.seen !== commitment.version && commitment.to.kind !== 'any')
    return refuse('stale');
  const rule: Rule | null = transitions[commitment.state][command.type];
  if (rule === null) return refuse('not_allowed_now');
  if (!maySide(commitment, command.by, rule.by)) return refuse('not_your_move');
  const unfit = commitment.kind === 'message' ? unfitForMessage(command) : keptUnaccepted(commitment, command);
  if (unfit !== null) return refuse(unfit);

  const next: Commitment = { ...commitment, state: rule.to, version: commitment.version + 1 };
  const moved = (change: Partial<Commitment>, more: readonly LedgerEvent[] = []): Decision => ({
    ok: true,
    events: [{ type: 'moved', action: command.type, commitment: { ...next, ...change } }, ...more],
  });

  switch (command.type) {
    case 'receive':
      // Seen by one of several says nothing of the others.
      if (commitment.to.kind === 'any') return refuse('not_allowed_now');
      return moved({ receivedAt: now });
    case 'accept':
      // A later time than was asked for is a proposal, which the giver answers. A signal asks for no time: who takes it sets one.
      if (commitment.kind !== 'signal' && (command.dueAt ?? 0) > commitment.dueAt) return refuse('propose_instead');
      return accept(ledger, commitment, command.by, now, command.dueAt ?? commitment.dueAt, moved);
    case 'agree':
      // Another time for a meeting is everyone's: the meeting is moved, and all are called anew.
      if (commitment.kind === 'call') return refuse('not_allowed_now');
      return accept(ledger, commitment, commitment.to, now, commitment.proposedDueAt ?? commitment.dueAt, moved);
    case 'propose':
      // The law says when a wish for a plan is judged; the unit cannot give itself longer.
      if (commitment.to.kind === 'any' || commitment.kind === 'plan_request') return refuse('not_allowed_now');
      if (command.dueAt === undefined || command.answerBy === undefined) return refuse('time_missing');
      if (command.dueAt <= now || command.answerBy <= now) return refuse('time_passed');
      return moved({
        proposedDueAt: command.dueAt,
        answerBy: within(commitment, command.answerBy, now),
        receivedAt: commitment.receivedAt ?? now,
      });
    case 'retract':
      return moved({ proposedDueAt: null, answerBy: within(commitment, command.answerBy ?? now, now) });
    case 'pause':
      if (command.until === undefined) return refuse('time_missing');
      if (command.until <= now) return refuse('time_passed');
      return moved({ pausedUntil: command.until });
    case 'resume':
      return moved({ pausedUntil: null, dueAt: Math.max(commitment.dueAt, command.dueAt ?? now) });
    case 'decline': {
      const { by } = command;
      // The person's own wish, or a relative's, is refused only by exception and never without saying why.
      if (commitment.kind === 'plan_request' && commitment.from.kind !== 'unit' && !command.words?.trim())
        return refuse('words_missing');
      const others = commitment.openTo.filter((unit) => by.kind !== 'unit' || unit !== by.unitId);
      // One of several says no: the offer stands open to the others.
      if (commitment.to.kind === 'any' && others.length > 0) return moved({ state: commitment.state, openTo: others });
      return moved({ endedAt: now, receivedAt: commitment.receivedAt ?? now });
    }
    case 'withdraw':
      // Accountability has moved; it comes back only by a handover of its own.
      if (commitment.kind === 'handover' && !isPending(commitment.state)) return refuse('not_allowed_now');
      return moved({ endedAt: now, pausedUntil: null });
    case 'keep':
    case 'fail':
      return moved({
        endedAt: now,
        pausedUntil: null,
        receivedAt: commitment.receivedAt ?? now,
        acceptedAt: commitment.acceptedAt ?? now,
      });
    case 'lapse':
      return commitment.lapsesAt > now ? refuse('not_allowed_now') : moved({ endedAt: now });
    default:
      return command satisfies never;
  }
}

const ofMessages: ReadonlySet<CommitmentAction> = new Set(['receive', 'keep', 'decline', 'withdraw', 'lapse']);

/** A message is read, answered in words, refused in words, taken back, or lapses: no other time is proposed, and nothing rests. */
function unfitForMessage(command: MoveCommand | LapseCommand): RefusalCode | null {
  if (!ofMessages.has(command.type)) return 'not_allowed_now';
  const answers = command.type === 'keep' || command.type === 'decline';
  return answers && !command.words?.trim() ? 'words_missing' : null;
}

/** Nothing else is kept before its receiver has said yes to it. */
const keptUnaccepted = ({ state }: Commitment, { type }: MoveCommand | LapseCommand): RefusalCode | null =>
  type === 'keep' && isPending(state) ? 'not_allowed_now' : null;

/** Proposals back and forth never outlast the offer: its end stands. */
const within = (commitment: Commitment, answerBy: Instant, now: Instant): Instant =>
  Math.min(Math.max(answerBy, now + 1), commitment.lapsesAt);

function accept(
  ledger: Ledger,
  commitment: Commitment,
  by: Party,
  now: Instant,
  dueAt: Instant,
  moved: (change: Partial<Commitment>, more?: readonly LedgerEvent[]) => Decision,
): Decision {
  if (!ledger.receiverOpen) return refuse('unit_closed');
  if (!ledger.basisHolds) return refuse('basis_gone');
  const change = {
    to: by,
    acceptedAt: now,
    receivedAt: commitment.receivedAt ?? now,
    dueAt: Math.max(dueAt, now),
    proposedDueAt: null,
  };
  if (commitment.kind !== 'handover') return moved(change);
  if (commitment.from.kind !== 'unit' || by.kind !== 'unit') return refuse('not_accountable');
  const from = commitment.from.unitId;
  const to = by.unitId;
  if (ledger.needs.length !== commitment.needIds.length) return refuse('not_found');
  if (ledger.needs.some((need) => !need.open)) return refuse('need_closed');
  if (ledger.needs.some((need) => need.holder !== from)) return refuse('not_accountable');
  return moved(
    change,
    ledger.needs.map((need): LedgerEvent => ({
      type: 'accountability_moved',
      needId: need.id,
      from,
      to,
      by: commitment.id,
    })),
  );
}
