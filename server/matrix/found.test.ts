import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { goodBodies } from './bodies.fixture.ts';
import { staffOf } from './matrix-cases.fixture.ts';
import { done, matrixServer, type Answer, type Asker, type MatrixServer } from './matrix-world.fixture.ts';
import { pathsIn, problemIn } from './problems.fixture.ts';
import { furnish, type Furnished } from './stage.fixture.ts';

describe('what the matrix and the bad input have found', () => {
  let server: MatrixServer;
  let [head, other]: Asker[] = [];
  let [anna, bo]: Furnished[] = [];
  before(async () => {
    server = await matrixServer();
    const staff = await staffOf(server);
    [head, other] = [await staff('H:head'), await staff('C:head')];
    [anna, bo] = [await furnish(server, head, other, 'Annasson'), await furnish(server, head, other, 'Bosson')];
  });
  after(() => server.close());

  test('a promise could name another person’s needs, and follow another person’s promise', async () => {
    assert.ok(anna && bo && head);
    const offer = goodBodies(anna)['commitments.offer'];
    for (const foreign of [{ needIds: [bo.rows['need']] }, { followsId: bo.rows['commitment'] }]) {
      const nobodys = Object.fromEntries(
        Object.entries(foreign).map(([key, value]) => [key, Array.isArray(value) ? [server.newId()] : server.newId()]),
      );
      const [answer, none]: [Answer, Answer] = [
        await head.send('POST', '/commitments', { ...offer, ...foreign }),
        await head.send('POST', '/commitments', { ...offer, ...nobodys }),
      ];
      assert.deepEqual([answer.status, answer.body], [404, none.body]);
    }
    done(
      await head.send('POST', '/commitments', {
        ...offer,
        needIds: [anna.rows['need']],
        followsId: anna.rows['commitment'],
      }),
    );
    const intervention = { ...goodBodies(anna)['plans.addIntervention'], needIds: [bo.rows['need']] };
    assert.equal(
      (await head.send('POST', `/persons/${anna.personId}/plans/${anna.rows['plan']}/interventions`, intervention))
        .status,
      404,
    );
  });

  test('a page that a list never gave, and a plan’s impossible field, were refused without saying which field', async () => {
    assert.ok(anna && head);
    const of = `/persons/${anna.personId}`;
    for (const path of [
      `/units/${anna.unitId}/staff?cursor=x`,
      `${of}/voice?cursor=x`,
      `${of}/log?cursor=x`,
      '/emergencies?cursor=x',
    ])
      assert.deepEqual(pathsIn(problemIn(await head.get(path), 'sv', path)), ['cursor'], path);
    assert.deepEqual(pathsIn(problemIn(await head.get('/unit/plans?after=x'), 'sv', 'plans')), ['after']);
    const found = await head.send('POST', '/persons/find', { query: 'Anna', cursor: 'x' });
    assert.deepEqual(pathsIn(problemIn(found, 'sv', 'find')), ['cursor']);
    const goal = await head.send('POST', `${of}/plans/${anna.rows['plan']}/interventions`, {
      ...goodBodies(anna)['plans.addIntervention'],
      goalId: server.newId(),
    });
    assert.deepEqual(problemIn(goal, 'sv', 'goal').fields, [
      { path: 'goalId', code: 'no_such_goal', message: 'Målet finns inte i planen.' },
    ]);
  });

  test('a block on a provider that does not exist was a fault, when the person set it', async () => {
    assert.ok(anna);
    const answer = await anna.self.send('POST', `/persons/${anna.personId}/blocks`, {
      level: 'provider',
      providerId: server.newId(),
    });
    assert.deepEqual(pathsIn(problemIn(answer, 'sv', 'block')), ['providerId']);
  });

  test('a head whose assignment had ended was told that the role may not, and not that the assignment has ended', async () => {
    const { subject, assignmentId } = await server.plantStaff(server.units['H'] ?? assert.fail(), 'head');
    const by = await server.signIn(subject);
    done(await by.get('/emergencies'));
    await server.sqlDo('update organisations.assignment set valid_to = $2 where id = $1', [
      assignmentId,
      new Date(server.world.clock.now()).toISOString(),
    ]);
    server.world.clock.advance(1);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    assert.equal(problemIn(await by.get('/emergencies'), 'sv', 'ended').code, 'assignment_ended');
  });
});
