import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { runApp, type RunningApp } from './app.fixture.ts';
import { Browser } from './browser.fixture.ts';
import { assignments, people, seed, units } from './seed.fixture.ts';

const start = Date.parse('2026-03-02T07:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const session = 'mellanrum_session';
const toCallback = (next: URL): boolean => next.pathname === '/auth/callback';

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
    const who = await b.me();
    assert.equal(who.kind, 'staff');
    assert.equal(who.name, 'Anna Berg');
    assert.equal(who.title, 'Distriktssköterska');
    assert.equal(who.language, 'sv');
    assert.equal(who.assignment?.id, assignments.nurse);
    assert.deepEqual(who.assignment?.unit, {
      id: units.homeCare,
      name: 'Hemsjukvården Öst',
      tag: 'HSV Öst',
      provider: 'Ekby kommun, hälso- och sjukvård',
    });
    assert.equal(Date.parse(who.session.expiresAt), running.clock.now() + 30 * minute);
    assert.equal(Date.parse(who.session.endsAt), running.clock.now() + 12 * hour);
    assert.equal((await b.get('/api/probe')).status, 200);
  });

  it('lists the demo people in groups, from the database, and no one else', async () => {
    const { page } = await browser().toChoice();
    const order = [...page.matchAll(/<h2 id="(\w+)"/g)].map((m) => m[1]);
    assert.deepEqual(order, ['municipal_health', 'primary_care', 'family']);
    for (const part of [
      'demo-nurse',
      'Anna Berg',
      'Distriktssköterska',
      'Hemsjukvården Öst · Rehab',
      'Cilla &lt;Sten&gt;',
      'Elsa Svensson',
      'Personen själv',
      'Karin Svensson',
      'Närstående, barn',
    ]) {
      assert.ok(page.includes(part), part);
    }
    for (const part of ['Eva Lind', 'Sven Svensson', 'Dan Alm', '<script', 'style='])
      assert.ok(!page.includes(part), part);
  });

  it('speaks English when asked to, and remembers it in the session', async () => {
    const b = browser();
    const { url } = await b.toChoice();
    const english = await (await b.ask(`${url.pathname}?lang=en`)).text();
    assert.match(english, /<html lang="en">[\s\S]*Choose who you are[\s\S]*Relative, child/);
    await b.press(url, 'demo-elsa');
    const who = await b.me();
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
    assert.match(
      headers.get('content-security-policy') ?? '',
      /default-src 'none'.*style-src 'self'.*form-action 'self'.*frame-ancestors 'none'/,
    );
    assert.equal(headers.get('cache-control'), 'no-store');
    const css = await b.ask('/oidc/style.css');
    assert.equal(css.headers.get('content-type'), 'text/css; charset=utf-8');
  });

  it('lets a relative in as the relative of the one who shares', async () => {
    const b = browser();
    await b.signIn('demo-karin');
    const who = await b.me();
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
    assert.equal((await b.me()).name, 'Cilla <Sten>');
  });

  it('does not let another browser press the buttons of this one', async () => {
    const { url } = await browser().toChoice();
    const { answer } = await browser().press(url, 'demo-nurse');
    assert.equal(answer.status, 400);
    assert.match(await answer.text(), /Inloggningen hann gå ut/);
  });

  it('answers its own addresses whatever host is asked for', async () => {
    const answer = await running.app.inject({
      url: '/oidc/.well-known/openid-configuration',
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    });
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
    const changed = {
      ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object),
      returnTo: 'https://evil.example',
    };
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
    await database.asOwner(
      `update identity.oidc_state set expires_at = now() - interval '1 second', payload = jsonb_set(payload, '{exp}', to_jsonb(extract(epoch from now())::int - 1)) where kind = 'AuthorizationCode'`,
    );
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
    await refused(
      b,
      new URL(
        `/auth/callback?error=access_denied&state=${state}&iss=${encodeURIComponent(`${running.base}/oidc`)}`,
        running.base,
      ),
    );
  });
  it('never sends anyone to another site afterwards', async () => {
    for (const evil of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/%09/evil.example/..//',
      'javascript:alert(1)',
      '/\t/evil.example',
      '/.//evil.example',
      '/x/..//evil.example',
      '/auth/sign-in',
    ]) {
      const b = browser();
      const { url } = await b.toChoice(evil);
      const { url: back } = await b.press(url, 'demo-nurse', toCallback);
      const end = new URL((await b.ask(back.href)).headers.get('location') ?? '', running.base);
      assert.equal(end.origin, running.base, evil);
      assert.ok(!end.pathname.startsWith('//') && !end.pathname.startsWith('/auth'), evil);
    }
  });
});
