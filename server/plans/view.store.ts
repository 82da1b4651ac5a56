import { sql } from 'kysely';
import type { CommitmentState, LifeArea } from '../../contract/commitments.ts';
import type { PlanPart } from '../../contract/plans.ts';
import type { Work } from '../kernel/db/transaction.ts';
import { heardColumns, type Heard } from './approvals.store.ts';
import { termInForce, type ConsentRow, type Term } from './plans.store.ts';

type Content = Record<string, string | number | boolean | null>;
export interface PartRow {
  readonly part: PlanPart;
  readonly partId: string;
  readonly version: number;
  readonly content: Content;
}
export interface VersionRow extends PartRow {
  readonly edition: number;
  readonly at: string;
  readonly actor: string;
  readonly byUnitId: string | null;
  /** May the caller know which unit wrote this version? */
  readonly known: boolean;
}

function partsNow(personId: string, planId: string) {
  const of = (
    part: PlanPart,
    version: 'x.version' | '1',
  ) => sql`select ${part}::text as part, x.id as "partId", ${sql.raw(version)} as version, to_jsonb(x) as content
    from ${sql.table(`plans.${part}`)} x where x.person_id = ${personId} and x.plan_id = ${planId}`;
  return sql<PartRow>`select 'plan' as part, x.id as "partId", x.version, to_jsonb(x) as content from plans.plan x
    where x.person_id = ${personId} and x.id = ${planId}
    union all ${of('goal', 'x.version')} union all ${of('intervention', 'x.version')} union all ${of('other_measure', 'x.version')}
    union all ${of('follow_up', '1')} union all ${of('section', 'x.version')}`;
}
const withPlan = <T extends PartRow>(rows: readonly T[]): readonly T[] =>
  rows.some(({ part }) => part === 'plan') ? rows : [];

/** Every part of the plan as it stands now, as far as the caller may read. Empty when the plan itself may not be read. */
export async function currentParts(work: Work, personId: string, planId: string): Promise<readonly PartRow[]> {
  return withPlan((await partsNow(personId, planId).execute(work.tx)).rows);
}

const versionWho = sql`v.at, v.actor, coalesce(v.by_unit_id, v.author_unit_id) as "byUnitId",
  (coalesce(v.by_unit_id, v.author_unit_id) in (select g.author_unit_id from access.grants('plan') g where g.person_id = v.person_id)
    or coalesce(v.by_unit_id, v.author_unit_id) = (select access.unit_id())) as known`;
const versionColumns = sql`v.part, v.part_id as "partId", v.version, v.content, v.edition, ${versionWho}`;
/** Only parts whose origin the caller may read: one's own old version of a part now hidden must not pass for the part. */
const originRead = sql`v.author_unit_id in (select g.author_unit_id from access.grants('plan') g where g.person_id = v.person_id)`;

/**
 * Every part as it stood in an edition. What a version says was in force until the next edition was made, so an edition is the plan's own row
 * that made it and, of each other part, the last version written before.
 */
export async function editionParts(
  work: Work,
  personId: string,
  planId: string,
  edition: number,
): Promise<readonly VersionRow[]> {
  const { rows } = await sql<VersionRow>`select distinct on (v.part_id) ${versionColumns} from plans.part_version v
    where v.person_id = ${personId} and v.plan_id = ${planId} and v.part <> 'meeting' and ${originRead}
      and case when v.part = 'plan' then v.edition = ${edition} else v.edition < ${edition} end
    order by v.part_id, case when v.part = 'plan' then v.version else -v.version end`.execute(work.tx);
  return withPlan(rows);
}

/** The plan's own row at each edition, oldest first, and how many changes have been made since the last. */
export async function editionHeads(work: Work, personId: string, planId: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`select distinct on (v.edition) ${versionColumns} from plans.part_version v
    where v.person_id = ${personId} and v.part_id = ${planId} and v.edition > 0 and ${originRead} order by v.edition, v.version`.execute(
    work.tx,
  );
  return rows;
}

