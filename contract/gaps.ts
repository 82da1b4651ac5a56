import { z } from 'zod';
import { area, freeText, Id, page, PersonLine } from './commitments.ts';
import { route } from './kernel/route.ts';

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
] as const;
export type GapKind = (typeof gapKinds)[number];

/** Rungs of the ladder: the unit itself, its head, the joint operational group, the joint strategic group. */
export const ladderLevels = [0, 1, 2, 3] as const;

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
  person: PersonLine.nullable(),
  subjectId: Id.nullable(),
  what: z.string().nullable(),
  answers: z.array(z.object({ at: z.string(), level: z.int(), unitId: Id, actor: z.string(), words: z.string() })),
});
export type GapRow = z.infer<typeof GapRow>;

export const GapBoard = z.object({
  now: z.string(),
  counts: z.object({ byLevel: z.record(z.string(), z.int()) }),
  rows: z.array(GapRow),
  previews: z.array(GapRow),
});

export const gapsRoutes = {
  gaps: route({
    method: 'GET',
    path: '/gaps',
    summary: 'Mellanrummen: what is missing or late, whose move it is and how far it has climbed',
    callers: ['staff'],
    query: z.strictObject({ ...page, mine: z.stringbool().default(false) }),
    response: GapBoard,
  }),
  answerGap: route({
    method: 'POST',
    path: '/gaps/:id/answers',
    summary: 'Answer a gap on one’s own level; it stands until it is done',
    callers: ['staff'],
    params: z.strictObject({ id: Id }),
    body: z.strictObject({ words: freeText(2000) }),
    response: z.object({ id: Id, level: z.int() }),
  }),
} as const;
