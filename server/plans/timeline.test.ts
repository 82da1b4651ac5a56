import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { within, type Deadline } from '../commitments/index.ts';
import type { Caller } from '../kernel/access/context.ts';
import type { Ground } from '../kernel/db/transaction.ts';
import type { CommitmentsPort } from './index.ts';
import { activePlan, intervention, made, planWorld, refused, type World } from './plans.fixture.ts';
import { DAY } from './times.fixture.ts';

const deadline: Deadline = (_municipality, _key, from) => from + DAY;
const commitments = (ground: Ground): CommitmentsPort => within(ground, deadline);

describe('A plan over time', () => {
  let world: World;
  before(async () => {
    world = await planWorld(commitments);
  });
  after(() => world.db.drop());
  const timeline = (caller: Caller, at: { personId: string; planId: string }) =>
    made(world.handlers.planTimeline(world.call(caller, { personId: at.personId, planId: at.planId })));

  it('tells of each promise what was promised and when, and of the plan its editions and follow-ups, each as far as one may read', async () => {
    const plan = await activePlan(world);
    await made(
      world.handlers.addIntervention(
        world.call(world.staff.clinic, plan, intervention(world, plan.goalId, 'homeHelp')),
      ),
    );
    const seen = await timeline(world.staff.nursing, plan);
    assert.deepEqual(
      seen.promises.map(({ state, steps }) => [state, steps.map(({ type }) => type)]),
      [
        ['accepted', ['promised']],
        ['offered', ['offered']],
      ],
    );
    assert.deepEqual(
      seen.marks.map(({ kind }) => kind),
      ['established', 'next_follow_up'],
    );
    const daughter = await world.relative(plan.personId, ['plan']);
    assert.deepEqual((await timeline(daughter, plan)).promises, []);
    assert.equal((await refused(timeline(world.staff.psychiatry, plan))).code, 'not_found');
  });
});
