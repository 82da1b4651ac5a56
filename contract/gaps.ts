import { z } from 'zod';
import {
  area,
  commitmentKinds,
  commitmentStates,
  freeText,
  Id,
  lifeAreas,
  PersonLine,
  urgency,
} from './commitments.ts';
import { InstantText } from './instant-text.ts';
import { route } from './kernel/route.ts';
import { termUnits } from './organisations.ts';

export const gapKinds = [
  'unanswered',
  'overdue',
  'lapsed',
  'declined_without_owner',
  'unit_closed',
  'no_care_contact',
  'no_coordinating_contact',
  'no_omsorg_contact',
  'consent_ending',
  'consent_missing_in_plan',
  'plan_without_voice',
  'no_next_follow_up',
  'follow_up_overdue',
  'plan_hollow',
  'meeting_overdue',
] as const;
export type GapKind = (typeof gapKinds)[number];

/** Rungs of the ladder: the unit itself, its head, the joint operational group, the joint strategic group. */
export const ladderLevels = [0, 1, 2, 3] as const;

/** What a level does about a gap: takes the move itself, gives it to a unit, or asks a unit something. */
export const gapTaskKinds = ['take', 'assign', 'ask'] as const;
export type GapTaskKind = (typeof gapTaskKinds)[number];

/** `asked` waits for the unit that was asked, `taken` for the unit that has it; the rest are ends. `ended`: the gap went away, or was settled. */
export const gapTaskStates = [
  'asked',
  'taken',
  'answered',
  'declined',
  'given_back',
  'withdrawn',
  'done',
  'ended',
] as const;
export type GapTaskState = (typeof gapTaskStates)[number];

export const gapTaskActions = ['accept', 'decline', 'answer', 'withdraw', 'finish', 'give_back'] as const;
export type GapTaskAction = (typeof gapTaskActions)[number];

/** Why a level closes a gap whose cause still stands. */
export const settleReasons = ['accepted_risk', 'handled_otherwise', 'mistaken'] as const;
export type SettleReason = (typeof settleReasons)[number];

/** Which reason may close which gap: what the law asks is no risk to accept, and a need in a closed unit is nothing to close. */
export const settlesFor: Readonly<Record<GapKind, readonly SettleReason[]>> = {
  unanswered: ['handled_otherwise', 'mistaken'],
  overdue: settleReasons,
  lapsed: settleReasons,
  declined_without_owner: settleReasons,
  unit_closed: [],
  no_care_contact: ['handled_otherwise', 'mistaken'],
  no_coordinating_contact: settleReasons,
  no_omsorg_contact: ['handled_otherwise', 'mistaken'],
  consent_ending: ['handled_otherwise', 'mistaken'],
  consent_missing_in_plan: ['handled_otherwise', 'mistaken'],
  plan_without_voice: ['handled_otherwise', 'mistaken'],
  no_next_follow_up: ['handled_otherwise', 'mistaken'],
  follow_up_overdue: settleReasons,
  plan_hollow: settleReasons,
  meeting_overdue: ['handled_otherwise', 'mistaken'],
};

/** What can be done from a rung, besides answering in words. */
export const gapDeeds = ['take', 'assign', 'ask', 'settle', 'reopen'] as const;
export type GapDeed = (typeof gapDeeds)[number];
/** Through what one sees a gap: one's own move, one waits for it, it has reached one's joint group, or a level has asked one's unit. */
export const gapParts = ['move', 'giver', 'joint', 'asked'] as const;
export type GapPart = (typeof gapParts)[number];

/** Which deeds which rung may do: 0 the unit, 1 its head, 2 and 3 the joint groups. A unit that was asked answers what it was asked. */
export const gapDeedsOf: Readonly<Record<GapDeed, readonly number[]>> = {
  take: [0, 1, 2, 3],
  assign: [1, 2, 3],
  ask: [1, 2, 3],
  settle: [1, 2, 3],
  reopen: [1, 2, 3],
};
export const mayDo = (deed: GapDeed, level: number, part: GapPart): boolean =>
  part !== 'asked' && gapDeedsOf[deed].includes(level);

/** How old a gap is: since less than a day, a week, thirty days, or longer. */
export const gapAges = ['day', 'week', 'month', 'older'] as const;
export type GapAge = (typeof gapAges)[number];

export const GapTask = z.object({
  id: Id,
  kind: z.enum(gapTaskKinds),
  state: z.enum(gapTaskStates),
  version: z.int(),
  level: z.int(),
  fromUnitId: Id,
  toUnitId: Id,
  words: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  answerBy: z.string().nullable(),
  doneBy: z.string().nullable(),
  clockAt: z.string().nullable(),
  answeredAt: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answerWords: z.string(),
  endedAt: z.string().nullable(),
});
export type GapTask = z.infer<typeof GapTask>;

