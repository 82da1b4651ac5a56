/**
 * What NOTIFY inside every command would cost: commits a second of many writers on the embedded PostgreSQL with full durability,
 * when a commit carries (a) only a row in notify.change, (b) that row and NOTIFY, (c) the row, with one NOTIFY for all commits of
 * each 20 ms sent by a connection of its own. The figures stand in docs/decisions/0002-live-updates.md.
 *
 *     node server/kernel/notify/notify-lock.main.ts [seconds a round] [rounds] [writers,…]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startPostgres } from '../postgres/index.ts';
import { startBell } from './bell.ts';

const seconds = Number(process.argv[2] ?? 4);
const rounds = Number(process.argv[3] ?? 3);
const ways = ['row only', 'row and NOTIFY', 'row, bell outside'] as const;
const folder = mkdtempSync(join(tmpdir(), 'mr-notify-'));
const silent = { info: () => undefined, warn: () => undefined };
const postgres = await startPostgres({ dataDir: folder, log: silent, durability: 'full' });
const login = postgres.config('postgres', 'postgres');
const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

interface Figures {
  readonly perSecond: number;
  readonly p99: number;
  /** Writers that stood in line for the lock of NOTIFY (wait event Lock/object), on average. */
  readonly inLine: number;
}

async function measure(writers: number, way: (typeof ways)[number]): Promise<Figures> {
  const clients = await Promise.all(
    Array.from({ length: writers }, async () => {
      const client = new pg.Client(login);
      await client.connect();
      return client;
    }),
  );
  const listener = new pg.Client(login);
  await listener.connect();
  await listener.query('listen mellanrum_change');
  const bell = way === 'row, bell outside' ? startBell(login, 'writer', () => undefined, silent) : undefined;
  const times: number[] = [];
  const inLine: number[] = [];
  const end = performance.now() + seconds * 1000;
  const sampling = (async () => {
    const waiting =
      "select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and wait_event = 'object'";
    for (; performance.now() < end; await sleep(50))
      inLine.push((await listener.query<{ n: number }>(waiting)).rows[0]?.n ?? 0);
  })();
  const statements = `begin; insert into change (units, topic) values ('{}', 'x'); ${way === 'row and NOTIFY' ? "notify mellanrum_change, 'x'; " : ''}commit`;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < end) {
        const began = performance.now();
        await client.query(statements);
        times.push(performance.now() - began);
        bell?.ring();
      }
    }),
  );
  await sampling;
  await bell?.stop();
  await Promise.all([...clients, listener].map((client) => client.end()));
  return {
    perSecond: times.length / seconds,
    p99: times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0,
    inLine: inLine.reduce((sum, n) => sum + n, 0) / Math.max(inLine.length, 1),
  };
}

try {
  const admin = new pg.Client(login);
  await admin.connect();
  await admin.query('create table change (seq bigint generated always as identity, units uuid[], topic text)');
  await admin.end();
  for (const writers of (process.argv[4] ?? '1,4,16,48').split(',').map(Number)) {
    const found = new Map(ways.map((way) => [way, [] as Figures[]]));
    // The ways take turns, so that a slow moment of the machine strikes them alike.
    for (let round = 0; round < rounds; round++)
      for (const way of ways) found.get(way)?.push(await measure(writers, way));
    const line = ways.map((way) => {
      const results = found.get(way) ?? [];
      return `${way} ${Math.round(median(results.map(({ perSecond }) => perSecond)))}/s p99 ${median(results.map(({ p99 }) => p99)).toFixed(1)} ms, in line ${median(results.map(({ inLine }) => inLine)).toFixed(1)}`;
    });
    console.log(`${String(writers).padStart(2)} writers: ${line.join(' | ')}`);
  }
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
