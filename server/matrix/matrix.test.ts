import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sessionsOf } from '../kernel/identity/sessions.ts';
import { staffOf, tell, type Told } from './matrix-cases.fixture.ts';
import { cases, columns, rowsOf, unitLists, type Column, type Row } from './matrix.data.ts';
import { inOrder, Look, refusalIn } from './matrix-look.fixture.ts';
import { openStream, type Stream } from './streams.fixture.ts';
import { done, matrixServer, type Asker, type MatrixServer } from './matrix-world.fixture.ts';

const rowsIn = (table: string): Row[] => rowsOf<Column | 'who' | 'intent'>(table);
/** Letters in any order are the same cell. */
const asSet = (cell: string): string =>
  /^[HWROBNCDKFSUV]+[*~]?$/u.test(cell) ? `${inOrder(cell)}${/[*~]$/u.exec(cell)?.[0] ?? ''}` : cell;

describe('the access matrix', () => {
  let server: MatrixServer;
  let staff: (who: string) => Promise<Asker>;
  const told: Told[] = [];
  const nobodies = new Map<string, Asker>();
  const lists = new Map<string, Promise<unknown>>();
  let cells = 0;

  before(async () => {
    server = await matrixServer();
    staff = await staffOf(server);
    for (const letter of ['H', 'W', 'R', 'O', 'B', 'N', 'C', 'D', 'K', 'F', 'S', 'U']) await staff(letter);
    for (const one of cases) told.push(await tell(server, one, staff));
    await plantNobodies();
  });
  after(() => server.close());

  /** Those who are signed in, or were, and have nothing to do with anyone here. */
  async function plantNobodies(): Promise<void> {
    const { sqlDo, world, units, plantStaff, signIn, ground, register, askerOf } = server;
    const now = new Date(world.clock.now()).toISOString();
    const ended = await plantStaff(units['H'] ?? assert.fail());
    nobodies.set('H:ended', await signIn(ended.subject));
    await sqlDo('update organisations.assignment set valid_to = $2 where id = $1', [ended.assignmentId, now]);
    const closed = await plantStaff(units['Z'] ?? assert.fail());
    nobodies.set('closed', await signIn(closed.subject));
    await sqlDo('update organisations.unit set closed_at = $2, version = version + 1 where id = $1', [
      units['Z']?.id,
      now,
    ]);
    const revoked = await signIn((await plantStaff(units['H'] ?? assert.fail())).subject);
    await sessionsOf(ground).revoke(revoked.cookie.split('=')[1] ?? '');
    nobodies.set('H:revoked', revoked);
    nobodies.set('out', askerOf(''));
    const other = await register(await staff('K'), { givenName: 'Annan', familyName: 'Främling' });
    const self = await signIn(other.personId);
    nobodies.set('other', self);
    const { id } = done(
      await self.send('POST', `/persons/${other.personId}/relatives`, { name: 'Frände Främling', relation: 'child' }),
    );
    await sqlDo('update people.relative set subject = $2, version = version + 1 where id = $1', [id, id]);
    nobodies.set('foreign', await signIn(id));
    const [plain] = told;
    assert.ok(plain);
    const daughter = done(
      await (plain.askers.get('self') ?? assert.fail()).send('POST', `/persons/${plain.personId}/relatives`, {
        name: 'Dotter Utan',
        relation: 'child',
      }),
    );
    await sqlDo('update people.relative set subject = $2, version = version + 1 where id = $1', [
      daughter.id,
      daughter.id,
    ]);
    (plain.askers as Map<string, Asker>).set('daughter', await signIn(daughter.id));
  }
  const askerOf = async (one: Told, who: string): Promise<Asker> =>
    one.askers.get(who) ?? nobodies.get(who) ?? staff(who);

  for (const [i, one] of cases.entries()) {
    test(one.title, { concurrency: 6 }, async (t) => {
      const here = told[i] ?? assert.fail();
      const rows = rowsIn(one.rows).map((row) =>
        t.test(`${row.who}: ${row.intent}`, async () => {
          const look = new Look(server, here, row, await askerOf(here, row.who), lists);
          const [find, list, [total, pages], detail, promise, plan, exported, log, why, gap, call] = await Promise.all([
            look.find(),
            look.list(),
            look.said(),
            look.detail(),
            look.promise(),
            look.plan(),
            look.export(),
            look.log(),
            look.why(),
            look.gap(),
            look.call(),
          ]);
          const found: Partial<Record<Column, string>> = {
            find,
            list,
            total,
            pages,
            detail,
            promise,
            plan,
            export: exported,
            log,
            why,
            gap,
            call,
          };
          const wanted = Object.fromEntries(Object.keys(found).map((column) => [column, asSet(row[column as Column])]));
          assert.deepEqual(found, wanted);
          cells += Object.keys(found).length;
        }),
      );
      await Promise.all(rows);
    });
  }

  test('watching pages hear of a change to those they may see, and of nobody else', async () => {
    const open: { row: Row; of: Told; stream: Stream }[] = [];
    for (const of of told)
      for (const row of rowsIn(of.of.rows)) {
        const asker = await askerOf(of, row.who);
        // A session may hold ten pages open, and a nurse here watches more.
        const fresh =
          asker.subject && !nobodies.has(row.who) && !/^\d/u.test(row.live)
            ? await server.signIn(asker.subject)
            : asker;
        open.push({ row, of, stream: await openStream(server, fresh, of.personId) });
      }
    const unrelated = await openStream(server, await staff('J'), null);
    await sleep(100);
    for (const of of told)
      done(
        await (of.askers.get('self') ?? assert.fail()).send('POST', `/persons/${of.personId}/voice`, {
          words: 'Något nytt',
        }),
      );
    const mine = open.filter(({ row }) => row.who === 'self');
    for (let waited = 0; waited < 5_000 && !mine.every(({ stream }) => stream.text.includes('"person"')); waited += 50)
      await sleep(50);
    await sleep(300);
    const found = open.map(({ row, of, stream }) => {
      const person = /^[a-z]/u.test(row.who) ? '"topic":"person"' : `{"topic":"person","personId":"${of.personId}"}`;
      for (const [id] of stream.text.matchAll(/[\da-f]{8}-[\da-f]{4}-[\da-f-]+/gu))
        assert.equal(id, of.personId, 'an id of somebody else');
      const heard =
        stream.status === 200 ? (stream.text.includes(person) ? 'told' : 'silent') : (refusalIn(stream.answer) ?? '');
      return `${of.of.name} ${row.who}: ${heard}`;
    });
    assert.deepEqual(
      found,
      open.map(({ row, of }) => `${of.of.name} ${row.who}: ${row.live}`),
    );
    assert.deepEqual(
      unrelated.text.match(/"topic":"[^"]*"/gu),
      ['"topic":"ready"'],
      'a unit that has nothing to do with anyone is told nothing',
    );
    cells += open.length;
    for (const { stream } of [...open, { stream: unrelated }]) stream.close();
  });

  test('who may add to what is written', async () => {
    for (const of of told)
      for (const row of rowsIn(of.of.rows)) {
        const look = new Look(server, of, row, await askerOf(of, row.who), lists);
        assert.equal(await look.write(), row.write, `${of.of.name} ${row.who}: ${row.intent}`);
        cells += 1;
      }
  });

  test('a unit’s own lists hold nothing of anyone it may not know', async () => {
    const danger = told.find(({ of }) => of.name === 'danger') ?? assert.fail();
    for (const row of unitLists) {
      const asker = await askerOf(danger, row.who);
      const outbox = await asker.get('/outbox');
      const letters = (outbox.body?.letters ?? []) as { to: string }[];
      for (const letter of letters)
        assert.equal(letter.to, `${server.units[row.who[0] ?? '']?.id}@example.se`, row.intent);
      for (const of of told)
        new Look(server, of, row as unknown as Row, asker, lists).holdsNothing('outbox', outbox.text);
      assert.equal(refusalIn(outbox) ?? (letters.length > 0 ? 'own' : 'none'), row.outbox, `${row.who}: ${row.intent}`);
      const opened = await asker.get('/emergencies');
      const items = (opened.body?.items ?? []) as { personId: string; unitId: string }[];
      assert.equal(opened.body?.total ?? 0, items.length);
      for (const item of items) assert.equal(item.unitId, server.units[row.who[0] ?? '']?.id);
      assert.equal(
        refusalIn(opened) ?? (items.length > 0 ? 'own' : 'none'),
        row.emergencies,
        `${row.who}: ${row.intent}`,
      );
      cells += 2;
    }
  });

  test('what may not be seen answers in about the time of what does not exist', async (t) => {
    const stranger = await staff('U');
    const { personId } = told[0] ?? assert.fail();
    const timed = async (id: string): Promise<number> => {
      const began = performance.now();
      await stranger.get(`/persons/${id}/overview`);
      return performance.now() - began;
    };
    // In turns, so that what else the machine does falls on both; the first ten warm up.
    const pairs: [number, number][] = [];
    for (let i = 0; i < 60; i++) pairs.push([await timed(personId), await timed(server.newId())]);
    const median = (which: 0 | 1): number =>
      pairs
        .slice(10)
        .map((pair) => pair[which])
        .toSorted((a, b) => a - b)[25] ?? 0;
    const [hidden, nobody] = [median(0), median(1)];
    t.diagnostic(`median of 50: a hidden person ${hidden.toFixed(2)} ms, nobody ${nobody.toFixed(2)} ms`);
    assert.ok(hidden / nobody < 5 && nobody / hidden < 5, 'told apart by time');
  });

  test('every row says something, and no two rows of a case the same who', (t) => {
    const all = cases.flatMap((one) => rowsIn(one.rows).map((row) => ({ one, row })));
    for (const { one, row } of all) {
      for (const column of columns) assert.ok(row[column].length > 0, `${one.name} ${row.who}: no ${column}`);
      assert.ok(row.intent.length > 5, `${one.name} ${row.who}: without intent`);
    }
    assert.equal(new Set(all.map(({ one, row }) => `${one.name} ${row.who}`)).size, all.length);
    for (const column of columns)
      assert.ok(new Set(all.map(({ row }) => row[column])).size > 2, `${column} is the same for everyone`);
    assert.deepEqual(server.faults, []);
    t.diagnostic(
      `access matrix: ${cells} cells in ${all.length} rows of ${cases.length} cases, each with a person of its own`,
    );
    assert.ok(cells >= 250);
  });
});
