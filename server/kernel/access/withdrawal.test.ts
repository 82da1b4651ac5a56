import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { asCaller } from '../db/transaction.ts';
import { smallWorld, type World } from '../testing/world.ts';
import type { Caller } from './context.ts';

const records = 10_000;

describe('a consent that is withdrawn', () => {
  let w: World;
  before(async () => {
    w = await smallWorld();
  });
  after(() => w.drop());

  test('withdrawing a consent about 10,000 records is one write and bites on the very next request', async (t) => {
    const person = await w.person([w.units.ward, w.units.homeHelp]);
    const consent = await w.consent(person, 'disclosure', w.units.ward, [w.units.ward, w.units.homeHelp]);
    await w.sqlDo(
      `insert into people.voice (id, person_id, words, said_by, said_at, recorded_by, author_unit_id)
       select gen_random_uuid(), $1, 'w', 'person', now(), 'test', $2 from generate_series(1, $3)`,
      [person, w.units.ward.id, records],
    );
    const [reader, recorder] = [await w.staffAt(w.units.homeHelp), await w.staffAt(w.units.ward)];
    const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
      const started = performance.now();
      return [await work(), performance.now() - started];
    };
    const read = (caller: Caller): Promise<number> =>
      asCaller(w.ground, w.as(caller), async (work) => {
        await work.open('test', [person], 'person');
        const { rows } = await sql<{
          n: number;
        }>`select count(*)::int as n from people.voice where person_id = ${person}`.execute(work.tx);
        return rows[0]?.n ?? 0;
      });
    const [seen, reading] = await timed(() => read(reader));
    assert.equal(seen, records);
    w.clock.advance(1);
    const [rows, writing] = await timed(() =>
      asCaller(w.ground, w.as(recorder), async (work) => {
        await work.open('consent.withdraw', [person], 'person');
        const { numAffectedRows } =
          await sql`update people.consent set withdrawn_at = ${new Date(work.now).toISOString()}, withdrawn_form = 'oral', version = version + 1 where id = ${consent}`.execute(
            work.tx,
          );
        return numAffectedRows;
      }),
    );
    assert.equal(rows, 1n);
    const [left, next] = await timed(() => read(reader));
    assert.equal(left, 0);
    assert.equal(await read(recorder), records);
    t.diagnostic(
      `${records} records: read ${reading.toFixed(1)} ms, withdrawal ${writing.toFixed(1)} ms for ${rows} row, next request ${next.toFixed(1)} ms and 0 rows`,
    );
  });
});
