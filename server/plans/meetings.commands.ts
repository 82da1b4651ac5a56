import type { z } from 'zod';
import type {
  AnswerCallBody,
  CallBody,
  CallMoreBody,
  HoldBody,
  Meeting,
  meetingRoutes,
  MeetingParty,
  MeetingState,
  MoveMeetingBody,
  PartyAnswer,
} from '../../contract/meetings.ts';
import { meetingActions } from '../../contract/meetings.ts';
import { fromIso } from '../../contract/kernel/time.ts';
import type { Caller } from '../kernel/access/context.ts';
import { mentions } from '../commitments/index.ts';
import { asCaller, command, type Work } from '../kernel/db/transaction.ts';
import { calendarOf, type MeetingEvent } from '../kernel/mail/calendar.ts';
import { Refusal } from '../kernel/refusal.ts';
import { authorUnit, changing, invalidField, iso, reading, refuseUnless, type Asked } from './frame.commands.ts';
import { type AnswerMove, meetingTransitions, movesFor, proposeTimes } from './meetings.rules.ts';
import * as store from './meetings.store.ts';
import type { MeetingRow, PartyRow } from './meetings.store.ts';
import type { CommitmentsPort } from './parts.commands.ts';
import { decideSimple } from './plans.rules.ts';
import { insertRow, relativeIsKnown, unitState, type PlanRow } from './plans.store.ts';
import { unitNames } from './view.store.ts';

type Of<T extends z.ZodType> = z.output<T>;
type Answer<K extends keyof typeof meetingRoutes> = z.output<(typeof meetingRoutes)[K]['response']>;
type OfMeeting = Asked & {
  readonly params: { readonly personId: string; readonly planId: string; readonly meetingId: string };
};
interface Changed {
  id: string;
  version: number;
  state: MeetingState;
}

// ---------------------------------------------------------------- read
/** The meetings of a plan as far as the caller may read it: the called one first, then the latest. */
export function readMeetings(asked: Asked): Promise<Answer<'meetings'>> {
  const { personId, planId } = asked.params;
  return reading(asked, 'meeting.list', { plan: planId }, async (work) => {
    if ((await store.meetingBy(work, personId, planId)) === undefined) throw new Refusal('not_found');
    const meetings = await store.meetingsOf(work, personId, planId);
    const parties = await store.partiesOf(
      work,
      personId,
      meetings.map(({ id }) => id),
    );
    const units = new Map(
      (
        await unitNames(work, [
          ...new Set([
            ...meetings.map(({ authorUnitId }) => authorUnitId),
            ...parties.flatMap(({ unitId }) => unitId ?? []),
          ]),
        ])
      ).map((one) => [one.id, one]),
    );
    const unitOf = (id: string | null): Meeting['author'] | null => {
      const found = units.get(id ?? '');
      return found ? { id: found.id, name: found.name, tag: found.tag } : null;
    };
    return {
      meetings: meetings.map((row) => ({
        ...meetingOf(row),
        author: unitOf(row.authorUnitId) ?? { id: row.authorUnitId, name: '', tag: '–' },
        parties: parties
          .filter(({ meetingId }) => meetingId === row.id)
          .map((party) => ({ ...partyOf(asked.caller, row, party), unit: unitOf(party.unitId) })),
        // The calls are the promises of the unit that made them: it alone moves, calls more, cancels and notes who came.
        actions:
          asked.caller.kind === 'staff' && asked.caller.unitId === row.authorUnitId
            ? meetingActions.filter((action) => meetingTransitions[row.state][action] !== null)
            : [],
      })),
    };
  });
}

const instant = (text: string): string => new Date(text).toISOString();
const instantOrNull = (text: string | null): string | null => (text === null ? null : instant(text));

function meetingOf(meeting: MeetingRow): Omit<Meeting, 'author' | 'parties' | 'actions'> {
  const { id, version, kind, state, form, place, link, practical, sequence, endReason } = meeting;
  return {
    id,
    version,
    kind,
    state,
    form,
    place,
    link,
    practical,
    sequence,
    endReason,
    startsAt: instant(meeting.startsAt),
    endsAt: instant(meeting.endsAt),
    calledAt: instant(meeting.calledAt),
    endedAt: instantOrNull(meeting.endedAt),
  };
}

