import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { peopleRoutes, PersonOverview, type LogLine } from '../../contract/people.ts';
import type { Caller, StaffCaller } from '../kernel/access/context.ts';
import { asCaller } from '../kernel/db/transaction.ts';
import { closed } from '../kernel/http/closed.ts';
import { InvalidInput } from '../kernel/http/problem.ts';
import { refusalOf, sqlStateOf } from '../kernel/refusal.ts';
import { smallWorld, type World } from '../kernel/testing/world.ts';
import type { Acting } from './acting.commands.ts';
import { say } from './person.commands.ts';
import { exported, overview, personLog, why } from './reading.commands.ts';
import { addRelative, share } from './relatives.commands.ts';
import { recordConsent } from './consents.commands.ts';
import {
  block,
  blockingUnits,
  emergencies,
  emergency,
  endUnmask,
  liftBlock,
  reviewEmergency,
  unmask,
} from './safety.commands.ts';

const refused = (code: string) => (error: unknown) => refusalOf(error)?.code === code;
const danger = 'Medvetslös, okända läkemedel';

describe('blocks, emergency access, protected identity and the log', () => {
  let w: World;
  let nurse: StaffCaller;
  let west: StaffCaller;
  let head: StaffCaller;
  let physician: StaffCaller;
  before(async () => {
    w = await smallWorld();
    nurse = await w.staffAt(w.units.homeCare, 'nurse', 'Nina Nurse');
    west = await w.staffAt(w.units.homeCareWest, 'nurse', 'Vera Väst');
    head = await w.staffAt(w.units.homeCareWest, 'head', 'Cleo Chef', 'Enhetschef');
    physician = await w.staffAt(w.units.primaryCare, 'physician', 'Leo Läkare', 'Distriktsläkare');
  });
  after(() => w.drop());

  const acting = (caller: Caller): Acting => ({ ground: w.ground, request: w.as(caller), once: w.once() });
  const see = async (caller: Caller, personId: string): Promise<PersonOverview> =>
    closed(PersonOverview).parse(JSON.parse((await overview(w.ground, w.as(caller), personId)).text));
  const logOf = async (
    caller: Caller,
    personId: string,
    limit = 100,
    cursor?: string,
  ): Promise<{ items: LogLine[]; next: string | null }> =>
    closed(peopleRoutes.log.response).parse(
      JSON.parse((await personLog(w.ground, w.as(caller), personId, { limit, cursor })).text),
    );

  test('a block closes at once, shows that it exists and not whose, and the person lifts it', async () => {
    const personId = await w.person([w.units.homeCare, w.units.homeCareWest]);
    await say(acting(nurse), personId, { words: 'Hemligt', saidBy: 'person' });
    assert.equal((await see(west, personId)).voice.count, 1);
    const me = await w.personCaller(personId);
    const made = await block(acting(me), personId, { level: 'unit', unitId: w.units.homeCare.id });
    await assert.rejects(
      block(acting(me), personId, { level: 'unit', unitId: w.units.homeCare.id }),
      refused('already_exists'),
    );
    const page = await see(west, personId);
    assert.deepEqual([page.voice.count, page.blocks.exists, page.blocks.items.length], [0, true, 0]);
    assert.ok(!page.circle.some((unit) => unit.unitId === w.units.homeCare.id));
    assert.deepEqual((await why(w.ground, w.as(west), personId)).hidden, ['blocked']);
    assert.deepEqual(
      (await see(nurse, personId)).blocks.items.map((it) => it.id),
      [made.id],
    );
    assert.equal((await see(nurse, personId)).voice.count, 1);
    await assert.rejects(liftBlock(acting(me), personId, made.id, { version: 4 }), refused('stale'));
    await liftBlock(acting(me), personId, made.id, { version: 1 });
    await assert.rejects(liftBlock(acting(me), personId, made.id, { version: 2 }), refused('not_allowed_now'));
    assert.equal((await see(west, personId)).voice.count, 1);
  });

  test('staff block only their own provider’s, and an outer block goes before consent', async () => {
    const personId = await w.person([w.units.homeCare, w.units.primaryCare]);
    await w.consent(personId, 'disclosure', w.units.homeCare, [w.units.homeCare, w.units.primaryCare]);
    await say(acting(nurse), personId, { words: 'Hemligt', saidBy: 'person' });
    assert.equal((await see(physician, personId)).voice.count, 1);
    await assert.rejects(
      block(acting(nurse), personId, { level: 'provider', providerId: physician.providerId }),
      refused('not_allowed'),
    );
    await assert.rejects(
      block(acting(nurse), personId, { level: 'unit', unitId: w.units.ward.id }),
      refused('not_allowed'),
    );
    await assert.rejects(
      block(acting(west), personId, { level: 'provider', providerId: west.providerId }),
      refused('not_found'),
    );
    await assert.rejects(
      block(acting(nurse), personId, { level: 'unit', unitId: w.newId() }),
      (error) => error instanceof InvalidInput,
    );
    const made = await block(acting(nurse), personId, { level: 'provider', providerId: nurse.providerId });
    assert.equal((await see(physician, personId)).voice.count, 0);
    await assert.rejects(liftBlock(acting(physician), personId, made.id, { version: 1 }), refused('not_found'));
    await liftBlock(acting(nurse), personId, made.id, { version: 1 });
    assert.equal((await see(physician, personId)).voice.count, 1);
  });

  test('emergency access: asked in two steps, four hours, seen by the person, reviewed by the head once', async () => {
    const personId = await w.person([w.units.homeCare, w.units.homeCareWest]);
    const me = await w.personCaller(personId);
    await say(acting(nurse), personId, { words: 'Hemligt', saidBy: 'person' });
    await block(acting(me), personId, { level: 'unit', unitId: w.units.homeCare.id });
    await block(acting(me), personId, { level: 'provider', providerId: physician.providerId });
    await assert.rejects(
      emergency(acting(west), personId, { code: 'pdl_4_5', reason: danger, liftedUnitId: w.units.ward.id }),
      refused('not_found'),
    );
    assert.deepEqual(await blockingUnits(acting(west), personId, { reason: danger }), {
      unitIds: [w.units.homeCare.id],
      providerIds: [physician.providerId],
    });
    const opened = await emergency(acting(west), personId, {
      code: 'pdl_4_5',
      reason: danger,
      liftedUnitId: w.units.homeCare.id,
    });
    assert.equal(Date.parse(opened.closesAt) - w.clock.now(), 4 * 3_600_000);
    assert.equal((await see(west, personId)).voice.count, 1);
    assert.equal((await why(w.ground, w.as(west), personId)).emergency?.reason, danger);
    const colleague = await w.staffAt(w.units.homeCareWest);
    assert.equal((await see(colleague, personId)).voice.count, 0);
    assert.deepEqual(
      (await see(me, personId)).emergencies.map((it) => [it.staffName, it.reason, it.reviewedAt]),
      [['Vera Väst', danger, null]],
    );
    assert.deepEqual(
      (await logOf(me, personId)).items
        .filter((line) => line.action.startsWith('emergency'))
        .map((line) => line.action),
      ['emergency.open', 'emergency.blocking', 'emergency.open'],
    );
    w.clock.advance(4 * 3_600_000);
    assert.equal((await see(west, personId)).voice.count, 0);
    await assert.rejects(emergencies(w.ground, w.as(west), { limit: 10 }), refused('not_allowed'));
    const list = closed(peopleRoutes.emergencies.response).parse(
      await emergencies(w.ground, w.as(head), { limit: 10 }),
    );
    assert.deepEqual(
      list.items.map((it) => [it.id, it.personName, it.staffName]),
      [[opened.id, 'Tolvan Tolvansson', 'Vera Väst']],
    );
    await assert.rejects(reviewEmergency(acting(west), opened.id, { review: 'ok' }), refused('not_allowed'));
    const otherHead = await w.staffAt(w.units.homeCare, 'head');
    await assert.rejects(reviewEmergency(acting(otherHead), opened.id, { review: 'ok' }), refused('not_found'));
    await reviewEmergency(acting(head), opened.id, { review: 'Befogad' });
    await assert.rejects(reviewEmergency(acting(head), opened.id, { review: 'igen' }), refused('already_exists'));
    assert.deepEqual(
      (await see(me, personId)).emergencies.map((it) => [it.review, it.reviewedBy]),
      [['Befogad', 'Cleo Chef']],
    );
  });

  test('danger to life opens other providers’ unblocked entries, and nothing of school or other social services', async () => {
    const personId = await w.person([w.units.homeCare, w.units.family, w.units.school, w.units.primaryCare]);
    await say(acting(nurse), personId, { words: 'Hemligt', saidBy: 'person' });
    assert.equal((await see(physician, personId)).voice.count, 0);
    await emergency(acting(physician), personId, { code: 'svod_3_6', reason: danger });
    const page = await see(physician, personId);
    assert.equal(page.voice.count, 1);
    assert.deepEqual(page.access.bases.find((it) => it.basis === 'svod_3_6')?.unitIds, [w.units.homeCare.id]);
    const family = await w.staffAt(w.units.family);
    await assert.rejects(
      emergency(acting(family), personId, { code: 'svod_3_6', reason: danger }),
      refused('not_found'),
    );
    const stranger = await w.staffAt(w.units.ward);
    await assert.rejects(
      emergency(acting(stranger), personId, { code: 'svod_3_6', reason: danger }),
      refused('not_found'),
    );
    await assert.rejects(
      asCaller(w.ground, w.as(family), async (work) => {
        await work.open('test', [personId], 'person');
        await sql`insert into people.emergency (id, person_id, assignment_id, code, reason, opened_at, closes_at, author_unit_id)
          values (${w.newId()}, ${personId}, ${physician.assignmentId}, 'svod_3_6', ${danger}, now(), now() + interval '20 hours', ${family.unitId})`.execute(
          work.tx,
        );
      }),
      (error) => sqlStateOf(error) === 'MR403',
    );
  });

  test('protected identity: address, telephone and relatives are masked everywhere but for those the head has named', async () => {
    const personId = await w.person([w.units.homeCareWest], 'Skyddad', 'Person', 'confidential');
    const me = await w.personCaller(personId);
    await addRelative(acting(me), personId, { name: 'Syster Hemlig', relation: 'sibling', phone: '031-390 06 03' });
    const hidden = await see(west, personId);
    assert.deepEqual([hidden.masked, hidden.contact, hidden.relatives], [true, null, null]);
    const file = (await exported(w.ground, w.as(west), personId)).text;
    assert.ok(!file.includes('Storgatan') && !file.includes('Syster') && !file.includes('031-390'));
    assert.deepEqual((await why(w.ground, w.as(west), personId)).hidden, ['protected_identity']);
    await assert.rejects(unmask(acting(west), personId, { staffId: west.staffId }), refused('not_allowed'));
    await assert.rejects(
      unmask(acting(head), personId, { staffId: nurse.staffId }),
      (error) => error instanceof InvalidInput,
    );
    await assert.rejects(
      asCaller(w.ground, w.as(west), async (work) => {
        await work.open('test', [personId], 'person');
        await sql`insert into people.unmask_grant values (${w.newId()}, ${personId}, ${west.staffId}, ${west.unitId}, now())`.execute(
          work.tx,
        );
      }),
      (error) => sqlStateOf(error) === 'MR403',
    );
    const grant = await unmask(acting(head), personId, { staffId: west.staffId });
    const shown = await see(west, personId);
    assert.deepEqual([shown.masked, shown.contact?.street, shown.relatives?.length], [false, 'Storgatan 1', 1]);
    assert.equal((await see(head, personId)).masked, true);
    await endUnmask(acting(head), personId, grant.id);
    assert.equal((await see(west, personId)).masked, true);
    assert.equal((await see(me, personId)).contact?.street, 'Storgatan 1');
  });

  test('the person reads who did what, in pages; a relative with the part; the head what the own unit did; and the reading is logged', async () => {
    const personId = await w.person([w.units.homeCareWest, w.units.homeCare]);
    const me = await w.personCaller(personId);
    await see(west, personId);
    await see(nurse, personId);
    await see(nurse, personId);
    const first = await logOf(me, personId, 2);
    assert.deepEqual(
      first.items.map((line) => [line.action, line.kind, line.name]),
      [
        ['log.read', 'person', 'Tolvan Tolvansson'],
        ['person.read', 'staff', 'Nina Nurse'],
      ],
    );
    assert.deepEqual(
      [first.items[1]?.unitId, first.items[1]?.title, first.items[1]?.purpose, first.items[1]?.tie],
      [w.units.homeCare.id, 'Distriktssköterska', 'care', 'circle'],
    );
    assert.deepEqual(
      first.items[1]?.bases.map((it) => it.basis),
      ['own', 'same_provider'],
    );
    const second = await logOf(me, personId, 50, first.next ?? '');
    assert.deepEqual(
      second.items.map((line) => line.name),
      ['Nina Nurse', 'Vera Väst'],
    );
    assert.equal(second.next, null);
    await assert.rejects(logOf(west, personId), refused('not_found'));
    const mine = await logOf(head, personId);
    assert.ok(mine.items.length >= 2 && mine.items.every((line) => line.unitId === w.units.homeCareWest.id));
    const daughter = await w.relativeCaller(personId, w.units.homeCare);
    await assert.rejects(logOf(daughter, personId), refused('not_found'));
    await share(acting(me), personId, daughter.relativeId, { part: 'log' });
    assert.ok((await logOf(daughter, personId)).items.length > 4);
    const actions = (await logOf(me, personId)).items.filter((line) => line.action === 'log.read');
    assert.deepEqual(
      new Set(actions.map((line) => line.name)),
      new Set(['Tolvan Tolvansson', 'Vera Väst', 'Cleo Chef', 'Dotter Tolvansson']),
    );
    await assert.rejects(personLog(w.ground, w.as(me), personId, { limit: 5, cursor: 'x' }), refused('invalid'));
    await assert.rejects(logOf(me, await w.person()), refused('not_found'));
  });

  test('an export holds what the caller may see and is logged as an export', async () => {
    const personId = await w.person([w.units.homeCare, w.units.primaryCare]);
    await say(acting(nurse), personId, { words: 'Vill bo kvar', saidBy: 'person' });
    await recordConsent(
      acting(nurse),
      personId,
      peopleRoutes.recordConsent.body?.parse({ kind: 'plan', decision: 'yes', form: 'oral' }) as never,
    );
    const read = async (caller: Caller) =>
      closed(peopleRoutes.export.response).parse(JSON.parse((await exported(w.ground, w.as(caller), personId)).text));
    const whole = await read(nurse);
    assert.deepEqual([whole.voices.length, whole.overview.consents.length, whole.madeBy], [1, 1, 'Nina Nurse']);
    const part = await read(physician);
    assert.deepEqual([part.voices.length, part.overview.consents.length], [0, 0]);
    const me = await w.personCaller(personId);
    assert.equal((await logOf(me, personId)).items.filter((line) => line.action === 'person.export').length, 2);
  });

  test('the page of someone with much stays one round trip and within the contract', async () => {
    const personId = await w.person([w.units.homeCare]);
    for (let i = 0; i < 5; i++) {
      const id = w.newId();
      await w.sqlDo(
        `insert into commitments.commitment (id, person_id, kind, state, what, area, urgency, from_kind, from_unit_id, to_kind, to_unit_id, basis_kind,
          offered_at, offered_by, answer_by, due_at, lapses_at, author_unit_id)
         values ($1, $2, 'request', 'offered', 'Hembesök', 'd5', 'soon', 'unit', $3, 'unit', $4, 'consent', $5, 'x', $6, $6, $6, $3)`,
        [
          id,
          personId,
          w.units.homeCare.id,
          w.units.primaryCare.id,
          new Date(w.clock.now() - 1000).toISOString(),
          new Date(w.clock.now() + 86_400_000).toISOString(),
        ],
      );
      await w.sqlDo(
        `insert into commitments.gap (id, person_id, kind, subject_id, area, since, move_unit_id, municipality_code, level_at, climbs_at, author_unit_id)
         values ($1, $2, 'unanswered', $3, 'd5', now(), $4, '1496', now(), now(), $4)`,
        [w.newId(), personId, id, w.units.homeCare.id],
      );
    }
    const page = await see(nurse, personId);
    assert.deepEqual([page.promises.length, page.gaps.length, page.plan], [5, 5, null]);
    assert.equal((await see(await w.personCaller(personId), personId)).promises.length, 5);
    await assert.rejects(overview(w.ground, w.as(physician), personId), refused('not_found'));
  });
});
