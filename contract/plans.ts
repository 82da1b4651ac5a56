import { z } from 'zod';
import { Id, area, commitmentStates, freeText, urgency } from './commitments.ts';
import { InstantText } from './instant-text.ts';
import { route } from './kernel/route.ts';

/** The kinds of plan, as RIV-TA GetCarePlans 2.0 names them. Samordnad individuell plan is the first. */
export const planTypes = ['SIP', 'SPLPTLRV', 'SPU', 'VP', 'HP', 'RP', 'GP', 'SVP'] as const;
export type PlanType = (typeof planTypes)[number];
export const planStates = ['preparing', 'active', 'closed'] as const;
export type PlanState = (typeof planStates)[number];

/** What can be done to a plan. The three `follow_up_…` are one follow-up with its outcome; `renew` makes a new edition without one. */
export const planActions = [
  'edit',
  'establish',
  'follow_up_continue',
  'follow_up_revise',
  'follow_up_close',
  'renew',
  'close',
] as const;
export type PlanAction = (typeof planActions)[number];

export const planCloseReasons = [
  'goals_met',
  'coordination_ceased',
  'consent_withdrawn',
  'deceased',
  'moved',
  'other_plan',
] as const;
export const followUpForms = ['home', 'digital', 'phone', 'office'] as const;
export const followUpOutcomes = ['continue', 'revise', 'close'] as const;
export type FollowUpOutcome = (typeof followUpOutcomes)[number];
export const personAgrees = ['not_asked', 'yes', 'no'] as const;
export const goalHorizons = ['long', 'short'] as const;
export const goalResults = ['reached', 'partly', 'not_reached', 'dropped'] as const;
export const goalStates = ['open', ...goalResults] as const;

/**
 * What a plan lacks before it can be established: the four contents of HSL 16:4 and SoL 10:8-9 (`interventions`, `answering_authority`,
 * `other_measures`, `responsible_authority`), a follow-up ahead, and the person's yes. `guardians_agree` is asked for a child: each guardian's yes (FB 6:11 and 6:13, not verified).
 */
export const planLacks = [
  'interventions',
  'answering_authority',
  'other_measures',
  'responsible_authority',
  'next_follow_up',
  'person_agrees',
  'guardians_agree',
  'signatures',
] as const;
export type PlanLack = (typeof planLacks)[number];

export const planParts = ['plan', 'goal', 'intervention', 'other_measure', 'follow_up', 'section'] as const;
export type PlanPart = (typeof planParts)[number];
/** Forms of the plan to have and to hand on: tagged PDF, and one HTML page that stands by itself. */
export const documentTypes = ['pdf', 'html'] as const;
export const editionCauses = ['established', 'followed_up', 'renewed'] as const;

/** What is prepared with the person before the meeting. `come` and `not_come`: who should be there, and who should not. */
export const preparationKinds = [
  'works',
  'worries',
  'strengths',
  'questions',
  'come',
  'not_come',
  'practical',
] as const;
/** The crisis plan, and whom one calls by day, and by night and on holidays. */
export const crisisKinds = ['early_signs', 'what_helps', 'call_day', 'call_night'] as const;
export const sectionKinds = [...preparationKinds, ...crisisKinds] as const;
export type SectionKind = (typeof sectionKinds)[number];
export const saidBy = ['person', 'relative', 'staff'] as const;
/** The reserved unit on which the person's and the relatives' own words stand, as author. */
export const personsOwnUnit = '00000000-0000-0000-0000-000000000000';

/** Who may say yes or no to a plan: the person, a child's guardian (vårdnadshavare), and god man or förvaltare (`trustee`). */
export const approvers = ['person', 'guardian', 'trustee'] as const;
export type Approver = (typeof approvers)[number];
/** `own` is by own sign-in; the others are noted by staff. */
export const approvalHows = ['own', 'oral', 'written'] as const;
export const approvalAnswers = ['yes', 'no'] as const;

