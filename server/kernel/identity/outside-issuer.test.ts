import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { runApp, type RunningApp } from './app.fixture.ts';
import { Browser } from './browser.fixture.ts';
import { fakeIssuer, type Says } from './fake-issuer.fixture.ts';
import { seed } from './seed.fixture.ts';

const start = Date.parse('2026-03-02T07:00:00Z');
const session = 'mellanrum_session';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
  await seed(database);
});
after(() => database.drop());

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
    assert.equal((await b.me()).name, 'Eva Lind');
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
    const rows = await database.asOwner(
      `select 1 from audit.entry where body::json ->> 'action' = 'session.refused' and body like '%somebody-else%'`,
    );
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
    await assert.rejects(
      runApp(database, { start, oidc: { ...issuer.client, issuer: 'http://idp.example' } }),
      /must be https/,
    );
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
