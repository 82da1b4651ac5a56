import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from './kernel/configuration.ts';
import type { DatabaseLogins } from './kernel/db/database.ts';
import { EmbeddedPostgresError, type Log } from './kernel/postgres/index.ts';
import { startDatabase } from './start-database.ts';

export interface Connected {
  readonly logins: DatabaseLogins;
  stop(): Promise<void>;
}

/**
 * The database for a command beside the server (verify-log, import): the one that a running Mellanrum on the same data folder has open,
 * else started for as long as the command runs.
 *
 * @throws EmbeddedPostgresError when neither can be had
 */
export async function connectDatabase(
  configuration: Pick<Configuration, 'dataDir' | 'databaseUrl'>,
  log: Log,
): Promise<Connected> {
  try {
    return await startDatabase(configuration, log);
  } catch (error) {
    if (!(error instanceof EmbeddedPostgresError) || error.fault !== 'owned-by-another') throw error;
    const running = postmaster(join(configuration.dataDir, 'postgres', 'cluster', 'postmaster.pid'));
    if (!running) throw error;
    const login = (user: string) => ({ ...running, user, database: 'mellanrum', ssl: false });
    return {
      logins: { admin: login('postgres'), app: login('mellanrum_app'), system: login('mellanrum_system') },
      stop: () => Promise.resolve(),
    };
  }
}

/** Socket folder and port of a running server, from its pid file (line 4 port, line 5 socket folder). */
function postmaster(file: string): { host: string; port: number } | null {
  const lines = readFileSync(file, 'utf8').split('\n');
  const [port, host] = [Number(lines[3]), lines[4]];
  return host && port > 0 ? { host, port } : null;
}