export const GapRow = z.object({
  id: Id,
  kind: z.enum(gapKinds),
  area: area.nullable(),
  since: z.string(),
  level: z.int().min(0).max(3),
  levelAt: z.string(),
  climbsAt: z.string().nullable(),
  moveUnitId: Id,
  giverUnitId: Id.nullable(),
  municipality: z.string(),
  version: z.int(),
  part: z.enum(gapParts),
  person: PersonLine.nullable(),
  subjectId: Id.nullable(),
  what: z.string().nullable(),
  /** Closed with a reason though its cause stands; open again at `reviewAt`. */
  settled: z
    .object({
      at: z.string(),
      by: z.string(),
      unitId: Id,
      level: z.int(),
      reason: z.enum(settleReasons),
      words: z.string(),
      reviewAt: z.string(),
    })
    .nullable(),
  answers: z.array(z.object({ at: z.string(), level: z.int(), unitId: Id, actor: z.string(), words: z.string() })),
  tasks: z.array(GapTask),
});
export type GapRow = z.infer<typeof GapRow>;

const count = z.record(z.string(), z.int());

export const GapBoard = z.object({
  now: z.string(),
  /** Of the whole board, not of what is shown. Each follows all that is chosen but itself; `byLevel` all. */
  counts: z.object({
    byLevel: count,
    state: z.object({ open: z.int(), settled: z.int() }),
    part: z.object({ all: z.int(), ours: z.int(), wait: z.int(), asked: z.int() }),
    unit: count,
    authority: count,
    area: count,
    kind: count,
    age: count,
    level: count,
  }),
  rows: z.array(GapRow),
  previews: z.array(GapRow),
});
export type GapBoard = z.infer<typeof GapBoard>;

/** A step of what has happened: raised, climbed (with the dated term that carried it), settled, opened again. */
export const GapStep = z.object({
  at: z.string(),
  type: z.enum(['gap_raised', 'gap_climbed', 'gap_settled', 'gap_reopened']),
  level: z.int(),
  actor: z.string(),
  unitId: Id,
  words: z.string().nullable(),
  reason: z.enum(settleReasons).nullable(),
  term: z
    .object({
      key: z.string(),
      amount: z.int(),
      unit: z.enum(termUnits),
      source: z.string(),
      verified: z.boolean(),
      agreement: z.string().nullable(),
      validFrom: z.string().nullable(),
    })
    .nullable(),
});
export type GapStep = z.infer<typeof GapStep>;

export const GapDetail = GapRow.extend({
  now: z.string(),
  closedAt: z.string().nullable(),
  myLevel: z.int(),
  /** The latest day a gap that is closed with a reason may rest, and when a question is to be answered if nothing else is said. */
  longestReview: z.string(),
  questionBy: z.string(),
  steps: z.array(GapStep),
});
export type GapDetail = z.infer<typeof GapDetail>;

const words = freeText(2000);
const seen = z.int().min(1);
export const GapDeedBody = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('take'),
    seen,
    doneBy: InstantText,
    words: z.string().trim().max(2000).default(''),
  }),
  z.strictObject({ type: z.literal('assign'), seen, toUnitId: Id, words, answerBy: InstantText }),
  z.strictObject({ type: z.literal('ask'), seen, toUnitId: Id, words, answerBy: InstantText }),
  z.strictObject({ type: z.literal('settle'), seen, reason: z.enum(settleReasons), words, reviewAt: InstantText }),
  z.strictObject({ type: z.literal('reopen'), seen, words }),
]);
export type GapDeedBody = z.infer<typeof GapDeedBody>;

export const GapMoveBody = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('accept'),
    seen,
    doneBy: InstantText,
    words: z.string().trim().max(2000).default(''),
  }),
  z.strictObject({ action: z.literal('decline'), seen, words }),
  z.strictObject({ action: z.literal('answer'), seen, words }),
  z.strictObject({ action: z.literal('withdraw'), seen }),
  z.strictObject({ action: z.literal('finish'), seen, words: z.string().trim().max(2000).default('') }),
  z.strictObject({ action: z.literal('give_back'), seen, words }),
]);
export type GapMoveBody = z.infer<typeof GapMoveBody>;

/** What the board can be narrowed to; the same names stand in the page's address. */
export const gapFilter = {
  state: z.enum(['open', 'settled']).default('open'),
  part: z.enum(['ours', 'wait', 'asked']).optional(),
  unit: Id.optional(),
  authority: Id.optional(),
  area: z.enum(lifeAreas).optional(),
  kind: z.enum(gapKinds).optional(),
  age: z.enum(gapAges).optional(),
  level: z.coerce.number().int().min(0).max(3).optional(),
};

// ------------------------------------------------------------------------------------------------------------------------ who waits for whom