function partyOf(caller: Caller, meeting: MeetingRow, party: PartyRow): Omit<MeetingParty, 'unit'> {
  const { id, version, kind, relativeId, name, answer, words, representative, attended } = party;
  return {
    id,
    version,
    kind,
    relativeId,
    name,
    answer,
    words,
    representative,
    attended,
    email: caller.kind === 'staff' ? party.email : null,
    promise: party.promise && {
      id: party.promise.id,
      version: party.promise.version,
      answerBy: instant(party.promise.answerBy),
    },
    answeredAt: instantOrNull(party.answeredAt),
    proposedAt: instantOrNull(party.proposedAt),
    mine: meeting.state === 'called' && mayAnswer(caller, party),
  };
}

/** A unit answers its own call, the person and relatives theirs; what somebody without a unit has said is noted by staff. */
function mayAnswer(
  caller: Caller,
  { kind, unitId, relativeId }: Pick<PartyRow, 'kind' | 'unitId' | 'relativeId'>,
): boolean {
  if (caller.kind === 'staff') return kind === 'called' ? unitId === caller.unitId : true;
  if (caller.kind === 'person') return kind === 'person';
  return caller.kind === 'relative' && relativeId === caller.relativeId;
}

/** The meeting for a calendar of one's own, without person data. */
export function meetingCalendar(asked: OfMeeting): Promise<Answer<'meetingCalendar'>> {
  const { personId, planId, meetingId } = asked.params;
  return reading(asked, 'meeting.calendar', { plan: planId, meeting: meetingId }, async (work) => {
    const row = (await store.meetingsOf(work, personId, planId)).find(({ id }) => id === meetingId);
    if (!row) throw new Refusal('not_found');
    const [unit] = await unitNames(work, [row.authorUnitId]);
    const { name, content } = calendarOf(eventOf(row, work.now, unit?.name ?? ''));
    return { name, type: 'text/calendar' as const, content };
  });
}

const eventOf = (row: MeetingRow, now: number, unit: string): MeetingEvent => ({
  uid: `${row.id}@mellanrum`,
  sequence: row.sequence,
  cancelled: row.state === 'cancelled',
  startsAt: instant(row.startsAt),
  endsAt: instant(row.endsAt),
  stamp: iso(now),
  form: row.form,
  link: row.link,
  place: row.form === 'office' ? row.place : '',
  organizer: { name: unit, email: null },
});

// ---------------------------------------------------------------- when they can
/** Times to meet for these units, the best first. */
export function meetingTimes(
  asked: Asked,
  query: { units: string; minutes: number; from?: string | undefined },
): Promise<Answer<'meetingTimes'>> {
  const { personId, planId } = asked.params;
  const ids = query.units === '' ? [] : [...new Set(query.units.split(','))];
  if (ids.length > 30 || ids.some((id) => !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/u.test(id)))
    throw invalidField('units', 'not_units');
  return reading(asked, 'meeting.times', { plan: planId }, async (work) => {
    const latest = await store.meetingBy(work, personId, planId);
    if (latest === undefined) throw new Refusal('not_found');
    const from = Math.max(work.now + 60 * 60_000, query.from === undefined ? 0 : fromIso(query.from));
    const [fixed, free, busy] = [
      await store.fixedHours(work, ids),
      await store.freeTimesOf(work, ids, from),
      await store.busyTimesOf(work, ids, from, from + 60 * 24 * 60 * 60_000),
    ];
    return {
      times: proposeTimes({ unitIds: ids, minutes: query.minutes, from, latest }, fixed, free, busy),
      latest: latest === null ? null : iso(latest),
    };
  });
}

type OfUnit = Pick<Asked, 'ground' | 'caller' | 'request' | 'once'>;
const unitOfStaff = (caller: Caller): string => {
  if (caller.kind !== 'staff') throw new Refusal('not_allowed');
  return caller.unitId;
};

export function readFreeTimes(asked: Pick<OfUnit, 'ground' | 'caller' | 'request'>): Promise<Answer<'freeTimes'>> {
  return asCaller(asked.ground, asked.request, async (work) => ({
    times: (await store.ownFreeTimes(work, unitOfStaff(asked.caller))).map(({ id, startsAt, endsAt }) => ({
      id,
      startsAt: instant(startsAt),
      endsAt: instant(endsAt),
    })),
  }));
}

