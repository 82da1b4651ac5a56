import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { seededRandom } from '../../contract/kernel/seeded-random.ts';
import { planGapKinds, planGaps } from './index.ts';
import { activePlan, headerBody, inDays, made, planWorld, preparedPlan, seenBy, type World } from './plans.fixture.ts';
import { DAY } from './times.fixture.ts';

describe('what is missing or late in a plan', () => {
  let world: World;
  before(async () => {
    world = await planWorld();
  });
  after(() => world.db.drop());

  const now = (): string => inDays(world, 0);
  const facts = async (planId: string): Promise<string[]> =>
    (
      await world.db.system.query<{ kind: string }>(
        'select kind from plans.gap_facts($1, 10000) where subject_id = $2 order by kind',
        [now(), planId],
      )
    ).rows.map(({ kind }) => kind);
  const judged = async (personId: string) => planGaps(world.db).judge(personId, world.clock.now());

  it('follows a plan through a year: voice, overdue follow-up, no next one, ended consent', async () => {
    const plan = await activePlan(world, {});
    const at = { personId: plan.personId, planId: plan.planId };
    const { handlers, staff, units } = world;
    assert.deepEqual(await facts(plan.planId), ['plan_without_voice']);
    const first = await judged(plan.personId);
    assert.deepEqual(first.wanted, [
      {
        kind: 'plan_without_voice',
        personId: at.personId,
        subjectId: at.planId,
        area: null,
        since: world.clock.now(),
        moveUnitId: units.nursing,
        giverUnitId: units.clinic,
        municipality: '1480',
      },
    ]);
    assert.equal(first.nextAt, Date.parse(inDays(world, 60)) + 1);
    await world.db.asOwner(
      `insert into people.voice (id, person_id, words, said_by, said_at, recorded_by, author_unit_id) values (gen_random_uuid(), $1, 'Bo hemma', 'person', $2, 'x', $3)`,
      [at.personId, now(), units.clinic],
    );
    assert.deepEqual(await facts(plan.planId), []);
    world.clock.set((first.nextAt ?? 0) - 1);
    assert.deepEqual(await facts(plan.planId), []);
    world.clock.set(first.nextAt ?? 0);
    assert.deepEqual(await facts(plan.planId), ['follow_up_overdue']);
    const followUp = {
      version: plan.version,
      heldAt: now(),
      form: 'home' as const,
      personWords: '',
      evaluations: [{ goalId: plan.goalId, version: 1, result: 'partly' as const, words: '' }],
      outcome: { kind: 'revise' as const },
    };
    const revised = await made(handlers.followUpPlan(world.call(staff.nursing, at, followUp)));
    assert.deepEqual(await facts(plan.planId), ['no_next_follow_up']);
    assert.equal((await seenBy(world, staff.nursing, at)).personAgrees, 'not_asked');
    await handlers.editHeader(world.call(staff.nursing, at, headerBody(world, revised.version)));
    assert.deepEqual(await facts(plan.planId), []);
    await world.db.asOwner(
      `update people.consent set withdrawn_at = $2, withdrawn_form = 'oral', version = version + 1 where person_id = $1 and kind = 'plan'`,
      [at.personId, now()],
    );
    assert.deepEqual(await facts(plan.planId), ['consent_missing_in_plan']);
    await world.db.asOwner(
      `insert into people.consent (id, person_id, kind, decision, form, given_by, valid_from, recorded_by, author_unit_id) values (gen_random_uuid(), $1, 'plan', 'yes', 'oral', 'person', $2, 'x', $3)`,
      [at.personId, now(), units.clinic],
    );
    assert.deepEqual(await facts(plan.planId), []);
  });

  it('does not tell a gap that stands open again, and tells which open gaps are over', async () => {
    const plan = await activePlan(world, {});
    const gapId = '01900000-0000-7000-8000-0000000000aa';
    await world.db.asOwner(
      `insert into commitments.gap (id, person_id, kind, subject_id, since, move_unit_id, municipality_code, level_at, climbs_at, author_unit_id) values ($1, $2, 'plan_without_voice', $3, $4, $5, '1480', $4, $4, $5)`,
      [gapId, plan.personId, plan.planId, now(), world.units.clinic],
    );
    assert.deepEqual(await facts(plan.planId), []);
    const over = async (): Promise<unknown[]> =>
      (
        await world.db.system.query<{ gap_id: string }>('select gap_id from plans.gaps_over($1, 100)', [now()])
      ).rows.map(({ gap_id }) => gap_id);
    assert.deepEqual(await over(), []);
    await made(
      world.handlers.closePlan(
        world.call(
          world.staff.clinic,
          { personId: plan.personId, planId: plan.planId },
          { version: plan.version, reason: 'moved' },
        ),
      ),
    );
    assert.deepEqual(await over(), [gapId]);
    assert.deepEqual((await judged(plan.personId)).wanted, []);
  });

  it('judges a plan alone as it judges all of them together, in random worlds', async () => {
    const random = seededRandom('gaps');
    const ids: { personId: string; planId: string; goalId: string; commitmentId: string }[] = [];
    const seen = new Set<string>();
    for (let i = 0; i < 25; i += 1) {
      const plan = await (random.chance(0.9) ? activePlan : preparedPlan)(world, { voice: random.chance(0.5) });
      ids.push(plan);
      const when = inDays(world, random.int(-20, 100));
      if (random.chance(0.4)) await world.endPromise(plan.commitmentId, random.pick(['kept', 'withdrawn']));
      if (random.chance(0.4))
        await world.db.asOwner(`update plans.goal set state = 'reached', version = version + 1 where id = $1`, [
          plan.goalId,
        ]);
      if (random.chance(0.4))
        await world.db.asOwner(
          `insert into plans.follow_up (id, person_id, plan_id, held_at, form, outcome, author_unit_id) values (gen_random_uuid(), $1, $2, $3, 'home', 'revise', $4)`,
          [plan.personId, plan.planId, when, world.units.clinic],
        );
      if (random.chance(0.4))
        await world.db.asOwner(
          `update people.consent set withdrawn_at = $2, withdrawn_form = 'oral', version = version + 1 where person_id = $1 and kind = $3`,
          [plan.personId, when, random.pick(['plan', 'disclosure'])],
        );
      if (random.chance(0.3))
        await world.db.asOwner(
          `insert into people.consent (id, person_id, kind, decision, form, given_by, valid_from, recorded_by, author_unit_id) values (gen_random_uuid(), $1, 'plan', $3, 'oral', 'person', $2, 'x', $4)`,
          [plan.personId, when, random.pick(['yes', 'no']), world.units.clinic],
        );
    }
    for (const plan of ids) {
      const when = inDays(world, random.int(-20, 100));
      if (random.chance(0.4))
        await world.db.asOwner(`update plans.plan set meeting_by = $2, version = version + 1 where id = $1`, [
          plan.planId,
          when,
        ]);
      if (random.chance(0.3))
        await world.db.asOwner(
          `insert into plans.meeting (id, person_id, plan_id, kind, state, starts_at, ends_at, form, called_at, ended_at, author_unit_id) values (gen_random_uuid(), $1, $2, 'planning', $3, $4, $4::timestamptz + interval '1 hour', 'home', $4, case when $3 = 'held' then $4::timestamptz end, $5)`,
          [plan.personId, plan.planId, random.pick(['held', 'called']), when, world.units.clinic],
        );
    }
    for (let step = 0; step < 6; step += 1) {
      for (const { personId, planId } of ids) {
        const together = await facts(planId);
        const alone = (await judged(personId)).wanted.map(({ kind }) => kind).sort();
        assert.deepEqual(alone, together);
        for (const kind of planGapKinds) {
          const { rows } = await world.db.system.query<{ v: boolean }>('select plans.gap_holds($1, $2, $3, $4) as v', [
            kind,
            personId,
            planId,
            now(),
          ]);
          assert.equal(rows[0]?.v, together.includes(kind), kind);
        }
        for (const kind of together) seen.add(kind);
      }
      world.clock.advance(20 * DAY);
    }
    assert.deepEqual([...seen].sort(), [...planGapKinds].sort());
  });

  it('finds its gaps through indexes among many plans', async () => {
    const many = 4_000;
    await world.db.asOwner(
      `insert into people.person (person_id, given_name, family_name, birth_date) select ('00000000-0000-7000-9000-' || lpad(i::text, 12, '0'))::uuid, 'A', 'B', '1940-01-01' from generate_series(1, ${many}) i`,
    );
    await world.db.asOwner(
      `insert into plans.plan (id, person_id, type, state, title, responsible_authority_id, next_follow_up_at, opened_at, established_at, author_unit_id)
      select ('00000000-0000-7000-a000-' || lpad(i::text, 12, '0'))::uuid, ('00000000-0000-7000-9000-' || lpad(i::text, 12, '0'))::uuid, 'SIP', 'active', 'T', $1, timestamptz '2030-01-01', '2026-01-01', '2026-01-01', $2 from generate_series(1, ${many}) i`,
      [world.region, world.units.clinic],
    );
    await world.db.asOwner(
      `insert into plans.goal (id, person_id, plan_id, words, horizon, state, author_unit_id) select gen_random_uuid(), person_id, id, 'x', 'long', 'open', author_unit_id from plans.plan where title = 'T'`,
    );
    await world.db.asOwner(
      `insert into people.voice (id, person_id, words, said_by, said_at, recorded_by, author_unit_id) select gen_random_uuid(), person_id, 'x', 'person', '2026-01-01', 'x', author_unit_id from plans.plan where title = 'T'`,
    );
    await world.db.asOwner(
      `insert into people.consent (id, person_id, kind, decision, form, given_by, valid_from, recorded_by, author_unit_id) select gen_random_uuid(), person_id, 'plan', 'yes', 'oral', 'person', '2026-01-01', 'x', author_unit_id from plans.plan where title = 'T'`,
    );
    await world.db.asOwner('analyze');
    const [{ body } = { body: '' }] = await world.db.asOwner<{ body: string }>(
      `select prosrc as body from pg_proc where proname = 'gap_facts'`,
    );
    const plan = await world.db.asOwner<{ 'QUERY PLAN': string }>(
      `explain (analyze, costs off, timing off) ${body.replaceAll('p_now', `'${now()}'::timestamptz`).replaceAll('p_limit', '100')}`,
    );
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    // Who is late stands in an index by time; what needs a look at every active plan is one pass over them, and is for the start of the clock.
    assert.match(text, /plan_follow_up/, text);
    const began = performance.now();
    await world.db.system.query('select * from plans.gap_facts($1, 100)', [now()]);
    const took = performance.now() - began;
    assert.ok(took < 2000, `${took} ms`);
    // One person's plans are judged without passing over anyone else's.
    const one = `explain (analyze, buffers, format json) select plans.gaps_around('00000000-0000-7000-9000-000000002000', '${now()}')`;
    await world.db.asOwner(one);
    const [row] = await world.db.asOwner<{ 'QUERY PLAN': [{ Plan: { 'Shared Hit Blocks': number } }] }>(one);
    const blocks = row?.['QUERY PLAN'][0].Plan['Shared Hit Blocks'] ?? Infinity;
    assert.ok(blocks < 60, `${blocks} blocks`);
  });
});
