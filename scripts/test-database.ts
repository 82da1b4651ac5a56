import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../server/kernel/postgres/index.ts';
import { isRunning } from '../server/kernel/postgres/processes.ts';

/** The one PostgreSQL of a test run; `env` is how the tests find it. */
export type TestDatabase = { env: { TEST_DATABASE: string }; stop(): Promise<void> };

const prefix = 'mellanrum-test-';

/** What a run that was killed could not clear away: folders named after processes that are gone. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (pid && !isRunning(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

/**
 * A new folder under the system's temporary folder, which becomes the temporary folder of this run and its tests. The next
 * run clears it away if this one is killed.
 */
export function throwawayFolder(): { path: string; remove(): void } {
  sweep();
  const path = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = path;
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/**
 * Starts an empty PostgreSQL in `folder`, or uses the one that TEST_DATABASE_URL names.
 * TEST_DATABASE is JSON: host, port, user (a superuser), database, and password if one is needed.
 */
export async function startTestDatabase(folder: string): Promise<TestDatabase> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) {
    const url = new URL(given);
    const config = {
      host: decodeURIComponent(url.hostname) || (url.searchParams.get('host') ?? 'localhost'),
      port: Number(url.port || '5432'),
      user: decodeURIComponent(url.username) || 'postgres',
      database: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
      ...(url.password ? { password: decodeURIComponent(url.password) } : {}),
    };
    return { env: { TEST_DATABASE: JSON.stringify(config) }, stop: () => Promise.resolve() };
  }
  const log = { info: () => undefined, warn: (message: string) => console.error(message) };
  const server = await startPostgres({ dataDir: join(folder, 'postgres'), log, durability: 'test' });
  const { host, port, user, database, password } = server.config('postgres', 'postgres');
  return {
    env: { TEST_DATABASE: JSON.stringify({ host, port, user, database, password }) },
    stop: () => server.stop(),
  };
}
