import type { GapKind } from '../../contract/gaps.ts';
import type { Instant } from '../../contract/kernel/time.ts';
import type { Database } from '../kernel/db/database.ts';

/** The kinds of gap that this room alone raises and closes. */
export const planGapKinds = [
  'no_next_follow_up',
  'follow_up_overdue',
  'plan_hollow',
  'plan_without_voice',
  'consent_missing_in_plan',
  'meeting_overdue',
] as const satisfies readonly GapKind[];

export interface PlanGap {
  readonly kind: (typeof planGapKinds)[number];
  readonly personId: string;
  /** The plan. */
  readonly subjectId: string;
  readonly area: null;
  readonly since: Instant;
  /** The responsible unit, or the one that wrote the plan when none is or it has closed. */
  readonly moveUnitId: string;
  readonly giverUnitId: string | null;
  readonly municipality: string | null;
}

/** What the clock asks of this room about a person: the gaps that hold at `now` (epoch ms) and when to ask again (null: only after a change). */
export function planGaps(database: Pick<Database, 'system'>) {
  return {
    kinds: planGapKinds,
    async judge(personId: string, now: Instant): Promise<{ wanted: readonly PlanGap[]; nextAt: Instant | null }> {
      const { rows } = await database.system.query<{
        v: { wanted: (Omit<PlanGap, 'since'> & { since: string })[]; nextAt: string | null };
      }>('select plans.gaps_around($1::uuid, $2::timestamptz) as v', [personId, new Date(now).toISOString()]);
      const [row] = rows;
      if (!row) return { wanted: [], nextAt: null };
      return {
        wanted: row.v.wanted.map((gap) => ({ ...gap, since: Date.parse(gap.since) })),
        nextAt: row.v.nextAt === null ? null : Date.parse(row.v.nextAt),
      };
    },
  };
}
