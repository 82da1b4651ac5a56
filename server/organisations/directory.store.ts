import { sql } from 'kysely';
import type { Directory, UnitPage } from '../../contract/organisations.ts';
import type { Work } from '../kernel/db/transaction.ts';

const instant = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const unitJson = sql`json_build_object('id', u.id, 'code', u.code, 'name', u.name, 'tag', u.tag, 'kind', u.kind, 'branch', p.branch,
  'providerId', p.id, 'authorityId', a.id, 'authorityKind', a.kind, 'municipalityCode', u.municipality_code, 'hsaId', u.hsa_id,
  'closedAt', ${instant('u.closed_at')})`;

/** Everyone's directory, as the database writes it, without its tag. */
export async function readDirectory(work: Work): Promise<Omit<Directory, 'tag'>> {
  const { rows } = await sql<{ directory: Omit<Directory, 'tag'> }>`select json_build_object(
    'authorities', (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'code', code, 'name', name, 'orgNumber', org_number) order by code), '[]') from organisations.authority),
    'providers', (select coalesce(json_agg(json_build_object('id', id, 'authorityId', authority_id, 'branch', branch, 'code', code, 'name', name) order by code), '[]') from organisations.provider),
    'units', (select coalesce(json_agg(${unitJson} order by u.code), '[]') from organisations.unit u
      join organisations.provider p on p.id = u.provider_id join organisations.authority a on a.id = p.authority_id)) as directory`.execute(
    work.tx,
  );
  const [row] = rows;
  if (!row) throw new Error('the directory is one row');
  return row.directory;
}

export async function readUnit(work: Work, unitId: string): Promise<UnitPage['unit'] | undefined> {
  const { rows } = await sql<{
    unit: UnitPage['unit'];
  }>`select ${unitJson}::jsonb || jsonb_build_object('openedAt', ${instant('u.opened_at')}, 'email', u.email,
      'providerName', p.name, 'authorityName', a.name, 'version', u.version) as unit
    from organisations.unit u join organisations.provider p on p.id = u.provider_id join organisations.authority a on a.id = p.authority_id
    where u.id = ${unitId}`.execute(work.tx);
  return rows[0]?.unit;
}

export interface StoredWay {
  readonly id: string;
  readonly unitId: string;
  readonly channel: UnitPage['ways'][number]['channel'];
  readonly value: string;
  readonly labelSv: string;
  readonly labelEn: string;
  readonly audience: UnitPage['ways'][number]['audience'];
  readonly hours: UnitPage['ways'][number]['hours'];
  readonly sort: number;
}

export async function readWays(work: Work, unitIds: readonly string[], forStaff: boolean): Promise<StoredWay[]> {
  const { rows } =
    await sql<StoredWay>`select id, unit_id as "unitId", channel, value, label_sv as "labelSv", label_en as "labelEn", audience, hours, sort
    from organisations.contact_way
    where unit_id = any (${[...unitIds]}::uuid[]) and valid_from <= ${now(work)}::timestamptz and (valid_to is null or valid_to > ${now(work)}::timestamptz)
      and (audience = 'both' or audience = ${forStaff ? 'staff' : 'public'})
    order by sort, id`.execute(work.tx);
  return rows;
}

const now = (work: Work): string => new Date(work.now).toISOString();

export interface StaffFilter {
  readonly role?: string;
  readonly after?: { readonly name: string; readonly id: string };
  readonly limit: number;
}

/** Those with an assignment at the unit that holds now, by name; and how many there are. */
export async function readStaff(
  work: Work,
  unitId: string,
  filter: StaffFilter,
): Promise<{ items: UnitPage['heads']; total: number }> {
  const where = sql`a.unit_id = ${unitId} and a.valid_from <= ${now(work)}::timestamptz and (a.valid_to is null or a.valid_to > ${now(work)}::timestamptz)
    and (s.disabled_at is null or s.disabled_at > ${now(work)}::timestamptz) and (${filter.role ?? null}::text is null or a.role = ${filter.role ?? null})`;
  const after = filter.after ? sql`and (s.name, a.id) > (${filter.after.name}, ${filter.after.id}::uuid)` : sql``;
  const { rows } = await sql<
    UnitPage['heads'][number]
  >`select a.id as "assignmentId", s.id as "staffId", s.name, s.title, a.role,
      a.valid_from as "validFrom", a.valid_to as "validTo"
    from organisations.assignment a join organisations.staff s on s.id = a.staff_id
    where ${where} ${after} order by s.name, a.id limit ${filter.limit}`.execute(work.tx);
  const counted = await sql<{
    total: number;
  }>`select count(*)::int as total from organisations.assignment a join organisations.staff s on s.id = a.staff_id where ${where}`.execute(
    work.tx,
  );
  return { items: rows, total: counted.rows[0]?.total ?? 0 };
}