/** How a promise stood in a week: kept or broken in it, else open or late when the week was over, or now. */
export const stoodAs = ['late', 'broken', 'open', 'kept'] as const;
export type StoodAs = (typeof stoodAs)[number];

const figures = { open: z.int(), late: z.int(), kept: z.int(), broken: z.int() };
/** `from` waits for `to`: units, or authorities. */
export const WeekCell = z.object({ from: Id, to: Id, ...figures });
export type WeekCell = z.infer<typeof WeekCell>;
export const weekLevels = ['unit', 'authority'] as const;

export const Week = z.object({
  now: z.string(),
  /** `2026-W47`, ISO week in Stockholm. */
  week: z.string(),
  from: z.string(),
  to: z.string(),
  level: z.enum(weekLevels),
  joint: z.boolean(),
  unitId: Id,
  /** Oldest first: what was kept and broken in each of the weeks that can be looked at. */
  weeks: z.array(z.object({ week: z.string(), from: z.string(), kept: z.int(), broken: z.int() })),
  cells: z.array(WeekCell),
  /** Pairs of units with so few promises that they are told only by authority. */
  withheld: z.object({ pairs: z.int(), under: z.int() }),
});
export type Week = z.infer<typeof Week>;

export const WeekPromise = z.object({
  id: Id.nullable(),
  stood: z.enum(stoodAs),
  kind: z.enum(commitmentKinds),
  state: z.enum(commitmentStates),
  what: z.string().nullable(),
  area,
  urgency,
  clockAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  offeredAt: z.string(),
  /** Null where the pair of units has too few promises to be told apart from its authorities. */
  fromUnitId: Id.nullable(),
  toUnitId: Id.nullable(),
  person: PersonLine.nullable(),
});
export type WeekPromise = z.infer<typeof WeekPromise>;
export const WeekPromises = z.object({
  now: z.string(),
  total: z.int(),
  rows: z.array(WeekPromise),
  previews: z.array(WeekPromise),
});
export type WeekPromises = z.infer<typeof WeekPromises>;

const weekText = z.string().regex(/^\d{4}-W\d{2}$/);

export const gapsRoutes = {
  gaps: route({
    method: 'GET',
    path: '/gaps',
    summary: 'Mellanrummen: what is missing or late, whose move it is and how far it has climbed',
    callers: ['staff'],
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(100).default(40),
      after: InstantText.optional(),
      afterId: Id.optional(),
      /** `arrived`: the latest to have reached its rung first, for a first look; it has no next page. */
      order: z.enum(['urgent', 'arrived']).default('urgent'),
      afterLevel: z.coerce.number().int().min(0).max(3).optional(),
      ...gapFilter,
    }),
    response: GapBoard,
  }),
  gap: route({
    method: 'GET',
    path: '/gaps/:id',
    summary: 'One gap with its ladder: when it reached each rung, which agreed time carried it and what each answered',
    callers: ['staff'],
    params: z.strictObject({ id: Id }),
    response: GapDetail,
  }),
  answerGap: route({
    method: 'POST',
    path: '/gaps/:id/answers',
    summary: 'Answer a gap on one’s own level; it stands until it is done',
    callers: ['staff'],
    params: z.strictObject({ id: Id }),
    body: z.strictObject({ words }),
    response: z.object({ id: Id, level: z.int() }),
  }),
  actOnGap: route({
    method: 'POST',
    path: '/gaps/:id/deeds',
    summary: 'Take it, give it to a unit, ask a unit, close it with a reason, open it again',
    callers: ['staff'],
    params: z.strictObject({ id: Id }),
    body: GapDeedBody,
    response: z.object({ id: Id, gapId: Id, level: z.int() }),
  }),
  moveGapTask: route({
    method: 'POST',
    path: '/gap-tasks/:id/moves',
    summary: 'Answer what a level has asked about a gap: accept, decline, answer; give back, finish, withdraw',
    callers: ['staff'],
    params: z.strictObject({ id: Id }),
    body: GapMoveBody,
    response: z.object({ id: Id, gapId: Id, version: z.int(), state: z.enum(gapTaskStates) }),
  }),
  week: route({
    method: 'GET',
    path: '/gaps-week',
    summary: 'Who waits for whom: promises open, late, kept and not kept in a week, per pair of units or authorities',
    callers: ['staff'],
    query: z.strictObject({ level: z.enum(weekLevels).default('unit'), week: weekText.optional() }),
    response: Week,
  }),
  weekPromises: route({
    method: 'GET',
    path: '/gaps-week/promises',
    summary: 'The promises behind a figure; those whose person one may not know stand without who and what',
    callers: ['staff'],
    query: z.strictObject({
      level: z.enum(weekLevels).default('unit'),
      week: weekText.optional(),
      from: Id,
      to: Id,
      stood: z.enum(stoodAs).optional(),
    }),
    response: WeekPromises,
  }),
} as const;
