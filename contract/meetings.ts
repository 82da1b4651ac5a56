import { z } from 'zod';
import { Id, freeText } from './commitments.ts';
import { InstantText } from './instant-text.ts';
import { route } from './kernel/route.ts';
import { followUpForms, UnitRef } from './plans.ts';

export const meetingKinds = ['planning', 'follow_up'] as const;
export const meetingStates = ['called', 'held', 'cancelled'] as const;
export type MeetingState = (typeof meetingStates)[number];
export const meetingActions = ['move', 'call_more', 'hold', 'cancel'] as const;
export type MeetingAction = (typeof meetingActions)[number];
export const meetingEndReasons = [
  'person_wishes',
  'unit_cannot',
  'ill',
  'not_needed',
  'consent_withdrawn',
  'other',
] as const;

/** `called` (kallelse) is a unit of an authority, which must answer; `invited` (inbjudan) is anyone else. */
export const partyKinds = ['called', 'invited', 'person', 'relative'] as const;
/** `silent` and `called_off` are nobody's answers: the clock's, and the meeting's own end. */
export const partyAnswers = [
  'waiting',
  'comes',
  'sends_other',
  'other_time',
  'cannot',
  'silent',
  'called_off',
] as const;
export type PartyAnswer = (typeof partyAnswers)[number];
export const attendances = ['present', 'absent', 'informed'] as const;
export type Attended = (typeof attendances)[number];
export type PartyKind = (typeof partyKinds)[number];

const version = z.int().min(1);

export const MeetingParty = z.object({
  id: Id,
  version,
  kind: z.enum(partyKinds),
  unit: UnitRef.nullable(),
  relativeId: Id.nullable(),
  /** What to call them when they are no unit: the person's, the relative's, the invited one's. */
  name: z.string(),
  /** For staff, of an invited one. */
  email: z.string().nullable(),
  /** The call as a promise; its version is what an answer names. Only for the caller and the called unit. */
  promise: z.object({ id: Id, version, answerBy: InstantText }).nullable(),
  answer: z.enum(partyAnswers),
  answeredAt: InstantText.nullable(),
  words: z.string(),
  proposedAt: InstantText.nullable(),
  representative: z.string(),
  attended: z.enum(attendances).nullable(),
  /** The one who asks may answer for this party: it is their unit, themselves, or somebody who has told staff. */
  mine: z.boolean(),
});
export type MeetingParty = z.infer<typeof MeetingParty>;

export const Meeting = z.object({
  id: Id,
  version,
  kind: z.enum(meetingKinds),
  state: z.enum(meetingStates),
  startsAt: InstantText,
  endsAt: InstantText,
  form: z.enum(followUpForms),
  place: z.string(),
  link: z.string().nullable(),
  practical: z.string(),
  /** How many times calendars have been told of a change. */
  sequence: z.int().min(0),
  calledAt: InstantText,
  endedAt: InstantText.nullable(),
  endReason: z.enum(meetingEndReasons).nullable(),
  author: UnitRef,
  parties: z.array(MeetingParty),
  /** What the caller can do with it now. */
  actions: z.array(z.enum(meetingActions)),
});
export type Meeting = z.infer<typeof Meeting>;

/** A time to meet, and for how many of the units it is known to be good. */
export const ProposedTime = z.object({
  startsAt: InstantText,
  endsAt: InstantText,
  /** It lies in the fixed meeting hours of an agreement. */
  fixed: z.boolean(),
  free: z.array(Id),
  busy: z.array(Id),
});
export type ProposedTime = z.infer<typeof ProposedTime>;

export const FreeTime = z.object({ id: Id, startsAt: InstantText, endsAt: InstantText });

const OfPerson = z.strictObject({ personId: Id });
const OfPlan = OfPerson.extend({ planId: Id });
const OfMeeting = OfPlan.extend({ meetingId: Id });
const Changed = z.object({ id: Id, version, state: z.enum(meetingStates) });
const text = (max: number) => z.string().trim().max(max).default('');
const link = z.url({ protocol: /^https$/u }).max(500);

