import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { servedRoutes } from '../kernel/http/serve.ts';
import { everyRoute, goodBodies } from './bodies.fixture.ts';
import { staffOf } from './matrix-cases.fixture.ts';
import { columns } from './matrix.data.ts';
import { done, matrixServer, type Answer, type Asker, type MatrixServer } from './matrix-world.fixture.ts';
import { routeClasses } from './routes.data.ts';
import { addressOf, furnish, type Furnished } from './stage.fixture.ts';

const classOf = (name: string) => routeClasses[name] ?? assert.fail(`${name} is not classified`);
const told = ({ status, body }: Answer): unknown => [status, body];

describe('every route against the access matrix', () => {
  let server: MatrixServer;
  let [head, other, stranger]: Asker[] = [];
  let [anna, bo]: Furnished[] = [];
  before(async () => {
    server = await matrixServer();
    const staff = await staffOf(server);
    [head, other, stranger] = [await staff('H:head'), await staff('C:head'), await staff('U:head')];
    anna = await furnish(server, head, other, 'Annasson');
    bo = await furnish(server, head, other, 'Bosson');
  });
  after(() => server.close());

  const send = (
    by: Asker | undefined,
    name: string,
    of: Furnished,
    address = addressOf(name, everyRoute.get(name) ?? assert.fail(), of),
    body = goodBodies(of)[name],
  ) => {
    const route = everyRoute.get(name) ?? assert.fail();
    assert.ok(by);
    return route.method === 'GET' ? by.get(address) : by.send(route.method, address, body ?? {});
  };

  test('each is classified, and what is classified is there', () => {
    const served = servedRoutes(server.app).map(({ name }) => name.replace('_', '.'));
    assert.deepEqual(
      served.toSorted(),
      Object.keys(routeClasses).toSorted(),
      'a new route needs a line in routes.data.ts and, if about a person, a column',
    );
    assert.deepEqual([...everyRoute.keys()].toSorted(), served.toSorted());
    for (const [name, one] of Object.entries(routeClasses)) {
      const route = everyRoute.get(name) ?? assert.fail();
      if ('column' in one)
        assert.ok([...columns, 'outbox', 'emergencies'].includes(one.column), `${name}: no column ${one.column}`);
      if (one.as === 'open')
        assert.ok(one.why.length > 10 && !route.path.includes(':personId'), `${name} is about a person`);
      if (one.as === 'hidden') assert.ok(route.path.includes(':personId') && route.method !== 'GET', name);
      if (one.as === 'body') assert.ok('personId' in (goodBodies(anna ?? assert.fail())[name] ?? {}), name);
      if (route.method === 'GET')
        assert.ok(one.as === 'column' || one.as === 'list' || one.as === 'open', `${name} reads`);
      if (route.body)
        assert.ok(goodBodies(anna ?? assert.fail())[name], `${name} has no good body in bodies.fixture.ts`);
    }
  });

  test('a command about someone the caller may not know is answered as one about nobody', async () => {
    assert.ok(anna && bo);
    let tried = 0;
    for (const [name, route] of everyRoute) {
      const one = classOf(name);
      if (one.as !== 'hidden' && one.as !== 'body' && one.as !== 'entry') continue;
      const [nobody, noRow] = [server.newId(), server.newId()];
      for (const by of [stranger, bo.self]) {
        const hidden = await send(by, name, anna);
        const body = goodBodies(anna)[name] ?? {};
        const asNobody = 'personId' in body ? { ...body, personId: nobody } : body;
        const address: string = addressOf(name, route, anna).replaceAll(
          one.as === 'entry' ? /[\da-f]{8}-[\da-f-]{27}/gu : anna.personId,
          one.as === 'entry' ? noRow : nobody,
        );
        const none = await send(by, name, anna, address, asNobody);
        assert.deepEqual(told(hidden), told(none), `${name}: ${address}`);
        assert.ok(
          hidden.status === 404 || (hidden.status === 403 && hidden.body.code === 'not_allowed'),
          `${name}: ${hidden.status} ${hidden.text}`,
        );
        for (const secret of ['Annasson', anna.personId, anna.identity, ...Object.values(anna.rows)])
          assert.ok(!hidden.text.includes(secret), `${name} holds ${secret}`);
        tried += 1;
      }
    }
    assert.ok(tried > 60);
  });

  test('another person’s row in the address of this one is no row, also for a unit that may see both', async (t) => {
    assert.ok(anna && bo);
    let tried = 0;
    for (const [name, route] of everyRoute) {
      const one = classOf(name);
      if (!/:personId.*:/u.test(route.path)) continue;
      const parameters =
        one.as === 'hidden' ? (one.within ?? []) : name === 'plans.partHistory' ? ['plan', 'goal'] : ['plan'];
      for (const table of parameters) {
        const foreign = { ...anna.rows, [table]: bo.rows[table] ?? '' };
        const query = name === 'plans.compareEditions' ? '?from=0&to=0' : '';
        const answer = await send(head, name, anna, addressOf(name, route, anna, foreign) + query);
        const nobodys = await send(
          head,
          name,
          anna,
          addressOf(name, route, anna, { ...anna.rows, [table]: server.newId() }) + query,
        );
        assert.equal(answer.status, 404, `${name} with another's ${table}: ${answer.text}`);
        assert.deepEqual(told(answer), told(nobodys), name);
        tried += 1;
      }
    }
    const named: [string, Record<string, unknown>][] = [
      ['people.say', { words: 'Nytt', replacesId: bo.rows['voice'] }],
      ['people.recordConsent', { kind: 'relative', decision: 'yes', form: 'oral', relativeId: bo.rows['relative'] }],
      ['plans.addIntervention', { ...goodBodies(anna)['plans.addIntervention'], goalId: bo.rows['goal'] }],
      [
        'plans.addIntervention',
        { ...goodBodies(anna)['plans.addIntervention'], to: { kind: 'relative', relativeId: bo.rows['relative'] } },
      ],
      ['plans.addIntervention', { ...goodBodies(anna)['plans.addIntervention'], needIds: [bo.rows['need']] }],
      [
        'commitments.offer',
        {
          ...goodBodies(anna)['commitments.offer'],
          kind: 'handover',
          toUnitIds: [anna.otherUnitId],
          needIds: [bo.rows['need']],
        },
      ],
      ['commitments.offer', { ...goodBodies(anna)['commitments.offer'], followsId: bo.rows['commitment'] }],
      [
        'plans.followUpPlan',
        {
          ...goodBodies(anna)['plans.followUpPlan'],
          evaluations: [{ goalId: bo.rows['goal'], version: 1, result: 'reached', words: '' }],
        },
      ],
    ];
    for (const [name, body] of named) {
      const answer = await send(head, name, anna, undefined, body);
      assert.ok(answer.status >= 400, `${name} took another person's row: ${JSON.stringify(body)}`);
      tried += 1;
    }
    t.diagnostic(`${tried} addresses and bodies with a row of another person`);
  });

  test('registering tells nobody whether the person was here before', async () => {
    assert.ok(anna);
    const body = { ...goodBodies(anna)['people.register'] };
    const known = await send(stranger, 'people.register', anna, '/persons', body);
    const fresh = await server.register(stranger ?? assert.fail(), { givenName: 'Ny', familyName: 'Nysson' });
    assert.deepEqual(Object.keys(done(known)), ['personId']);
    assert.ok(fresh.personId);
  });
});
