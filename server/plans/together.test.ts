import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { StalePart } from '../../contract/plans.ts';
import { seededRandom, type SeededRandom } from '../../contract/kernel/seeded-random.ts';
import {
  goalBody,
  headerBody,
  made,
  planWorld,
  preparedPlan,
  seenBy,
  type UnitName,
  type World,
} from './plans.fixture.ts';
import { sql } from 'kysely';
import { asCaller, type Work } from '../kernel/db/transaction.ts';
import { refusalOf } from '../kernel/refusal.ts';

const writers: readonly UnitName[] = ['clinic', 'nursing', 'homeHelp'];
type At = { personId: string; planId: string };
/** What a writer was told: the words stand as that version, or another's do. */
type Told = { partId: string; words: string; by: UnitName; seen: number } & ({ saved: number } | { stands: string });

describe('many units writing in one plan at once', () => {
  let world: World;
  before(async () => {
    world = await planWorld();
  });
  after(() => world.db.drop());

  for (const seed of [1, 2, 3]) it(`loses no word and overwrites none unseen (seed ${seed})`, () => run(seed, false));

  it('would show a unit that saves over words it has not seen', async () => {
    await assert.rejects(run(1, true), { code: 'ERR_ASSERTION', message: /saved over words not seen/ });
  });

  /** @param blind the writers save again over whatever stands when they are refused: the planted bug */
  async function run(seed: number, blind: boolean): Promise<void> {
    const random = seededRandom(`together ${seed}`);
    const plan = await preparedPlan(world);
    const at: At = { personId: plan.personId, planId: plan.planId };
    const goals = [plan.goalId];
    for (const words of ['Sova gott', 'Laga mat'])
      goals.push(
        (
          await made(
            world.handlers.addGoal(
              world.call(world.staff.nursing, at, { words, measure: '', horizon: 'long', sort: 0 }),
            ),
          )
        ).id,
      );
    const told: Told[] = [];
    let edits = 0;
    let editions = 0;
    /** One member of staff: reads, thinks, writes, and when refused writes again on top of what was shown. */
    const writer = async (by: UnitName, own: SeededRandom): Promise<void> => {
      const known = new Map((await seenBy(world, world.staff[by], at)).goals.map(({ id, version }) => [id, version]));
      for (let i = 0; i < 6; i += 1) {
        const partId = own.pick(goals);
        const outcome = await write(by, at, partId, known.get(partId) ?? 1, `ord ${by} ${(edits += 1)}`, blind);
        known.set(partId, 'saved' in outcome ? outcome.saved : outcome.now);
        told.push(outcome);
      }
    };
    /** Meanwhile the plan itself is edited, established and followed up. */
    const keeper = async (): Promise<void> => {
      await world.handlers.establishPlan(world.call(world.staff.clinic, at, { version: plan.version }));
      editions += 1;
      for (let i = 0; i < 3; i += 1) {
        const { version } = await seenBy(world, world.staff.clinic, at);
        await world.handlers.editHeader(
          world.call(world.staff.clinic, at, { ...headerBody(world, version), title: `Rubrik ${i}` }),
        );
        await world.handlers.renewPlan(world.call(world.staff.clinic, at, { version: version + 1 }));
        editions += 1;
      }
    };
    await Promise.all([
      ...writers.map((by) => writer(by, random.fork(by))),
      writer('clinic', random.fork('second nurse')),
      keeper(),
    ]);

    const view = await seenBy(world, world.staff.clinic, at);
    const refusals = told.filter((one) => 'stands' in one);
    assert.ok(blind || (refusals.length > 0 && refusals.length < told.length), 'the run had both saved and refused');
    for (const partId of goals) {
      const { versions } = await made(world.handlers.partHistory(world.call(world.staff.clinic, { ...at, partId })));
      const wordsAt = new Map(
        versions.map(({ version, changes }) => [version, changes.find(({ field }) => field === 'words')?.to]),
      );
      // Versions without a gap; each saved word stands in its version, on top of the one its writer had seen, under its writer's name.
      assert.deepEqual(
        versions.map(({ version }) => version),
        versions.map((_, i) => versions.length - i),
      );
      const saved = told.flatMap((one) => (one.partId === partId && 'saved' in one ? [one] : []));
      assert.equal(saved.length, versions.length - 1);
      for (const one of saved) {
        assert.equal(one.saved, one.seen + 1, 'saved over words not seen');
        assert.equal(wordsAt.get(one.saved), one.words);
        assert.equal(versions.find(({ version }) => version === one.saved)?.by?.unit?.name, one.by);
      }
      assert.equal(view.goals.find(({ id }) => id === partId)?.words, wordsAt.get(versions.length));
      // A refused writer was shown words that really stood.
      const stood = new Set(wordsAt.values());
      for (const one of told) if (one.partId === partId && 'stands' in one) assert.ok(stood.has(one.stands));
    }
    await editionsHoldStill(at, editions, view.goals.length);
  }

  async function write(
    by: UnitName,
    at: At,
    partId: string,
    seen: number,
    words: string,
    blind: boolean,
    on = seen,
  ): Promise<Told & { now: number }> {
    const common = { partId, words, by, seen };
    try {
      const { version } = await made(
        world.handlers.editGoal(world.call(world.staff[by], { ...at, partId }, goalBody(words, on))),
      );
      return { ...common, saved: version, now: version };
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal?.code !== 'stale') throw error;
      const current = StalePart.parse(refusal.current);
      if (blind) return write(by, at, partId, seen, words, blind, current.version);
      return { ...common, stands: String(current.now['words']), now: current.version };
    }
  }

  /** Every edition reads the same however often, and edition n shows of each goal the last words written before it was made. */
  async function editionsHoldStill(at: At, editions: number, goals: number): Promise<void> {
    const rows = await world.db.asOwner<{
      part_id: string;
      version: number;
      edition: number;
      words: string;
      part: string;
    }>(
      `select part, part_id, version, edition, content ->> 'words' as words from plans.part_version where plan_id = $1 order by version`,
      [at.planId],
    );
    for (let edition = 1; edition <= editions; edition += 1) {
      const read = async () => made(world.handlers.readEdition(world.call(world.staff.homeHelp, { ...at, edition })));
      const snapshot = await read();
      assert.deepEqual(await read(), snapshot);
      assert.equal(snapshot.goals.length, goals);
      for (const goal of snapshot.goals)
        assert.equal(goal.words, rows.filter((row) => row.part_id === goal.id && row.edition < edition).at(-1)?.words);
    }
    for (const { part_id } of rows) {
      const own = rows.filter((row) => row.part_id === part_id).map(({ edition }) => edition);
      assert.deepEqual(
        own,
        own.toSorted((a, b) => a - b),
        'later words never stand in an earlier edition',
      );
    }
  }

  it('makes no edition while a part is being written: what stands in it was written before it', async () => {
    const plan = await preparedPlan(world);
    const at: At = { personId: plan.personId, planId: plan.planId };
    const written = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const slow = asCaller(world.ground, { caller: world.staff.homeHelp, purpose: 'care' }, async (work) => {
      await work.open('test', [at.personId], 'person');
      await sql`update plans.goal set words = 'Långsamt', version = version + 1 where id = ${plan.goalId}`.execute(
        work.tx,
      );
      written.resolve();
      await goOn.promise;
    });
    await written.promise;
    let established = false;
    const establish = made(
      world.handlers.establishPlan(world.call(world.staff.clinic, at, { version: plan.version })),
    ).then(() => (established = true));
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal(established, false);
    goOn.resolve();
    await Promise.all([slow, establish]);
    const edition = await made(world.handlers.readEdition(world.call(world.staff.clinic, { ...at, edition: 1 })));
    assert.equal(edition.goals[0]?.words, 'Långsamt');
  });

  it('writes words that come while an edition is made into the time after it, also past the commands', async () => {
    const plan = await preparedPlan(world);
    const renewed = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const directly = (by: UnitName, change: (work: Work) => Promise<unknown>): Promise<void> =>
      asCaller(world.ground, { caller: world.staff[by], purpose: 'care' }, async (work) => {
        await work.open('test', [plan.personId], 'person');
        await change(work);
      });
    const edition = directly('clinic', async ({ tx }) => {
      await sql`update plans.plan set edition = 1, version = version + 1 where id = ${plan.planId}`.execute(tx);
      renewed.resolve();
      await goOn.promise;
    });
    await renewed.promise;
    const words = directly('homeHelp', ({ tx }) =>
      sql`update plans.goal set words = 'Efteråt', version = version + 1 where id = ${plan.goalId}`.execute(tx),
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    goOn.resolve();
    await Promise.all([edition, words]);
    const rows = await world.db.asOwner(
      `select version, edition from plans.part_version where part_id = $1 order by version`,
      [plan.goalId],
    );
    assert.deepEqual(rows, [
      { version: 1, edition: 0 },
      { version: 2, edition: 1 },
    ]);
  });
});
