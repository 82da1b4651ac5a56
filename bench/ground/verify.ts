import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** Where the log and the clock of new ids stood. */
export interface Mark {
  readonly seq: number;
  readonly firstId: string;
}

/** From here on: what is stored later has a greater id (UUIDv7) and a greater number in the log. */
export async function markNow(owner: pg.Pool): Promise<Mark> {
  const { rows } = await owner.query<{ seq: number }>('select coalesce(max(seq), 0)::int as seq from audit.entry');
  // The clock of the ids counts whole milliseconds.
  await sleep(2);
  const time = Date.now().toString(16).padStart(12, '0');
  return { seq: rows[0]?.seq ?? 0, firstId: `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000` };
}

export interface Stored {
  /** Log rows by action. */
  readonly log: Readonly<Record<string, number>>;
  readonly commitments: number;
  /** Events of the new commitments, by type. */
  readonly events: Readonly<Record<string, number>>;
}

export async function storedSince(owner: pg.Pool, { seq, firstId }: Mark): Promise<Stored> {
  const counts = async (text: string, value: unknown): Promise<Record<string, number>> => {
    const { rows } = await owner.query<{ k: string; n: number }>(text, [value]);
    return Object.fromEntries(rows.map(({ k, n }) => [k, n]));
  };
  const log = await counts(
    "select body::json ->> 'action' as k, count(*)::int as n from audit.entry where seq > $1 group by 1",
    seq,
  );
  const events = await counts(
    `select e.type as k, count(*)::int as n from commitments.commitment c join commitments.event e on e.person_id = c.person_id and e.subject_id = c.id
     where c.id >= $1 group by 1`,
    firstId,
  );
  const { commitments = 0 } = await counts(
    "select 'commitments' as k, count(*)::int as n from commitments.commitment where id >= $1",
    firstId,
  );
  return { log, commitments, events };
}

/** Error when what was answered for and what is stored differ. */
export function demandEqual(what: string, acknowledged: number, stored: Readonly<Record<string, number>>): void {
  const wrong = Object.entries(stored).filter(([, count]) => count !== acknowledged);
  if (wrong.length > 0)
    throw new Error(
      `${what}: ${acknowledged} answered, but stored: ${wrong.map(([name, count]) => `${name} ${count}`).join(', ')}`,
    );
}

/** Takes away what the rounds have made, so that the next finds lists of the same length. The log stays: it only grows. */
export async function tidy(owner: pg.Pool, { firstId }: Mark, vacuum: boolean): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('set session_replication_role = replica');
    await client.query(
      'delete from commitments.event e using commitments.commitment c where c.id >= $1 and e.person_id = c.person_id and e.subject_id = c.id',
      [firstId],
    );
    await client.query(
      'delete from commitments.gap g using commitments.commitment c where c.id >= $1 and g.person_id = c.person_id and g.subject_id = c.id',
      [firstId],
    );
    await client.query('delete from commitments.commitment where id >= $1', [firstId]);
    // Needs planted for handovers have ids of a time that is yet to come.
    await client.query('delete from commitments.accountability where need_id >= $1', [firstId]);
    await client.query('delete from commitments.need where id >= $1', [firstId]);
    if (vacuum) {
      for (const table of [
        'commitments.commitment',
        'commitments.event',
        'commitments.gap',
        'access.request',
        'bench.line',
      ])
        await client.query(`vacuum ${table}`);
    }
  } finally {
    client.release(true);
  }
}
