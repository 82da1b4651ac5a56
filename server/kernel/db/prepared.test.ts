import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { testDatabase, type TestDatabase } from '../testing/database.ts';

describe('statements of the query builder', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase({ poolSize: 1 });
  });
  after(() => database.drop());

  const kept = async (): Promise<string[]> =>
    (
      await sql<{
        statement: string;
      }>`select statement from pg_prepared_statements where name like 'k%' order by 1`.execute(database.db)
    ).rows.map((row) => row.statement);

  test('are prepared once, however often and with whatever values they are run', async () => {
    for (const n of [1, 2, 3]) {
      const { rows } = await sql<{ n: number }>`select ${n}::int + 1 as n`.execute(database.db);
      assert.equal(rows[0]?.n, n + 1);
    }
    assert.deepEqual(await kept(), ['select $1::int + 1 as n']);
  });

  test('survive an error, a rollback and the loss of the connection', async () => {
    const divide = (by: number) => sql<{ n: number }>`select 12 / ${by}::int as n`.execute(database.db);
    await assert.rejects(divide(0), { code: '22012' });
    await assert.rejects(
      database.db.transaction().execute(async (tx) => {
        await sql`select 12 / ${0}::int as n`.execute(tx);
      }),
    );
    assert.equal((await divide(4)).rows[0]?.n, 3);
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database.db);
    await database.asOwner('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal((await divide(3)).rows[0]?.n, 4);
  });

  const badTell = (n: number) => sql`select notify.tell(${'plan'}, ${`no id ${n}`}::uuid, '{}'::uuid[])`;
  test('sent ahead and failed, are told to the next statement, and nothing after them is done', async () => {
    let reached = false;
    await assert.rejects(
      database.db.transaction().execute(async (tx) => {
        await badTell(1).execute(tx);
        await sql`select ${1}::int`.execute(tx);
        reached = true;
      }),
      { code: '22P02' },
    );
    assert.equal(reached, false);
  });

  test('sent ahead and failed as the last, fail the commit, which keeps nothing', async () => {
    const rows = async (): Promise<unknown[]> => database.asOwner("select 1 from notify.change where topic = 'ahead'");
    await assert.rejects(
      database.db.transaction().execute(async (tx) => {
        await sql`select notify.tell(${'ahead'}, null, '{}'::uuid[])`.execute(tx);
        await badTell(2).execute(tx);
      }),
      { code: '22P02' },
    );
    assert.deepEqual(await rows(), []);
    // The connection is as good as new, and owes nobody an error.
    await database.db
      .transaction()
      .execute((tx) => sql`select notify.tell(${'ahead'}, null, '{}'::uuid[])`.execute(tx));
    assert.equal((await rows()).length, 1);
  });
});
