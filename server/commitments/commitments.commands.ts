import type { z } from 'zod';
import type {
  CommitmentKind,
  CommitmentState,
  LifeArea,
  MoveBody,
  OfferBody,
  SignalBody,
  Urgency,
} from '../../contract/commitments.ts';
import { isChild } from '../../contract/kernel/age.ts';
import type { Instant } from '../../contract/kernel/time.ts';
import type { Caller } from '../kernel/access/context.ts';
import { hashOf, type Ground, type Once, type Request } from '../kernel/db/transaction.ts';
import { Refusal, mayRetry, sqlStateOf } from '../kernel/refusal.ts';
import {
  askPool,
  commitmentsStore,
  toRules,
  type Ask,
  type MoveFacts,
  type OfferFacts,
  type Stored,
} from './commitments.store.ts';
import {
  decide,
  type Commitment,
  type LedgerEvent,
  type MoveCommand,
  type OfferCommand,
  type Party,
} from './handover.rules.ts';
import { decideCloseNeed } from './need.rules.ts';
import { gapRow, type Deadline, type WantedGap } from './gaps.rules.ts';
import { mentions } from './mentions.rules.ts';

export type { Deadline };

export interface Deps {
  readonly ground: Ground;
  readonly deadline: Deadline;
}

export interface Moved {
  readonly id: string;
  readonly version: number;
  readonly state: CommitmentState;
}

/** What is needed to make a commitment, whoever makes it. Instants in epoch ms. */
export interface NewCommitment {
  readonly personId: string;
  readonly kind: CommitmentKind;
  readonly what: string;
  readonly detail: string;
  readonly area: LifeArea;
  readonly urgency: Urgency;
  readonly to:
    | { kind: 'units'; unitIds: readonly string[] }
    | { kind: 'person' }
    | { kind: 'relative'; relativeId: string };
  readonly needIds: readonly string[];
  readonly dueAt: Instant | null;
  readonly followsId: string | null;
  /** The only units that may know of it, its parties among them; left out or null: as everything else about the person. */
  readonly keptTo?: readonly string[] | null;
  readonly replaces?: readonly string[] | null;
}

const iso = (instant: Instant): string => new Date(instant).toISOString();
const isoOrNull = (instant: Instant | null): string | null => (instant === null ? null : iso(instant));

export const partyOf = (caller: Caller): Party => {
  switch (caller.kind) {
    case 'staff':
      return { kind: 'unit', unitId: caller.unitId };
    case 'person':
      return { kind: 'person' };
    case 'relative':
      return { kind: 'relative', relativeId: caller.relativeId };
    case 'system':
      return { kind: 'clock' };
    default:
      return caller satisfies never;
  }
};

/** A row that changed between the look and the act is looked at again, three times; then the user is told. */
export async function lookAndAct<T>(act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch (error) {
      const again = mayRetry(error) || (sqlStateOf(error) === 'MR409' && !(error instanceof Refusal));
      if (!again || attempt === 4) throw error;
    }
  }
}

/** Offers a commitment in its own transaction. */
export async function offer(deps: Deps, request: Request, once: Once, wanted: NewCommitment): Promise<Moved> {
  const ask = askPool(deps.ground.database.app);
  const answer = await lookAndAct(async () => {
    const now = deps.ground.clock.now();
    const context = deps.ground.database.sign(request.caller, request.purpose, now);
    try {
      return await offerOnce(deps, request.caller, ask, context, now, once, wanted);
    } catch (error) {
      // The first try of this very offer may be what makes it impossible now.
      const earlier =
        error instanceof Refusal ? await commitmentsStore(ask).earlierAnswer(context, once.key, hashOf(once)) : null;
      if (earlier) return earlier as Stored<Moved>;
      throw error;
    }
  });
  deps.ground.ring();
  return answer.answer;
}