const version = z.int().min(1);
export const UnitRef = z.object({ id: Id, name: z.string(), tag: z.string() });
const AuthorityRef = z.object({ id: Id, name: z.string() });
/** Who changed something. Null in place of it where the caller may not know which unit it was. */
export const Who = z.object({ name: z.string(), unit: UnitRef.nullable() });
export type Who = z.infer<typeof Who>;
const Stamp = z.object({ at: InstantText, by: Who.nullable() });

// ---------------------------------------------------------------- the plan as it is read
export const PlanHeader = z.object({
  title: z.string(),
  /** Övergripande ansvarig huvudman. */
  responsibleAuthority: AuthorityRef.nullable(),
  responsibleUnit: UnitRef.nullable(),
  nextFollowUpAt: InstantText.nullable(),
  followUpForm: z.enum(followUpForms).nullable(),
  personAgrees: z.enum(personAgrees),
  /** It has been asked, and nobody else does anything: the third statutory content stated as none. */
  noOtherMeasures: z.boolean(),
});

export const Goal = z.object({
  id: Id,
  version,
  words: z.string(),
  measure: z.string(),
  horizon: z.enum(goalHorizons),
  /** Goal Attainment Scaling: what −2, −1, 0, +1 and +2 mean for this goal, written beforehand; null when it is not measured so. */
  levels: z.array(z.string()).length(5).nullable(),
  state: z.enum(goalStates),
  sort: z.int(),
  author: UnitRef,
  /** The only units that read the goal and what is promised for it (and the person); null for all who read the plan. */
  keptTo: z.array(UnitRef).nullable(),
});
export type Goal = z.infer<typeof Goal>;

/** The promise behind an intervention, as far as the caller may see it. */
export const InterventionPromise = z.object({
  state: z.enum(commitmentStates),
  version,
  what: z.string(),
  detail: z.string(),
  area,
  dueAt: InstantText,
  ownerKind: z.enum(['unit', 'person', 'relative']),
  /** Null for the person's and relatives' own promises. */
  unit: UnitRef.nullable(),
  authority: AuthorityRef.nullable(),
  relativeId: Id.nullable(),
});

export const Intervention = z.object({
  id: Id,
  version,
  goalId: Id,
  commitmentId: Id,
  sort: z.int(),
  author: UnitRef,
  promise: InterventionPromise.nullable(),
});
export type Intervention = z.infer<typeof Intervention>;

export const OtherMeasure = z.object({ id: Id, version, what: z.string(), who: z.string(), author: UnitRef });
export type OtherMeasure = z.infer<typeof OtherMeasure>;

/** A text of the preparation, the crisis plan or the contacts. Two who may not read each other write each their own. */
export const Section = z.object({
  id: Id,
  version,
  kind: z.enum(sectionKinds),
  words: z.string(),
  /** Whose words they are, whoever wrote them down. */
  saidBy: z.enum(saidBy),
  /** The relative who wrote it by own sign-in: nobody else changes it. Null for what the person and staff write. */
  relativeId: Id.nullable(),
  author: UnitRef,
});
export type Section = z.infer<typeof Section>;

/** How a goal was judged: by the unit, and by the person. */
export const Evaluation = z.object({
  id: Id,
  goalId: Id,
  result: z.enum(goalResults),
  words: z.string(),
  /** The person's own rating: 0, not at all reached, to 10, wholly reached (Goal Based Outcomes, Law & Jacob 2015). */
  ownRating: z.int().min(0).max(10).nullable(),
  ownWords: z.string(),
  /** Which of the levels written beforehand was reached (Kiresuk & Sherman 1968). */
  gas: z.int().min(-2).max(2).nullable(),
});
export const FollowUp = z.object({
  id: Id,
  heldAt: InstantText,
  form: z.enum(followUpForms),
  outcome: z.enum(followUpOutcomes),
  personWords: z.string(),
  author: UnitRef,
  evaluations: z.array(Evaluation),
});

