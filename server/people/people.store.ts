import { sql } from 'kysely';
import type { Work } from '../kernel/db/transaction.ts';

export const isoNow = (work: Work): string => new Date(work.now).toISOString();

type Row = Readonly<Record<string, unknown>>;
export type PersonTable =
  | 'alert'
  | 'engagement'
  | 'named_contact'
  | 'relative'
  | 'relative_share'
  | 'consent'
  | 'consent_unit'
  | 'ground'
  | 'block'
  | 'unmask_grant'
  | 'voice';

/** Adds a row; what the caller may not write is refused by the database (42501, answered as not found). */
export const add = (work: Work, table: PersonTable, values: Row): Promise<void> => addAll(work, table, [values]);

/** Entries of one shape in one statement. */
export async function addAll(work: Work, table: PersonTable, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  await sql`insert into ${sql.table(`people.${table}`)} (${sql.join(columns.map((column) => sql.ref(column)))}) values ${sql.join(values)}`.execute(
    work.tx,
  );
}

/** One entry as the caller may see it, in the words of the contract (camelCase), or undefined. */
export async function entry(
  work: Work,
  table: PersonTable | 'person_contact' | 'person',
  personId: string,
  id: string | null,
): Promise<Row | undefined> {
  const which = id === null ? sql`` : sql`and id = ${id}`;
  const { rows } =
    await sql<Row>`select * from ${sql.table(`people.${table}`)} where person_id = ${personId} ${which}`.execute(
      work.tx,
    );
  const [row] = rows;
  return (
    row &&
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key.replaceAll(/_(\w)/gu, (_, letter: string) => letter.toUpperCase()),
        value,
      ]),
    )
  );
}

/** Changes an entry that stands at the version seen and gives the new version; undefined when it does not, or may not be changed. */
export async function change(
  work: Work,
  table: PersonTable | 'person_contact',
  personId: string,
  id: string | null,
  seen: number,
  set: Row,
): Promise<number | undefined> {
  const assignments = sql.join(Object.entries(set).map(([column, value]) => sql`${sql.ref(column)} = ${value}`));
  const which = id === null ? sql`` : sql`and id = ${id}`;
  const { rows } = await sql<{
    version: number;
  }>`update ${sql.table(`people.${table}`)} set ${assignments}, version = version + 1
    where person_id = ${personId} ${which} and version = ${seen} returning version`.execute(work.tx);
  return rows[0]?.version;
}

/** Ends an entry that has no versions. False when there was none open that the caller may end. */
export async function endPlain(
  work: Work,
  table: 'relative_share' | 'unmask_grant',
  personId: string,
  id: string,
): Promise<boolean> {
  const column = sql.ref(table === 'relative_share' ? 'withdrawn_at' : 'valid_to');
  const { rows } = await sql`update ${sql.table(`people.${table}`)} set ${column} = ${isoNow(work)}::timestamptz
    where person_id = ${personId} and id = ${id} and (${column} is null or ${column} > ${isoNow(work)}::timestamptz) returning id`.execute(
    work.tx,
  );
  return rows.length > 0;
}

export async function endSharesOf(work: Work, personId: string, relativeId: string): Promise<void> {
  await sql`update people.relative_share set withdrawn_at = ${isoNow(work)}::timestamptz
    where person_id = ${personId} and relative_id = ${relativeId} and withdrawn_at is null`.execute(work.tx);
}

/** Every unit now in the circle is told, also those that the caller does not know of. */
export async function tellCircle(work: Work, personId: string, units: readonly string[]): Promise<void> {
  await sql`select people.tell_circle(${personId}::uuid, ${[...units]}::uuid[])`.execute(work.tx);
}

export interface UnitFacts {
  readonly id: string;
  readonly providerId: string;
  readonly branch: string;
  readonly open: boolean;
}

