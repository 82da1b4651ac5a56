import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { MoveBody } from '../../contract/commitments.ts';
import type { Message, messageRoutes } from '../../contract/messages.ts';
import type { AnswerOf } from '../../contract/kernel/route.ts';
import type { Caller } from '../kernel/access/context.ts';
import { made, planWorld, refused, type World } from '../plans/plans.fixture.ts';
import { DAY } from '../plans/times.fixture.ts';
import { ledger, messagesHandlers, sweep, type Deadline } from './index.ts';
import { readPromise } from './reading.commands.ts';

const days: Readonly<Record<string, number>> = { 'answer.message': 2, 'offer.lapse': 14 };
const deadline: Deadline = (_municipality, key, from) => from + (days[key] ?? 1) * DAY;
type Unit = keyof World['units'];

describe('Messages to those around the person', () => {
  let world: World;
  const handlers = messagesHandlers(deadline);
  before(async () => void (world = await planWorld()));
  after(() => world.db.drop());

  const write = (caller: Caller, personId: string, to: Unit, words = 'När kommer ni?', followsId?: string) =>
    made(
      handlers.writeMessage(
        world.call(caller, { personId }, { toUnitId: world.units[to], words, ...(followsId ? { followsId } : {}) }),
      ),
    );
  const page = (caller: Caller, personId: string, query = {}): Promise<AnswerOf<typeof messageRoutes.messages>> =>
    made(handlers.messages({ ...world.call(caller, { personId }), query: { limit: 50, ...query } }));
  const read = async (caller: Caller, personId: string): Promise<Message[]> => (await page(caller, personId)).messages;
  const moved = (caller: Caller, id: string, body: MoveBody, key?: string) => {
    const { ground, request, once } = world.call(caller, {}, body, key);
    return ledger.move({ ground, deadline }, request, once, id, body);
  };
  const answer = (caller: Caller, id: string, note: string, seen = 1, key?: string) =>
    moved(caller, id, { action: 'keep', seen, note }, key);
  const nearest = async (personId: string) => {
    const caller = await world.self(personId);
    return { personId, self: caller };
  };
  const leaves = (personId: string, unit: Unit) =>
    world.db.asOwner(
      `update people.engagement set valid_to = $3, version = version + 1 where person_id = $1 and unit_id = $2 and valid_to is null`,
      [personId, world.units[unit], new Date(world.clock.now()).toISOString()],
    );
  const round = () => sweep(world.ground, deadline);
  const gapsOf = async (id: string) =>
    (
      await world.db.asOwner<{ kind: string }>(
        `select kind from commitments.gap where subject_id = $1 and closed_at is null order by kind`,
        [id],
      )
    ).map(({ kind }) => kind);

  it('are answered in one step by the unit, and the person reads the answer, when, and from whom', async () => {
    const { personId, self } = await nearest(await world.person());
    const { id } = await write(self, personId, 'nursing', 'Hej.\nNär kommer ni med tabletterna?');
    const [waiting] = await read(self, personId);
    assert.deepEqual(
      [waiting?.state, waiting?.own, waiting?.words, Date.parse(waiting?.answerBy ?? '') - world.clock.now()],
      ['offered', true, 'Hej.\nNär kommer ni med tabletterna?', 2 * DAY],
    );
    const [asked] = await read(world.staff.nursing, personId);
    assert.deepEqual([asked?.mine, asked?.own, asked?.words], [true, false, waiting?.words]);
    world.clock.advance(DAY / 2);
    await answer(world.staff.nursing, id, 'I morgon klockan nio.');
    const [told] = await read(self, personId);
    assert.deepEqual(
      [told?.state, told?.answer, told?.answeredBy, Date.parse(told?.endedAt ?? ''), told?.to.name],
      ['kept', 'I morgon klockan nio.', 'nursing', world.clock.now(), 'nursing'],
    );
    assert.equal((await read(world.staff.nursing, personId))[0]?.mine, false);
  });

  it('are read by nobody else of the circle, whatever they may read otherwise, and neither is the answer', async () => {
    const { personId, self } = await nearest(await world.person());
    const daughter = await world.relative(personId, ['promises', 'circle']);
    const { id } = await write(self, personId, 'nursing', 'Det är bara till er');
    await answer(world.staff.nursing, id, 'Vi säger inget till någon');
    for (const other of [world.staff.clinic, world.staff.homeHelp, world.staff.psychiatry, daughter]) {
      assert.deepEqual(await read(other, personId), []);
      const { ground, request } = world.call(other, {});
      const text = (await readPromise(ground, request, id)) ?? '';
      assert.doesNotMatch(text, /bara till er|säger inget/u);
    }
    const events = await world.db.asOwner<{ data: object }>(
      `select data from commitments.event where subject_id = $1`,
      [id],
    );
    assert.doesNotMatch(JSON.stringify(events), /säger inget/u);
    assert.equal((await refused(page(world.staff.stranger, personId))).code, 'not_found');
  });

  it('are written by a relative with whom promises are shared; the person reads them, and other relatives do not', async () => {
    const { personId, self } = await nearest(await world.person());
    const daughter = await world.relative(personId, ['promises', 'circle']);
    const son = await world.relative(personId, ['promises', 'circle']);
    await write(daughter, personId, 'clinic', 'Mamma sover dåligt');
    const [hers] = await read(daughter, personId);
    assert.deepEqual([hers?.own, hers?.by], [true, 'relative']);
    const [seen] = await read(self, personId);
    assert.deepEqual(
      [seen?.own, seen?.by, seen?.byName, seen?.words],
      [false, 'relative', 'Anna', 'Mamma sover dåligt'],
    );
    assert.deepEqual(await read(son, personId), []);
    assert.equal((await refused(write(son, personId, 'clinic', 'Jag med', hers?.id))).code, 'invalid');
  });

  it('are neither written nor read by a relative without that share, nor from the moment it is taken back', async () => {
    const personId = await world.person();
    const stranger = await world.relative(personId, ['circle', 'plan', 'needs']);
    assert.equal((await refused(write(stranger, personId, 'clinic'))).code, 'not_found');
    const daughter = await world.relative(personId, ['promises', 'circle']);
    await write(daughter, personId, 'clinic');
    await world.db.asOwner(
      `update people.relative_share set withdrawn_at = $2 where person_id = $1 and part = 'promises'`,
      [personId, new Date(world.clock.now()).toISOString()],
    );
    assert.deepEqual(await page(daughter, personId), { messages: [], next: null, units: [] });
    assert.equal((await refused(write(daughter, personId, 'clinic'))).code, 'not_found');
  });

  it('go to a unit around the person and to no other; a block between units stops nobody from writing to one of them', async () => {
    const { personId, self } = await nearest(await world.person());
    const refusal = await refused(write(self, personId, 'stranger'));
    assert.deepEqual(
      [refusal.code, refusal.current],
      ['invalid', { fields: [{ path: 'toUnitId', code: 'not_in_circle' }] }],
    );
    await world.db.asOwner(
      `insert into people.block (id, person_id, level, unit_id, valid_from, author_unit_id) values (gen_random_uuid(), $1, 'unit', $2, $3, $2)`,
      [personId, world.units.clinic, new Date(world.clock.now() - 1).toISOString()],
    );
    const { id } = await write(self, personId, 'clinic');
    assert.deepEqual(
      (await read(world.staff.clinic, personId)).map((m) => m.id),
      [id],
    );
    const { units } = await page(self, personId);
    assert.deepEqual(
      new Set(units.map(({ unit }) => unit.id)),
      new Set((['clinic', 'nursing', 'homeHelp', 'psychiatry'] as const).map((name) => world.units[name])),
    );
    assert.equal((await refused(write(self, await world.person(), 'clinic'))).code, 'not_found');
  });

  it('have one effect however often they are sent', async () => {
    const { personId, self } = await nearest(await world.person());
    const send = () =>
      made(
        handlers.writeMessage(
          world.call(self, { personId }, { toUnitId: world.units.clinic, words: 'Hej' }, 'same-key-twice'),
        ),
      );
    const [first, second] = [await send(), await send()];
    assert.equal(first.id, second.id);
    assert.equal((await read(self, personId)).length, 1);
    const once = await answer(world.staff.clinic, first.id, 'Hej på dig', 1, 'one-answer-key');
    assert.deepEqual(await answer(world.staff.clinic, first.id, 'Hej på dig', 1, 'one-answer-key'), once);
  });

  it('that two answer at once have one answer, and the other is told whose it is', async () => {
    const { personId, self } = await nearest(await world.person());
    const { id } = await write(self, personId, 'clinic');
    const tried = await Promise.allSettled([
      answer(world.staff.clinic, id, 'Svar ett'),
      answer(world.staff.clinic, id, 'Svar två'),
    ]);
    assert.deepEqual(tried.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    const [told] = await read(world.staff.clinic, personId);
    assert.ok(told?.answer === 'Svar ett' || told?.answer === 'Svar två');
    assert.equal(told.answeredBy, 'clinic');
    assert.equal((await refused(answer(world.staff.clinic, id, 'Svar tre', 1))).code, 'stale');
  });

  it('are answered in words and in no other way, by the rules and by the database', async () => {
    const { personId, self } = await nearest(await world.person());
    const { id } = await write(self, personId, 'clinic');
    assert.equal((await refused(moved(world.staff.clinic, id, { action: 'keep', seen: 1 }))).code, 'words_missing');
    assert.equal((await refused(moved(world.staff.clinic, id, { action: 'accept', seen: 1 }))).code, 'not_allowed_now');
    assert.equal((await refused(answer(world.staff.nursing, id, 'Vi tar det'))).code, 'not_found');
    const ended = `ended_at = $2, received_at = $2, accepted_at = $2, version = version + 1`;
    await assert.rejects(
      world.db.asOwner(`update commitments.commitment set state = 'kept', ${ended} where id = $1`, [
        id,
        new Date(world.clock.now()).toISOString(),
      ]),
      /message_answered_in_words/,
    );
  });

  it('become a gap when nobody answers, and the gap closes when the person sends it to another', async () => {
    const { personId, self } = await nearest(await world.person());
    const { id } = await write(self, personId, 'homeHelp');
    world.clock.advance(3 * DAY);
    await round();
    assert.deepEqual(await gapsOf(id), ['unanswered']);
    const again = await write(self, personId, 'nursing', 'När kommer ni?', id);
    assert.deepEqual(await gapsOf(id), []);
    const [newest, older] = await read(self, personId);
    assert.deepEqual([newest?.id, newest?.followsId, older?.state], [again.id, id, 'withdrawn']);
    assert.equal((await refused(answer(world.staff.homeHelp, id, 'Nu kommer vi', 2))).code, 'not_allowed_now');
  });

  it('that came to the wrong unit are answered by nobody: a gap until they are sent on; another no is an answer', async () => {
    const { personId, self } = await nearest(await world.person());
    const [wrong, no] = [await write(self, personId, 'clinic'), await write(self, personId, 'clinic')];
    const decline = { action: 'decline' as const, seen: 1, note: 'Det vet hemtjänsten' };
    await moved(world.staff.clinic, wrong.id, { ...decline, reason: 'wrong_receiver' });
    await moved(world.staff.clinic, no.id, { ...decline, reason: 'other' });
    assert.deepEqual([await gapsOf(wrong.id), await gapsOf(no.id)], [['declined_without_owner'], []]);
    const told = (await read(self, personId)).find(({ id }) => id === wrong.id);
    assert.deepEqual(
      [told?.state, told?.answer, told?.reason, told?.answeredBy],
      ['declined', 'Det vet hemtjänsten', 'wrong_receiver', 'clinic'],
    );
    await write(self, personId, 'homeHelp', 'När kommer ni?', wrong.id);
    assert.deepEqual(await gapsOf(wrong.id), []);
  });

  it('tell when the unit has left or closed, and then go to another; what has been answered meanwhile is not undone', async () => {
    const { personId, self } = await nearest(await world.person());
    const { id } = await write(self, personId, 'psychiatry');
    await leaves(personId, 'psychiatry');
    world.clock.advance(1);
    assert.equal((await read(self, personId))[0]?.receiver, 'left');
    const refusal = await refused(write(self, personId, 'psychiatry'));
    assert.deepEqual(refusal.current, { fields: [{ path: 'toUnitId', code: 'not_in_circle' }] });
    // Who has left may still answer what it was asked while it was there.
    await answer(world.staff.psychiatry, id, 'Vi har slutat. Ring vårdcentralen.');
    await write(self, personId, 'clinic', 'När kommer ni?', id);
    const [, older] = await read(self, personId);
    assert.deepEqual([older?.state, older?.answer], ['kept', 'Vi har slutat. Ring vårdcentralen.']);
    await world.db.asOwner(`update organisations.unit set closed_at = $2 where id = $1`, [
      world.units.homeHelp,
      new Date(world.clock.now()).toISOString(),
    ]);
    world.clock.advance(1);
    assert.equal((await refused(write(self, personId, 'homeHelp'))).code, 'unit_closed');
    assert.ok(!(await page(self, personId)).units.some(({ unit }) => unit.id === world.units.homeHelp));
    await world.db.asOwner(`update organisations.unit set closed_at = null where id = $1`, [world.units.homeHelp]);
  });

  it('are taken back by who wrote them and by no other', async () => {
    const { personId, self } = await nearest(await world.person());
    const daughter = await world.relative(personId, ['promises', 'circle']);
    const { id } = await write(self, personId, 'clinic');
    const back = { action: 'withdraw' as const, seen: 1, reason: 'no_longer_needed' as const };
    assert.equal((await refused(moved(daughter, id, back))).code, 'not_found');
    assert.equal((await refused(moved(world.staff.clinic, id, back))).code, 'not_your_move');
    assert.equal((await moved(self, id, back)).state, 'withdrawn');
  });

  it('are told of by a notice without words, once for the answer', async () => {
    const { personId, self } = await nearest(await world.person());
    const { id } = await write(self, personId, 'clinic', 'Hemliga ord');
    await moved(world.staff.clinic, id, { action: 'receive', seen: 1 });
    await answer(world.staff.clinic, id, 'Lika hemliga', 2);
    const notices = await world.db.asOwner<{
      kind: string;
      to_person: boolean;
      detail: { move: string; what: string };
    }>(`select kind, to_person, detail from notify.notice where commitment_id = $1 and to_person order by seq`, [id]);
    assert.deepEqual(
      notices.map(({ kind, detail }) => [kind, detail.move, detail.what]),
      [['answered', 'kept', 'message']],
    );
    assert.doesNotMatch(JSON.stringify(notices), /hemliga/iu);
  });

  it('are read a page at a time, and a page that never was is refused', async () => {
    const { personId, self } = await nearest(await world.person());
    const ids: string[] = [];
    for (const words of ['Ett', 'Två', 'Tre']) ids.unshift((await write(self, personId, 'clinic', words)).id);
    const first = await page(self, personId, { limit: 2 });
    assert.deepEqual([first.messages.map(({ id }) => id), first.next], [ids.slice(0, 2), ids[1]]);
    const second = await page(self, personId, { limit: 2, after: first.next });
    assert.deepEqual([second.messages.map(({ id }) => id), second.next], [ids.slice(2), null]);
    assert.equal((await refused(page(self, personId, { after: personId }))).code, 'invalid');
  });
});
