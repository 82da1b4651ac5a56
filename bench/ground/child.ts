import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Closing } from '../harness/closing.ts';

export interface Child {
  readonly pid: number;
  readonly port: number;
  /** Lets it finish, so that a profile is written; kills it after ten seconds. */
  stop(): Promise<void>;
}

/** Starts a file of this folder as a process of its own that tells its port when it listens. */
export async function startChild(
  closing: Closing,
  file: string,
  told: object,
  nodeArgs: readonly string[] = [],
): Promise<Child> {
  const child = fork(new URL(file, import.meta.url), {
    execArgv: ['--disable-warning=ExperimentalWarning', ...nodeArgs],
    // As in production: the server writes its log, to nowhere.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const stop = closing.add(() => end(child));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port));
    child.once('exit', (code) => reject(new Error(`${file} ended with ${String(code)} before it listened`)));
    child.send(told);
  });
  return { pid: child.pid ?? 0, port, stop };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  if (child.connected) child.disconnect();
  await Promise.race([gone, sleep(10_000, undefined, { ref: false })]);
  child.kill('SIGKILL');
}
