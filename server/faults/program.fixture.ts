import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openDatabase, type Database } from '../kernel/db/database.ts';
import { hashOfToken } from '../kernel/identity/cookies.ts';
import { startPostgres } from '../kernel/postgres/index.ts';
import { readPostmaster } from '../kernel/postgres/postmaster.ts';
import { uuid7Source } from '../../contract/kernel/uuid7.ts';
import type { Ask } from './invariants.fixture.ts';

const running = new Set<ChildProcess>();
const folders = new Set<string>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

export function throwaway(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `mr-faults-${name}-`));
  folders.add(folder);
  return folder;
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

export interface Program {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  said(): string;
}

export interface StartOptions {
  readonly dataDir: string;
  readonly port: number;
  /** Modules loaded before the program: planted faults. */
  readonly imports?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** `server/main.ts` in a process of its own, without a county. Resolves when it answers; throws with what it said when it ends instead. */
export async function startProgram({ dataDir, port, imports = [], environment = {} }: StartOptions): Promise<Program> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(NODE_TEST|TEST_DATABASE|NODE_OPTIONS|DATABASE_URL|OIDC_|PUBLIC_URL|MELLANRUM_)/u.test(name),
  );
  const before = imports.flatMap((file) => ['--import', file]);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...before, 'server/main.ts'], {
    cwd: join(import.meta.dirname, '..', '..'),
    env: {
      ...Object.fromEntries(kept),
      DATA_DIR: dataDir,
      COUNTY_PERSONS: '0',
      LOG_LEVEL: 'info',
      NODE_ENV: 'development',
      PORT: String(port),
      ...environment,
    },
  });
  running.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      // What it says of each request is not kept.
      said = (
        said +
        chunk
          .toString()
          .split('\n')
          .filter((line) => !line.includes('"msg":"request"'))
          .join('\n')
      ).slice(-20_000);
    });
  const ended = new Promise<number | null>((resolve) =>
    child.on('close', (code) => resolve((running.delete(child), code))),
  );
  const program = { child, ended, said: () => said };
  await untilReady(program, port);
  return program;
}

/** Waits until the program says that it is ready, and throws when it ends or two minutes pass. */
export async function untilReady(program: Program, port: number): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end; await sleep(40)) {
    if (program.child.exitCode !== null || program.child.signalCode !== null)
      throw new Error(`the program ended:\n${program.said()}`);
    try {
      if ((await fetch(`http://127.0.0.1:${port}/ready`, { signal: AbortSignal.timeout(3_000) })).ok) return;
    } catch {
      // Not yet.
    }
  }
  throw new Error(`the program never became ready:\n${program.said()}`);
}

/** Every process whose command line names the folder, but for this test's own helpers. */
export const processesUsing = (folder: string): string[] =>
  execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(folder));

export const postmasterOf = (dataDir: string): number => readPostmaster(join(dataDir, 'postgres', 'cluster'))?.pid ?? 0;
export const childrenOf = (pid: number): number[] =>
  execFileSync('ps', ['-eo', 'pid,ppid'], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [child, parent] = line.trim().split(/\s+/).map(Number);
      return parent === pid && child ? [child] : [];
    });

/** The database of a running program, as its own logins, and as the superuser. */
export async function beside(dataDir: string): Promise<{ database: Database; ask: Ask; close(): Promise<void> }> {
  const file = readPostmaster(join(dataDir, 'postgres', 'cluster'));
  if (!file) throw new Error('no database runs');
  const login = (user: string): pg.PoolConfig => ({
    host: file.socketDir,
    port: file.port,
    user,
    database: 'mellanrum',
  });
  return open(login);
}

async function open(login: (user: string) => pg.PoolConfig) {
  const database = await openDatabase(
    { admin: login('postgres'), app: login('mellanrum_app'), system: login('mellanrum_system') },
    { poolSize: 2 },
  );
  const owner = new pg.Pool({ ...login('postgres'), max: 1 });
  owner.on('error', () => undefined);
  owner.on('connect', (client) => client.on('error', () => undefined));
  return {
    database,
    ask: (async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows) as Ask,
    async close() {
      await database.close();
      await owner.end();
    },
  };
}

