import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { search, tell, type County } from './compare.fixture.ts';
import { plantCounty } from './org.fixture.ts';
import { foundBefore } from './planted-found.ts';
import { plantedBugs, type PlantedBug } from './planted-bugs.ts';
import { probeOptions, probeSql } from './plant.fixture.ts';

const seed = Number(process.env['ORACLE_SEED'] ?? 20_261_005);
/** Most faults show at once: few worlds are made first, and many only for the one that hides. */
const rounds = [250, 1_000, 10_000];
const batch = 25;
/** The whole search, also for those whose world is known. */
const long = process.env['MELLANRUM_LONG'] === '1';

describe('faults planted in the access rule', () => {
  let database: TestDatabase;
  let clients: pg.Client[];
  let county: County;
  before(async () => {
    database = await testDatabase();
    county = await plantCounty((text, values) => database.asOwner(text, values));
    await database.asOwner(
      probeSql(
        (await database.asOwner<{ t: string }>('select table_name as t from access.part order by 1')).map((r) => r.t),
      ),
    );
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

  /** Plants the fault; gives what undoes it. */
  const plantBug = async (bug: PlantedBug): Promise<string[]> => {
    if ('policy' in bug) {
      const [table, name] = bug.policy;
      const [was] = await database.asOwner<{ using: string }>(
        'select pg_get_expr(polqual, polrelid) as using from pg_policy where polrelid = $1::regclass and polname = $2',
        [table, name],
      );
      assert.ok(was, `${table} has no policy ${name}`);
      await database.asOwner(`alter policy ${name} on ${table} using (${bug.using})`);
      return [`alter policy ${name} on ${table} using (${was.using})`];
    }
    const undo: string[] = [];
    for (const name of bug.within) {
      const [was] = await database.asOwner<{ text: string }>('select pg_get_functiondef($1::regproc) as text', [name]);
      // Spaces and line breaks in the SQL are free; the words are not.
      const words = new RegExp(
        bug.from
          .trim()
          .split(/\s+/)
          .map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
          .join('\\s+'),
        'g',
      );
      assert.ok(was && words.test(was.text), `${name} does not say: ${bug.from}`);
      undo.push(was.text);
      await database.asOwner(was.text.replace(words, () => bug.to));
    }
    return undo;
  };

  type Where = { readonly seed: number; readonly worlds: number };
  /** In the world where it was found before. Null also when the worlds are drawn differently now: then it is searched for. */
  const again = async (bug: PlantedBug): Promise<Where | null> => {
    const known = foundBefore[bug.name];
    if (!known || long) return null;
    const [own, from] = known;
    const one = await search(clients, database.sign, county, { seed: own, from, numRuns: 1, batch: 1, shrink: false });
    return one && { seed: own, worlds: one.worlds };
  };
  const searched = async (i: number): Promise<Where | null> => {
    for (const [round, numRuns] of rounds.entries()) {
      const own = seed + i * rounds.length + round;
      const one = await search(clients, database.sign, county, { seed: own, numRuns, batch, shrink: false });
      if (one) return { seed: own, worlds: one.worlds };
    }
    return null;
  };

  test(`each of ${plantedBugs.length} is found`, async (t) => {
    assert.ok(plantedBugs.length >= 20);
    const took: number[] = [];
    const missed: string[] = [];
    for (const [i, bug] of plantedBugs.entries()) {
      const undo = await plantBug(bug);
      try {
        const found = (await again(bug)) ?? (await searched(i));
        if (found) took.push(found.worlds);
        else missed.push(bug.name);
        t.diagnostic(
          found ? `${JSON.stringify(bug.name)}: [${found.seed}, ${found.worlds - 1}],` : `${bug.name}: NOT FOUND`,
        );
      } finally {
        for (const text of undo) await database.asOwner(text);
      }
    }
    assert.deepEqual(missed, []);
    t.diagnostic(
      `found ${took.length}; worlds: median ${took.sort((a, b) => a - b)[took.length >> 1]}, most ${took.at(-1)}`,
    );
  });

  test('a found world shrinks to few facts', async (t) => {
    const bug = plantedBugs.find((b) => b.name === 'a unit block is ignored');
    assert.ok(bug);
    const undo = await plantBug(bug);
    const found = await search(clients, database.sign, county, { seed, numRuns: 1_000, batch: 25, shrink: true });
    for (const text of undo) await database.asOwner(text);
    assert.ok(found);
    t.diagnostic(tell(found));
    assert.ok(found.spec.facts.length <= 5, `${found.spec.facts.length} facts`);
  });

  test('without a fault the same worlds agree', async () => {
    assert.equal(await search(clients, database.sign, county, { seed, numRuns: 500, batch: 25, shrink: false }), null);
  });
});
