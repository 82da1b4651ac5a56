import assert from 'node:assert/strict';
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import webpush from 'web-push';
import type { Notice } from '../../../contract/notices.ts';
import { move, offer, openNeed, type Deps } from '../../commitments/commitments.commands.ts';
import { sweep } from '../../commitments/sweep.ts';
import type { Caller, StaffCaller } from '../access/context.ts';
import { letterText } from '../mail/letters.ts';
import { smallWorld, type World } from '../testing/world.ts';
import { noticesHandlers } from './notices.routes.ts';
import { mayTell, tellOutside } from './push.ts';

const HOUR = 3_600_000;
const deadline = (_place: unknown, _key: unknown, from: number): number => from + 24 * HOUR;

describe('what has happened that asks or answers', () => {
  let w: World;
  let deps: Deps;
  let giver: StaffCaller;
  let asked: StaffCaller;
  let stranger: StaffCaller;
  before(async () => {
    w = await smallWorld();
    deps = { ground: w.ground, deadline };
    giver = await w.staffAt(w.units.homeCare);
    asked = await w.staffAt(w.units.homeCareWest);
    stranger = await w.staffAt(w.units.ward);
  });
  after(() => w.drop());

  const context = (caller: Caller): string =>
    w.database.sign(caller, caller.kind === 'staff' ? 'care' : 'own', w.clock.now());
  const one = async <T>(text: string, ...values: unknown[]): Promise<T> =>
    (await w.database.app.query<{ v: T }>(text, values)).rows[0]?.v as T;
  const list = (caller: Caller): Promise<Notice[]> => one('select notify.notices($1, 60) as v', context(caller));
  const unread = (caller: Caller): Promise<number> => one('select notify.unread($1) as v', context(caller));
  const mark = (caller: Caller, id: number, all: boolean): Promise<number> =>
    one('select notify.mark_read($1, $2, $3) as v', context(caller), id, all);
  const give = async (personId: string): Promise<string> => {
    const need = await openNeed(deps, w.as(giver), w.once(), { personId, area: 'd5', words: 'Hemliga ord om såret' });
    const to = { kind: 'units' as const, unitIds: [w.units.homeCareWest.id] };
    const body = {
      personId,
      kind: 'handover' as const,
      what: 'Hemliga ord',
      detail: '',
      area: 'd5' as const,
      urgency: 'soon' as const,
      to,
      needIds: [need.id],
      dueAt: null,
      followsId: null,
    };
    return (await offer(deps, w.as(giver), w.once(), body)).id;
  };

  test('an offer is told to the unit asked and an answer to the unit that asked, to no other and without a name', async () => {
    const personId = await w.person([w.units.homeCare], 'Hemliga', 'Namnet');
    const id = await give(personId);
    const [notice] = await list(asked);
    assert.deepEqual(
      [notice?.kind, notice?.commitmentId, notice?.what, notice?.personId, notice?.read],
      ['asked', id, 'handover', null, false],
    );
    assert.equal(await unread(asked), 1);
    assert.deepEqual([await unread(giver), await unread(stranger), (await list(stranger)).length], [0, 0, 0]);
    assert.doesNotMatch(JSON.stringify(notice), new RegExp(`Hemlig|Namnet|${personId}`, 'u'));
    await move(deps, w.as(asked), w.once(), id, { action: 'accept', seen: 1 });
    assert.deepEqual(
      (await list(giver)).map(({ kind, move: how }) => [kind, how]),
      [['answered', 'accepted']],
    );
    assert.equal(await unread(asked), 0, 'what has been answered asks nothing any more');
    assert.equal((await list(asked))[0]?.settled, true);
  });

  test('each reads for themselves', async () => {
    await give(await w.person([w.units.homeCare]));
    const colleague = await w.staffAt(w.units.homeCareWest);
    const [first] = await list(asked);
    assert.equal(await mark(asked, first?.id ?? 0, false), 0);
    assert.equal(await unread(colleague), 1);
    assert.equal(await mark(colleague, first?.id ?? 0, true), 0);
    assert.equal(await mark(stranger, first?.id ?? 0, false), 0, 'what one may not be told of cannot be marked');
    const [{ n } = { n: -1 }] = await w.sqlDo<{ n: number }>(
      'select count(*)::int as n from notify.notice_read where actor_id = $1',
      [stranger.staffId],
    );
    assert.equal(n, 0);
  });

  test('reading is logged, and a session that has ended reads nothing', async () => {
    const earlier = await w.sqlDo<{ n: number }>(
      'select count(*)::int as n from audit.entry where body like \'%"notices"%\'',
    );
    await list(asked);
    const now = await w.sqlDo<{ n: number }>(
      'select count(*)::int as n from audit.entry where body like \'%"notices"%\'',
    );
    assert.equal((now[0]?.n ?? 0) - (earlier[0]?.n ?? 0), 1);
    const gone = await w.staffAt(w.units.homeCareWest);
    await w.sqlDo('update identity.session set revoked_at = now() where id = $1', [gone.sessionId]);
    await assert.rejects(list(gone), /session ended/u);
  });

  test('what climbs to the head is told to the head and not to the rest of the unit', async () => {
    const head = await w.staffAt(w.units.homeCareWest, 'head');
    w.clock.advance(25 * HOUR);
    await sweep(w.ground, deadline);
    w.clock.advance(25 * HOUR);
    await sweep(w.ground, deadline);
    assert.ok((await list(head)).some(({ kind }) => kind === 'climbed'));
    assert.ok((await list(asked)).some(({ kind }) => kind === 'late'));
    assert.ok(!(await list(asked)).some(({ kind }) => kind === 'climbed'));
  });

  test('the person hears of an emergency opening, and a plan is told only to a unit that is still in the circle', async () => {
    const personId = await w.person([w.units.homeCare, w.units.homeCareWest]);
    const person = await w.personCaller(personId);
    const planId = w.newId();
    const at = new Date(w.clock.now()).toISOString();
    await w.sqlDo(
      "insert into notify.notice (at, kind, unit_id, person_id, plan_id, actor, detail) values ($1, 'plan_changed', $2, $3, $4, 'x', '{}')",
      [at, w.units.homeCareWest.id, personId, planId],
    );
    await w.sqlDo(
      `insert into people.emergency (id, person_id, assignment_id, code, reason, opened_at, closes_at, author_unit_id) values ($1, $2, $3, 'svod_3_6', 'Medvetslös på golvet', $4, $5, $6)`,
      [w.newId(), personId, stranger.assignmentId, at, new Date(w.clock.now() + HOUR).toISOString(), w.units.ward.id],
    );
    assert.deepEqual(
      (await list(person)).map(({ kind }) => kind),
      ['emergency'],
    );
    assert.equal((await list(asked)).find(({ kind }) => kind === 'plan_changed')?.personId, personId);
    await w.sqlDo(
      'update people.engagement set valid_to = $2, version = version + 1 where person_id = $1 and unit_id = $3',
      [personId, at, w.units.homeCareWest.id],
    );
    assert.ok(!(await list(asked)).some(({ kind }) => kind === 'plan_changed'));
  });

  test('a letter goes once to who has asked for it, after the quiet hours, and says nothing of what or whom', async () => {
    const wish = {
      kinds: ['asked'],
      email: 'namn@example.se',
      emailWhen: 'now',
      push: false,
      quietFrom: '21:00',
      quietTo: '07:00',
    };
    const handlers = noticesHandlers({ pushKey: async () => 'x', pushHosts: [] });
    const call = { ground: w.ground, caller: asked, request: w.as(asked), body: wish } as never;
    await handlers.setWish(call);
    const keys = webpush.generateVAPIDKeys();
    const settings = { keys, publicUrl: 'http://localhost:1' };
    const letters = (): Promise<{ data: Record<string, unknown> }[]> =>
      w.sqlDo("select data from notify.mail where template = 'notice'");
    await give(await w.person([w.units.homeCare], 'Hemliga', 'Namnet'));
    const night = Date.parse('2026-10-20T22:30:00Z');
    await tellOutside(w.database.system, night, settings);
    assert.equal((await letters()).length, 0, 'half past midnight in Stockholm');
    await tellOutside(w.database.system, night + 8 * HOUR, settings);
    await tellOutside(w.database.system, night + 9 * HOUR, settings);
    const [letter, more] = await letters();
    assert.equal(more, undefined);
    const { subject, text } = letterText('notice', letter?.data ?? {}, 'https://mellanrum.example.se');
    assert.doesNotMatch(subject + text + JSON.stringify(letter), /Hemlig|Namnet|såret/u);
    assert.match(text, /https:\/\/mellanrum\.example\.se\/notices/u);
  });

  test('a push is sealed to the browser, signed by the program, holds a language and nothing else, and a browser that has gone is forgotten', async () => {
    const browser = createECDH('prime256v1');
    browser.generateKeys();
    const auth = randomBytes(16);
    const got: { headers: Record<string, unknown>; body: Buffer }[] = [];
    let status = 201;
    const service = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        got.push({ headers: request.headers, body: Buffer.concat(parts) });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(service.address() as { port: number }).port}`;
    const handlers = noticesHandlers({ pushKey: async () => 'x', pushHosts: [origin] });
    const asCall = (body: unknown) => ({ ground: w.ground, caller: asked, request: w.as(asked), body }) as never;
    const subscription = {
      endpoint: `${origin}/push/1`,
      p256dh: browser.getPublicKey('base64url'),
      auth: auth.toString('base64url'),
    };
    await handlers.setWish(
      asCall({ kinds: ['asked'], email: null, emailWhen: 'off', push: true, quietFrom: null, quietTo: null }),
    );
    await assert.rejects(
      async () => handlers.subscribe(asCall({ ...subscription, endpoint: 'http://169.254.169.254/latest' })),
      /invalid|no known push service/u,
    );
    await handlers.subscribe(asCall(subscription));
    await give(await w.person([w.units.homeCare], 'Hemliga', 'Namnet'));
    const keys = webpush.generateVAPIDKeys();
    const settings = { keys, publicUrl: 'https://mellanrum.example.se', hosts: [origin] };
    assert.equal(await tellOutside(w.database.system, w.clock.now(), settings), 1);
    const [push] = got;
    assert.deepEqual(JSON.parse(opened(push?.body ?? Buffer.alloc(0), browser, auth)), { language: 'sv' });
    const [, token = ''] = /t=([^,]+)/u.exec(String(push?.headers['authorization'])) ?? [];
    assert.ok(signedBy(token, keys.publicKey));
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      aud: string;
      sub: string;
    };
    assert.deepEqual([claims.aud, claims.sub], [origin, 'https://mellanrum.example.se']);
    status = 410;
    await give(await w.person([w.units.homeCare]));
    await tellOutside(w.database.system, w.clock.now(), settings);
    assert.deepEqual(await w.sqlDo('select 1 from notify.push_subscription'), []);
    service.close();
  });
});

/** As the browser opens it: RFC 8188 with the keys of RFC 8291. */
function opened(body: Buffer, browser: ReturnType<typeof createECDH>, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const theirs = body.subarray(21, 21 + (body[20] ?? 0));
  const sealed = body.subarray(21 + theirs.length);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), theirs]);
  const ikm = Buffer.from(hkdfSync('sha256', browser.computeSecret(theirs), auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12));
  const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString();
}

/** RFC 8292: an ES256 token under the program's own key. */
function signedBy(token: string, publicKey: string): boolean {
  const [head = '', claims = '', signature = ''] = token.split('.');
  const raw = Buffer.from(publicKey, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: raw.subarray(1, 33).toString('base64url'),
    y: raw.subarray(33).toString('base64url'),
  };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
}

test('only the push services of the browsers are called', () => {
  assert.ok(mayTell('https://fcm.googleapis.com/fcm/send/abc'));
  assert.ok(mayTell('https://db5p.notify.windows.com/w/?token=x'));
  for (const bad of [
    'http://fcm.googleapis.com/x',
    'https://fcm.googleapis.com:8443/x',
    'https://fcm.googleapis.com.evil.se/x',
    'https://a@fcm.googleapis.com/x',
    'https://127.0.0.1/x',
    'nonsense',
  ])
    assert.ok(!mayTell(bad), bad);
});