/** The latest yes or no of one who may speak, to the whole plan or to one intervention. */
export const Approval = z.object({
  id: Id,
  /** The intervention; null for the whole plan. */
  partId: Id.nullable(),
  byKind: z.enum(approvers),
  /** The guardian or trustee. */
  relativeId: Id.nullable(),
  /** Their name, as far as the caller may know it; empty for the person. */
  name: z.string(),
  answer: z.enum(approvalAnswers),
  how: z.enum(approvalHows),
  words: z.string(),
  at: InstantText,
  /** Who wrote it down; null when it was said by own sign-in, and where the caller may not know. */
  notedBy: Who.nullable(),
});
export type Approval = z.infer<typeof Approval>;
/** Where something new is: a part of the plan, the promise behind an intervention, a meeting, or a yes or no to the plan. */
export const newsPlaces = [...planParts, 'promise', 'meeting', 'approval'] as const;
export const newsDeeds = [
  'added',
  'changed',
  'removed',
  'established',
  'renewed',
  'closed',
  'accepted',
  'declined',
  'proposed',
  'kept',
  'not_kept',
  'withdrawn',
  'lapsed',
  'paused',
  'resumed',
  'called',
  'moved',
  'held',
  'cancelled',
  'yes',
  'no',
] as const;
export const News = z.object({
  place: z.enum(newsPlaces),
  /** The part, the intervention whose promise it is, the meeting or the approval. */
  partId: Id,
  deed: z.enum(newsDeeds),
  label: z.string(),
  at: InstantText,
  by: Who.nullable(),
});
export type News = z.infer<typeof News>;

export const PlanView = PlanHeader.extend({
  id: Id,
  personId: Id,
  type: z.enum(planTypes),
  state: z.enum(planStates),
  version,
  /** 0 while preparing; 1 when established; one more at each follow-up and renewal. */
  edition: z.int().min(0),
  openedAt: InstantText,
  establishedAt: InstantText.nullable(),
  closedAt: InstantText.nullable(),
  closeReason: z.enum(planCloseReasons).nullable(),
  author: UnitRef,
  /** Last change of the header. */
  changed: Stamp.nullable(),
  /** The person's word on having a plan, as far as the caller may read it; null for a relative who is not shown consents. */
  consent: z.object({ answer: z.enum(['yes', 'no', 'missing']), validUntil: InstantText.nullable() }).nullable(),
  /** The latest next follow-up that the agreement allows, counted from now; null when it sets none. */
  latestFollowUpAt: InstantText.nullable(),
  late: z.boolean(),
  /** Everything in it has ended: close it or renew it. */
  hollow: z.boolean(),
  /** What it lacks before it can be established, or renewed when active. For staff. */
  missing: z.array(z.enum(planLacks)),
  /** What the caller can do with it now. */
  actions: z.array(z.enum(planActions)),
  goals: z.array(Goal),
  interventions: z.array(Intervention),
  otherMeasures: z.array(OtherMeasure),
  followUps: z.array(FollowUp),
  sections: z.array(Section),
  /** The latest word of each who may speak, the whole plan first. To the whole plan: since it was last revised. */
  approvals: z.array(Approval),
  /** Of a coordinated plan under LPT or LRV: the units that answer for something in it, and when each signed (justerade) it as it now stands. Else empty. */
  signatures: z.array(z.object({ unit: UnitRef, at: InstantText.nullable() })),
  /** For staff: guardians and trustees whose word can be noted, and how many guardians of a child have not said yes; null when none is asked. */
  deputies: z.array(z.object({ relativeId: Id, name: z.string(), kind: z.enum(['guardian', 'trustee']) })),
  guardiansMissing: z.int().min(0).nullable(),
  /** Of the caller: the relative who asks, and in whose name the caller says yes or no by own sign-in. */
  own: z.object({ relativeId: Id.nullable(), speaks: z.enum(['person', 'guardian']).nullable() }),
  /** With whom the plan is shared, for staff and the person. */
  relatives: z.array(z.object({ id: Id, name: z.string() })),
  /**
   * What others have done since the caller's last look, as far as the caller may read, the latest first. `since` is null before the first look, and
   * `to` is what to say that one has seen (null: there is nothing to say). Reading moves nothing.
   */
  news: z.object({ since: InstantText.nullable(), to: InstantText.nullable(), items: z.array(News) }),
});
export type PlanView = z.infer<typeof PlanView>;

