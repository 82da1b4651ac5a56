import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Approval, PlanView } from '../../contract/plans.ts';
import type { Caller, RelativeCaller } from '../kernel/access/context.ts';
import { activePlan, headerBody, made, planWorld, preparedPlan, refused, seenBy, type World } from './plans.fixture.ts';

interface At {
  personId: string;
  planId: string;
}
interface Body {
  planVersion: number;
  partId: string | null;
  answer: 'yes' | 'no';
  how: 'own' | 'oral' | 'written';
  words: string;
  byKind: 'person' | 'guardian' | 'trustee';
  relativeId: string | null;
}

describe('The yes and no to a plan', () => {
  let world: World;
  before(async () => {
    world = await planWorld();
  });
  after(() => world.db.drop());

  const say = async (caller: Caller, at: At, more: Partial<Body> = {}) => {
    const { version } = await seenBy(world, world.staff.clinic, at);
    const body: Body = {
      planVersion: version,
      partId: null,
      answer: 'yes',
      how: caller.kind === 'staff' ? 'oral' : 'own',
      words: '',
      byKind: 'person',
      relativeId: null,
      ...more,
    };
    return made(world.handlers.approvePlan(world.call(caller, { personId: at.personId, planId: at.planId }, body)));
  };
  const words = (plan: PlanView): string[] =>
    plan.approvals.map(
      ({ byKind, partId, answer, how }: Approval) => `${byKind} ${partId === null ? 'plan' : 'part'} ${answer} ${how}`,
    );
  /** A plan without anyone's answer. */
  const unanswered = async (): Promise<At & { version: number }> => {
    const personId = await world.person({ voice: true });
    const { id: planId } = await made(
      world.handlers.startPlan(
        world.call(world.staff.clinic, { personId }, { type: 'SIP' as const, title: 'Trygg hemma' }),
      ),
    );
    return { personId, planId, version: 1 };
  };
  const isChild = (personId: string, born = '2018-05-05') =>
    world.db.asOwner('update people.person set birth_date = $2 where person_id = $1', [personId, born]);
  const guardian = async (personId: string): Promise<RelativeCaller> => {
    const caller = await world.relative(personId, ['plan', 'circle']);
    assert.ok(caller.kind === 'relative');
    await world.db.asOwner(`update people.relative set relation = 'guardian', version = version + 1 where id = $1`, [
      caller.relativeId,
    ]);
    return caller;
  };

  it('of the person is what the plan says, with how and when; staff see it with the person’s own words', async () => {
    const at = await unanswered();
    const self = await world.self(at.personId);
    assert.equal((await seenBy(world, self, at)).own.speaks, 'person');
    await say(self, at, { answer: 'no', words: 'Jag vill vänta' });
    const plan = await seenBy(world, world.staff.nursing, at);
    assert.equal(plan.personAgrees, 'no');
    assert.deepEqual(words(plan), ['person plan no own']);
    assert.deepEqual([plan.approvals[0]?.words, plan.approvals[0]?.notedBy], ['Jag vill vänta', null]);
    assert.ok(plan.missing.includes('person_agrees'));
    await say(world.staff.nursing, at, { how: 'written' });
    const later = await seenBy(world, self, at);
    assert.equal(later.personAgrees, 'yes');
    assert.deepEqual(words(later), ['person plan yes written']);
    assert.equal(later.approvals[0]?.notedBy?.name, 'nursing');
  });

  it('written in the header is the same truth: a word of the person’s, noted as said; it cannot be unsaid', async () => {
    const at = await preparedPlan(world);
    assert.deepEqual(words(await seenBy(world, world.staff.clinic, at)), ['person plan yes oral']);
    const header = { ...headerBody(world, at.version), personAgrees: 'not_asked' as const };
    const problem = await refused(
      world.handlers.editHeader(world.call(world.staff.clinic, { personId: at.personId, planId: at.planId }, header)),
    );
    assert.deepEqual(problem.current, { fields: [{ path: 'personAgrees', code: 'already_answered' }] });
  });

  it('answers the plan as it stood: one who has not seen the newest is shown it', async () => {
    const at = await preparedPlan(world);
    const self = await world.self(at.personId);
    const problem = await refused(say(self, at, { planVersion: 1, answer: 'no' }));
    assert.equal(problem.code, 'stale');
    assert.equal((await seenBy(world, self, at)).personAgrees, 'yes');
  });

  it('no to one intervention stands at it, is told to its unit, and says nothing of the rest', async () => {
    const at = await activePlan(world);
    const self = await world.self(at.personId);
    const [one] = (await seenBy(world, self, at)).interventions;
    assert.ok(one);
    await say(self, at, { partId: one.id, answer: 'no', words: 'Inte på morgonen', planVersion: 1 });
    for (const caller of [world.staff.clinic, world.staff.nursing, self]) {
      const plan = await seenBy(world, caller, at);
      assert.deepEqual([plan.personAgrees, words(plan)], ['yes', ['person plan yes oral', 'person part no own']]);
    }
    const told = await world.db.asOwner<{ unit_id: string }>(
      `select unit_id from notify.notice where plan_id = $1 and kind = 'plan_changed' and actor like 'person:%'`,
      [at.planId],
    );
    assert.deepEqual(told, [{ unit_id: world.units.clinic }]);
    assert.equal((await refused(say(self, at, { partId: at.goalId, answer: 'no' }))).code, 'not_found');
  });

  it('to the whole plan is asked anew when the plan has been revised', async () => {
    const at = await activePlan(world);
    const plan = await seenBy(world, world.staff.clinic, at);
    const evaluations = plan.goals.map(({ id, version }) => ({
      goalId: id,
      version,
      result: 'partly' as const,
      words: '',
    }));
    await made(
      world.handlers.followUpPlan(
        world.call(
          world.staff.clinic,
          { personId: at.personId, planId: at.planId },
          {
            version: plan.version,
            heldAt: new Date(world.clock.now()).toISOString(),
            form: 'home' as const,
            personWords: '',
            evaluations,
            outcome: { kind: 'revise' as const },
          },
        ),
      ),
    );
    const revised = await seenBy(world, world.staff.clinic, at);
    assert.deepEqual([revised.personAgrees, revised.approvals], ['not_asked', []]);
  });

  it('is said by nobody in another’s name: not a daughter, not staff as the person, not one who is no guardian', async () => {
    const at = await preparedPlan(world);
    const daughter = await world.relative(at.personId, ['plan']);
    assert.ok(daughter.kind === 'relative');
    assert.equal((await refused(say(daughter, at, { answer: 'no' }))).code, 'not_allowed');
    assert.equal(
      (await refused(say(daughter, at, { byKind: 'guardian', relativeId: daughter.relativeId }))).code,
      'not_allowed',
    );
    assert.equal((await refused(say(world.staff.clinic, at, { how: 'own' }))).code, 'invalid');
    assert.equal(
      (await refused(say(world.staff.clinic, at, { byKind: 'guardian', relativeId: daughter.relativeId }))).code,
      'not_found',
    );
    assert.equal((await refused(say(world.staff.stranger, at, { planVersion: 1 }))).code, 'not_found');
    // A guardian of one who has grown up speaks no more.
    const grown = await guardian(at.personId);
    assert.equal(
      (await refused(say(grown, at, { byKind: 'guardian', relativeId: grown.relativeId }))).code,
      'not_allowed',
    );
  });

  it('of a child is each guardian’s: both are shown to staff, neither sees the other’s, and the plan waits for both', async () => {
    const at = await preparedPlan(world);
    await isChild(at.personId);
    const [mother, father] = [await guardian(at.personId), await guardian(at.personId)];
    const lacks = async () => {
      const { missing, guardiansMissing } = await seenBy(world, world.staff.clinic, at);
      return [missing, guardiansMissing];
    };
    assert.deepEqual(await lacks(), [['guardians_agree'], 2]);
    await say(mother, at, { byKind: 'guardian', relativeId: mother.relativeId });
    await say(father, at, { byKind: 'guardian', relativeId: father.relativeId, answer: 'no', words: 'Inte skolan' });
    assert.deepEqual(await lacks(), [['guardians_agree'], 1]);
    assert.deepEqual(words(await seenBy(world, world.staff.nursing, at)), [
      'person plan yes oral',
      'guardian plan yes own',
      'guardian plan no own',
    ]);
    assert.deepEqual(words(await seenBy(world, mother, at)), ['person plan yes oral', 'guardian plan yes own']);
    assert.deepEqual(words(await seenBy(world, father, at)), ['person plan yes oral', 'guardian plan no own']);
    assert.equal((await seenBy(world, mother, at)).guardiansMissing, null);
    const establish = async () => {
      const { version } = await seenBy(world, world.staff.clinic, at);
      return world.handlers.establishPlan(
        world.call(world.staff.clinic, { personId: at.personId, planId: at.planId }, { version }),
      );
    };
    const problem = await refused(establish());
    assert.deepEqual([problem.code, problem.current], ['plan_incomplete', { missing: ['guardians_agree'] }]);
    await say(world.staff.clinic, at, { byKind: 'guardian', relativeId: father.relativeId });
    assert.deepEqual(await lacks(), [[], 0]);
    assert.equal((await made(establish())).state, 'active');
  });

  it('is never changed or taken away, only followed by another', async () => {
    const at = await preparedPlan(world);
    await assert.rejects(
      world.db.asOwner('update plans.approval set answer = $2 where plan_id = $1', [at.planId, 'no']),
    );
    await assert.rejects(world.db.asOwner('delete from plans.approval where plan_id = $1', [at.planId]));
  });

  it('cannot be said to a plan that has ended', async () => {
    const at = await activePlan(world);
    await made(
      world.handlers.closePlan(
        world.call(
          world.staff.clinic,
          { personId: at.personId, planId: at.planId },
          { version: at.version, reason: 'moved' as const },
        ),
      ),
    );
    assert.equal((await refused(say(await world.self(at.personId), at))).code, 'not_allowed_now');
  });
});

