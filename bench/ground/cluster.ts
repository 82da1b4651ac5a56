import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { DatabaseLogins } from '../../server/kernel/db/database.ts';
import { startPostgres } from '../../server/kernel/postgres/index.ts';
import { startDatabase } from '../../server/start-database.ts';
import type { Closing } from '../harness/closing.ts';

export interface Cluster {
  readonly dataDir: string;
  readonly logins: DatabaseLogins;
  /** As the superuser, outside every policy. */
  readonly owner: pg.Pool;
  readonly postmaster: number;
  /** PostgreSQL's own log. */
  readonly logFile: string;
  stop(): Promise<void>;
}

const log = { info: () => undefined, warn: (words: string) => console.warn(words) };

/** A throwaway folder under the system's temp folder, removed at the end. */
export function throwawayFolder(closing: Closing): string {
  const folder = mkdtempSync(join(tmpdir(), 'mr-bench-'));
  closing.add(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An embedded PostgreSQL of the bench's own with the program's schema and full durability, checked. */
export async function startCluster(closing: Closing, dataDir = throwawayFolder(closing)): Promise<Cluster> {
  const started = await startDatabase({ dataDir, databaseUrl: undefined }, log);
  const stopPostgres = closing.add(() => started.stop());
  const owner = new pg.Pool({ ...started.logins.admin, max: 4, application_name: 'bench' });
  owner.on('error', () => undefined);
  const stopPool = closing.add(() => owner.end());
  await demandDurability(owner);
  const cluster = join(dataDir, 'postgres', 'cluster');
  const postmaster = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  return {
    dataDir,
    logins: started.logins,
    owner,
    postmaster,
    logFile: join(dataDir, 'postgres', 'postgres.log'),
    async stop() {
      await stopPool();
      await stopPostgres();
    },
  };
}

async function demandDurability(owner: pg.Pool): Promise<void> {
  const { rows } = await owner.query<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')",
  );
  const weak = rows.filter(({ setting }) => setting !== 'on');
  if (rows.length !== 3 || weak.length > 0) throw new Error(`not fully durable: ${JSON.stringify(weak)}`);
}

/** Writes settings into the cluster (they hold from its next start) by starting it once without the program. */
export async function alterSystem(dataDir: string, settings: Readonly<Record<string, string>>): Promise<void> {
  const postgres = await startPostgres({ dataDir: join(dataDir, 'postgres'), log });
  const client = new pg.Client(postgres.config('postgres', 'postgres'));
  await client.connect();
  try {
    for (const [name, value] of Object.entries(settings)) await client.query(`alter system set ${name} = '${value}'`);
  } finally {
    await client.end();
    await postgres.stop();
  }
}

/** Error when the temp folder's disk has less room than that. */
export function demandDisk(gigabytes: number): void {
  const { bavail, bsize } = statfsSync(tmpdir());
  const free = (bavail * bsize) / 2 ** 30;
  if (free < gigabytes) throw new Error(`${tmpdir()} has ${free.toFixed(0)} GB free; this bench needs ${gigabytes}`);
}
