import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { verifyLog } from '../kernel/audit/verify.ts';
import { Refusal } from '../kernel/refusal.ts';
import { testDatabase, type TestDatabase } from '../kernel/testing/database.ts';
import { ask } from './http-door.fixture.ts';
import { type Ask, broken, brokenAfterSweep } from './invariants.fixture.ts';
import {
  freePort,
  plantClients,
  publicKeyFile,
  startProgram,
  throwaway,
  type Client,
  type Program,
} from './program.fixture.ts';

describe('two processes of the program on one database', () => {
  let database: TestDatabase;
  let programs: Program[] = [];
  let ports: number[] = [];
  let clients: Client[] = [];
  const owner: Ask = (text, values) => database.asOwner(text, values);
  const dataDir = throwaway('two');
  before(async () => {
    database = await testDatabase();
    clients = await plantClients(owner, 10);
    const { host = '', port = 5432, user = 'postgres', password } = database.admin;
    const secret = typeof password === 'string' ? `:${encodeURIComponent(password)}` : '';
    const url = host.startsWith('/')
      ? `postgres://${user}${secret}@localhost:${port}/${database.name}?host=${encodeURIComponent(host)}`
      : `postgres://${user}${secret}@${host}:${port}/${database.name}`;
    ports = [await freePort(), await freePort()];
    // At the same moment, on an empty data folder: keys and logins are made by one and used by both.
    programs = await Promise.all(
      ports.map((at) => startProgram({ dataDir, port: at, environment: { DATABASE_URL: url } })),
    );
  });
  after(async () => {
    for (const { child } of programs) child.kill('SIGTERM');
    const codes = await Promise.all(programs.map(({ ended }) => ended));
    await database.drop();
    assert.deepEqual(
      codes,
      programs.map(() => 0),
    );
  });
  let keys = 0;
  const post = <T>(process: number, client: Client | undefined, path: string, body: unknown): Promise<T> =>
    ask<T>({ port: ports[process % 2] ?? 0, cookie: client?.cookie ?? '' }, 'POST', path, `two-key-${++keys}`, body);
  const soon = (): string => new Date(Date.now() + 86_400_000).toISOString();

  it('of all units that claim one offer, half of them at each process, one gets it and the others are told who', async () => {
    const [giver, ...takers] = clients;
    for (let i = 0; i < 12; i++) {
      const need = await post<{ id: string }>(i, giver, '/needs', {
        personId: giver?.personId,
        area: 'd5',
        words: `Behov ${i}`,
      });
      const offer = await post<{ id: string }>(i + 1, giver, '/commitments', {
        personId: giver?.personId,
        kind: 'handover',
        what: 'Tas av en',
        area: 'd5',
        urgency: 'soon',
        toUnitIds: takers.map((t) => t.unitId),
        needIds: [need.id],
        dueAt: soon(),
      });
      const claims = await Promise.allSettled(
        takers.map((taker, n) => post(n, taker, `/commitments/${offer.id}/moves`, { action: 'accept', seen: 1 })),
      );
      const winners = takers.filter((_, n) => claims[n]?.status === 'fulfilled').map((t) => t.unitId);
      const holders = await database.asOwner<{ unit_id: string }>(
        'select unit_id from commitments.accountability where need_id = $1 and to_at is null',
        [need.id],
      );
      assert.deepEqual(
        winners,
        holders.map((h) => h.unit_id),
      );
      for (const claim of claims)
        if (claim.status === 'rejected')
          assert.deepEqual(
            claim.reason instanceof Refusal && [
              claim.reason.code,
              (claim.reason.current as { takenBy: string }).takenBy,
            ],
            ['taken', winners[0]],
          );
    }
    assert.deepEqual(await broken(owner), []);
  });

  it('the clocks of both raise each gap once, and lapse each offer once', async () => {
    const [giver, taker] = clients;
    const made = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        post<{ id: string }>(i, giver, '/commitments', {
          personId: giver?.personId,
          kind: 'request',
          what: `Tyst ${i}`,
          area: 'd5',
          urgency: 'soon',
          toUnitIds: [taker?.unitId],
          dueAt: soon(),
        }),
      ),
    );
    const ids = made.map((m) => m.id);
    // Their time is out in a moment, for all of them at once.
    const late = new Date(Date.now() + 1_500).toISOString();
    const list = (some: readonly string[]): string => `array['${some.join("','")}']::uuid[]`;
    await database.asOwner(`set session_replication_role = replica;
      update commitments.commitment set offered_at = '${late}'::timestamptz - interval '1 day', answer_by = '${late}',
        lapses_at = case when id = any (${list(ids.slice(0, 20))}) then '${late}'::timestamptz else lapses_at end where id = any (${list(ids)});
      set session_replication_role = origin`);
    for (const end = Date.now() + 30_000; Date.now() < end; await sleep(100)) {
      const [left] = await database.asOwner<{ n: number }>(
        "select count(*)::int as n from commitments.commitment c where c.id = any ($1) and c.state = 'offered' and not exists (select 1 from commitments.gap g where g.subject_id = c.id)",
        [ids],
      );
      if (left?.n === 0) break;
    }
    await sleep(1_000);
    const gaps = await database.asOwner<{ kind: string; n: number; subjects: number }>(
      'select kind, count(*)::int as n, count(distinct subject_id)::int as subjects from commitments.gap where subject_id = any ($1) group by kind order by kind',
      [ids],
    );
    const of = (kind: string) => gaps.find((g) => g.kind === kind);
    assert.deepEqual([of('lapsed')?.n, of('lapsed')?.subjects], [20, 20]);
    assert.equal(of('unanswered')?.n, of('unanswered')?.subjects);
    assert.ok((of('unanswered')?.n ?? 0) >= 40);
    const told = await database.asOwner<{ n: number }>(
      "select count(*)::int as n from commitments.event where type = 'gap_raised' and subject_id in (select id from commitments.gap where subject_id = any ($1))",
      [ids],
    );
    assert.equal(
      told[0]?.n,
      gaps.reduce((sum, g) => sum + g.n, 0),
    );
    assert.deepEqual(await brokenAfterSweep(owner, Date.now()), []);
  });

  it('the log is sealed by one at a time, and verifies', async () => {
    const unsealed = 'select audit.oldest_unsealed() as at';
    for (
      const end = Date.now() + 20_000;
      (await database.asOwner<{ at: string | null }>(unsealed))[0]?.at && Date.now() < end;
    )
      await sleep(100);
    const verified = await verifyLog(database.system, createPublicKey(publicKeyFile(dataDir)));
    assert.deepEqual(verified.faults, []);
    const [rows] = await database.asOwner<{ n: number }>('select count(*)::int as n from audit.entry');
    assert.deepEqual([verified.entries, verified.seals > 1], [rows?.n, true]);
  });
});