/** Those of the units that exist and are somebody's other than the person's own. */
export async function unitFacts(work: Work, ids: readonly string[]): Promise<UnitFacts[]> {
  const { rows } =
    await sql<UnitFacts>`select u.id, u.provider_id as "providerId", p.branch, (u.closed_at is null or u.closed_at > ${isoNow(work)}::timestamptz) as open
    from organisations.unit u join organisations.provider p on p.id = u.provider_id where u.id = any (${[...ids]}::uuid[]) and u.kind <> 'person'`.execute(
      work.tx,
    );
  return rows;
}

export async function providerExists(work: Work, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from organisations.provider where id = ${id}`.execute(work.tx);
  return rows.length > 0;
}

/** Title of someone who has an assignment at the unit now, else undefined. */
export async function titleAt(work: Work, staffId: string, unitId: string): Promise<string | undefined> {
  const { rows } = await sql<{
    title: string;
  }>`select s.title from organisations.staff s where s.id = ${staffId} and (s.disabled_at is null or s.disabled_at > ${isoNow(work)}::timestamptz)
    and exists (select 1 from organisations.assignment a where a.staff_id = s.id and a.unit_id = ${unitId}
      and a.valid_from <= ${isoNow(work)}::timestamptz and (a.valid_to is null or a.valid_to > ${isoNow(work)}::timestamptz))`.execute(
    work.tx,
  );
  return rows[0]?.title;
}

// -------------------------------------------------------------------------------------------------------------------- the person

export async function registerRow(work: Work, row: Row): Promise<string> {
  const { rows } = await sql<{ id: string }>`select people.register(${JSON.stringify(row)}::jsonb) as id`.execute(
    work.tx,
  );
  if (!rows[0]) throw new Error('register answers with an id');
  return rows[0].id;
}

export async function engageAgain(
  work: Work,
  personId: string,
  id: string,
  role: string,
  reason: string,
): Promise<{ id: string; version: number } | null> {
  const { rows } = await sql<{
    made: { id: string; version: number } | null;
  }>`select people.engage(${personId}::uuid, ${id}::uuid, ${role}, ${reason}) as made`.execute(work.tx);
  return rows[0]?.made ?? null;
}

export async function changePersonRow(work: Work, personId: string, seen: number, values: Row): Promise<number | null> {
  const { rows } = await sql<{
    version: number | null;
  }>`select people.change_person(${personId}::uuid, ${seen}, ${JSON.stringify(values)}::jsonb) as version`.execute(
    work.tx,
  );
  return rows[0]?.version ?? null;
}

/**
 * Whether the unit still carries something for the person: an open need, or a promise that it has accepted. Holds the unit's place in the
 * circle first, so that nothing is taken on between the look and the leaving.
 */
export async function carries(work: Work, personId: string, unitId: string): Promise<boolean> {
  await sql`select 1 from people.engagement where person_id = ${personId} and unit_id = ${unitId} and valid_to is null for no key update`.execute(
    work.tx,
  );
  const { rows } = await sql<{ carries: boolean }>`select exists (select 1 from commitments.accountability a
      where a.person_id = ${personId} and a.unit_id = ${unitId} and a.to_at is null)
    or exists (select 1 from commitments.commitment c where c.person_id = ${personId} and c.to_unit_id = ${unitId} and c.state in ('accepted', 'paused')) as carries`.execute(
    work.tx,
  );
  return rows[0]?.carries ?? false;
}

export interface NamedRow {
  readonly id: string;
  readonly version: number;
}

/** The unit's present contacts, of a kind or all. */
export async function namedAt(work: Work, personId: string, unitId: string, kind: string | null): Promise<NamedRow[]> {
  const { rows } =
    await sql<NamedRow>`select id, version from people.named_contact where person_id = ${personId} and unit_id = ${unitId}
    and valid_to is null and (${kind}::text is null or kind = ${kind})`.execute(work.tx);
  return rows;
}

export async function engagedNow(work: Work, personId: string, unitId: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from people.engagement where person_id = ${personId} and unit_id = ${unitId} and valid_from <= ${isoNow(work)}::timestamptz
    and (valid_to is null or valid_to > ${isoNow(work)}::timestamptz)`.execute(work.tx);
  return rows.length > 0;
}

