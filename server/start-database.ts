import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Configuration } from './kernel/configuration.ts';
import type { DatabaseLogins } from './kernel/db/database.ts';
import { migrate } from './kernel/db/migrate.ts';
import { kept } from './kernel/kept-file.ts';
import { sqlStateOf } from './kernel/refusal.ts';
import { type Log, startPostgres } from './kernel/postgres/index.ts';

export interface StartedDatabase {
  readonly logins: DatabaseLogins;
  readonly migrations: readonly string[];
  stop(): Promise<void>;
}

const roles = ['mellanrum_app', 'mellanrum_system'] as const;
const name = 'mellanrum';

/** The database that the configuration names, running and with this program's schema: the embedded one, or DATABASE_URL's. */
export function startDatabase(
  configuration: Pick<Configuration, 'dataDir' | 'databaseUrl'>,
  log: Log,
): Promise<StartedDatabase> {
  mkdirSync(configuration.dataDir, { recursive: true, mode: 0o700 });
  return configuration.databaseUrl === undefined
    ? embedded(configuration.dataDir, log)
    : external(configuration.dataDir, configuration.databaseUrl);
}

async function embedded(dataDir: string, log: Log): Promise<StartedDatabase> {
  const postgres = await startPostgres({ dataDir: join(dataDir, 'postgres'), log });
  try {
    await asAdmin(postgres.config('postgres', 'postgres'), async (client) => {
      // A first county that was cut short is made anew, from nothing.
      if (existsSync(unfinished(dataDir))) await client.query(`drop database if exists ${name} with (force)`);
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
      if (!rowCount) await client.query(`create database ${name}`);
    });
    rmSync(unfinished(dataDir), { force: true });
    const login = (user: string): pg.PoolConfig => postgres.config(user, name);
    const migrations = await migrate(login('postgres'));
    return {
      logins: { admin: login('postgres'), app: login(roles[0]), system: login(roles[1]) },
      migrations,
      stop: () => postgres.stop(),
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function external(dataDir: string, databaseUrl: string): Promise<StartedDatabase> {
  if (existsSync(unfinished(dataDir)))
    throw new Error(
      'The making of the first county was cut short. Empty the database of DATABASE_URL, remove county-unfinished in DATA_DIR and start again.',
    );
  const admin: pg.PoolConfig = { connectionString: databaseUrl };
  const migrations = await migrate(admin);
  const [app, system] = await Promise.all(roles.map((role) => loginOf(dataDir, admin, role)));
  if (!app || !system) throw new Error('a role has no login');
  return { logins: { admin, app, system }, migrations, stop: () => Promise.resolve() };
}

/** Stands in DATA_DIR while the first county is being made. */
export const unfinished = (dataDir: string): string => join(dataDir, 'county-unfinished');

/**
 * A role's login at an external server. Its password is made here and kept in DATA_DIR/secrets; several processes on one database
 * share that folder. The server is told only a SCRAM verifier, so the password stands in no log of statements.
 */
async function loginOf(dataDir: string, admin: pg.PoolConfig, role: string): Promise<pg.PoolConfig> {
  const password = await secret(dataDir, role);
  const { host, port, database, ssl } = new pg.Client(admin);
  const login: pg.PoolConfig = { host, port, user: role, password, ...(database ? { database } : {}), ssl };
  try {
    await asAdmin(login, async () => undefined);
  } catch (error) {
    // 28P01 wrong password, 28000 no way in: everything else is a fault of another kind.
    if (!['28P01', '28000'].includes(sqlStateOf(error) ?? '')) throw error;
    await asAdmin(admin, (client) => client.query(`alter role ${role} password '${scramVerifier(password)}'`));
    await asAdmin(login, async () => undefined);
  }
  return login;
}

async function secret(dataDir: string, role: string): Promise<string> {
  const folder = join(dataDir, 'secrets');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return (await kept(join(folder, role), 0o600, () => randomBytes(24).toString('base64url'))).toString().trim();
}

/** What PostgreSQL stores of a password (RFC 5803): nothing that lets one in. */
export function scramVerifier(password: string, salt = randomBytes(16), iterations = 4096): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(hmac('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${hmac('Server Key').toString('base64')}`;
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