/** The same inside another room's transaction: a plan's intervention stands or falls with its part of the plan. */
export async function offerOnce(
  deps: Deps,
  caller: Caller,
  ask: Ask,
  context: string,
  now: Instant,
  once: Once,
  wanted: NewCommitment,
): Promise<Stored<Moved>> {
  const store = commitmentsStore(ask);
  const unitIds = wanted.to.kind === 'units' ? wanted.to.unitIds : [];
  const facts = await store.loadOffer(context, wanted.personId, wanted.needIds, unitIds);
  if (!facts) throw new Refusal('not_found');
  const by = partyOf(caller);
  const [onlyUnit] = unitIds;
  const to: Party =
    wanted.to.kind === 'units'
      ? unitIds.length === 1 && onlyUnit !== undefined
        ? { kind: 'unit', unitId: onlyUnit }
        : { kind: 'any' }
      : wanted.to.kind === 'person'
        ? { kind: 'person' }
        : { kind: 'relative', relativeId: wanted.to.relativeId };
  const own =
    wanted.kind !== 'signal' &&
    (to.kind === 'person' ||
      to.kind === 'relative' ||
      (to.kind === 'unit' && by.kind === 'unit' && to.unitId === by.unitId));
  refuseWithoutBasis(facts, wanted, own);
  const key = answerKey(wanted.kind, wanted.urgency, facts.receivers[0]?.branch ?? null);
  const agreed = deps.deadline(facts.municipality, key, now);
  // An answer after the meeting is none.
  const answerBy =
    wanted.kind === 'call' && wanted.dueAt !== null ? Math.min(agreed, Math.max(wanted.dueAt, now + 1)) : agreed;
  const disclosed =
    own ||
    told.has(wanted.kind) ||
    facts.receivers.every(
      (r) => r.inCircle || r.basis?.kind === 'own' || r.basis?.kind === 'same_area' || r.basis?.kind === 'person_tells',
    );
  if (!disclosed && mentions(wanted.what, facts.words)) throw new Refusal('identity_in_text');
  const command: OfferCommand = {
    type: 'offer',
    by,
    id: deps.ground.newId(),
    kind: wanted.kind,
    to,
    openTo: to.kind === 'any' ? unitIds : [],
    needIds: wanted.needIds,
    answerBy,
    dueAt: wanted.dueAt ?? (wanted.kind === 'plan_request' ? beginBy(deps, facts, key, answerBy, now) : answerBy),
    // A call is over with its meeting.
    lapsesAt:
      wanted.kind === 'call'
        ? Math.max(wanted.dueAt ?? answerBy, answerBy)
        : deps.deadline(facts.municipality, 'offer.lapse', answerBy),
    replaces: wanted.replaces ?? null,
    ownPromise: own,
  };
  const decision = decide(
    {
      commitment: null,
      needs: facts.needs,
      pending: facts.pending.map(toRules),
      receiverOpen: facts.receivers.every((r) => r.open),
      basisHolds: facts.receivers.every((r) => r.basis !== null),
    },
    command,
    now,
  );
  if (!decision.ok) throw new Refusal(decision.refusal);
  return storeOffer(deps, caller, ask, context, now, once, wanted, facts, decision.events, disclosed);
}

/** Whose receiver must know who it is about, or it cannot answer at all; the giver needs a basis for telling. */
const told: ReadonlySet<CommitmentKind> = new Set(['signal', 'plan_request', 'message']);

/** A yes to a plan is a promise to begin: as soon after the yes as the judging was to take, and for a child in time for the meeting. */
function beginBy(
  deps: Deps,
  { municipality, born }: OfferFacts,
  key: string,
  answerBy: Instant,
  now: Instant,
): Instant {
  const begin = deps.deadline(municipality, key, answerBy);
  return isChild(born, now)
    ? Math.max(answerBy, Math.min(begin, deps.deadline(municipality, 'sip.child', now)))
    : begin;
}

/** @param branch by which law the receiver judges a request for a plan: HSL 16:4 (utan dröjsmål) or SoL 10:9 (genast) */
const answerKey = (kind: CommitmentKind, urgency: Urgency, branch: string | null): string =>
  kind === 'plan_request'
    ? branch === 'health'
      ? 'sip.judge.health'
      : 'sip.judge.social'
    : kind === 'call' || kind === 'message'
      ? `answer.${kind}`
      : kind === 'signal' || kind === 'handover'
        ? `answer.${kind}.${urgency}`
        : `answer.${urgency}`;

function refuseWithoutBasis(facts: OfferFacts, wanted: NewCommitment, own: boolean): void {
  const without = facts.receivers.filter((r) => r.basis === null);
  if (!own && without.length > 0)
    throw new Refusal('basis_missing', `no basis towards ${without.length} units`, {
      unitIds: without.map((r) => r.id),
      personId: wanted.personId,
    });
}

