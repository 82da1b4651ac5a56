import { z } from 'zod';
import { Id } from './commitments.ts';
import { InstantText } from './instant-text.ts';
import { route } from './kernel/route.ts';
import { UnitPlanRow } from './plans.ts';

/**
 * How a follow-up stood: held by the day it was due, held later, due and not held, or still to come. `no_next`: held, but the plan got no new time.
 */
export const followUpStood = ['held', 'late', 'missing', 'coming', 'no_next'] as const;
export type FollowUpStood = (typeof followUpStood)[number];

const count = z.int().min(0);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/u);

/** Follow-ups that fell due in a month, of the plans of one unit or one authority. */
export const FollowUpCell = z.object({
  month,
  id: Id,
  held: count,
  late: count,
  missing: count,
  coming: count,
  noNext: count,
});
export type FollowUpCell = z.infer<typeof FollowUpCell>;

export const followUpRoutes = {
  followUpFigures: route({
    method: 'GET',
    path: '/follow-ups',
    summary: 'Follow-ups due, held and late, by month and by unit or authority; figures of organisations only',
    callers: ['staff'],
    query: z.strictObject({ level: z.enum(['unit', 'authority']).default('unit') }),
    response: z.object({
      now: InstantText,
      level: z.enum(['unit', 'authority']),
      /** A joint group: all units of its municipalities. */
      joint: z.boolean(),
      unitId: Id,
      /** Oldest first. */
      months: z.array(month),
      cells: z.array(FollowUpCell),
      /** Of others' units, fewer than `under` in a month are told by authority only. */
      withheld: z.object({ cells: count, under: z.int() }),
    }),
  }),
  followUpPlans: route({
    method: 'GET',
    path: '/unit/follow-ups/plans',
    summary: 'The plans behind a figure of my own unit',
    callers: ['staff'],
    query: z.strictObject({ month, stood: z.enum(followUpStood) }),
    response: z.object({ plans: z.array(UnitPlanRow) }),
  }),
} as const;