// -------------------------------------------------------------------------------------------------- consents, grounds, blocks, danger

/** Ends what the new answer replaces; gives those of them that the caller may see. */
export async function endReplaced(work: Work, personId: string, consentId: string, kind: string): Promise<string[]> {
  await sql`select people.end_replaced(${personId}::uuid, ${consentId}::uuid)`.execute(work.tx);
  const { rows } = await sql<{
    id: string;
  }>`select id from people.consents_told(${personId}::uuid) where kind = ${kind} and id <> ${consentId}
    and withdrawn_at = ${isoNow(work)}::timestamptz order by id`.execute(work.tx);
  return rows.map((row) => row.id);
}

export interface LegalGroundRow {
  readonly code: string;
  readonly paragraph: string;
  readonly titleSv: string;
  readonly titleEn: string;
  readonly plainSv: string;
  readonly plainEn: string;
  readonly source: string;
}

/** What is law on the day between the branches. */
export async function legalGroundRows(work: Work, from: string, to: string): Promise<LegalGroundRow[]> {
  const { rows } =
    await sql<LegalGroundRow>`select code, paragraph, title_sv as "titleSv", title_en as "titleEn", plain_sv as "plainSv", plain_en as "plainEn", source
    from people.legal_ground where ${from} = any (from_branches) and ${to} = any (to_branches)
      and valid_from <= ${isoNow(work)}::timestamptz::date and (valid_until is null or valid_until > ${isoNow(work)}::timestamptz::date) order by code`.execute(
      work.tx,
    );
  return rows;
}

export async function liveBlock(
  work: Work,
  personId: string,
  on: { unitId: string | null; providerId: string | null },
): Promise<boolean> {
  const { rows } =
    await sql`select 1 from people.block where person_id = ${personId} and unit_id is not distinct from ${on.unitId}::uuid
    and provider_id is not distinct from ${on.providerId}::uuid and lifted_at is null`.execute(work.tx);
  return rows.length > 0;
}

export async function blockingRows(
  work: Work,
  personId: string,
  reason: string,
): Promise<{ unitIds: string[]; providerIds: string[] } | null> {
  const { rows } = await sql<{
    told: { unitIds: string[]; providerIds: string[] } | null;
  }>`select people.blocking(${personId}::uuid, ${reason}) as told`.execute(work.tx);
  return rows[0]?.told ?? null;
}

export async function openEmergencyRow(
  work: Work,
  personId: string,
  row: { id: string; code: string; liftedUnitId: string | null; reason: string; closesAt: string },
): Promise<boolean> {
  const { rows } = await sql<{
    opened: boolean;
  }>`select people.open_emergency(${personId}::uuid, ${row.id}::uuid, ${row.code}, ${row.liftedUnitId}::uuid, ${row.reason}, ${row.closesAt}::timestamptz) as opened`.execute(
    work.tx,
  );
  return rows[0]?.opened ?? false;
}

export async function emergencyRows(
  work: Work,
  offset: number,
  limit: number,
): Promise<{ items: unknown[]; total: number }> {
  const { rows } = await sql<{
    page: { items: unknown[]; total: number };
  }>`select people.emergencies(${offset}, ${limit}) as page`.execute(work.tx);
  return rows[0]?.page ?? { items: [], total: 0 };
}

export async function reviewEmergencyRow(work: Work, id: string, review: string): Promise<string> {
  const { rows } = await sql<{
    outcome: string;
  }>`select people.review_emergency(${id}::uuid, ${review}) as outcome`.execute(work.tx);
  return rows[0]?.outcome ?? 'not_found';
}
