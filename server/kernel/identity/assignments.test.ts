import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Me } from '../../../contract/identity.ts';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { runApp, type RunningApp } from './app.fixture.ts';
import { Browser } from './browser.fixture.ts';
import { assignments, people, seed } from './seed.fixture.ts';

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

describe('assignments', () => {
  it('with several, wait for a choice before anything is answered', async () => {
    const b = browser();
    await b.signIn('demo-two');
    const who = await b.me();
    assert.equal(who.assignment, null);
    assert.deepEqual(who.assignments.map((a) => a.id).toSorted(), [assignments.twoHome, assignments.twoRehab]);
    const { status, body } = await b.get('/api/probe');
    assert.deepEqual([status, (body as { code: string }).code], [403, 'assignment_ended']);
  });

  it('are switched by a new session while the old one ends', async () => {
    const b = browser();
    await b.signIn('demo-two');
    const ends = (await b.me()).session.endsAt;
    const tokens = [b.cookie(session) ?? ''];
    running.clock.advance(5 * minute);
    for (const choice of [assignments.twoHome, assignments.twoRehab]) {
      const { status, body } = await b.post('/api/me/assignment', { assignmentId: choice });
      assert.equal(status, 200);
      const who = body as Me;
      assert.equal(who.assignment?.id, choice);
      assert.equal(who.session.endsAt, ends, 'the last hour follows along');
      assert.equal((await b.me()).assignment?.id, choice);
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
    assert.equal((await b.me()).assignment, null);
  });

  it('that end are refused at once, and another can be chosen in the same session', async () => {
    const b = browser();
    await b.signIn('demo-two');
    await b.post('/api/me/assignment', { assignmentId: assignments.twoHome });
    assert.equal((await b.get('/api/probe')).status, 200);
    await database.asOwner('update organisations.assignment set valid_to = $2 where id = $1', [
      assignments.twoHome,
      new Date(running.clock.now()).toISOString(),
    ]);
    assert.equal((await b.get('/api/probe')).status, 403);
    const who = await b.me();
    assert.equal(who.assignment, null);
    assert.deepEqual(
      who.assignments.map((a) => a.id),
      [assignments.twoRehab],
    );
    assert.equal((await b.post('/api/me/assignment', { assignmentId: assignments.twoRehab })).status, 200);
    assert.equal((await b.get('/api/probe')).status, 200);
    await database.asOwner('update organisations.assignment set valid_to = null where id = $1', [assignments.twoHome]);
  });

  it('switched twice at once give one session', async () => {
    const b = browser();
    await b.signIn('demo-two');
    const twin = browser();
    twin.put(session, b.cookie(session) ?? '');
    const answers = await Promise.all([
      b.post('/api/me/assignment', { assignmentId: assignments.twoHome }),
      twin.post('/api/me/assignment', { assignmentId: assignments.twoRehab }),
    ]);
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    const alive = await Promise.all([b, twin].map(async (x) => (await x.get('/api/probe')).status));
    assert.deepEqual(alive.toSorted(), [200, 401]);
  });

  it('and a private role of the same subject are one choice among several', async () => {
    await database.asOwner(`update people.relative set subject = 'demo-nurse', version = version + 1 where id = $1`, [
      people.karin,
    ]);
    const b = browser();
    await b.signIn('demo-nurse');
    assert.deepEqual(
      (await b.me()).assignments.map((a) => a.kind),
      ['staff', 'relative'],
    );
    const { body } = await b.post('/api/me/assignment', { assignmentId: people.karin });
    assert.deepEqual([(body as Me).kind, (body as Me).name], ['relative', 'Karin Svensson']);
    await database.asOwner(`update people.relative set subject = 'demo-karin', version = version + 1 where id = $1`, [
      people.karin,
    ]);
    assert.equal((await b.get('/api/me')).status, 401, 'no longer hers');
  });

  it('come with a language of one’s own, remembered to the next sign-in', async () => {
    const b = browser();
    await b.signIn('demo-karin');
    const { body } = await b.post('/api/me/language', { language: 'en' });
    assert.equal((body as Me).language, 'en');
    assert.equal(b.cookie('mellanrum_language'), 'en');
    const other = await b.signIn('demo-nurse').then(() => b.me());
    assert.equal(other.language, 'sv', 'one’s language does not follow the next who sits down');
    const next = browser();
    await next.signIn('demo-karin');
    assert.equal((await next.me()).language, 'en');
  });
});
