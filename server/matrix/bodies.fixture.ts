import { tinyPicture } from '../people/picture.fixture.ts';
import { administrationRoutes } from '../../contract/administration.ts';
import { commitmentsRoutes } from '../../contract/commitments.ts';
import { followUpRoutes } from '../../contract/follow-ups.ts';
import { gapsRoutes } from '../../contract/gaps.ts';
import { todayRoutes } from '../../contract/today.ts';
import { identityRoutes } from '../../contract/identity.ts';
import type { Route, Routes } from '../../contract/kernel/route.ts';
import { mailRoutes } from '../../contract/mail.ts';
import { noticesRoutes } from '../../contract/notices.ts';
import { meetingRoutes } from '../../contract/meetings.ts';
import { messageRoutes } from '../../contract/messages.ts';
import { organisationsRoutes } from '../../contract/organisations.ts';
import { peopleRoutes } from '../../contract/people.ts';
import { planRequestRoutes } from '../../contract/plan-requests.ts';
import { planRoutes } from '../../contract/plans.ts';

const rooms: Readonly<Record<string, Routes>> = {
  identity: identityRoutes,
  organisations: organisationsRoutes,
  administration: administrationRoutes,
  people: peopleRoutes,
  commitments: { ...commitmentsRoutes, ...gapsRoutes, ...messageRoutes },
  today: todayRoutes,
  plans: { ...planRoutes, ...meetingRoutes, ...planRequestRoutes, ...followUpRoutes },
  mail: mailRoutes,
  notices: noticesRoutes,
};

/** Every route of every room, by `room.name`. */
export const everyRoute: ReadonlyMap<string, Route> = new Map(
  Object.entries(rooms).flatMap(([room, routes]) =>
    Object.entries(routes).map(([name, route]) => [`${room}.${name}`, route] as const),
  ),
);

/** Ids that a good body names. */
export interface Stage {
  readonly personId: string;
  readonly unitId: string;
  readonly otherUnitId: string;
  readonly providerId: string;
  readonly staffId: string;
  readonly assignmentId: string;
  readonly relativeId: string;
  readonly goalId: string;
  readonly authorityId: string;
  readonly identity: string;
  /** An instant ahead. */
  readonly later: string;
}