async function storeOffer(
  deps: Deps,
  caller: Caller,
  ask: Ask,
  context: string,
  now: Instant,
  once: Once,
  wanted: NewCommitment,
  facts: OfferFacts,
  events: readonly LedgerEvent[],
  disclosed: boolean,
): Promise<Stored<Moved>> {
  const offered = events.find((e) => e.type === 'offered');
  if (!offered) throw new Error('an offer without its event');
  const c = offered.commitment;
  const older = events
    .filter((e) => e.type === 'superseded')
    .map((e) => ({
      id: e.commitment.id,
      seen: e.commitment.version - 1,
      eventId: deps.ground.newId(),
      reason: 'superseded',
    }));
  const row = {
    id: c.id,
    person_id: wanted.personId,
    kind: c.kind,
    state: c.state,
    what: wanted.what,
    detail: wanted.detail,
    area: wanted.area,
    urgency: wanted.urgency,
    from_kind: caller.kind === 'staff' ? 'unit' : caller.kind,
    from_unit_id: caller.kind === 'staff' ? caller.unitId : null,
    to_kind: c.to.kind === 'any' || c.to.kind === 'unit' ? 'unit' : c.to.kind,
    to_unit_id: c.to.kind === 'unit' ? c.to.unitId : null,
    open_to: c.openTo,
    relative_id: c.to.kind === 'relative' ? c.to.relativeId : caller.kind === 'relative' ? caller.relativeId : null,
    need_ids: c.needIds,
    basis_kind: facts.receivers[0]?.basis?.kind ?? 'own',
    received_at: isoOrNull(c.receivedAt),
    accepted_at: isoOrNull(c.acceptedAt),
    disclosed_at: disclosed ? iso(now) : null,
    answer_by: iso(c.answerBy),
    due_at: iso(c.dueAt),
    lapses_at: iso(c.lapsesAt),
    follows_id: wanted.followsId,
    kept_to: wanted.keptTo ?? null,
  };
  const event = {
    id: deps.ground.newId(),
    type: c.state === 'accepted' ? 'promised' : 'offered',
    data: { to: c.to, openTo: c.openTo, answerBy: row.answer_by, dueAt: row.due_at },
  };
  return commitmentsStore(ask).storeOffer(context, once.key, hashOf(once), row, older, event);
}

export const offerFromBody = (
  deps: Deps,
  request: Request,
  once: Once,
  body: z.output<typeof OfferBody>,
): Promise<Moved> =>
  offer(deps, request, once, {
    personId: body.personId,
    kind: body.kind,
    what: body.what,
    detail: body.detail,
    area: body.area,
    urgency: body.urgency,
    to: { kind: 'units', unitIds: [...new Set(body.toUnitIds)] },
    needIds: [...new Set(body.needIds)],
    dueAt: Date.parse(body.dueAt),
    followsId: body.followsId ?? null,
    replaces: body.replaces ?? null,
  });

/** A signal from anyone near the person. Its receiver always knows who it is about; staff of another provider need a basis for telling. */
export const signalFromBody = (
  deps: Deps,
  request: Request,
  once: Once,
  body: z.output<typeof SignalBody>,
): Promise<Moved> =>
  offer(deps, request, once, {
    personId: body.personId,
    kind: 'signal',
    what: body.what,
    detail: body.detail,
    area: body.area,
    urgency: body.urgency,
    to: { kind: 'units', unitIds: [body.toUnitId] },
    needIds: [],
    dueAt: null,
    followsId: null,
  });

/** Any move on a commitment: look, decide, store; the version seen decides between two who move at once. */
export async function move(
  deps: Deps,
  request: Request,
  once: Once,
  id: string,
  body: MoveBody | { action: 'lapse' },
): Promise<Moved> {
  const ask = askPool(deps.ground.database.app);
  const stored = await lookAndAct(async () => {
    const now = deps.ground.clock.now();
    const context = deps.ground.database.sign(request.caller, request.purpose, now);
    return moveOnce(deps, request.caller, ask, context, now, once, id, body);
  });
  deps.ground.ring();
  return stored.answer;
}