const when = {
  startsAt: InstantText,
  minutes: z.int().min(15).max(480),
  form: z.enum(followUpForms),
  place: text(200),
  link: link.nullable().default(null),
  practical: text(1000),
};
const parties = {
  unitIds: z.array(Id).max(30).default([]),
  relativeIds: z.array(Id).max(10).default([]),
  invited: z
    .array(z.strictObject({ name: freeText(200), email: z.email().max(200).nullable().default(null) }))
    .max(20)
    .default([]),
};
export const CallBody = z.strictObject({ kind: z.enum(meetingKinds).default('planning'), ...when, ...parties });
export const MoveMeetingBody = z.strictObject({ version, ...when });
export const CallMoreBody = z.strictObject({ version, ...parties });
export const AnswerCallBody = z.strictObject({
  version,
  answer: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('comes') }),
    z.strictObject({ kind: z.literal('sends_other'), representative: freeText(200) }),
    z.strictObject({ kind: z.literal('other_time'), proposedAt: InstantText, words: text(1000) }),
    z.strictObject({ kind: z.literal('cannot'), words: freeText(1000) }),
  ]),
});
export const HoldBody = z.strictObject({
  version,
  /** Every party, once. */
  attendance: z.array(z.strictObject({ partyId: Id, attended: z.enum(attendances) })).max(100),
});

const read = ['staff', 'person', 'relative'] as const;
const write = ['staff'] as const;
const base = '/persons/:personId/plans/:planId/meetings';

export const meetingRoutes = {
  meetings: route({
    method: 'GET',
    path: base,
    summary: 'Meetings of a plan, the called one first',
    callers: read,
    params: OfPlan,
    response: z.object({ meetings: z.array(Meeting) }),
  }),
  meetingTimes: route({
    method: 'GET',
    path: '/persons/:personId/plans/:planId/meeting-times',
    summary: 'Times to meet: the agreements’ fixed hours and what units have marked as free',
    callers: write,
    params: OfPlan,
    query: z.strictObject({
      units: z.string().max(1200).default(''),
      minutes: z.coerce.number<string>().int().min(15).max(480).default(60),
      from: InstantText.optional(),
    }),
    response: z.object({ times: z.array(ProposedTime), latest: InstantText.nullable() }),
  }),
  callMeeting: route({
    method: 'POST',
    path: base,
    summary: 'Call units (kallelse) and invite others (inbjudan)',
    callers: write,
    params: OfPlan,
    body: CallBody,
    response: Changed,
  }),
  moveMeeting: route({
    method: 'POST',
    path: `${base}/:meetingId/move`,
    summary: 'Move the meeting: everyone answers anew',
    callers: write,
    params: OfMeeting,
    body: MoveMeetingBody,
    response: Changed,
  }),
  callMore: route({
    method: 'POST',
    path: `${base}/:meetingId/parties`,
    summary: 'Call or invite more to a meeting',
    callers: write,
    params: OfMeeting,
    body: CallMoreBody,
    response: Changed,
  }),
  cancelMeeting: route({
    method: 'POST',
    path: `${base}/:meetingId/cancel`,
    summary: 'Cancel the meeting',
    callers: write,
    params: OfMeeting,
    body: z.strictObject({ version, reason: z.enum(meetingEndReasons) }),
    response: Changed,
  }),
  holdMeeting: route({
    method: 'POST',
    path: `${base}/:meetingId/hold`,
    summary: 'The meeting has been held: who was there',
    callers: write,
    params: OfMeeting,
    body: HoldBody,
    response: Changed,
  }),
  answerCall: route({
    method: 'POST',
    path: `${base}/:meetingId/parties/:partyId/answer`,
    summary: 'Answer a call or an invitation',
    callers: read,
    params: OfMeeting.extend({ partyId: Id }),
    body: AnswerCallBody,
    response: z.object({ id: Id, version, answer: z.enum(partyAnswers) }),
  }),
  meetingCalendar: route({
    method: 'GET',
    path: `${base}/:meetingId/calendar`,
    summary: 'The meeting as an iCalendar file, without person data',
    callers: read,
    params: OfMeeting,
    response: z.object({ name: z.string(), type: z.literal('text/calendar'), content: z.string() }),
  }),
  freeTimes: route({
    method: 'GET',
    path: '/unit/free-times',
    summary: 'Times that my unit has marked as free for meetings',
    callers: write,
    response: z.object({ times: z.array(FreeTime) }),
  }),
  markFree: route({
    method: 'POST',
    path: '/unit/free-times',
    summary: 'Mark a time as free',
    callers: write,
    body: z.strictObject({ startsAt: InstantText, endsAt: InstantText }),
    response: z.object({ id: Id }),
  }),
  unmarkFree: route({
    method: 'POST',
    path: '/unit/free-times/:id/withdraw',
    summary: 'No longer free',
    callers: write,
    params: z.strictObject({ id: Id }),
    body: z.strictObject({}),
    response: z.object({ id: Id }),
  }),
} as const;