export function markFree(asked: OfUnit, body: { startsAt: string; endsAt: string }): Promise<{ id: string }> {
  return command(asked.ground, asked.request, asked.once, async (work) => {
    if (fromIso(body.endsAt) <= work.now) throw new Refusal('time_passed');
    if (
      fromIso(body.endsAt) <= fromIso(body.startsAt) ||
      fromIso(body.endsAt) - fromIso(body.startsAt) > 14 * 60 * 60_000
    )
      throw invalidField('endsAt', 'not_a_span');
    const id = asked.ground.newId();
    await store.markFree(work, {
      id,
      unitId: unitOfStaff(asked.caller),
      startsAt: body.startsAt,
      endsAt: body.endsAt,
      by: asked.caller.name,
    });
    return { id };
  });
}

export function unmarkFree(asked: OfUnit, id: string): Promise<{ id: string }> {
  return command(asked.ground, asked.request, asked.once, async (work) => {
    if (!(await store.unmarkFree(work, unitOfStaff(asked.caller), id))) throw new Refusal('not_found');
    return { id };
  });
}

// ---------------------------------------------------------------- call
/** Calls the units (each call a promise with a clock) and invites all others; the person is always of the party. */
export function callMeeting(port: CommitmentsPort, asked: Asked, body: Of<typeof CallBody>): Promise<Changed> {
  const { personId, planId } = asked.params;
  return changing(asked, 'meeting.call', 'share', async (work, plan) => {
    refuseUnless(decideSimple(plan.state, 'edit'));
    const facts = await factsOf(work, personId, body);
    const id = asked.ground.newId();
    const unit = authorUnit(asked.caller);
    await insertRow(work, 'meeting', {
      id,
      person_id: personId,
      plan_id: planId,
      state: 'called',
      called_at: iso(work.now),
      author_unit_id: unit,
      kind: body.kind,
      ...facts,
    });
    await addParty(work, asked, id, { kind: 'person' });
    await callParties(
      port,
      work,
      asked,
      { id, startsAt: body.startsAt },
      { ...body, unitIds: [unit, ...body.unitIds] },
    );
    await tellCalendars(work, asked, plan, id);
    return { id, version: 1, state: 'called' };
  });
}

type MeetingFacts = Pick<Of<typeof CallBody>, 'startsAt' | 'minutes' | 'form' | 'place' | 'link' | 'practical'>;
/** When, how and where, as it is stored. Place and link go by letter to calendars outside: they say nothing of whom it is about. */
async function factsOf(work: Work, personId: string, body: MeetingFacts) {
  const { form, place, link, practical } = body;
  const start = fromIso(body.startsAt);
  if (start <= work.now) throw new Refusal('time_passed');
  if (form === 'digital' && link === null) throw invalidField('link', 'video_link_missing');
  const names = await store.namesOf(work, personId);
  for (const [field, told] of Object.entries({ place: form === 'office' ? place : '', link: link ?? '' }))
    if (mentions(told, names)) throw invalidField(field, 'names_the_person');
  return { starts_at: iso(start), ends_at: iso(start + body.minutes * 60_000), form, place, link, practical };
}

const addParty = (
  work: Work,
  asked: Asked,
  meetingId: string,
  party: Readonly<Record<string, unknown>>,
): Promise<void> =>
  insertRow(work, 'meeting_party', {
    id: asked.ground.newId(),
    person_id: asked.params.personId,
    meeting_id: meetingId,
    author_unit_id: authorUnit(asked.caller),
    ...party,
  });

interface Wanted {
  readonly unitIds: readonly string[];
  readonly relativeIds: readonly string[];
  readonly invited: readonly { readonly name: string; readonly email: string | null }[];
}
interface MeetingTimes {
  readonly id: string;
  readonly startsAt: string;
}

