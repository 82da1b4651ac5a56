import { randomBytes } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DB } from './tables.ts';
import { contextSigner, type SignContext } from '../access/context.ts';
import { preparing } from './prepared.ts';

/** Instants leave the driver as ISO 8601 UTC text, dates as `YYYY-MM-DD`, bigint as number (all of ours are below 2^53). */
const asIso = (text: string): string => new Date(text).toISOString();
const parsers: Record<number, (text: string) => unknown> = { 1184: asIso, 1082: (text) => text, 20: Number };
const ordinary = pg.types.getTypeParser as (oid: number, format?: 'text' | 'binary') => (text: string) => unknown;
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? ordinary(oid, 'binary') : (parsers[oid] ?? ordinary(oid, 'text'))) as never,
};

export interface Database {
  /** Every request of every user. */
  readonly app: pg.Pool;
  readonly db: Kysely<DB>;
  /** The clock, the sealer and the mail. */
  readonly system: pg.Pool;
  readonly sign: SignContext;
  close(): Promise<void>;
}

export interface DatabaseLogins {
  /** May create roles and tables; used at start only. */
  readonly admin: pg.PoolConfig;
  readonly app: pg.PoolConfig;
  readonly system: pg.PoolConfig;
}

export interface DatabaseOptions {
  readonly poolSize?: number;
  /** Told when an idle connection breaks; the pool opens a new one by itself. */
  readonly onError?: (error: Error) => void;
  /** For the first county only, whose creation ends with a checkpointing commit. */
  readonly asynchronousCommit?: boolean;
}

/** Opens the pools of a migrated database. Call `migrate` first. */
export async function openDatabase(logins: DatabaseLogins, options: DatabaseOptions = {}): Promise<Database> {
  const sign = contextSigner(await contextKey(logins.admin));
  const settings = [
    '-c',
    'TimeZone=UTC',
    '-c',
    'jit=off',
    '-c',
    'statement_timeout=20000',
    '-c',
    'idle_in_transaction_session_timeout=15000',
  ]
    .concat(options.asynchronousCommit ? ['-c', 'synchronous_commit=off'] : [])
    .join(' ');
  const pool = (config: pg.PoolConfig, max: number): pg.Pool => {
    const made = new pg.Pool({
      ...config,
      max,
      types,
      options: settings,
      idleTimeoutMillis: 60_000,
      application_name: 'mellanrum',
      // A statement may be sent before the one ahead of it has been answered.
      pipeline: true,
    });
    made.on('error', options.onError ?? (() => undefined));
    // The pool listens to idle connections only. One that breaks while someone holds it fails their query; without a listener of its own
    // it would also end the program.
    made.on('connect', (client) => client.on('error', () => undefined));
    return made;
  };
  const app = pool(logins.app, options.poolSize ?? 10);
  const system = pool(logins.system, 3);
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparing(app) }) });
  return {
    app,
    db,
    system,
    sign,
    async close() {
      await db.destroy();
      await system.end();
    },
  };
}

/** The key of the signed caller lives in the database, where the app role cannot read it. Made once. */
async function contextKey(admin: pg.PoolConfig): Promise<Buffer> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    const fresh = randomBytes(64);
    const pad = (byte: number): Buffer => Buffer.from(fresh.map((b) => b ^ byte));
    await client.query('begin');
    await client.query('set local role mellanrum_definer');
    await client.query("insert into access.secret values ('ctx', $1, $2) on conflict do nothing", [
      pad(0x36),
      pad(0x5c),
    ]);
    const { rows } = await client.query<{ inner_pad: Buffer }>(
      "select inner_pad from access.secret where name = 'ctx'",
    );
    await client.query('commit');
    const [row] = rows;
    if (!row) throw new Error('the caller key is missing');
    return Buffer.from(row.inner_pad.map((b) => b ^ 0x36));
  } finally {
    await client.end();
  }
}
