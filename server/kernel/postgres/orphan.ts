import pg from 'pg';
import type { Address } from './address.ts';
import { connection } from './address.ts';
import type { Log } from './log.ts';
import type { Ownership } from './owner.ts';
import { livePostmaster } from './postmaster.ts';
import { isRunning, signal, until } from './processes.ts';

/** How long a server that was told to stop may take; a large shutdown checkpoint is the slow part. */
const stopLimitMs = 60_000;

/**
 * Deals with a postmaster that outlived its Mellanrum. Usually the watchdog is stopping it, and we wait. Without a watchdog
 * it is adopted when it answers and runs the same version and settings, and otherwise stopped.
 * @returns process id and address of the adopted server, or undefined when there is none any more
 */
export async function settleOrphan(
  at: { cluster: string; address: Address; name: string },
  ownership: Ownership,
  log: Log,
): Promise<{ pid: number; address: Address } | undefined> {
  const found = livePostmaster(at.cluster);
  if (!found) return undefined;
  const watchdog = ownership.leftWatchdog;
  if (watchdog) {
    log.info(`PostgreSQL (process ${found.pid}) of a Mellanrum that ended is shutting down; waiting for it`);
    // The watchdog signals and ends; only if it hangs do we send the signal ourselves below.
    await until(() => !isRunning(watchdog.pid), 2_000);
    if (!isRunning(watchdog.pid) && (await until(() => !isRunning(found.pid), stopLimitMs))) return undefined;
  }
  const address = { ...at.address, host: found.socketDir || at.address.host, port: found.port };
  if (found.status === 'ready' && (await answersAs(address, at.name))) return { pid: found.pid, address };
  log.info(`Stopping the PostgreSQL left behind (process ${found.pid})`);
  await stopPostmaster(found.pid);
  return undefined;
}

async function answersAs(address: Address, name: string): Promise<boolean> {
  const client = new pg.Client({ ...connection(address, 'postgres', 'postgres'), connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string }>(`select current_setting('cluster_name') as name`);
    return rows[0]?.name === name;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Fast shutdown: transactions roll back, a checkpoint is written. After a minute, immediate shutdown. */
export async function stopPostmaster(pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  if (await until(() => !isRunning(pid), stopLimitMs)) return;
  signal(pid, 'SIGQUIT');
  if (await until(() => !isRunning(pid), 10_000)) return;
  signal(pid, 'SIGKILL');
  await until(() => !isRunning(pid), 10_000);
}
