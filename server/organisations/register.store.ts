import { sql } from 'kysely';
import type { Work } from '../kernel/db/transaction.ts';

export interface Row {
  readonly id: string;
  readonly made: boolean;
}

type Table =
  | 'authority'
  | 'provider'
  | 'unit'
  | 'contact_way'
  | 'staff'
  | 'assignment'
  | 'meeting_hour'
  | 'agreement'
  | 'agreement_term'
  | 'agreement_body';

/**
 * Puts a row in place once: a row that has the same values in `by` is left as it is, and its id is the answer.
 *
 * @param values column -> value; `id` is used only when the row is new
 */
export async function once(
  work: Work,
  table: Table,
  values: Readonly<Record<string, unknown>>,
  by: readonly string[],
): Promise<Row> {
  const name = sql.table(`organisations.${table}`);
  const same = sql.join(
    by.map((column) => sql`${sql.ref(column)} = ${values[column]}`),
    sql` and `,
  );
  const id = sql.raw(table === 'agreement_body' ? 'agreement_id' : 'id');
  const before = await sql<{ id: string }>`select ${id} as id from ${name} where ${same}`.execute(work.tx);
  if (before.rows[0]) return { id: before.rows[0].id, made: false };
  const columns = Object.keys(values);
  const { rows } = await sql<{ id: string }>`insert into ${name} (${sql.join(columns.map((column) => sql.ref(column)))})
    values (${sql.join(columns.map((column) => values[column]))}) on conflict do nothing returning ${id} as id`.execute(
    work.tx,
  );
  if (rows[0]) return { id: rows[0].id, made: true };
  const after = await sql<{ id: string }>`select ${id} as id from ${name} where ${same}`.execute(work.tx);
  if (!after.rows[0]) throw new Error(`${table}: another row stands in the way`);
  return { id: after.rows[0].id, made: false };
}

/** The id of what is known by a code (or a member of staff by subject). */
export async function idOf(
  work: Work,
  table: 'authority' | 'provider' | 'unit' | 'agreement',
  code: string,
): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string;
  }>`select id from ${sql.table(`organisations.${table}`)} where code = ${code}`.execute(work.tx);
  return rows[0]?.id;
}

/** Closes once. False when there is no such unit; closing again leaves the first time as it was. */
export async function closeUnitRow(work: Work, unitId: string, at: string): Promise<boolean> {
  const { rows } = await sql`with closing as (
      update organisations.unit set closed_at = ${at}, version = version + 1 where id = ${unitId} and closed_at is null returning 1)
    select 1 from organisations.unit where id = ${unitId} union all select 1 from closing limit 1`.execute(work.tx);
  return rows.length > 0;
}

export async function endAssignmentRow(work: Work, assignmentId: string, at: string): Promise<boolean> {
  const { rows } = await sql`with ending as (
      update organisations.assignment set valid_to = ${at} where id = ${assignmentId} and (valid_to is null or valid_to > ${at}) returning 1)
    select 1 from organisations.assignment where id = ${assignmentId} union all select 1 from ending limit 1`.execute(
    work.tx,
  );
  return rows.length > 0;
}
