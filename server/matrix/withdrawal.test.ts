import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sessionsOf } from '../kernel/identity/sessions.ts';
import { staffOf } from './matrix-cases.fixture.ts';
import { openStream, type Stream } from './streams.fixture.ts';
import { done, matrixServer, type Asker, type MatrixServer } from './matrix-world.fixture.ts';

const secret = 'Det här vet bara hemsjukvården';

describe('what is taken back is gone on the very next request, on open pages too', () => {
  let server: MatrixServer;
  let [nurse, reader]: Asker[] = [];
  before(async () => {
    server = await matrixServer();
    const staff = await staffOf(server);
    [nurse, reader] = [await staff('H'), await staff('C')];
  });
  after(() => server.close());

  /** A person in the circle of H and C, with words of H and a yes to telling between them. */
  async function told() {
    assert.ok(nurse && reader);
    const { personId, body } = await server.register(nurse, { givenName: 'Sif', familyName: 'Öppen' });
    done(await reader.send('POST', '/persons', body));
    done(await nurse.send('POST', `/persons/${personId}/voice`, { words: secret }));
    const [H, C] = [server.units['H']?.id, server.units['C']?.id];
    const validUntil = new Date(server.world.clock.now() + 86_400_000).toISOString();
    const consent = done(
      await nurse.send('POST', `/persons/${personId}/consents`, {
        kind: 'disclosure',
        decision: 'yes',
        form: 'oral',
        includedUnitIds: [H, C],
        validUntil,
      }),
    );
    server.world.clock.advance(1);
    assert.ok((await reader.get(`/persons/${personId}/export`)).text.includes(secret), 'read before it was taken back');
    return { personId, consent, self: await server.signIn(personId), page: await openStream(server, reader, personId) };
  }
  const hears = async (page: Stream, what: string): Promise<void> => {
    for (let waited = 0; waited < 5_000 && !page.text.includes(what); waited += 20) await sleep(20);
    assert.ok(page.text.includes(what), `the open page hears ${what}: ${page.text}`);
  };
  const paths = ['overview', 'export', 'voice', 'why', 'log', 'who-to-call', 'plans'];
  const nowhere = async (by: Asker, personId: string): Promise<void> => {
    for (const path of paths) assert.ok(!(await by.get(`/persons/${personId}/${path}`)).text.includes(secret), path);
  };

  test('a consent withdrawn: the watching page is told to fetch anew, and gets nothing of what was told', async () => {
    assert.ok(nurse && reader);
    const { personId, consent, page } = await told();
    done(
      await nurse.send('POST', `/persons/${personId}/consents/${consent.id}/withdraw`, {
        version: consent.version,
        form: 'oral',
      }),
    );
    await nowhere(reader, personId);
    await hears(page, `{"topic":"person","personId":"${personId}"}`);
    await nowhere(reader, personId);
    page.close();
  });

  test('a block set by the person', async () => {
    assert.ok(reader);
    const { personId, self, page } = await told();
    done(
      await self.send('POST', `/persons/${personId}/blocks`, {
        level: 'provider',
        providerId: server.units['H']?.providerId,
      }),
    );
    await nowhere(reader, personId);
    await hears(page, personId);
    page.close();
  });

  test('a yes replaced by a no, and a yes that runs out by itself', async () => {
    assert.ok(nurse && reader);
    const first = await told();
    done(
      await first.self.send('POST', `/persons/${first.personId}/consents`, {
        kind: 'disclosure',
        decision: 'no',
        form: 'oral',
      }),
    );
    await nowhere(reader, first.personId);
    await hears(first.page, first.personId);
    first.page.close();
    const second = await told();
    await server.sqlDo('update people.consent set valid_until = $2, version = version + 1 where id = $1', [
      second.consent.id,
      new Date(server.world.clock.now() + 1_000).toISOString(),
    ]);
    assert.ok((await reader.get(`/persons/${second.personId}/export`)).text.includes(secret));
    server.world.clock.advance(1_001);
    await nowhere(reader, second.personId);
    second.page.close();
  });

  test('a unit that leaves the circle: its open page hears no more of the person, and cannot be opened again', async () => {
    assert.ok(reader && nurse);
    const { personId, self, page } = await told();
    const { circle } = (await reader.get(`/persons/${personId}/overview`)).body as {
      circle: { id: string; unitId: string; version: number }[];
    };
    const place = circle.find(({ unitId }) => unitId === server.units['C']?.id);
    done(
      await reader.send('POST', `/persons/${personId}/circle/${place?.id}/end`, {
        version: place?.version,
        reason: 'completed',
      }),
    );
    await nowhere(reader, personId);
    await hears(page, '"topic":"person"');
    await sleep(300);
    const heard = page.text.split(personId).length;
    server.world.clock.advance(1);
    done(await self.send('POST', `/persons/${personId}/voice`, { words: 'Nytt' }));
    await sleep(500);
    assert.equal(page.text.split(personId).length, heard, 'nothing more of the person');
    page.close();
  });

  test('what a relative was shown, taken back; and the relative ended', async () => {
    const { personId, self } = await told();
    const relative = done(
      await self.send('POST', `/persons/${personId}/relatives`, { name: 'Dotter Öppen', relation: 'child' }),
    );
    await server.sqlDo('update people.relative set subject = $2, version = version + 1 where id = $1', [
      relative.id,
      relative.id,
    ]);
    const daughter = await server.signIn(relative.id);
    const share = done(
      await self.send('POST', `/persons/${personId}/relatives/${relative.id}/shares`, { part: 'voice' }),
    );
    server.world.clock.advance(1);
    const page = await openStream(server, daughter, personId);
    assert.ok((await daughter.get(`/persons/${personId}/voice`)).text.includes(secret));
    done(await self.send('POST', `/persons/${personId}/shares/${share.id}/withdraw`, {}));
    await nowhere(daughter, personId);
    await hears(page, '"topic":"person"');
    done(await self.send('POST', `/persons/${personId}/relatives/${relative.id}/end`, { version: 2 }));
    for (const path of paths) assert.ok((await daughter.get(`/persons/${personId}/${path}`)).status >= 401, path);
    page.close();
  });

  test('a session revoked and an assignment ended close their open pages and every request', async () => {
    const { personId } = await told();
    const { plantStaff, signIn, sqlDo, world, units, ground } = server;
    const [first, second] = [
      await plantStaff(units['C'] ?? assert.fail()),
      await plantStaff(units['C'] ?? assert.fail()),
    ];
    const [one, two] = [await signIn(first.subject), await signIn(second.subject)];
    const pages = [await openStream(server, one, personId), await openStream(server, two, personId)];
    await sessionsOf(ground).revoke(one.cookie.split('=')[1] ?? '');
    await sqlDo('update organisations.assignment set valid_to = $2 where id = $1', [
      second.assignmentId,
      new Date(world.clock.now()).toISOString(),
    ]);
    assert.equal((await one.get(`/persons/${personId}/overview`)).status, 401);
    assert.equal((await two.get(`/persons/${personId}/overview`)).status, 403);
    for (let waited = 0; waited < 9_000 && !pages.every(({ ended }) => ended); waited += 50) await sleep(50);
    assert.deepEqual(
      pages.map(({ ended }) => ended),
      [true, true],
      'closed within the five seconds of the check',
    );
  });
});
