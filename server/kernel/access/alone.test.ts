import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { mayRead } from './may-read.ts';
import { plantCounty } from './org.fixture.ts';
import { columnsOf, looked, plant, probeSql } from './plant.fixture.ts';
import { spellOut, type Case, type Spec } from './random-world.fixture.ts';
import { plainTables } from './world-facts.ts';

/** One row of every table of a person, written by another unit. Unit 1 of a fact is that one. */
const facts: Spec['facts'] = [
  ...plainTables.flatMap((table, at): Spec['facts'] => (table === 'people.consent_unit' ? [] : [['row', 0, 1, at]])),
  ['version', 0, 1, 1],
  ['engagement', 0, 1, 1, 0],
  ['consent', 0, 1, 0, 0, 0, 0, [[1, 1]], 0],
  ['block', 0, 1, 1, 1, 0],
  ['ground', 0, 1, 1, 1, 0, 0, 0],
  ['emergency', 0, 2, 0, 0, 0],
  ['unmask', 0, 1, 2, 0],
  ['share', 0, 1, 0, 0, 0],
  ['promise', 0, 1, 0, 1, 0, 1, 0, [1], 0],
  ['need', 0, 1, [1]],
  ['gap', 0, 1, 1, 1, 1, [1]],
];
const spec = {
  me: 0,
  other: 1,
  caller: 'staff',
  joined: 0,
  purpose: 0,
  protection: 0,
  logs: 0,
  lapse: 0,
  facts,
} as const;
/** A unit of another authority and branch, which has no tie to anyone. */
const foreign = 10;

/** As a caller from elsewhere, with every check of the program and every trigger out of the way. */
describe('row-level security alone', () => {
  let database: TestDatabase;
  let client: pg.Client;
  let near: Case;
  let far: Case;
  let tables: { table_name: string }[];
  before(async () => {
    database = await testDatabase();
    const county = await plantCounty((text, values) => database.asOwner(text, values));
    tables = await database.asOwner('select table_name from access.part order by 1');
    await database.asOwner(probeSql(tables.map((t) => t.table_name)));
    near = spellOut({ ...spec, kept: [], facts: [...facts] }, 1, county);
    far = spellOut({ ...spec, me: foreign, joined: -1, kept: [], facts: [...facts] }, 2, county);
    client = new pg.Client(database.admin);
    await client.connect();
    await plant(client, [near, far]);
  });
  after(async () => {
    await client.end();
    await database.drop();
  });

  const as = async <T>(c: Case, work: () => Promise<T>): Promise<T> => {
    await client.query('begin');
    try {
      await client.query("set local session_replication_role = 'replica'");
      await client.query('set local role mellanrum_app');
      await client.query('select access.enter($1)', [database.sign(c.caller, c.purpose, c.world.now)]);
      await client.query("select audit.open('test', $1, 'person')", [
        [...near.world.persons.keys(), ...far.world.persons.keys()],
      ]);
      return await work();
    } finally {
      await client.query('rollback');
    }
  };
  const refused = (error: unknown): boolean => (error as { code?: string }).code === '42501';
  /** Rows that a statement changed; 0 when it was refused. */
  const changed = (text: string): Promise<number> =>
    client.query(text).then(
      (r) => r.rowCount ?? 0,
      (e) => (assert.ok(refused(e), String(e)), 0),
    );

  test('every table of a person has a row here', () => {
    const missing = tables.map((t) => t.table_name).filter((t) => !far.world.rows.some((r) => r.table === t));
    assert.deepEqual(
      missing,
      [],
      'a new table: add it to world-facts.ts, plant.fixture.ts and random-world.fixture.ts, so that it is tested',
    );
  });

  test('shows a unit of the same provider in the circle a row of every table (positive control)', async () => {
    for (const { table_name: table } of tables) {
      const mine = near.world.rows.filter(
        (r) => r.table === table && r.author !== (near.caller.kind === 'staff' ? near.caller.unitId : ''),
      );
      assert.ok(
        mine.some((r) => mayRead(near.world, { ...near, how: 'person' }, r).allowed),
        table,
      );
      assert.ok((await as(near, () => client.query(`select 1 from ${table}`))).rowCount, table);
    }
  });

  test('shows a unit from elsewhere nothing, and lets it change and remove nothing', async () => {
    for (const table of [
      ...tables.map((t) => t.table_name),
      'people.person',
      'people.person_identifier',
      'people.person_contact',
    ]) {
      const was = await database.asOwner(`select * from ${table} order by ${looked[table] ?? 'id'}`);
      await as(far, async () => {
        assert.equal((await client.query(`select 1 from ${table}`)).rowCount, 0, table);
      });
      for (const text of [
        `update ${table} set person_id = person_id`,
        `update ${table} set person_id = '${[...near.world.persons.keys()][0]}'`,
        `delete from ${table}`,
        `truncate ${table}`,
      ])
        await as(far, async () => assert.equal(await changed(text), 0, text));
      assert.deepEqual(await database.asOwner(`select * from ${table} order by ${looked[table] ?? 'id'}`), was);
    }
  });

  test("takes no row from a unit from elsewhere, in its own name or in another's", async () => {
    const own = far.caller.kind === 'staff' ? far.caller.unitId : '';
    for (const { table_name: table } of tables) {
      const row = far.world.rows.find((r) => r.table === table);
      assert.ok(row);
      for (const author of [own, row.author]) {
        const columns: Record<string, unknown> =
          row.table === 'people.consent_unit'
            ? { consent_id: row.id.slice(0, 36), person_id: row.person, unit_id: own, included: true }
            : { ...columnsOf(row, far.world.now), id: '00000009-0000-7000-8000-000000000000' };
        if (table === 'plans.part_version') delete columns['id'];
        const names = Object.keys({ ...columns, author_unit_id: author });
        await as(far, async () =>
          assert.rejects(
            client.query(
              `insert into ${table} (${names.join(', ')}) select ${names.join(', ')} from jsonb_populate_record(null::${table}, $1)`,
              [JSON.stringify({ ...columns, author_unit_id: author })],
            ),
            refused,
            `${table} by ${author}`,
          ),
        );
      }
    }
  });
});
