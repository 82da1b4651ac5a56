import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fromIso, toStockholmIso } from '../../contract/kernel/time.ts';
import { Directory, organisationsRoutes, UnitPage, type TermKey } from '../../contract/organisations.ts';
import { peopleRoutes } from '../../contract/people.ts';
import type { Caller, StaffCaller, SystemCaller } from '../kernel/access/context.ts';
import { asCaller } from '../kernel/db/transaction.ts';
import { checkRoute } from '../kernel/http/check-route.ts';
import { closed } from '../kernel/http/closed.ts';
import { serve } from '../kernel/http/serve.ts';
import { newServer } from '../kernel/http/server.ts';
import { refusalOf } from '../kernel/refusal.ts';
import { smallWorld, type World } from '../kernel/testing/world.ts';
import { directory, termList, unitPage, unitStaff } from './directory.commands.ts';
import { organisationsHandlers } from './organisations.routes.ts';
import {
  closeUnit,
  deadline,
  endAssignment,
  loadTerms,
  registerAgreement,
  registerAssignment,
  registerAuthority,
  registerBody,
  registerContactWay,
  registerProvider,
  registerStaff,
  registerTerm,
  registerUnit,
  termFor,
  type Desk,
  type Term,
} from './index.ts';

const county = (over: Partial<Term>): Term => ({
  key: 'answer.soon',
  amount: 24,
  unit: 'hours',
  source: 'test',
  verified: false,
  validFrom: '2024-01-01',
  validTo: null,
  agreement: 'county',
  agreementFrom: '2024-01-01',
  agreementTo: null,
  municipality: null,
  ...over,
});

describe('what is agreed', () => {
  test('the municipality’s own agreement goes before the county’s, and only there', () => {
    const terms = [county({}), county({ amount: 4, municipality: '1494', agreement: 'lidkoping' })];
    assert.equal(termFor(terms, '1494', 'answer.soon', '2026-10-05').amount, 4);
    assert.equal(termFor(terms, '1496', 'answer.soon', '2026-10-05').amount, 24);
    assert.equal(termFor(terms, null, 'answer.soon', '2026-10-05').amount, 24);
  });

  test('a past case is judged by the rules of its day', () => {
    const terms = [county({ validTo: '2026-03-01' }), county({ amount: 12, validFrom: '2026-03-01' })];
    assert.equal(termFor(terms, null, 'answer.soon', '2026-02-28').amount, 24);
    assert.equal(termFor(terms, null, 'answer.soon', '2026-03-01').amount, 12);
  });

  test('an agreement that has ended or not begun says nothing', () => {
    const terms = [
      county({ amount: 1, municipality: '1494', agreementTo: '2026-01-01' }),
      county({ amount: 2, municipality: '1494', agreementFrom: '2027-01-01' }),
    ];
    assert.equal(termFor(terms, '1494', 'answer.soon', '2026-10-05').agreement, null);
  });

  test('the coarser key is read where the finer is not agreed; last of all a marked example', () => {
    assert.deepEqual(termFor([county({})], null, 'answer.handover.soon', '2026-10-05'), {
      key: 'answer.handover.soon',
      amount: 24,
      unit: 'hours',
      source: 'test',
      verified: false,
      agreement: 'county',
      validFrom: '2024-01-01',
    });
    const last = termFor([], null, 'offer.lapse', '2026-10-05');
    assert.equal(last.verified, false);
    assert.equal(last.source, 'Exempelvärde, ej verifierat');
    assert.equal(last.agreement, null);
  });

  test('deadlines are counted on the Swedish calendar', () => {
    const at = fromIso('2026-10-23T14:00:00+02:00'); // the Friday before the clocks change
    const due = (amount: number, unit: Term['unit']) =>
      toStockholmIso(deadline([county({ key: 'receive', amount, unit })], null, 'receive', at));
    assert.equal(due(2, 'working_days'), '2026-10-27T14:00:00+01:00');
    assert.equal(due(72, 'hours'), '2026-10-26T13:00:00+01:00');
    assert.equal(due(6, 'months'), '2027-04-23T14:00:00+02:00');
  });
});

