import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { QueryConfig, QueryResult } from 'pg';
import { asCaller } from '../db/transaction.ts';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { runApp, type RunningApp } from './app.fixture.ts';
import { Browser } from './browser.fixture.ts';
import { seed, staff } from './seed.fixture.ts';
import { Sessions, sessionsOf } from './sessions.ts';

const start = Date.parse('2026-03-02T07:00:00Z');
const minute = 60_000;
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

describe('a session', () => {
  it('lives in a cookie that scripts and other sites cannot use', async () => {
    const b = browser();
    await b.signIn('demo-nurse');
    const line = b.set.findLast((l) => l.startsWith(`${session}=`)) ?? '';
    assert.match(line, /^mellanrum_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const attempt = b.set.find((l) => l.startsWith('mellanrum_sign_in=')) ?? '';
    assert.match(attempt, /Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
    // Two cookies once held the language, one for the page and one for the server.
    const languages = b.set.filter((l) => /^[^=]*lang/.test(l) && !l.includes('Max-Age=0'));
    assert.deepEqual(languages, ['mellanrum_language=sv; Path=/; SameSite=Lax']);
    const stored = await database.asOwner<{ text: string }>('select session::text as text from identity.session');
    assert.ok(stored.every(({ text }) => !text.includes(b.cookie(session) ?? '-')));
  });

  it('has a Secure cookie of this host alone when the public address is https', async () => {
    const secure = await runApp(database, { start, publicUrl: 'https://mellanrum.test' });
    const first = await secure.app.inject({ url: '/auth/sign-in', headers: { host: 'mellanrum.test' } });
    assert.match(
      String([first.headers['set-cookie']].flat()[0]),
      /^__Host-mellanrum_sign_in=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
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
    assert.equal(Date.parse((await b.me()).session.expiresAt), running.clock.now() + 20 * minute);
    running.clock.advance(20 * minute);
    assert.equal((await b.get('/api/probe')).status, 401);
  });

  it('ends at sign-out, here and at the issuer', async () => {
    const b = browser();
    await b.signIn('demo-nurse');
    const token = b.cookie(session) ?? '';
    const { answer, url } = await b.go('/auth/sign-out', {
      method: 'POST',
      headers: { accept: 'text/html', origin: running.base },
    });
    assert.deepEqual([answer.status, url.pathname], [200, '/']);
    assert.ok(b.visited.some((path) => path.startsWith('/oidc/session/end?')));
    assert.equal(b.cookie(session), undefined);
    b.put(session, token);
    assert.equal((await b.get('/api/probe')).status, 401);
    const [row] = await database.asOwner<{ n: number }>(
      `select count(*)::int as n from identity.session where id_token is not null and revoked_at is not null`,
    );
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
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
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
    await assert.rejects(
      asCaller(running.ground, { caller: remembered.caller, purpose: 'care' }, () => Promise.resolve()),
      { code: 'MR401', message: 'session ended' },
    );
    assert.equal((await b.get('/api/probe')).status, 401);
    assert.equal(
      await sessionsOf(running.ground).find(b.cookie(session) ?? ''),
      null,
      'what the database has refused is not remembered',
    );
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
    const b = browser();
    await b.signIn('demo-nurse');
    const token = b.cookie(session) ?? '';
    const [answered, revoked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = async (query: QueryConfig): Promise<QueryResult> => {
      const answer = await database.app.query(query);
      if (query.name === 'identity.find_session') {
        answered.resolve();
        await revoked.promise;
      }
      return answer;
    };
    const sessions = new Sessions({ ...running.ground, database: { ...database, app: { query: slow } as never } });
    const looking = sessions.find(token);
    await answered.promise;
    await sessions.revoke(token);
    revoked.resolve();
    await looking;
    assert.equal(await sessions.find(token), null);
  });

  it('that is remembered ends when its time is up', async () => {
    const b = browser();
    await b.signIn('demo-nurse');
    const token = b.cookie(session) ?? '';
    assert.ok(await sessionsOf(running.ground).find(token, false));
    running.clock.advance(30 * minute);
    assert.equal(await sessionsOf(running.ground).find(token, false), null);
  });

  it('of staff who are disabled ends at once, and does not come back with them', async () => {
    const b = browser();
    await b.signIn('demo-doctor');
    assert.equal((await b.get('/api/probe')).status, 200);
    await database.asOwner('update organisations.staff set disabled_at = $2 where id = $1', [
      staff.doctor,
      new Date(running.clock.now()).toISOString(),
    ]);
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
      `identity.start_session($1, 'demo-doctor', gen_random_uuid(), '\\x00', null, 'sv', null)`,
      `identity.keep($1, 'issuer', '{}')`,
      `identity.me($1, gen_random_uuid())`,
      `identity.revoke_all($1, 'demo-doctor')`,
      `identity.find_session($1, '\\x00')`,
      `identity.oidc_find($1, 'AuthorizationCode', 'id', 'x')`,
      `identity.choose_assignment($1, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '\\x00')`,
    ]) {
      await assert.rejects(database.app.query(`select ${call}`, [own]), { code: 'MR401' }, call);
    }
    for (const table of ['session', 'kept', 'oidc_state', 'preference', 'session_limit']) {
      await assert.rejects(database.app.query(`select * from identity.${table}`), { code: '42501' });
    }
    await assert.rejects(database.app.query('select * from identity.choices($1, now())', ['demo-nurse']), {
      code: '42501',
    });
  });

  it('is told in the log when it begins, is refused, switches and ends', async () => {
    const rows = await database.asOwner<{ action: string }>(
      `select distinct body::json ->> 'action' as action from audit.entry order by 1`,
    );
    const actions = rows.map((r) => r.action);
    for (const action of ['session.start', 'session.end', 'session.end_all'])
      assert.ok(actions.includes(action), action);
  });
});
