import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import pg from 'pg';
import { migrate } from '../db/migrate.ts';
import { openDatabase, type Database, type DatabaseOptions } from '../db/database.ts';
import { startPostgres } from '../postgres/index.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const template = 'mellanrum_template';
let server: Promise<pg.PoolConfig> | null = null;
let stopOwn: (() => Promise<void>) | null = null;
// At the root of the run, not of the suite that happens to ask first.
if (process.execArgv.includes('--test')) after(() => stopOwn?.());

/** The PostgreSQL of this test run: the one `npm test` started, else (a single file run by hand) one of its own. */
async function testServer(): Promise<pg.PoolConfig> {
  const given = process.env['TEST_DATABASE'];
  if (given) return JSON.parse(given) as pg.PoolConfig;
  const url = process.env['TEST_DATABASE_URL'];
  if (url) return { connectionString: url };
  const dataDir = mkdtempSync(join(tmpdir(), 'mr-test-'));
  const postgres = await startPostgres({
    dataDir,
    log: { info: () => undefined, warn: console.warn },
    durability: 'test',
  });
  stopOwn = async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return postgres.config('postgres', 'postgres');
}

async function asAdmin<T>(config: pg.PoolConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

let templateMade: Promise<void> | null = null;
/** Several test processes share a server: one of them makes the template, under another name until it is whole. */
const makeTemplate = (config: pg.PoolConfig): Promise<void> =>
  asAdmin(config, async (client) => {
    await client.query("select pg_advisory_lock(hashtext('template'))");
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rowCount) return;
    await client.query(`drop database if exists ${template}_making`);
    await client.query(`create database ${template}_making`);
    await migrate({ ...config, database: `${template}_making` });
    await client.query(`alter database ${template}_making rename to ${template}`);
  });

export interface TestDatabase extends Database {
  readonly admin: pg.PoolConfig;
  readonly name: string;
  /** Reads and plants as the superuser, outside every policy: for asserting on and arranging what no caller may. */
  readonly asOwner: <R extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<R[]>;
  drop(): Promise<void>;
}

/** A migrated database of the test's own, cloned from a template (about 0.2 s). Call `drop` in `after`. */
export async function testDatabase(options: DatabaseOptions = {}): Promise<TestDatabase> {
  server ??= testServer();
  const config = await server;
  templateMade ??= makeTemplate(config);
  await templateMade;
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(config, (client) => client.query(`create database ${name} template ${template}`));
  const admin = { ...config, database: name };
  const login = (user: string): pg.PoolConfig => ({ ...admin, user });
  const opened = await openDatabase({ admin, app: login('mellanrum_app'), system: login('mellanrum_system') }, options);
  const owner = new pg.Pool({ ...admin, max: 2 });
  owner.on('error', () => undefined);
  return {
    ...opened,
    admin,
    name,
    async asOwner<R extends pg.QueryResultRow>(text: string, values: unknown[] = []) {
      return (await owner.query<R>(text, values)).rows;
    },
    async drop() {
      await opened.close();
      await owner.end();
      await asAdmin(config, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}
