import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { within, type Deadline } from '../commitments/index.ts';
import {
  goalBody,
  headerBody,
  intervention,
  made,
  planWorld,
  refused,
  seenBy,
  type UnitName,
  type World,
} from './plans.fixture.ts';
import { DAY } from './times.fixture.ts';

const deadline: Deadline = (_municipality, _key, from) => from + DAY;

describe('A coordinated plan under compulsory care (LPT 7 a §)', () => {
  let world: World;
  before(async () => {
    world = await planWorld((ground) => within(ground, deadline));
  });
  after(() => world.db.drop());

  it('needs no consent, is made only when each unit in it has signed, and is signed again when it is changed', async () => {
    const { handlers, staff, call } = world;
    const personId = await world.person({ consent: false, voice: true });
    const { id: planId } = await made(
      handlers.startPlan(call(staff.clinic, { personId }, { type: 'SPLPTLRV' as const, title: 'Samordnad vårdplan' })),
    );
    const at = { personId, planId };
    const goal = await made(
      handlers.addGoal(
        call(staff.clinic, at, { words: 'Bo i egen lägenhet', measure: '', horizon: 'long' as const, sort: 0 }),
      ),
    );
    for (const unit of ['clinic', 'nursing'] as const)
      await made(handlers.addIntervention(call(staff[unit], at, intervention(world, goal.id, unit))));
    const header = await made(
      handlers.editHeader(call(staff.clinic, at, { ...headerBody(world, 1), personAgrees: 'no' as const })),
    );
    const sign = (unit: UnitName, version = header.version) => handlers.signPlan(call(staff[unit], at, { version }));
    const establish = (version = header.version) => handlers.establishPlan(call(staff.clinic, at, { version }));
    assert.deepEqual((await refused(establish())).current, { missing: ['signatures'] });
    await made(sign('clinic'));
    assert.equal((await refused(sign('clinic'))).code, 'already_exists');
    assert.equal((await refused(sign('homeHelp'))).code, 'not_your_move');
    assert.equal((await refused(sign('nursing', header.version - 1))).code, 'stale');
    assert.deepEqual((await refused(establish())).current, { missing: ['signatures'] });
    await made(sign('nursing'));
    assert.deepEqual(
      (await seenBy(world, staff.nursing, at)).signatures.map(({ at: signed }) => signed !== null),
      [true, true],
    );

    // A word changed after the signatures has not been signed.
    world.clock.advance(1);
    await made(
      handlers.editGoal(
        call(staff.clinic, { ...at, partId: goal.id }, goalBody('Bo i egen lägenhet med stöd', goal.version)),
      ),
    );
    assert.deepEqual((await refused(establish())).current, { missing: ['signatures'] });
    for (const unit of ['clinic', 'nursing'] as const) await made(sign(unit));
    const established = await made(establish());
    assert.equal(established.state, 'active');
  });

  it('is the only kind of plan that units sign', async () => {
    const { handlers, staff, call } = world;
    const personId = await world.person({ voice: true });
    const { id: planId } = await made(
      handlers.startPlan(call(staff.clinic, { personId }, { type: 'SIP' as const, title: 'Trygg hemma' })),
    );
    assert.equal(
      (await refused(handlers.signPlan(call(staff.clinic, { personId, planId }, { version: 1 })))).code,
      'not_allowed_now',
    );
    assert.deepEqual((await seenBy(world, staff.clinic, { personId, planId })).signatures, []);
  });
});
