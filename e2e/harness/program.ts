/** The real program, as `npm start` runs it: its own PostgreSQL, a small county, the built client, the embedded sign-in. One for the run. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '..', '..');
/** Making the county and building the client, on a loaded machine. */
const longestStartMs = 100_000;

export interface Program {
  readonly url: string;
  /** Runs one of the program's tools beside it, as an operator does. */
  tool(file: string, args?: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }>;
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Nothing that steers another program or another test comes along. */
const quiet = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(NODE_TEST|TEST_DATABASE|NODE_OPTIONS|DATABASE_URL|OIDC_|PUBLIC_URL|SMTP_|HOST$)/u.test(name),
    ),
  );

/**
 * @param settings environment variables on top of the stories' own: another size of county, say
 * @throws Error with what the program said, when it does not open its doors
 */
export async function startProgram(settings: Readonly<Record<string, string>> = {}): Promise<Program> {
  const given = process.env['STORY_URL'];
  const dataDir = given ? (process.env['DATA_DIR'] ?? '.data') : mkdtempSync(join(tmpdir(), 'mr-story-'));
  const port = given ? Number(new URL(given).port) : await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    ...quiet(),
    // Answers that do not keep the contract are refused.
    NODE_ENV: 'test',
    DATA_DIR: dataDir,
    PORT: String(port),
    COUNTY_PERSONS: '30',
    COUNTY_SEED: 'stories',
    LOG_LEVEL: 'warn',
    ...settings,
  };
  const run = (
    file: string,
    args: readonly string[] = [],
  ): { child: ChildProcess; said: () => string; ended: Promise<number | null> } => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], { cwd: root, env });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    return { child, said: () => Buffer.concat(said).toString(), ended };
  };

  const tool = async (file: string, args?: readonly string[]): Promise<{ code: number | null; said: string }> => {
    const beside = run(file, args);
    return { code: await beside.ended, said: beside.said() };
  };
  // While writing a story: one that is already running, with DATA_DIR set as it has it.
  if (given) return { url: given, tool, stop: () => Promise.resolve() };

  const { child, said, ended } = run('server/main.ts');
  // Should this process end without coming to `stop`, the program goes with it, and PostgreSQL's watchdog with the program.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const code = await ended;
    process.off('exit', kill);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    if (code !== 0) throw new Error(`the program ended with ${code}: ${said()}`);
  };
  const end = performance.now() + longestStartMs;
  while (!said().includes('Mellanrum is open at')) {
    if (child.exitCode !== null || performance.now() > end) {
      kill();
      throw new Error(`the program did not open:\n${said()}`);
    }
    await sleep(50);
  }
  return { url, tool, stop };
}
