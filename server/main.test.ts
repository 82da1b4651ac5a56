import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { scramVerifier } from './start-database.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'mr-main-'));
const running = new Set<ChildProcess>();
after(async () => {
  for (const child of running) child.kill('SIGKILL');
  await sleep(100);
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

async function run(environment: Record<string, string>) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(NODE_TEST|TEST_DATABASE|NODE_OPTIONS|DATABASE_URL|OIDC_|PUBLIC_URL)/u.test(name),
  );
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'server/main.ts'], {
    cwd: join(import.meta.dirname, '..'),
    env: {
      ...Object.fromEntries(kept),
      DATA_DIR: dataDir,
      COUNTY_PERSONS: '0',
      LOG_LEVEL: 'debug',
      NODE_ENV: 'development',
      ...environment,
    },
  });
  running.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<number | null>((resolve) =>
    child.on('close', (code) => resolve((running.delete(child), code))),
  );
  return { child, ended, said: () => said };
}
async function until(condition: () => boolean | Promise<boolean>, what: () => string): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(25)) if (await condition()) return;
  throw new Error(`it never came: ${what()}`);
}
const processesUsing = (text: string): string =>
  execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(text))
    .join('\n');

describe('npm start', () => {
  it('opens the doors, and closes them in order with nothing left behind', async () => {
    const port = await freePort();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const program = await run({ PORT: String(port) });
      await until(
        () => program.said().includes('Mellanrum is open at') || program.child.exitCode !== null,
        program.said,
      );
      assert.match(
        program.said(),
        new RegExp(`Mellanrum is open at http://localhost:${port} \\(\\d+\\.\\d s\\)\\.`, 'u'),
      );
      await until(() => program.said().includes('"start":{') || program.child.exitCode !== null, program.said);
      const { start } = JSON.parse(/\{.*"start":\{.*/u.exec(program.said())?.[0] ?? '{}') as {
        start: { ms: number; cold: boolean };
      };
      assert.deepEqual(
        [typeof start.ms, start.cold],
        ['number', signal === 'SIGTERM'],
        'the first start is the cold one',
      );
      assert.equal((await fetch(`http://127.0.0.1:${port}/ready`)).status, 200);
      program.child.kill(signal);
      assert.equal(await program.ended, 0, program.said());
      assert.equal(processesUsing(dataDir), '');
    }
  });

  it('ends at once, and cleanly, when it is stopped while it starts', async () => {
    const program = await run({ PORT: String(await freePort()) });
    await until(() => program.said().includes('PostgreSQL started') || program.child.exitCode !== null, program.said);
    program.child.kill('SIGTERM');
    assert.equal(await program.ended, 0, program.said());
    assert.ok(!program.said().includes('is open at'));
    await until(
      () => processesUsing(dataDir) === '',
      () => processesUsing(dataDir),
    );
  });

  it('says what is wrong with its settings, and with its port', async () => {
    const wrong = await run({ NODE_ENV: 'production', PORT: 'x' });
    assert.equal(await wrong.ended, 1);
    assert.match(wrong.said(), /^Mellanrum does not start with these settings:\n {2}- PORT /u);
    const taken = createServer();
    await new Promise<void>((resolve) => void taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const second = await run({ PORT: String(port) });
    assert.equal(await second.ended, 1);
    assert.match(second.said(), /EADDRINUSE/u);
    assert.equal(processesUsing(dataDir), '');
    taken.close();
  });
});

describe('a password at an external server', () => {
  it('is told as the verifier that PostgreSQL itself would store (RFC 7677 §3)', () => {
    const verifier = scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'));
    assert.equal(
      verifier,
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    );
  });
});