describe('What is prepared before the meeting', () => {
  let world: World;
  before(async () => {
    world = await planWorld();
  });
  after(() => world.db.drop());
  const write = async (caller: Caller, at: At, words: string, said: 'person' | 'relative' | 'staff' = 'person') =>
    made(
      world.handlers.addSection(
        world.call(
          caller,
          { personId: at.personId, planId: at.planId },
          { kind: 'works' as const, words, saidBy: said },
        ),
      ),
    );
  const edit = async (caller: Caller, at: At, partId: string, version: number, words: string) =>
    made(
      world.handlers.editSection(
        world.call(
          caller,
          { personId: at.personId, planId: at.planId, partId },
          { version, words, saidBy: 'person' as const },
        ),
      ),
    );
  const written = async (caller: Caller, at: At): Promise<string[]> =>
    (await seenBy(world, caller, at)).sections.map(({ saidBy, words }) => `${saidBy}: ${words}`).sort();

  it('is written by the person, a relative and staff side by side; a relative’s words are theirs alone', async () => {
    const at = await preparedPlan(world);
    const self = await world.self(at.personId);
    const daughter = await world.relative(at.personId, ['plan']);
    const own = await write(self, at, 'Maten');
    const hers = await write(daughter, at, 'Hon äter för lite');
    await write(world.staff.nursing, at, 'Promenaden');
    for (const caller of [self, daughter, world.staff.clinic])
      assert.deepEqual(await written(caller, at), [
        'person: Maten',
        'person: Promenaden',
        'relative: Hon äter för lite',
      ]);
    assert.equal((await refused(edit(daughter, at, own.id, 1, 'Inget'))).code, 'not_allowed');
    assert.equal((await refused(edit(self, at, hers.id, 1, 'Jag äter bra'))).code, 'not_allowed');
    assert.equal((await refused(edit(world.staff.clinic, at, hers.id, 1, 'Hon äter bra'))).code, 'not_allowed');
    assert.equal((await edit(daughter, at, hers.id, 1, 'Hon äter lite')).version, 2);
    assert.equal((await edit(self, at, own.id, 1, 'Maten och vännerna')).version, 2);
  });

  it('that staff wrote down is changed by the person, who is shown what was changed meanwhile', async () => {
    const at = await preparedPlan(world);
    const self = await world.self(at.personId);
    const theirs = await write(world.staff.nursing, at, 'Promenaden', 'staff');
    await edit(world.staff.nursing, at, theirs.id, 1, 'Promenaden på förmiddagen');
    const problem = await refused(edit(self, at, theirs.id, 1, 'Promenaden med Bo'));
    assert.equal(problem.code, 'stale');
    await edit(self, at, theirs.id, 2, 'Promenaden med Bo');
    assert.deepEqual(await written(world.staff.nursing, at), ['person: Promenaden med Bo']);
  });

  it('by one guardian is not shown to the other, nor in the history', async () => {
    const at = await preparedPlan(world);
    const [mother, father] = [await world.relative(at.personId, ['plan']), await world.relative(at.personId, ['plan'])];
    await world.db.asOwner(
      `update people.relative set relation = 'guardian', version = version + 1 where person_id = $1`,
      [at.personId],
    );
    const hers = await write(mother, at, 'Skolan går bra');
    assert.deepEqual(await written(father, at), []);
    await write(father, at, 'Skolan går dåligt');
    assert.deepEqual(await written(mother, at), ['relative: Skolan går bra']);
    assert.equal((await written(world.staff.clinic, at)).length, 2);
    const { versions } = await made(
      world.handlers.partHistory(world.call(mother, { personId: at.personId, planId: at.planId, partId: hers.id })),
    );
    assert.equal(versions.length, 1);
    assert.equal(
      (
        await refused(
          world.handlers.partHistory(world.call(father, { personId: at.personId, planId: at.planId, partId: hers.id })),
        )
      ).code,
      'not_found',
    );
  });
});
