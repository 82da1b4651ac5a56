import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { seededRandom } from '../../contract/kernel/seeded-random.ts';
import { planGaps } from './index.ts';
import { activePlan, made, planWorld, type UnitName, type World } from './plans.fixture.ts';
import { DAY } from './times.fixture.ts';

describe('Plans to close or renew', () => {
  let world: World;
  before(async () => {
    world = await planWorld();
  });
  after(() => world.db.drop());

  const list = async (name: UnitName): Promise<string[]> =>
    (
      await made(
        world.handlers.unitPlans({
          ...world.call(world.staff[name], {}),
          query: { state: 'hollow', limit: 50 },
        } as never),
      )
    ).plans.map(({ id }) => id);
  const reach = (goalId: string) =>
    world.db.asOwner(`update plans.goal set state = 'reached', version = version + 1 where id = $1`, [goalId]);

  it('shows a plan the same moment as all in it has ended, to the unit that is responsible and to no other', async () => {
    const plan = await activePlan(world);
    await world.endPromise(plan.commitmentId, 'kept');
    assert.deepEqual(await list('nursing'), []);
    await reach(plan.goalId);
    assert.deepEqual(await list('nursing'), [plan.planId]);
    assert.deepEqual(await list('clinic'), []);
    await made(
      world.handlers.closePlan(world.call(world.staff.nursing, plan, { version: plan.version, reason: 'goals_met' })),
    );
    assert.deepEqual(await list('nursing'), []);
  });

  it('is the same list as the gaps that the unit is to move, whatever has happened to the plans', async () => {
    const random = seededRandom('hollow');
    const persons: string[] = [];
    for (let i = 0; i < 24; i += 1) {
      const plan = await activePlan(world);
      persons.push(plan.personId);
      if (random.chance(0.7)) await world.endPromise(plan.commitmentId, random.pick(['kept', 'withdrawn']));
      if (random.chance(0.7)) await reach(plan.goalId);
      // Responsible: another unit, or none at all; then it is the one who wrote it.
      if (random.chance(0.5))
        await world.db.asOwner(`update plans.plan set responsible_unit_id = $2, version = version + 1 where id = $1`, [
          plan.planId,
          random.pick([null, world.units.clinic, world.units.homeHelp]),
        ]);
      if (random.chance(0.2))
        await world.db.asOwner(
          `update plans.plan set state = 'closed', closed_at = $2, close_reason = 'moved', version = version + 1 where id = $1`,
          [plan.planId, new Date(world.clock.now()).toISOString()],
        );
    }
    // A responsible unit that has closed: the plan is its author's again.
    await world.db.asOwner(`update organisations.unit set closed_at = $2 where id = $1`, [
      world.units.homeHelp,
      new Date(world.clock.now() - DAY).toISOString(),
    ]);
    const judged = await Promise.all(persons.map((id) => planGaps(world.db).judge(id, world.clock.now())));
    const gaps = judged.flatMap(({ wanted }) => wanted).filter(({ kind }) => kind === 'plan_hollow');
    assert.ok(gaps.length > 4, `${gaps.length}`);
    for (const name of ['clinic', 'nursing', 'psychiatry'] as const) {
      const own = gaps.filter(({ moveUnitId }) => moveUnitId === world.units[name]).map(({ subjectId }) => subjectId);
      assert.deepEqual((await list(name)).sort(), own.sort(), name);
    }
  });
});
