import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { FollowUpCell, FollowUpStood } from '../../contract/follow-ups.ts';
import { followUpsHandlers } from './index.ts';
import { byAuthority, monthsAround, withholdSmall } from './follow-ups.rules.ts';
import { activePlan, inDays, made, planWorld, type StaffName, type World } from './plans.fixture.ts';
import { DAY } from './times.fixture.ts';

describe('Follow-ups counted', () => {
  let world: World;
  before(async () => {
    world = await planWorld();
  });
  after(() => world.db.drop());

  const figures = async (name: StaffName, level: 'unit' | 'authority' = 'unit') =>
    made(followUpsHandlers.followUpFigures({ ...world.call(world.staff[name], {}), query: { level } }));
  const plans = async (name: StaffName, month: string, stood: FollowUpStood) =>
    (
      await made(followUpsHandlers.followUpPlans({ ...world.call(world.staff[name], {}), query: { month, stood } }))
    ).plans.map(({ id }) => id);
  const monthOf = (at: number): string =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', year: 'numeric', month: '2-digit' }).format(at);
  const sum = (cells: readonly FollowUpCell[]) =>
    cells.reduce(
      (all, { held, late, missing, coming, noNext }) => [
        held + (all[0] ?? 0),
        late + (all[1] ?? 0),
        missing + (all[2] ?? 0),
        coming + (all[3] ?? 0),
        noNext + (all[4] ?? 0),
      ],
      [0, 0, 0, 0, 0],
    );
  const followUp = (plan: { version: number; goalId: string }, outcome: object) => ({
    version: plan.version,
    heldAt: inDays(world, 0),
    form: 'home' as const,
    personWords: '',
    evaluations: [{ goalId: plan.goalId, version: 1, result: 'partly' as const, words: '' }],
    outcome,
  });

  it('is to come, then missing, then held late, and in the month when it was due; one held in time never was late', async () => {
    const begun = world.clock.now();
    const [early, tardy] = [await activePlan(world), await activePlan(world)];
    const due = monthOf(begun + 60 * DAY);
    assert.deepEqual(sum((await figures('nursing')).cells), [0, 0, 0, 2, 0]);
    assert.deepEqual(
      (await figures('nursing')).cells.map(({ month }) => month),
      [due],
    );
    assert.deepEqual(sum((await figures('clinic')).cells), [0, 0, 0, 0, 0]);
    world.clock.advance(59 * DAY);
    await made(
      world.handlers.followUpPlan(
        world.call(
          world.staff.nursing,
          early,
          followUp(early, { kind: 'continue', nextFollowUpAt: inDays(world, 200) }) as never,
        ),
      ),
    );
    world.clock.advance(3 * DAY);
    assert.deepEqual(
      (await figures('nursing')).cells
        .filter(({ month }) => month === due)
        .map(({ held, late, missing }) => [held, late, missing]),
      [[1, 0, 1]],
    );
    assert.deepEqual(await plans('nursing', due, 'missing'), [tardy.planId]);
    assert.deepEqual(await plans('nursing', due, 'held'), [early.planId]);
    // Held three days late, and then without a new time: it stands as late, and as held without a next.
    await made(
      world.handlers.followUpPlan(world.call(world.staff.nursing, tardy, followUp(tardy, { kind: 'revise' }) as never)),
    );
    assert.deepEqual(
      (await figures('nursing')).cells
        .filter(({ month }) => month === due)
        .map(({ held, late, missing, noNext }) => [held, late, missing, noNext]),
      [[1, 1, 0, 1]],
    );
    assert.deepEqual(await plans('nursing', due, 'late'), [tardy.planId]);
    assert.deepEqual(await plans('nursing', due, 'no_next'), [tardy.planId]);
    assert.deepEqual(await plans('clinic', due, 'late'), []);
  });

  it('a time that was moved before it was due is no follow-up missed', async () => {
    const earlier = sum((await figures('nursing')).cells);
    const plan = await activePlan(world);
    const header = {
      version: plan.version,
      title: 'Trygg hemma',
      responsibleAuthorityId: world.municipality,
      responsibleUnitId: world.units.nursing,
      nextFollowUpAt: inDays(world, 65),
      followUpForm: 'home' as const,
      personAgrees: 'yes' as const,
      noOtherMeasures: true,
    };
    await made(world.handlers.editHeader(world.call(world.staff.nursing, plan, header)));
    const now = sum((await figures('nursing')).cells);
    assert.deepEqual([(now[2] ?? 0) - (earlier[2] ?? 0), (now[3] ?? 0) - (earlier[3] ?? 0)], [0, 1]);
  });

  it('a joint group sees its municipalities by authority, units only where they are not too few to be told apart', async () => {
    const leader = randomUUID();
    await world.db.asOwner(
      `insert into organisations.provider (id, authority_id, branch, code, name) values ($1, $2, 'joint', 'led', 'Ledning')`,
      [leader, world.municipality],
    );
    await world.db.asOwner(
      `insert into organisations.unit (id, provider_id, kind, code, name, tag, municipality_code, opened_at) values ($1, $1, 'joint_operational_group', 'led', 'Ledning', 'LED', '1480', '2020-01-01')`,
      [leader],
    );
    const agreement = randomUUID();
    await world.db.asOwner(
      `insert into organisations.agreement (id, code, name, valid_from, source) values ($1, 'a', 'A', '2020-01-01', 'prov')`,
      [agreement],
    );
    await world.db.asOwner(
      `insert into organisations.agreement_body (agreement_id, municipality_code, level, unit_id) values ($1, '1480', 'operational', $2)`,
      [agreement, leader],
    );
    const assignmentId = randomUUID();
    await world.db.asOwner(
      `insert into organisations.assignment (id, staff_id, unit_id, role, valid_from) values ($1, $2, $3, 'leader', '2020-01-01')`,
      [assignmentId, world.staff.nursing.staffId, leader],
    );
    const joint = {
      ...world.staff.nursing,
      assignmentId,
      unitId: leader,
      providerId: leader,
      branch: 'joint' as const,
      role: 'leader',
    };
    const ask = async (level: 'unit' | 'authority') =>
      made(followUpsHandlers.followUpFigures({ ...world.call(joint, {}), query: { level } }));
    const whole = await ask('authority');
    assert.equal(whole.joint, true);
    assert.ok(sum(whole.cells).some((n) => n > 0));
    assert.deepEqual([...new Set(whole.cells.map(({ id }) => id))], [world.municipality]);
    const units = await ask('unit');
    assert.ok(
      units.cells.every(({ held, late, missing, coming }) => held + late + missing + coming >= units.withheld.under),
    );
  });

  const cell = (id: string, held: number, month = '2026-03'): FollowUpCell => ({
    id,
    month,
    held,
    late: 0,
    missing: 0,
    coming: 0,
    noNext: 0,
  });
  it('what is too small is left out, and with a single one the next smallest, so that it is not found by subtraction', () => {
    const of = (id: string): string => id.slice(0, 1);
    const shown = (cells: FollowUpCell[]) =>
      withholdSmall(cells, of, 3)
        .shown.map(({ id }) => id)
        .sort();
    assert.deepEqual(shown([cell('a1', 1), cell('a2', 5), cell('a3', 9)]), ['a3']);
    assert.deepEqual(shown([cell('a1', 1), cell('a2', 2), cell('a3', 9)]), ['a3']);
    assert.deepEqual(shown([cell('a1', 3), cell('b1', 4)]), ['a1', 'b1']);
    assert.deepEqual(shown([cell('a1', 2), cell('a1', 7, '2026-04')]), ['a1']);
    assert.deepEqual(
      byAuthority([cell('a1', 1), cell('a2', 5), cell('b1', 2)], of).map(({ id, held }) => [id, held]),
      [
        ['a', 6],
        ['b', 2],
      ],
    );
  });
  it('a year of months begins and ends on the Swedish calendar, over New Year and both clock changes', () => {
    const { names, bounds } = monthsAround(Date.parse('2026-01-31T23:30:00Z'));
    assert.deepEqual(
      [names[0], names[9], names.at(-1), names.length, bounds.length],
      ['2025-05', '2026-02', '2026-04', 12, 13],
    );
    assert.equal(new Date(bounds[9] ?? 0).toISOString(), '2026-01-31T23:00:00.000Z');
    assert.equal(new Date(bounds[11] ?? 0).toISOString(), '2026-03-31T22:00:00.000Z');
  });
});
