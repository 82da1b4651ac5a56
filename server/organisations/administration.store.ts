import { sql } from 'kysely';
import type {
  AssignmentRow,
  Change,
  HistoryLine,
  HourRow,
  Register,
  TermRow,
  UnitRow,
  WayRow,
} from '../../contract/administration.ts';
import type { Work } from '../kernel/db/transaction.ts';
import type { Circle, Unanswered } from './effects.rules.ts';

const instant = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const mine = sql`(select organisations.administered())`;
const agreed = sql`(select organisations.governed())`;

const unitJson = sql`json_build_object('id', u.id, 'version', u.version, 'code', u.code, 'name', u.name, 'tag', u.tag, 'kind', u.kind, 'providerId', u.provider_id,
  'municipalityCode', u.municipality_code, 'hsaId', u.hsa_id, 'email', u.email, 'openedAt', ${instant('u.opened_at')}, 'closedAt', ${instant('u.closed_at')})`;
const wayJson = sql`json_build_object('id', w.id, 'version', w.version, 'unitId', w.unit_id, 'channel', w.channel, 'value', w.value, 'labelSv', w.label_sv, 'labelEn', w.label_en,
  'audience', w.audience, 'hours', w.hours, 'sort', w.sort, 'validFrom', ${instant('w.valid_from')}, 'validTo', ${instant('w.valid_to')})`;
const assignmentJson = sql`json_build_object('id', a.id, 'version', a.version, 'unitId', a.unit_id, 'staffId', s.id, 'name', s.name, 'title', s.title, 'hsaId', s.hsa_id, 'subject', s.subject,
  'role', a.role, 'validFrom', ${instant('a.valid_from')}, 'validTo', ${instant('a.valid_to')})`;
const termJson = sql`json_build_object('id', t.id, 'version', t.version, 'agreementId', t.agreement_id, 'key', t.key, 'amount', t.amount, 'unit', t.unit, 'validFrom', t.valid_from,
  'source', t.source, 'verified', t.verified)`;

const hourJson = sql`json_build_object('id', h.id, 'version', h.version, 'agreementId', h.agreement_id, 'weekday', h.weekday, 'from', to_char(h.from_time, 'HH24:MI'),
  'to', to_char(h.to_time, 'HH24:MI'), 'note', h.note, 'validFrom', h.valid_from, 'validTo', h.valid_to, 'source', h.source, 'verified', h.verified)`;

export type Rows = Pick<Register, 'units' | 'ways' | 'assignments' | 'agreements' | 'terms' | 'hours'>;

/** All that the caller keeps, in one question; ended ways and assignments are told for a year. */
export async function readRegister(work: Work): Promise<Rows> {
  const since = new Date(work.now - 366 * 86_400_000).toISOString();
  const { rows } = await sql<{ register: Rows }>`select json_build_object(
    'units', (select coalesce(json_agg(${unitJson} order by u.name, u.id), '[]') from organisations.unit u where u.id in ${mine}),
    'ways', (select coalesce(json_agg(${wayJson} order by u.name, w.unit_id, w.sort, w.id), '[]') from organisations.contact_way w join organisations.unit u on u.id = w.unit_id
      where w.unit_id in ${mine} and (w.valid_to is null or w.valid_to > ${since}::timestamptz)),
    'assignments', (select coalesce(json_agg(${assignmentJson} order by u.name, a.unit_id, s.name, a.valid_from, a.id), '[]') from organisations.assignment a
      join organisations.staff s on s.id = a.staff_id join organisations.unit u on u.id = a.unit_id
      where a.unit_id in ${mine} and (a.valid_to is null or a.valid_to > ${since}::timestamptz)),
    'agreements', (select coalesce(json_agg(json_build_object('id', g.id, 'code', g.code, 'name', g.name, 'municipalityCode', g.municipality_code) order by g.name), '[]')
      from organisations.agreement g where g.id in ${agreed}),
    'terms', (select coalesce(json_agg(${termJson} order by t.key, t.valid_from desc), '[]') from organisations.agreement_term t
      where t.agreement_id in ${agreed} and t.withdrawn_at is null),
    'hours', (select coalesce(json_agg(${hourJson} order by h.weekday, h.from_time, h.valid_from, h.id), '[]') from organisations.meeting_hour h
      where h.agreement_id in ${agreed} and (h.valid_to is null or h.valid_to > h.valid_from))) as register`.execute(
    work.tx,
  );
  const [row] = rows;
  if (!row) throw new Error('the register is one row');
  return row.register;
}

export async function providerOf(work: Work, providerId: string): Promise<Register['provider'] | undefined> {
  const { rows } = await sql<
    Register['provider']
  >`select id, name, branch from organisations.provider where id = ${providerId}`.execute(work.tx);
  return rows[0];
}

