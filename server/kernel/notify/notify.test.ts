import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { seededRandom } from '../../../contract/kernel/seeded-random.ts';
import type { Caller } from '../access/context.ts';
import { command } from '../db/transaction.ts';
import { newServer } from '../http/server.ts';
import { smallWorld, type World } from '../testing/world.ts';
import { startBell } from './bell.ts';
import { changeReader } from './changes.ts';
import { Hub } from './hub.ts';
import { type Live, startLive } from './index.ts';
import type { Listener, LiveEvent, SignedInCaller } from './listeners.ts';
import { written } from './stream.ts';

const silent = { warn: () => undefined };
let world: World;
before(async () => {
  world = await smallWorld();
});
after(() => world.drop());

const insert = 'insert into notify.change (units, person_id, topic) values ($1, $2, $3) returning seq';
const changed = (topic: string, units: readonly { id: string }[], personId: string | null = null) =>
  world.sqlDo(insert, [units.map(({ id }) => id), personId, topic]);

async function until<T>(find: () => T | undefined | false, what: string): Promise<T> {
  for (const end = performance.now() + 8_000; performance.now() < end; await sleep(10)) {
    const found = find();
    if (found) return found;
  }
  throw new Error(`it never came: ${what}`);
}

describe('the reader of changes', () => {
  it('finds what was written early and committed late', async () => {
    const reader = changeReader(world.database.system);
    const slow = new pg.Client(world.database.admin);
    await slow.connect();
    await reader.read();
    await slow.query('begin');
    await slow.query(insert, [[], null, 'slow']);
    await changed('quick', []);
    const topics = async () => (await reader.read()).map(({ topic }) => topic);
    assert.deepEqual(await topics(), ['quick']);
    await changed('later', []);
    assert.deepEqual(await topics(), ['later'], 'what waits for the slow one does not hold up the others');
    await slow.query('commit');
    assert.deepEqual(await topics(), ['slow']);
    assert.deepEqual(await topics(), []);
    await slow.end();
  });

  it('gives each committed change once, whatever the order of writing, committing and reading', async () => {
    const writers = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const client = new pg.Client(world.database.admin);
        await client.connect();
        return { client, open: null as number[] | null };
      }),
    );
    let late = 0;
    let highestRead = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 30, max: 80 }), async (seed, steps) => {
        const random = seededRandom(seed);
        const reader = changeReader(world.database.system);
        await reader.read();
        const committed = new Set<number>();
        const given: number[] = [];
        const read = async () => {
          const changes = await reader.read();
          given.push(...changes.map(({ seq }) => seq));
          late += changes.filter(({ seq }) => seq < highestRead).length;
          highestRead = Math.max(highestRead, ...changes.map(({ seq }) => seq));
        };
        const end = async (writer: (typeof writers)[number], how: 'commit' | 'rollback') => {
          await writer.client.query(how);
          if (how === 'commit') for (const seq of writer.open ?? []) committed.add(seq);
          writer.open = null;
        };
        for (let step = 0; step < steps; step++) {
          const writer = writers[random.int(0, writers.length - 1)];
          assert.ok(writer);
          const what = random.int(0, 9);
          if (what < 2) await read();
          else if (writer.open === null) {
            await writer.client.query('begin');
            writer.open = [];
          } else if (what < 7) {
            const { rows } = await writer.client.query<{ seq: string }>(insert, [[], null, 'x']);
            writer.open.push(Number(rows[0]?.seq));
          } else await end(writer, what < 9 ? 'commit' : 'rollback');
        }
        for (const writer of writers) if (writer.open) await end(writer, 'commit');
        await read();
        assert.deepEqual(
          given.toSorted((a, b) => a - b),
          [...committed].toSorted((a, b) => a - b),
        );
      }),
      { numRuns: 25 },
    );
    assert.ok(late > 10, `changes were committed out of order (${late})`);
    await Promise.all(writers.map(({ client }) => client.end()));
  });

  it('is open to the system only, and old changes are removed', async () => {
    await assert.rejects(world.database.app.query('select notify.changes(null)'), { code: '42501' });
    await assert.rejects(world.database.system.query('select * from notify.change'), { code: '42501' });
    await assert.rejects(world.database.system.query("select notify.still('[]')"), { code: '42501' });
    await world.sqlDo(
      "insert into notify.change (units, topic, at) values ('{}', 'old', clock_timestamp() - interval '11 minutes')",
    );
    await changed('new', []);
    await world.database.system.query('select notify.prune()');
    const left = await world.sqlDo<{ topic: string }>('select distinct topic from notify.change');
    assert.ok(!left.some(({ topic }) => topic === 'old') && left.some(({ topic }) => topic === 'new'));
  });
});

