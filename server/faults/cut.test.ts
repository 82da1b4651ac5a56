import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { crowd, HOUR, type Crowd } from './crowd.fixture.ts';
import { proxyTo, type Proxy } from './cut.fixture.ts';
import { ask, serveCrowd, type Served } from './http-door.fixture.ts';
import { broken } from './invariants.fixture.ts';
import { Refusal } from '../kernel/refusal.ts';

describe('a network cut in the middle of saving', () => {
  let c: Crowd;
  let served: Served;
  let proxy: Proxy;
  before(async () => {
    c = await crowd(2);
    served = await serveCrowd(c);
    proxy = await proxyTo(served.port);
  });
  after(async () => {
    await proxy.stop();
    await served.stop();
    await c.w.drop();
  });
  const by = (who: number) => ({ port: proxy.port, cookie: served.cookies.get(c.staff[who] as never) ?? '' });
  const state = async () =>
    JSON.stringify(
      await c.w
        .sqlDo(`select (select count(*) from commitments.event) as events, (select count(*) from commitments.need) as needs,
    (select count(*) from commitments.commitment) as promises, (select count(*) from people.consent) as consents, (select count(*) from commitments.gap_answer) as answers, (select count(*) from audit.entry) as log`),
    );
  let keys = 0;

  /** Sends with the wire cut at each place first; gives the answer that came at last. */
  async function through<T>(who: number, path: string, body: unknown): Promise<T> {
    const key = `cut-key-${++keys}`;
    const send = () => ask<T>(by(who), 'POST', path, key, body);
    const untouched = await state();
    proxy.cutNext('request');
    await assert.rejects(send(), (error) => !(error instanceof Refusal));
    assert.equal(await state(), untouched, `${path}: half a request has no effect`);
    proxy.cutNext('answer');
    await assert.rejects(send(), (error) => !(error instanceof Refusal));
    const done = await state();
    assert.notEqual(done, untouched, `${path}: it was saved before the wire was cut`);
    const first = await send();
    const [kept] = await c.w.sqlDo<{ answer: T }>('select answer from access.request where key = $1', [key]);
    assert.deepEqual(first, kept?.answer, `${path}: the answer that was lost`);
    assert.deepEqual(await send(), first);
    assert.equal(await state(), done, `${path}: one effect`);
    return first;
  }

  it('every command that is sent again with its key has one effect and its first answer', async () => {
    const [personId] = c.persons;
    const dueAt = new Date(c.w.clock.now() + 24 * HOUR).toISOString();
    const need = await through<{ id: string }>(0, '/needs', { personId, area: 'd5', words: 'Såret läker inte' });
    const offer = (to: number[], more: object) => ({
      personId,
      kind: 'handover',
      what: 'Sårvård',
      area: 'd5',
      urgency: 'soon',
      toUnitIds: to.map((i) => c.units[i]?.id),
      needIds: [need.id],
      dueAt,
      ...more,
    });
    const handover = await through<{ id: string }>(0, '/commitments', offer([1], { replaces: [] }));
    await through(1, `/commitments/${handover.id}/moves`, { action: 'receive', seen: 1 });
    await through(1, `/commitments/${handover.id}/moves`, {
      action: 'propose',
      seen: 2,
      dueAt: new Date(c.w.clock.now() + 30 * HOUR).toISOString(),
    });
    await through(0, `/commitments/${handover.id}/moves`, { action: 'agree', seen: 3 });
    await through(1, `/commitments/${handover.id}/moves`, { action: 'pause', seen: 4, reason: 'away', until: dueAt });
    await through(1, `/commitments/${handover.id}/moves`, { action: 'resume', seen: 5 });
    await through(1, `/commitments/${handover.id}/moves`, { action: 'keep', seen: 6 });
    const request = await through<{ id: string }>(0, '/commitments', offer([1, 2], { kind: 'request', needIds: [] }));
    await through(1, `/commitments/${request.id}/moves`, { action: 'decline', seen: 1, reason: 'no_capacity' });
    await through(2, `/commitments/${request.id}/moves`, { action: 'decline', seen: 2, reason: 'no_capacity' });
    const [gap] = await c.w.sqlDo<{ id: string }>(
      'select id from commitments.gap where subject_id = $1 and closed_at is null',
      [request.id],
    );
    await through(0, `/gaps/${gap?.id}/answers`, { words: 'Vi gör det själva' });
    const signal = await through<{ id: string }>(3, '/signals', {
      personId,
      what: 'Fler fall',
      area: 'd4',
      urgency: 'soon',
      toUnitId: c.units[0]?.id,
    });
    await through(3, `/commitments/${signal.id}/moves`, { action: 'withdraw', seen: 1, reason: 'sent_by_mistake' });
    const consent = await through<{ id: string }>(0, `/persons/${personId}/consents`, {
      kind: 'shared_record',
      decision: 'no',
      form: 'oral',
    });
    await through(0, `/persons/${personId}/consents/${consent.id}/withdraw`, { version: 1, form: 'oral' });
    await through(1, `/needs/${need.id}/close`, { seen: 1, reason: 'met' });
    assert.equal(proxy.cuts(), 2 * keys);
    assert.deepEqual(await broken(c.w.sqlDo), []);
  });
});
