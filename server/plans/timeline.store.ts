import { sql } from 'kysely';
import type { PlanTimeline } from '../../contract/plans.ts';
import type { Work } from '../kernel/db/transaction.ts';

const instant = (text: string): string => new Date(text).toISOString();
const orNull = (text: string | null): string | null => (text === null ? null : instant(text));

/** Null when the plan may not be read. */
export async function timelineOf(work: Work, personId: string, planId: string): Promise<PlanTimeline | null> {
  const ofPlan = sql`x.person_id = ${personId} and x.plan_id = ${planId}`;
  const { rows } = await sql<PlanTimeline>`select
    (select coalesce(json_agg(json_build_object('id', x.id, 'commitmentId', k.id, 'what', k.what, 'state', k.state, 'ownerKind', k.to_kind, 'unitId', k.to_unit_id,
        'offeredAt', k.offered_at, 'acceptedAt', k.accepted_at, 'answerBy', k.answer_by, 'dueAt', k.due_at, 'pausedUntil', k.paused_until, 'endedAt', k.ended_at,
        'steps', (select coalesce(json_agg(json_build_object('type', e.type, 'at', e.at, 'dueAt', e.data ->> 'dueAt') order by e.at, e.id), '[]')
          from commitments.event e where e.person_id = k.person_id and e.subject_id = k.id)) order by k.offered_at, k.id), '[]')
      from plans.intervention x join commitments.commitment k on k.person_id = x.person_id and k.id = x.commitment_id where ${ofPlan}) as promises,
    (select coalesce(json_agg(json_build_object('id', m.id, 'kind', m.kind, 'at', m.at) order by m.at, m.kind), '[]') from (
      select p.id, 'established' as kind, p.established_at as at where p.established_at is not null
      union all select p.id, 'closed', p.closed_at where p.closed_at is not null
      union all select p.id, 'next_follow_up', p.next_follow_up_at where p.state = 'active'
      union all select x.id, 'follow_up', x.held_at from plans.follow_up x where ${ofPlan}
      union all select x.id, case x.state when 'cancelled' then 'meeting_cancelled' else 'meeting' end, x.starts_at from plans.meeting x where ${ofPlan}) m) as marks
    from plans.plan p where p.person_id = ${personId} and p.id = ${planId}`.execute(work.tx);
  const [row] = rows;
  if (!row) return null;
  return {
    promises: row.promises.map((one) => ({
      ...one,
      offeredAt: instant(one.offeredAt),
      acceptedAt: orNull(one.acceptedAt),
      answerBy: instant(one.answerBy),
      dueAt: instant(one.dueAt),
      pausedUntil: orNull(one.pausedUntil),
      endedAt: orNull(one.endedAt),
      steps: one.steps.map(({ type, at, dueAt }) => ({ type, at: instant(at), dueAt: orNull(dueAt) })),
    })),
    marks: row.marks.map((mark) => ({ ...mark, at: instant(mark.at) })),
  };
}
