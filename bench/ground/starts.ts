import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Closing } from '../harness/closing.ts';
import { descendantsOf } from '../harness/processes.ts';
import { throwawayFolder } from './cluster.ts';

const root = join(import.meta.dirname, '..', '..');
const longestMs = 180_000;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** From `npm start` on an empty data folder, and once more on the same, until GET /ready says 200; whole ms. */
export async function startTimes(closing: Closing): Promise<{ coldStartMs: number; warmStartMs: number }> {
  const dataDir = throwawayFolder(closing);
  const coldStartMs = await startOnce(closing, dataDir);
  const warmStartMs = await startOnce(closing, dataDir);
  return { coldStartMs, warmStartMs };
}

async function startOnce(closing: Closing, dataDir: string): Promise<number> {
  const port = await freePort();
  // Only what a user's shell would have: nothing of the bench's own npm.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NODE_|COUNTY_|DATABASE_URL|OIDC_|PUBLIC_URL)/iu.test(name),
  );
  const began = performance.now();
  const child = spawn('npm', ['start', '--silent'], {
    cwd: root,
    env: { ...Object.fromEntries(inherited), DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let gone = false;
  void ended.then(() => (gone = true));
  const stop = closing.add(async () => {
    const below = descendantsOf(child.pid ?? -1);
    tell(child.pid ?? -1, 'SIGTERM');
    await Promise.race([ended, sleep(25_000, undefined, { ref: false })]);
    // npm goes before what it started has ended.
    for (const end = Date.now() + 25_000; below.some(lives) && Date.now() < end;) await sleep(50);
    for (const pid of below) tell(pid, 'SIGKILL');
  });
  while (!(await isReady(port))) {
    if (gone) throw new Error('npm start ended before it was ready');
    if (performance.now() - began > longestMs) throw new Error(`npm start was not ready within ${longestMs / 1000} s`);
    await sleep(20);
  }
  const took = Math.round(performance.now() - began);
  await stop();
  return took;
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/ready`, { signal: AbortSignal.timeout(2_000) })).status === 200;
  } catch {
    return false;
  }
}

const lives = (pid: number): boolean => tell(pid, 0);
function tell(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return pid > 1 && process.kill(pid, signal);
  } catch {
    return false;
  }
}