async function callParties(
  port: CommitmentsPort,
  work: Work,
  asked: Asked,
  meeting: MeetingTimes,
  wanted: Wanted,
): Promise<void> {
  const { personId } = asked.params;
  for (const unitId of new Set(wanted.unitIds)) {
    const state = await unitState(work, unitId);
    if (state === null) throw invalidField('unitIds', 'no_such_unit');
    if (state === 'closed') throw new Refusal('unit_closed');
    const promise = await offerCall(port, work, asked, unitId, meeting.startsAt);
    const own = promise.state === 'accepted';
    await addParty(work, asked, meeting.id, {
      kind: 'called',
      unit_id: unitId,
      commitment_id: promise.id,
      ...(own ? { answer: 'comes', answered_at: iso(work.now) } : {}),
    });
  }
  for (const relativeId of new Set(wanted.relativeIds)) {
    if (!(await relativeIsKnown(work, personId, relativeId))) throw invalidField('relativeIds', 'no_such_relative');
    await addParty(work, asked, meeting.id, { kind: 'relative', relative_id: relativeId });
  }
  for (const { name, email } of wanted.invited)
    await addParty(work, asked, meeting.id, { kind: 'invited', name, email });
}

const offerCall = (
  port: CommitmentsPort,
  work: Work,
  asked: Asked,
  unitId: string,
  startsAt: string,
): ReturnType<CommitmentsPort['offerWithin']> =>
  port.offerWithin(work, asked.caller, {
    personId: asked.params.personId,
    kind: 'call',
    what: 'Kallelse till planeringsmöte',
    detail: '',
    area: 'd9',
    urgency: 'planned',
    to: { kind: 'units', unitIds: [unitId] },
    needIds: [],
    dueAt: fromIso(startsAt),
    followsId: null,
  });

/** Sends the meeting as it now stands to every unit and everyone invited with an address, but for parties that know. */
async function tellCalendars(
  work: Work,
  asked: Asked,
  plan: Pick<PlanRow, 'id'>,
  meetingId: string,
  know: ReadonlySet<string> = new Set(),
): Promise<void> {
  const { personId } = asked.params;
  const row = (await store.meetingsOf(work, personId, plan.id)).find(({ id }) => id === meetingId);
  if (!row) return;
  const parties = (await store.partiesOf(work, personId, [meetingId])).filter(({ id }) => !know.has(id));
  const unitIds = parties.flatMap(({ unitId }) => unitId ?? []);
  const [unit] = await unitNames(work, [row.authorUnitId]);
  const { organizer, ...event } = eventOf(row, work.now, unit?.name ?? '');
  await store.tellOfMeeting(
    work,
    unitIds,
    parties.flatMap(({ email }) => email ?? []),
    { ...event, unit: organizer.name },
  );
  await work.tell('plan', personId, unitIds);
}

// ---------------------------------------------------------------- move, cancel, hold
function changingMeeting(
  asked: OfMeeting,
  action: keyof (typeof meetingTransitions)['called'],
  seen: number,
  change: (work: Work, plan: PlanRow, meeting: MeetingRow) => Promise<Changed>,
): Promise<Changed> {
  const { personId, planId, meetingId } = asked.params;
  return changing(asked, `meeting.${action}`, 'share', async (work, plan) => {
    const meeting = await store.holdMeeting(work, personId, planId, meetingId);
    if (!meeting) throw new Refusal('not_found');
    if (meetingTransitions[meeting.state][action] === null)
      throw new Refusal('not_allowed_now', undefined, { state: meeting.state });
    if (meeting.authorUnitId !== authorUnit(asked.caller)) throw new Refusal('not_your_move');
    if (meeting.version !== seen) throw new Refusal('stale', undefined, { meeting: meetingOf(meeting) });
    return change(work, plan, meeting);
  });
}

async function storeMeeting(
  work: Work,
  asked: OfMeeting,
  meeting: MeetingRow,
  state: MeetingState,
  change: Readonly<Record<string, unknown>>,
): Promise<Changed> {
  const version = await store.updateMeeting(
    work,
    'meeting',
    { personId: asked.params.personId, id: meeting.id, seen: meeting.version },
    { state, ...change },
  );
  if (version === null) throw new Refusal('not_found');
  return { id: meeting.id, version, state };
}

