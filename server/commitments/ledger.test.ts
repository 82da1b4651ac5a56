import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { smallWorld, type World } from '../kernel/testing/world.ts';
import { Refusal } from '../kernel/refusal.ts';
import { move, offer, openNeed, closeNeed, type Deps } from './commitments.commands.ts';
import { listPromises, readPromise } from './reading.commands.ts';
import type { StaffCaller } from '../kernel/access/context.ts';
import { Worklist, PromiseDetail } from '../../contract/commitments.ts';

const HOUR = 3_600_000;
const refusedWith = (code: string) => (error: unknown) =>
  error instanceof Refusal ? error.code === code : (error as { code?: string }).code === code;

describe('the ledger on a real database', () => {
  let w: World;
  let deps: Deps;
  let nurse: StaffCaller;
  let coordinator: StaffCaller;
  before(async () => {
    w = await smallWorld();
    deps = { ground: w.ground, deadline: (_m, key, from) => from + (key.startsWith('offer.lapse') ? 240 : 24) * HOUR };
    nurse = await w.staffAt(w.units.homeCare);
    coordinator = await w.staffAt(w.units.primaryCare, 'coordinator');
  });
  after(() => w.drop());

  const handover = async (personId: string, needIds: string[], to: string[], what = 'Sårvård på underbenet') =>
    offer(deps, w.as(nurse), w.once(needIds), {
      personId,
      kind: 'handover',
      what,
      detail: '',
      area: 'd5',
      urgency: 'soon',
      to: { kind: 'units', unitIds: to },
      needIds,
      dueAt: w.clock.now() + 48 * HOUR,
      followsId: null,
    });
  const holderOf = async (needId: string) =>
    (
      await w.sqlDo<{ unit_id: string }>(
        'select unit_id from commitments.accountability where need_id = $1 and to_at is null',
        [needId],
      )
    ).map((r) => r.unit_id);
  const list = async (caller: StaffCaller) =>
    Worklist.parse(JSON.parse(await listPromises(w.ground, w.as(caller), { limit: 40 })));

  test('a handover moves accountability at accepted, and the receiver learns who only then', async () => {
    const personId = await w.person([w.units.homeCare]);
    const need = await openNeed(deps, w.as(nurse), w.once(), {
      personId,
      area: 'd5',
      words: 'Såret på benet läker inte',
    });
    await assert.rejects(handover(personId, [need.id], [w.units.primaryCare.id]), refusedWith('basis_missing'));
    await w.consent(personId, 'disclosure', w.units.homeCare, [w.units.homeCare, w.units.primaryCare]);
    await assert.rejects(
      handover(personId, [need.id], [w.units.primaryCare.id], 'Tolvanssons sår'.replace('Tolvanssons', 'Tolvansson')),
      refusedWith('identity_in_text'),
    );
    const offered = await handover(personId, [need.id], [w.units.primaryCare.id]);
    assert.deepEqual(await holderOf(need.id), [w.units.homeCare.id]);
    const seen = (await list(coordinator)).previews.find((r) => r.id === offered.id);
    assert.equal(seen?.person, null);
    assert.equal(seen?.group, 'answer');
    assert.equal((await list(nurse)).rows.find((r) => r.id === offered.id)?.group, 'wait');
    const preview = PromiseDetail.parse(
      JSON.parse((await readPromise(w.ground, w.as(coordinator), offered.id)) ?? 'null'),
    );
    assert.equal(preview.person, null);
    assert.equal(preview.detail, undefined);
    const received = await move(deps, w.as(coordinator), w.once(), offered.id, { action: 'receive', seen: 1 });
    assert.equal(received.state, 'received');
    assert.deepEqual(await holderOf(need.id), [w.units.homeCare.id]);
    await assert.rejects(
      move(deps, w.as(nurse), w.once(), offered.id, { action: 'accept', seen: 2 }),
      refusedWith('not_your_move'),
    );
    const accepted = await move(deps, w.as(coordinator), w.once(), offered.id, { action: 'accept', seen: 2 });
    assert.equal(accepted.state, 'accepted');
    assert.deepEqual(await holderOf(need.id), [w.units.primaryCare.id]);
    const now = (await list(coordinator)).rows.find((r) => r.id === offered.id);
    assert.equal(now?.group, 'do');
    assert.equal(now?.person?.name, 'Tolvan Tolvansson');
    const whole = PromiseDetail.parse(
      JSON.parse((await readPromise(w.ground, w.as(coordinator), offered.id)) ?? 'null'),
    );
    assert.deepEqual(
      whole.history?.map((h) => h.type),
      ['offered', 'received', 'accepted'],
    );
  });

  test('a repeated key has one effect and gives the first answer', async () => {
    const personId = await w.person([w.units.homeCare]);
    const once = w.once('need');
    const first = await openNeed(deps, w.as(nurse), once, { personId, area: 'd4', words: 'Har svårt att gå' });
    const second = await openNeed(deps, w.as(nurse), once, { personId, area: 'd4', words: 'Har svårt att gå' });
    assert.deepEqual(second, first);
    assert.equal((await w.sqlDo('select 1 from commitments.need where person_id = $1', [personId])).length, 1);
    await assert.rejects(
      openNeed(deps, w.as(nurse), { ...once, body: 'annat' }, { personId, area: 'd4', words: 'x' }),
      refusedWith('MR422'),
    );
  });

  test('of fifty units that claim one offer exactly one gets it, and the others are told who', async () => {
    const personId = await w.person([w.units.homeCare]);
    const need = await openNeed(deps, w.as(nurse), w.once(), { personId, area: 'd5', words: 'Behöver hjälp i dag' });
    const claimers: StaffCaller[] = [];
    for (let i = 0; i < 50; i++) {
      const id = w.newId();
      await w.sqlDo(
        "insert into organisations.unit (id, provider_id, kind, code, name, tag, municipality_code, opened_at) values ($1::uuid,$2,'mobile_team',$1::text,'Team','Team','1496','2020-01-01')",
        [id, w.units.primaryCare.providerId],
      );
      claimers.push(await w.staffAt({ ...w.units.primaryCare, id }));
    }
    await w.sqlDo(
      "insert into people.consent (id, person_id, kind, decision, form, given_by, valid_from, valid_until, recorded_by, author_unit_id) values ($1,$2,'disclosure','yes','oral','person','2026-10-01','2027-01-01','x',$3)",
      [personId, personId, w.units.homeCare.id],
    );
    for (const u of [w.units.homeCare.id, ...claimers.map((c) => c.unitId)])
      await w.sqlDo('insert into people.consent_unit values ($1,$1,$2,true,$3)', [personId, u, w.units.homeCare.id]);
    const offered = await handover(
      personId,
      [need.id],
      claimers.map((c) => c.unitId),
    );
    const results = await Promise.allSettled(
      claimers.map((c) => move(deps, w.as(c), w.once(), offered.id, { action: 'accept', seen: 1 })),
    );
    const [winner, ...more] = results.flatMap((r, i) => (r.status === 'fulfilled' ? [claimers[i]?.unitId] : []));
    assert.equal(more.length, 0);
    const told = results.flatMap((r) => (r.status === 'rejected' && r.reason instanceof Refusal ? [r.reason] : []));
    assert.equal(told.length, 49);
    assert.ok(told.every((t) => t.code === 'taken' && (t.current as { takenBy: string }).takenBy === winner));
    assert.deepEqual(await holderOf(need.id), [winner]);
  });

  test('a need that closes takes its pending handovers with it', async () => {
    const personId = await w.person([w.units.homeCare]);
    const need = await openNeed(deps, w.as(nurse), w.once(), { personId, area: 'd6', words: 'Klarar inte städningen' });
    const offered = await handover(personId, [need.id], [w.units.homeCareWest.id]);
    await closeNeed(deps, w.as(nurse), w.once(), need.id, 1, 'ceased');
    const detail = PromiseDetail.parse(JSON.parse((await readPromise(w.ground, w.as(nurse), offered.id)) ?? 'null'));
    assert.equal(detail.state, 'withdrawn');
    assert.deepEqual(await holderOf(need.id), []);
  });

  test('consent withdrawn before the answer: the receiver cannot accept', async () => {
    const personId = await w.person([w.units.homeCare]);
    const need = await openNeed(deps, w.as(nurse), w.once(), { personId, area: 'd5', words: 'Behöver omläggning' });
    const consent = await w.consent(personId, 'disclosure', w.units.homeCare, [w.units.homeCare, w.units.primaryCare]);
    const offered = await handover(personId, [need.id], [w.units.primaryCare.id]);
    await w.sqlDo(
      "update people.consent set withdrawn_at = $2, withdrawn_form = 'oral', version = version + 1 where id = $1",
      [consent, new Date(w.clock.now()).toISOString()],
    );
    w.clock.advance(1000);
    await assert.rejects(
      move(deps, w.as(coordinator), w.once(), offered.id, { action: 'accept', seen: 1 }),
      refusedWith('basis_gone'),
    );
    assert.deepEqual(await holderOf(need.id), [w.units.homeCare.id]);
  });
});