/** Units of the circle, as far as the caller knows them: may they read all that the caller reads in the plan, some of it, or none? */
export const PlanReaders = z.object({
  readers: z.array(z.object({ unit: UnitRef, reads: z.enum(['all', 'some', 'none']) })),
});

export const PlanInList = z.object({
  id: Id,
  type: z.enum(planTypes),
  state: z.enum(planStates),
  title: z.string(),
  nextFollowUpAt: InstantText.nullable(),
  responsibleUnit: UnitRef.nullable(),
  edition: z.int(),
  late: z.boolean(),
  hollow: z.boolean(),
});
export const UnitPlanRow = PlanInList.extend({ person: z.object({ id: Id, name: z.string() }) });

// ---------------------------------------------------------------- editions, comparison, history
export const EditionInList = z.object({
  number: z.int().min(1),
  cause: z.enum(editionCauses),
  at: InstantText,
  by: Who.nullable(),
});
export const Snapshot = z.object({
  /** 0 = as it stands now. */
  edition: z.int().min(0),
  at: InstantText,
  cause: z.enum(editionCauses).nullable(),
  by: Who.nullable(),
  state: z.enum(planStates),
  header: PlanHeader,
  goals: z.array(Goal),
  interventions: z.array(Intervention),
  otherMeasures: z.array(OtherMeasure),
  followUps: z.array(FollowUp.omit({ evaluations: true })),
  sections: z.array(Section),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** A run of words: in both texts, only in the later, or only in the earlier. Joined without separator they give the texts back. */
export const WordRun = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() });
export type WordRun = z.infer<typeof WordRun>;
const Plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const FieldChange = z.object({
  field: z.string(),
  from: Plain,
  to: Plain,
  /** Only for written text. */
  words: z.array(WordRun).nullable(),
});
export type FieldChange = z.infer<typeof FieldChange>;
export const PartChange = z.object({
  part: z.enum(planParts),
  partId: Id,
  kind: z.enum(['added', 'changed', 'removed']),
  /** What the part is called: the goal's words, the measure, the intervention's promise. */
  label: z.string(),
  fields: z.array(FieldChange),
});
export type PartChange = z.infer<typeof PartChange>;
export const PartVersion = z.object({
  version,
  edition: z.int(),
  at: InstantText,
  by: Who.nullable(),
  /** Against the version before; for the first, everything in it. */
  changes: z.array(FieldChange),
});

/** `current` of the problem `stale`: what stands now, who changed it and when, and what the caller had seen when that is kept. */
export const StalePart = z.object({
  part: z.enum(planParts),
  partId: Id,
  version,
  changed: Stamp.nullable(),
  now: z.record(z.string(), Plain),
  seen: z.record(z.string(), Plain).nullable(),
});
export type StalePart = z.infer<typeof StalePart>;

// ---------------------------------------------------------------- what is asked
const OfPerson = z.strictObject({ personId: Id });
const OfPlan = OfPerson.extend({ planId: Id });
const OfPart = OfPlan.extend({ partId: Id });
const Changed = z.object({ id: Id, version });
const PlanChanged = Changed.extend({ state: z.enum(planStates), edition: z.int() });

/** What has happened to one promise of a plan, in order. `dueAt`: what the promise said then. */
export const PlanStep = z.object({ type: z.string(), at: InstantText, dueAt: InstantText.nullable() });
/** A plan over time: each promise with its steps, and what the plan itself has been through. */
export const PlanTimeline = z.object({
  promises: z.array(
    z.object({
      /** The intervention. */
      id: Id,
      commitmentId: Id,
      what: z.string(),
      state: z.enum(commitmentStates),
      ownerKind: z.enum(['unit', 'person', 'relative']),
      unitId: Id.nullable(),
      offeredAt: InstantText,
      acceptedAt: InstantText.nullable(),
      answerBy: InstantText,
      dueAt: InstantText,
      pausedUntil: InstantText.nullable(),
      endedAt: InstantText.nullable(),
      steps: z.array(PlanStep),
    }),
  ),
  /** Established, meetings, follow-ups held and the one to come; the earliest first. */
  marks: z.array(
    z.object({
      id: Id,
      kind: z.enum(['established', 'closed', 'meeting', 'meeting_cancelled', 'follow_up', 'next_follow_up']),
      at: InstantText,
    }),
  ),
});
export type PlanTimeline = z.infer<typeof PlanTimeline>;

