/** A ground whose every command runs inside one transaction: what each would commit is a savepoint here. So a whole file stands or falls. */
import {
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import type { Ground } from '../kernel/db/transaction.ts';
import type { DB } from '../kernel/db/tables.ts';

export interface Whole {
  readonly ground: Ground;
  /** Runs work that leaves nothing behind when it throws. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * @param keep asked of the result: true commits, false leaves nothing
 * @throws what work throws; then nothing remains
 */
export async function inOneTransaction<T>(
  ground: Ground,
  work: (whole: Whole) => Promise<T>,
  keep: (result: T) => boolean,
): Promise<T> {
  const client = await ground.database.app.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const db = new Kysely<DB>({ dialect: dialectOf(client) });
    const whole: Whole = {
      ground: { ...ground, ring: () => undefined, database: { ...ground.database, db, app: poolOf(client) } },
      attempt: (inner) => within(client, 'entry', inner),
    };
    const result = await work(whole);
    await client.query(keep(result) ? 'commit' : 'rollback');
    return result;
  } catch (error) {
    await client.query('rollback').catch((lost: unknown) => {
      broken = lost instanceof Error ? lost : new Error(String(lost));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** What waits for the commit (an open need has one accountable unit) is judged where it was done, so that the fault gets its path. */
const settled = (name: string): string =>
  `set constraints all immediate; set constraints all deferred; release savepoint ${name}`;

async function within<T>(client: pg.PoolClient, name: string, work: () => Promise<T>): Promise<T> {
  await client.query(`savepoint ${name}`);
  try {
    const result = await work();
    await client.query(settled(name));
    return result;
  } catch (error) {
    await client.query(`rollback to savepoint ${name}; release savepoint ${name}`);
    throw error;
  }
}

/** The part of a pool that commands use: one statement, one effect. */
function poolOf(client: pg.PoolClient): pg.Pool {
  const query = (...asked: Parameters<pg.PoolClient['query']>): Promise<unknown> =>
    within(client, 'statement', () => client.query(...asked) as unknown as Promise<unknown>);
  return { query } as unknown as pg.Pool;
}

function dialectOf(client: pg.PoolClient) {
  const connection: DatabaseConnection = {
    async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, rowCount } = await client.query({ text: compiled.sql, values: [...compiled.parameters] });
      return { rows: rows as R[], ...(rowCount === null ? {} : { numAffectedRows: BigInt(rowCount) }) };
    },
    streamQuery() {
      throw new Error('nothing is streamed inside an import');
    },
  };
  const run = async (text: string): Promise<void> => {
    await client.query(text);
  };
  const driver: Driver = {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: () => run('savepoint command'),
    commitTransaction: () => run(settled('command')),
    rollbackTransaction: () => run('rollback to savepoint command; release savepoint command'),
    releaseConnection: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
  };
  return {
    createDriver: () => driver,
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db: Kysely<never>) => new PostgresIntrospector(db),
  };
}
