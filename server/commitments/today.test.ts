import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Worklist } from '../../contract/commitments.ts';
import { Colleagues, ShiftReport, Workday } from '../../contract/today.ts';
import type { StaffCaller } from '../kernel/access/context.ts';
import { smallWorld, type TestUnit, type World } from '../kernel/testing/world.ts';
import { move, offer, type Deps } from './commitments.commands.ts';
import { readPromise } from './reading.commands.ts';
import {
  handle,
  listColleagues,
  markRead,
  readShift,
  readWorkday,
  readWorklist,
  tellWriting,
} from './today.commands.ts';

const HOUR = 3_600_000;
const sqlState = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

describe('what stands around the lists of the day', () => {
  let w: World;
  let deps: Deps;
  let [karin, anna, centre]: StaffCaller[] = [];
  let personId = '';
  const me = (): StaffCaller => karin ?? assert.fail();
  const colleague = (): StaffCaller => anna ?? assert.fail();
  const coordinator = (): StaffCaller => centre ?? assert.fail();

  before(async () => {
    w = await smallWorld();
    deps = { ground: w.ground, deadline: (_m, key, from) => from + (key.startsWith('offer.lapse') ? 240 : 24) * HOUR };
    karin = await w.staffAt(w.units.homeCare, 'nurse', 'Karin Hedlund');
    anna = await w.staffAt(w.units.homeCare, 'nurse', 'Anna Berg');
    centre = await w.staffAt(w.units.primaryCare, 'coordinator', 'Eva-Lena Öhrn');
    personId = await w.person([w.units.primaryCare]);
    await w.consent(personId, 'disclosure', w.units.primaryCare, [w.units.homeCare, w.units.primaryCare]);
  });
  after(() => w.drop());

  type Asked = Partial<{
    area: 'd4' | 'd5';
    urgency: 'acute' | 'soon' | 'planned';
    to: readonly TestUnit[];
    personId: string;
  }>;
  const asks = (
    what: string,
    { area = 'd5', urgency = 'planned', to = [w.units.homeCare], personId: who = personId }: Asked = {},
  ) =>
    offer(deps, w.as(coordinator()), w.once(what), {
      personId: who,
      kind: 'request',
      what,
      detail: '',
      area,
      urgency,
      to: { kind: 'units', unitIds: to.map(({ id }) => id) },
      needIds: [],
      dueAt: w.clock.now() + 48 * HOUR,
      followsId: null,
    });
  const list = async (by: StaffCaller, query: Partial<Parameters<typeof readWorklist>[2]> = {}) =>
    Worklist.parse(JSON.parse(await readWorklist(w.ground, w.as(by), { limit: 40, ...query })));
  const names = ({ rows, previews }: Worklist): string[] => [...rows, ...previews].map(({ what }) => what).toSorted();
  const colleagues = async (by: StaffCaller) => Colleagues.parse(JSON.parse(await listColleagues(w.ground, w.as(by))));
  const take = (by: StaffCaller, id: string, over: string | null = null) =>
    handle(w.ground, w.as(by), w.once([id, over]), id, { over });

  test('who has it is seen by the colleagues, is taken over only from the one who was seen, and ends with the promise', async () => {
    const { id } = await asks('Titta till foten');
    const taken = await take(me(), id);
    const [seen] = (await colleagues(colleague())).handling;
    assert.deepEqual([seen?.commitmentId, seen?.name, seen?.mine], [id, 'Karin Hedlund', false]);
    await assert.rejects(take(colleague(), id), sqlState('MR409'));
    await assert.rejects(handle(w.ground, w.as(colleague()), w.once(), id, null), sqlState('MR409'));
    const over = await take(colleague(), id, taken.handling);
    assert.deepEqual(
      (await colleagues(me())).handling.map(({ name }) => name),
      ['Anna Berg'],
    );
    assert.equal((await take(colleague(), id)).handling, over.handling, 'to take what one has is no change');
    await assert.rejects(take(coordinator(), w.newId()), sqlState('MR404'));
    const own = await take(coordinator(), id);
    assert.ok(own.handling, 'the other side has it in hand apart');
    await move(deps, w.as(colleague()), w.once(), id, { action: 'decline', seen: 1, reason: 'no_capacity' });
    assert.deepEqual((await colleagues(me())).handling, []);
    assert.deepEqual((await colleagues(coordinator())).handling, []);
    await assert.rejects(take(me(), id), sqlState('MR409'));
    assert.deepEqual(
      (await w.sqlDo('select ended from commitments.handling where commitment_id = $1 order by from_at', [id]))
        .map((row) => (row as { ended: string }).ended)
        .toSorted(),
      ['promise_ended', 'promise_ended', 'taken_over'],
    );
    const preview = JSON.parse((await readPromise(w.ground, w.as(me()), id)) ?? 'null') as {
      person: null;
      history: { type: string; actor: string }[];
    };
    assert.deepEqual(
      [preview.person, preview.history.map(({ type, actor }) => [type, actor])],
      [null, [['declined', 'Anna Berg']]],
      'a colleague is told who answered',
    );
  });

  test('an answer in the making is seen at the own unit only, and fades by itself', async () => {
    const { id } = await asks('Ring dottern');
    await tellWriting(w.ground, w.as(me()), id, true);
    assert.deepEqual(
      (await colleagues(colleague())).writing.map(({ name, commitmentId }) => [name, commitmentId]),
      [['Karin Hedlund', id]],
    );
    assert.deepEqual((await colleagues(me())).writing, []);
    assert.deepEqual((await colleagues(coordinator())).writing, []);
    w.clock.advance(46_000);
    assert.deepEqual((await colleagues(colleague())).writing, []);
    await assert.rejects(tellWriting(w.ground, w.as(me()), w.newId(), true), sqlState('MR404'));
  });

  test('a filter works on the whole list, its counts follow it, and the unfiltered list is what it was', async () => {
    for (let n = 0; n < 12; n++) await asks(`Blodtryck ${n}`, { area: 'd4', urgency: n === 7 ? 'acute' : 'planned' });
    const d4 = await list(me(), { area: 'd4', limit: 5 });
    assert.deepEqual([d4.previews.length, d4.counts.answer], [5, 12]);
    assert.ok((d4.totals?.answer ?? 0) > 12);
    const last = d4.previews
      .toSorted((a, b) => (a.clockAt ?? '').localeCompare(b.clockAt ?? '') || a.id.localeCompare(b.id))
      .at(-1);
    const rest = await list(me(), {
      area: 'd4',
      limit: 20,
      group: 'answer',
      after: last?.clockAt ?? undefined,
      afterId: last?.id,
    });
    assert.equal(new Set([...names(d4), ...names(rest)]).size, 12, 'page two goes on where page one ended');
    const acute = await list(me(), { area: 'd4', sort: 'urgency', limit: 1 });
    assert.deepEqual(names(acute), ['Blodtryck 7'], 'the acute one first');
    const first = acute.previews[0];
    const next = await list(me(), {
      area: 'd4',
      sort: 'urgency',
      limit: 40,
      group: 'answer',
      after: first?.clockAt ?? undefined,
      afterId: first?.id,
      afterUrgency: 'acute',
    });
    assert.equal(next.previews.length, 11);
    const whole = await list(me());
    assert.deepEqual([whole.counts, whole.totals], [d4.totals, undefined]);
  });

  test('mine, a colleague’s and nobody’s', async () => {
    const { id } = await asks('Väg henne', { area: 'd4' });
    await take(me(), id);
    assert.deepEqual(names(await list(me(), { by: 'me' })), ['Väg henne']);
    assert.deepEqual(names(await list(colleague(), { by: 'colleagues' })), ['Väg henne']);
    assert.deepEqual(names(await list(me(), { by: 'colleagues' })), []);
    assert.ok(!names(await list(me(), { by: 'nobody' })).includes('Väg henne'));
    assert.ok(names(await list(me(), { by: 'needs_me' })).includes('Väg henne'));
    assert.ok(
      names(await list(colleague(), { by: 'needs_me' })).includes('Blodtryck 7'),
      'what is acute and nobody’s asks for everyone',
    );
  });

  test('a filter on a person never tells whom an offer is about before the unit may know', async () => {
    const hidden = await list(me(), { person: personId });
    assert.deepEqual([names(hidden), hidden.counts], [[], { answer: 0, do: 0, wait: 0 }]);
    const { id } = await asks('Sköt om såret');
    await move(deps, w.as(me()), w.once(), id, { action: 'accept', seen: 1 });
    assert.deepEqual(names(await list(me(), { person: personId })), ['Sköt om såret']);
    assert.deepEqual((await list(me(), { person: w.newId() })).counts, { answer: 0, do: 0, wait: 0 });
  });

  test('the handover between shifts tells what came since one last worked, and does not move by being read', async () => {
    const read = async (by: StaffCaller) =>
      ShiftReport.parse(
        JSON.parse(await readShift(w.ground, w.as(by), null, new Date(w.clock.now() + 30 * HOUR).toISOString())),
      );
    // All that was asked for so far is old by then; she goes home now.
    w.clock.advance(60_000);
    await w.sqlDo('update identity.session set seen_at = $1 where id = $2', [
      new Date(w.clock.now()).toISOString(),
      me().sessionId,
    ]);
    const { id } = await asks('Före ledigheten');
    const asked = await offer(deps, w.as(me()), w.once('ask'), {
      personId,
      kind: 'request',
      what: 'Ny ordination',
      detail: '',
      area: 'd5',
      urgency: 'soon',
      to: { kind: 'units', unitIds: [w.units.primaryCare.id] },
      needIds: [],
      dueAt: w.clock.now() + 48 * HOUR,
      followsId: null,
    });
    w.clock.advance(16 * HOUR);
    await asks('Kom i natt');
    await move(deps, w.as(coordinator()), w.once(), asked.id, { action: 'accept', seen: 1 });
    await move(deps, w.as(coordinator()), w.once(), id, { action: 'withdraw', seen: 1, reason: 'no_longer_needed' });
    // Karin signs in again after a night's rest.
    const subject = me().staffId;
    const sessionId = await w.session(subject, { assignmentId: me().assignmentId });
    const back: StaffCaller = { ...me(), sessionId };
    const first = await read(back);
    const of = (report: ShiftReport, section: string): string[] =>
      [...report.rows, ...report.previews].filter((one) => one.section === section).map(({ line }) => line.what);
    assert.deepEqual(of(first, 'new'), ['Kom i natt']);
    assert.deepEqual(of(first, 'answered'), ['Ny ordination']);
    assert.deepEqual(of(first, 'withdrawn'), ['Före ledigheten']);
    assert.ok(of(first, 'due').includes('Kom i natt'), 'its answer falls due within the time asked for');
    assert.equal(first.counts.new, 1);
    assert.deepEqual((await read(back)).since, first.since, 'to read it again moves nothing');
    await markRead(w.ground, w.as(back), first.now);
    assert.deepEqual(of(await read(back), 'new'), []);
    assert.equal((await read(back)).since, first.now);
    await markRead(w.ground, w.as(back), first.since);
    assert.equal((await read(back)).since, first.now, 'it only moves forward');
  });

  test('the first page begins as suits the role and the kind of unit', async () => {
    const begins = async (by: StaffCaller) => Workday.parse(JSON.parse(await readWorkday(w.ground, w.as(by))));
    assert.deepEqual((await begins(me())).firstPage, {
      lists: ['answer', 'do', 'wait'],
      by: null,
      sort: 'clock',
      density: 'full',
    });
    assert.equal((await begins(coordinator())).firstPage.sort, 'urgency');
    assert.equal((await begins(await w.staffAt(w.units.ward))).firstPage.lists[0], 'wait');
    assert.deepEqual((await begins(await w.staffAt(w.units.ward, 'physician'))).firstPage.by, 'needs_me');
    assert.deepEqual((await begins(me())).shifts[0], { code: 'day', from: '07:00', to: '15:30' });
  });
});