/** Another time, form or place. Whoever had answered is asked again; a call that stands is withdrawn for the new one. */
export function moveMeeting(
  port: CommitmentsPort,
  asked: OfMeeting,
  body: Of<typeof MoveMeetingBody>,
): Promise<Changed> {
  return changingMeeting(asked, 'move', body.version, async (work, plan, meeting) => {
    const facts = await factsOf(work, asked.params.personId, body);
    const sameTime =
      fromIso(facts.starts_at) === Date.parse(meeting.startsAt) &&
      fromIso(facts.ends_at) === Date.parse(meeting.endsAt);
    const changed = await storeMeeting(work, asked, meeting, 'called', { ...facts, sequence: meeting.sequence + 1 });
    // A yes to a time is no yes to another; a new room is no new question.
    if (!sameTime)
      for (const party of await store.partiesOf(work, asked.params.personId, [meeting.id]))
        await askAgain(port, work, asked, party, facts.starts_at);
    await tellCalendars(work, asked, plan, meeting.id);
    return changed;
  });
}

async function askAgain(
  port: CommitmentsPort,
  work: Work,
  asked: OfMeeting,
  party: PartyRow,
  startsAt: string,
): Promise<void> {
  const { personId } = asked.params;
  const fresh: Record<string, unknown> = {
    answer: 'waiting',
    answered_at: null,
    answer_words: '',
    proposed_at: null,
    representative: '',
  };
  if (party.kind === 'called' && party.unitId !== null && party.promise) {
    if (living(party.promise.state))
      await port.moveWithin(work, asked.caller, party.promise.id, {
        action: 'withdraw',
        seen: party.promise.version,
        reason: 'superseded',
        note: '',
      });
    const promise = await offerCall(port, work, asked, party.unitId, startsAt);
    Object.assign(
      fresh,
      { commitment_id: promise.id },
      promise.state === 'accepted' ? { answer: 'comes', answered_at: iso(work.now) } : {},
    );
  }
  await storeParty(work, personId, party.id, fresh);
}

const living = (state: string): boolean => ['offered', 'received', 'proposed', 'accepted', 'paused'].includes(state);

export function callMore(port: CommitmentsPort, asked: OfMeeting, body: Of<typeof CallMoreBody>): Promise<Changed> {
  return changingMeeting(asked, 'call_more', body.version, async (work, plan, meeting) => {
    const before = await store.partiesOf(work, asked.params.personId, [meeting.id]);
    const there = new Set(before.flatMap(({ unitId, relativeId }) => [unitId, relativeId]));
    const more = {
      ...body,
      unitIds: body.unitIds.filter((id) => !there.has(id)),
      relativeIds: body.relativeIds.filter((id) => !there.has(id)),
    };
    const changed = await storeMeeting(work, asked, meeting, 'called', {});
    await callParties(port, work, asked, { id: meeting.id, startsAt: instant(meeting.startsAt) }, more);
    // Nothing has changed for those who were there before.
    await tellCalendars(work, asked, plan, meeting.id, new Set(before.map(({ id }) => id)));
    return changed;
  });
}

/** Calls the meeting off: every call that lives is withdrawn, every calendar is told. */
export function cancelMeeting(
  port: CommitmentsPort,
  asked: OfMeeting,
  body: { version: number; reason: NonNullable<MeetingRow['endReason']> },
): Promise<Changed> {
  return changingMeeting(asked, 'cancel', body.version, async (work, plan, meeting) => {
    const changed = await storeMeeting(work, asked, meeting, 'cancelled', {
      ended_at: iso(work.now),
      end_reason: body.reason,
      sequence: meeting.sequence + 1,
    });
    for (const { promise } of await store.partiesOf(work, asked.params.personId, [meeting.id]))
      if (promise && living(promise.state))
        await port.moveWithin(work, asked.caller, promise.id, {
          action: 'withdraw',
          seen: promise.version,
          reason: 'no_longer_needed',
          note: '',
        });
    await tellCalendars(work, asked, plan, meeting.id);
    return changed;
  });
}

/** It has been held, with these. A yes that was kept and one that was not end as such; a call without an answer is over. */
export function holdMeeting(port: CommitmentsPort, asked: OfMeeting, body: Of<typeof HoldBody>): Promise<Changed> {
  return changingMeeting(asked, 'hold', body.version, async (work, _plan, meeting) => {
    if (Date.parse(meeting.startsAt) > work.now) throw new Refusal('not_allowed_now', 'the meeting lies ahead');
    const parties = await store.partiesOf(work, asked.params.personId, [meeting.id]);
    const attended = new Map(body.attendance.map((one) => [one.partyId, one.attended]));
    if (attended.size !== parties.length || parties.some(({ id }) => !attended.has(id)))
      throw invalidField('attendance', 'every_party_once');
    const changed = await storeMeeting(work, asked, meeting, 'held', { ended_at: iso(work.now) });
    for (const party of parties) {
      const was = attended.get(party.id) ?? 'absent';
      await endCall(port, work, asked, party, was === 'present');
      await storeParty(work, asked.params.personId, party.id, { attended: was });
    }
    return changed;
  });
}

