import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, afterEach, describe, test } from 'node:test';
import pg from 'pg';
import { EmbeddedPostgresError, startPostgres } from './index.ts';
import type { EmbeddedPostgres } from './index.ts';
import { readPostmaster } from './postmaster.ts';
import { isRunning, until } from './processes.ts';

const linuxOnly = { skip: process.platform !== 'linux' && 'needs Linux' };
const log = { info: () => undefined, warn: () => undefined };
const dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'mellanrum-pg-test-')));
const cluster = join(dataDir, 'cluster');
const started: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

async function start(options: Partial<Parameters<typeof startPostgres>[0]> = {}): Promise<EmbeddedPostgres> {
  const server = await startPostgres({ dataDir, log, durability: 'test', ...options });
  started.push(server);
  return server;
}

/** One query on an own connection; retries while a killed server comes back. */
async function ask(config: pg.PoolConfig, sql: string): Promise<unknown[][]> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client(config);
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows;
    } catch (error) {
      if (attempt > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

type Report = pg.PoolConfig & { adopted?: boolean; error?: string };

/** Another Mellanrum process that owns the database. */
async function owner(durability: 'full' | 'test' = 'test'): Promise<{ process: ChildProcess; report: Report }> {
  const program = join(import.meta.dirname, 'owner.fixture.ts');
  const child = spawn(process.execPath, [program, dataDir, durability], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { process: child, report: JSON.parse(line) as Report };
}

async function killed(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/** Processes at work in the cluster folder. */
function postgresProcesses(): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && isRunning(Number(pid)) && realpathSync(`/proc/${pid}/cwd`) === cluster;
    } catch {
      return false;
    }
  });
}

const postmaster = () => readPostmaster(cluster)?.pid ?? assert.fail('no postmaster');

