import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CompiledQuery } from 'kysely';
import { planRoutes, PlanView, StalePart } from '../../contract/plans.ts';
import {
  activePlan,
  goalBody,
  headerBody,
  inDays,
  intervention,
  made,
  planWorld,
  preparedPlan,
  refused,
  seenBy,
  type World,
} from './plans.fixture.ts';
import { DAY } from './times.fixture.ts';
import { asCaller } from '../kernel/db/transaction.ts';
import { sqlStateOf } from '../kernel/refusal.ts';

describe('a plan carried by several organisations', () => {
  let world: World;
  before(async () => {
    world = await planWorld();
  });
  after(() => world.db.drop());

  it('is started only on the person’s yes; a recorded no is a full answer', async () => {
    const personId = await world.person({ consent: false });
    const start = (): Promise<unknown> =>
      world.handlers.startPlan(world.call(world.staff.clinic, { personId }, { type: 'SIP', title: 'Plan' }));
    assert.equal((await refused(start())).code, 'consent_missing');
    await world.db.asOwner(
      `insert into people.consent (id, person_id, kind, decision, form, given_by, valid_from, recorded_by, author_unit_id) values (gen_random_uuid(), $1, 'plan', 'no', 'oral', 'person', $2, 'x', $3)`,
      [personId, inDays(world, -1), world.units.clinic],
    );
    assert.equal((await refused(start())).code, 'blocked_by_person');
  });

  it('lists what the law requires until it is there, then is established as edition 1', async () => {
    const personId = await world.person({ voice: true });
    const { staff, handlers, call } = world;
    const { id: planId } = await made(
      handlers.startPlan(call(staff.clinic, { personId }, { type: 'SIP', title: 'Plan' })),
    );
    const at = { personId, planId };
    const early = await refused(handlers.establishPlan(call(staff.clinic, at, { version: 1 })));
    assert.equal(early.code, 'plan_incomplete');
    assert.deepEqual(early.current, {
      missing: ['interventions', 'other_measures', 'responsible_authority', 'next_follow_up', 'person_agrees'],
    });
    const goal = await made(
      handlers.addGoal(call(staff.homeHelp, at, { words: 'Bo hemma', measure: '', horizon: 'long', sort: 0 })),
    );
    const asked = await made(
      handlers.addIntervention(call(staff.homeHelp, at, intervention(world, goal.id, 'nursing'))),
    );
    assert.equal(asked.commitmentState, 'offered');
    const own = await made(
      handlers.addIntervention(
        call(staff.homeHelp, at, { ...intervention(world, goal.id, 'homeHelp'), to: { kind: 'person' } }),
      ),
    );
    assert.equal(own.commitmentState, 'accepted');
    const { version } = await made(handlers.editHeader(call(staff.nursing, at, headerBody(world, 1))));
    assert.deepEqual((await seenBy(world, staff.clinic, at)).missing, ['answering_authority']);
    await world.db.asOwner(
      `update commitments.commitment set state = 'accepted', received_at = offered_at, accepted_at = offered_at, version = 2 where id = $1`,
      [asked.commitmentId],
    );
    const done = await made(handlers.establishPlan(call(staff.clinic, at, { version })));
    assert.deepEqual({ ...done, id: '' }, { id: '', version: version + 1, state: 'active', edition: 1 });
    const seen = await seenBy(world, staff.homeHelp, at);
    assert.deepEqual(PlanView.parse(seen), seen);
    assert.equal(seen.interventions[0]?.promise?.authority?.name, 'Kommunen');
    assert.equal(seen.responsibleAuthority?.name, 'Kommunen');
    assert.equal(seen.changed?.by?.unit?.name, 'clinic');
    const { readers } = await made(handlers.planReaders(call(staff.homeHelp, at)));
    assert.equal(readers.find(({ unit }) => unit.name === 'nursing')?.reads, 'all');
  });

  it('takes edits of different parts at once from two units', async () => {
    const plan = await preparedPlan(world);
    const at = { personId: plan.personId, planId: plan.planId };
    const { handlers, staff, call } = world;
    const measure = await made(
      handlers.addOtherMeasure(call(staff.homeHelp, at, { what: 'Promenad', who: 'Grannen' })),
    );
    await Promise.all([
      handlers.editGoal(call(staff.clinic, { ...at, partId: plan.goalId }, goalBody('Gå själv till torget', 1))),
      handlers.editOtherMeasure(
        call(
          staff.homeHelp,
          { ...at, partId: measure.id },
          { what: 'Promenad på söndagar', who: 'Grannen', version: 1 },
        ),
      ),
      handlers.editHeader(call(staff.nursing, at, { ...headerBody(world, plan.version), title: 'Ny rubrik' })),
    ]);
    const seen = await seenBy(world, staff.clinic, at);
    assert.deepEqual(
      [seen.title, seen.goals[0]?.words, seen.otherMeasures[0]?.what],
      ['Ny rubrik', 'Gå själv till torget', 'Promenad på söndagar'],
    );
  });

  it('refuses one of two edits of the same goal, and shows what stands, who wrote it and what had been seen', async () => {
    const plan = await preparedPlan(world);
    const params = { personId: plan.personId, planId: plan.planId, partId: plan.goalId };
    const edit = (who: 'clinic' | 'homeHelp'): Promise<unknown> =>
      world.handlers.editGoal(world.call(world.staff[who], params, goalBody(`Ord från ${who}`, 1)));
    const outcomes = await Promise.allSettled([edit('clinic'), edit('homeHelp')]);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const winner = outcomes[0]?.status === 'fulfilled' ? 'clinic' : 'homeHelp';
    const lost = outcomes.find((one) => one.status === 'rejected');
    assert.ok(lost);
    const refusal = await refused(Promise.reject(lost.reason as Error));
    const current = StalePart.parse(refusal.current);
    assert.deepEqual(
      [refusal.code, current.now['words'], current.seen?.['words'], current.version],
      ['stale', `Ord från ${winner}`, 'Gå till torget varje vecka', 2],
    );
    assert.equal(current.changed?.by?.unit?.name, winner);
    const logged = await world.db.asOwner(
      `select 1 from audit.entry where body::jsonb ->> 'action' = 'plan.stale' and $1 = any (persons)`,
      [plan.personId],
    );
    assert.equal(logged.length, 1);
  });

  it('keeps a part from a unit without basis, in lists, counts, editions and history too', async () => {
    const plan = await activePlan(world);
    const at = { personId: plan.personId, planId: plan.planId };
    const { handlers, staff, call, units } = world;
    assert.equal((await refused(seenBy(world, staff.psychiatry, at))).code, 'not_found');
    assert.equal((await refused(seenBy(world, staff.stranger, at))).code, 'not_found');
    assert.deepEqual(await handlers.personPlans(call(staff.psychiatry, { personId: at.personId })), { plans: [] });
    const mine = await made(
      handlers.unitPlans({ ...call(staff.psychiatry, {}), query: { state: 'open', limit: 1 } } as never),
    );
    assert.deepEqual(mine, { plans: [], next: null });
    // A part of a plan that others read, written where they may not.
    const hidden = '01900000-0000-7000-8000-000000000001';
    await world.db.asOwner(
      `insert into plans.goal (id, person_id, plan_id, words, horizon, state, author_unit_id) values ($1, $2, $3, 'Hemligt', 'long', 'open', $4)`,
      [hidden, at.personId, at.planId, units.psychiatry],
    );
    await world.db.asOwner(
      `insert into plans.part_version (person_id, plan_id, part, part_id, version, edition, content, at, actor, author_unit_id) values ($1, $2, 'goal', $3, 1, 1, '{"words":"Hemligt"}', $4, 'staff::x', $5)`,
      [at.personId, at.planId, hidden, inDays(world, 0), units.psychiatry],
    );
    assert.equal((await seenBy(world, staff.clinic, at)).goals.length, 1);
    const editions = await made(handlers.listEditions(call(staff.clinic, at)));
    assert.equal(editions.changesSince, 0);
    assert.equal(
      (await refused(handlers.partHistory(call(staff.clinic, { ...at, partId: hidden })))).code,
      'not_found',
    );
    assert.equal(
      (await refused(handlers.editGoal(call(staff.clinic, { ...at, partId: hidden }, goalBody('Läsa', 1))))).code,
      'not_found',
    );
    assert.equal((await seenBy(world, await world.self(at.personId), at)).goals.length, 2);
    assert.doesNotMatch(JSON.stringify(await seenBy(world, staff.homeHelp, at)), /Hemligt|psychiatry/);
  });

  it('shows a relative the plan when it is shared and nothing when it is not; neither can write', async () => {
    const plan = await activePlan(world);
    const at = { personId: plan.personId, planId: plan.planId };
    const daughter = await seenBy(world, await world.relative(at.personId, ['plan']), at);
    assert.deepEqual(
      [daughter.consent, daughter.hollow, daughter.actions, daughter.interventions[0]?.promise],
      [null, false, [], null],
    );
    assert.equal((await refused(seenBy(world, await world.relative(at.personId, ['circle']), at))).code, 'not_found');
    const edit = world.handlers.editGoal(
      world.call(await world.self(at.personId), { ...at, partId: plan.goalId }, goalBody('Mina ord', 1)),
    );
    assert.equal((await refused(edit)).code, 'not_found');
  });

  it('gives a repeated key the first answer and one effect', async () => {
    const plan = await preparedPlan(world);
    const at = { personId: plan.personId, planId: plan.planId };
    const again = world.call(
      world.staff.clinic,
      at,
      { words: 'Sova gott', measure: '', horizon: 'long' as const, sort: 1 },
      'the-same-key',
    );
    const answers = await Promise.all([
      world.handlers.addGoal(again),
      world.handlers.addGoal(again),
      world.handlers.addGoal(again),
    ]);
    assert.equal(new Set(answers.map((one) => JSON.stringify(one))).size, 1);
    assert.equal((await seenBy(world, world.staff.clinic, at)).goals.length, 2);
    const other = world.call(
      world.staff.clinic,
      at,
      { words: 'Annat', measure: '', horizon: 'long' as const, sort: 1 },
      'the-same-key',
    );
    assert.equal((await refused(world.handlers.addGoal(other))).code, 'key_reused');
  });

  it('compares editions word by word, and reads each as it stood', async () => {
    const plan = await activePlan(world);
    const at = { personId: plan.personId, planId: plan.planId };
    const { handlers, staff, call } = world;
    await handlers.editGoal(
      call(staff.homeHelp, { ...at, partId: plan.goalId }, goalBody('Gå till torget varje dag', 1)),
    );
    const measure = await made(handlers.addOtherMeasure(call(staff.homeHelp, at, { what: 'Skjuts', who: 'Grannen' })));
    world.clock.advance(DAY);
    const held = await made(
      handlers.followUpPlan(
        call(staff.nursing, at, {
          version: plan.version,
          heldAt: inDays(world, 0),
          form: 'home',
          personWords: 'Det går bra',
          evaluations: [{ goalId: plan.goalId, version: 2, result: 'partly', words: '' }],
          outcome: { kind: 'continue', nextFollowUpAt: inDays(world, 30) },
        }),
      ),
    );
    await handlers.removeOtherMeasure(call(staff.homeHelp, { ...at, partId: measure.id }, { version: 1 }));
    assert.deepEqual([held.edition, held.state], [2, 'active']);
    const query = (from: number, to: number) => ({ ...call(staff.clinic, at), query: { from, to } }) as never;
    const { changes } = await made(handlers.compareEditions(query(1, 2)));
    assert.deepEqual(
      changes.map(({ part, kind }) => [part, kind]),
      [
        ['plan', 'changed'],
        ['goal', 'changed'],
        ['other_measure', 'added'],
        ['follow_up', 'added'],
      ],
    );
    assert.deepEqual(changes[1]?.fields[0]?.words, [
      { kind: 'same', text: 'Gå till torget varje ' },
      { kind: 'removed', text: 'vecka' },
      { kind: 'added', text: 'dag' },
    ]);
    assert.deepEqual(
      (await made(handlers.compareEditions(query(2, 0)))).changes.map(({ part, kind }) => [part, kind]),
      [['other_measure', 'removed']],
    );
    const first = await made(handlers.readEdition(call(staff.clinic, { ...at, edition: 1 })));
    assert.deepEqual(planRoutes.readEdition.response.parse(first), first);
    assert.deepEqual(
      [first.goals[0]?.words, first.otherMeasures.length, first.followUps.length, first.cause],
      ['Gå till torget varje vecka', 0, 0, 'established'],
    );
    const list = await made(handlers.listEditions(call(staff.clinic, at)));
    assert.deepEqual(
      [list.editions.map(({ number, cause, by }) => [number, cause, by?.unit?.name]), list.changesSince],
      [
        [
          [2, 'followed_up', 'nursing'],
          [1, 'established', 'clinic'],
        ],
        1,
      ],
    );
    const history = await made(handlers.partHistory(call(staff.clinic, { ...at, partId: plan.goalId })));
    assert.deepEqual(
      history.versions.map(({ version, by }) => [version, by?.unit?.name]),
      [
        [2, 'homeHelp'],
        [1, 'clinic'],
      ],
    );
    assert.equal((await refused(handlers.readEdition(call(staff.clinic, { ...at, edition: 7 })))).code, 'not_found');
  });

  it('does not tell which unit wrote a version to one who may not know that unit', async () => {
    const plan = await activePlan(world);
    const at = { personId: plan.personId, planId: plan.planId };
    // Psychiatry is let in for a while by a consent of its own, writes, and the consent ends for the others' view of psychiatry.
    const consent = '01900000-0000-7000-8000-00000000000c';
    await world.db.asOwner(
      `insert into people.consent (id, person_id, kind, decision, form, given_by, valid_from, valid_until, recorded_by, author_unit_id) values ($1, $2, 'disclosure', 'yes', 'oral', 'person', $3, $4, 'x', $5)`,
      [consent, at.personId, inDays(world, -1), inDays(world, 9), world.units.clinic],
    );
    for (const unit of ['clinic', 'psychiatry'] as const)
      await world.db.asOwner(
        `insert into people.consent_unit (consent_id, person_id, unit_id, included, author_unit_id) values ($1, $2, $3, true, $4)`,
        [consent, at.personId, world.units[unit], world.units.clinic],
      );
    await world.handlers.editGoal(
      world.call(world.staff.psychiatry, { ...at, partId: plan.goalId }, goalBody('Våga gå ut', 1)),
    );
    const history = async (who: 'clinic' | 'homeHelp') =>
      (await made(world.handlers.partHistory(world.call(world.staff[who], { ...at, partId: plan.goalId }))))
        .versions[0];
    assert.equal((await history('clinic'))?.by?.unit?.name, 'psychiatry');
    assert.equal((await history('homeHelp'))?.by, null);
    assert.equal((await history('homeHelp'))?.changes[0]?.to, 'Våga gå ut');
  });

  it('does not pass one’s own old words off as a part that has since been blocked', async () => {
    const plan = await preparedPlan(world);
    const at = { personId: plan.personId, planId: plan.planId };
    const { handlers, staff, call } = world;
    const goal = await made(
      handlers.addGoal(call(staff.homeHelp, at, { words: 'Duscha', measure: '', horizon: 'short', sort: 0 })),
    );
    await handlers.editGoal(call(staff.clinic, { ...at, partId: goal.id }, goalBody('Duscha själv', 1)));
    await handlers.editGoal(call(staff.homeHelp, { ...at, partId: goal.id }, goalBody('Duscha med hjälp', 2)));
    await handlers.establishPlan(call(staff.clinic, at, { version: plan.version }));
    const goals = async () =>
      (await made(handlers.readEdition(call(staff.clinic, { ...at, edition: 1 })))).goals.map(({ words }) => words);
    assert.deepEqual((await goals()).sort(), ['Duscha med hjälp', 'Gå till torget varje vecka']);
    await world.db.asOwner(
      `insert into people.block (id, person_id, level, unit_id, valid_from, author_unit_id) values (gen_random_uuid(), $1, 'unit', $2, $3, $2)`,
      [at.personId, world.units.homeHelp, inDays(world, -1)],
    );
    assert.deepEqual(await goals(), ['Gå till torget varje vecka']);
    assert.equal(
      (await refused(handlers.partHistory(call(staff.clinic, { ...at, partId: goal.id })))).code,
      'not_found',
    );
  });

  it('is hollow when all in it has ended, cannot then just go on, and is closed or renewed', async () => {
    const plan = await activePlan(world);
    const at = { personId: plan.personId, planId: plan.planId };
    const { handlers, staff, call } = world;
    await world.endPromise(plan.commitmentId, 'kept');
    assert.equal((await seenBy(world, staff.clinic, at)).hollow, false);
    const followUp = (outcome: object) =>
      handlers.followUpPlan(
        call(staff.clinic, at, {
          version: plan.version,
          heldAt: inDays(world, 0),
          form: 'phone',
          personWords: '',
          evaluations: [{ goalId: plan.goalId, version: 1, result: 'reached', words: 'Hon går varje vecka' }],
          outcome,
        } as never),
      );
    assert.equal(
      (await refused(followUp({ kind: 'continue', nextFollowUpAt: inDays(world, 30) }))).code,
      'not_allowed_now',
    );
    const revised = await made(followUp({ kind: 'revise', nextFollowUpAt: inDays(world, 30) }));
    assert.equal((await seenBy(world, staff.clinic, at)).hollow, true);
    assert.deepEqual(
      (await made(handlers.personPlans(call(staff.clinic, { personId: at.personId })))).plans.map(
        ({ hollow }) => hollow,
      ),
      [true],
    );
    const facts = await world.db.system.query<{ kind: string }>(
      'select kind from plans.gap_facts($1, 1000) where subject_id = $2',
      [inDays(world, 0), at.planId],
    );
    assert.deepEqual(facts.rows, [{ kind: 'plan_hollow' }]);
    const yes = await made(handlers.editHeader(call(staff.clinic, at, headerBody(world, revised.version))));
    assert.deepEqual((await refused(handlers.renewPlan(call(staff.clinic, at, { version: yes.version })))).current, {
      missing: ['interventions'],
    });
    await handlers.addGoal(call(staff.clinic, at, { words: 'Resa till Åsa', measure: '', horizon: 'long', sort: 0 }));
    const renewed = await made(handlers.renewPlan(call(staff.clinic, at, { version: yes.version })));
    assert.deepEqual([renewed.state, renewed.edition], ['active', 3]);
    const closed = await made(
      handlers.closePlan(call(staff.clinic, at, { version: renewed.version, reason: 'goals_met' })),
    );
    assert.equal(closed.state, 'closed');
    assert.equal(
      (
        await refused(
          handlers.addGoal(call(staff.clinic, at, { words: 'För sent', measure: '', horizon: 'long', sort: 0 })),
        )
      ).code,
      'not_allowed_now',
    );
  });

  it('names the field of what cannot be, and never faults', async () => {
    const plan = await activePlan(world);
    const at = { personId: plan.personId, planId: plan.planId };
    const { handlers, staff, call } = world;
    const nobody = '01900000-0000-7000-8000-0000000000ff';
    const edit = async (change: object) =>
      refused(handlers.editHeader(call(staff.clinic, at, { ...headerBody(world, plan.version), ...change })));
    assert.equal((await edit({ responsibleAuthorityId: nobody })).code, 'invalid');
    assert.equal((await edit({ responsibleUnitId: nobody })).code, 'invalid');
    assert.equal((await edit({ nextFollowUpAt: null })).code, 'time_missing');
    assert.equal((await edit({ nextFollowUpAt: inDays(world, -1) })).code, 'time_passed');
    assert.equal((await edit({ responsibleAuthorityId: null })).code, 'plan_incomplete');
    assert.equal((await edit({ version: 77 })).code, 'stale');
    assert.equal(
      (await refused(handlers.addIntervention(call(staff.clinic, at, intervention(world, nobody, 'clinic'))))).code,
      'invalid',
    );
    const nothing = handlers.followUpPlan(
      call(staff.clinic, at, {
        version: plan.version,
        heldAt: inDays(world, 0),
        form: 'home',
        personWords: '',
        evaluations: [],
        outcome: { kind: 'close', reason: 'goals_met' },
      }),
    );
    assert.deepEqual((await refused(nothing)).current, {
      fields: [{ path: 'evaluations', code: 'every_open_goal_once' }],
      openGoals: [plan.goalId],
    });
    assert.equal(
      (
        await refused(
          handlers.startPlan(call(staff.clinic, { personId: at.personId }, { type: 'SIP', title: 'En till' })),
        )
      ).code,
      'already_exists',
    );
    assert.equal(
      (await refused(seenBy(world, staff.clinic, { personId: at.personId, planId: nobody }))).code,
      'not_found',
    );
    await world.db
      .asOwner(`with a as (insert into organisations.agreement (id, code, name, source, valid_from) values (gen_random_uuid(), 'a', 'a', 'a', '2020-01-01') returning id)
      insert into organisations.agreement_term select gen_random_uuid(), id, 'followup.latest', 1, 'months', '2020-01-01', null, 'a', true from a`);
    const late = await edit({ nextFollowUpAt: inDays(world, 40) });
    assert.deepEqual([late.code, (late.current as { latest: string }).latest], ['invalid', '2026-04-03T21:59:59.999Z']);
    await world.db.asOwner(`delete from organisations.agreement_term; delete from organisations.agreement`);
  });

  it('lets the database alone write the history, and nothing be written in a closed plan', async () => {
    const plan = await activePlan(world);
    const at = { personId: plan.personId, planId: plan.planId };
    const directly = (text: string, values: unknown[]): Promise<unknown> =>
      asCaller(world.ground, { caller: world.staff.clinic, purpose: 'care' }, async (work) => {
        await work.open('test', [at.personId], 'person');
        return work.tx.executeQuery(CompiledQuery.raw(text, values));
      });
    const forged = directly(
      `insert into plans.part_version (person_id, plan_id, part, part_id, version, edition, content, at, actor, author_unit_id) values ($1, $2, 'goal', $3, 9, 0, '{}', now(), 'x', $4)`,
      [at.personId, at.planId, plan.goalId, world.units.clinic],
    );
    assert.equal(sqlStateOf(await forged.catch((error: unknown) => error)), '42501');
    const rewritten = directly(`update plans.part_version set content = '{}' where part_id = $1`, [plan.goalId]);
    assert.equal(sqlStateOf(await rewritten.catch((error: unknown) => error)), '42501');
    await world.handlers.closePlan(world.call(world.staff.clinic, at, { version: plan.version, reason: 'moved' }));
    const late = directly(`update plans.goal set words = 'för sent', version = version + 1 where id = $1`, [
      plan.goalId,
    ]);
    assert.equal(sqlStateOf(await late.catch((error: unknown) => error)), 'MR409');
  });

  it('lists the unit’s plans a page at a time, the most urgent follow-up first', async () => {
    const other = await planWorld();
    try {
      const plans = [await activePlan(other), await preparedPlan(other), await activePlan(other)];
      const page = async (from?: string) =>
        made(
          other.handlers.unitPlans({
            ...other.call(other.staff.homeHelp, {}),
            query: { state: 'open', limit: 2, after: from },
          } as never),
        );
      const first = await page();
      const second = await page(first.next ?? '');
      assert.deepEqual([first.plans.length, second.plans.length, second.next], [2, 1, null]);
      assert.deepEqual(
        new Set([...first.plans, ...second.plans].map(({ id }) => id)),
        new Set(plans.map(({ planId }) => planId)),
      );
      assert.equal(first.plans[0]?.person.name, 'Elsa Prov');
      assert.equal((await refused(page('x'))).code, 'invalid');
      other.clock.advance(61 * DAY);
      assert.ok((await page()).plans.some(({ late }) => late));
    } finally {
      await other.db.drop();
    }
  });
});
