import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { peopleRoutes, PersonOverview, type ConsentKind, type Why } from '../../contract/people.ts';
import type { BodyIn } from '../../contract/kernel/route.ts';
import type { Caller, StaffCaller } from '../kernel/access/context.ts';
import { asCaller } from '../kernel/db/transaction.ts';
import { closed } from '../kernel/http/closed.ts';
import { InvalidInput } from '../kernel/http/problem.ts';
import { refusalOf, sqlStateOf } from '../kernel/refusal.ts';
import { smallWorld, type World } from '../kernel/testing/world.ts';
import type { Acting } from './acting.commands.ts';
import { endGround, legalGrounds, recordConsent, recordGround, withdrawConsent } from './consents.commands.ts';
import { say } from './person.commands.ts';
import { consents, overview, why } from './reading.commands.ts';
import { addRelative, endRelative, share, unshare } from './relatives.commands.ts';

const refused = (code: string) => (error: unknown) => refusalOf(error)?.code === code;
const atFieldOf = (path: string) => (error: unknown) =>
  error instanceof InvalidInput && error.fields('sv')[0]?.path === path;

describe('consents, grounds and what a relative sees', () => {
  let w: World;
  let nurse: StaffCaller;
  let physician: StaffCaller;
  let helper: StaffCaller;
  before(async () => {
    w = await smallWorld();
    nurse = await w.staffAt(w.units.homeCare, 'nurse', 'Nina Nurse');
    physician = await w.staffAt(w.units.primaryCare, 'physician', 'Leo Läkare', 'Distriktsläkare');
    helper = await w.staffAt(w.units.homeHelp, 'coordinator', 'Hedda Hemtjänst', 'Samordnare');
  });
  after(() => w.drop());

  const acting = (caller: Caller): Acting => ({ ground: w.ground, request: w.as(caller), once: w.once() });
  const see = async (caller: Caller, personId: string): Promise<PersonOverview> =>
    closed(PersonOverview).parse(JSON.parse((await overview(w.ground, w.as(caller), personId)).text));
  const body = (given: BodyIn<typeof peopleRoutes.recordConsent>) =>
    peopleRoutes.recordConsent.body?.parse(given) as never;
  const yes = (included: string[], over: Partial<BodyIn<typeof peopleRoutes.recordConsent>> = {}) =>
    body({
      kind: 'disclosure',
      decision: 'yes',
      form: 'oral',
      includedUnitIds: included,
      validUntil: '2027-01-01T00:00:00Z',
      ...over,
    });
  const inForce = async (personId: string, kind: ConsentKind) =>
    (await see(await w.personCaller(personId), personId)).consents
      .filter((it) => it.kind === kind && it.inForce)
      .map((it) => it.id);
  const reasons = async (caller: StaffCaller, personId: string): Promise<Why> =>
    closed(peopleRoutes.why.response).parse(await why(w.ground, w.as(caller), personId));
  const tick = () => w.clock.advance(1000);

  test('a yes opens between the units named, and withdrawing it closes on the very next request', async () => {
    const personId = await w.person([w.units.homeCare, w.units.primaryCare, w.units.homeHelp]);
    await say(acting(nurse), personId, { words: 'Vill bo kvar', saidBy: 'person' });
    assert.equal((await see(physician, personId)).voice.count, 0);
    const made = await recordConsent(acting(nurse), personId, yes([w.units.homeCare.id, w.units.primaryCare.id]));
    tick();
    const page = await see(physician, personId);
    assert.equal(page.voice.latest?.words, 'Vill bo kvar');
    assert.ok(page.circle.some((unit) => unit.unitId === w.units.homeCare.id));
    assert.deepEqual(
      page.consents.map((it) => [it.recordedBy, it.units.length, it.inForce]),
      [['Nina Nurse', 2, true]],
    );
    assert.equal((await see(helper, personId)).voice.count, 0);
    const told = await reasons(physician, personId);
    const seen = told.sees.find((it) => it.unitId === w.units.homeCare.id);
    assert.equal(seen?.basis, 'consent');
    assert.equal(seen?.consent?.id, made.id);
    assert.equal(seen?.paragraph, 'OSL 10 kap. 1 § och 12 kap. 2 §');
    assert.ok(told.others.some((unit) => unit.unitId === w.units.homeCare.id));
    await withdrawConsent(acting(physician), personId, made.id, { version: 1, form: 'oral' });
    assert.equal((await see(physician, personId)).voice.count, 0);
    assert.equal((await see(physician, personId)).consents.length, 0);
    await assert.rejects(
      withdrawConsent(acting(nurse), personId, made.id, { version: 2, form: 'oral' }),
      refused('not_allowed_now'),
    );
    await assert.rejects(
      withdrawConsent(acting(nurse), personId, w.newId(), { version: 1, form: 'oral' }),
      refused('not_found'),
    );
  });

  test('the person withdraws it alone; a stale withdrawal is refused; a unit outside the circle finds nothing', async () => {
    const personId = await w.person([w.units.homeCare]);
    const me = await w.personCaller(personId);
    const made = await recordConsent(acting(nurse), personId, yes([w.units.homeCare.id, w.units.primaryCare.id]));
    await assert.rejects(
      withdrawConsent(acting(me), personId, made.id, { version: 7, form: 'oral' }),
      refused('stale'),
    );
    await assert.rejects(
      withdrawConsent(acting(physician), personId, made.id, { version: 1, form: 'oral' }),
      refused('not_found'),
    );
    assert.equal((await withdrawConsent(acting(me), personId, made.id, { version: 1, form: 'oral' })).version, 2);
    assert.equal((await see(me, personId)).consents[0]?.withdrawnForm, 'written');
  });

  test('a no is a full answer: it ends the older yes of its kind in the same transaction, and no other kind', async () => {
    const personId = await w.person([w.units.homeCare]);
    const plan = await recordConsent(acting(nurse), personId, body({ kind: 'plan', decision: 'yes', form: 'oral' }));
    const follow = await recordConsent(
      acting(nurse),
      personId,
      body({ kind: 'follow_up', decision: 'yes', form: 'oral' }),
    );
    tick();
    const no = await recordConsent(
      acting(nurse),
      personId,
      body({ kind: 'plan', decision: 'no', form: 'written', about: 'Orkar inte nu' }),
    );
    assert.deepEqual(no.ended, [plan.id]);
    assert.deepEqual(await inForce(personId, 'plan'), [no.id]);
    assert.deepEqual(await inForce(personId, 'follow_up'), [follow.id]);
    tick();
    const again = await recordConsent(acting(nurse), personId, body({ kind: 'plan', decision: 'yes', form: 'oral' }));
    assert.deepEqual(again.ended, [no.id]);
  });

  test('a new disclosure ends those whose units it speaks of anew, and leaves the others', async () => {
    const personId = await w.person([w.units.homeCare, w.units.primaryCare, w.units.homeHelp]);
    const { homeCare: a, primaryCare: b, homeHelp: c, ward: d } = w.units;
    const ab = await recordConsent(acting(nurse), personId, yes([a.id, b.id]));
    tick();
    const ac = await recordConsent(acting(nurse), personId, yes([a.id, c.id]));
    assert.deepEqual(ac.ended, []);
    tick();
    const abd = await recordConsent(acting(nurse), personId, yes([a.id, b.id, d.id]));
    assert.deepEqual(abd.ended, [ab.id]);
    tick();
    const noC = await recordConsent(
      acting(nurse),
      personId,
      body({ kind: 'disclosure', decision: 'no', form: 'oral', includedUnitIds: [c.id] }),
    );
    assert.deepEqual(noC.ended, [ac.id]);
    tick();
    const except = await recordConsent(acting(nurse), personId, yes([a.id, b.id], { excludedUnitIds: [d.id] }));
    assert.deepEqual(except.ended, [abd.id]);
    assert.deepEqual((await inForce(personId, 'disclosure')).toSorted(), [noC.id, except.id].toSorted());
    tick();
    const backC = await recordConsent(acting(nurse), personId, yes([a.id, c.id]));
    assert.deepEqual(backC.ended, [noC.id]);
    tick();
    const none = await recordConsent(
      acting(await w.personCaller(personId)),
      personId,
      body({ kind: 'disclosure', decision: 'no', form: 'oral' }),
    );
    assert.deepEqual(none.ended.toSorted(), [except.id, backC.id].toSorted());
    assert.deepEqual(await inForce(personId, 'disclosure'), [none.id]);
    assert.equal((await see(physician, personId)).circle.length, 1);
  });

  test('a no recorded where the older yes cannot be seen ends it all the same, and does not tell of it', async () => {
    const personId = await w.person([w.units.homeCare, w.units.primaryCare, w.units.homeHelp]);
    const hidden = await recordConsent(acting(nurse), personId, yes([w.units.homeCare.id, w.units.primaryCare.id]));
    assert.equal((await see(helper, personId)).consents.length, 0);
    tick();
    const no = await recordConsent(
      acting(helper),
      personId,
      body({ kind: 'disclosure', decision: 'no', form: 'oral' }),
    );
    assert.deepEqual(no.ended, []);
    assert.deepEqual(await inForce(personId, 'disclosure'), [no.id]);
    assert.equal((await see(nurse, personId)).consents.find((it) => it.id === hidden.id)?.inForce, false);
  });

  test('what the person answers by itself is told to the circle, but between which units only to those units', async () => {
    const personId = await w.person([w.units.homeCare, w.units.primaryCare, w.units.homeHelp]);
    const me = await w.personCaller(personId);
    await recordConsent(acting(me), personId, body({ kind: 'plan', decision: 'yes', form: 'oral' }));
    await recordConsent(acting(me), personId, yes([w.units.homeCare.id, w.units.primaryCare.id]));
    assert.deepEqual((await see(physician, personId)).consents.map((it) => it.kind).toSorted(), ['disclosure', 'plan']);
    assert.deepEqual(
      (await see(helper, personId)).consents.map((it) => it.kind),
      ['plan'],
    );
    assert.equal((await consents(w.ground, w.as(helper), personId, { limit: 5 })).total, 1);
    tick();
    await recordConsent(acting(me), personId, body({ kind: 'disclosure', decision: 'no', form: 'oral' }));
    assert.deepEqual(
      (await see(helper, personId)).consents.filter((it) => it.inForce).map((it) => [it.kind, it.decision]),
      [
        ['disclosure', 'no'],
        ['plan', 'yes'],
      ],
    );
  });

  test('withdrawing takes one row, and with 10,000 entries nothing is rewritten', async () => {
    const personId = await w.person([w.units.homeCare, w.units.primaryCare]);
    await w.sqlDo(
      "insert into people.voice select gen_random_uuid(), $1, 'ord ' || i, 'person', now() - i * interval '1 minute', 'staff:x:N', $2, null from generate_series(1, 10000) i",
      [personId, w.units.homeCare.id],
    );
    const made = await recordConsent(acting(nurse), personId, yes([w.units.homeCare.id, w.units.primaryCare.id]));
    tick();
    assert.equal((await see(physician, personId)).voice.count, 10000);
    await withdrawConsent(acting(nurse), personId, made.id, { version: 1, form: 'oral' });
    assert.equal((await see(physician, personId)).voice.count, 0);
    const touched = await w.sqlDo<{ n: number }>(
      `select (select count(*) from people.voice v where v.person_id = $1 and v.xmin = k.xmin)::int as n from people.consent k where k.id = $2`,
      [personId, made.id],
    );
    assert.equal(touched[0]?.n, 0);
  });

  test('SVOD: a shared record is read by the units named, not from those excepted, and never from other social services', async () => {
    const personId = await w.person([w.units.homeCare, w.units.primaryCare, w.units.family]);
    await recordConsent(
      acting(physician),
      personId,
      body({ kind: 'shared_record', decision: 'yes', form: 'oral', includedUnitIds: [w.units.primaryCare.id] }),
    );
    const told = await reasons(physician, personId);
    assert.deepEqual(
      told.sees.filter((it) => it.basis === 'svod_3_1').map((it) => it.unitId),
      [w.units.homeCare.id],
    );
    assert.equal(told.sees.find((it) => it.basis === 'svod_3_1')?.paragraph, 'SVOD 3 kap. 1 §');
    tick();
    await recordConsent(
      acting(physician),
      personId,
      body({
        kind: 'shared_record',
        decision: 'yes',
        form: 'oral',
        includedUnitIds: [w.units.primaryCare.id],
        excludedUnitIds: [w.units.homeCare.id],
      }),
    );
    const later = await reasons(physician, personId);
    assert.deepEqual(
      later.sees.filter((it) => it.basis === 'svod_3_1'),
      [],
    );
    assert.deepEqual(later.hidden, ['unblocked_elsewhere']);
    const family = await w.staffAt(w.units.family);
    assert.deepEqual((await reasons(family, personId)).hidden, []);
  });

  test('what is filled in wrong stops: no end, one unit, an end that has passed, a closed unit, an unknown unit', async () => {
    const personId = await w.person([w.units.homeCare]);
    const fails = (given: unknown) => assert.equal(peopleRoutes.recordConsent.body?.safeParse(given).success, false);
    fails({
      kind: 'disclosure',
      decision: 'yes',
      form: 'oral',
      includedUnitIds: [w.units.homeCare.id, w.units.ward.id],
    });
    fails({
      kind: 'disclosure',
      decision: 'yes',
      form: 'oral',
      includedUnitIds: [w.units.homeCare.id],
      validUntil: '2027-01-01T00:00:00Z',
    });
    fails({ kind: 'relative', decision: 'yes', form: 'oral' });
    fails({ kind: 'plan', decision: 'perhaps', form: 'oral' });
    const both = [w.units.homeCare.id, w.units.ward.id];
    await assert.rejects(
      recordConsent(acting(nurse), personId, yes(both, { validUntil: '2026-10-01T00:00:00Z' })),
      refused('time_passed'),
    );
    await assert.rejects(
      recordConsent(acting(nurse), personId, yes([w.units.homeCare.id, w.newId()])),
      atFieldOf('includedUnitIds'),
    );
    await assert.rejects(
      recordConsent(acting(nurse), personId, yes([w.units.homeCare.id, '00000000-0000-0000-0000-000000000000'])),
      atFieldOf('includedUnitIds'),
    );
    await w.sqlDo("update organisations.unit set closed_at = '2026-01-01' where id = $1", [w.units.homeCareWest.id]);
    await assert.rejects(
      recordConsent(acting(nurse), personId, yes([w.units.homeCare.id, w.units.homeCareWest.id])),
      refused('unit_closed'),
    );
    await assert.rejects(recordConsent(acting(physician), personId, yes(both)), refused('not_found'));
    assert.equal((await see(nurse, personId)).consents.length, 0);
  });

  test('no SQL of a unit can stretch a consent: names, dates and decisions stand as given', async () => {
    const personId = await w.person([w.units.homeCare, w.units.homeHelp, w.units.primaryCare]);
    const made = await recordConsent(acting(nurse), personId, yes([w.units.homeCare.id, w.units.primaryCare.id]));
    tick();
    const attempt = (caller: StaffCaller, statement: ReturnType<typeof sql>) =>
      asCaller(w.ground, w.as(caller), async (work) => {
        await work.open('test', [personId], 'person');
        await statement.execute(work.tx);
      });
    const stateIs = (state: string) => (error: unknown) => sqlStateOf(error) === state;
    await assert.rejects(
      attempt(
        helper,
        sql`insert into people.consent_unit values (${made.id}, ${personId}, ${w.units.homeHelp.id}, true, ${w.units.homeHelp.id})`,
      ),
      stateIs('MR403'),
    );
    await assert.rejects(
      attempt(
        nurse,
        sql`insert into people.consent_unit values (${made.id}, ${personId}, ${w.units.homeHelp.id}, true, ${w.units.homeCare.id})`,
      ),
      stateIs('MR403'),
    );
    await assert.rejects(
      attempt(
        nurse,
        sql`update people.consent set valid_until = '2099-01-01', version = version + 1 where id = ${made.id}`,
      ),
      stateIs('MR405'),
    );
    await withdrawConsent(acting(nurse), personId, made.id, { version: 1, form: 'oral' });
    await assert.rejects(
      attempt(
        nurse,
        sql`update people.consent set withdrawn_at = null, withdrawn_form = null, version = version + 1 where id = ${made.id}`,
      ),
      stateIs('MR409'),
    );
    await assert.rejects(
      attempt(
        physician,
        sql`insert into people.ground (id, person_id, code, from_provider_id, to_unit_id, evidence, valid_from, valid_until, author_unit_id)
        values (${w.newId()}, ${personId}, 'osl_25_13', ${nurse.providerId}, ${physician.unitId}, 'jag vill läsa allt', now(), '2099-01-01', ${physician.unitId})`,
      ),
      stateIs('MR403'),
    );
  });

  test('a ground other than consent: only from one’s own provider, only what is law between the branches, until it ends', async () => {
    const personId = await w.person([w.units.homeCare, w.units.primaryCare]);
    await say(acting(nurse), personId, { words: 'Vill bo kvar', saidBy: 'person' });
    const laws = await legalGrounds(w.ground, w.as(nurse), w.units.primaryCare.id);
    assert.ok(laws.items.some((law) => law.code === 'osl_25_13' && law.plainSv.length > 20));
    assert.ok(!laws.items.some((law) => law.code === 'svod_3_4' || law.code === 'sol_19_1'));
    const given = {
      code: 'osl_25_13',
      toUnitId: w.units.primaryCare.id,
      evidence: 'Medvetandesänkt, kan inte svara',
      validUntil: '2026-10-20T00:00:00Z',
    };
    await assert.rejects(recordGround(acting(nurse), personId, { ...given, code: 'svod_3_4' }), atFieldOf('code'));
    await assert.rejects(
      recordGround(acting(nurse), personId, { ...given, toUnitId: w.units.homeCareWest.id }),
      refused('unit_closed'),
    );
    await assert.rejects(
      recordGround(acting(nurse), personId, { ...given, toUnitId: w.units.homeCare.id }),
      atFieldOf('toUnitId'),
    );
    const made = await recordGround(acting(nurse), personId, given);
    const seen = (await reasons(physician, personId)).sees.find((it) => it.unitId === w.units.homeCare.id);
    assert.deepEqual([seen?.basis, seen?.paragraph, seen?.ground?.id], ['ground', 'OSL 25 kap. 13 §', made.id]);
    assert.equal((await see(physician, personId)).voice.count, 1);
    await assert.rejects(endGround(acting(physician), personId, made.id, { version: 1 }), refused('not_allowed'));
    await endGround(acting(nurse), personId, made.id, { version: 1 });
    await assert.rejects(endGround(acting(nurse), personId, made.id, { version: 2 }), refused('not_allowed_now'));
    assert.equal((await see(physician, personId)).voice.count, 0);
    assert.equal((await see(nurse, personId)).grounds[0]?.inForce, false);
  });

  test('a relative sees what the person shares, part by part, and no more', async () => {
    const personId = await w.person([w.units.homeCare]);
    await say(acting(nurse), personId, { words: 'Vill bo kvar', saidBy: 'person' });
    const me = await w.personCaller(personId);
    const daughter = await w.relativeCaller(personId, w.units.homeCare);
    const son = await addRelative(acting(me), personId, {
      name: 'Son Tolvansson',
      relation: 'child',
      phone: '031-390 06 02',
    });
    const nothing = await see(daughter, personId);
    assert.deepEqual(
      [
        nothing.voice.count,
        nothing.circle.length,
        nothing.consents.length,
        nothing.promises.length,
        nothing.contact,
        nothing.person.identity,
      ],
      [0, 0, 0, 0, null, null],
    );
    assert.equal(nothing.access.writable, false);
    const voice = await share(acting(me), personId, daughter.relativeId, { part: 'voice' });
    assert.equal((await see(daughter, personId)).voice.latest?.words, 'Vill bo kvar');
    await share(acting(me), personId, daughter.relativeId, { part: 'circle' });
    const circle = await see(daughter, personId);
    assert.equal(circle.circle.length, 1);
    assert.deepEqual(
      circle.relatives?.map((it) => it.id),
      [daughter.relativeId],
    );
    await assert.rejects(
      share(acting(me), personId, daughter.relativeId, { part: 'voice' }),
      refused('already_exists'),
    );
    await unshare(acting(me), personId, voice.id);
    assert.equal((await see(daughter, personId)).voice.count, 0);
    await assert.rejects(unshare(acting(me), personId, voice.id), refused('not_found'));
    assert.deepEqual(
      (await see(me, personId)).relatives?.map((it) => [it.name, it.shares.length]),
      [
        ['Dotter Tolvansson', 1],
        ['Son Tolvansson', 0],
      ],
    );
    const other = await w.person([w.units.homeCare]);
    await assert.rejects(overview(w.ground, w.as(daughter), other), refused('not_found'));
    await assert.rejects(overview(w.ground, w.as(me), other), refused('not_found'));
    await endRelative(acting(me), personId, daughter.relativeId, { version: 1 });
    await assert.rejects(overview(w.ground, w.as(daughter), personId), refused('not_found'));
    await assert.rejects(endRelative(acting(nurse), personId, son.id, { version: 3 }), refused('stale'));
  });

  test('staff note a share only when the person has said yes to that relative taking part', async () => {
    const personId = await w.person([w.units.homeCare]);
    const daughter = await addRelative(acting(nurse), personId, { name: 'Dotter', relation: 'child', phone: null });
    await assert.rejects(
      share(acting(nurse), personId, daughter.id, { part: 'plan' }),
      refused('relative_consent_missing'),
    );
    await recordConsent(
      acting(nurse),
      personId,
      body({ kind: 'relative', decision: 'yes', form: 'oral', relativeId: daughter.id }),
    );
    await share(acting(nurse), personId, daughter.id, { part: 'plan' });
    tick();
    await recordConsent(
      acting(nurse),
      personId,
      body({ kind: 'relative', decision: 'no', form: 'oral', relativeId: daughter.id }),
    );
    await assert.rejects(
      share(acting(nurse), personId, daughter.id, { part: 'needs' }),
      refused('relative_consent_missing'),
    );
    await assert.rejects(
      recordConsent(
        acting(nurse),
        personId,
        body({ kind: 'relative', decision: 'yes', form: 'oral', relativeId: w.newId() }),
      ),
      refused('not_found'),
    );
  });

  test('the list of answers is paged by the same rule as the page', async () => {
    const personId = await w.person([w.units.homeCare, w.units.homeHelp]);
    for (const kind of ['plan', 'quality_register', 'follow_up'] as const) {
      await recordConsent(acting(nurse), personId, body({ kind, decision: 'yes', form: 'oral' }));
      tick();
    }
    const first = closed(peopleRoutes.consents.response).parse(
      await consents(w.ground, w.as(nurse), personId, { limit: 2 }),
    );
    const second = await consents(w.ground, w.as(nurse), personId, { limit: 2, cursor: first.next ?? '' });
    assert.deepEqual(
      [...first.items, ...second.items].map((it) => it.kind),
      ['follow_up', 'quality_register', 'plan'],
    );
    assert.deepEqual([first.total, second.next], [3, null]);
    assert.deepEqual(await consents(w.ground, w.as(helper), personId, { limit: 2 }), {
      items: [],
      total: 0,
      next: null,
    });
  });
});
