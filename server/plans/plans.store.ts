import { sql, type RawBuilder } from 'kysely';
import type { PlanType } from '../../contract/plans.ts';
import { dateInStockholm } from '../../contract/kernel/time.ts';
import type { Work } from '../kernel/db/transaction.ts';

type Row = Record<string, unknown>;
type Table =
  | 'goal'
  | 'other_measure'
  | 'intervention'
  | 'follow_up'
  | 'evaluation'
  | 'plan'
  | 'section'
  | 'meeting'
  | 'meeting_party'
  | 'approval'
  | 'offer';

export interface PlanRow {
  readonly id: string;
  readonly type: PlanType;
  readonly state: 'preparing' | 'active' | 'closed';
  readonly version: number;
  readonly edition: number;
  readonly responsible_authority_id: string | null;
  readonly responsible_unit_id: string | null;
  readonly next_follow_up_at: string | null;
  readonly person_agrees: 'not_asked' | 'yes' | 'no';
  readonly no_other_measures: boolean;
  readonly author_unit_id: string;
}

/**
 * The plan, held until the commit: `share` while a part of it is written (parts never wait for each other), `alone` while the plan itself
 * changes. Null when the caller may not write in it.
 */
export async function holdPlan(
  work: Work,
  personId: string,
  planId: string,
  how: 'seen' | 'share' | 'alone',
): Promise<PlanRow | null> {
  const lock = { seen: sql``, share: sql`for share`, alone: sql`for no key update` }[how];
  const { rows } =
    await sql<PlanRow>`select id, type, state, version, edition, responsible_authority_id, responsible_unit_id, next_follow_up_at, person_agrees,
    no_other_measures, author_unit_id from plans.plan where person_id = ${personId} and id = ${planId} ${lock}`.execute(
      work.tx,
    );
  return rows[0] ?? null;
}

/** A new row of a plan's table. Its history is written by the database. */
export async function insertRow(work: Work, table: Table, row: Row): Promise<void> {
  const names = sql.join(Object.keys(row).map((name) => sql.ref(name)));
  await sql`insert into ${sql.table(`plans.${table}`)} (${names}) values (${sql.join(Object.values(row))})`.execute(
    work.tx,
  );
}

/**
 * Changes the row if it still stands in the version seen, and gives the new version; null when it does not (or is not there at all).
 */
export async function updateSeen(
  work: Work,
  table: 'plan' | 'goal' | 'other_measure' | 'section',
  key: { personId: string; id: string; planId: string; seen: number },
  change: Row,
): Promise<number | null> {
  const sets = sql.join(Object.entries(change).map(([name, value]) => sql`${sql.ref(name)} = ${value}`));
  const inPlan = table === 'plan' ? sql`id = ${key.planId}` : sql`plan_id = ${key.planId}`;
  const standing = table === 'other_measure' ? sql`and removed_at is null` : sql``;
  const { rows } = await sql<{
    version: number;
  }>`update ${sql.table(`plans.${table}`)} set ${sets}, version = version + 1
    where person_id = ${key.personId} and id = ${key.id} and ${inPlan} and version = ${key.seen} ${standing} returning version`.execute(
    work.tx,
  );
  return rows[0]?.version ?? null;
}

export async function partExists(
  work: Work,
  table: 'goal' | 'other_measure' | 'section',
  personId: string,
  planId: string,
  id: string,
): Promise<boolean> {
  const { rows } =
    await sql`select 1 from ${sql.table(`plans.${table}`)} where person_id = ${personId} and plan_id = ${planId} and id = ${id}`.execute(
      work.tx,
    );
  return rows.length > 0;
}

/** A goal that the caller reads, with the only units that do; null when there is none. */
export async function goalBy(
  work: Work,
  personId: string,
  planId: string,
  id: string,
): Promise<{ readonly keptTo: readonly string[] | null } | null> {
  const { rows } = await sql<{
    keptTo: string[] | null;
  }>`select kept_to as "keptTo" from plans.goal where person_id = ${personId} and plan_id = ${planId} and id = ${id}`.execute(
    work.tx,
  );
  return rows[0] ?? null;
}

/** The relative who wrote a section by own sign-in, null for all others; undefined when the caller does not read it. */
export async function sectionWriter(work: Work, personId: string, id: string): Promise<string | null | undefined> {
  const { rows } = await sql<{
    relative: string | null;
  }>`select relative_id as relative from plans.section where person_id = ${personId} and id = ${id}`.execute(work.tx);
  return rows[0]?.relative;
}

