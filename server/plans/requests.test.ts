import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { z } from 'zod';
import type { OfferPlanBody } from '../../contract/plan-requests.ts';
import type { MoveBody } from '../../contract/commitments.ts';
import { deadlineAfter } from '../../contract/kernel/deadlines.ts';
import { isChild } from '../../contract/kernel/age.ts';
import { ledger, sweep, within, type Deadline } from '../commitments/index.ts';
import type { Caller } from '../kernel/access/context.ts';
import type { Ground } from '../kernel/db/transaction.ts';
import { planGaps, requestsHandlers, type CommitmentsPort } from './index.ts';
import { judgeOf, meetingBy } from './requests.rules.ts';
import { made, planWorld, refused, type World } from './plans.fixture.ts';
import { DAY } from './times.fixture.ts';

type OfferPlan = z.output<typeof OfferPlanBody>;
const days: Readonly<Record<string, number>> = {
  'sip.judge.health': 3,
  'sip.judge.social': 1,
  'sip.child': 21,
  'offer.lapse': 14,
};
const deadline: Deadline = (_municipality, key, from) => from + (days[key] ?? 2) * DAY;
const commitments = (ground: Ground): CommitmentsPort => within(ground, deadline);

describe('Asking that a plan is made', () => {
  let world: World;
  let requests: ReturnType<typeof requestsHandlers>;
  before(async () => {
    world = await planWorld(commitments);
    requests = requestsHandlers(commitments(world.ground));
    const agreement = world.ground.newId();
    await world.db.asOwner(
      `insert into organisations.agreement (id, code, name, valid_from, source) values ($1, 'lan', 'Länet', '2020-01-01', 'prov')`,
      [agreement],
    );
    await world.db.asOwner(
      `insert into organisations.agreement_term (id, agreement_id, key, amount, unit, valid_from, source, verified) values ($1, $2, 'sip.child', 21, 'calendar_days', '2020-01-01', 'prov', false)`,
      [world.ground.newId(), agreement],
    );
  });
  after(() => world.db.drop());

  const ask = (caller: Caller, personId: string, to: keyof World['units'], words = 'Många möten och ingen helhet') =>
    made(requests.askForPlan(world.call(caller, { personId }, { words, toUnitId: world.units[to] })));
  const list = async (caller: Caller, personId: string) =>
    (await made(requests.planRequests(world.call(caller, { personId })))).requests;
  const moved = (caller: Caller, id: string, body: MoveBody) => {
    const { ground, request, once } = world.call(caller, {}, body);
    return ledger.move({ ground, deadline }, request, once, id, body);
  };
  const now = (): string => new Date(world.clock.now()).toISOString();
  const born = async (personId: string, date: string) =>
    world.db.asOwner(`update people.person set birth_date = $2, version = version + 1 where person_id = $1`, [
      personId,
      date,
    ]);
  const gapsOf = async (subject: string) =>
    (
      await world.db.asOwner<{ kind: string }>(
        `select kind from commitments.gap where subject_id = $1 and closed_at is null order by kind`,
        [subject],
      )
    ).map(({ kind }) => kind);
  const round = () => sweep(world.ground, deadline, [planGaps(world.db)]);

  it('is judged by who works under one of the two acts', () => {
    assert.deepEqual(['health', 'omsorg', 'social_other', 'school', 'joint', 'person'].map(judgeOf), [
      'health',
      'social',
      'social',
      null,
      null,
      null,
    ]);
  });

  it('has a clock of the law’s own: health care without delay, social services at once', async () => {
    const personId = await world.person();
    const self = await world.self(personId);
    await ask(self, personId, 'clinic');
    await ask(self, personId, 'homeHelp');
    const [social, health] = await list(self, personId);
    assert.equal(Date.parse(health?.judgeBy ?? '') - world.clock.now(), 3 * DAY);
    assert.equal(Date.parse(social?.judgeBy ?? '') - world.clock.now(), DAY);
    assert.deepEqual(
      [health?.own, health?.mine, health?.to?.id, health?.words],
      [true, false, world.units.clinic, 'Många möten och ingen helhet'],
    );
  });

  describe('offered at discharge', () => {
    const offer = (caller: Caller, personId: string, body: Partial<OfferPlan> = {}) =>
      made(
        requests.offerPlan(
          world.call(
            caller,
            { personId },
            {
              occasion: 'discharge' as const,
              answer: 'no' as const,
              saidBy: 'person' as const,
              words: 'Vi klarar oss själva',
              toUnitId: null,
              ...body,
            },
          ),
        ),
      );
    const all = (caller: Caller, personId: string) => made(requests.planRequests(world.call(caller, { personId })));
    const asWard = (kind: string) =>
      world.db.asOwner(`update organisations.unit set kind = $2 where id = $1`, [world.units.clinic, kind]);

    it('is a no that is kept with the person’s words, or a yes that is a request in the same step', async () => {
      await asWard('hospital_ward');
      const personId = await world.person();
      await offer(world.staff.clinic, personId);
      world.clock.advance(1000);
      const { request } = await offer(world.staff.clinic, personId, {
        answer: 'yes',
        words: 'Sår, trappor och mat',
        toUnitId: world.units.nursing,
      });
      const seen = await all(world.staff.nursing, personId);
      assert.deepEqual(seen.offers.map(({ answer, requestId, words }) => [answer, requestId, words])[0], [
        'yes',
        request?.id,
        'Sår, trappor och mat',
      ]);
      assert.deepEqual(
        seen.requests.map(({ id, mine, words }) => [id, mine, words]),
        [[request?.id, true, 'Sår, trappor och mat']],
      );
      const own = await all(world.staff.clinic, personId);
      assert.deepEqual(
        own.offers.map(({ answer, saidBy, words }) => [answer, saidBy, words]),
        [
          ['yes', 'person', 'Sår, trappor och mat'],
          ['no', 'person', 'Vi klarar oss själva'],
        ],
      );
      assert.deepEqual([own.discharges, seen.discharges], [true, false]);
      // The person reads what was written down as said.
      assert.equal((await all(await world.self(personId), personId)).offers.length, 2);
    });

    it('is a yes only with somebody to judge it, and is offered by a unit with inpatients and no other', async () => {
      const personId = await world.person();
      await asWard('hospital_ward');
      assert.equal((await refused(offer(world.staff.clinic, personId, { answer: 'yes' }))).code, 'invalid');
      await asWard('primary_care_centre');
      assert.equal((await refused(offer(world.staff.clinic, personId))).code, 'invalid');
      assert.equal((await all(world.staff.clinic, personId)).offers.length, 0);
    });

    it('does not become a request towards a unit that may not be told, and then no answer is kept either', async () => {
      await asWard('hospital_ward');
      const personId = await world.person();
      const to = { answer: 'yes' as const, toUnitId: world.units.psychiatry };
      assert.equal((await refused(offer(world.staff.clinic, personId, to))).code, 'basis_missing');
      assert.deepEqual((await all(world.staff.clinic, personId)).offers, []);
    });

    it('is never without words, and never rewritten', async () => {
      await asWard('hospital_ward');
      const personId = await world.person();
      const { id } = await offer(world.staff.clinic, personId);
      await assert.rejects(
        world.db.asOwner(`update plans.offer set words = 'Nej' where id = $1`, [id]),
        /append|changed|MR4|not allowed/iu,
      );
      await assert.rejects(
        world.db.asOwner(
          `insert into plans.offer (id, person_id, occasion, answer, said_by, words, offered_at, author_unit_id) values (gen_random_uuid(), $1, 'discharge', 'no', 'person', ' ', $2, $3)`,
          [personId, now(), world.units.clinic],
        ),
        /offer_words_check/u,
      );
    });
  });

  it('can be asked by the person, a relative and staff of another authority, and tells the receiver who it is about', async () => {
    const personId = await world.person();
    const daughter = await world.relative(personId, ['promises']);
    await ask(daughter, personId, 'nursing');
    await ask(world.staff.clinic, personId, 'nursing', 'Ses ofta på akuten');
    const seen = await list(world.staff.nursing, personId);
    assert.deepEqual(
      seen.map(({ askedBy, mine }) => [askedBy, mine]),
      [
        ['unit', true],
        ['relative', true],
      ],
    );
    assert.deepEqual(
      (await list(daughter, personId)).map(({ own, askedBy }) => [askedBy, own]).filter(([, own]) => own),
      [['relative', true]],
    );
    assert.equal((await refused(ask(world.staff.clinic, personId, 'psychiatry'))).code, 'basis_missing');
  });

  it('is not sent to a unit that cannot judge', async () => {
    const personId = await world.person();
    const [school] = await world.db.asOwner<{ id: string }>(
      `insert into organisations.provider (id, authority_id, branch, code, name) values (gen_random_uuid(), $1, 'school', 'skola', 'Skolan') returning id`,
      [world.municipality],
    );
    const [unit] = await world.db.asOwner<{ id: string }>(
      `insert into organisations.unit (id, provider_id, kind, code, name, tag, municipality_code, opened_at) values (gen_random_uuid(), $1, 'school_health', 'skola', 'Skolan', 'SK', '1480', '2020-01-01') returning id`,
      [school?.id],
    );
    const self = await world.self(personId);
    const refusal = await refused(
      made(requests.askForPlan(world.call(self, { personId }, { words: 'Hjälp', toUnitId: unit?.id ?? '' }))),
    );
    assert.deepEqual(
      [refusal.code, refusal.current],
      ['invalid', { fields: [{ path: 'toUnitId', code: 'cannot_judge' }] }],
    );
  });

  it('is refused the person or a relative only with words, by the rule and by the database; a unit may be told by a reason alone', async () => {
    const personId = await world.person();
    const wish = await ask(await world.self(personId), personId, 'nursing');
    const no = { action: 'decline' as const, seen: 1, reason: 'other' as const };
    assert.equal((await refused(moved(world.staff.nursing, wish.id, no))).code, 'words_missing');
    assert.equal((await refused(moved(world.staff.nursing, wish.id, { ...no, note: '   ' }))).code, 'words_missing');
    await assert.rejects(
      world.db.asOwner(
        `update commitments.commitment set state = 'declined', ended_at = $2, received_at = $2, end_reason = 'other', version = version + 1 where id = $1`,
        [wish.id, now()],
      ),
      /wish_refused_in_words/,
    );
    await moved(world.staff.nursing, wish.id, {
      ...no,
      note: 'Du har bara hjälp från oss just nu. Vi pratar igen i mars.',
    });
    const [told] = await list(await world.self(personId), personId);
    assert.deepEqual(
      [told?.state, told?.reason, told?.noWords],
      ['declined', 'other', 'Du har bara hjälp från oss just nu. Vi pratar igen i mars.'],
    );
    const fromUnit = await ask(world.staff.clinic, personId, 'nursing');
    assert.equal((await moved(world.staff.nursing, fromUnit.id, no)).state, 'declined');
  });

  it('cannot be put off by the one who is to judge', async () => {
    const personId = await world.person();
    const wish = await ask(await world.self(personId), personId, 'nursing');
    const later = { action: 'propose' as const, seen: 1, dueAt: new Date(world.clock.now() + 9 * DAY).toISOString() };
    assert.equal((await refused(moved(world.staff.nursing, wish.id, later))).code, 'not_allowed_now');
  });

  it('becomes a gap when nobody judges it, and when a yes is not followed by a plan; a judged no is none', async () => {
    const personId = await world.person();
    const self = await world.self(personId);
    const [silent, yes, no, lost] = [
      await ask(self, personId, 'homeHelp'),
      await ask(self, personId, 'nursing'),
      await ask(self, personId, 'clinic'),
      await ask(self, personId, 'clinic'),
    ];
    await moved(world.staff.nursing, yes.id, { action: 'accept', seen: 1 });
    await moved(world.staff.clinic, no.id, { action: 'decline', seen: 1, reason: 'other', note: 'Behövs inte nu' });
    await moved(world.staff.clinic, lost.id, {
      action: 'decline',
      seen: 1,
      reason: 'wrong_receiver',
      note: 'Fråga hemsjukvården',
    });
    world.clock.advance(7 * DAY);
    await round();
    assert.deepEqual(await gapsOf(silent.id), ['unanswered']);
    assert.deepEqual(await gapsOf(yes.id), ['overdue']);
    assert.deepEqual(await gapsOf(no.id), []);
    // The wrong unit has judged nothing.
    assert.deepEqual(await gapsOf(lost.id), ['declined_without_owner']);
  });

  it('is answered by the plan itself: the yes and the begun plan in one step', async () => {
    const personId = await world.person();
    const wish = await ask(await world.self(personId), personId, 'nursing');
    const begin = { type: 'SIP' as const, title: 'Trygg hemma', request: { id: wish.id, version: 1 } };
    assert.equal(
      (await refused(world.handlers.startPlan(world.call(world.staff.clinic, { personId }, begin)))).code,
      'invalid',
    );
    const plan = await made(world.handlers.startPlan(world.call(world.staff.nursing, { personId }, begin)));
    const [told] = await list(await world.self(personId), personId);
    assert.deepEqual([told?.state, told?.planId, told?.mine], ['kept', plan.id, false]);
  });

  it('is kept by a begun plan and by nothing else', async () => {
    const personId = await world.person();
    const wish = await ask(world.staff.clinic, personId, 'nursing');
    const { version } = await moved(world.staff.nursing, wish.id, { action: 'accept', seen: 1 });
    assert.equal(
      (await refused(moved(world.staff.nursing, wish.id, { action: 'keep', seen: version }))).code,
      'not_allowed_now',
    );
    assert.equal((await list(world.staff.nursing, personId))[0]?.state, 'accepted');
  });

  it('is not begun without the person’s yes to a plan, and then nothing is kept', async () => {
    const personId = await world.person({ consent: false });
    const wish = await ask(world.staff.clinic, personId, 'nursing');
    const begin = { type: 'SIP' as const, title: 'Trygg hemma', request: { id: wish.id, version: 1 } };
    assert.equal(
      (await refused(world.handlers.startPlan(world.call(world.staff.nursing, { personId }, begin)))).code,
      'consent_missing',
    );
    assert.equal((await list(world.staff.nursing, personId))[0]?.state, 'offered');
  });

  it('counts three weeks to a child’s meeting from the request, and the day after is a gap until the meeting is held', async () => {
    const personId = await world.person();
    await born(personId, '2015-05-05');
    const asked = world.clock.now();
    const wish = await ask(
      await world.relative(personId, ['promises']),
      personId,
      'homeHelp',
      'Skolan, BUP och vi behöver ses',
    );
    world.clock.advance(DAY / 2);
    const plan = await made(
      world.handlers.startPlan(
        world.call(
          world.staff.homeHelp,
          { personId },
          { type: 'SIP' as const, title: 'Skola och hem', request: { id: wish.id, version: 1 } },
        ),
      ),
    );
    const by = deadlineAfter(asked, { amount: 21, unit: 'calendar_days', at: 'end_of_day' });
    const [row] = await world.db.asOwner<{ by: string }>('select meeting_by as by from plans.plan where id = $1', [
      plan.id,
    ]);
    assert.equal(new Date(row?.by ?? '').getTime(), by);
    world.clock.set(by);
    await round();
    assert.deepEqual(await gapsOf(plan.id), []);
    world.clock.set(by + 1);
    await round();
    assert.deepEqual(await gapsOf(plan.id), ['meeting_overdue']);
    await world.db.asOwner(
      `insert into plans.meeting (id, person_id, plan_id, kind, state, starts_at, ends_at, form, called_at, ended_at, author_unit_id) values (gen_random_uuid(), $1, $2, 'planning', 'held', $3, $3::timestamptz + interval '1 hour', 'home', $3, $3, $4)`,
      [personId, plan.id, now(), world.units.homeHelp],
    );
    await round();
    assert.deepEqual(await gapsOf(plan.id), []);
  });

  it('a plan for a grown person has no such day, and one begun without a request counts from its beginning', async () => {
    const term = { amount: 21, unit: 'calendar_days' as const };
    const at = Date.parse('2026-03-10T11:00:00Z');
    assert.equal(meetingBy('1940-01-01', at, term), null);
    assert.equal(meetingBy('2015-05-05', at, null), null);
    assert.equal(meetingBy('2015-05-05', at, term), Date.parse('2026-03-31T21:59:59.999Z'));
    const personId = await world.person();
    await made(
      world.handlers.startPlan(world.call(world.staff.clinic, { personId }, { type: 'SIP' as const, title: 'Vuxen' })),
    );
    assert.deepEqual(await world.db.asOwner('select meeting_by from plans.plan where person_id = $1', [personId]), [
      { meeting_by: null },
    ]);
  });

  it('who turns eighteen that day is no child', () => {
    assert.equal(isChild('2008-03-10', Date.parse('2026-03-09T22:59:00Z')), true);
    assert.equal(isChild('2008-03-10', Date.parse('2026-03-09T23:00:00Z')), false);
  });
});
