import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { GapBoard } from '../../contract/gaps.ts';
import type { StaffCaller } from '../kernel/access/context.ts';
import { smallWorld, type World } from '../kernel/testing/world.ts';
import { closeNeed, move, offer, openNeed, type Deps } from './commitments.commands.ts';
import { answerGap, listGaps } from './gaps.commands.ts';
import { sweep } from './sweep.ts';
import type { Deadline } from './gaps.rules.ts';

const HOUR = 3_600_000;
const hours: Record<string, number> = {
  'answer.handover.soon': 24,
  'offer.lapse': 240,
  'ladder.head': 24,
  'ladder.operational': 48,
  'ladder.strategic': 96,
  'contact.missing': 72,
  'consent.warning': 720,
};
const deadline: Deadline = (_place, key, from) => from + (hours[key] ?? 24) * HOUR;

describe('the clock', () => {
  let w: World;
  let deps: Deps;
  let nurse: StaffCaller;
  let head: StaffCaller;
  let joint: StaffCaller;
  let other: StaffCaller;
  before(async () => {
    w = await smallWorld();
    deps = { ground: w.ground, deadline };
    nurse = await w.staffAt(w.units.homeCare);
    head = await w.staffAt(w.units.homeCareWest, 'head');
    other = await w.staffAt(w.units.homeCareWest);
    joint = await w.staffAt(w.units.operational, 'joint_member');
    const agreement = w.newId();
    await w.sqlDo("insert into organisations.agreement values ($1,'a','a',null,'test','2020-01-01')", [agreement]);
    await w.sqlDo(
      "insert into organisations.agreement_body values ($1,'1496','operational',$2), ($1,'1496','strategic',$3)",
      [agreement, w.units.operational.id, w.units.strategic.id],
    );
  });
  after(() => w.drop());
  const ofPromises = (row: { kind: string }): boolean =>
    ['unanswered', 'overdue', 'lapsed', 'declined_without_owner'].includes(row.kind);
  const board = async (caller: StaffCaller) =>
    GapBoard.parse(JSON.parse(await listGaps(w.ground, w.as(caller), { limit: 40, state: 'open' })));

  test('silence becomes a gap that climbs, is answered on every level without going away, and lapses into the giver’s', async () => {
    const personId = await w.person([w.units.homeCare]);
    const need = await openNeed(deps, w.as(nurse), w.once(), {
      personId,
      area: 'd5',
      words: 'Behöver tryckavlastning',
    });
    const offered = await offer(deps, w.as(nurse), w.once(), {
      personId,
      kind: 'handover',
      what: 'Tryckavlastning',
      detail: '',
      area: 'd5',
      urgency: 'soon',
      to: { kind: 'units', unitIds: [w.units.homeCareWest.id] },
      needIds: [need.id],
      dueAt: null,
      followsId: null,
    });
    await sweep(w.ground, deadline);
    assert.equal((await board(nurse)).rows.length, 0);
    w.clock.advance(25 * HOUR);
    assert.equal((await sweep(w.ground, deadline)).raised, 1);
    assert.equal((await sweep(w.ground, deadline)).raised, 0, 'a second round raises nothing new');
    const [mine] = (await board(nurse)).rows;
    assert.equal(mine?.kind, 'unanswered');
    assert.equal(mine?.person?.name, 'Tolvan Tolvansson');
    assert.equal(mine?.moveUnitId, w.units.homeCareWest.id);
    await answerGap(deps, w.as(other), w.once(), mine?.id ?? '', 'Vi tittar på det i eftermiddag');
    w.clock.advance(24 * HOUR);
    assert.equal((await sweep(w.ground, deadline)).climbed, 1);
    assert.equal((await board(head)).rows[0]?.level, 1);
    assert.equal((await board(joint)).previews.length, 0);
    w.clock.advance(48 * HOUR);
    await sweep(w.ground, deadline);
    const [climbed] = (await board(joint)).previews;
    assert.equal(climbed?.level, 2);
    assert.equal(climbed?.person, null);
    assert.equal(climbed?.answers[0]?.words, 'Vi tittar på det i eftermiddag');
    assert.equal(
      (await answerGap(deps, w.as(joint), w.once(), climbed?.id ?? '', 'Vi tar upp det på torsdag')).level,
      2,
    );
    assert.equal((await board(nurse)).rows[0]?.answers.length, 2);
    w.clock.advance(240 * HOUR);
    const swept = await sweep(w.ground, deadline);
    assert.equal(swept.lapsed, 1);
    const left = await board(nurse);
    assert.deepEqual(
      left.rows.filter(ofPromises).map((r) => [r.kind, r.moveUnitId]),
      [['lapsed', w.units.homeCare.id]],
    );
    await assert.rejects(move(deps, w.as(other), w.once(), offered.id, { action: 'accept', seen: 2 }));
    await offer(deps, w.as(nurse), w.once(), {
      personId,
      kind: 'request',
      what: 'Vi gör det själva',
      detail: '',
      area: 'd5',
      urgency: 'soon',
      to: { kind: 'units', unitIds: [w.units.homeCare.id] },
      needIds: [],
      dueAt: w.clock.now() + 1000 * HOUR,
      followsId: offered.id,
    });
    assert.equal((await board(nurse)).rows.filter(ofPromises).length, 0, 'the gap closes when something follows');
  });

  test('a declined handover stayed a gap after its need had closed, or another unit had taken it', async () => {
    for (const end of ['close', 'handover'] as const) {
      const personId = await w.person([w.units.homeCare]);
      await w.consent(personId, 'disclosure', w.units.homeCare, [
        w.units.homeCare,
        w.units.homeCareWest,
        w.units.primaryCare,
      ]);
      const need = await openNeed(deps, w.as(nurse), w.once(), { personId, area: 'd5', words: 'Behöver stöd' });
      const handOver = (unitId: string) =>
        offer(deps, w.as(nurse), w.once(), {
          personId,
          kind: 'handover',
          what: 'Ta över',
          detail: '',
          area: 'd5',
          urgency: 'soon',
          to: { kind: 'units', unitIds: [unitId] },
          needIds: [need.id],
          dueAt: w.clock.now() + 24 * HOUR,
          followsId: null,
        });
      const gaps = async () =>
        (
          await w.sqlDo<{ kind: string }>(
            "select kind from commitments.gap where person_id = $1 and closed_at is null and kind = 'declined_without_owner'",
            [personId],
          )
        ).length;
      const offered = await handOver(w.units.homeCareWest.id);
      await move(deps, w.as(other), w.once(), offered.id, {
        action: 'decline',
        seen: 1,
        reason: 'no_capacity',
        note: 'Vi är för få',
      });
      assert.equal(await gaps(), 1);
      if (end === 'close') await closeNeed(deps, w.as(nurse), w.once(), need.id, need.version, 'met');
      else {
        const next = await handOver(w.units.primaryCare.id);
        assert.equal(await gaps(), 1, 'offered is not taken');
        await move(deps, w.as(await w.staffAt(w.units.primaryCare)), w.once(), next.id, { action: 'accept', seen: 1 });
      }
      assert.equal(await gaps(), 0, end);
    }
  });

  test('a promise not kept in time is a gap until it is done', async () => {
    const personId = await w.person([w.units.homeCare]);
    const promise = await offer(deps, w.as(nurse), w.once(), {
      personId,
      kind: 'request',
      what: 'Ringa dottern',
      detail: '',
      area: 'relatives',
      urgency: 'soon',
      to: { kind: 'units', unitIds: [w.units.homeCare.id] },
      needIds: [],
      dueAt: w.clock.now() + HOUR,
      followsId: null,
    });
    w.clock.advance(2 * HOUR);
    await sweep(w.ground, deadline);
    assert.deepEqual(
      (await board(nurse)).rows.filter(ofPromises).map((r) => r.kind),
      ['overdue'],
    );
    await move(deps, w.as(nurse), w.once(), promise.id, { action: 'keep', seen: 1 });
    assert.equal((await board(nurse)).rows.filter(ofPromises).length, 0);
  });

  test('municipal health care without a named contact is a gap from the day the law began, and closes when one is named', async () => {
    const personId = await w.person([w.units.homeCare, w.units.homeHelp, w.units.primaryCare]);
    await openNeed(deps, w.as(nurse), w.once(), { personId, area: 'd5', words: 'Behöver stöd' });
    w.clock.advance(73 * HOUR);
    await sweep(w.ground, deadline);
    const kinds = async () =>
      (
        await w.sqlDo<{ kind: string }>(
          'select kind from commitments.gap where person_id = $1 and closed_at is null order by kind',
          [personId],
        )
      ).map((r) => r.kind);
    assert.deepEqual(await kinds(), ['no_care_contact', 'no_coordinating_contact', 'no_omsorg_contact']);
    await w.sqlDo(
      "insert into people.named_contact (id, person_id, kind, unit_id, staff_id, valid_from, author_unit_id) values ($1,$2,'coordinating_contact',$3,$4,$5,$3)",
      [w.newId(), personId, w.units.homeCare.id, nurse.staffId, new Date(w.clock.now()).toISOString()],
    );
    await sweep(w.ground, deadline);
    assert.deepEqual(await kinds(), ['no_omsorg_contact']);
  });

  test('who came in after the instant that a round judges as of, and before it judged, is not forgotten', async () => {
    const personId = await w.person([w.units.homeCare]);
    await openNeed(deps, w.as(nurse), w.once(), { personId, area: 'd5', words: 'Behöver hjälp hemma' });
    // With a contact named no other limit brings the person back.
    await w.sqlDo(
      "insert into people.named_contact (id, person_id, kind, unit_id, staff_id, valid_from, author_unit_id) values ($1,$2,'coordinating_contact',$3,$4,$5,$3)",
      [w.newId(), personId, w.units.homeCare.id, nurse.staffId, new Date(w.clock.now()).toISOString()],
    );
    await w.sqlDo(
      "insert into people.engagement (id, person_id, unit_id, role, basis, valid_from, author_unit_id) values ($1,$2,$3,'performer','engaged',$4,$5)",
      [w.newId(), personId, w.units.homeHelp.id, new Date(w.clock.now() + 1_000).toISOString(), w.units.homeCare.id],
    );
    await sweep(w.ground, deadline);
    w.clock.advance(73 * HOUR);
    await sweep(w.ground, deadline);
    const open = await w.sqlDo(
      "select 1 from commitments.gap where person_id = $1 and kind = 'no_omsorg_contact' and closed_at is null",
      [personId],
    );
    assert.equal(open.length, 1);
  });

  test('a consent about to end is told of in time', async () => {
    const personId = await w.person([w.units.homeCare]);
    await w.consent(
      personId,
      'disclosure',
      w.units.homeCare,
      [w.units.homeCare, w.units.primaryCare],
      [],
      new Date(w.clock.now() + 721 * HOUR).toISOString(),
    );
    await sweep(w.ground, deadline);
    const open = () =>
      w.sqlDo("select 1 from commitments.gap where person_id = $1 and kind = 'consent_ending' and closed_at is null", [
        personId,
      ]);
    assert.equal((await open()).length, 0);
    w.clock.advance(2 * HOUR);
    await sweep(w.ground, deadline);
    assert.equal((await open()).length, 1);
  });
});
