import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { tellStuck } from '../commitments/explore/linearizable.ts';
import { crowd, type Crowd } from './crowd.fixture.ts';
import { commandsDoor, record, type Recorded } from './history.fixture.ts';
import { httpDoor } from './http-door.fixture.ts';
import { broken } from './invariants.fixture.ts';
import { races } from './plant.fixture.ts';
import { long } from './random.fixture.ts';

const figures = ({ operations, told }: Recorded): string =>
  `${operations} operations: ${[...told]
    .toSorted()
    .map(([name, n]) => `${name} ${n}`)
    .join(', ')}`;
const each = long ? 70 : 40;
const seeds = long ? Array.from({ length: 20 }, (_, i) => i + 1) : [1];

describe('histories of twelve clients on six needs of the real server', () => {
  let c: Crowd;
  before(async () => {
    c = await crowd(4);
  });
  after(() => c.w.drop());

  const explained = async (t: { diagnostic(words: string): void }, recorded: Recorded): Promise<void> => {
    t.diagnostic(figures(recorded));
    assert.deepEqual(recorded.faults, []);
    assert.ok(recorded.verdict.ok, tellStuck(recorded.verdict));
    assert.deepEqual(await broken(c.w.sqlDo), []);
    const [waits] = await c.w.sqlDo<{ deadlocks: number }>(
      'select deadlocks::int from pg_stat_database where datname = current_database()',
    );
    assert.equal(waits?.deadlocks, 0, 'two who move at once never wait for each other');
    for (const name of ['offer done', 'accept done', 'withdraw done', 'decline done', 'accept stale'])
      assert.ok(recorded.told.get(name), `${name} never happened`);
  };
  for (const seed of seeds) {
    it(`one order explains every answer of the commands (seed ${seed})`, async (t) =>
      explained(t, await record(c, commandsDoor(c), seed, each)));
    it(`one order explains every answer over HTTP (seed ${seed})`, async (t) => {
      const door = await httpDoor(c);
      try {
        await explained(t, await record(c, door, seed + 500, each));
      } finally {
        await door.stop();
      }
    });
  }
});

describe('a planted race is found in what clients are told', () => {
  for (const [name, planted] of Object.entries(races))
    it(name, async (t) => {
      const c = await crowd(4);
      try {
        await planted(c.w.sqlDo);
        let runs = 0;
        let caught: Recorded | undefined;
        while (!caught && runs < 12) {
          const recorded = await record(c, commandsDoor(c), ++runs, 60);
          if (!recorded.verdict.ok || recorded.faults.length > 0) caught = recorded;
        }
        assert.ok(caught, `not found in ${runs} runs`);
        const what = caught.verdict.ok
          ? caught.faults[0]
          : `after ${caught.verdict.order.length} of ${caught.operations} operations, ${JSON.stringify(caught.verdict.stuck[0])}`;
        t.diagnostic(`found in run ${runs}: ${what}; tables: ${(await broken(c.w.sqlDo))[0] ?? 'nothing to be seen'}`);
      } finally {
        await c.w.drop();
      }
    });
});
