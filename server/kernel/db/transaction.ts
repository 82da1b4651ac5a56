import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Caller, Purpose } from '../access/context.ts';
import type { Clock } from '../clock.ts';
import { mayRetry } from '../refusal.ts';
import type { Database } from './database.ts';
import type { DB } from './tables.ts';

/** One caller's transaction. Nothing about a person can be read in it before `open` has logged that person. */
export interface Work {
  readonly tx: Transaction<DB>;
  readonly now: number;
  /** The signed caller, for commands of other rooms that run inside this transaction. */
  readonly context: string;
  /** Logs and opens persons. `mode` person: all that the caller may read about them; list: who they are and what one's own unit is party to. Gives the ids that were opened. */
  open(
    action: string,
    persons: readonly string[],
    mode: 'person' | 'list',
    detail?: Record<string, unknown>,
  ): Promise<string[]>;
  /** Live update to the units named; carries no person data to any browser. */
  tell(topic: string, personId: string | null, units: readonly string[]): Promise<void>;
}

export interface Request {
  readonly caller: Caller;
  readonly purpose: Purpose;
}

/** A command's own identity: the same key has one effect. `body` is what was asked, in any stable text form. */
export interface Once {
  readonly key: string;
  readonly body: string;
}

export const hashOf = (once: Once): Buffer => createHash('sha256').update(once.body).digest();

export interface Ground {
  readonly database: Database;
  readonly clock: Clock;
  /** UUIDv7 from the one clock. */
  readonly newId: () => string;
  /** Rings after a commit that changed something, so that open pages hear of it soon. */
  readonly ring: () => void;
}

/** Runs work as the caller in one transaction; the answer leaves only after the commit. Repeats on deadlock, three times. */
export async function asCaller<T>(ground: Ground, request: Request, work: (work: Work) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ground.database.db.transaction().execute((tx) => enter(ground, request, tx, work));
    } catch (error) {
      if (attempt === 3 || !mayRetry(error)) throw error;
    }
  }
}

async function enter<T>(
  ground: Ground,
  request: Request,
  tx: Transaction<DB>,
  work: (work: Work) => Promise<T>,
): Promise<T> {
  const now = ground.clock.now();
  const context = ground.database.sign(request.caller, request.purpose, now);
  await sql`select access.enter(${context})`.execute(tx);
  return work({
    tx,
    now,
    context,
    async open(action, persons, mode, detail = {}) {
      const { rows } = await sql<{
        opened: string[];
      }>`select audit.open(${action}, ${persons}::uuid[], ${mode}, ${JSON.stringify(detail)}::jsonb) as opened`.execute(
        tx,
      );
      return rows[0]?.opened ?? [];
    },
    async tell(topic, personId, units) {
      await sql`select notify.tell(${topic}, ${personId}::uuid, ${units}::uuid[])`.execute(tx);
    },
  });
}

/**
 * A command in one transaction with one effect per key: a repeat gets the first answer.
 *
 * @throws Refusal `key_reused` when the same key comes with another body
 */
export async function command<T>(
  ground: Ground,
  request: Request,
  once: Once,
  work: (work: Work) => Promise<T>,
): Promise<T> {
  const answer = await asCaller(ground, request, async (inside) => {
    const claimed = await sql<{
      before: { answer: T } | null;
    }>`select access.claim(${once.key}, ${hashOf(once)}) as before`.execute(inside.tx);
    const before = claimed.rows[0]?.before;
    if (before) return before.answer;
    const result = await work(inside);
    await sql`select access.settle(${once.key}, 200, ${JSON.stringify(result ?? null)}::jsonb)`.execute(inside.tx);
    return result;
  });
  ground.ring();
  return answer;
}
