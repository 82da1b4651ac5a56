import assert from 'node:assert/strict';
import { after as afterAll, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { Meeting, MeetingParty } from '../../contract/meetings.ts';
import { sweep, within, type Deadline } from '../commitments/index.ts';
import type { Caller } from '../kernel/access/context.ts';
import { asCaller, type Ground } from '../kernel/db/transaction.ts';
import { letterText } from '../kernel/mail/letters.ts';
import { meetingTransitions } from './meetings.rules.ts';
import { meetingsHandlers, planGaps, type CommitmentsPort } from './index.ts';
import { made, planWorld, preparedPlan, refused, type StaffName, type World } from './plans.fixture.ts';
import { DAY } from './times.fixture.ts';

const HOUR = 3_600_000;
const deadline: Deadline = (_municipality, _key, from) => from + DAY;
const commitments = (ground: Ground): CommitmentsPort => within(ground, deadline);
interface At {
  personId: string;
  planId: string;
}

describe('A planning meeting', () => {
  let world: World;
  let meetings: ReturnType<typeof meetingsHandlers>;
  before(async () => {
    world = await planWorld(commitments);
    meetings = meetingsHandlers(commitments(world.ground));
  });
  afterAll(() => world.db.drop());

  const later = (ms: number): string => new Date(world.clock.now() + ms).toISOString();
  const body = (more: object = {}) => ({
    kind: 'planning' as const,
    startsAt: later(7 * DAY),
    minutes: 60,
    form: 'home' as const,
    place: 'Storgatan 1',
    link: null,
    practical: '',
    unitIds: [world.units.nursing, world.units.homeHelp],
    relativeIds: [],
    invited: [],
    ...more,
  });
  const planned = async (): Promise<At> => {
    const { personId, planId } = await preparedPlan(world);
    return { personId, planId };
  };
  const called = async (at: At, more: object = {}): Promise<string> =>
    (await made(meetings.callMeeting(world.call(world.staff.clinic, at, body(more))))).id;
  const seen = async (caller: Caller, at: At): Promise<Meeting> => {
    const [first] = (await made(meetings.meetings(world.call(caller, at)))).meetings;
    assert.ok(first);
    return first;
  };
  const partyOf = (meeting: Meeting, unit: StaffName): MeetingParty => {
    const found = meeting.parties.find((one) => one.unit?.id === world.units[unit]);
    assert.ok(found, unit);
    return found;
  };
  const answer = async (caller: Caller, at: At, party: MeetingParty, said: object, version = party.version) => {
    const { id: meetingId } = await seen(caller, at);
    return made(
      meetings.answerCall(
        world.call(caller, { ...at, meetingId, partyId: party.id }, { version, answer: said } as never),
      ),
    );
  };
  const changedBy = (caller: Caller, personId: string, statement: string): Promise<number> =>
    asCaller(world.ground, { caller, purpose: 'own' }, async (work) => {
      await work.open('test', [personId], 'person');
      return Number((await sql.raw(statement).execute(work.tx)).numAffectedRows ?? 0);
    });
  const letters = (personId: string) =>
    world.db.asOwner<{ to_address: string; data: Record<string, unknown> }>(
      `select to_address, data from notify.mail where template = 'meeting' and data ->> 'uid' in (select m.id || '@mellanrum' from plans.meeting m where m.person_id = $1) order by (data ->> 'sequence')::int, to_address`,
      [personId],
    );

  it('has the same table of transitions in the rules and in the database', async () => {
    const rows = await world.db.asOwner<{ from_state: string; action: string; to_state: string }>(
      'select * from plans.meeting_transition',
    );
    const told = Object.entries(meetingTransitions).flatMap(([from, actions]) =>
      Object.entries(actions).flatMap(([action, to]) => (to === null ? [] : [`${from} ${action} ${to}`])),
    );
    assert.deepEqual(rows.map((row) => `${row.from_state} ${row.action} ${row.to_state}`).sort(), told.sort());
  });

  it('is called with a promise for each unit; the one who calls has answered, the person is always of the party', async () => {
    const at = await planned();
    const daughter = await world.relative(at.personId, ['plan']);
    assert.ok(daughter.kind === 'relative');
    await called(at, {
      relativeIds: [daughter.relativeId],
      invited: [{ name: 'Försäkringskassan', email: 'kassan@example.se' }],
    });
    const meeting = await seen(world.staff.clinic, at);
    assert.deepEqual(meeting.parties.map(({ kind, answer: said }) => `${kind} ${said}`).sort(), [
      'called comes',
      'called waiting',
      'called waiting',
      'invited waiting',
      'person waiting',
      'relative waiting',
    ]);
    assert.deepEqual(meeting.actions, ['move', 'call_more', 'hold', 'cancel']);
    const nursing = partyOf(await seen(world.staff.nursing, at), 'nursing');
    assert.equal(nursing.mine, true);
    assert.ok(nursing.promise);
    const self = await world.self(at.personId);
    assert.deepEqual(
      (await seen(self, at)).parties.filter(({ mine }) => mine).map(({ kind }) => kind),
      ['person'],
    );
    assert.deepEqual(
      (await seen(daughter, at)).parties.filter(({ mine }) => mine).map(({ kind }) => kind),
      ['relative'],
    );
    assert.deepEqual(
      (await seen(daughter, at)).parties.map(({ email }) => email),
      Array(6).fill(null),
    );
  });

  it('has no history among the parts of the plan: what was a fault is answered as not found', async () => {
    const at = await planned();
    await called(at);
    const { id: partId } = await seen(world.staff.clinic, at);
    const asked = world.handlers.partHistory(world.call(world.staff.clinic, { ...at, partId }));
    assert.equal((await refused(asked)).code, 'not_found');
  });

  it('is answered with yes, another in one’s place, another time, or no with a reason', async () => {
    const at = await planned();
    await called(at, { invited: [{ name: 'Skolan', email: null }] });
    const first = await seen(world.staff.clinic, at);
    await answer(world.staff.nursing, at, partyOf(first, 'nursing'), {
      kind: 'sends_other',
      representative: 'Karin, sjuksköterska',
    });
    await answer(world.staff.homeHelp, at, partyOf(first, 'homeHelp'), {
      kind: 'other_time',
      proposedAt: later(8 * DAY),
      words: 'Vi har ingen den dagen',
    });
    const self = await world.self(at.personId);
    const person = first.parties.find(({ kind }) => kind === 'person');
    const school = first.parties.find(({ kind }) => kind === 'invited');
    assert.ok(person && school);
    await answer(self, at, person, { kind: 'comes' });
    await answer(world.staff.clinic, at, school, { kind: 'cannot', words: 'Lov' });
    const after = await seen(world.staff.clinic, at);
    assert.deepEqual(
      after.parties.map(({ kind, answer: said, representative, words }) => [kind, said, representative, words]).sort(),
      [
        ['called', 'comes', '', ''],
        ['called', 'other_time', '', 'Vi har ingen den dagen'],
        ['called', 'sends_other', 'Karin, sjuksköterska', ''],
        ['invited', 'cannot', '', 'Lov'],
        ['person', 'comes', '', ''],
      ].sort(),
    );
    assert.equal(partyOf(after, 'homeHelp').proposedAt, later(8 * DAY));
  });

  it('is answered by nobody else: not another unit, not the person for a unit, not a relative for another', async () => {
    const at = await planned();
    const [daughter, son] = [await world.relative(at.personId, ['plan']), await world.relative(at.personId, ['plan'])];
    assert.ok(daughter.kind === 'relative' && son.kind === 'relative');
    await called(at, { relativeIds: [daughter.relativeId, son.relativeId] });
    const first = await seen(world.staff.clinic, at);
    const self = await world.self(at.personId);
    const sons = first.parties.find(({ relativeId }) => relativeId === son.relativeId);
    assert.ok(sons);
    const cases: [Caller, MeetingParty][] = [
      [world.staff.homeHelp, partyOf(first, 'nursing')],
      [self, partyOf(first, 'nursing')],
      [daughter, sons],
      [self, sons],
    ];
    for (const [caller, party] of cases)
      assert.equal((await refused(answer(caller, at, party, { kind: 'comes' }))).code, 'not_your_move');
    assert.equal((await refused(made(meetings.meetings(world.call(world.staff.stranger, at))))).code, 'not_found');
    // The rule stands in the database too.
    const update = `update plans.meeting_party set answer = 'comes', version = version + 1 where id = '${sons.id}'`;
    assert.equal(await changedBy(daughter, at.personId, update), 0);
    assert.equal(await changedBy(son, at.personId, update), 1);
  });

  it('two answers at once: the second is refused with what stands', async () => {
    const at = await planned();
    await called(at);
    const party = partyOf(await seen(world.staff.nursing, at), 'nursing');
    await answer(world.staff.nursing, at, party, { kind: 'comes' });
    const problem = await refused(answer(world.staff.nursing, at, party, { kind: 'cannot', words: 'Nej' }));
    assert.equal(problem.code, 'stale');
    assert.equal(partyOf(await seen(world.staff.nursing, at), 'nursing').answer, 'comes');
  });

  it('an answer is not the last: a yes was once kept to, whatever happened after it', async () => {
    const kinds = ['comes', 'sends_other', 'other_time', 'cannot'] as const;
    for (const first of kinds)
      for (const then of kinds) {
        const at = await planned();
        await called(at, { unitIds: [world.units.nursing] });
        const said = (kind: (typeof kinds)[number]) =>
          ({
            comes: { kind },
            sends_other: { kind, representative: 'Karin' },
            other_time: { kind, proposedAt: later(9 * DAY), words: '' },
            cannot: { kind, words: 'Sjuk' },
          })[kind];
        for (const kind of [first, then])
          await answer(world.staff.nursing, at, partyOf(await seen(world.staff.nursing, at), 'nursing'), said(kind));
        const party = partyOf(await seen(world.staff.clinic, at), 'nursing');
        assert.equal(party.answer, then, `${first} ${then}`);
        assert.equal(party.representative, then === 'sends_other' ? 'Karin' : '');
      }
  });

  it('a call received is not yet answered, and leaves the page that is open as it is: it was once stale at once', async () => {
    const at = await planned();
    await called(at, { unitIds: [world.units.nursing] });
    const open = partyOf(await seen(world.staff.nursing, at), 'nursing');
    assert.ok(open.promise);
    const { ledger } = await import('../commitments/index.ts');
    await ledger.move(
      { ground: world.ground, deadline },
      { caller: world.staff.nursing, purpose: 'care' },
      { key: 'seen-in-the-list', body: '{}' },
      open.promise.id,
      { action: 'receive', seen: open.promise.version },
    );
    assert.equal(partyOf(await seen(world.staff.nursing, at), 'nursing').version, open.version);
    await answer(world.staff.nursing, at, open, { kind: 'comes' });
  });

  it('calling more tells the calendars of those who come to it, and not the others again', async () => {
    const at = await planned();
    await world.db.asOwner(`update organisations.unit set email = code || '@example.se' where id = any($1)`, [
      [world.units.nursing, world.units.homeHelp],
    ]);
    const meetingId = await called(at, { unitIds: [world.units.nursing] });
    await made(
      meetings.callMore(
        world.call(
          world.staff.clinic,
          { ...at, meetingId },
          {
            version: 1,
            unitIds: [world.units.homeHelp],
            relativeIds: [],
            invited: [{ name: 'Skolan', email: 'skolan@example.se' }],
          },
        ),
      ),
    );
    assert.deepEqual(
      (await letters(at.personId)).map(({ to_address }) => to_address),
      ['homeHelp@example.se', 'nursing@example.se', 'skolan@example.se'],
    );
  });

  it('where to meet goes to calendars outside, so it does not tell whom it is about: a name in the place once went along', async () => {
    const at = await planned();
    const [{ given_name: name } = { given_name: '' }] = await world.db.asOwner<{ given_name: string }>(
      'select given_name from people.person where person_id = $1',
      [at.personId],
    );
    for (const more of [
      { form: 'office', place: `Rum 3, hos ${name}` },
      { form: 'digital', place: '', link: `https://moten.example.se/${name}` },
    ])
      assert.deepEqual(
        (await refused(made(meetings.callMeeting(world.call(world.staff.clinic, at, body(more)))))).current,
        { fields: [{ path: Object.keys(more).at(-1), code: 'names_the_person' }] },
      );
    assert.deepEqual(await letters(at.personId), []);
    await called(at, { form: 'home', place: `Hemma hos ${name}` });
  });

  it('answered in the list of promises is answered here too', async () => {
    const at = await planned();
    await called(at);
    const party = partyOf(await seen(world.staff.nursing, at), 'nursing');
    assert.ok(party.promise);
    const { ledger } = await import('../commitments/index.ts');
    await ledger.move(
      { ground: world.ground, deadline },
      { caller: world.staff.nursing, purpose: 'care' },
      { key: 'from-the-list-1', body: '{}' },
      party.promise.id,
      { action: 'accept', seen: party.promise.version },
    );
    assert.equal(partyOf(await seen(world.staff.clinic, at), 'nursing').answer, 'comes');
  });

  it('silence is a gap of the called unit, and ends with the meeting', async () => {
    const at = await planned();
    await called(at);
    world.clock.set(world.clock.now() + DAY + HOUR);
    await sweep(world.ground, deadline, [planGaps(world.db)]);
    const gaps = () =>
      world.db.asOwner<{ kind: string; unit: string; open: boolean }>(
        `select kind, move_unit_id as unit, closed_at is null as open from commitments.gap where person_id = $1 and kind in ('unanswered', 'lapsed', 'overdue') order by move_unit_id`,
        [at.personId],
      );
    assert.deepEqual(
      new Set((await gaps()).filter(({ open }) => open).map(({ unit }) => unit)),
      new Set([world.units.nursing, world.units.homeHelp]),
    );
    world.clock.set(world.clock.now() + 7 * DAY);
    for (let round = 0; round < 3; round++) await sweep(world.ground, deadline, [planGaps(world.db)]);
    const meeting = await seen(world.staff.clinic, at);
    assert.deepEqual([partyOf(meeting, 'nursing').answer, partyOf(meeting, 'homeHelp').answer], ['silent', 'silent']);
    assert.deepEqual(
      (await gaps()).filter(({ open, kind }) => open && kind !== 'overdue'),
      [],
    );
  });

  it('moved three times and called off: every calendar has the right end, whatever the order in which the files come', async () => {
    const ICAL = (await import('ical.js')).default;
    const at = await planned();
    await world.db.asOwner(`update organisations.unit set email = code || '@example.se' where id = any($1)`, [
      [world.units.nursing, world.units.homeHelp],
    ]);
    const meetingId = await called(at, { invited: [{ name: 'Skolan', email: 'skolan@example.se' }] });
    await answer(world.staff.nursing, at, partyOf(await seen(world.staff.nursing, at), 'nursing'), { kind: 'comes' });
    for (const days of [9, 10, 11]) {
      const { version } = await seen(world.staff.clinic, at);
      await made(
        meetings.moveMeeting(
          world.call(
            world.staff.clinic,
            { ...at, meetingId },
            {
              version,
              startsAt: later(days * DAY),
              minutes: 45,
              form: 'digital' as const,
              place: '',
              link: 'https://video.example.se/rum',
              practical: '',
            },
          ),
        ),
      );
      assert.equal(partyOf(await seen(world.staff.clinic, at), 'nursing').answer, 'waiting');
      assert.equal(partyOf(await seen(world.staff.clinic, at), 'clinic').answer, 'comes');
    }
    const { version } = await seen(world.staff.clinic, at);
    // The unit that called has the calls: another's word on the meeting was once refused as if there were none.
    assert.deepEqual((await seen(world.staff.nursing, at)).actions, []);
    assert.equal(
      (
        await refused(
          meetings.cancelMeeting(
            world.call(world.staff.nursing, { ...at, meetingId }, { version, reason: 'ill' as const }),
          ),
        )
      ).code,
      'not_your_move',
    );
    await made(
      meetings.cancelMeeting(world.call(world.staff.clinic, { ...at, meetingId }, { version, reason: 'ill' as const })),
    );
    assert.deepEqual(
      (await seen(world.staff.clinic, at)).parties
        .filter(({ kind }) => kind === 'called')
        .map(({ answer: said }) => said),
      ['called_off', 'called_off', 'called_off'],
    );
    const sent = await letters(at.personId);
    assert.deepEqual(
      new Set(sent.map(({ to_address }) => to_address)),
      new Set(['nursing@example.se', 'homeHelp@example.se', 'skolan@example.se']),
    );
    assert.equal(sent.length, 15);
    for (const address of new Set(sent.map(({ to_address }) => to_address))) {
      const files = sent
        .filter(({ to_address }) => to_address === address)
        .map(({ data }) => letterText('meeting', data, 'https://mellanrum.example.se').calendar);
      // The worst order: the last first.
      const kept = new Map<string, { sequence: number; method: string; status: string; starts: string }>();
      for (const file of files.toReversed()) {
        assert.ok(file);
        const calendar = new ICAL.Component(ICAL.parse(file.content));
        const event = calendar.getFirstSubcomponent('vevent');
        assert.ok(event);
        const read = {
          sequence: Number(event.getFirstPropertyValue('sequence')),
          method: String(calendar.getFirstPropertyValue('method')),
          status: String(event.getFirstPropertyValue('status')),
          starts: String(event.getFirstPropertyValue('dtstart')),
        };
        const uid = String(event.getFirstPropertyValue('uid'));
        if ((kept.get(uid)?.sequence ?? -1) < read.sequence) kept.set(uid, read);
        assert.ok(!/Elsa|Prov|Storgatan/u.test(file.content));
      }
      assert.deepEqual(
        [...kept.values()],
        [{ sequence: 4, method: 'CANCEL', status: 'CANCELLED', starts: later(11 * DAY).replace('.000', '') }],
      );
    }
  });

  it('a new room is no new question: answers stand, calendars are told', async () => {
    const at = await planned();
    const meetingId = await called(at);
    await answer(world.staff.nursing, at, partyOf(await seen(world.staff.nursing, at), 'nursing'), { kind: 'comes' });
    const now = await seen(world.staff.clinic, at);
    await made(
      meetings.moveMeeting(
        world.call(
          world.staff.clinic,
          { ...at, meetingId },
          {
            version: now.version,
            startsAt: now.startsAt,
            minutes: 60,
            form: 'office' as const,
            place: 'Rum 3',
            link: null,
            practical: '',
          },
        ),
      ),
    );
    const after = await seen(world.staff.clinic, at);
    assert.deepEqual([partyOf(after, 'nursing').answer, after.sequence, after.place], ['comes', 1, 'Rum 3']);
    const file = await made(meetings.meetingCalendar(world.call(world.staff.clinic, { ...at, meetingId })));
    assert.match(file.content, /SEQUENCE:1\r\n/u);
    assert.match(file.content, /LOCATION:Rum 3\r\n/u);
  });

  it('held: who was there; a yes that was kept and one that was not end as such, and a meeting ahead cannot be', async () => {
    const at = await planned();
    const meetingId = await called(at);
    for (const unit of ['nursing', 'homeHelp'] as const)
      await answer(world.staff[unit], at, partyOf(await seen(world.staff[unit], at), unit), { kind: 'comes' });
    const begun = await seen(world.staff.clinic, at);
    const attendance = begun.parties.map((party) => ({
      partyId: party.id,
      attended: party.unit?.id === world.units.homeHelp ? ('absent' as const) : ('present' as const),
    }));
    const hold = (list: typeof attendance) =>
      meetings.holdMeeting(
        world.call(world.staff.clinic, { ...at, meetingId }, { version: begun.version, attendance: list }),
      );
    assert.equal((await refused(hold(attendance))).code, 'not_allowed_now');
    world.clock.set(Date.parse(begun.endsAt));
    assert.equal((await refused(hold(attendance.slice(1)))).code, 'invalid');
    await made(hold(attendance));
    const after = await seen(world.staff.clinic, at);
    assert.deepEqual([after.state, after.actions, partyOf(after, 'homeHelp').attended], ['held', [], 'absent']);
    const states = await world.db.asOwner<{ unit: string; state: string }>(
      `select to_unit_id as unit, state from commitments.commitment where person_id = $1 and kind = 'call'`,
      [at.personId],
    );
    assert.deepEqual(
      new Map(states.map(({ unit, state }) => [unit, state])),
      new Map([
        [world.units.clinic, 'kept'],
        [world.units.nursing, 'kept'],
        [world.units.homeHelp, 'not_kept'],
      ]),
    );
  });

  it('calls no unit that nothing lets know who it is about, and no second meeting while one is called', async () => {
    const at = await planned();
    assert.equal((await refused(called(at, { unitIds: [world.units.psychiatry] }))).code, 'basis_missing');
    assert.equal((await made(meetings.meetings(world.call(world.staff.clinic, at)))).meetings.length, 0);
    await called(at);
    assert.equal((await refused(called(at))).code, 'already_exists');
    assert.equal((await refused(called(await planned(), { startsAt: later(-HOUR) }))).code, 'time_passed');
    assert.equal((await refused(called(await planned(), { form: 'digital' }))).code, 'invalid');
  });

  it('is proposed when units have marked time as free, and not when they sit in another meeting', async () => {
    const [at, other] = [await planned(), await planned()];
    const start = new Date(Math.ceil((world.clock.now() + 10 * DAY) / HOUR) * HOUR).toISOString();
    await made(
      meetings.markFree(
        world.call(world.staff.nursing, {} as never, {
          startsAt: start,
          endsAt: new Date(Date.parse(start) + HOUR).toISOString(),
        }),
      ),
    );
    const times = async (of: At) =>
      (
        await made(
          meetings.meetingTimes(
            Object.assign(world.call(world.staff.clinic, of), {
              query: { units: world.units.nursing, minutes: 60, from: start },
            }),
          ),
        )
      ).times;
    const [best] = await times(at);
    assert.deepEqual([best?.startsAt, best?.free], [start, [world.units.nursing]]);
    await called(at, { startsAt: start, unitIds: [world.units.nursing] });
    await answer(world.staff.nursing, at, partyOf(await seen(world.staff.nursing, at), 'nursing'), { kind: 'comes' });
    assert.ok((await times(other)).every(({ startsAt }) => startsAt !== start));
    const [mine] = (await made(meetings.freeTimes(world.call(world.staff.nursing, {} as never)))).times.filter(
      ({ startsAt }) => startsAt === start,
    );
    assert.ok(mine);
    assert.equal(
      (await refused(made(meetings.unmarkFree(world.call(world.staff.homeHelp, { id: mine.id } as never, {}))))).code,
      'not_found',
    );
    await made(meetings.unmarkFree(world.call(world.staff.nursing, { id: mine.id } as never, {})));
  });
});
