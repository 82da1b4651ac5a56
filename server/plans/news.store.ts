import { sql } from 'kysely';
import type { Work } from '../kernel/db/transaction.ts';
import type { ChangedPart, Happened } from './news.rules.ts';

export async function noteLook(work: Work, personId: string, planId: string, to: string): Promise<string> {
  const { rows } = await sql<{
    at: string;
  }>`select plans.note_look(${personId}, ${planId}, ${to}::timestamptz)::text as at`.execute(work.tx);
  return new Date(rows[0]?.at ?? to).toISOString();
}

const known = (unit: ReturnType<typeof sql>) =>
  sql`(${unit} in (select g.author_unit_id from access.grants('plan') g where g.person_id = v.person_id) or ${unit} = (select access.unit_id()))`;

/**
 * Versions of parts written after an instant, each with the one before it, and what has happened to the plan's promises and been said of it since; only
 * what the caller may read. One statement: a round trip costs more than what it fetches.
 */
export async function changesAfter(
  work: Work,
  personId: string,
  planId: string,
  since: number,
): Promise<{ parts: ChangedPart[]; happened: Happened[] }> {
  const by = sql`coalesce(v.by_unit_id, v.author_unit_id)`;
  const from = new Date(since).toISOString();
  const { rows } = await sql<{ parts: ChangedPart[]; happened: Happened[] }>`select
    (select coalesce(json_agg(x), '[]') from (
      select v.part, v.part_id as "partId", v.version, v.content, lag(v.content) over (partition by v.part_id order by v.version) as before, v.at, v.actor,
        ${by} as "byUnitId", ${known(by)} as known,
        (select k.what from commitments.commitment k where k.person_id = v.person_id and k.id = (v.content ->> 'commitment_id')::uuid) as what
      from plans.part_version v where v.person_id = ${personId} and v.plan_id = ${planId}
        and v.author_unit_id in (select g.author_unit_id from access.grants('plan') g where g.person_id = v.person_id)
        and v.part_id in (select n.part_id from plans.part_version n where n.person_id = ${personId} and n.plan_id = ${planId} and n.at > ${from})) x
      where x.at > ${from}) as parts,
    (select coalesce(json_agg(y), '[]') from (
      select 'promise' as place, i.id as "partId", e.type as deed, k.what as label, e.at, e.actor, e.author_unit_id as "byUnitId", e.author_unit_id in (k.from_unit_id, k.to_unit_id) as known
      from plans.intervention i join commitments.commitment k on k.person_id = i.person_id and k.id = i.commitment_id
        join commitments.event e on e.person_id = k.person_id and e.subject_id = k.id
      where i.person_id = ${personId} and i.plan_id = ${planId} and e.at > ${from}
      union all
      select 'approval', v.id, v.answer, '', v.at, v.actor, v.author_unit_id, v.actor not like 'relative:%' and ${known(sql`v.author_unit_id`)}
      from plans.approval v where v.person_id = ${personId} and v.plan_id = ${planId} and v.at > ${from}) y) as happened`.execute(
    work.tx,
  );
  const inIso = <T extends { readonly at: string }>(all: readonly T[]): T[] =>
    all.map((one) => ({ ...one, at: new Date(one.at).toISOString() }));
  const [row] = rows;
  return { parts: inIso(row?.parts ?? []), happened: inIso(row?.happened ?? []) };
}
