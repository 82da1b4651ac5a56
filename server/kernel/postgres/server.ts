import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import type { Address } from './address.ts';
import { clearStaleSockets, listenArguments } from './address.ts';
import type { Binaries } from './binaries.ts';
import { EmbeddedPostgresError } from './errors.ts';
import { disarmStalePostmaster, readPostmaster } from './postmaster.ts';

/** Everything that is fixed for one server on one cluster. */
export type ServerPlan = {
  cluster: string;
  logFile: string;
  account: Account;
  binaries: Binaries;
  address: Address;
  settings: readonly string[];
};

/** A started postmaster; `ended` resolves with words for the log when it ends, asked to or not. */
export type RunningServer = { pid: number; ended: Promise<string> };

/** A killed predecessor may linger as a zombie, or its backends may still be leaving the shared memory. */
const passingFaults = /lock file "[^"]*" already exists|pre-existing shared memory block/;
const patienceMs = 15_000;
const largestLog = 20 * 1024 * 1024;

/**
 * Starts PostgreSQL and waits until it accepts connections; recovery after a crash may take as long as it needs.
 * @throws EmbeddedPostgresError `start-failed` with the end of the log
 */
export async function launch(plan: ServerPlan): Promise<RunningServer> {
  const giveUp = Date.now() + patienceMs;
  for (;;) {
    disarmStalePostmaster(plan.cluster);
    clearStaleSockets(plan.address);
    const outcome = await attempt(plan);
    if ('pid' in outcome) return outcome;
    if (!passingFaults.test(outcome.failure) || Date.now() > giveUp) {
      throw new EmbeddedPostgresError('start-failed', `PostgreSQL did not start. ${outcome.failure}`);
    }
    await sleep(250);
  }
}

async function attempt(plan: ServerPlan): Promise<RunningServer | { failure: string }> {
  rotate(plan.logFile);
  const log = openSync(plan.logFile, 'a', 0o600);
  const logStart = fstatSync(log).size;
  const [command = '', ...args] = [
    ...plan.account.prefix,
    plan.binaries.postgres,
    '-D',
    plan.cluster,
    ...listenArguments(plan.address),
    ...plan.settings,
  ];
  // An own session: Ctrl-C in the terminal goes to Mellanrum alone, which then stops PostgreSQL in order.
  const child = spawn(command, args, {
    env: plan.binaries.env,
    stdio: ['ignore', log, log],
    detached: true,
    cwd: plan.cluster,
  });
  closeSync(log);
  child.unref();
  let gone = '';
  const ended = new Promise<string>((resolve) => {
    const finish = (words: string) => resolve((gone = words));
    child.once('error', (error) => finish(error.message));
    child.once('exit', (code, name) => finish(`it ended with ${name ?? `code ${code}`}`));
  });
  while (gone === '') {
    // The ready line must be this child's: a stale file of a killed server says "ready" too.
    const file = readPostmaster(plan.cluster);
    if (child.pid !== undefined && file?.pid === child.pid && file.status === 'ready') return { pid: child.pid, ended };
    await sleep(10);
  }
  const said = readFileSync(plan.logFile).subarray(logStart).toString().trim().split('\n').slice(-8).join('\n');
  return { failure: `${gone}; its log says:\n${said}` };
}

function rotate(logFile: string): void {
  try {
    if (statSync(logFile).size > largestLog) renameSync(logFile, `${logFile}.1`);
  } catch {
    // No log yet.
  }
}
