import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

/** Statements that each connection keeps parsed, rewritten by the policies and, in the end, planned. */
const most = 500;
const names = new Map<string, string>();

/**
 * A statement prepared under a name: what the same code asks is the same text. Parsing it and putting the policies into it costs more
 * than running most of them. Statements without parameters, and those beyond the first five hundred, are sent as they are.
 */
export function prepared(text: string, values: readonly unknown[]): pg.QueryConfig<unknown[]> {
  if (values.length > 0 && !names.has(text) && names.size < most) names.set(text, `k${names.size}`);
  const name = values.length > 0 ? names.get(text) : undefined;
  return { text, values: [...values], ...(name === undefined ? {} : { name }) };
}

/**
 * Statements whose answer nobody reads. They are sent without waiting, and the next statement follows on their heels: a round trip costs
 * more than most of what it carries. What goes wrong in one of them is told to whoever sent the next, before anything is committed.
 */
const unread = /^(?:begin$|select (?:access\.enter|access\.settle|notify\.tell)\()/u;
const nothing = { command: 'SELECT' as const, rowCount: 0, rows: [] };

/** One connection with its statements prepared, and those that nobody reads sent ahead. It must be opened with `pipeline`. */
class Connection {
  readonly #client: pg.PoolClient;
  #ahead: Promise<unknown>[] = [];

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  async query(text: string, values: readonly unknown[]): Promise<unknown> {
    const answer = this.#client.query(prepared(text, values));
    if (unread.test(text)) {
      // Heard below; a rejection that nobody has listened to yet would end the program.
      answer.catch(() => undefined);
      this.#ahead.push(answer);
      return nothing;
    }
    const before = this.#ahead;
    this.#ahead = [];
    // What failed was rolled back with all before it: there is nothing more to tell.
    if (text !== 'rollback') await Promise.all([...before, answer]);
    return answer;
  }

  readonly release = (discard?: boolean): void => this.#client.release(discard);
}

/** The pool as the query builder uses it, with its statements prepared. */
export function preparing(pool: pg.Pool): PostgresPool {
  const wrapped = new WeakMap<pg.PoolClient, Connection>();
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect();
      const known = wrapped.get(client) ?? new Connection(client);
      wrapped.set(client, known);
      return known as unknown as PostgresPoolClient;
    },
    end: () => pool.end(),
  };
}
