import { z } from 'zod';
import { InstantText } from './instant-text.ts';
import { route } from './kernel/route.ts';

/** A commitment's states. The first three are an offer on its way, `accepted` and `paused` a living promise, the rest are ends. */
export const commitmentStates = [
  'offered',
  'received',
  'proposed',
  'accepted',
  'paused',
  'kept',
  'not_kept',
  'declined',
  'withdrawn',
  'lapsed',
] as const;
export type CommitmentState = (typeof commitmentStates)[number];

/** What can be done to a commitment. `lapse` is the clock's, all others a party's. */
export const commitmentActions = [
  'receive',
  'accept',
  'decline',
  'propose',
  'agree',
  'retract',
  'withdraw',
  'keep',
  'fail',
  'pause',
  'resume',
  'lapse',
] as const;
export type CommitmentAction = (typeof commitmentActions)[number];

export const commitmentKinds = [
  'signal',
  'request',
  'handover',
  'intervention',
  'follow_up',
  'call',
  'plan_request',
  'message',
] as const;
export type CommitmentKind = (typeof commitmentKinds)[number];

export const urgencies = ['acute', 'soon', 'planned'] as const;
export type Urgency = (typeof urgencies)[number];

/** Life areas: ICF activity and participation chapters d1-d9, with the two that IBIC adds. */
export const lifeAreas = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7', 'd8', 'd9', 'safety', 'relatives'] as const;
export type LifeArea = (typeof lifeAreas)[number];

export const declineReasons = [
  'no_capacity',
  'wrong_receiver',
  'outside_assignment',
  'needs_more_information',
  'person_declines',
  'other',
] as const;
export const failReasons = [
  'no_capacity',
  'person_declined',
  'not_at_home',
  'in_hospital',
  'staff_absent',
  'other',
] as const;
export const withdrawReasons = [
  'no_longer_needed',
  'sent_by_mistake',
  'other_solution',
  'superseded',
  'person_declines',
  'consent_withdrawn',
  'deceased',
] as const;
export const pauseReasons = ['in_hospital', 'away', 'person_wishes', 'other'] as const;
export const needCloseReasons = ['met', 'ceased', 'declined_by_person', 'moved', 'deceased', 'mistaken'] as const;

export const Id = z.uuid();
export const area = z.enum(lifeAreas);
export const urgency = z.enum(urgencies);
export const freeText = (max: number) => z.string().trim().min(1).max(max);

const PartyView = z.object({ kind: z.enum(['unit', 'person', 'relative']), unitId: Id.nullable() });
export const PersonLine = z.object({ id: Id, name: z.string(), birthDate: z.string(), protection: z.string() });

/** Whom at the unit a row is in the hands of. `needs_me`: what I hold, whose named contact I am, and what is acute and nobody's. */
export const handledBy = ['me', 'colleagues', 'nobody', 'needs_me'] as const;
export type HandledBy = (typeof handledBy)[number];
export const listOrders = ['clock', 'urgency'] as const;
export type ListOrder = (typeof listOrders)[number];

/** One promise as it stands in a list. `person` is null as long as the viewer may not know who it is about. */
export const PromiseRow = z.object({
  id: Id,
  group: z.enum(['answer', 'do', 'wait']),
  kind: z.enum(commitmentKinds),
  state: z.enum(commitmentStates),
  version: z.int(),
  what: z.string(),
  area,
  urgency,
  clockAt: z.string().nullable(),
  answerBy: z.string(),
  dueAt: z.string(),
  proposedDueAt: z.string().nullable(),
  offeredAt: z.string(),
  receivedAt: z.string().nullable(),
  acceptedAt: z.string().nullable(),
  pausedUntil: z.string().nullable(),
  from: PartyView,
  to: PartyView,
  openTo: z.array(Id),
  person: PersonLine.nullable(),
});
export type PromiseRow = z.infer<typeof PromiseRow>;

export const Worklist = z.object({
  now: z.string(),
  /** Whole lists, not only what is shown; counted up to 1,000. */
  counts: z.object({ answer: z.int(), do: z.int(), wait: z.int() }),
  /** The same without the filter; only where there is one. */
  totals: z.object({ answer: z.int(), do: z.int(), wait: z.int() }).optional(),
  rows: z.array(PromiseRow),
  /** Offers whose person the unit may not yet know. */
  previews: z.array(PromiseRow),
});
export type Worklist = z.infer<typeof Worklist>;

export const PromiseDetail = PromiseRow.omit({ group: true }).extend({
  detail: z.string().optional(),
  offeredBy: z.string().optional(),
  deliveredAt: z.string().nullable().optional(),
  receivedBy: z.string().nullable().optional(),
  acceptedBy: z.string().nullable().optional(),
  endedAt: z.string().nullable().optional(),
  endReason: z.string().nullable().optional(),
  endNote: z.string().optional(),
  basis: z.string().optional(),
  followsId: Id.nullable().optional(),
  needs: z.array(z.object({ id: Id, area, words: z.string(), state: z.string() })).optional(),
  history: z
    .array(
      z.object({
        id: Id,
        type: z.string(),
        at: z.string(),
        actor: z.string(),
        unitId: Id,
        data: z.record(z.string(), z.unknown()),
      }),
    )
    .optional(),
});
export type PromiseDetail = z.infer<typeof PromiseDetail>;