/** The same inside another room's transaction: an answer to a call stands or falls with what it says of the meeting. */
export async function moveOnce(
  deps: Deps,
  caller: Caller,
  ask: Ask,
  context: string,
  now: Instant,
  once: Once,
  id: string,
  body: MoveBody | { action: 'lapse' },
): Promise<Stored<Moved>> {
  const store = commitmentsStore(ask);
  const facts = await store.loadMove(context, id);
  if (!facts) throw new Refusal('not_found');
  const before = toRules(facts.commitment);
  const command = toCommand(deps, caller, facts, body, now);
  const decision = decide(
    {
      commitment: before,
      needs: facts.needs,
      pending: [],
      receiverOpen: facts.receiverOpen,
      basisHolds: facts.basisHolds,
    },
    command,
    now,
  );
  if (!decision.ok) return afterRefusal(store, context, once, id, before, decision.refusal);
  const moved = decision.events.find((e) => e.type === 'moved');
  if (!moved) throw new Error('a move without its event');
  const next = moved.commitment;
  const reason = 'reason' in body ? body.reason : null;
  const row = {
    state: next.state,
    answer_by: iso(next.answerBy),
    due_at: iso(next.dueAt),
    proposed_due_at: isoOrNull(next.proposedDueAt),
    paused_until: isoOrNull(next.pausedUntil),
    lapses_at: iso(next.lapsesAt),
    received_at: isoOrNull(next.receivedAt),
    accepted_at: isoOrNull(next.acceptedAt),
    ended_at: isoOrNull(next.endedAt),
    end_reason: next.endedAt === null ? null : reason,
    end_note: ('note' in body ? body.note : undefined) ?? '',
  };
  const left = leftWithoutOwner(facts, next, reason, now);
  const event = {
    id: deps.ground.newId(),
    type: eventName(body.action),
    ...(left ? { gap: gapRow(deps.ground, deps.deadline, left) } : {}),
    engagementId: deps.ground.newId(),
    moves: decision.events.flatMap((e) =>
      e.type === 'accountability_moved' ? [{ id: deps.ground.newId(), need: e.needId }] : [],
    ),
    data: {
      ...(reason ? { reason } : {}),
      // The answer to a message stands with the message alone, which fewer may read than its history.
      ...('note' in body && body.note && next.kind !== 'message' ? { note: body.note } : {}),
      dueAt: row.due_at,
      proposedDueAt: row.proposed_due_at,
      pausedUntil: row.paused_until,
    },
  };
  return store.storeMove(context, once.key, hashOf(once), id, before.version, body.action, row, event);
}

const answeredByNo: ReadonlySet<CommitmentKind> = new Set(['plan_request', 'message']);
const unjudged: ReadonlySet<string> = new Set(['wrong_receiver', 'outside_assignment', 'no_capacity']);

/** An offer that ended without anyone taking it leaves a gap: the giver, or who was asked by the person, has to find another way. */
function leftWithoutOwner(facts: MoveFacts, next: Commitment, reason: string | null, now: Instant): WantedGap | null {
  if (next.state !== 'declined' && next.state !== 'lapsed') return null;
  // Who cannot come is seen on the meeting, and silence was a gap while the meeting lay ahead.
  if (next.kind === 'call') return null;
  // A wish for a plan that has been judged, and a message that got a no, have their answer; what came to the wrong unit has been answered by nobody.
  if (answeredByNo.has(next.kind) && next.state === 'declined' && !unjudged.has(reason ?? '')) return null;
  const { from_unit_id: from, to_unit_id: to } = facts.commitment;
  const moveUnitId = from ?? to;
  if (moveUnitId === null) return null;
  return {
    kind: next.state === 'lapsed' ? 'lapsed' : 'declined_without_owner',
    personId: facts.commitment.person_id,
    subjectId: next.id,
    area: facts.area,
    since: now,
    moveUnitId,
    giverUnitId: from === moveUnitId ? to : null,
    municipality: facts.municipality,
  };
}