export const StartPlanBody = z.strictObject({
  type: z.enum(planTypes).default('SIP'),
  title: freeText(200),
  /** What somebody asked and this answers: said yes to and kept in the same step. */
  request: z.strictObject({ id: Id, version }).optional(),
});
export const HeaderBody = z.strictObject({
  version,
  title: freeText(200),
  responsibleAuthorityId: Id.nullable(),
  responsibleUnitId: Id.nullable(),
  nextFollowUpAt: InstantText.nullable(),
  followUpForm: z.enum(followUpForms).nullable(),
  personAgrees: z.enum(personAgrees),
  noOtherMeasures: z.boolean(),
});
const text = (max: number) => z.string().trim().max(max).default('');
const sort = z.int().min(0).max(10_000).default(0);
export const GoalBody = z.strictObject({
  words: freeText(1000),
  measure: text(500),
  horizon: z.enum(goalHorizons),
  sort,
  /** All five or none (null); left out, they stand as they are. */
  levels: z.array(freeText(500)).length(5).nullable().optional(),
});
export const AddGoalBody = GoalBody.extend({
  /** Units that shall read it besides one's own; left out or null: all who read the plan. Settled when the goal is written. */
  keptTo: z.array(Id).max(30).nullable().optional(),
});
export const InterventionBody = z.strictObject({
  goalId: Id,
  what: freeText(300),
  detail: text(4000),
  area,
  urgency: urgency.default('planned'),
  /** Own unit, the person and a relative promise at once; another unit is asked and answers by the agreement's time. */
  to: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('unit'), unitId: Id }),
    z.strictObject({ kind: z.literal('person') }),
    z.strictObject({ kind: z.literal('relative'), relativeId: Id }),
  ]),
  needIds: z.array(Id).max(20).default([]),
  dueAt: InstantText,
  sort,
});
export const OtherMeasureBody = z.strictObject({ what: freeText(500), who: freeText(200) });
export const SectionBody = z.strictObject({ words: text(4000), saidBy: z.enum(saidBy) });
export const ApprovalBody = z
  .strictObject({
    /** The version of the plan that was said yes or no to. */
    planVersion: version,
    /** An intervention; null for the whole plan. */
    partId: Id.nullable().default(null),
    answer: z.enum(approvalAnswers),
    how: z.enum(approvalHows),
    words: text(1000),
    byKind: z.enum(approvers),
    relativeId: Id.nullable().default(null),
  })
  .refine((body) => (body.byKind === 'person') === (body.relativeId === null), {
    path: ['relativeId'],
    message: 'a guardian or trustee is named',
  });
const closeReason = z.enum(planCloseReasons);
export const FollowUpBody = z.strictObject({
  version,
  heldAt: InstantText,
  form: z.enum(followUpForms),
  personWords: text(2000),
  /** One for each open goal, naming the version seen. */
  evaluations: z
    .array(
      z.strictObject({
        goalId: Id,
        version,
        result: z.enum(goalResults),
        words: text(2000),
        ownRating: z.int().min(0).max(10).nullable().optional(),
        ownWords: z.string().trim().max(2000).optional(),
        gas: z.int().min(-2).max(2).nullable().optional(),
      }),
    )
    .max(100)
    .refine((all) => new Set(all.map((one) => one.goalId)).size === all.length, { message: 'the same goal twice' }),
  outcome: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('continue'), nextFollowUpAt: InstantText }),
    z.strictObject({ kind: z.literal('revise'), nextFollowUpAt: InstantText.optional() }),
    z.strictObject({ kind: z.literal('close'), reason: closeReason }),
  ]),
});
const EditionNumber = z.coerce.number<string>().int().min(0).max(100_000);

const read = ['staff', 'person', 'relative'] as const;
const write = ['staff'] as const;
const base = '/persons/:personId/plans';

