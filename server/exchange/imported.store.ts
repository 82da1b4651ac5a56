import { sql } from 'kysely';
import type { Branch, UnitKind } from '../../contract/organisations.ts';
import type { Work } from '../kernel/db/transaction.ts';

export type Kind =
  | 'authority'
  | 'provider'
  | 'unit'
  | 'staff'
  | 'assignment'
  | 'person'
  | 'relative'
  | 'engagement'
  | 'contact'
  | 'consent'
  | 'plan'
  | 'goal'
  | 'other_measure'
  | 'intervention'
  | 'commitment';

/** What an entry of a file is here. */
export interface Ours {
  readonly kind: Kind;
  readonly id: string;
  readonly personId: string | null;
  /** The version the import left; null when it was here before. */
  readonly version: number | null;
  readonly more: Readonly<Record<string, unknown>>;
}
export interface Known extends Ours {
  /** The content is what was read in last time. */
  readonly same: boolean;
}
export interface Seen {
  readonly known: Readonly<Record<string, Known>>;
  /** `system|value` -> person. */
  readonly persons: Readonly<Record<string, string>>;
}
export interface Noted extends Ours {
  readonly key: string;
  readonly content: string | null;
}

/** What is known of the file's entries; the one log row of the file names every person among them. */
export async function look(
  work: Work,
  asked: readonly { key: string; content: string | null }[],
  identities: readonly { system: string; value: string }[],
  detail: Readonly<Record<string, unknown>>,
): Promise<Seen> {
  const { rows } = await sql<{
    seen: Seen;
  }>`select exchange.look(${JSON.stringify(asked)}::jsonb, ${JSON.stringify(identities)}::jsonb,
    ${JSON.stringify(detail)}::jsonb) as seen`.execute(work.tx);
  if (!rows[0]) throw new Error('look answers');
  return rows[0].seen;
}

export async function note(work: Work, rows: readonly Noted[], file: string): Promise<void> {
  if (rows.length > 0) await sql`select exchange.note(${JSON.stringify(rows)}::jsonb, ${file})`.execute(work.tx);
}

export async function beginActing(
  work: Work,
  session: string,
  token: Buffer,
  assignmentId: string,
  until: string,
): Promise<void> {
  await sql`select exchange.begin_acting(${session}::uuid, ${token}, ${assignmentId}::uuid, ${until}::timestamptz)`.execute(
    work.tx,
  );
}
export async function endActing(work: Work, sessions: readonly string[]): Promise<void> {
  await sql`select exchange.end_acting(${[...sessions]}::uuid[])`.execute(work.tx);
}

export interface UnitRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly hsaId: string | null;
  readonly providerId: string;
  readonly providerCode: string;
  readonly authorityId: string;
  readonly branch: Exclude<Branch, 'person'>;
  readonly open: boolean;
}
export interface OfferedRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly hsaId: string | null;
  readonly orgNumber: string | null;
}
export interface Register {
  readonly units: readonly UnitRow[];
  readonly providers: readonly OfferedRow[];
  readonly authorities: readonly OfferedRow[];
  readonly staff: readonly { readonly id: string; readonly hsaId: string | null; readonly subject: string }[];
}

/** The organisations and staff that stand here now. Reference data, open to every caller. */
export async function register(work: Work): Promise<Register> {
  const now = new Date(work.now).toISOString();
  const units =
    await sql<UnitRow>`select u.id, u.code, u.name, u.kind, u.hsa_id as "hsaId", p.id as "providerId", p.code as "providerCode",
      p.authority_id as "authorityId", p.branch, (u.closed_at is null or u.closed_at > ${now}::timestamptz) as open
    from organisations.unit u join organisations.provider p on p.id = u.provider_id where u.kind <> 'person'`.execute(
      work.tx,
    );
  const providers =
    await sql<OfferedRow>`select id, code, name, hsa_id as "hsaId", org_number as "orgNumber" from organisations.provider where branch <> 'person'`.execute(
      work.tx,
    );
  const authorities =
    await sql<OfferedRow>`select id, code, name, null as "hsaId", org_number as "orgNumber" from organisations.authority where kind <> 'person'`.execute(
      work.tx,
    );
  const staff = await sql<
    Register['staff'][number]
  >`select id, hsa_id as "hsaId", subject from organisations.staff`.execute(work.tx);
  return { units: units.rows, providers: providers.rows, authorities: authorities.rows, staff: staff.rows };
}
