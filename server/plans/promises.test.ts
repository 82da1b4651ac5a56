import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CommitmentsPort } from './index.ts';
import { planGaps } from './index.ts';
import {
  activePlan,
  intervention,
  made,
  planWorld,
  preparedPlan,
  refused,
  seenBy,
  type World,
} from './plans.fixture.ts';
import { DAY } from './times.fixture.ts';
import { sweep, within, type Deadline } from '../commitments/index.ts';
import type { Ground } from '../kernel/db/transaction.ts';

const deadline: Deadline = (_municipality, _key, from) => from + DAY;
const commitments = (ground: Ground): CommitmentsPort => within(ground, deadline);

describe('a plan’s interventions in the ledger itself', () => {
  let world: World;
  before(async () => {
    world = await planWorld(commitments);
  });
  after(() => world.db.drop());

  it('own unit, person and relative promise at once; another unit is asked', async () => {
    const plan = await preparedPlan(world);
    const at = { personId: plan.personId, planId: plan.planId };
    const daughter = await world.relative(at.personId, ['plan', 'promises']);
    assert.ok(daughter.kind === 'relative');
    const add = async (to: object) =>
      (
        await made(
          world.handlers.addIntervention(
            world.call(world.staff.clinic, at, { ...intervention(world, plan.goalId, 'clinic'), to } as never),
          ),
        )
      ).commitmentState;
    assert.equal(await add({ kind: 'unit', unitId: world.units.clinic }), 'accepted');
    assert.equal(await add({ kind: 'person' }), 'accepted');
    assert.equal(await add({ kind: 'relative', relativeId: daughter.relativeId }), 'accepted');
    assert.equal(await add({ kind: 'unit', unitId: world.units.homeHelp }), 'offered');
    const seen = await seenBy(world, world.staff.homeHelp, at);
    assert.deepEqual(
      seen.interventions.map(({ promise }) => promise?.ownerKind),
      ['unit', 'unit', 'person', 'relative', 'unit'],
    );
    assert.deepEqual(seen.missing, ['answering_authority']);
    assert.equal((await seenBy(world, daughter, at)).interventions.filter(({ promise }) => promise !== null).length, 5);
  });

  it('is written with its promise or not at all', async () => {
    const plan = await preparedPlan(world);
    const at = { personId: plan.personId, planId: plan.planId };
    const counts = async () =>
      (
        await world.db.asOwner(
          `select (select count(*) from commitments.commitment where person_id = $1) as promises, (select count(*) from plans.intervention where person_id = $1) as interventions`,
          [at.personId],
        )
      )[0];
    const standing = await counts();
    const late = {
      ...intervention(world, plan.goalId, 'clinic'),
      dueAt: new Date(world.clock.now() - DAY).toISOString(),
    };
    assert.equal(
      (await refused(world.handlers.addIntervention(world.call(world.staff.clinic, at, late)))).code,
      'time_passed',
    );
    const unknown = intervention(world, plan.goalId, 'psychiatry');
    assert.equal(
      (await refused(world.handlers.addIntervention(world.call(world.staff.clinic, at, unknown)))).code,
      'basis_missing',
    );
    assert.deepEqual(await counts(), standing);
    const twice = world.call(world.staff.clinic, at, intervention(world, plan.goalId, 'clinic'));
    assert.deepEqual(await world.handlers.addIntervention(twice), await world.handlers.addIntervention(twice));
    assert.notDeepEqual(await counts(), standing);
  });

  it('leaves gaps on the board that the clock raises and, when the matter is done, closes', async () => {
    const plan = await activePlan(world, {});
    const at = { personId: plan.personId, planId: plan.planId };
    const open = async () =>
      (
        await world.db.asOwner<{ kind: string }>(
          `select kind from commitments.gap where subject_id = $1 and closed_at is null order by kind`,
          [at.planId],
        )
      ).map(({ kind }) => kind);
    const round = () => sweep(world.ground, deadline, [planGaps(world.db)]);
    await round();
    assert.deepEqual(await open(), ['plan_without_voice']);
    await world.db.asOwner(
      `insert into people.voice (id, person_id, words, said_by, said_at, recorded_by, author_unit_id) values (gen_random_uuid(), $1, 'Bo hemma', 'person', $2, 'x', $3)`,
      [at.personId, new Date(world.clock.now()).toISOString(), world.units.clinic],
    );
    await round();
    assert.deepEqual(await open(), []);
    await world.endPromise(plan.commitmentId, 'kept');
    world.clock.advance(60 * DAY);
    await round();
    assert.deepEqual(await open(), []);
    world.clock.advance(1);
    await round();
    assert.deepEqual(await open(), ['follow_up_overdue']);
    const done = {
      version: plan.version,
      heldAt: new Date(world.clock.now()).toISOString(),
      form: 'phone' as const,
      personWords: '',
      evaluations: [{ goalId: plan.goalId, version: 1, result: 'reached' as const, words: '' }],
      outcome: { kind: 'revise' as const },
    };
    await world.handlers.followUpPlan(world.call(world.staff.nursing, at, done));
    await round();
    assert.deepEqual(await open(), ['no_next_follow_up', 'plan_hollow']);
    await world.handlers.addIntervention(
      world.call(world.staff.nursing, at, intervention(world, plan.goalId, 'nursing')),
    );
    await round();
    assert.deepEqual(await open(), ['no_next_follow_up']);
  });
});