/** Changes the database of a data folder that no program uses now. */
export async function plantIn(dataDir: string, work: (ask: Ask) => Promise<unknown>): Promise<void> {
  const postgres = await startPostgres({
    dataDir: join(dataDir, 'postgres'),
    log: { info: () => undefined, warn: console.warn },
  });
  try {
    const there = await open((user) => postgres.config(user, 'mellanrum'));
    await work(there.ask);
    await there.close();
  } finally {
    await postgres.stop();
  }
}

export interface Client {
  readonly unitId: string;
  readonly cookie: string;
  readonly personId: string;
}

/** Units of one provider, each with a nurse who is signed in, and a person each whom all of them know. */
export async function plantClients(ask: Ask, count: number): Promise<Client[]> {
  const newId = uuid7Source({ now: () => Date.now(), random: (n) => randomBytes(n) });
  const [authority, provider] = [newId(), newId()];
  await ask("insert into organisations.authority values ($1, 'municipality', '1496', 'Kommunen')", [authority]);
  await ask(
    "insert into organisations.provider (id, authority_id, branch, code, name) values ($1, $2, 'health', 'P', 'Kommunens vård')",
    [provider, authority],
  );
  const clients: Client[] = [];
  for (let i = 0; i < count; i++) {
    const [unitId, staff, assignment, session, personId] = [newId(), newId(), newId(), newId(), newId()];
    const token = randomBytes(32).toString('base64url');
    await ask(
      "insert into organisations.unit (id, provider_id, kind, code, name, tag, municipality_code, opened_at) values ($1::uuid, $2, 'home_health_care', $1::text, $3, $3, '1496', '2020-01-01')",
      [unitId, provider, `Enhet ${i}`],
    );
    await ask(
      "insert into organisations.staff (id, subject, name, title) values ($1::uuid, $1::text, $2, 'Distriktssköterska')",
      [staff, `Sköterska ${i}`],
    );
    await ask("insert into organisations.assignment values ($1, $2, $3, 'nurse', '2020-01-01')", [
      assignment,
      staff,
      unitId,
    ]);
    await ask(
      "insert into identity.session (token_hash, id, subject, assignment_id, created_at, seen_at, expires_at, ends_at, language) values ($1, $2, $3, $4, now(), now(), '2099-01-01', '2099-01-01', 'sv')",
      [hashOfToken(token), session, staff, assignment],
    );
    await ask(
      "insert into people.person (person_id, given_name, family_name, birth_date, subject) values ($1::uuid, $2, $3, '1940-01-01', $1::text)",
      [personId, `Person${i}`, `Nummer${i}`],
    );
    clients.push({ unitId, cookie: `mellanrum_session=${token}`, personId });
  }
  for (const { personId } of clients)
    for (const { unitId } of clients)
      await ask(
        "insert into people.engagement (id, person_id, unit_id, role, basis, valid_from, author_unit_id) values ($1, $2, $3, 'performer', 'care_relation', now() - interval '1 hour', $3)",
        [newId(), personId, unitId],
      );
  return clients;
}

let made: Promise<{ dataDir: string; clients: Client[] }> | undefined;

/** A data folder of its own, copied from one that the program made at its first start and in which eight clients are signed in. */
export async function readyFolder(name: string): Promise<{ dataDir: string; clients: Client[] }> {
  made ??= (async () => {
    const dataDir = join(throwaway('template'), 'data');
    const port = await freePort();
    const program = await startProgram({ dataDir, port });
    const there = await beside(dataDir);
    const clients = await plantClients(there.ask, 8);
    await there.close();
    program.child.kill('SIGTERM');
    if ((await program.ended) !== 0) throw new Error(`the first start did not end in order:\n${program.said()}`);
    return { dataDir, clients };
  })();
  const { dataDir, clients } = await made;
  const copy = join(throwaway(name), 'data');
  execFileSync('cp', ['-a', dataDir, copy]);
  return { dataDir: copy, clients };
}

export const publicKeyFile = (dataDir: string): string =>
  readFileSync(join(dataDir, 'keys', 'log-ed25519.pub.pem'), 'utf8');
