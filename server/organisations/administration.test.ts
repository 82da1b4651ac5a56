import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Change, Effect, Effects, Stale } from '../../contract/administration.ts';
import { readHours } from '../../contract/kernel/hours-text.ts';
import type { Caller, StaffCaller } from '../kernel/access/context.ts';
import { refusalOf } from '../kernel/refusal.ts';
import { smallWorld, type World } from '../kernel/testing/world.ts';
import { whoToCall } from '../people/reading.commands.ts';
import { preview, register, save } from './administration.commands.ts';
import { exportTable, history, importTable } from './tables.commands.ts';
import { loadTerms, type Terms } from './terms.commands.ts';

const night = '22–6';
const hours = (text: string) => (readHours(text) ?? assert.fail(text)) as Extract<Change, { do: 'way.add' }>['hours'];

describe('the administrator of a unit', () => {
  let w: World;
  let [head, nurse, administrator, leader]: StaffCaller[] = [];
  let terms: Terms;
  let agreement = '';
  let wayId = '';
  const refusedAs = async (work: Promise<unknown>): Promise<{ code: string; current: unknown }> => {
    const error: unknown = await work.then(
      () => assert.fail('it was let through'),
      (caught: unknown) => caught,
    );
    return refusalOf(error) ?? assert.fail(String(error));
  };
  const change = async (by: Caller | undefined, ...changes: Change[]) => {
    assert.ok(by);
    const { effects, shown } = await preview(w.ground, w.as(by), changes);
    return { effects, saved: await save(w.ground, w.as(by), w.once(changes), terms, changes, shown) };
  };
  const rows = async (by = head) => register(w.ground, w.as(by ?? assert.fail()));

  before(async () => {
    w = await smallWorld();
    head = await w.staffAt(w.units.homeCare, 'head', 'Hedda Chef');
    nurse = await w.staffAt(w.units.homeCare, 'nurse', 'Nina Sköterska');
    const office = w.newId();
    await w.sqlDo(
      "insert into organisations.unit (id, provider_id, kind, code, name, tag, opened_at) values ($1, $2, 'administration', 'adm', 'Administrationen', 'Adm', '2020-01-01')",
      [office, w.units.homeCare.providerId],
    );
    administrator = await w.staffAt(
      { ...w.units.homeCare, id: office, kind: 'administration' },
      'administrator',
      'Adam Administratör',
    );
    leader = await w.staffAt(w.units.strategic, 'leader', 'Lena Ledare');
    agreement = w.newId();
    await w.sqlDo(
      "insert into organisations.agreement values ($1, 'OK', 'Överenskommelsen', null, 'test', '2020-01-01', null)",
      [agreement],
    );
    await w.sqlDo("insert into organisations.agreement_body values ($1, '1496', 'strategic', $2)", [
      agreement,
      w.units.strategic.id,
    ]);
    await w.sqlDo(
      "insert into organisations.agreement_term (id, agreement_id, key, amount, unit, valid_from, source, verified) values ($1, $2, 'answer.soon', 24, 'hours', '2024-01-01', 'test', false)",
      [w.newId(), agreement],
    );
    wayId = w.newId();
    await w.sqlDo(
      "insert into organisations.contact_way (id, unit_id, channel, value, label_sv, label_en, audience, hours, sort, valid_from) values ($1, $2, 'phone', '031-390 06 10', 'Sköterska', 'Nurse', 'both', $3, 0, '2020-01-01')",
      [wayId, w.units.homeCare.id, JSON.stringify({ kind: 'always' })],
    );
    terms = await loadTerms(w.database);
  });
  after(() => w.drop());

  test('the head keeps the own unit, the administrator the provider’s, a joint group its agreements, and everybody else nothing', async () => {
    assert.deepEqual(
      (await rows()).units.map(({ name }) => name),
      ['Hemsjukvården Öst'],
    );
    assert.deepEqual(
      (await rows(administrator)).units.map(({ name }) => name),
      ['Administrationen', 'Hemsjukvården Väst', 'Hemsjukvården Öst'],
    );
    const { units, agreements } = await rows(leader);
    assert.deepEqual([units.length, agreements.map(({ code }) => code)], [0, ['OK']]);
    const person = await w.person([w.units.homeCare]);
    for (const nobody of [nurse, await w.staffAt(w.units.operational, 'leader'), await w.personCaller(person)]) {
      const asked = w.as(nobody ?? assert.fail());
      const edit: Change = { do: 'unit.edit', id: w.units.homeCare.id, version: 1, set: { name: 'Min' } };
      for (const work of [
        () => register(w.ground, asked),
        () => preview(w.ground, asked, [edit]),
        () => save(w.ground, asked, w.once(), terms, [edit], 'x'),
        () => history(w.ground, asked, { limit: 5 }),
        () => exportTable(w.ground, asked, 'staff'),
      ])
        assert.equal((await refusedAs(work())).code, 'not_found');
    }
  });

  test('nobody reaches past what they keep: another unit, another provider’s, a higher role, a rule of the past', async () => {
    const west = w.units.homeCareWest.id;
    const someone = {
      subject: 'ny',
      name: 'Ny Nysson',
      title: 'Sjuksköterska',
      hsaId: null,
      validFrom: '2026-10-05T08:00:00Z',
      validTo: null,
    };
    const term = {
      do: 'term.set',
      agreementId: agreement,
      key: 'answer.soon',
      amount: 1,
      unit: 'hours',
      source: 'x',
      verified: false,
      seenId: null,
      version: null,
      alsoOpen: false,
    } as const;
    const tried: [StaffCaller | undefined, Change][] = [
      [head, { do: 'unit.edit', id: west, version: 1, set: { name: 'x' } }],
      [head, { do: 'unit.edit', id: w.units.homeCare.id, version: 1, set: { kind: 'home_help' } }],
      [
        head,
        {
          do: 'unit.open',
          name: 'Ny',
          tag: 'Ny',
          kind: 'other',
          municipalityCode: null,
          hsaId: null,
          email: null,
          code: 'ny',
          openedAt: '2026-10-05T08:00:00Z',
        },
      ],
      [head, { do: 'staff.assign', unitId: west, role: 'nurse', ...someone }],
      [head, { do: 'staff.assign', unitId: w.units.homeCare.id, role: 'administrator', ...someone }],
      [head, { do: 'staff.assign', unitId: w.units.homeCare.id, role: 'leader', ...someone }],
      [head, { ...term, validFrom: '2026-11-01' }],
      [administrator, { do: 'unit.edit', id: w.units.ward.id, version: 1, set: { name: 'x' } }],
      [
        administrator,
        {
          do: 'way.add',
          unitId: w.units.homeHelp.id,
          channel: 'phone',
          value: '1',
          labelSv: 'x',
          labelEn: 'x',
          audience: 'both',
          hours: { kind: 'always' },
          sort: 0,
        },
      ],
      [administrator, { do: 'staff.assign', unitId: w.units.homeCare.id, role: 'administrator', ...someone }],
      [leader, { do: 'unit.edit', id: w.units.strategic.id, version: 1, set: { name: 'x' } }],
    ];
    for (const [by, one] of tried)
      assert.equal(
        (await refusedAs(preview(w.ground, w.as(by ?? assert.fail()), [one]))).code,
        'not_found',
        JSON.stringify(one),
      );
    const { terms: stands } = await rows(leader);
    for (const validFrom of ['2026-10-05', '2024-02-01'])
      assert.equal(
        (
          await refusedAs(
            preview(w.ground, w.as(leader ?? assert.fail()), [
              { ...term, validFrom, seenId: stands[0]?.id ?? null, version: 1 },
            ]),
          )
        ).code,
        'not_allowed_now',
      );
  });

  test('an administrator has nobody in care: neither search, circle, offers nor emergency reach the administration', async () => {
    const person = await w.person([w.units.homeCare]);
    const unit = administrator?.unitId;
    await assert.rejects(
      w.sqlDo(
        "insert into people.engagement (id, person_id, unit_id, role, basis, valid_from, author_unit_id) values ($1,$2,$3,'performer','care_relation',now(),$3)",
        [w.newId(), person, unit],
      ),
      { code: 'MR410' },
    );
    await assert.rejects(
      w.sqlDo("insert into organisations.assignment values ($1, $2, $3, 'nurse', '2020-01-01')", [
        w.newId(),
        nurse?.staffId,
        unit,
      ]),
      { code: 'MR404' },
    );
    await assert.rejects(
      w.sqlDo("insert into organisations.assignment values ($1, $2, $3, 'administrator', '2020-01-01')", [
        w.newId(),
        nurse?.staffId,
        w.units.homeCare.id,
      ]),
      { code: 'MR404' },
    );
  });

  test('changed opening hours: what was shown is what the person’s call-now then says', async () => {
    const person = await w.person([w.units.homeCare]);
    const caller = await w.personCaller(person);
    const first = await whoToCall(w.ground, w.as(caller), person);
    assert.equal(first.lines[0]?.open, true);
    const [way] = (await rows()).ways;
    const { effects, saved } = await change(head, {
      do: 'way.edit',
      id: wayId,
      version: way?.version ?? 0,
      set: { hours: hours(`mån–fre ${night}`) },
    });
    const lost = Object.fromEntries(effects.flatMap((one) => (one.kind === 'reach' ? [[one.moment, one.lost]] : [])));
    assert.deepEqual(
      Object.keys(lost).toSorted(),
      ['christmas', 'evening', 'now', 'weekend', 'workday'],
      'not at night, which it is still open',
    );
    const closed = await whoToCall(w.ground, w.as(caller), person);
    assert.equal(closed.lines[0]?.open, false);
    assert.ok((lost['now'] ?? 0) >= 1);
    await change(head, ...(saved.undo ?? assert.fail('it can be taken back')));
    assert.equal((await whoToCall(w.ground, w.as(caller), person)).lines[0]?.open, true);
  });

  test('two edit the same row: the later one is refused with what stands and by whom, and nothing is done', async () => {
    const [row] = (await rows()).units;
    const edit = (name: string): Change => ({
      do: 'unit.edit',
      id: row?.id ?? '',
      version: row?.version ?? 0,
      set: { name },
    });
    await change(administrator, edit('Hemsjukvården Ost'));
    const refused = await refusedAs(change(head, edit('Hemsjukvården Öster')));
    assert.equal(refused.code, 'stale');
    const [stale] = (refused.current as Stale).stale;
    assert.deepEqual([stale?.row['name'], stale?.by, stale?.index], ['Hemsjukvården Ost', 'Adam Administratör', 0]);
    await change(head, { ...edit('Hemsjukvården Öst'), version: (row?.version ?? 0) + 1 } as Change);
  });

  test('the world changed between the look and the save: nothing is saved, and the new effects are told', async () => {
    await w.person([w.units.homeCare]);
    const [way] = (await rows()).ways;
    const edit: Change = { do: 'way.edit', id: wayId, version: way?.version ?? 0, set: { hours: hours('mån 8–9') } };
    const shown = await preview(w.ground, w.as(head ?? assert.fail()), [edit]);
    await w.person([w.units.homeCare]);
    const refused = await refusedAs(
      save(w.ground, w.as(head ?? assert.fail()), w.once(edit), terms, [edit], shown.shown),
    );
    assert.equal(refused.code, 'effects_changed');
    const now = refused.current as Effects;
    const lostIn = (all: Effect[]) =>
      all.flatMap((one) => (one.kind === 'reach' && one.moment === 'evening' ? [one.lost] : []))[0] ?? 0;
    assert.equal(lostIn(now.effects), lostIn(shown.effects) + 1);
    assert.equal((await rows()).ways[0]?.version, way?.version);
  });

  test('an assignment that ends: the next request is refused, the named contact ends, the last head is warned of', async () => {
    const leaver = await w.staffAt(w.units.homeCare, 'nurse', 'Lars Slutar');
    const person = await w.person([w.units.homeCare]);
    await w.sqlDo(
      "insert into people.named_contact (id, person_id, kind, unit_id, staff_id, valid_from, author_unit_id) values ($1,$2,'care_contact',$3,$4,'2020-01-01',$3)",
      [w.newId(), person, w.units.homeCare.id, leaver.staffId],
    );
    const now = new Date(w.clock.now()).toISOString();
    const { effects, saved } = await change(head, {
      do: 'assignment.edit',
      id: leaver.assignmentId,
      version: 1,
      set: { validTo: now },
    });
    assert.deepEqual(effects, [
      { kind: 'contacts', contact: 'care_contact', persons: 1 },
      { kind: 'signed_in', staff: 1 },
    ]);
    const [contact] = await w.sqlDo<{ ended: boolean }>(
      'select valid_to is not null as ended from people.named_contact where staff_id = $1',
      [leaver.staffId],
    );
    assert.equal(contact?.ended, true);
    assert.equal((await refusedAs(register(w.ground, w.as(leaver)))).code, 'assignment_ended');
    await change(head, ...(saved.undo ?? assert.fail()));
    const [again] = await w.sqlDo<{ ended: boolean }>(
      'select valid_to is not null as ended from people.named_contact where staff_id = $1',
      [leaver.staffId],
    );
    assert.equal(again?.ended, false, 'taken back within the moment, the contact is the contact');
    const own = (await rows()).assignments.find(({ id }) => id === head?.assignmentId);
    const last = await preview(w.ground, w.as(administrator ?? assert.fail()), [
      {
        do: 'assignment.edit',
        id: own?.id ?? '',
        version: own?.version ?? 0,
        set: { validTo: '2026-12-31T23:00:00.000Z' },
      },
    ]);
    assert.deepEqual(last.effects, [{ kind: 'no_head', unitId: w.units.homeCare.id, at: '2026-12-31T23:00:00.000Z' }]);
  });

  test('fixed meeting hours are added, changed where they stand and taken back by the joint group, and by nobody else', async () => {
    const hour = {
      agreementId: agreement,
      weekday: 2,
      from: '13:00',
      to: '15:00',
      note: 'På vårdcentralen',
      validFrom: '2026-01-01',
      source: 'Protokoll',
      verified: true,
    };
    for (const other of [head, administrator])
      assert.equal(
        (await refusedAs(preview(w.ground, w.as(other ?? assert.fail()), [{ do: 'hour.add', ...hour }]))).code,
        'not_found',
      );
    const added = await change(leader, { do: 'hour.add', ...hour });
    const [effect] = added.effects;
    assert.ok(effect?.kind === 'meeting_hours');
    assert.deepEqual([effect.was, effect.becomes, effect.units > 0], [0, 120, true]);
    const [row] = (await rows(leader)).hours;
    assert.deepEqual([row?.weekday, row?.from, row?.to, row?.version], [2, '13:00', '15:00', 1]);
    assert.deepEqual((await rows(head)).hours, []);
    const id = row?.id ?? '';

    // Overlapping, backwards, by one who saw an older version: each refused for its own reason, and nothing is changed.
    const asLeader = w.as(leader ?? assert.fail());
    const wrong = async (changes: Change[]) => refusedAs(preview(w.ground, asLeader, changes));
    assert.deepEqual(
      await wrong([{ do: 'hour.add', ...hour, from: '14:30', to: '16:00' }]).then(({ code }) => code),
      'invalid',
    );
    assert.equal((await wrong([{ do: 'hour.edit', id, version: 1, set: { to: '12:00' } }])).code, 'invalid');
    assert.equal((await wrong([{ do: 'hour.edit', id, version: 9, set: { note: 'x' } }])).code, 'stale');
    assert.equal((await wrong([{ do: 'hour.edit', id: w.newId(), version: 1, set: { note: 'x' } }])).code, 'not_found');

    const edited = await change(leader, { do: 'hour.edit', id, version: 1, set: { weekday: 3, to: '16:00' } });
    assert.deepEqual(
      (await rows(leader)).hours.map(({ weekday, to, version }) => [weekday, to, version]),
      [[3, '16:00', 2]],
    );
    const { items } = await history(w.ground, asLeader, { limit: 1 });
    assert.deepEqual(
      [items[0]?.kind, items[0]?.by, items[0]?.before?.['weekday'], items[0]?.after['weekday']],
      ['meeting_hour', 'Lena Ledare', 2, 3],
    );
    await change(leader, ...(edited.saved.undo ?? assert.fail()));
    assert.deepEqual(
      (await rows(leader)).hours.map(({ weekday, to }) => [weekday, to]),
      [[2, '15:00']],
    );

    // The file says what stands, and asks for what differs.
    const { text } = await exportTable(w.ground, asLeader, 'hours');
    assert.deepEqual(
      await importTable(w.ground, asLeader, 'hours', text).then(({ changes, unchanged }) => [changes, unchanged]),
      [[], 1],
    );
    const later = await importTable(w.ground, asLeader, 'hours', text.replace('15:00', '16.30'));
    assert.deepEqual(later.changes, [{ do: 'hour.edit', id, version: 3, set: { to: '16:30' } }]);
    const more = `${text}OK;;fre;8;9.30;;2026-10-10;;Protokoll;ja\r\nOK;;fredag;10;9;;2026-10-10;;Protokoll;ja\r\n`;
    assert.deepEqual(
      (await importTable(w.ground, asLeader, 'hours', more)).refused.map(({ column, why }) => [column, why]),
      [['Slutar', 'ends_before_begins']],
    );

    await change(leader, ...(added.saved.undo ?? assert.fail()).map((one) => ({ ...one, version: 3 }) as Change));
    assert.deepEqual((await rows(leader)).hours, []);
  });

  test('a unit that closes tells first what it leaves, and its numbers go with it', async () => {
    const person = await w.person([w.units.homeCareWest]);
    const need = w.newId();
    await w.sqlDo(
      "begin; insert into commitments.need (id, person_id, area, words, state, opened_at, author_unit_id) select '" +
        need +
        "', '" +
        person +
        "', 'd5', 'Sår', 'open', now(), '" +
        w.units.homeCareWest.id +
        "'; insert into commitments.accountability (id, person_id, need_id, unit_id, from_at, author_unit_id) select '" +
        w.newId() +
        "', '" +
        person +
        "', '" +
        need +
        "', '" +
        w.units.homeCareWest.id +
        "', now(), '" +
        w.units.homeCareWest.id +
        "'; commit",
    );
    const west = (await rows(administrator)).units.find(({ id }) => id === w.units.homeCareWest.id);
    const at = '2026-10-31T23:00:00.000Z';
    const { effects, saved } = await change(administrator, {
      do: 'unit.edit',
      id: west?.id ?? '',
      version: west?.version ?? 0,
      set: { closedAt: at },
    });
    assert.deepEqual(effects[0], {
      kind: 'closing',
      unitId: west?.id,
      at,
      needs: 1,
      asked: 0,
      promised: 0,
      persons: 1,
      staff: 0,
    });
    await change(administrator, ...(saved.undo ?? assert.fail()));
  });

  test('a new answer time begins ahead, keeps the open clocks unless it says otherwise, and nobody becomes late by it', async () => {
    const person = await w.person([w.units.homeCare, w.units.primaryCare]);
    const promise = async (answerBy: string): Promise<string> => {
      const id = w.newId();
      await w.sqlDo(
        `insert into commitments.commitment (id, person_id, kind, state, what, area, urgency, from_kind, from_unit_id, to_kind, to_unit_id, basis_kind, offered_at, offered_by, answer_by, due_at, lapses_at, author_unit_id)
         values ($1,$2,'request','offered','x','d5','soon','unit',$3,'unit',$4,'own',$5,'test',$6,$7,$7,$3)`,
        [
          id,
          person,
          w.units.primaryCare.id,
          w.units.homeCare.id,
          '2026-10-05T06:00:00Z',
          answerBy,
          '2026-10-20T06:00:00Z',
        ],
      );
      return id;
    };
    const [soon, later] = [await promise('2026-10-05T20:00:00Z'), await promise('2026-10-07T06:00:00Z')];
    const clockOf = async (id: string) =>
      (
        await w.sqlDo<{ at: string }>(
          `select to_char(clock_at at time zone 'UTC', 'MM-DD HH24:MI') as at from commitments.commitment where id = $1`,
          [id],
        )
      )[0]?.at;
    const [stands] = (await rows(leader)).terms;
    const set = {
      do: 'term.set',
      agreementId: agreement,
      key: 'answer.soon',
      amount: 4,
      unit: 'hours',
      validFrom: '2026-10-06',
      source: 'Beslut',
      verified: true,
      seenId: stands?.id ?? null,
      version: stands?.version ?? null,
    } as const;
    const kept = await change(leader, { ...set, alsoOpen: false });
    assert.deepEqual(kept.effects, [{ kind: 'clocks', key: 'answer.soon', from: '2026-10-06', changed: 0, kept: 2 }]);
    assert.deepEqual([await clockOf(soon), await clockOf(later)], ['10-05 20:00', '10-07 06:00']);
    assert.equal(
      terms.for('1496', 'answer.soon', '2026-10-05').amount,
      24,
      'a past case is judged by the rules of its day',
    );
    assert.equal(terms.for('1496', 'answer.soon', '2026-10-06').amount, 4);
    await change(leader, ...(kept.saved.undo ?? assert.fail()));
    assert.equal(terms.for('1496', 'answer.soon', '2026-10-06').amount, 24, 'taken back before it began');
    const moved = await change(leader, { ...set, alsoOpen: true });
    assert.deepEqual(moved.effects, [{ kind: 'clocks', key: 'answer.soon', from: '2026-10-06', changed: 1, kept: 1 }]);
    assert.deepEqual(
      [await clockOf(soon), await clockOf(later)],
      ['10-05 20:00', '10-05 22:00'],
      'not before the first day of the new rule',
    );
    assert.equal(moved.saved.undo, null);
  });

  test('what was changed is in the history, in the sealed log, and nobody can rewrite it', async () => {
    const { items } = await history(w.ground, w.as(head ?? assert.fail()), { limit: 200 });
    const renamed = items.find(({ after: to }) => to['name'] === 'Hemsjukvården Ost');
    assert.deepEqual(
      [renamed?.by, renamed?.before?.['name'], renamed?.kind],
      ['Adam Administratör', 'Hemsjukvården Öst', 'unit'],
    );
    assert.ok(
      items.every(({ unitId }) => unitId === w.units.homeCare.id),
      'no other unit’s',
    );
    const [logged] = await w.sqlDo<{ n: number }>(
      "select count(*)::int as n from audit.entry where body like '%administration.change%' and body like '%Hemsjukvården Ost%'",
    );
    assert.equal(logged?.n, 2);
    await assert.rejects(w.sqlDo("update organisations.change set actor = 'x'"), { code: 'MR405' });
    await assert.rejects(w.sqlDo('delete from organisations.change'), { code: 'MR405' });
  });

  test('a file: refused whole with row, column and reason; corrected it is taken; a second time it changes nothing', async () => {
    const by = w.as(administrator ?? assert.fail());
    const { text } = await exportTable(w.ground, by, 'ways');
    assert.ok(text.startsWith('\uFEFFEnhet;Id;Kanal;'));
    const code = (await rows(administrator)).units.find(({ id }) => id === w.units.homeCare.id)?.code;
    const added = `${text}${code};;telefon;'+46 31 390 06 11;"=HYPERLINK(""x"")";Night;allmänhet;mån–sön 21–7;1;\r\n`;
    const bad = await importTable(
      w.ground,
      by,
      'ways',
      added.replace('mån–sön 21–7', 'ibland').replace('allmänhet', 'grannar'),
    );
    assert.deepEqual(
      bad.refused.map(({ row, column, value, why }) => [row, column, value, why]),
      [
        [3, 'För', 'grannar', 'unknown'],
        [3, 'Öppet', 'ibland', 'unreadable'],
      ],
    );
    assert.deepEqual(bad.changes, []);
    const good = await importTable(w.ground, by, 'ways', added);
    assert.deepEqual([good.refused, good.changes.length, good.unchanged], [[], 1, 1]);
    await change(administrator, ...good.changes);
    const again = await importTable(w.ground, by, 'ways', added);
    assert.deepEqual([again.changes, again.refused], [[], []]);
    const out = await exportTable(w.ground, by, 'ways');
    assert.ok(out.text.includes(`'+46 31 390 06 11;"'=HYPERLINK(""x"")"`), 'a spreadsheet runs none of it');
    for (const table of ['units', 'ways', 'staff'] as const) {
      const back = await importTable(w.ground, by, table, (await exportTable(w.ground, by, table)).text);
      assert.deepEqual([back.refused, back.changes], [[], []], table);
    }
    const leaders = w.as(leader ?? assert.fail());
    const back = await importTable(w.ground, leaders, 'terms', (await exportTable(w.ground, leaders, 'terms')).text);
    assert.deepEqual([back.refused, back.changes], [[], []]);
  });
});