/** A body that each command takes, by `room.name`: what is wrong in a test is then only what the test made wrong. */
export function goodBodies(s: Stage): Readonly<Record<string, Record<string, unknown>>> {
  const person = { personId: s.personId };
  const promise = { ...person, what: 'Sårvård', area: 'd5', urgency: 'soon' };
  const seen = { version: 1 };
  const meeting = { startsAt: s.later, minutes: 60, form: 'home' };
  const goal = { words: 'Gå till torget', measure: '', horizon: 'short', sort: 0 };
  const measure = { what: 'Dottern handlar', who: 'Dottern' };
  return {
    'identity.chooseAssignment': { assignmentId: s.assignmentId },
    'identity.chooseLanguage': { language: 'sv' },
    'identity.chooseLook': { scheme: 'system', textSize: 'normal' },
    'identity.stay': {},
    'identity.endSessions': { id: s.assignmentId },
    'notices.read': { id: 0, all: false },
    'notices.setWish': { kinds: [], email: null, emailWhen: 'off', push: false, quietFrom: null, quietTo: null },
    'notices.subscribe': {
      endpoint: 'https://fcm.googleapis.com/fcm/send/x',
      p256dh: 'B'.repeat(87),
      auth: 'A'.repeat(22),
    },
    'administration.preview': {
      changes: [{ do: 'unit.edit', id: s.unitId, version: 1, set: { name: 'Hemsjukvården Öst' } }],
    },
    'administration.save': {
      changes: [{ do: 'unit.edit', id: s.unitId, version: 1, set: { name: 'Hemsjukvården Öst' } }],
      shown: 'inget',
    },
    'administration.importTable': { table: 'units', text: 'Kod;Namn' },
    'people.register': {
      identity: s.identity,
      givenName: 'Sif',
      familyName: 'Prov',
      role: 'performer',
      reason: 'Ny i vården',
    },
    'people.find': { query: 'Prov' },
    'people.change': {
      ...seen,
      givenName: 'Sif',
      familyName: 'Prov',
      protection: 'none',
      language: 'sv',
      interpreter: false,
      deceasedOn: null,
    },
    'people.changeContact': { ...seen, street: 'Storgatan 1', phone: '031-390 06 01' },
    'people.say': { words: 'Jag vill bo hemma' },
    'people.addPicture': { data: tinyPicture, alt: 'Min trädgård' },
    'people.removePicture': { ...seen, erase: false },
    'people.engage': { role: 'performer', reason: 'Tillbaka' },
    'people.changeRole': { ...seen, role: 'consulted' },
    'people.endEngagement': { ...seen, reason: 'completed' },
    'people.nameContact': { kind: 'care_contact', staffId: s.staffId },
    'people.endContact': seen,
    'people.addRelative': { name: 'Dotter', relation: 'child' },
    'people.endRelative': seen,
    'people.share': { part: 'needs' },
    'people.unshare': {},
    'people.recordAlert': { kind: 'hypersensitivity', words: 'Tål inte penicillin' },
    'people.changeAlert': { ...seen, kind: 'hypersensitivity', words: 'Tål inte penicillin' },
    'people.endAlert': { ...seen, reason: 'no_longer' },
    'people.printed': {},
    'people.recordConsent': {
      kind: 'disclosure',
      decision: 'yes',
      form: 'oral',
      includedUnitIds: [s.unitId, s.otherUnitId],
      validUntil: s.later,
    },
    'people.withdrawConsent': { ...seen, form: 'oral' },
    'people.recordGround': {
      code: 'osl_10_2',
      toUnitId: s.otherUnitId,
      evidence: 'Behövs för nödvändigt stöd',
      validUntil: s.later,
    },
    'people.endGround': seen,
    'people.block': { level: 'unit', unitId: s.unitId },
    'people.liftBlock': seen,
    'people.blockingUnits': { reason: 'Medvetslös, okända läkemedel' },
    'people.emergency': { code: 'svod_3_6', reason: 'Medvetslös, okända läkemedel' },
    'people.reviewEmergency': { review: 'Befogat' },
    'people.unmask': { staffId: s.staffId },
    'people.endUnmask': {},
    'commitments.offer': { ...promise, kind: 'request', toUnitIds: [s.unitId], dueAt: s.later },
    'commitments.signal': { ...promise, toUnitId: s.unitId },
    'commitments.move': { action: 'receive', seen: 1 },
    'commitments.openNeed': { ...person, area: 'd5', words: 'Såret läker inte' },
    'commitments.closeNeed': { seen: 1, reason: 'met' },
    'commitments.answerGap': { words: 'Vi tar det' },
    'today.handle': { action: 'take', over: null },
    'today.writing': { writing: true },
    'today.markRead': { to: '2026-01-01T00:00:00Z' },
    'commitments.actOnGap': { type: 'take', seen: 1, doneBy: s.later, words: 'Vi tar det' },
    'commitments.moveGapTask': { action: 'finish', seen: 1 },
    'commitments.writeMessage': { words: 'När kommer ni?', toUnitId: s.otherUnitId },
    'plans.askForPlan': { words: 'Många inblandade', toUnitId: s.otherUnitId },
    'plans.offerPlan': {
      occasion: 'discharge',
      answer: 'no',
      saidBy: 'person',
      words: 'Vi klarar oss',
      toUnitId: null,
    },
    'plans.startPlan': { title: 'Trygg hemma' },
    'plans.editHeader': {
      ...seen,
      title: 'Trygg hemma',
      responsibleAuthorityId: s.authorityId,
      responsibleUnitId: s.unitId,
      nextFollowUpAt: s.later,
      followUpForm: 'home',
      personAgrees: 'yes',
      noOtherMeasures: true,
    },
    'plans.addGoal': goal,
    'plans.editGoal': { ...goal, ...seen },
    'plans.addIntervention': {
      goalId: s.goalId,
      what: 'Träning',
      area: 'd4',
      to: { kind: 'unit', unitId: s.unitId },
      dueAt: s.later,
    },
    'plans.addOtherMeasure': measure,
    'plans.editOtherMeasure': { ...measure, ...seen },
    'plans.removeOtherMeasure': seen,
    'plans.approvePlan': {
      planVersion: 1,
      partId: null,
      answer: 'yes',
      how: 'oral',
      words: '',
      byKind: 'person',
      relativeId: null,
    },
    'plans.establishPlan': seen,
    'plans.renewPlan': seen,
    'plans.followUpPlan': {
      ...seen,
      heldAt: s.later,
      form: 'home',
      evaluations: [],
      outcome: { kind: 'continue', nextFollowUpAt: s.later },
    },
    'plans.lookAtPlan': { to: '2026-01-01T00:00:00Z' },
    'plans.signPlan': seen,
    'plans.closePlan': { ...seen, reason: 'goals_met' },
    'plans.addSection': { kind: 'works', words: 'Maten', saidBy: 'person' },
    'plans.editSection': { ...seen, words: 'Maten och promenaden', saidBy: 'person' },
    'plans.callMeeting': { ...meeting, unitIds: [s.otherUnitId] },
    'plans.moveMeeting': { ...seen, ...meeting },
    'plans.callMore': { ...seen, invited: [{ name: 'Skolan' }] },
    'plans.cancelMeeting': { ...seen, reason: 'other' },
    'plans.holdMeeting': { ...seen, attendance: [] },
    'plans.answerCall': { ...seen, answer: { kind: 'comes' } },
    'plans.markFree': { startsAt: s.later, endsAt: new Date(Date.parse(s.later) + 3_600_000).toISOString() },
    'plans.unmarkFree': {},
  };
}