/** A page that remembers what it was told. */
const page = (caller: SignedInCaller, watch: string | null = null) => {
  const told: LiveEvent[] = [];
  let place = '';
  let ended = false;
  const listener: Listener = {
    caller,
    watch,
    send: (events, at) => void ((place = at), told.push(...events)),
    end: () => void (ended = true),
  };
  return {
    listener,
    /** What it was told since the last time, `ready` left out. */
    take: () =>
      told
        .splice(0)
        .filter(({ topic }) => topic !== 'ready')
        .map(({ topic, personId }) => (personId ? `${topic}:${personId}` : topic)),
    place: () => place,
    ended: () => ended,
  };
};
const newHub = (database = world.database, onError: (error: unknown) => void = assert.ifError) =>
  new Hub({ database, clock: world.clock, reader: changeReader(world.database.system), onError });
/** Rings and waits until it has been heard. */
const ring = async (hub: Hub) => {
  hub.ring();
  await hub.check(false);
};

const share = (caller: SignedInCaller): Promise<unknown> => {
  assert.ok(caller.kind === 'relative');
  return world.sqlDo(
    "insert into people.relative_share (id, person_id, relative_id, part, valid_from, author_unit_id) values ($1, $2, $3, 'plan', $4, $5)",
    [
      world.newId(),
      caller.personId,
      caller.relativeId,
      new Date(world.clock.now()).toISOString(),
      world.units.homeCare.id,
    ],
  );
};
const stopSharing = (caller: SignedInCaller): Promise<unknown> => {
  assert.ok(caller.kind === 'relative');
  return world.sqlDo('update people.relative_share set withdrawn_at = $1 where relative_id = $2', [
    new Date(world.clock.now()).toISOString(),
    caller.relativeId,
  ]);
};

