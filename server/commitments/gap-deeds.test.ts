import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { GapBoard, gapTaskStates, Week, WeekPromises, type GapDeedBody } from '../../contract/gaps.ts';
import type { StaffCaller } from '../kernel/access/context.ts';
import { refusalOf } from '../kernel/refusal.ts';
import { smallWorld, type World } from '../kernel/testing/world.ts';
import { broken, brokenAfterSweep } from '../faults/invariants.fixture.ts';
import { move, offer } from './commitments.commands.ts';
import { gapTaskMoves } from './gap-deeds.rules.ts';
import { actOnGap, answerGap, listGaps, moveGapTask, readGap, type GapDeps } from './gaps.commands.ts';
import type { Deadline } from './gaps.rules.ts';
import { sweep } from './sweep.ts';
import { readWeek, readWeekPromises } from './weeks.commands.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const hours: Record<string, number> = {
  'answer.soon': 24,
  'offer.lapse': 2400,
  'ladder.head': 24,
  'ladder.operational': 48,
  'ladder.strategic': 96,
  'contact.missing': 9e5,
  'gap.review': 24 * 90,
};
const deadline: Deadline = (_place, key, from) => from + (hours[key] ?? 24) * HOUR;

describe('what the levels do about a gap', () => {
  let w: World;
  let deps: GapDeps;
  let nurse: StaffCaller;
  let head: StaffCaller;
  let other: StaffCaller;
  let ward: StaffCaller;
  let joint: StaffCaller;
  before(async () => {
    w = await smallWorld();
    deps = {
      ground: w.ground,
      deadline,
      termAt: (_m, key) => ({
        key: key as 'ladder.head',
        amount: 24,
        unit: 'hours',
        source: 'test',
        verified: false,
        agreement: 'a',
        validFrom: '2020-01-01',
      }),
    };
    nurse = await w.staffAt(w.units.homeCare);
    head = await w.staffAt(w.units.homeCare, 'head', 'Chef Chefsson');
    other = await w.staffAt(w.units.homeCareWest);
    ward = await w.staffAt(w.units.ward);
    joint = await w.staffAt(w.units.operational, 'leader');
    const agreement = w.newId();
    await w.sqlDo("insert into organisations.agreement values ($1,'a','a',null,'test','2020-01-01')", [agreement]);
    await w.sqlDo(
      "insert into organisations.agreement_body values ($1,'1496','operational',$2), ($1,'1496','strategic',$3)",
      [agreement, w.units.operational.id, w.units.strategic.id],
    );
  });
  after(() => w.drop());

  const iso = (ms: number): string => new Date(w.clock.now() + ms).toISOString();
  const board = async (caller: StaffCaller, asked: object = {}) =>
    GapBoard.parse(JSON.parse(await listGaps(w.ground, w.as(caller), { limit: 40, state: 'open', ...asked })));
  const all = async (caller: StaffCaller, asked: object = {}) => {
    const { rows, previews } = await board(caller, asked);
    return [...rows, ...previews];
  };
  const act = (caller: StaffCaller, gapId: string, deed: GapDeedBody, once = w.once(deed)) =>
    actOnGap(deps, w.as(caller), once, gapId, deed);
  const seen = async (caller: StaffCaller, id: string): Promise<number> =>
    (await readGap(deps, w.as(caller), id))?.version ?? 0;
  const refused = async (work: Promise<unknown>): Promise<string | undefined> =>
    work.then(
      () => 'done',
      (error: unknown) => refusalOf(error)?.code,
    );
  const holds = async (): Promise<void> => assert.deepEqual(await broken((text, values) => w.sqlDo(text, values)), []);

  /** A promise to oneself that is late, and its gap. */
  async function lateGap(what: string): Promise<{ gapId: string; promiseId: string; personId: string }> {
    const personId = await w.person([w.units.homeCare], 'Yngve', 'Bohman');
    const promise = await offer(deps, w.as(nurse), w.once(what), {
      personId,
      kind: 'request',
      what,
      detail: '',
      area: 'd5',
      urgency: 'soon',
      to: { kind: 'units', unitIds: [w.units.homeCare.id] },
      needIds: [],
      dueAt: w.clock.now() + HOUR,
      followsId: null,
    });
    w.clock.advance(2 * HOUR);
    await sweep(w.ground, deadline);
    const gap = (await all(nurse)).find((row) => row.what === what);
    assert.ok(gap);
    return { gapId: gap.id, promiseId: promise.id, personId };
  }

  test('the table of transitions in the database is that of the rules', async () => {
    const rows = await w.sqlDo<{ f: string; a: string; t: string }>(
      'select from_state as f, action as a, to_state as t from commitments.gap_task_transition order by 1, 2',
    );
    const listed = gapTaskStates.flatMap((state) =>
      Object.entries(gapTaskMoves[state]).map(([action, one]) => `${state} ${action} ${one.to}`),
    );
    assert.deepEqual(rows.map(({ f, a, t }) => `${f} ${a} ${t}`).toSorted(), listed.toSorted());
  });

  test('a head asks a unit: it sees the question without whom it is about, answers, and the answer stands on the card', async () => {
    const { gapId } = await lateGap('Prov');
    const deed: GapDeedBody = {
      type: 'ask',
      seen: await seen(head, gapId),
      toUnitId: w.units.ward.id,
      words: 'Har ni svaret?',
      answerBy: iso(DAY),
    };
    assert.equal(await refused(act(nurse, gapId, deed)), 'not_allowed', 'for the head');
    assert.equal(await refused(act(ward, gapId, deed)), 'not_found', 'not of those who do not see it');
    assert.equal(await refused(act(head, gapId, { ...deed, words: 'Vad vet ni om Bohman?' })), 'identity_in_text');
    const once = w.once(deed);
    const first = await act(head, gapId, deed, once);
    assert.deepEqual(await act(head, gapId, deed, once), first, 'once, however often it is sent');
    assert.equal(await refused(act(head, gapId, deed)), 'stale');
    const asked = await board(ward, { part: 'asked' });
    assert.equal(asked.counts.part.asked, 1);
    const [preview] = asked.previews;
    assert.ok(preview && preview.person === null && preview.what === null && preview.subjectId === null);
    assert.equal(preview.tasks[0]?.words, 'Har ni svaret?');
    assert.ok((await readGap(deps, w.as(ward), gapId))?.person === null);
    assert.equal(
      await refused(moveGapTask(deps, w.as(head), w.once(), first.id, { action: 'answer', seen: 1, words: 'Ja' })),
      'not_your_move',
    );
    await moveGapTask(deps, w.as(ward), w.once(), first.id, { action: 'answer', seen: 1, words: 'Svaret kom i går' });
    assert.equal((await readGap(deps, w.as(head), gapId))?.tasks[0]?.answerWords, 'Svaret kom i går');
    assert.equal((await all(ward)).length, 0, 'and with the answer it is off the unit’s board');
    await holds();
  });

  test('an answer in words does not name the person to levels that may not know', async () => {
    const { gapId } = await lateGap('Namn');
    assert.equal(
      await refused(answerGap(deps, w.as(nurse), w.once(), gapId, 'Vi ringer Yngve i morgon')),
      'identity_in_text',
    );
    assert.equal((await answerGap(deps, w.as(nurse), w.once(), gapId, 'Vi ringer i morgon')).level, 0);
  });

  test('the joint group gives it to a unit, which takes it: the move is shown there, and goes with the gap when the promise is kept', async () => {
    const { gapId, promiseId } = await lateGap('Sårvård');
    w.clock.advance(80 * HOUR);
    await sweep(w.ground, deadline);
    w.clock.advance(80 * HOUR);
    await sweep(w.ground, deadline);
    const told = await readGap(deps, w.as(joint), gapId);
    assert.ok(told && told.level >= 2 && told.person === null && told.what === null);
    assert.deepEqual(told.steps.map(({ type, level }) => [type, level]).slice(0, 3), [
      ['gap_raised', 0],
      ['gap_climbed', 1],
      ['gap_climbed', 2],
    ]);
    assert.equal(told.steps[2]?.term?.key, 'ladder.operational');
    const { id } = await act(joint, gapId, {
      type: 'assign',
      seen: told.version,
      toUnitId: w.units.homeCareWest.id,
      words: 'Kan ni ta det?',
      answerBy: iso(DAY),
    });
    assert.equal(
      await refused(
        moveGapTask(deps, w.as(other), w.once(), id, { action: 'accept', seen: 1, doneBy: iso(-HOUR), words: '' }),
      ),
      'time_passed',
    );
    await moveGapTask(deps, w.as(other), w.once(), id, {
      action: 'accept',
      seen: 1,
      doneBy: iso(DAY),
      words: 'Vi tar det',
    });
    const byUnit = await board(joint, { unit: w.units.homeCareWest.id });
    assert.equal(byUnit.previews.filter((row) => row.id === gapId).length, 1, 'whose move it is now');
    assert.equal(
      await refused(act(head, gapId, { type: 'take', seen: await seen(head, gapId), doneBy: iso(DAY), words: '' })),
      'taken',
    );
    await holds();
    w.clock.advance(2 * DAY);
    assert.ok((await sweep(w.ground, deadline)).reviewed >= 1, 'late is told once');
    await holds();
    await move(deps, w.as(nurse), w.once(), promiseId, { action: 'keep', seen: 1 });
    const [task] = await w.sqlDo<{ state: string }>('select state from commitments.gap_task where id = $1', [id]);
    assert.equal(task?.state, 'ended');
    assert.equal((await all(other)).length, 0);
    await holds();
  });

  test('closed with a reason it does not climb, is counted and seen by every level, and is open again when its time of review has come', async () => {
    const { gapId, promiseId } = await lateGap('Risk');
    w.clock.advance(25 * HOUR);
    await sweep(w.ground, deadline);
    w.clock.advance(HOUR);
    const deed: GapDeedBody = {
      type: 'settle',
      seen: await seen(head, gapId),
      reason: 'accepted_risk',
      words: 'Väntar på besked från IT',
      reviewAt: iso(30 * DAY),
    };
    assert.equal(await refused(act(nurse, gapId, deed)), 'not_allowed');
    assert.equal(await refused(act(head, gapId, { ...deed, reviewAt: iso(200 * DAY) })), 'review_too_late');
    await act(head, gapId, deed);
    const open = await board(nurse);
    assert.ok(![...open.rows, ...open.previews].some(({ id }) => id === gapId));
    assert.ok(open.counts.state.settled >= 1);
    const settled = (await all(nurse, { state: 'settled' })).find(({ id }) => id === gapId);
    assert.equal(settled?.settled?.words, 'Väntar på besked från IT');
    assert.ok(
      (await all(joint, { state: 'settled' })).some(({ id, person }) => id === gapId && person === null),
      'the levels above see it though it had not reached them',
    );
    w.clock.advance(20 * DAY);
    await sweep(w.ground, deadline);
    assert.equal((await readGap(deps, w.as(head), gapId))?.level, 1);
    w.clock.advance(11 * DAY);
    await sweep(w.ground, deadline);
    const again = await readGap(deps, w.as(head), gapId);
    assert.ok(again && again.settled === null && again.level === 1);
    assert.deepEqual(
      again.steps.map(({ type }) => type),
      ['gap_raised', 'gap_climbed', 'gap_settled', 'gap_reopened'],
    );
    assert.deepEqual(await brokenAfterSweep((text, values) => w.sqlDo(text, values), w.clock.now()), []);
    w.clock.advance(49 * HOUR);
    await sweep(w.ground, deadline);
    assert.equal((await readGap(deps, w.as(head), gapId))?.level, 2, 'and climbs from there');
    await act(joint, gapId, {
      type: 'settle',
      seen: await seen(joint, gapId),
      reason: 'handled_otherwise',
      words: 'Löst i budgeten',
      reviewAt: iso(10 * DAY),
    });
    await act(head, gapId, { type: 'reopen', seen: await seen(head, gapId), words: 'Det är inte löst' });
    await act(head, gapId, {
      type: 'settle',
      seen: await seen(head, gapId),
      reason: 'mistaken',
      words: 'Dubbelt',
      reviewAt: iso(10 * DAY),
    });
    await move(deps, w.as(nurse), w.once(), promiseId, { action: 'keep', seen: 1 });
    assert.ok((await readGap(deps, w.as(head), gapId))?.closedAt, 'with its cause it goes, settled or not');
    await holds();
  });

  test('the board is narrowed and counted before it is cut into pages', async () => {
    const at = iso(-DAY / 2);
    const personId = await w.person([w.units.homeCare]);
    for (const kind of ['plan_hollow', 'plan_without_voice'])
      for (let i = 0; i < 7; i++)
        await w.sqlDo(
          `insert into commitments.gap (id, person_id, kind, subject_id, since, move_unit_id, municipality_code, level, level_at, climbs_at, author_unit_id)
           values ($1, $2, $3, $4, $5, $6, '1496', $7, $5, '2099-01-01', $6)`,
          [w.newId(), personId, kind, w.newId(), at, w.units.homeCare.id, i % 3],
        );
    const found: string[] = [];
    for (let next = {}; ;) {
      const page = await board(nurse, { limit: 3, kind: 'plan_hollow', ...next });
      assert.equal(
        Object.values(page.counts.byLevel).reduce((sum, n) => sum + n, 0),
        7,
      );
      assert.equal(page.counts.kind['plan_without_voice'], 7, 'the other kinds stay in sight');
      const rows = [...page.rows, ...page.previews];
      found.push(...rows.map(({ id }) => id));
      const last = rows.at(-1);
      if (!last || rows.length < 3) break;
      next = { after: last.since, afterId: last.id, afterLevel: last.level };
    }
    assert.equal(new Set(found).size, 7);
    assert.equal((await all(nurse, { kind: 'plan_hollow', level: 2 })).length, 2);
    assert.equal((await all(nurse, { kind: 'plan_hollow', age: 'day' })).length, 7);
    assert.equal((await all(nurse, { kind: 'plan_hollow', age: 'older' })).length, 0);
    assert.equal((await all(nurse, { authority: w.region })).length, 0);
    await w.sqlDo(
      "update commitments.gap set closed_at = $1, closed_by = 'test', version = version + 1 where kind in ('plan_hollow', 'plan_without_voice')",
      [iso(0)],
    );
  });

  test('who waits for whom: the unit’s own pairs whole, others’ only to the joint group, never with who or what', async () => {
    const personId = await w.person([w.units.homeCare]);
    await w.consent(personId, 'disclosure', w.units.homeCare, [w.units.homeCare, w.units.ward]);
    const ask = (i: number) =>
      offer(deps, w.as(nurse), w.once(i), {
        personId,
        kind: 'request',
        what: `Svar ${i}`,
        detail: '',
        area: 'd5',
        urgency: 'soon',
        to: { kind: 'units', unitIds: [w.units.ward.id] },
        needIds: [],
        dueAt: w.clock.now() + DAY,
        followsId: null,
      });
    const made = await Promise.all([0, 1, 2, 3].map(ask));
    const [first] = made;
    await move(deps, w.as(ward), w.once(), first?.id ?? '', { action: 'accept', seen: 1 });
    await move(deps, w.as(ward), w.once(), first?.id ?? '', { action: 'keep', seen: 2 });
    const mine = Week.parse(await readWeek(w.ground, w.as(nurse), { level: 'unit' }));
    assert.deepEqual(mine.cells, [
      { from: w.units.homeCare.id, to: w.units.ward.id, open: 3, late: 0, kept: 1, broken: 0 },
    ]);
    assert.equal(mine.weeks.at(-1)?.kept, 1);
    assert.deepEqual(Week.parse(await readWeek(w.ground, w.as(other), { level: 'unit' })).cells, []);
    const group = await readWeek(w.ground, w.as(joint), { level: 'unit' });
    assert.ok(group.cells.some(({ from, open }) => from === w.units.homeCare.id && open === 3));
    const pair = { level: 'unit' as const, from: w.units.homeCare.id, to: w.units.ward.id };
    const behind = WeekPromises.parse(await readWeekPromises(w.ground, w.as(nurse), pair));
    assert.ok(behind.rows.length === 4 && behind.rows[0]?.person);
    const hidden = WeekPromises.parse(await readWeekPromises(w.ground, w.as(joint), pair));
    assert.ok(
      hidden.rows.length === 0 &&
        hidden.previews.length === 4 &&
        hidden.previews.every((row) => row.person === null && row.what === null && row.id === null),
    );
    const undisclosed = WeekPromises.parse(await readWeekPromises(w.ground, w.as(ward), { ...pair, stood: 'open' }));
    assert.ok(
      undisclosed.previews.every((row) => row.person === null),
      'an offer tells its need before it tells who',
    );
    const byAuthority = await readWeekPromises(w.ground, w.as(joint), {
      level: 'authority',
      from: w.municipality,
      to: w.region,
    });
    assert.ok(byAuthority.previews.length === 4 && byAuthority.previews.every((row) => row.fromUnitId === null));
    assert.equal(await refused(readWeek(w.ground, w.as(nurse), { level: 'unit', week: '2020-W01' })), 'not_found');
  });
});