describe('the directory', () => {
  let w: World;
  let nurse: StaffCaller;
  const system: SystemCaller = { kind: 'system', name: 'county' };
  const desk = <T>(work: (desk: Desk) => Promise<T>): Promise<T> =>
    asCaller(w.ground, { caller: system, purpose: 'system' }, (inside) => work({ work: inside, newId: w.newId }));
  const refused = (code: string) => (error: unknown) => refusalOf(error)?.code === code;
  before(async () => {
    w = await smallWorld();
    nurse = await w.staffAt(w.units.homeCare, 'nurse');
  });
  after(() => w.drop());

  const build = () =>
    desk(async (d) => {
      const made = [
        await registerAuthority(d, { code: '1470', kind: 'municipality', name: 'Vara kommun' }),
        await registerProvider(d, {
          code: 'vara.health',
          authority: '1470',
          branch: 'health',
          name: 'Vara hälso- och sjukvård',
        }),
        await registerUnit(d, {
          code: 'hsv.vara',
          provider: 'vara.health',
          kind: 'home_health_care',
          name: 'Hemsjukvården Vara',
          tag: 'HSV Vara',
          municipalityCode: '1470',
          openedAt: '2020-01-01T00:00:00Z',
        }),
        await registerContactWay(d, {
          unit: 'hsv.vara',
          channel: 'phone',
          value: '031-390 06 11',
          labelSv: 'Dagtid',
          labelEn: 'Daytime',
          audience: 'both',
          sort: 1,
          validFrom: '2020-01-01T00:00:00Z',
          hours: { kind: 'weekly', openings: [{ on: [1, 2, 3, 4, 5], from: '07:00', to: '16:30' }] },
        }),
        await registerContactWay(d, {
          unit: 'hsv.vara',
          channel: 'phone',
          value: '031-390 06 12',
          labelSv: 'Jour',
          labelEn: 'On call',
          audience: 'staff',
          sort: 2,
          validFrom: '2020-01-01T00:00:00Z',
          hours: { kind: 'always' },
        }),
        await registerStaff(d, { subject: 'eva', name: 'Eva Chef', title: 'Enhetschef' }),
      ];
      const staffId = made[5]?.id ?? '';
      made.push(
        await registerAssignment(d, { staffId, unit: 'hsv.vara', role: 'head', validFrom: '2024-01-01T00:00:00Z' }),
        await registerAgreement(d, {
          code: 'skaraborg',
          name: 'Överenskommelse',
          source: 'test',
          validFrom: '2024-01-01',
        }),
        await registerTerm(d, {
          agreement: 'skaraborg',
          key: 'offer.lapse',
          amount: 10,
          unit: 'calendar_days',
          validFrom: '2024-01-01',
          source: 'test',
          verified: false,
        }),
        await registerBody(d, {
          agreement: 'skaraborg',
          municipalityCode: '1470',
          level: 'operational',
          unit: 'hsv.vara',
        }),
      );
      return made;
    });

  test('what the county registers is there once, however often it is run', async () => {
    const first = await build();
    assert.ok(first.every((row) => row.made));
    const second = await build();
    assert.ok(second.every((row) => !row.made));
    assert.deepEqual(
      second.map((row) => row.id),
      first.map((row) => row.id),
    );
  });

  test('no address of these rooms can carry a personal identity', () => {
    for (const [name, route] of Object.entries({ ...organisationsRoutes, ...peopleRoutes })) checkRoute(name, route);
  });

  test('no one but the system may keep reference data', async () => {
    await assert.rejects(
      asCaller(w.ground, w.as(nurse), (work) =>
        registerAuthority({ work, newId: w.newId }, { code: 'X', kind: 'private', name: 'X' }),
      ),
      refused('not_found'),
    );
  });

  test('the directory is the same for all and has a tag that changes with it', async () => {
    const one = closed(Directory).parse(await directory(w.ground, w.as(nurse)));
    const person = await w.personCaller(await w.person());
    assert.equal((await directory(w.ground, w.as(person))).tag, one.tag);
    const unit = one.units.find((it) => it.code === 'hsv.vara');
    assert.equal(unit?.authorityKind, 'municipality');
    assert.equal(unit?.branch, 'health');
    await desk((d) =>
      registerUnit(d, {
        code: 'new',
        provider: 'vara.health',
        kind: 'mobile_team',
        name: 'Mobila teamet',
        tag: 'Mobil',
        openedAt: '2020-01-01T00:00:00Z',
      }),
    );
    assert.notEqual((await directory(w.ground, w.as(nurse))).tag, one.tag);
  });

  test('who has the directory already is told only that it still holds, and who is signed out nothing', async () => {
    const app = newServer();
    let caller: Caller | null = nurse;
    serve(app, w.ground, organisationsRoutes, organisationsHandlers, { callerOf: () => Promise.resolve(caller) });
    const ask = (known?: string) =>
      app.inject({ url: '/api/directory', headers: known === undefined ? {} : { 'if-none-match': known } });
    try {
      const whole = await ask();
      const etag = String(whole.headers.etag);
      assert.equal(etag, `"${whole.json<Directory>().tag}"`);
      assert.equal(whole.headers['cache-control'], 'private, no-cache');
      for (const known of [etag, `W/${etag}`, `"older", ${etag}`, '*']) {
        const same = await ask(known);
        assert.deepEqual([same.statusCode, same.body, same.headers.etag], [304, '', etag], known);
        assert.equal(same.headers['cache-control'], 'private, no-cache');
      }
      assert.equal((await ask('"older"')).body, whole.body, 'the same tag stands for the same bytes');
      caller = await w.personCaller(await w.person());
      assert.equal((await ask(etag)).statusCode, 304);
      caller = null;
      const nobody = await ask(etag);
      assert.deepEqual([nobody.statusCode, nobody.headers.etag], [401, undefined]);
      assert.equal(nobody.headers['cache-control'], 'no-store');
      caller = nurse;
      await desk((d) =>
        registerUnit(d, {
          code: 'newer',
          provider: 'vara.health',
          kind: 'mobile_team',
          name: 'Mobila teamet väst',
          tag: 'Mobil V',
          openedAt: '2020-01-01T00:00:00Z',
        }),
      );
      const changed = await ask(etag);
      assert.equal(changed.statusCode, 200);
      assert.notEqual(changed.headers.etag, etag);
    } finally {
      await app.close();
    }
  });

  test('a unit tells how it is reached now, what opens next, and its heads to staff', async () => {
    const unitId = (await directory(w.ground, w.as(nurse))).units.find((it) => it.code === 'hsv.vara')?.id ?? '';
    const day = closed(UnitPage).parse(await unitPage(w.ground, w.as(nurse), unitId)); // Monday 10.00 in Stockholm
    assert.deepEqual(
      day.ways.map((way) => [way.labelSv, way.open]),
      [
        ['Dagtid', true],
        ['Jour', true],
      ],
    );
    assert.equal(day.ways[0]?.changesAt, '2026-10-05T14:30:00.000Z');
    assert.deepEqual(
      day.heads.map((head) => head.name),
      ['Eva Chef'],
    );
    const evening = await smallWorldAt(w, '2026-10-05T18:00:00Z', () => unitPage(w.ground, w.as(nurse), unitId));
    assert.deepEqual(
      evening.ways.map((way) => [way.labelSv, way.open]),
      [
        ['Jour', true],
        ['Dagtid', false],
      ],
    );
    const relative = await w.personCaller(await w.person());
    const forPerson = closed(UnitPage).parse(
      await smallWorldAt(w, '2026-10-05T18:00:00Z', () => unitPage(w.ground, w.as(relative), unitId)),
    );
    assert.deepEqual(
      forPerson.ways.map((way) => way.labelSv),
      ['Dagtid'],
    );
    assert.equal(forPerson.next?.at, '2026-10-06T05:00:00.000Z');
    assert.deepEqual(forPerson.heads, []);
    await assert.rejects(unitPage(w.ground, w.as(nurse), w.newId()), refused('not_found'));
  });

  test('the staff of a unit come in pages, each once', async () => {
    for (const name of ['Bo', 'Cia', 'Dan', 'Eli']) await w.staffAt(w.units.ward, 'nurse', name);
    const first = closed(organisationsRoutes.unitStaff.response).parse(
      await unitStaff(w.ground, w.as(nurse), w.units.ward.id, { limit: 3 }),
    );
    assert.equal(first.total, 4);
    const second = await unitStaff(w.ground, w.as(nurse), w.units.ward.id, { limit: 3, cursor: first.next ?? '' });
    assert.deepEqual(
      [...first.items, ...second.items].map((it) => it.name),
      ['Bo', 'Cia', 'Dan', 'Eli'],
    );
    assert.equal(second.next, null);
    await assert.rejects(
      unitStaff(w.ground, w.as(nurse), w.units.ward.id, { limit: 3, cursor: 'nonsense' }),
      refused('invalid'),
    );
  });

  test('an ended assignment and a closed unit stop the one who acts there, and closing again changes nothing', async () => {
    const other = await w.staffAt(w.units.homeCareWest);
    await desk((d) => endAssignment(d, other.assignmentId, '2026-10-05T07:00:00Z'));
    await assert.rejects(directory(w.ground, w.as(other)), refused('assignment_ended'));
    const third = await w.staffAt(w.units.homeCareWest);
    const code = w.units.homeCareWest.id;
    await desk((d) => closeUnit(d, code, '2026-10-05T07:30:00Z'));
    await desk((d) => closeUnit(d, code, '2026-10-05T07:45:00Z'));
    await assert.rejects(directory(w.ground, w.as(third)), refused('assignment_ended'));
    const ended = (await directory(w.ground, w.as(nurse))).units.find((it) => it.id === w.units.homeCareWest.id);
    assert.equal(ended?.closedAt, '2026-10-05T07:30:00.000Z');
    await assert.rejects(
      desk((d) => closeUnit(d, 'no such', '2026-10-05T07:45:00Z')),
      refused('not_found'),
    );
  });

  test('terms are read from the database, and reloaded when an agreement changes', async () => {
    const terms = await loadTerms(w.database);
    const at = Date.parse('2026-10-05T08:00:00Z');
    const lapse: TermKey = 'offer.lapse';
    assert.equal(terms.deadline('1470', lapse, at), at + 10 * 86_400_000);
    await desk(async (d) => {
      await registerAgreement(d, {
        code: 'vara',
        name: 'Vara',
        municipalityCode: '1470',
        source: 'test',
        validFrom: '2025-01-01',
      });
      await registerTerm(d, {
        agreement: 'vara',
        key: lapse,
        amount: 5,
        unit: 'calendar_days',
        validFrom: '2025-01-01',
        source: 'test',
        verified: true,
      });
    });
    assert.equal(terms.deadline('1470', lapse, at), at + 10 * 86_400_000);
    await terms.reload();
    assert.equal(terms.deadline('1470', lapse, at), at + 5 * 86_400_000);
    const list = closed(organisationsRoutes.terms.response).parse(await termList(w.ground, '1470'));
    assert.deepEqual(list.items.find((it) => it.key === lapse)?.agreement, 'vara');
  });
});

async function smallWorldAt<T>(w: World, instant: string, work: () => Promise<T>): Promise<T> {
  const back = w.clock.now();
  w.clock.set(Date.parse(instant));
  try {
    return await work();
  } finally {
    w.clock.set(back, { backwards: true });
  }
}
