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

/** The pool as the query builder uses it, with its statements prepared. */
export function preparing(pool: pg.Pool): PostgresPool {
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const wrap = (client: pg.PoolClient): PostgresPoolClient =>
    ({
      query: (text: string, values: readonly unknown[]) => client.query(prepared(text, values)),
      release: (discard?: boolean) => client.release(discard),
    }) as unknown as PostgresPoolClient;
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect();
      const known = wrapped.get(client) ?? wrap(client);
      wrapped.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}
