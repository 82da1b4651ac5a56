import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { activePlan, goalBody, inDays, made, planWorld, refused, seenBy, type World } from './plans.fixture.ts';

const levels = ['Går inte ut', 'Till grinden', 'Till torget', 'Till sjön', 'Runt sjön'];

describe('How a goal is judged at a follow-up', () => {
  let world: World;
  before(async () => {
    world = await planWorld();
  });
  after(() => world.db.drop());

  const judge = (
    plan: { personId: string; planId: string; goalId: string; version: number },
    more: object,
    goalVersion = 1,
  ) =>
    world.handlers.followUpPlan(
      world.call(world.staff.nursing, plan, {
        version: plan.version,
        heldAt: inDays(world, 0),
        form: 'home',
        personWords: 'Det går bättre',
        outcome: { kind: 'continue', nextFollowUpAt: inDays(world, 80) },
        evaluations: [{ goalId: plan.goalId, version: goalVersion, result: 'partly', words: '', ...more }],
      } as never),
    );

  it('by the person’s own figure and words beside the unit’s judgement; the person reads them in the own plan', async () => {
    const plan = await activePlan(world);
    await made(judge(plan, { ownRating: 7, ownWords: 'Jag går till kiosken' }));
    const { followUps } = await seenBy(world, await world.self(plan.personId), plan);
    assert.deepEqual(
      followUps[0]?.evaluations.map(({ result, ownRating, ownWords, gas }) => [result, ownRating, ownWords, gas]),
      [['partly', 7, 'Jag går till kiosken', null]],
    );
  });
  it('without a figure where the person was not asked: nobody guesses', async () => {
    const plan = await activePlan(world);
    await made(judge(plan, {}));
    assert.equal((await seenBy(world, world.staff.nursing, plan)).followUps[0]?.evaluations[0]?.ownRating, null);
    await assert.rejects(
      world.db.asOwner('update plans.evaluation set own_rating = 11 where plan_id = $1', [plan.planId]),
      /own_rating/,
    );
  });
  it('by a level only where all five were written beforehand', async () => {
    const plan = await activePlan(world);
    const refusal = await refused(judge(plan, { gas: 1 }));
    assert.deepEqual(
      [refusal.code, refusal.current],
      ['invalid', { fields: [{ path: 'evaluations.0.gas', code: 'no_levels' }] }],
    );
    await made(
      world.handlers.editGoal(
        world.call(world.staff.clinic, { ...plan, partId: plan.goalId }, { ...goalBody('Gå till torget', 1), levels }),
      ),
    );
    assert.deepEqual((await seenBy(world, world.staff.nursing, plan)).goals[0]?.levels, levels);
    // An edit that says nothing of them leaves them.
    await made(
      world.handlers.editGoal(
        world.call(world.staff.clinic, { ...plan, partId: plan.goalId }, goalBody('Gå till torget själv', 2)),
      ),
    );
    await made(judge(plan, { gas: -1 }, 3));
    const seen = await seenBy(world, world.staff.nursing, plan);
    assert.deepEqual([seen.goals[0]?.levels?.[3], seen.followUps[0]?.evaluations[0]?.gas], ['Till sjön', -1]);
    await assert.rejects(
      world.db.asOwner(`update plans.goal set level_2 = '', version = version + 1 where id = $1`, [plan.goalId]),
      /goal_levels_whole/,
    );
  });
  it('needs the person’s word anew where they have said no to being followed up', async () => {
    const plan = await activePlan(world);
    await world.db.asOwner(
      `insert into people.consent (id, person_id, kind, decision, form, given_by, valid_from, recorded_by, author_unit_id) values (gen_random_uuid(), $1, 'follow_up', 'no', 'oral', 'person', $2, 'x', $3)`,
      [plan.personId, inDays(world, 0), world.units.clinic],
    );
    assert.equal((await refused(judge(plan, { ownRating: 3 }))).code, 'blocked_by_person');
  });
});
