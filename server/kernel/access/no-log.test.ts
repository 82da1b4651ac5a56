import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { asCaller } from '../db/transaction.ts';
import { smallWorld, type World } from '../testing/world.ts';
import type { StaffCaller } from './context.ts';

/** "No log, no data": everything here is tried as the app role with SQL of one's own, past the whole program. */
describe('no log, no data', () => {
  let w: World;
  let app: pg.Client;
  let nurse: StaffCaller;
  let one: string;
  let two: string;
  before(async () => {
    w = await smallWorld();
    one = await w.person([w.units.homeCare]);
    two = await w.person([w.units.homeCare]);
    nurse = await w.staffAt(w.units.homeCare);
    app = new pg.Client({ ...w.database.admin, user: 'mellanrum_app' });
    await app.connect();
  });
  after(async () => {
    await app.end();
    await w.drop();
  });

  const sign = (caller: Parameters<World['as']>[0] = nurse): string => w.database.sign(caller, 'care', w.clock.now());
  const enter = (context = sign()): Promise<unknown> => app.query('select access.enter($1)', [context]);
  const log = (...persons: string[]): Promise<unknown> =>
    app.query("select audit.open('test', $1, 'person')", [persons]);
  const seen = async (person: string): Promise<number> =>
    (await app.query('select 1 from people.person where person_id = $1', [person])).rowCount ?? 0;
  const inside = async (work: () => Promise<void>): Promise<void> => {
    await app.query('begin');
    try {
      await work();
    } finally {
      await app.query('rollback');
    }
  };
  const refusedWith =
    (code: string) =>
    (error: unknown): boolean =>
      (error as { code?: string }).code === code;

  test('a read without a log row is an error, of every person-owned table', async () => {
    for (const { t } of await w.sqlDo<{ t: string }>(
      "select table_name as t from access.part union select 'people.' || x from unnest(array['person', 'person_identifier', 'person_contact']) x",
    )) {
      if ((await w.sqlDo(`select 1 from ${t} limit 1`)).length === 0) continue;
      await inside(async () => {
        await enter();
        await assert.rejects(app.query(`select * from ${t}`), refusedWith('MR428'), t);
      });
    }
    await inside(async () => assert.rejects(seen(one), refusedWith('MR428')));
    await inside(async () => {
      await enter();
      await assert.rejects(
        app.query('select count(*) from people.engagement e join people.person p using (person_id)'),
        refusedWith('MR428'),
      );
    });
  });

  test('a log row for one person opens no other', () =>
    inside(async () => {
      await enter();
      await log(one);
      assert.equal(await seen(one), 1);
      assert.equal(await seen(two), 0);
      assert.equal((await app.query('select 1 from people.engagement where person_id = $1', [two])).rowCount, 0);
      assert.equal((await app.query('select distinct person_id from people.engagement')).rowCount, 1);
    }));

  test('the log row of a transaction before opens nothing, whatever settings are carried over', async () => {
    await app.query('begin');
    await enter();
    await log(one);
    const settings = (
      await app.query<{ name: string; setting: string }>(
        "select 'app.ctx' as name, current_setting('app.ctx') as setting",
      )
    ).rows;
    await app.query('commit');
    await inside(async () => {
      for (const s of settings) await app.query('select set_config($1, $2, true)', [s.name, s.setting]);
      await assert.rejects(seen(one), refusedWith('MR428'));
    });
    await inside(async () => {
      for (const s of settings) await app.query('select set_config($1, $2, false)', [s.name, s.setting]);
      await log(two);
      assert.equal(await seen(one), 0);
    });
    await app.query("select set_config('app.ctx', '', false)");
  });

  test('the app role can neither read, write nor remove log rows itself', async () => {
    for (const text of [
      'select * from audit.entry',
      'insert into audit.entry_person values (gen_random_uuid(), 1)',
      'delete from audit.entry',
      'update audit.entry set persons = persons',
      'truncate audit.entry',
    ])
      await inside(async () => assert.rejects(app.query(text), refusedWith('42501'), text));
  });

  test('a log row in a savepoint that is rolled back opens nothing', () =>
    inside(async () => {
      await enter();
      await app.query('savepoint a');
      await log(one);
      assert.equal(await seen(one), 1);
      await app.query('rollback to a');
      await app.query('savepoint b');
      await assert.rejects(seen(one), refusedWith('MR428'));
      await app.query('rollback to b');
      await app.query('savepoint c');
      await log(two);
      await app.query('release c');
      assert.deepEqual([await seen(one), await seen(two)], [0, 1]);
    }));

  test('what was read under a log row that is rolled back stays in no table', () =>
    inside(async () => {
      await enter();
      await app.query('create temp table stolen as select null::uuid as person_id');
      await app.query('savepoint a');
      await log(one);
      await app.query('insert into stolen select person_id from people.person');
      await app.query('rollback to a');
      assert.equal((await app.query('select 1 from stolen where person_id is not null')).rowCount, 0);
      await assert.rejects(app.query('create table public.stolen (a int)'), refusedWith('42501'));
    }));

  test('a temporary table of the same name stands in for none of ours', () =>
    inside(async () => {
      const names = await w.sqlDo<{
        s: string;
        t: string;
      }>(`select n.nspname as s, c.relname as t from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname in ('access', 'audit', 'identity', 'organisations', 'people', 'commitments', 'plans', 'notify')`);
      assert.ok(names.length > 40);
      for (const { t } of names) await app.query(`create temp table if not exists ${t} (id uuid)`);
      await enter();
      await log(one, await w.person([w.units.ward]));
      assert.equal((await app.query('select 1 from people.person')).rowCount, 1);
      assert.equal((await app.query('select 1 from people.engagement')).rowCount, 1);
    }));

  test("another's context in the same transaction does not reach what the first one logged", async () => {
    const other = await w.staffAt(w.units.homeCare);
    await inside(async () => {
      await enter();
      await log(one);
      await enter(sign(other));
      assert.equal(await seen(one), 0);
      await enter();
      assert.equal(await seen(one), 1);
      await app.query("select set_config('app.ctx', '', true)");
      assert.equal(await seen(one), 0);
    });
  });

  test('a forged context and one with any field altered are refused', async () => {
    const good = sign();
    const body = good.slice(65).split('|');
    const forged = ['', 'x', `${'0'.repeat(64)}.${body.join('|')}`, good.slice(65), good.toUpperCase(), ` ${good}`];
    for (let i = 0; i < body.length; i++)
      forged.push(
        `${good.slice(0, 65)}${body.map((f, k) => (k === i ? (f === '' ? two : `${f.slice(0, -1)}${f.endsWith('0') ? '1' : '0'}`) : f)).join('|')}`,
      );
    assert.equal(forged.length, 6 + 13);
    for (const context of forged)
      await inside(async () => assert.rejects(enter(context), (e) => refusedWith('MR401')(e), context));
    await inside(async () => {
      await enter();
      await log(one);
      // Altered after the log row was written, it is believed for nothing new: what was logged stays what may be read, and whoever asks
      // who calls is told that it is forged.
      await app.query("select set_config('app.ctx', $1, true)", [forged.at(-3)]);
      assert.equal(await seen(one), 1);
      assert.equal(await seen(two), 0);
      await assert.rejects(log(two), refusedWith('MR401'));
    });
  });

  test('a revoked session, an ended assignment, staff shut out and a closed unit do not come in', async () => {
    const now = new Date(w.clock.now()).toISOString();
    const who = async (): Promise<StaffCaller> => w.staffAt(w.units.assessor);
    // A closed assignment is 403; where the database also ends the sessions of one shut out, 401 says it first.
    const cases: [string, string, (c: StaffCaller) => unknown[]][] = [
      ['MR401', 'update identity.session set revoked_at = $2 where id = $1', (c) => [c.sessionId, now]],
      ['MR401', 'update identity.session set expires_at = $2 where id = $1', (c) => [c.sessionId, now]],
      ['MR403', 'update organisations.assignment set valid_to = $2 where id = $1', (c) => [c.assignmentId, now]],
      ['MR403', 'update organisations.staff set disabled_at = $2 where id = $1', (c) => [c.staffId, now]],
      ['MR403', 'update organisations.unit set closed_at = $2 where id = $1', (c) => [c.unitId, now]],
    ];
    for (const [code, text, values] of cases) {
      const caller = await who();
      await inside(async () => void (await enter(sign(caller))));
      await w.sqlDo(text, values(caller));
      await inside(async () =>
        assert.rejects(enter(sign(caller)), (e) => refusedWith(code)(e) || refusedWith('MR401')(e), text),
      );
    }
  });

  test('when the connection dies between read and commit, nobody is given the answer and no log is missing', async () => {
    const sent: unknown[] = [];
    // A client that is out of the pool has no listener of the pool's for a connection that dies between two statements.
    w.database.app.on('acquire', (client) => client.on('error', () => undefined));
    const was = (await w.sqlDo<{ n: number }>('select count(*)::int as n from audit.entry'))[0]?.n;
    const answer = asCaller(w.ground, w.as(nurse), async (work) => {
      await work.open('test', [one], 'person');
      const row = await work.tx
        .selectFrom('people.person' as never)
        .selectAll()
        .execute();
      assert.equal(row.length, 1);
      await w.sqlDo(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'mellanrum_app' and state = 'idle in transaction' and datname = current_database()",
      );
      return row;
    }).then((body) => sent.push(body));
    await assert.rejects(answer);
    assert.deepEqual(sent, []);
    assert.equal((await w.sqlDo<{ n: number }>('select count(*)::int as n from audit.entry'))[0]?.n, was);
  });

  test('when the commit itself is refused, nobody is given the answer', async () => {
    const sent: unknown[] = [];
    await w.sqlDo(`create function public.refuse() returns trigger language plpgsql as $f$ begin raise exception 'no commit' using errcode = 'XX999'; end $f$;
      create constraint trigger refuse after insert on audit.entry deferrable initially deferred for each row execute function public.refuse()`);
    const answer = asCaller(w.ground, w.as(nurse), async (work) => {
      await work.open('test', [one], 'person');
      return work.tx
        .selectFrom('people.person' as never)
        .selectAll()
        .execute();
    }).then((body) => sent.push(body));
    await assert.rejects(answer, refusedWith('XX999'));
    await w.sqlDo('drop trigger refuse on audit.entry');
    assert.deepEqual(sent, []);
  });
});
