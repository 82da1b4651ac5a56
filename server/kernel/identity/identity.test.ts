import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Me } from '../../../contract/identity.ts';
import { setTimeout as delay } from 'node:timers/promises';
import { asCaller } from '../db/transaction.ts';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { runApp, type RunningApp } from './app.fixture.ts';
import { Browser } from './browser.fixture.ts';
import { fakeIssuer, type Says } from './fake-issuer.fixture.ts';
import { assignments, people, seed, staff, units } from './seed.fixture.ts';
import { sessionsOf } from './sessions.ts';

const start = Date.parse('2026-03-02T07:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const session = 'mellanrum_session';

let database: TestDatabase;
let running: RunningApp;
before(async () => {
  database = await testDatabase();
  await seed(database);
  running = await runApp(database, { start });
});
after(async () => {
  await running.app.close();
  await database.drop();
});

const browser = (): Browser => new Browser(running.base);
const me = async (b: Browser): Promise<Me> => {
  const { status, body } = await b.get('/api/me');
  assert.equal(status, 200);
  return body;
};
const toCallback = (next: URL): boolean => next.pathname === '/auth/callback';

describe('sign-in with the embedded issuer', () => {
  it('takes a district nurse from her address through the choice of who she is and back to the address', async () => {
    const b = browser();
    const { page, url } = await b.toChoice('/plan/1?part=goals#g');
    assert.match(url.pathname, /^\/oidc\/interaction\//);
    assert.match(page, /<html lang="sv">/);
    assert.match(page, /Välj vem du är/);
    const { answer, url: end } = await b.press(url, 'demo-nurse');
    assert.equal(answer.status, 200);
    assert.equal(end.pathname + end.search + end.hash, '/plan/1?part=goals#g');
    const who = await me(b);
    assert.equal(who.kind, 'staff');
    assert.equal(who.name, 'Anna Berg');
    assert.equal(who.title, 'Distriktssköterska');
    assert.equal(who.language, 'sv');
    assert.equal(who.assignment?.id, assignments.nurse);
    assert.deepEqual(who.assignment?.unit, { id: units.homeCare, name: 'Hemsjukvården Öst', tag: 'HSV Öst', provider: 'Ekby kommun, hälso- och sjukvård' });
    assert.equal(Date.parse(who.session.expiresAt), running.clock.now() + 30 * minute);
    assert.equal(Date.parse(who.session.endsAt), running.clock.now() + 12 * hour);
    assert.equal((await b.get('/api/probe')).status, 200);
  });

  it('lists the demo people in groups, from the database, and no one else', async () => {
    const { page } = await browser().toChoice();
    const order = [...page.matchAll(/<h2 id="(\w+)"/g)].map((m) => m[1]);
    assert.deepEqual(order, ['municipal_health', 'primary_care', 'family']);
    for (const part of ['demo-nurse', 'Anna Berg', 'Distriktssköterska', 'Hemsjukvården Öst · Rehab', 'Cilla &lt;Sten&gt;', 'Elsa Svensson', 'Personen själv', 'Karin Svensson', 'Närstående, barn']) {
      assert.ok(page.includes(part), part);
    }
    for (const part of ['Eva Lind', 'Sven Svensson', 'Dan Alm', '<script', 'style=']) assert.ok(!page.includes(part), part);
  });

  it('speaks English when asked to, and remembers it in the session', async () => {
    const b = browser();
    const { url } = await b.toChoice();
    const english = await (await b.ask(`${url.pathname}?lang=en`)).text();
    assert.match(english, /<html lang="en">[\s\S]*Choose who you are[\s\S]*Relative, child/);
    await b.press(url, 'demo-elsa');
    const who = await me(b);
    assert.equal(who.language, 'en');
    assert.equal(who.kind, 'person');
    assert.equal(who.assignment?.id, people.elsa);
    assert.equal(b.cookie('mellanrum_language'), 'en');
    assert.equal((await b.get('/api/probe/none')).status, 404);
  });

  it('keeps its pages free from script, frames and caches', async () => {
    const b = browser();
    const { url } = await b.toChoice();
    const { headers } = await b.ask(url.href);
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*style-src 'self'.*form-action 'self'.*frame-ancestors 'none'/);
    assert.equal(headers.get('cache-control'), 'no-store');
    const css = await b.ask('/oidc/style.css');
    assert.equal(css.headers.get('content-type'), 'text/css; charset=utf-8');
  });

  it('lets a relative in as the relative of the one who shares', async () => {
    const b = browser();
    await b.signIn('demo-karin');
    const who = await me(b);
    assert.deepEqual([who.kind, who.name, who.assignment?.role], ['relative', 'Karin Svensson', 'child']);
    assert.equal((await b.get('/api/probe')).status, 200);
  });

  it('takes no one who is not on the page', async () => {
    for (const subject of ['real-doctor', 'demo-nobody', '', 'demo-ended']) {
      const b = browser();
      const { url } = await b.toChoice();
      const { answer } = await b.press(url, subject);
      assert.equal(answer.status, 400, subject);
      assert.equal(b.cookie(session), undefined);
    }
  });

  it('asks who it is at every sign-in', async () => {
    const b = browser();
    await b.signIn('demo-nurse');
    await b.signIn('demo-doctor');
    assert.equal((await me(b)).name, 'Cilla <Sten>');
  });

  it('does not let another browser press the buttons of this one', async () => {
    const { url } = await browser().toChoice();
    const { answer } = await browser().press(url, 'demo-nurse');
    assert.equal(answer.status, 400);
    assert.match(await answer.text(), /Inloggningen hann gå ut/);
  });

  it('answers its own addresses whatever host is asked for', async () => {
    const answer = await running.app.inject({ url: '/oidc/.well-known/openid-configuration', headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' } });
    const { issuer, authorization_endpoint: authorization } = answer.json<Record<string, string>>();
    assert.deepEqual([issuer, authorization], [`${running.base}/oidc`, `${running.base}/oidc/auth`]);
    assert.ok(!answer.body.includes('evil'));
  });

  it('makes its keys once and keeps them for the next start', async () => {
    const again = await runApp(database, { start });
    const keys = async (r: RunningApp): Promise<unknown> => (await fetch(`${r.base}/oidc/jwks`)).json();
    const first = await keys(running);
    assert.deepEqual(await keys(again), first);
    assert.ok(!JSON.stringify(first).includes('"d"'));
    await again.app.close();
  });
});

describe('a sign-in that does not hold', () => {
  const begun = async (): Promise<{ b: Browser; back: URL }> => {
    const b = browser();
    const { url } = await b.toChoice();
    return { b, back: (await b.press(url, 'demo-nurse', toCallback)).url };
  };
  const refused = async (b: Browser, back: URL): Promise<void> => {
    const answer = await b.ask(back.href);
    assert.equal(answer.status, 400);
    assert.match(await answer.text(), /Inloggningen avbröts/);
    assert.equal(b.cookie(session), undefined);
  };

  it('is refused with another state', async () => {
    const { b, back } = await begun();
    back.searchParams.set('state', 'other');
    await refused(b, back);
  });
  it('is refused in a browser that did not begin it', async () => {
    const { back } = await begun();
    await refused(browser(), back);
  });
  it('is refused with the answer of another sign-in', async () => {
    const [one, other] = [await begun(), await begun()];
    await refused(one.b, other.back);
  });
  it('is refused with a changed cookie', async () => {
    const { b, back } = await begun();
    const [body = '', mac = ''] = (b.cookie('mellanrum_sign_in') ?? '').split('.');
    const changed = { ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object), returnTo: 'https://evil.example' };
    b.put('mellanrum_sign_in', `${Buffer.from(JSON.stringify(changed)).toString('base64url')}.${mac}`);
    await refused(b, back);
  });
  it('is refused when the code comes a second time, also with the cookie put back', async () => {
    const { b, back } = await begun();
    const cookie = b.cookie('mellanrum_sign_in') ?? '';
    assert.equal((await b.ask(back.href)).status, 303);
    assert.ok(b.cookie(session));
    const thief = browser();
    thief.put('mellanrum_sign_in', cookie);
    await refused(thief, back);
  });
  it('gives one session when the same code comes twice at once', async () => {
    const { b, back } = await begun();
    const twin = browser();
    twin.put('mellanrum_sign_in', b.cookie('mellanrum_sign_in') ?? '');
    const statuses = (await Promise.all([b.ask(back.href), twin.ask(back.href)])).map((a) => a.status);
    assert.ok(statuses.filter((s) => s === 303).length <= 1, statuses.join());
  });
  it('is refused when the code has expired', async () => {
    const { b, back } = await begun();
    await database.asOwner(`update identity.oidc_state set expires_at = now() - interval '1 second', payload = jsonb_set(payload, '{exp}', to_jsonb(extract(epoch from now())::int - 1)) where kind = 'AuthorizationCode'`);
    await refused(b, back);
  });
  it('is refused when it took more than ten minutes', async () => {
    const { b, back } = await begun();
    running.clock.advance(10 * minute);
    await refused(b, back);
  });
  it('is refused when the issuer says no', async () => {
    const { b, back } = await begun();
    const state = back.searchParams.get('state') ?? '';
    await refused(b, new URL(`/auth/callback?error=access_denied&state=${state}&iss=${encodeURIComponent(`${running.base}/oidc`)}`, running.base));
  });
  it('never sends anyone to another site afterwards', async () => {
    for (const evil of ['https://evil.example/', '//evil.example', '/\\evil.example', '/%09/evil.example/..//', 'javascript:alert(1)', '/\t/evil.example', '/.//evil.example', '/x/..//evil.example', '/auth/sign-in']) {
      const b = browser();
      const { url } = await b.toChoice(evil);
      const { url: back } = await b.press(url, 'demo-nurse', toCallback);
      const end = new URL((await b.ask(back.href)).headers.get('location') ?? '', running.base);
      assert.equal(end.origin, running.base, evil);
      assert.ok(!end.pathname.startsWith('//') && !end.pathname.startsWith('/auth'), evil);
    }
  });
});

describe('a session', () => {
  it('lives in a cookie that scripts and other sites cannot use', async () => {
    const b = browser();
    await b.signIn('demo-nurse');
    const line = b.set.findLast((l) => l.startsWith(`${session}=`)) ?? '';
    assert.match(line, /^mellanrum_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const attempt = b.set.find((l) => l.startsWith('mellanrum_sign_in=')) ?? '';
    assert.match(attempt, /Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
    const stored = await database.asOwner<{ text: string }>('select session::text as text from identity.session');
    assert.ok(stored.every(({ text }) => !text.includes(b.cookie(session) ?? '-')));
  });

  it('has a Secure cookie of this host alone when the public address is https', async () => {
    const secure = await runApp(database, { start, publicUrl: 'https://mellanrum.test' });
    const first = await secure.app.inject({ url: '/auth/sign-in', headers: { host: 'mellanrum.test' } });
    assert.match(String(first.headers['set-cookie']), /^__Host-mellanrum_sign_in=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    assert.match(String(first.headers.location), /^https:\/\/mellanrum\.test\/oidc\/auth\?/);
    const authorize = await secure.app.inject({ url: String(first.headers.location) });
    assert.equal(authorize.statusCode, 303);
    for (const line of [authorize.headers['set-cookie']].flat()) assert.match(String(line), /secure/i);
    await secure.app.close();
  });

  it('is not the one that somebody put in the browser before', async () => {
    const b = browser();
    const planted = 'A'.repeat(43);
    b.put(session, planted);
    await b.signIn('demo-nurse');
    assert.notEqual(b.cookie(session), planted);
    const thief = browser();
    thief.put(session, planted);
    assert.equal((await thief.get('/api/me')).status, 401);
  });

  it('ends the one before when the same browser signs in again', async () => {
    const b = browser();
    await b.signIn('demo-nurse');
    const old = b.cookie(session) ?? '';
    await b.signIn('demo-nurse');
    assert.notEqual(b.cookie(session), old);
    const thief = browser();
    thief.put(session, old);
    assert.equal((await thief.get('/api/me')).status, 401);
    assert.equal((await b.get('/api/me')).status, 200);
  });

  it('ends after 30 minutes without use, and lives on with use', async () => {
    const b = browser();
    await b.signIn('demo-nurse');
    for (let i = 0; i < 4; i++) {
      running.clock.advance(29 * minute);
      assert.equal((await b.get('/api/probe')).status, 200);
    }
    running.clock.advance(30 * minute);
    assert.equal((await b.get('/api/probe')).status, 401);
  });

  it('is not kept alive by a page that lies open and listens', async () => {
    const b = browser();
    await b.signIn('demo-nurse');
    for (let i = 0; i < 2; i++) {
      running.clock.advance(14 * minute);
      assert.equal((await b.get('/api/probe', { 'x-background': '1' })).status, 200);
    }
    running.clock.advance(2 * minute);
    assert.equal((await b.get('/api/probe')).status, 401);
  });

  it('ends 12 hours after sign-in however much it is used', async () => {
    const b = browser();
    await b.signIn('demo-nurse');
    for (let i = 0; i < 35; i++) {
      running.clock.advance(20 * minute);
      assert.equal((await b.get('/api/probe')).status, 200);
    }
    assert.equal(Date.parse((await me(b)).session.expiresAt), running.clock.now() + 20 * minute);
    running.clock.advance(20 * minute);
    assert.equal((await b.get('/api/probe')).status, 401);
  });

  it('ends at sign-out, here and at the issuer', async () => {
    const b = browser();
    await b.signIn('demo-nurse');
    const token = b.cookie(session) ?? '';
    const { answer, url } = await b.go('/auth/sign-out', { method: 'POST', headers: { accept: 'text/html', origin: running.base } });
    assert.deepEqual([answer.status, url.pathname], [200, '/']);
    assert.ok(b.visited.some((path) => path.startsWith('/oidc/session/end?')));
    assert.equal(b.cookie(session), undefined);
    b.put(session, token);
    assert.equal((await b.get('/api/probe')).status, 401);
    const [row] = await database.asOwner<{ n: number }>(`select count(*)::int as n from identity.session where id_token is not null and revoked_at is not null`);
    assert.equal(row?.n, 0);
  });

  it('tells a program where to go after sign-out, and ends also when nobody was signed in', async () => {
    const b = browser();
    await b.signIn('demo-nurse');
    const { status, body } = await b.post('/auth/sign-out', {});
    assert.equal(status, 200);
    assert.match((body as { next: string }).next, /\/oidc\/session\/end\?.*id_token_hint=/);
    assert.deepEqual(await browser().post('/auth/sign-out', {}), { status: 200, body: { next: '/' } });
  });

  it('is not ended by another site', async () => {
    const b = browser();
    await b.signIn('demo-nurse');
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
      assert.equal((await b.ask('/auth/sign-out', { method: 'POST', headers })).status, 403);
    }
    assert.equal((await b.get('/api/me')).status, 200);
  });

  it('that was revoked elsewhere is refused by the database at once, also while this process remembers it', async () => {
    const b = browser();
    await b.signIn('demo-nurse');
    assert.equal((await b.get('/api/probe')).status, 200);
    await database.asOwner('update identity.session set revoked_at = now() where revoked_at is null');
    const remembered = await sessionsOf(running.ground).find(b.cookie(session) ?? '');
    assert.ok(remembered, 'the test needs it to be remembered');
    // The remembered one gets past the door of the program, and the database says no.
    await assert.rejects(asCaller(running.ground, { caller: remembered.caller, purpose: 'care' }, () => Promise.resolve()), { code: 'MR401', message: 'session ended' });
    assert.equal((await b.get('/api/probe')).status, 401);
    await delay(1_050);
    assert.equal(await sessionsOf(running.ground).find(b.cookie(session) ?? ''), null);
    assert.equal((await b.get('/api/me')).status, 401);
  });

  it('is forgotten by this process at once when revoked here, one or all of a subject', async () => {
    const sessions = sessionsOf(running.ground);
    const [one, two, other] = [browser(), browser(), browser()];
    await Promise.all([one.signIn('demo-nurse'), two.signIn('demo-nurse'), other.signIn('demo-doctor')]);
    for (const b of [one, two, other]) assert.equal((await b.get('/api/probe')).status, 200);
    assert.ok((await sessions.revokeAll('demo-nurse')) >= 2);
    for (const b of [one, two]) assert.equal(await sessions.find(b.cookie(session) ?? ''), null);
    assert.ok(await sessions.find(other.cookie(session) ?? ''));
    await sessions.revoke(other.cookie(session) ?? '');
    assert.equal(await sessions.find(other.cookie(session) ?? ''), null);
  });

  it('that ends while it is being looked up is not remembered', async () => {
    const sessions = sessionsOf(running.ground);
    for (let i = 0; i < 10; i++) {
      const b = browser();
      await b.signIn('demo-nurse');
      const token = b.cookie(session) ?? '';
      await Promise.all([sessions.find(token), sessions.revoke(token), sessions.find(token)]);
      assert.equal(await sessions.find(token), null);
    }
  });

  it('of staff who are disabled ends at once, and does not come back with them', async () => {
    const b = browser();
    await b.signIn('demo-doctor');
    assert.equal((await b.get('/api/probe')).status, 200);
    await database.asOwner('update organisations.staff set disabled_at = $2 where id = $1', [staff.doctor, new Date(running.clock.now()).toISOString()]);
    assert.equal((await b.get('/api/probe')).status, 401);
    assert.equal((await b.get('/api/me')).status, 401);
    const again = browser();
    const { url } = await again.toChoice();
    assert.equal((await again.press(url, 'demo-doctor')).answer.status, 400);
    await database.asOwner('update organisations.staff set disabled_at = null where id = $1', [staff.doctor]);
    assert.equal((await b.get('/api/me')).status, 401);
  });

  it('cannot be started, read or ended by SQL smuggled into a caller’s transaction', async () => {
    const b = browser();
    await b.signIn('demo-nurse');
    const signedIn = await sessionsOf(running.ground).find(b.cookie(session) ?? '');
    assert.ok(signedIn);
    const own = database.sign(signedIn.caller, 'care', running.clock.now());
    for (const call of [
      `identity.start_session($1, 'demo-doctor', gen_random_uuid(), '\\x00', null, 'sv', null)`, `identity.keep($1, 'issuer', '{}')`, `identity.me($1, gen_random_uuid())`,
      `identity.revoke_all($1, 'demo-doctor')`, `identity.find_session($1, '\\x00')`, `identity.oidc_find($1, 'AuthorizationCode', 'id', 'x')`,
      `identity.choose_assignment($1, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '\\x00')`,
    ]) {
      await assert.rejects(database.app.query(`select ${call}`, [own]), { code: 'MR401' }, call);
    }
    for (const table of ['session', 'kept', 'oidc_state', 'preference', 'session_limit']) {
      await assert.rejects(database.app.query(`select * from identity.${table}`), { code: '42501' });
    }
    await assert.rejects(database.app.query('select * from identity.choices($1, now())', ['demo-nurse']), { code: '42501' });
  });

  it('is told in the log when it begins, is refused, switches and ends', async () => {
    const rows = await database.asOwner<{ action: string }>(`select distinct body::json ->> 'action' as action from audit.entry order by 1`);
    const actions = rows.map((r) => r.action);
    for (const action of ['session.start', 'session.end', 'session.end_all']) assert.ok(actions.includes(action), action);
  });
});

describe('assignments', () => {
  it('with several, wait for a choice before anything is answered', async () => {
    const b = browser();
    await b.signIn('demo-two');
    const who = await me(b);
    assert.equal(who.assignment, null);
    assert.deepEqual(who.assignments.map((a) => a.id).toSorted(), [assignments.twoHome, assignments.twoRehab]);
    const { status, body } = await b.get('/api/probe');
    assert.deepEqual([status, (body as { code: string }).code], [403, 'assignment_ended']);
  });

  it('are switched by a new session while the old one ends', async () => {
    const b = browser();
    await b.signIn('demo-two');
    const ends = (await me(b)).session.endsAt;
    const tokens = [b.cookie(session) ?? ''];
    running.clock.advance(5 * minute);
    for (const choice of [assignments.twoHome, assignments.twoRehab]) {
      const { status, body } = await b.post('/api/me/assignment', { assignmentId: choice });
      assert.equal(status, 200);
      const who = body as Me;
      assert.equal(who.assignment?.id, choice);
      assert.equal(who.session.endsAt, ends, 'the last hour follows along');
      assert.equal((await me(b)).assignment?.id, choice);
      assert.equal((await b.get('/api/probe')).status, 200);
      tokens.push(b.cookie(session) ?? '');
    }
    assert.equal(new Set(tokens).size, 3);
    const thief = browser();
    thief.put(session, tokens[1] ?? '');
    assert.equal((await thief.get('/api/probe')).status, 401);
    assert.match(b.set.at(-1) ?? '', /^mellanrum_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('of others, ended ones and made-up ones cannot be chosen', async () => {
    const b = browser();
    await b.signIn('demo-two');
    for (const choice of [assignments.nurse, assignments.guest, people.elsa, '00000000-0000-4000-8000-000000000000']) {
      assert.equal((await b.post('/api/me/assignment', { assignmentId: choice })).status, 404);
    }
    assert.equal((await me(b)).assignment, null);
  });

  it('that end are refused at once, and another can be chosen in the same session', async () => {
    const b = browser();
    await b.signIn('demo-two');
    await b.post('/api/me/assignment', { assignmentId: assignments.twoHome });
    assert.equal((await b.get('/api/probe')).status, 200);
    await database.asOwner('update organisations.assignment set valid_to = $2 where id = $1', [assignments.twoHome, new Date(running.clock.now()).toISOString()]);
    assert.equal((await b.get('/api/probe')).status, 403);
    const who = await me(b);
    assert.equal(who.assignment, null);
    assert.deepEqual(who.assignments.map((a) => a.id), [assignments.twoRehab]);
    assert.equal((await b.post('/api/me/assignment', { assignmentId: assignments.twoRehab })).status, 200);
    assert.equal((await b.get('/api/probe')).status, 200);
    await database.asOwner('update organisations.assignment set valid_to = null where id = $1', [assignments.twoHome]);
  });

  it('switched twice at once give one session', async () => {
    const b = browser();
    await b.signIn('demo-two');
    const twin = browser();
    twin.put(session, b.cookie(session) ?? '');
    const answers = await Promise.all([b.post('/api/me/assignment', { assignmentId: assignments.twoHome }), twin.post('/api/me/assignment', { assignmentId: assignments.twoRehab })]);
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    const alive = await Promise.all([b, twin].map(async (x) => (await x.get('/api/probe')).status));
    assert.deepEqual(alive.toSorted(), [200, 401]);
  });

  it('and a private role of the same subject are one choice among several', async () => {
    await database.asOwner(`update people.relative set subject = 'demo-nurse', version = version + 1 where id = $1`, [people.karin]);
    const b = browser();
    await b.signIn('demo-nurse');
    assert.deepEqual((await me(b)).assignments.map((a) => a.kind), ['staff', 'relative']);
    const { body } = await b.post('/api/me/assignment', { assignmentId: people.karin });
    assert.deepEqual([(body as Me).kind, (body as Me).name], ['relative', 'Karin Svensson']);
    await database.asOwner(`update people.relative set subject = 'demo-karin', version = version + 1 where id = $1`, [people.karin]);
    assert.equal((await b.get('/api/me')).status, 401, 'no longer hers');
  });

  it('come with a language of one’s own, remembered to the next sign-in', async () => {
    const b = browser();
    await b.signIn('demo-karin');
    const { body } = await b.post('/api/me/language', { language: 'en' });
    assert.equal((body as Me).language, 'en');
    assert.equal(b.cookie('mellanrum_language'), 'en');
    const other = await b.signIn('demo-nurse').then(() => me(b));
    assert.equal(other.language, 'sv', 'one’s language does not follow the next who sits down');
    const next = browser();
    await next.signIn('demo-karin');
    assert.equal((await me(next)).language, 'en');
  });
});

describe('sign-in with an issuer outside', () => {
  const says: Says = { sub: '' };
  let issuer: Awaited<ReturnType<typeof fakeIssuer>>;
  let outside: RunningApp;
  before(async () => {
    issuer = await fakeIssuer(says);
    outside = await runApp(database, { start, oidc: issuer.client });
  });
  after(async () => {
    await outside.app.close();
    await issuer.close();
  });
  const signIn = async (next: Says): Promise<{ b: Browser; answer: Response }> => {
    for (const key of Object.keys(says) as (keyof Says)[]) delete says[key];
    Object.assign(says, next);
    const b = new Browser(outside.base);
    return { b, answer: (await b.go('/auth/sign-in')).answer };
  };

  it('lets in the one whose subject stands in the register', async () => {
    const { b, answer } = await signIn({ sub: 'real-doctor' });
    assert.equal(answer.status, 200);
    assert.equal((await me(b)).name, 'Eva Lind');
    const { body } = await b.post('/auth/sign-out', {});
    assert.ok((body as { next: string }).next.startsWith(`${issuer.issuer}/end?`));
  });

  it('tells an unknown one plainly, logs it and ends what the browser had', async () => {
    const { b } = await signIn({ sub: 'real-doctor' });
    const old = b.cookie(session) ?? '';
    says.sub = 'somebody-else';
    const { answer } = await b.go('/auth/sign-in');
    assert.equal(answer.status, 403);
    assert.match(await answer.text(), /Vi hittar dig inte i Mellanrum/);
    assert.equal(b.cookie(session), undefined);
    assert.ok(old);
    const rows = await database.asOwner(`select 1 from audit.entry where body::json ->> 'action' = 'session.refused' and body like '%somebody-else%'`);
    assert.equal(rows.length, 1);
  });

  for (const [lie, next] of Object.entries({
    'another nonce': { nonce: 'other' },
    'another audience': { aud: 'other' },
    'another issuer': { iss: 'https://evil.example' },
    'another key': { foreignKey: true },
    'a token that has ended': { endsIn: -3600 },
    'another state': { state: 'other' },
  } satisfies Record<string, Partial<Says>>)) {
    it(`refuses ${lie}`, async () => {
      const { b, answer } = await signIn({ sub: 'real-doctor', ...next });
      assert.equal(answer.status, 400);
      assert.equal(b.cookie(session), undefined);
    });
  }

  it('has no demo issuer beside it', async () => {
    assert.equal((await fetch(`${outside.base}/oidc/.well-known/openid-configuration`)).status, 404);
    assert.equal((await fetch(`${outside.base}/auth/style.css`)).status, 200);
  });

  it('does not begin in the clear over a network', async () => {
    await assert.rejects(runApp(database, { start, oidc: { ...issuer.client, issuer: 'http://idp.example' } }), /must be https/);
  });

  it('says so when the issuer is down, and works when it is back', async () => {
    const gone = await fakeIssuer({ sub: 'x' });
    await gone.close();
    const app = await runApp(database, { start, oidc: gone.client });
    const answer = await fetch(`${app.base}/auth/sign-in`, { redirect: 'manual' });
    assert.equal(answer.status, 503);
    assert.match(await answer.text(), /Det går inte att logga in just nu/);
    await app.app.close();
  });
});