/** A refused move may be the repeat of one that went through: then the first answer is given again. */
async function afterRefusal(
  store: ReturnType<typeof commitmentsStore>,
  context: string,
  once: Once,
  id: string,
  before: Commitment,
  refusal: Parameters<typeof refusalText>[0],
): Promise<Stored<Moved>> {
  const earlier = await store.earlierAnswer(context, once.key, hashOf(once));
  if (earlier) return earlier as Stored<Moved>;
  throw new Refusal(refusal, refusalText(refusal), {
    id,
    state: before.state,
    version: before.version,
    takenBy: refusal === 'taken' && before.to.kind === 'unit' ? before.to.unitId : undefined,
  });
}
const refusalText = (code: Extract<ReturnType<typeof decide>, { ok: false }>['refusal']): string => `refused: ${code}`;

const eventName = (action: MoveCommand['type'] | 'lapse'): string =>
  ({
    receive: 'received',
    accept: 'accepted',
    decline: 'declined',
    propose: 'proposed',
    agree: 'accepted',
    retract: 'retracted',
    withdraw: 'withdrawn',
    keep: 'kept',
    fail: 'not_kept',
    pause: 'paused',
    resume: 'resumed',
    lapse: 'lapsed',
  })[action];

function toCommand(
  deps: Deps,
  caller: Caller,
  facts: MoveFacts,
  body: MoveBody | { action: 'lapse' },
  now: Instant,
): MoveCommand | { type: 'lapse'; by: { kind: 'clock' } } {
  if (body.action === 'lapse') return { type: 'lapse', by: { kind: 'clock' } };
  const answerBy =
    body.action === 'propose'
      ? deps.deadline(facts.municipality, 'proposal.answer', now)
      : body.action === 'retract'
        ? deps.deadline(facts.municipality, answerKey(facts.commitment.kind, facts.commitment.urgency, null), now)
        : undefined;
  return {
    type: body.action,
    by: partyOf(caller),
    seen: body.seen,
    ...('dueAt' in body && body.dueAt !== undefined ? { dueAt: Date.parse(body.dueAt) } : {}),
    ...('until' in body ? { until: Date.parse(body.until) } : {}),
    ...('note' in body && body.note !== undefined ? { words: body.note } : {}),
    ...(answerBy === undefined ? {} : { answerBy }),
  };
}

/** A need is carried by the unit that writes it down, from that moment. */
export async function openNeed(
  deps: Deps,
  request: Request,
  once: Once,
  need: { personId: string; area: LifeArea; words: string },
): Promise<{ id: string; version: number }> {
  const context = deps.ground.database.sign(request.caller, request.purpose, deps.ground.clock.now());
  const id = deps.ground.newId();
  const stored = await commitmentsStore(askPool(deps.ground.database.app)).openNeed(
    context,
    once.key,
    hashOf(once),
    { id, person_id: need.personId, area: need.area, words: need.words },
    deps.ground.newId(),
    { id: deps.ground.newId(), type: 'need_opened', data: { area: need.area } },
  );
  deps.ground.ring();
  return stored.answer;
}

export async function closeNeed(
  deps: Deps,
  request: Request,
  once: Once,
  id: string,
  seen: number,
  reason: string,
): Promise<{ id: string; version: number }> {
  const store = commitmentsStore(askPool(deps.ground.database.app));
  const stored = await lookAndAct(async () => {
    const now = deps.ground.clock.now();
    const context = deps.ground.database.sign(request.caller, request.purpose, now);
    const facts = await store.loadNeed(context, id);
    if (!facts) throw new Refusal('not_found');
    const decision = decideCloseNeed(
      facts.need,
      facts.version,
      seen,
      facts.pending.map(toRules),
      partyOf(request.caller),
      now,
    );
    if (!decision.ok) {
      const earlier = await store.earlierAnswer(context, once.key, hashOf(once));
      if (earlier) return earlier as Stored<{ id: string; version: number }>;
      throw new Refusal(decision.refusal, undefined, { id, version: facts.version });
    }
    const older = decision.events.flatMap((e) =>
      e.type === 'superseded'
        ? [
            {
              id: e.commitment.id,
              seen: e.commitment.version - 1,
              eventId: deps.ground.newId(),
              reason: 'no_longer_needed',
            },
          ]
        : [],
    );
    return store.closeNeed(context, once.key, hashOf(once), id, seen, reason, older, {
      id: deps.ground.newId(),
      type: 'need_closed',
      data: { reason },
    });
  });
  deps.ground.ring();
  return stored.answer;
}