const Moved = z.object({ id: Id, version: z.int(), state: z.enum(commitmentStates) });
const Versioned = z.object({ id: Id, version: z.int() });
const seen = z.int().min(1);
const note = z.string().trim().max(2000).optional();

export const OfferBody = z.strictObject({
  personId: Id,
  kind: z.enum(['request', 'handover']),
  /** Shown to the receiver before it may know who it is about: no names, no identity numbers. */
  what: freeText(300),
  detail: z.string().trim().max(4000).default(''),
  area,
  urgency,
  /** One unit, or several of which the first to say yes takes it. */
  toUnitIds: z.array(Id).min(1).max(60),
  needIds: z.array(Id).max(50).default([]),
  dueAt: InstantText,
  /**
   * Handovers of the same needs still on their way that the sender has seen, and that this one replaces. One that stands there and is not
   * named refuses the offer (`stale`). Left out, the offer replaces whatever is on its way, also what a colleague has just sent: for
   * imports and simple clients; the pages always send it.
   */
  replaces: z.array(Id).max(50).optional(),
  /** An earlier promise that came to nothing and that this one replaces. */
  followsId: Id.optional(),
});
export const SignalBody = z.strictObject({
  personId: Id,
  what: freeText(300),
  detail: z.string().trim().max(4000).default(''),
  area,
  urgency,
  toUnitId: Id,
});
export const MoveBody = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('receive'), seen }),
  z.strictObject({ action: z.literal('accept'), seen, dueAt: InstantText.optional() }),
  z.strictObject({ action: z.literal('decline'), seen, reason: z.enum(declineReasons), note }),
  z.strictObject({ action: z.literal('propose'), seen, dueAt: InstantText, note }),
  z.strictObject({ action: z.literal('agree'), seen }),
  z.strictObject({ action: z.literal('retract'), seen }),
  z.strictObject({ action: z.literal('withdraw'), seen, reason: z.enum(withdrawReasons), note }),
  z.strictObject({ action: z.literal('keep'), seen, note }),
  z.strictObject({ action: z.literal('fail'), seen, reason: z.enum(failReasons), note }),
  z.strictObject({ action: z.literal('pause'), seen, reason: z.enum(pauseReasons), until: InstantText, note }),
  z.strictObject({ action: z.literal('resume'), seen, dueAt: InstantText.optional() }),
]);
export type MoveBody = z.infer<typeof MoveBody>;

/** A page of a list. */
export const page = {
  limit: z.coerce.number().int().min(1).max(100).default(40),
  after: InstantText.optional(),
  afterId: Id.optional(),
};

export const commitmentsRoutes = {
  worklist: route({
    method: 'GET',
    path: '/worklist',
    summary: 'Min enhet i dag: ours to answer, ours to do, waiting for others; most urgent first',
    callers: ['staff'],
    query: z.strictObject({
      ...page,
      group: z.enum(['answer', 'do', 'wait']).optional(),
      /** Filters work on the whole list, and the counts follow them. */
      by: z.enum(handledBy).optional(),
      person: Id.optional(),
      kind: z.enum(commitmentKinds).optional(),
      area: area.optional(),
      sort: z.enum(listOrders).optional(),
      /** The urgency of the last row seen, when the list is sorted by it. */
      afterUrgency: urgency.optional(),
    }),
    response: Worklist,
  }),
  promise: route({
    method: 'GET',
    path: '/commitments/:id',
    summary: 'One promise with its history, or what may be known of it before it is accepted',
    callers: ['staff', 'person', 'relative'],
    params: z.strictObject({ id: Id }),
    response: PromiseDetail,
  }),
  offer: route({
    method: 'POST',
    path: '/commitments',
    summary: 'Offer a commitment or a handover of needs',
    callers: ['staff'],
    body: OfferBody,
    response: Moved,
  }),
  signal: route({
    method: 'POST',
    path: '/signals',
    summary: 'Tell a unit that something has changed; it must answer by a time',
    callers: ['staff', 'person', 'relative'],
    body: SignalBody,
    response: Moved,
  }),
  move: route({
    method: 'POST',
    path: '/commitments/:id/moves',
    summary: 'Receive, accept, decline, propose another time, agree, withdraw, keep, pause …',
    callers: ['staff', 'person', 'relative'],
    params: z.strictObject({ id: Id }),
    body: MoveBody,
    response: Moved,
  }),
  openNeed: route({
    method: 'POST',
    path: '/needs',
    summary: 'Write down a need in the person’s words; one’s own unit is accountable from now',
    callers: ['staff'],
    body: z.strictObject({ personId: Id, area, words: freeText(2000) }),
    response: Versioned,
  }),
  closeNeed: route({
    method: 'POST',
    path: '/needs/:id/close',
    summary: 'Close a need that one’s unit is accountable for',
    callers: ['staff'],
    params: z.strictObject({ id: Id }),
    body: z.strictObject({ seen, reason: z.enum(needCloseReasons) }),
    response: Versioned,
  }),
} as const;