export interface OpenGoal {
  readonly id: string;
  readonly version: number;
  /** What each step of its scale means has been written beforehand. */
  readonly measured: boolean;
}
/** The open goals that the caller sees, held. */
export async function holdOpenGoals(work: Work, personId: string, planId: string): Promise<OpenGoal[]> {
  const { rows } =
    await sql<OpenGoal>`select id, version, level_3 <> '' as measured from plans.goal where person_id = ${personId} and plan_id = ${planId} and state = 'open'
    order by id for no key update`.execute(work.tx);
  return rows;
}

export interface ConsentRow {
  readonly id: string;
  readonly kind: string;
  readonly decision: 'yes' | 'no';
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly withdrawnAt: string | null;
}
/** The person's words on having a plan and on being followed up, as far as the caller may read them. */
export async function planConsents(work: Work, personId: string): Promise<ConsentRow[]> {
  const { rows } =
    await sql<ConsentRow>`select id, kind, decision, valid_from as "validFrom", valid_until as "validUntil", withdrawn_at as "withdrawnAt"
    from people.consent where person_id = ${personId} and kind in ('plan', 'follow_up')`.execute(work.tx);
  return rows;
}

export async function relativeIsKnown(work: Work, personId: string, relativeId: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from people.relative where person_id = ${personId} and id = ${relativeId}`.execute(work.tx);
  return rows.length > 0;
}

export interface Term {
  readonly amount: number;
  readonly unit: 'minutes' | 'hours' | 'calendar_days' | 'working_days' | 'months';
}

/** The agreement's term in force today where the unit works; the municipality's own before the sub-region's. @param unitId a value, or SQL for one */
export function termInForce(work: Work, key: string, unitId: string | RawBuilder<unknown>) {
  const today = dateInStockholm(work.now);
  return sql<Term>`select t.amount, t.unit from organisations.agreement_term t
    join organisations.agreement a on a.id = t.agreement_id
    where t.key = ${key} and (a.municipality_code is null or a.municipality_code = (select municipality_code from organisations.unit where id = ${unitId}))
      and t.valid_from <= ${today}::date and (t.valid_to is null or t.valid_to > ${today}::date)
      and a.valid_from <= ${today}::date and (a.valid_to is null or a.valid_to > ${today}::date)
    order by a.municipality_code nulls last, t.valid_from desc limit 1`;
}

export async function termFor(work: Work, key: string, unitId: string): Promise<Term | null> {
  const { rows } = await termInForce(work, key, unitId).execute(work.tx);
  return rows[0] ?? null;
}

export async function authorityKind(work: Work, id: string): Promise<string | null> {
  const { rows } = await sql<{ kind: string }>`select kind from organisations.authority where id = ${id}`.execute(
    work.tx,
  );
  return rows[0]?.kind ?? null;
}

/** `open`, `closed`, or null when there is no such unit. */
export async function unitState(work: Work, id: string): Promise<'open' | 'closed' | null> {
  const now = new Date(work.now).toISOString();
  const { rows } = await sql<{
    open: boolean;
  }>`select (closed_at is null or closed_at > ${now}::timestamptz) as open from organisations.unit
    where id = ${id} and kind <> 'person'`.execute(work.tx);
  return rows[0] ? (rows[0].open ? 'open' : 'closed') : null;
}

/**
 * Tells the units whose pages show this plan that it has changed: those who wrote in it, answer for it, or stand in the circle, as far as the
 * caller knows them. In the statement that finds them.
 */
export async function tellConcerned(work: Work, personId: string, planId: string): Promise<void> {
  await sql`select notify.tell('plan', ${personId}::uuid, array(
    select author_unit_id from plans.goal where person_id = ${personId} and plan_id = ${planId}
    union select author_unit_id from plans.other_measure where person_id = ${personId} and plan_id = ${planId}
    union select x.unit from plans.plan p, unnest(array[p.author_unit_id, p.responsible_unit_id]) x(unit) where p.person_id = ${personId} and p.id = ${planId} and x.unit is not null
    union select unit_id from people.engagement where person_id = ${personId} and valid_to is null))`.execute(work.tx);
}