describe('a live update', () => {
  it('reaches those whom the change concerns and nobody else', async () => {
    const { homeCare, homeHelp, ward } = world.units;
    const [one, other] = [await world.person([homeCare, homeHelp]), await world.person([homeCare])];
    const pages = {
      nurse: page(await world.staffAt(homeCare), one),
      helper: page(await world.staffAt(homeHelp), one),
      sameUnit: page(await world.staffAt(homeCare)),
      ward: page(await world.staffAt(ward)),
      self: page(await world.personCaller(one)),
      someoneElse: page(await world.personCaller(other)),
      daughter: page(await world.relativeCaller(one, homeCare)),
    };
    await share(pages.daughter.listener.caller);
    const hub = newHub();
    for (const { listener } of Object.values(pages)) await hub.add(listener, null);
    await changed('commitment', [homeCare, homeCare], one);
    await changed('commitment', [homeCare], one);
    await changed('plan', [ward], other);
    await ring(hub);
    const told = Object.fromEntries(Object.entries(pages).map(([name, { take }]) => [name, take()]));
    assert.deepEqual(told, {
      nurse: ['commitment', `person:${one}`],
      helper: [`person:${one}`],
      sameUnit: ['commitment'],
      ward: ['plan'],
      self: ['commitment'],
      someoneElse: ['plan'],
      daughter: ['commitment'],
    });
    await hub.stop();
    assert.ok(Object.values(pages).every(({ ended }) => ended()));
  });

  it('stops when the tie ends: of a person once known, a unit hears only what names it', async () => {
    const { homeCare, homeHelp, ward } = world.units;
    const one = await world.person([homeCare, homeHelp]);
    const watching = page(await world.staffAt(homeHelp), one);
    const daughter = page(await world.relativeCaller(one, homeCare));
    const hub = newHub();
    await hub.add(watching.listener, null);
    await hub.add(daughter.listener, null);
    await world.sqlDo(
      'update people.engagement set valid_to = $1, version = version + 1 where person_id = $2 and unit_id = $3',
      [new Date(world.clock.now()).toISOString(), one, homeHelp.id],
    );
    await world.sqlDo('update people.relative set valid_to = $1, version = version + 1 where person_id = $2', [
      new Date(world.clock.now()).toISOString(),
      one,
    ]);
    world.clock.advance(1_000);
    await changed('plan', [ward], one);
    await ring(hub);
    assert.deepEqual([watching.take(), daughter.take()], [[], []]);
    await changed('plan', [homeHelp], one);
    await ring(hub);
    assert.deepEqual([watching.take(), daughter.take()], [['plan', `person:${one}`], []]);
    await hub.stop();
  });

  it('says nothing to a relative to whom nothing is shared, but closes what was open until now', async () => {
    const one = await world.person([world.units.homeCare]);
    const daughter = page(await world.relativeCaller(one, world.units.homeCare));
    const son = page(await world.relativeCaller(one, world.units.homeCare));
    const self = page(await world.personCaller(one));
    const asked = [daughter.listener, son.listener, self.listener];
    await share(daughter.listener.caller);
    const hub = newHub();
    for (const listener of asked) await hub.add(listener, null);
    const told = async (topic: string) => {
      await changed(topic, [world.units.homeCare], one);
      await ring(hub);
      return [self.take(), daughter.take(), son.take()];
    };
    assert.deepEqual(await told('plan'), [['plan'], ['plan'], []]);
    await stopSharing(daughter.listener.caller);
    assert.deepEqual(await told('person'), [['person'], ['person'], []]);
    assert.deepEqual(await told('commitment'), [['commitment'], [], []]);
    await share(son.listener.caller);
    assert.deepEqual(await told('person'), [['person'], [], ['person']]);
    assert.deepEqual(await told('commitment'), [['commitment'], [], ['commitment']]);
    await hub.stop();
  });

  it('is not for one who may not know the person, and watching says no more than that', async () => {
    const one = await world.person([world.units.homeCare]);
    const hub = newHub();
    await assert.rejects(hub.add(page(await world.staffAt(world.units.ward), one).listener, null), {
      code: 'not_found',
    });
    await assert.rejects(hub.add(page(await world.staffAt(world.units.ward), world.newId()).listener, null), {
      code: 'not_found',
    });
    await hub.stop();
  });

  it('ends with the session and with the assignment, before anything more is told', async () => {
    const [a, b, c, d] = await Promise.all([0, 1, 2, 3].map(() => world.staffAt(world.units.homeCare)));
    assert.ok(a && b && c && d);
    const pages = [a, b, c, d].map((caller) => page(caller));
    const hub = newHub();
    for (const { listener } of pages) await hub.add(listener, null);
    await world.sqlDo('update identity.session set revoked_at = now() where id = $1', [a.sessionId]);
    await world.sqlDo('update organisations.assignment set valid_to = $1 where id = $2', [
      new Date(world.clock.now()).toISOString(),
      b.assignmentId,
    ]);
    hub.endSession(c.sessionId);
    await changed('commitment', [world.units.homeCare]);
    await ring(hub);
    assert.deepEqual(
      pages.map(({ take, ended }) => [take(), ended()]),
      [
        [[], true],
        [[], true],
        [[], true],
        [['commitment'], false],
      ],
    );
    await world.sqlDo('update identity.session set revoked_at = now() where id = $1', [d.sessionId]);
    await hub.check(false);
    assert.deepEqual([pages[3]?.ended(), hub.size], [true, 0]);
    await assert.rejects(hub.add(page(a).listener, null), { code: 'signed_out' });
    await hub.stop();
  });

  it('is made up for after a lost connection, or everything is fetched anew', async () => {
    const { homeCare, ward } = world.units;
    const caller = await world.staffAt(homeCare);
    const hub = newHub();
    const first = page(caller);
    await hub.add(first.listener, null);
    hub.remove(first.listener);
    await changed('missed', [homeCare]);
    await changed('not ours', [ward]);
    const second = page(caller);
    await hub.add(second.listener, first.place());
    assert.deepEqual(second.take(), ['missed']);
    for (const place of ['nonsense', 'other.1', `${first.place()}9`]) {
      const third = page(caller);
      await hub.add(third.listener, place);
      assert.deepEqual(third.take(), ['all'], place);
    }
    await hub.stop();
  });

  it('is told of what happened between the reading and the following, and of nothing else', async () => {
    const { homeCare, ward } = world.units;
    const one = await world.person([homeCare]);
    // Nobody has listened yet: asked for a place it wakes, so that what comes now is not lost, nor everything read again.
    const hub = newHub();
    await changed('before', [homeCare], one);
    const place = await hub.placeToBegin();
    await changed('between', [homeCare], one);
    await changed('elsewhere', [ward]);
    const nurse = page(await world.staffAt(homeCare), one);
    await hub.add(nurse.listener, place);
    assert.deepEqual(nurse.take(), ['between', `person:${one}`]);
    // The next page of the same reader begins where the first one is, and hears nothing twice.
    const next = page(nurse.listener.caller);
    await hub.add(next.listener, nurse.place());
    assert.deepEqual(next.take(), []);
    await hub.stop();
    assert.equal(await hub.placeToBegin(), nurse.place(), 'a hub that has stopped is not woken');
  });

  it('waits for the database, and is then told', async () => {
    let down = false;
    const app = {
      query: (...values: [string, unknown[]]) =>
        down ? Promise.reject(new Error('Connection terminated')) : world.database.app.query(...values),
    };
    const errors: unknown[] = [];
    const hub = newHub({ ...world.database, app } as never, (error) => errors.push(error));
    const nurse = page(await world.staffAt(world.units.homeCare));
    await hub.add(nurse.listener, null);
    down = true;
    await changed('during', [world.units.homeCare]);
    await ring(hub).catch(() => undefined);
    assert.deepEqual([nurse.take(), errors.length], [[], 1]);
    down = false;
    await ring(hub);
    assert.deepEqual(nurse.take(), ['during']);
    await hub.stop();
  });

  it('has room for ten pages a session', async () => {
    const hub = newHub();
    const caller = await world.staffAt(world.units.homeCare);
    for (let i = 0; i < 10; i++) await hub.add(page(caller).listener, null);
    await assert.rejects(hub.add(page(caller).listener, null), { code: 'too_many' });
    await hub.add(page(await world.staffAt(world.units.homeCare)).listener, null);
    await hub.stop();
  });
});

