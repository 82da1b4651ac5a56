import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { ledger, sweep, within, type Deadline } from '../commitments/index.ts';
import type { Caller } from '../kernel/access/context.ts';
import { asCaller, type Ground } from '../kernel/db/transaction.ts';
import { planGaps, type CommitmentsPort } from './index.ts';
import { activePlan, goalBody, intervention, made, planWorld, refused, seenBy, type World } from './plans.fixture.ts';
import { DAY } from './times.fixture.ts';

const HOUR = 3_600_000;
const deadline: Deadline = (_municipality, _key, from) => from + DAY;
const commitments = (ground: Ground): CommitmentsPort => within(ground, deadline);
/** In every text of the goal and what belongs to it, and nowhere else. */
const marker = 'Skuldsanering';

describe('A part of the plan for named units', () => {
  let world: World;
  let tables: string[];
  before(async () => {
    world = await planWorld(commitments);
    const rows = await world.db.asOwner<{ name: string }>('select table_name as name from access.part order by 1');
    tables = rows.map(({ name }) => name);
  });
  after(() => world.db.drop());

  interface At {
    readonly personId: string;
    readonly planId: string;
  }
  const goalFor = async (at: At, units: readonly ('nursing' | 'clinic')[] = ['nursing'], by = world.staff.clinic) =>
    made(
      world.handlers.addGoal(
        world.call(by, at, {
          words: `${marker} klar`,
          measure: '',
          horizon: 'short' as const,
          sort: 5,
          keptTo: units.map((name) => world.units[name]),
        }),
      ),
    );
  const promised = (at: At, goalId: string, to: 'clinic' | 'nursing' | 'homeHelp', by = world.staff.clinic) =>
    made(world.handlers.addIntervention(world.call(by, at, { ...intervention(world, goalId, to), what: marker })));

  /** Every row about the person that the caller reads, as text. */
  const allRows = (caller: Caller, personId: string): Promise<string> =>
    asCaller(world.ground, { caller, purpose: caller.kind === 'staff' ? 'care' : 'own' }, async (work) => {
      await work.open('test', [personId], 'person');
      const found: string[] = [];
      for (const table of tables) {
        const { rows } = await sql<{
          text: string;
        }>`select to_jsonb(x)::text as text from ${sql.table(table)} x where x.person_id = ${personId}`.execute(
          work.tx,
        );
        found.push(...rows.map(({ text }) => `${table} ${text}`));
      }
      return found.join('\n');
    });
  const others = async (at: At): Promise<Record<string, Caller>> => ({
    'a unit of the circle that reads the rest': world.staff.homeHelp,
    'a relative who is shown plan and promises': await world.relative(at.personId, ['plan', 'promises']),
  });

  it('is read by them and the person; for all others it is not there, in no table and no count', async () => {
    const at = await activePlan(world);
    const callers = await others(at);
    const looks: Record<string, unknown> = {};
    const look = async (caller: Caller) => {
      const { handlers, call } = world;
      const { planId, personId } = at;
      return {
        plan: await seenBy(world, caller, at),
        list: await made(handlers.personPlans(call(caller, { personId }))),
        timeline: await made(handlers.planTimeline(call(caller, at))),
        editions: await made(handlers.listEditions(call(caller, { personId, planId }))),
      };
    };
    for (const [who, caller] of Object.entries(callers)) looks[who] = await look(caller);
    const goal = await goalFor(at);
    const own = await promised(at, goal.id, 'clinic');
    const asked = await promised(at, goal.id, 'nursing');
    for (const [who, caller] of Object.entries(callers)) {
      assert.deepEqual(await look(caller), looks[who], who);
      const rows = await allRows(caller, at.personId);
      for (const trace of [marker, goal.id, own.commitmentId, asked.commitmentId, own.id])
        assert.ok(
          !rows.includes(trace),
          `${who} finds ${trace} in ${rows.split('\n').find((row) => row.includes(trace))}`,
        );
    }
    for (const caller of [world.staff.clinic, world.staff.nursing, await world.self(at.personId)]) {
      const plan = await seenBy(world, caller, at);
      assert.deepEqual(
        plan.goals
          .find(({ id }) => id === goal.id)
          ?.keptTo?.map(({ name }) => name)
          .sort(),
        ['clinic', 'nursing'],
      );
      assert.equal(
        plan.interventions.filter(({ goalId, promise }) => goalId === goal.id && promise !== null).length,
        2,
      );
      assert.match(await allRows(caller, at.personId), new RegExp(own.commitmentId, 'u'));
    }
    // Who reads all is told as it is, to those who may know of it.
    const readersFor = async (caller: Caller) =>
      (await made(world.handlers.planReaders(world.call(caller, at)))).readers;
    const readers = new Map((await readersFor(world.staff.clinic)).map(({ unit, reads }) => [unit.name, reads]));
    assert.deepEqual([readers.get('nursing'), readers.get('homeHelp')], ['all', 'some']);
    const outside = await readersFor(world.staff.homeHelp);
    assert.ok(outside.every(({ unit, reads }) => unit.name === 'psychiatry' || reads === 'all'));
  });

  it('is changed, followed up and told of only there', async () => {
    const at = await activePlan(world);
    const goal = await goalFor(at);
    await promised(at, goal.id, 'nursing');
    const part = { ...at, partId: goal.id };
    const { handlers, staff, call } = world;
    assert.equal(
      (await refused(handlers.editGoal(call(staff.homeHelp, part, goalBody('Vårt nu', 1)) as never))).code,
      'not_found',
    );
    assert.deepEqual(
      (
        await refused(
          handlers.addIntervention(call(staff.homeHelp, at, intervention(world, goal.id, 'homeHelp')) as never),
        )
      ).current,
      { fields: [{ path: 'goalId', code: 'no_such_goal' }] },
    );
    await made(handlers.editGoal(call(staff.nursing, part, goalBody(`${marker} i vår`, 1))));
    world.clock.advance(HOUR);
    const rows = await allRows(staff.homeHelp, at.personId);
    assert.ok(!rows.includes(marker), 'an old version of it');
    const news = async (caller: Caller) => (await seenBy(world, caller, at)).news.items.map(({ label }) => label);
    await made(handlers.lookAtPlan(call(staff.homeHelp, at, { to: new Date(world.clock.now()).toISOString() })));
    await made(handlers.lookAtPlan(call(staff.clinic, at, { to: new Date(world.clock.now()).toISOString() })));
    world.clock.advance(HOUR);
    await made(handlers.editGoal(call(staff.nursing, part, goalBody(`${marker} i höst`, 2))));
    assert.deepEqual(await news(staff.homeHelp), []);
    assert.deepEqual(await news(staff.clinic), [`${marker} i höst`]);
    // Who reads it is settled: the database itself refuses another answer.
    await assert.rejects(
      asCaller(world.ground, { caller: staff.clinic, purpose: 'care' }, async (work) => {
        await work.open('test', [at.personId], 'person');
        await sql`update plans.goal set kept_to = null, version = version + 1 where id = ${goal.id}`.execute(work.tx);
      }),
      /settled when it is written/u,
    );
  });

  it('asks nobody outside: not when it is promised, nor when what was declined is offered again', async () => {
    const at = await activePlan(world);
    const goal = await goalFor(at);
    const { handlers, staff, call } = world;
    const faultOf = async (to: object) =>
      (
        await refused(
          handlers.addIntervention(
            call(staff.clinic, at, { ...intervention(world, goal.id, 'nursing'), to } as never) as never,
          ),
        )
      ).current;
    assert.deepEqual(await faultOf({ kind: 'unit', unitId: world.units.homeHelp }), {
      fields: [{ path: 'to.unitId', code: 'outside_kept_part' }],
    });
    const daughter = await world.relative(at.personId, ['plan']);
    assert.ok(daughter.kind === 'relative');
    assert.deepEqual(await faultOf({ kind: 'relative', relativeId: daughter.relativeId }), {
      fields: [{ path: 'to', code: 'outside_kept_part' }],
    });
    const asked = await promised(at, goal.id, 'nursing');
    const deps = { ground: world.ground, deadline };
    await ledger.move(
      deps,
      { caller: staff.nursing, purpose: 'care' },
      { key: 'declines-it', body: '{}' },
      asked.commitmentId,
      {
        action: 'decline',
        seen: 1,
        reason: 'no_capacity',
        note: marker,
      },
    );
    const again = (unit: 'homeHelp' | 'nursing', key: string) =>
      ledger.offer(
        deps,
        { caller: staff.clinic, purpose: 'care' },
        { key, body: key },
        {
          personId: at.personId,
          kind: 'intervention',
          what: marker,
          detail: '',
          area: 'd5',
          urgency: 'planned',
          to: { kind: 'units', unitIds: [world.units[unit]] },
          needIds: [],
          dueAt: world.clock.now() + 9 * DAY,
          followsId: asked.commitmentId,
        },
      );
    assert.equal((await refused(again('homeHelp', 'again-outside'))).code, 'kept_part');
    const second = await again('nursing', 'again-inside');
    const rows = await allRows(staff.homeHelp, at.personId);
    assert.ok(!rows.includes(marker) && !rows.includes(second.id), 'what follows it is kept too');
  });

  it('silence in it is a gap like any other, for those who may know of it', async () => {
    const at = await activePlan(world);
    const goal = await goalFor(at);
    const asked = await promised(at, goal.id, 'nursing');
    world.clock.advance(2 * DAY);
    await sweep(world.ground, deadline, [planGaps(world.db)]);
    const [gap] = await world.db.asOwner<{ id: string; kept_to: string[] }>(
      'select id, kept_to from commitments.gap where subject_id = $1',
      [asked.commitmentId],
    );
    assert.ok(gap, 'the clock sees it');
    assert.deepEqual(gap.kept_to.toSorted(), [world.units.clinic, world.units.nursing].toSorted());
    assert.ok(!(await allRows(world.staff.homeHelp, at.personId)).includes(gap.id));
    assert.ok((await allRows(world.staff.nursing, at.personId)).includes(gap.id));
  });

  it('its evaluation and the person’s word on one promise are kept as the goal is', async () => {
    const at = await activePlan(world);
    const goal = await goalFor(at);
    const own = await promised(at, goal.id, 'clinic');
    const self = await world.self(at.personId);
    const { version } = await seenBy(world, self, at);
    await made(
      world.handlers.approvePlan(
        world.call(self, at, {
          planVersion: version,
          partId: own.id,
          answer: 'no',
          how: 'own',
          words: marker,
          byKind: 'person',
          relativeId: null,
        } as never),
      ),
    );
    assert.ok(!(await allRows(world.staff.homeHelp, at.personId)).includes(marker));
    assert.ok((await allRows(world.staff.nursing, at.personId)).includes(marker));
  });
});