async function endCall(
  port: CommitmentsPort,
  work: Work,
  asked: OfMeeting,
  { promise }: PartyRow,
  present: boolean,
): Promise<void> {
  if (!promise || !living(promise.state)) return;
  const move =
    promise.state !== 'accepted' && promise.state !== 'paused'
      ? ({ action: 'withdraw', seen: promise.version, reason: 'no_longer_needed', note: '' } as const)
      : present
        ? ({ action: 'keep', seen: promise.version, note: '' } as const)
        : ({ action: 'fail', seen: promise.version, reason: 'other', note: '' } as const);
  await port.moveWithin(work, asked.caller, promise.id, move);
}

// ---------------------------------------------------------------- answer
type OfParty = Asked & {
  readonly params: {
    readonly personId: string;
    readonly planId: string;
    readonly meetingId: string;
    readonly partyId: string;
  };
};

/** Yes, another instead, another time, or no with a reason. A unit's answer is its promise's; of others it is noted as said. */
export function answerCall(
  port: CommitmentsPort,
  asked: OfParty,
  body: Of<typeof AnswerCallBody>,
): Promise<{ id: string; version: number; answer: PartyAnswer }> {
  const { personId, planId, meetingId, partyId } = asked.params;
  return changing(asked, 'meeting.answer', 'seen', async (work) => {
    const meeting = (await store.meetingsOf(work, personId, planId)).find(({ id }) => id === meetingId);
    const party = (await store.partiesOf(work, personId, [meetingId])).find(({ id }) => id === partyId);
    if (!meeting || !party) throw new Refusal('not_found');
    if (meeting.state !== 'called') throw new Refusal('not_allowed_now', undefined, { state: meeting.state });
    if (!mayAnswer(asked.caller, party)) throw new Refusal('not_your_move');
    if (party.version !== body.version)
      throw new Refusal('stale', undefined, { party: partyOf(asked.caller, meeting, party) });
    const { answer } = body;
    if (answer.kind === 'other_time' && fromIso(answer.proposedAt) <= work.now) throw new Refusal('time_passed');
    if (party.kind === 'called') {
      if (!party.promise) throw new Refusal('not_found');
      let { version } = party.promise;
      for (const action of movesFor(party.promise.state, answer.kind))
        ({ version } = await port.moveWithin(
          work,
          asked.caller,
          party.promise.id,
          promiseMove(action, answer, version),
        ));
    }
    const said = {
      answer: answer.kind,
      answered_at: iso(work.now),
      answer_words: 'words' in answer ? answer.words : '',
      proposed_at: answer.kind === 'other_time' ? answer.proposedAt : null,
      representative: answer.kind === 'sends_other' ? answer.representative : '',
    };
    return { id: partyId, version: await storeParty(work, personId, partyId, said), answer: answer.kind };
  });
}

function promiseMove(
  action: AnswerMove,
  answer: Of<typeof AnswerCallBody>['answer'],
  seen: number,
): Parameters<CommitmentsPort['moveWithin']>[3] {
  const note = 'words' in answer ? answer.words : '';
  switch (action) {
    case 'accept':
    case 'retract':
      return { action, seen };
    case 'propose':
      return { action, seen, dueAt: answer.kind === 'other_time' ? answer.proposedAt : '', note };
    case 'decline':
    case 'fail':
      return { action, seen, reason: 'other', note };
    default:
      return action satisfies never;
  }
}

/** Changes a party as it now stands: its call may just have moved, which the database has noted on it in this same transaction. */
async function storeParty(
  work: Work,
  personId: string,
  id: string,
  change: Readonly<Record<string, unknown>>,
): Promise<number> {
  const seen = await store.partyVersion(work, personId, id);
  const version =
    seen === null ? null : await store.updateMeeting(work, 'meeting_party', { personId, id, seen }, change);
  if (version === null) throw new Refusal('not_found');
  return version;
}