describe('the bell', () => {
  it('is heard in every process, many commits as one', async () => {
    const rings = { one: 0, two: 0 };
    const login = world.database.system.options;
    const one = startBell(login, 'one', () => rings.one++, silent, 60_000);
    const two = startBell(login, 'two', () => rings.two++, silent, 60_000);
    await until(() => rings.one === 1 && rings.two === 1, 'both are connected');
    for (let i = 0; i < 50; i++) one.ring();
    await until(() => rings.two === 2, 'the other process hears it');
    await sleep(50);
    assert.deepEqual(rings, { one: 2, two: 2 });
    await Promise.all([one.stop(), two.stop()]);
  });

  it('connects again when its connection is cut', async () => {
    let rings = 0;
    const bell = startBell(world.database.system.options, 'cut', () => rings++, silent, 60_000);
    await until(() => rings === 1, 'it is connected');
    await world.sqlDo(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'mellanrum bell' and datname = current_database()",
    );
    await until(() => rings === 2, 'it is connected again');
    await bell.stop();
  });
});

describe('GET /api/live', () => {
  let app: FastifyInstance;
  let live: Live;
  let address: string;
  let caller: Caller | null = null;
  before(async () => {
    live = startLive({ database: world.database, clock: world.clock, log: silent });
    app = newServer();
    live.serve(app, async () => caller);
    address = `${await app.listen({ port: 0, host: '127.0.0.1' })}/api/live`;
  });
  after(async () => {
    await app.close();
    await live.stop();
  });

  async function open(query = '', headers: Record<string, string> = {}) {
    const cut = new AbortController();
    const answer = await fetch(address + query, { headers, signal: cut.signal });
    let text = '';
    let ended = false;
    void (async () => {
      for await (const chunk of answer.body ?? []) text += Buffer.from(chunk as Uint8Array).toString();
    })()
      .catch(() => undefined)
      .finally(() => (ended = true));
    return { answer, text: () => text, ended: () => ended, cut: () => cut.abort() };
  }

  it('tells an open page soon after the command that changed something, in one process and in another', async () => {
    const nurse = await world.staffAt(world.units.homeCare);
    caller = nurse;
    const stream = await open();
    assert.equal(stream.answer.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    assert.equal(stream.answer.headers.get('cache-control'), 'no-store');
    await until(() => stream.text().includes('"ready"'), 'the first word');
    const elsewhere = startLive({ database: world.database, clock: world.clock, log: silent });
    for (const [topic, from] of [
      ['here', live],
      ['there', elsewhere],
    ] as const) {
      const ground = { ...world.ground, ring: from.ring };
      await command(ground, world.as(nurse), world.once(), async (work) => work.tell(topic, null, [nurse.unitId]));
      await until(() => stream.text().includes(`data: {"topic":"${topic}"}\nid: `), topic);
    }
    await elsewhere.stop();
    stream.cut();
    await until(() => live.size() === 0, 'the page is forgotten');
  });

  it('resumes after the last event that was seen', async () => {
    caller = await world.staffAt(world.units.homeCare);
    const stream = await open();
    await until(() => stream.text().includes('id: '), 'a place');
    const place = /id: (\S+)/u.exec(stream.text())?.[1] ?? '';
    stream.cut();
    await changed('while away', [world.units.homeCare]);
    const again = await open('', { 'last-event-id': place });
    await until(() => again.text().includes('while away'), 'what was missed');
    assert.ok(!again.text().includes('"all"'));
    live.endSession(caller.kind === 'staff' ? caller.sessionId : '');
    await until(() => again.ended(), 'the end of the session ends the stream');
  });

  it('answers a problem when it cannot be opened', async () => {
    caller = null;
    assert.equal((await fetch(address)).status, 401);
    caller = await world.staffAt(world.units.homeCare);
    assert.equal((await fetch(`${address}?person=191212121212`)).status, 400);
    assert.equal((await fetch(`${address}?more=1`)).status, 400);
    assert.equal((await fetch(`${address}?person=${world.newId()}`)).status, 404);
  });

  it('closes with the program', async () => {
    caller = await world.staffAt(world.units.homeCare);
    const stream = await open();
    await until(() => stream.text().includes('"ready"'), 'the first word');
    const began = performance.now();
    await app.close();
    await until(() => stream.ended(), 'the end');
    assert.ok(performance.now() - began < 2_000);
  });

  it('writes events as the standard says', () => {
    const events: LiveEvent[] = [{ topic: 'a' }, { topic: 'b' }];
    assert.equal(written(events, 'x.1'), 'data: {"topic":"a"}\n\ndata: {"topic":"b"}\nid: x.1\n\n');
    assert.equal(written([], 'x.1'), 'id: x.1\n\n');
  });
});
