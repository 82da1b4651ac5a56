import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { chooseAccount } from './account.ts';
import type { Address, Transport } from './address.ts';
import { connection, defaultTransport, prepareAddress, removeSocketFolder } from './address.ts';
import { findBinaries } from './binaries.ts';
import { initialise } from './initialise.ts';
import type { Log } from './log.ts';
import { settleOrphan, stopPostmaster } from './orphan.ts';
import { takeOwnership } from './owner.ts';
import { isRunning } from './processes.ts';
import type { RunningServer, ServerPlan } from './server.ts';
import { launch } from './server.ts';
import type { Durability } from './settings.ts';
import { serverSettings } from './settings.ts';
import { startWatchdog } from './watchdog.ts';

export type StartOptions = {
  /** Folder that holds cluster, log and lock; made if missing. */
  dataDir: string;
  log: Log;
  durability?: Durability;
  /** How clients reach the server; by default the best this platform has. */
  transport?: Transport;
  /** Ways of stepping down from root to consider, by name; for tests. */
  accounts?: RegExp;
};

export type EmbeddedPostgres = {
  /** Host to connect to: the folder of the unix socket (127.0.0.1 where sockets are not workable). */
  socketDir: string;
  port: number;
  /** True when a server that outlived an earlier Mellanrum was taken over. */
  adopted: boolean;
  config(user: string, database: string): pg.PoolConfig;
  /** Shuts the server down in order (open transactions roll back) and gives up the data folder. May be called twice. */
  stop(): Promise<void>;
};

/**
 * Starts the PostgreSQL that comes with Mellanrum on a data folder, or takes over one that is still running there.
 * It is restarted if it dies by itself, and shuts down when this process ends, even by SIGKILL.
 * @throws EmbeddedPostgresError with its `fault` saying why
 */
export async function startPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const dataDir = realpathSync(options.dataDir);
  const ownership = takeOwnership(dataDir);
  try {
    const durability = options.durability ?? 'full';
    const binaries = findBinaries(join(dataDir, 'lib'));
    const account = chooseAccount(dataDir, binaries, options.accounts);
    const prepared = await prepareAddress(dataDir, account, options.transport ?? defaultTransport);
    const cluster = join(dataDir, 'cluster');
    const { args, name } = serverSettings(durability, binaries.version);
    await initialise({ dataDir, cluster }, { account, binaries, address: prepared, durability });
    const orphan = await settleOrphan({ cluster, address: prepared, name }, ownership, options.log);
    const address = orphan?.address ?? prepared;
    const logFile = join(dataDir, 'postgres.log');
    const plan = { cluster, logFile, account, binaries, address, settings: args };
    const server = orphan
      ? adopt(orphan.pid)
      : await launch(plan).catch((error: unknown) => {
          removeSocketFolder(address);
          throw error;
        });
    options.log.info(`PostgreSQL ${orphan ? 'taken over' : 'started'} (process ${server.pid})`);
    const care = keepRunning(plan, server, options.log, (pid) => ownership.noteWatchdog(pid));
    return embedded(address, orphan !== undefined, async () => {
      await care.stop();
      removeSocketFolder(address);
      ownership.release();
    });
  } catch (error) {
    ownership.release();
    throw error;
  }
}

function embedded(address: Address, adopted: boolean, stop: () => Promise<void>): EmbeddedPostgres {
  let stopping: Promise<void> | undefined;
  return {
    socketDir: address.host,
    port: address.port,
    adopted,
    config: (user, database) => connection(address, user, database),
    stop: () => (stopping ??= stop()),
  };
}

/** An adopted server is nobody's child here, so its end is found by asking once a second. */
function adopt(pid: number): RunningServer {
  const ended = new Promise<string>((resolve) => {
    const timer = setInterval(() => {
      if (isRunning(pid)) return;
      clearInterval(timer);
      resolve('it ended');
    }, 1_000);
    timer.unref();
  });
  return { pid, ended };
}

/** Gives each server a watchdog, and starts a new one when it ends without being asked to. */
function keepRunning(plan: ServerPlan, first: RunningServer, log: Log, note: (watchdog: number) => void) {
  let asked = false;
  let restarting: Promise<void> = Promise.resolve();
  let current = first;
  let watchdog = startWatchdog(first.pid);
  note(watchdog.pid);

  const attend = (server: RunningServer) => {
    void server.ended.then((words) => {
      if (!asked) restarting = restart(words);
    });
  };
  const restart = async (words: string) => {
    log.warn(`PostgreSQL stopped by itself (${words}); starting it again`);
    watchdog.dismiss();
    for (let pauseMs = 250; !asked; pauseMs = Math.min(pauseMs * 2, 30_000)) {
      try {
        current = await launch(plan);
        watchdog = startWatchdog(current.pid);
        note(watchdog.pid);
        attend(current);
        log.info(`PostgreSQL started again (process ${current.pid})`);
        return;
      } catch (error) {
        log.warn((error as Error).message);
        await sleep(pauseMs);
      }
    }
  };
  attend(first);

  return {
    async stop() {
      asked = true;
      await restarting;
      await stopPostmaster(current.pid);
      watchdog.dismiss();
    },
  };
}
