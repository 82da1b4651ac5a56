import { sql } from 'kysely';
import type { Work } from '../kernel/db/transaction.ts';
import type { PlanRow } from './plans.store.ts';

/** A unit that answers for something in the plan, and when it signed the plan as it now stands; null when it has not. */
export interface Signature {
  readonly unitId: string;
  /** ISO 8601 UTC. */
  readonly at: string | null;
}

/**
 * The units whose interventions live in a coordinated plan, and their signatures (justering, LPT 7 a §, LRV 12 a §). What is changed of goals,
 * interventions and others' measures after a signature has not been signed. Null for every other type of plan.
 */
export async function signaturesOf(
  work: Work,
  personId: string,
  plan: Pick<PlanRow, 'id' | 'type'>,
): Promise<Signature[] | null> {
  if (plan.type !== 'SPLPTLRV') return null;
  const { rows } = await sql<{ unitId: string; at: string | null }>`select u.unit_id as "unitId", (
      select max(a.at) from plans.approval a where a.person_id = ${personId} and a.plan_id = ${plan.id} and a.by_kind = 'unit' and a.unit_id = u.unit_id
        and a.answer = 'yes' and a.at >= coalesce((select max(v.at) from plans.part_version v where v.person_id = ${personId} and v.plan_id = ${plan.id}
          and v.part in ('goal', 'intervention', 'other_measure')), '-infinity')) as at
    from (select distinct k.to_unit_id as unit_id from plans.intervention i join commitments.commitment k on k.person_id = i.person_id and k.id = i.commitment_id
      where i.person_id = ${personId} and i.plan_id = ${plan.id} and k.to_unit_id is not null
        and k.state in ('offered', 'received', 'proposed', 'accepted', 'paused', 'kept')) u order by u.unit_id`.execute(
    work.tx,
  );
  return rows.map(({ unitId, at }) => ({ unitId, at: at === null ? null : new Date(at).toISOString() }));
}