export type Row = UnitRow | WayRow | AssignmentRow | TermRow | HourRow;
/** A row as it stands, with who changed it last. */
export async function rowNow(
  work: Work,
  does: Change['do'],
  id: string,
): Promise<{ row: Row; by: string | null } | undefined> {
  const row = does.startsWith('unit')
    ? sql<{ row: Row }>`select ${unitJson} as row from organisations.unit u where u.id = ${id}`
    : does.startsWith('way')
      ? sql<{ row: Row }>`select ${wayJson} as row from organisations.contact_way w where w.id = ${id}`
      : does.startsWith('term')
        ? sql<{ row: Row }>`select ${termJson} as row from organisations.agreement_term t where t.id = ${id}`
        : does.startsWith('hour')
          ? sql<{ row: Row }>`select ${hourJson} as row from organisations.meeting_hour h where h.id = ${id}`
          : sql<{
              row: Row;
            }>`select ${assignmentJson} as row from organisations.assignment a join organisations.staff s on s.id = a.staff_id where a.id = ${id}`;
  const [found] = (await row.execute(work.tx)).rows;
  if (!found) return undefined;
  const [last] = await historyLines(work, { subjectId: id }, null, 1);
  return { row: found.row, by: last?.by ?? null };
}

/** Units in care that an agreement's meeting hours are proposed to. */
export async function unitsUnder(work: Work, municipality: string | null): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from organisations.unit u join organisations.provider p on p.id = u.provider_id
    where p.branch not in ('joint', 'person') and u.kind not in ('administration', 'person') and (u.closed_at is null or u.closed_at > ${new Date(work.now).toISOString()}::timestamptz)
      and (${municipality}::text is null or u.municipality_code = ${municipality})`.execute(work.tx);
  return rows[0]?.n ?? 0;
}

export type Applied = { id: string; contacts?: Record<string, string[]> } | { stale: true; id?: string };
/** Makes the changes, in order. @throws the database's refusals */
export async function applyChanges(work: Work, changes: readonly object[]): Promise<Applied[]> {
  const { rows } = await sql<{
    done: Applied[];
  }>`select organisations.administer(${JSON.stringify(changes)}::jsonb) as done`.execute(work.tx);
  return rows[0]?.done ?? [];
}

export const sealChanges = async (work: Work, action: string): Promise<void> => {
  await sql`select organisations.seal_changes(${action})`.execute(work.tx);
};

export async function circlesOf(work: Work, unitIds: readonly string[]): Promise<Circle[]> {
  const { rows } = await sql<{ v: Circle[] }>`select organisations.circles(${[...unitIds]}::uuid[]) as v`.execute(
    work.tx,
  );
  return rows[0]?.v ?? [];
}

export type OpenWay = Pick<WayRow, 'unitId' | 'hours' | 'validFrom' | 'validTo'>;
/** The ways by which people themselves reach these units, whenever they hold. */
export async function publicWays(work: Work, unitIds: readonly string[]): Promise<OpenWay[]> {
  const { rows } =
    await sql<OpenWay>`select unit_id as "unitId", hours, ${instant('valid_from')} as "validFrom", ${instant('valid_to')} as "validTo"
    from organisations.contact_way where unit_id = any (${[...unitIds]}::uuid[]) and audience in ('both', 'public')`.execute(
      work.tx,
    );
  return rows;
}

export interface LeftBehind {
  readonly needs: number;
  readonly asked: number;
  readonly promised: number;
  readonly persons: number;
  readonly staff: number;
}
export async function leftBy(work: Work, unitId: string): Promise<LeftBehind> {
  const { rows } = await sql<{ v: LeftBehind }>`select organisations.left_by(${unitId}::uuid) as v`.execute(work.tx);
  const [row] = rows;
  if (!row) throw new Error('what is left is one row');
  return row.v;
}

export async function signedIn(work: Work, assignmentIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`select organisations.signed_in(${[...assignmentIds]}::uuid[]) as n`.execute(
    work.tx,
  );
  return rows[0]?.n ?? 0;
}

/** Of these units, those that have a head who stays at the instant. */
export async function unitsWithHead(work: Work, unitIds: readonly string[], at: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct unit_id as id from organisations.assignment
    where unit_id = any (${[...unitIds]}::uuid[]) and role = 'head' and valid_from <= ${at}::timestamptz and (valid_to is null or valid_to > ${at}::timestamptz)`.execute(
    work.tx,
  );
  return rows.map(({ id }) => id);
}

export async function unanswered(work: Work, municipality: string | null): Promise<Unanswered[]> {
  const { rows } = await sql<{ v: Unanswered[] }>`select organisations.unanswered(${municipality}) as v`.execute(
    work.tx,
  );
  return rows[0]?.v ?? [];
}

export async function reclock(work: Work, clocks: readonly object[]): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select organisations.reclock(${JSON.stringify(clocks)}::jsonb) as n`.execute(work.tx);
  return rows[0]?.n ?? 0;
}

export async function historyLines(
  work: Work,
  of: { unitId?: string | undefined; agreementId?: string | undefined; subjectId?: string | undefined },
  before: string | null,
  limit: number,
): Promise<HistoryLine[]> {
  const { rows } = await sql<{
    v: HistoryLine[];
  }>`select organisations.change_lines(${of.unitId ?? null}::uuid, ${of.agreementId ?? null}::uuid, ${of.subjectId ?? null}::uuid,
    ${before}::bigint, ${limit}) as v`.execute(work.tx);
  return rows[0]?.v ?? [];
}
