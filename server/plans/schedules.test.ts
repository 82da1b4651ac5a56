import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { seededRandom, type SeededRandom } from '../../contract/kernel/seeded-random.ts';
import { StalePart } from '../../contract/plans.ts';
import { refusalOf } from '../kernel/refusal.ts';
import { goalBody, made, planWorld, preparedPlan, type UnitName, type World } from './plans.fixture.ts';

/** Ten thousand in the long run; some in every run. */
const schedules = process.env['MELLANRUM_LONG'] === '1' ? 10_000 : 48;
const atOnce = 6;
const writers = ['clinic', 'nursing', 'homeHelp'] as const satisfies readonly UnitName[];

interface At {
  readonly personId: string;
  readonly planId: string;
}
/** A form that a writer has open: what stood when it was opened, and what the writer has made of it. */
interface Open {
  seen: number;
  base: string;
  mine: string;
  /** Words of others that the writer has been shown and has chosen against. */
  readonly dropped: Set<string>;
}

const wordsOf = (text: string): string[] => text.split(' ').filter((word) => word !== '');

/**
 * Three writers with the same few parts open, in every order that chance gives: they open, type, save at the same time, are refused, put
 * both texts together or choose one, send twice. A word is a token that is written once in the whole world, so that none can be mistaken.
 */
describe('forms open side by side', () => {
  let world: World;
  let plans: At[] = [];
  before(async () => {
    world = await planWorld();
    plans = await Promise.all(Array.from({ length: atOnce }, async () => preparedPlan(world)));
  });
  after(() => world.db.drop());

  it(`lose no word and overwrite none unseen, in ${schedules} schedules`, async () => {
    const seen = { saved: 0, refused: 0, dropped: 0, twice: 0 };
    await Promise.all(
      plans.map(async (first, lane) => {
        let at = first;
        for (let n = lane, done = 0; n < schedules; n += atOnce, done += 1) {
          // A plan grows with each: thousands in one would measure that instead.
          if (done > 0 && done % 20 === 0) at = await preparedPlan(world);
          await schedule(at, seededRandom(`schedule ${n}`), seen, false, n);
        }
      }),
    );
    assert.ok(
      seen.saved > schedules && seen.refused > schedules / 10 && seen.dropped > 0 && seen.twice > 0,
      JSON.stringify(seen),
    );
  });

  it('would show words that were overwritten unseen', async () => {
    const seen = { saved: 0, refused: 0, dropped: 0, twice: 0 };
    const [at] = plans;
    assert.ok(at);
    await assert.rejects(async () => {
      for (let n = 0; n < 60; n += 1) await schedule(at, seededRandom(`schedule ${n}`), seen, true, n);
    }, /lost|unseen/u);
  });

  /** @param blind the planted fault: a writer who is refused saves its own words over whatever stands */
  async function schedule(
    at: At,
    random: SeededRandom,
    count: { saved: number; refused: number; dropped: number; twice: number },
    blind: boolean,
    n: number,
  ): Promise<void> {
    const goals = await Promise.all(
      [0, 1].map(
        async (i) =>
          (
            await made(
              world.handlers.addGoal(
                world.call(world.staff.clinic, at, {
                  words: `start-${n}-${i}`,
                  measure: '',
                  horizon: 'short' as const,
                  sort: 9,
                }),
              ),
            )
          ).id,
      ),
    );
    const open = new Map<string, Open>();
    const key = (by: UnitName, goal: string): string => `${by} ${goal}`;
    const acknowledged: { goal: string; version: number; text: string; seen: number; by: UnitName }[] = [];
    const chosenAgainst = new Set<string>();
    let tokens = 0;
    /** What stands now is known to a writer only by opening it or by being refused. */
    const stands = new Map(goals.map((goal, i) => [goal, { version: 1, words: `start-${n}-${i}` }]));

    const save = async (by: UnitName, goal: string): Promise<void> => {
      const form = open.get(key(by, goal));
      if (!form || form.mine === form.base) return;
      const id = randomUUID();
      const send = (version: number) =>
        made(
          world.handlers.editGoal(
            world.call(world.staff[by], { ...at, partId: goal }, goalBody(form.mine, version), id),
          ),
        );
      try {
        const answer = await send(form.seen);
        // The answer was lost on its way: the same is sent again, and is the same.
        if (random.chance(0.15)) {
          assert.deepEqual(await send(form.seen), answer);
          count.twice += 1;
        }
        acknowledged.push({ goal, version: answer.version, text: form.mine, seen: form.seen, by });
        for (const word of form.dropped) chosenAgainst.add(word);
        stands.set(goal, { version: answer.version, words: form.mine });
        open.delete(key(by, goal));
        count.saved += 1;
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal?.code !== 'stale') throw error;
        count.refused += 1;
        const current = StalePart.parse(refusal.current);
        resolveClash(form, String(current.now['words']), current.version);
      }
    };
    const resolveClash = (form: Open, theirs: string, version: number): void => {
      const added = wordsOf(form.mine).filter((word) => !wordsOf(form.base).includes(word));
      if (!blind && random.chance(0.2)) {
        // Mine instead of theirs, having seen both.
        for (const word of wordsOf(theirs)) if (!wordsOf(form.mine).includes(word)) form.dropped.add(word);
        count.dropped += 1;
      } else if (!blind)
        form.mine = [...wordsOf(theirs), ...added.filter((word) => !wordsOf(theirs).includes(word))].join(' ');
      form.base = theirs;
      form.seen = version;
    };

    for (let step = 0; step < 5; step += 1) {
      for (const by of writers) {
        const goal = random.pick(goals);
        const now = stands.get(goal);
        if (!open.has(key(by, goal)) && now)
          open.set(key(by, goal), { seen: now.version, base: now.words, mine: now.words, dropped: new Set() });
        const form = open.get(key(by, goal));
        if (form) form.mine = `${form.mine} w${n}-${(tokens += 1)}`;
      }
      const saving = writers.flatMap((by) => goals.filter(() => random.chance(0.5)).map((goal) => [by, goal] as const));
      await Promise.all(saving.map(([by, goal]) => save(by, goal)));
    }
    // Nobody goes home with a form open.
    for (const by of writers)
      for (const goal of goals)
        for (
          let tries = 0;
          open.has(key(by, goal)) && open.get(key(by, goal))?.mine !== open.get(key(by, goal))?.base;
          tries += 1
        ) {
          assert.ok(tries < 8, 'a writer alone is let in');
          await save(by, goal);
        }

    const rows = await world.db.asOwner<{ part_id: string; version: number; words: string }>(
      `select part_id, version, content ->> 'words' as words from plans.part_version where part_id = any($1) order by part_id, version`,
      [goals],
    );
    for (const goal of goals) {
      const versions = rows.filter(({ part_id }) => part_id === goal);
      const own = acknowledged.filter((one) => one.goal === goal);
      assert.deepEqual(
        versions.map(({ version }) => version),
        Array.from({ length: own.length + 1 }, (_, i) => i + 1),
        'a version for each save and no more',
      );
      for (const one of own) {
        assert.equal(one.version, one.seen + 1, 'saved over words unseen');
        assert.equal(versions[one.version - 1]?.words, one.text, 'what was saved stands in its version');
      }
      const last = new Set(wordsOf(versions.at(-1)?.words ?? ''));
      for (const word of own.flatMap(({ text }) => wordsOf(text)))
        assert.ok(last.has(word) || chosenAgainst.has(word), `${word} was lost`);
    }
  }
});