export async function changesSince(
  work: Work,
  personId: string,
  planId: string,
  edition: number,
  headVersion: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from plans.part_version v
    where v.person_id = ${personId} and v.plan_id = ${planId} and v.edition >= ${edition} and v.part <> 'meeting' and ${originRead}
      and (v.part <> 'plan' or v.version > ${headVersion})`.execute(work.tx);
  return rows[0]?.count ?? 0;
}

/** Every version of one part, oldest first. */
export async function versionsOf(work: Work, personId: string, planId: string, partId: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`select ${versionColumns} from plans.part_version v
    where v.person_id = ${personId} and v.plan_id = ${planId} and v.part_id = ${partId} and ${originRead} order by v.version`.execute(
    work.tx,
  );
  return rows;
}

export interface EvaluationRow {
  readonly id: string;
  readonly followUpId: string;
  readonly goalId: string;
  readonly result: 'reached' | 'partly' | 'not_reached' | 'dropped';
  readonly words: string;
  readonly ownRating: number | null;
  readonly ownWords: string;
  readonly gas: number | null;
}
/** A plan as it stands now and all around it, as far as the caller may read. Times as PostgreSQL writes them in JSON. */
export interface WholePlan extends Heard {
  /** As `currentParts`. */
  readonly parts: readonly PartRow[];
  /** The last version of the plan's own row. */
  readonly last: Pick<VersionRow, 'at' | 'actor' | 'byUnitId' | 'known'> | null;
  readonly evaluations: readonly EvaluationRow[];
  readonly consents: readonly ConsentRow[];
  /** Whether the caller is shown consents at all (a relative may be shown the plan and not them). */
  readonly consentsShown: boolean;
  /** How far the caller has seen; null when never. */
  readonly seenTo: string | null;
  /** Relatives with whom the plan is shared. */
  readonly relatives: readonly { readonly id: string; readonly name: string }[];
  /** When a follow-up is held at the latest, by the agreement where the responsible unit works. */
  readonly followUpWithin: Term | null;
}

/** Each unit of the circle: how many of the origins that the caller reads here it may read, of how many. */
export async function readersOf(
  work: Work,
  personId: string,
  planId: string,
): Promise<{ unitId: string; ofMine: number; theirs: number }[]> {
  const { rows } = await sql<{ unitId: string; ofMine: number; theirs: number }>`select unit_id as "unitId",
    of_mine as "ofMine", theirs from plans.readers(${personId}, ${planId})`.execute(work.tx);
  return rows;
}

/** In one statement: each round trip costs more than what it fetches. Null when the plan itself may not be read. */
export async function wholePlan(work: Work, personId: string, planId: string): Promise<WholePlan | null> {
  const now = new Date(work.now).toISOString();
  const responsible = sql`(select coalesce(p.responsible_unit_id, p.author_unit_id) from plans.plan p where p.person_id = ${personId} and p.id = ${planId})`;
  const { rows } =
    await sql<WholePlan>`select (select coalesce(json_agg(row_to_json(x)), '[]') from (${partsNow(personId, planId)}) x) as parts,
    (select row_to_json(x) from (select ${versionWho} from plans.part_version v where v.person_id = ${personId} and v.plan_id = ${planId} and v.part_id = ${planId}
      and ${originRead} order by v.version desc limit 1) x) as last,
    (select coalesce(json_agg(json_build_object('id', e.id, 'followUpId', e.follow_up_id, 'goalId', e.goal_id, 'result', e.result, 'words', e.words,
        'ownRating', e.own_rating, 'ownWords', e.own_words, 'gas', e.gas) order by e.id), '[]')
      from plans.evaluation e where e.person_id = ${personId} and e.plan_id = ${planId}) as evaluations,
    (select coalesce(json_agg(json_build_object('id', k.id, 'kind', k.kind, 'decision', k.decision, 'validFrom', k.valid_from, 'validUntil', k.valid_until, 'withdrawnAt', k.withdrawn_at)), '[]')
      from people.consent k where k.person_id = ${personId} and k.kind in ('plan', 'follow_up')) as consents,
    exists (select 1 from access.grants('consents') g where g.person_id = ${personId}) as "consentsShown",
    plans.last_look(${personId}, ${planId})::text as "seenTo",
    (select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name) order by r.name, r.id), '[]') from people.relative r join people.relative_share s
        on s.person_id = r.person_id and s.relative_id = r.id and s.part = 'plan' and s.valid_from <= ${now} and (s.withdrawn_at is null or s.withdrawn_at > ${now})
      where r.person_id = ${personId} and r.valid_from <= ${now} and (r.valid_to is null or r.valid_to > ${now})) as relatives,
    (select row_to_json(x) from (${termInForce(work, 'followup.latest', responsible)}) x) as "followUpWithin",
    ${heardColumns(work, personId, planId)}`.execute(work.tx);
  const whole = rows[0];
  return whole && withPlan(whole.parts).length > 0 ? whole : null;
}

export interface PromiseRow {
  readonly id: string;
  readonly state: CommitmentState;
  readonly version: number;
  readonly what: string;
  readonly detail: string;
  readonly area: LifeArea;
  readonly dueAt: string;
  readonly ownerKind: 'unit' | 'person' | 'relative';
  readonly unitId: string | null;
  readonly relativeId: string | null;
}
export interface UnitRow {
  readonly id: string;
  readonly name: string;
  readonly tag: string;
  readonly authority: { readonly id: string; readonly name: string };
}
const unitsOf = sql`select u.id, u.name, u.tag, json_build_object('id', a.id, 'name', a.name) as authority from organisations.unit u
  join organisations.provider p on p.id = u.provider_id join organisations.authority a on a.id = p.authority_id`;

export async function unitNames(work: Work, ids: readonly string[]): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`${unitsOf} where u.id = any(${ids}::uuid[])`.execute(work.tx);
  return rows;
}

/** The promises named, as far as the caller sees them, and what units (theirs too) and authorities are called. Times as PostgreSQL writes them in JSON. */
export async function namesBehind(
  work: Work,
  personId: string,
  ids: {
    readonly promises: readonly string[];
    readonly units: readonly string[];
    readonly authorities: readonly string[];
  },
): Promise<{ promises: PromiseRow[]; units: UnitRow[]; authorities: { id: string; name: string }[] }> {
  const { rows } = await sql<{
    promises: PromiseRow[];
    units: UnitRow[];
    authorities: { id: string; name: string }[];
  }>`with promises as materialized (
      select id, state, version, what, detail, area, due_at as "dueAt", to_kind as "ownerKind", to_unit_id as "unitId", relative_id as "relativeId"
      from commitments.commitment where person_id = ${personId} and id = any(${ids.promises}::uuid[]))
    select (select coalesce(json_agg(row_to_json(p)), '[]') from promises p) as promises,
      (select coalesce(json_agg(row_to_json(x)), '[]') from (${unitsOf} where u.id = any(${ids.units}::uuid[] || array(select "unitId" from promises where "unitId" is not null))) x) as units,
      (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name)), '[]') from organisations.authority a where a.id = any(${ids.authorities}::uuid[])) as authorities`.execute(
    work.tx,
  );
  return rows[0] ?? { promises: [], units: [], authorities: [] };
}

export interface ListedPlan {
  readonly id: string;
  readonly personId: string;
  readonly type: 'SIP';
  readonly state: 'preparing' | 'active' | 'closed';
  readonly title: string;
  readonly nextFollowUpAt: string | null;
  readonly responsibleUnitId: string | null;
  readonly edition: number;
  readonly hasOpenGoal: boolean;
  readonly hasLiving: boolean;
  readonly personName: string;
}
const listed = sql`select p.id, p.person_id as "personId", p.type, p.state, p.title, p.next_follow_up_at as "nextFollowUpAt", p.responsible_unit_id as "responsibleUnitId",
  p.edition, exists (select 1 from plans.goal g where g.person_id = p.person_id and g.plan_id = p.id and g.state = 'open') as "hasOpenGoal",
  exists (select 1 from plans.intervention i left join commitments.commitment k on k.person_id = i.person_id and k.id = i.commitment_id
    where i.person_id = p.person_id and i.plan_id = p.id and k.ended_at is null) as "hasLiving",
  q.given_name || ' ' || q.family_name as "personName"
  from plans.plan p join people.person q on q.person_id = p.person_id`;

export async function plansOfPerson(work: Work, personId: string): Promise<ListedPlan[]> {
  const { rows } =
    await sql<ListedPlan>`${listed} where p.person_id = ${personId} order by p.opened_at desc, p.id desc`.execute(
      work.tx,
    );
  return rows;
}

/** The plans named, in the order named; those that may not be read are not there. */
export async function plansNamed(
  work: Work,
  ids: readonly string[],
  personIds: readonly string[],
): Promise<ListedPlan[]> {
  const { rows } =
    await sql<ListedPlan>`${listed} where p.person_id = any(${personIds}::uuid[]) and p.id = any(${ids}::uuid[])
    order by coalesce(p.next_follow_up_at, 'infinity'), p.id`.execute(work.tx);
  return rows;
}

/** Ids only, before the log: which plans of the circle this page of the list is about. `at` is `infinity` for none. */
export async function planIdsOfMyUnit(
  work: Work,
  states: readonly string[],
  after: { at: string; id: string },
  limit: number,
): Promise<{ personId: string; planId: string; at: string }[]> {
  const { rows } = await sql<{
    personId: string;
    planId: string;
    at: string;
  }>`select person_id as "personId", plan_id as "planId", sort_at::text as at
    from plans.of_my_unit(${states}::text[], ${after.at}::timestamptz, ${after.id}::uuid, ${limit})`.execute(work.tx);
  return rows;
}

/** Plans that the caller's unit is to close or renew, the longest waiting first. Ids only, before the log. */
export async function hollowIdsOfMyUnit(work: Work, limit: number): Promise<{ personId: string; planId: string }[]> {
  const { rows } = await sql<{
    personId: string;
    planId: string;
  }>`select person_id as "personId", plan_id as "planId" from plans.hollow_of_my_unit(${limit})`.execute(work.tx);
  return rows;
}
