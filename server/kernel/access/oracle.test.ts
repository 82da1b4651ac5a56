import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { search, tell, type County, type Tally } from './compare.fixture.ts';
import { plantCounty } from './org.fixture.ts';
import { probeOptions, probeSql } from './plant.fixture.ts';

const seed = Number(process.env['ORACLE_SEED'] ?? randomInt(2 ** 31 - 1));
/** Ten thousand in the long run. */
const numRuns = Number(process.env['ORACLE_WORLDS'] ?? (process.env['MELLANRUM_LONG'] === '1' ? 10_000 : 1_500));

describe('the access rule, told twice', () => {
  let database: TestDatabase;
  let clients: pg.Client[];
  let county: County;
  let tables: string[];
  before(async () => {
    database = await testDatabase();
    county = await plantCounty((text, values) => database.asOwner(text, values));
    tables = (await database.asOwner<{ t: string }>('select table_name as t from access.part order by 1')).map(
      (r) => r.t,
    );
    await database.asOwner(probeSql(tables));
    clients = await Promise.all(
      [0, 1].map(async () => {
        const client = new pg.Client({ ...database.admin, options: probeOptions });
        await client.connect();
        return client;
      }),
    );
  });
  after(async () => {
    await Promise.all(clients.map((c) => c.end()));
    await database.drop();
  });

  test('database and law agree on every row of random worlds', async (t) => {
    const tally: Tally = new Map();
    const started = performance.now();
    const found = await search(clients, database.sign, county, { seed, numRuns, batch: 20, shrink: true, tally });
    const seconds = (performance.now() - started) / 1000;
    assert.equal(found, null, found ? `ORACLE_SEED=${seed}: ${tell(found)}` : '');
    const decisions = [...tally].filter(([k]) => k.includes('.')).reduce((sum, [, [yes, no]]) => sum + yes + no, 0);
    t.diagnostic(
      `seed ${seed}: ${numRuns} worlds, ${decisions} decisions, ${seconds.toFixed(1)} s (${Math.round(numRuns / seconds)}/s)`,
    );
    for (const [key, [yes, no]] of [...tally].sort()) t.diagnostic(`${key}: ${yes} allowed, ${no} denied`);
    // The seal of the person is broken by no table that nobody could read, nor by one that nobody was refused.
    for (const table of [...tables, 'people.person', 'people.person_identifier', 'people.person_contact', 'enter']) {
      const [yes, no] = tally.get(table) ?? [0, 0];
      assert.ok(yes > 0 && no > 0, `${table}: ${yes} allowed, ${no} denied`);
    }
    for (const basis of [
      'own',
      'same_provider',
      'person_tells',
      'osl_25_11',
      'osl_26_9c',
      'consent',
      'svod_3_1',
      'ground',
      'svod_3_6',
      'party',
      'shared_by_person',
      'self',
      'system',
    ])
      assert.ok((tally.get(`basis ${basis}`)?.[0] ?? 0) > 0, `nothing was read on ${basis}`);
    for (const tie of ['circle', 'emergency', 'known', 'self', 'relative', 'system'])
      assert.ok((tally.get(`tie ${tie}`)?.[0] ?? 0) > 0, tie);
  });
});