describe('the embedded PostgreSQL', () => {
  afterEach(async () => {
    for (const child of children.splice(0))
      if (child.exitCode === null && child.signalCode === null) await killed(child);
    for (const server of started.splice(0)) await server.stop();
  });
  after(() => rmSync(dataDir, { recursive: true, force: true }));

  test(
    'starts with full durability, answers on a unix socket only, and stopping leaves no process',
    linuxOnly,
    async () => {
      const server = await start({ durability: 'full' });
      const names = [
        'fsync',
        'synchronous_commit',
        'full_page_writes',
        'listen_addresses',
        'timezone',
        'server_encoding',
      ];
      const sql = `select ${names.map((name) => `current_setting('${name}')`).join(', ')}`;
      assert.deepEqual(await ask(server.config('postgres', 'postgres'), sql), [['on', 'on', 'on', '', 'UTC', 'UTF8']]);
      assert.ok(Buffer.byteLength(join(server.socketDir, '.s.PGSQL.5432')) <= 107);
      assert.equal(server.adopted, false);
      const processes = postgresProcesses();
      assert.ok(processes.length > 3);
      await Promise.all([server.stop(), server.stop()]);
      assert.deepEqual(postgresProcesses(), []);
      assert.ok(!existsSync(server.socketDir));
      assert.deepEqual(readdirSync(dataDir).toSorted(), ['cluster', 'postgres.log']);
    },
  );

  test('Swedish order is at hand', async () => {
    const server = await start();
    const sql = `select string_agg(n, '' order by n collate "sv-x-icu") from unnest(array['ö','ä','å','z','a']) n`;
    assert.deepEqual(await ask(server.config('postgres', 'postgres'), sql), [['azåäö']]);
  });

  test('what was committed survives SIGKILL of Mellanrum, and no orphan blocks the next start', linuxOnly, async () => {
    const first = await owner('full');
    await ask(first.report, 'create table promise as select generate_series(1, 1000) as n');
    const orphan = postmaster();
    await killed(first.process);
    const second = await start({ durability: 'full' });
    assert.equal(isRunning(orphan), false, 'the old postmaster is gone');
    const count = 'select count(*)::int from promise';
    assert.deepEqual(await ask(second.config('postgres', 'postgres'), count), [[1000]]);
    await second.stop();
    assert.deepEqual(postgresProcesses(), []);
  });

  test('without a next start, a server whose Mellanrum was killed shuts down by itself', linuxOnly, async () => {
    const first = await owner();
    await killed(first.process);
    assert.ok(await until(() => postgresProcesses().length === 0, 10_000));
    assert.equal(readPostmaster(cluster), undefined);
  });

  test('a server whose watchdog was killed too is adopted, and then watched again', linuxOnly, async () => {
    const first = await owner();
    const { watchdog } = JSON.parse(readFileSync(join(dataDir, 'owner.lock'), 'utf8')) as { watchdog: { pid: number } };
    process.kill(watchdog.pid, 'SIGKILL');
    const orphan = postmaster();
    await killed(first.process);
    const second = await owner();
    assert.equal(second.report.adopted, true);
    assert.equal(postmaster(), orphan);
    await killed(second.process);
    assert.ok(await until(() => postgresProcesses().length === 0, 10_000));
  });

  test('an orphan that runs with other settings is stopped rather than adopted', linuxOnly, async () => {
    const first = await owner('test');
    const { watchdog } = JSON.parse(readFileSync(join(dataDir, 'owner.lock'), 'utf8')) as { watchdog: { pid: number } };
    process.kill(watchdog.pid, 'SIGKILL');
    await killed(first.process);
    const second = await start({ durability: 'full' });
    assert.equal(second.adopted, false);
    assert.deepEqual(await ask(second.config('postgres', 'postgres'), 'show fsync'), [['on']]);
  });

  test('two owners of one data folder: the second is refused, in this process or another', async () => {
    const server = await start();
    await assert.rejects(startPostgres({ dataDir, log }), (error) => {
      assert.ok(error instanceof EmbeddedPostgresError);
      assert.equal(error.fault, 'owned-by-another');
      return true;
    });
    const other = await owner();
    assert.match(other.report.error ?? '', new RegExp(`already runs with the data folder .*process ${process.pid}`));
    assert.deepEqual(await ask(server.config('postgres', 'postgres'), 'select 1'), [[1]]);
  });

  test('a postmaster that dies by itself is started again', linuxOnly, async () => {
    const server = await start();
    const before = postmaster();
    await ask(server.config('postgres', 'postgres'), 'create table kept as select 7 as n');
    process.kill(before, 'SIGKILL');
    assert.ok(await until(() => (readPostmaster(cluster)?.pid ?? before) !== before, 20_000));
    assert.deepEqual(await ask(server.config('postgres', 'postgres'), 'select * from kept'), [[7]]);
  });

  for (const [who, command] of [
    ['another program', 'exec sleep 60'],
    ['a zombie', 'sleep 0 & echo $!; exec sleep 60'],
  ] as const) {
    test(`a stale postmaster.pid whose number now belongs to ${who} does not block`, linuxOnly, async () => {
      await (await start()).stop();
      const stranger = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] });
      children.push(stranger);
      let pid = stranger.pid;
      if (who === 'a zombie') {
        const [line] = (await once(createInterface(stranger.stdout), 'line')) as [string];
        pid = Number(line);
        assert.ok(await until(() => !isRunning(Number(line)), 5_000));
      }
      const stale = [pid, cluster, 1, 5432, '/tmp/gone', '', '  123456  7', 'ready', ''].join('\n');
      writeFileSync(join(cluster, 'postmaster.pid'), stale);
      writeFileSync(join(dataDir, 'owner.lock'), JSON.stringify({ pid, started: 'long ago' }));
      const server = await start();
      assert.notEqual(postmaster(), pid);
      assert.deepEqual(await ask(server.config('postgres', 'postgres'), 'select 1'), [[1]]);
    });
  }

  test('a broken cluster is told of with the words of PostgreSQL', async () => {
    const other = join(dataDir, 'broken');
    const server = await start({ dataDir: other });
    await server.stop();
    writeFileSync(join(other, 'cluster', 'PG_VERSION'), '9\n');
    await assert.rejects(startPostgres({ dataDir: other, log }), /PostgreSQL did not start(.|\n)*incompatible/);
    rmSync(other, { recursive: true });
  });

  test('where sockets are not workable it answers on 127.0.0.1 and demands a password', async () => {
    const other = join(dataDir, 'tcp');
    const server = await start({ dataDir: other, transport: 'tcp' });
    const superuser = server.config('postgres', 'postgres');
    await ask(superuser, 'create role app');
    const app = server.config('app', 'postgres');
    assert.deepEqual(await ask(app, `select current_user::text, current_setting('is_superuser')`), [['app', 'off']]);
    const stranger = new pg.Client({ ...superuser, password: 'guess' });
    await assert.rejects(stranger.connect(), /password authentication failed/);
  });

  const rootOnly = { skip: process.getuid?.() !== 0 && 'needs root' };
  test('root without user namespaces runs it as nobody, also behind a closed folder', rootOnly, async () => {
    const other = join(dataDir, 'nobody');
    const server = await start({ dataDir: other, accounts: /^user 65534/ });
    assert.deepEqual(await ask(server.config('postgres', 'postgres'), 'select 1'), [[1]]);
    await server.stop();
    await assert.rejects(startPostgres({ dataDir: other, log, accounts: /^none$/ }), { fault: 'no-account' });
  });
});