export const planRoutes = {
  startPlan: route({
    method: 'POST',
    path: base,
    summary: 'Start preparing a plan; needs the person’s yes',
    callers: write,
    params: OfPerson,
    body: StartPlanBody,
    response: PlanChanged,
  }),
  personPlans: route({
    method: 'GET',
    path: base,
    summary: 'The person’s plans, newest first',
    callers: read,
    params: OfPerson,
    response: z.object({ plans: z.array(PlanInList) }),
  }),
  readPlan: route({
    method: 'GET',
    path: `${base}/:planId`,
    summary: 'The whole plan as it stands now',
    callers: read,
    params: OfPlan,
    response: PlanView,
  }),
  editHeader: route({
    method: 'PUT',
    path: `${base}/:planId`,
    summary: 'Edit title, responsible, next follow-up, form, the person’s word',
    callers: write,
    params: OfPlan,
    body: HeaderBody,
    response: Changed,
  }),
  addGoal: route({
    method: 'POST',
    path: `${base}/:planId/goals`,
    summary: 'Add a goal',
    callers: write,
    params: OfPlan,
    body: AddGoalBody,
    response: Changed,
  }),
  editGoal: route({
    method: 'PUT',
    path: `${base}/:planId/goals/:partId`,
    summary: 'Edit a goal',
    callers: write,
    params: OfPart,
    body: GoalBody.extend({ version }),
    response: Changed,
  }),
  addIntervention: route({
    method: 'POST',
    path: `${base}/:planId/interventions`,
    summary: 'Add an intervention: a promise with one owner',
    callers: write,
    params: OfPlan,
    body: InterventionBody,
    response: Changed.extend({ commitmentId: Id, commitmentState: z.enum(commitmentStates) }),
  }),
  addOtherMeasure: route({
    method: 'POST',
    path: `${base}/:planId/other-measures`,
    summary: 'Add a measure by someone other than region and municipality',
    callers: write,
    params: OfPlan,
    body: OtherMeasureBody,
    response: Changed,
  }),
  editOtherMeasure: route({
    method: 'PUT',
    path: `${base}/:planId/other-measures/:partId`,
    summary: 'Edit such a measure',
    callers: write,
    params: OfPart,
    body: OtherMeasureBody.extend({ version }),
    response: Changed,
  }),
  removeOtherMeasure: route({
    method: 'POST',
    path: `${base}/:planId/other-measures/:partId/remove`,
    summary: 'Remove such a measure; it stays in the history',
    callers: write,
    params: OfPart,
    body: z.strictObject({ version }),
    response: Changed,
  }),
  addSection: route({
    method: 'POST',
    path: `${base}/:planId/sections`,
    summary: 'Write a section of the preparation or the crisis plan',
    callers: read,
    params: OfPlan,
    body: SectionBody.extend({ kind: z.enum(sectionKinds) }),
    response: Changed,
  }),
  editSection: route({
    method: 'PUT',
    path: `${base}/:planId/sections/:partId`,
    summary: 'Edit a section',
    callers: read,
    params: OfPart,
    body: SectionBody.extend({ version }),
    response: Changed,
  }),
  signPlan: route({
    method: 'POST',
    path: `${base}/:planId/sign`,
    summary: 'My unit signs (justerar) the coordinated plan as it stands',
    callers: write,
    params: OfPlan,
    body: z.strictObject({ version }),
    response: Changed,
  }),
  approvePlan: route({
    method: 'POST',
    path: `${base}/:planId/approvals`,
    summary: 'A yes or no to the plan or to one intervention: own, or noted as it was said',
    callers: read,
    params: OfPlan,
    body: ApprovalBody,
    response: z.object({ id: Id, planVersion: version }),
  }),
  establishPlan: route({
    method: 'POST',
    path: `${base}/:planId/establish`,
    summary: 'Establish the plan: edition 1',
    callers: write,
    params: OfPlan,
    body: z.strictObject({ version }),
    response: PlanChanged,
  }),
  renewPlan: route({
    method: 'POST',
    path: `${base}/:planId/renew`,
    summary: 'A new edition of a revised plan',
    callers: write,
    params: OfPlan,
    body: z.strictObject({ version }),
    response: PlanChanged,
  }),
  followUpPlan: route({
    method: 'POST',
    path: `${base}/:planId/follow-ups`,
    summary: 'Follow up: every open goal evaluated, and what then',
    callers: write,
    params: OfPlan,
    body: FollowUpBody,
    response: PlanChanged.extend({ followUpId: Id }),
  }),
  closePlan: route({
    method: 'POST',
    path: `${base}/:planId/close`,
    summary: 'Close the plan with a reason',
    callers: write,
    params: OfPlan,
    body: z.strictObject({ version, reason: closeReason }),
    response: PlanChanged,
  }),
  planReaders: route({
    method: 'GET',
    path: `${base}/:planId/readers`,
    summary: 'Which units of the circle read the plan: by the rule itself for each, so it is asked apart from the plan',
    callers: read,
    params: OfPlan,
    response: PlanReaders,
  }),
  planTimeline: route({
    method: 'GET',
    path: `${base}/:planId/timeline`,
    summary: 'What has happened to each promise of the plan over time, with meetings and follow-ups',
    callers: read,
    params: OfPlan,
    response: PlanTimeline,
  }),
  lookAtPlan: route({
    method: 'POST',
    path: `${base}/:planId/look`,
    summary: 'I have seen what was new up to this instant; mine alone, and never backwards',
    callers: read,
    params: OfPlan,
    body: z.strictObject({ to: InstantText }),
    response: z.object({ seenTo: InstantText }),
  }),
  listEditions: route({
    method: 'GET',
    path: `${base}/:planId/editions`,
    summary: 'Editions, newest first',
    callers: read,
    params: OfPlan,
    response: z.object({
      editions: z.array(EditionInList),
      /** Changes of parts since the last edition. */ changesSince: z.int(),
    }),
  }),
  readEdition: route({
    method: 'GET',
    path: `${base}/:planId/editions/:edition`,
    summary: 'The plan as it stood in an edition; 0 = now',
    callers: read,
    params: OfPlan.extend({ edition: EditionNumber }),
    response: Snapshot,
  }),
  compareEditions: route({
    method: 'GET',
    path: `${base}/:planId/compare`,
    summary: 'What differs between two editions; 0 = now',
    callers: read,
    params: OfPlan,
    query: z.strictObject({ from: EditionNumber, to: EditionNumber }),
    response: z.object({ from: z.int(), to: z.int(), changes: z.array(PartChange) }),
  }),
  partHistory: route({
    method: 'GET',
    path: `${base}/:planId/parts/:partId/history`,
    summary: 'Every version of a part: who, when, what',
    callers: read,
    params: OfPart,
    response: z.object({ part: z.enum(planParts), versions: z.array(PartVersion) }),
  }),
  planDocument: route({
    method: 'GET',
    path: `${base}/:planId/document`,
    summary: 'The plan as a document for the person, with what the caller may read of it',
    callers: read,
    params: OfPlan,
    query: z.strictObject({ type: z.enum(documentTypes).default('pdf'), language: z.enum(['sv', 'en']).default('sv') }),
    /** `content` is base64 for PDF and the page itself for HTML. The name says nothing of whom it is about. */
    response: z.object({ name: z.string(), type: z.enum(['application/pdf', 'text/html']), content: z.string() }),
  }),
  unitPlans: route({
    method: 'GET',
    path: '/unit/plans',
    summary: 'Plans of the persons in my unit’s circle, the most urgent follow-up first',
    callers: write,
    query: z.strictObject({
      /** `hollow`: all in it has ended, and it is the caller's unit that closes or renews it; the first hundred, the longest waiting first. */
      state: z.enum(['open', 'active', 'preparing', 'closed', 'hollow']).default('open'),
      after: z.string().max(200).optional(),
      limit: z.coerce.number<string>().int().min(1).max(100).default(50),
    }),
    response: z.object({ plans: z.array(UnitPlanRow), next: z.string().nullable() }),
  }),
} as const;
