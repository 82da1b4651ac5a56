import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import {
  closeNeed,
  move,
  offer,
  offerOnce,
  openNeed,
  type NewCommitment,
} from '../commitments/commitments.commands.ts';
import { askPool, type Ask } from '../commitments/commitments.store.ts';
import { sweep } from '../commitments/index.ts';
import { closeUnit } from '../organisations/index.ts';
import { endEngagement } from '../people/index.ts';
import type { StaffCaller } from '../kernel/access/context.ts';
import { seal, sealingKey } from '../kernel/audit/sealer.ts';
import { asCaller } from '../kernel/db/transaction.ts';
import { Refusal, refusalOf, sqlStateOf } from '../kernel/refusal.ts';
import { crowd, deadline, HOUR, type Crowd } from './crowd.fixture.ts';
import { broken } from './invariants.fixture.ts';
import { plant } from './plant.fixture.ts';
import { publicKeyFile, throwaway } from './program.fixture.ts';

/** Faults of the program that the tests in this folder once found. Each stays here, by what it was. */
describe('found by the fault tests', () => {
  let c: Crowd;
  let [nurse, other, third]: StaffCaller[] = [];
  let personId: string;
  let persons = 0;
  before(async () => {
    c = await crowd(12);
    [nurse, other, third] = c.staff;
  });
  beforeEach(() => {
    personId = c.persons[persons++] ?? '';
  });
  after(() => c.w.drop());

  const as = (caller: StaffCaller | undefined): StaffCaller => {
    assert.ok(caller);
    return caller;
  };
  const need = async (): Promise<string> =>
    (await openNeed(c.deps, c.w.as(as(nurse)), c.w.once(), { personId, area: 'd5', words: 'Behöver omläggning' })).id;
  const wanted = (
    needIds: string[],
    to: (StaffCaller | undefined)[],
    more: Partial<NewCommitment> = {},
  ): NewCommitment => ({
    personId,
    kind: needIds.length > 0 ? 'handover' : 'request',
    what: 'Omläggning',
    detail: '',
    area: 'd5',
    urgency: 'soon',
    to: { kind: 'units', unitIds: to.map((u) => as(u).unitId) },
    needIds,
    dueAt: c.w.clock.now() + HOUR,
    followsId: null,
    ...more,
  });
  const offered = (needIds: string[], to: (StaffCaller | undefined)[], more: Partial<NewCommitment> = {}) =>
    offer(c.deps, c.w.as(as(nurse)), c.w.once(), wanted(needIds, to, more));
  const gapsOf = async (subject: string): Promise<string[]> =>
    (
      await c.w.sqlDo<{ kind: string }>(
        'select kind from commitments.gap where subject_id = $1 and closed_at is null order by kind',
        [subject],
      )
    ).map((g) => g.kind);
  const cut = (user: string) =>
    c.w.sqlDo(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = $1',
      [user],
    );

  it('a connection that breaks inside a transaction fails the transaction, and not the program', async () => {
    const work = asCaller(c.ground, c.w.as(as(nurse)), async ({ tx }) => {
      await cut('mellanrum_app');
      await sql`select 1`.execute(tx);
    });
    await assert.rejects(work, (error) => refusalOf(error)?.code === 'unavailable');
    // The same for one that is held without a question under way, as the sealer's between its own.
    const held = await c.ground.database.system.connect();
    await cut('mellanrum_system');
    await assert.rejects(held.query('select 1'));
    held.release(true);
    await seal(c.ground.database.system, generateKeyPairSync('ed25519').privateKey);
  });

  it('an offer sent again gets its first answer, also when the first try is what would refuse it', async () => {
    const all = wanted([await need()], [other], { replaces: [] });
    const once = c.w.once(all);
    const first = await offer(c.deps, c.w.as(as(nurse)), once, all);
    assert.deepEqual(
      await offer(c.deps, c.w.as(as(nurse)), once, all),
      first,
      'while it stands as an offer that the sender had not seen',
    );
    await move(c.deps, c.w.as(as(other)), c.w.once(), first.id, { action: 'accept', seen: 1 });
    assert.deepEqual(await offer(c.deps, c.w.as(as(nurse)), once, all), first, 'when accountability has moved by it');
  });

  it('silence that has become a gap stays one when the offer is only marked as seen, or one of several declines', async () => {
    const seen = await offered([], [other]);
    const several = await offered([], [other, third]);
    c.w.clock.advance(25 * HOUR);
    await sweep(c.ground, deadline);
    c.w.clock.advance(HOUR);
    await move(c.deps, c.w.as(as(other)), c.w.once(), seen.id, { action: 'receive', seen: 1 });
    await move(c.deps, c.w.as(as(other)), c.w.once(), several.id, {
      action: 'decline',
      seen: 1,
      reason: 'no_capacity',
    });
    await sweep(c.ground, deadline);
    assert.deepEqual([await gapsOf(seen.id), await gapsOf(several.id)], [['unanswered'], ['unanswered']]);
    await move(c.deps, c.w.as(as(other)), c.w.once(), seen.id, { action: 'accept', seen: 2 });
    assert.deepEqual(
      (await gapsOf(seen.id)).filter((kind) => kind === 'unanswered'),
      [],
    );
  });

  it('the last of several may decline too', async () => {
    const { id } = await offered([], [other, third]);
    await move(c.deps, c.w.as(as(other)), c.w.once(), id, { action: 'decline', seen: 1, reason: 'no_capacity' });
    assert.equal(
      (await move(c.deps, c.w.as(as(third)), c.w.once(), id, { action: 'decline', seen: 2, reason: 'no_capacity' }))
        .state,
      'declined',
    );
    assert.deepEqual(await gapsOf(id), ['declined_without_owner']);
  });

  it('what is done between the clock’s look and its word becomes no gap', async () => {
    const { id } = await offered([], [other]);
    c.w.clock.advance(25 * HOUR);
    const now = new Date(c.w.clock.now()).toISOString();
    await move(c.deps, c.w.as(as(nurse)), c.w.once(), id, { action: 'withdraw', seen: 1, reason: 'other_solution' });
    const gap = {
      id: c.w.newId(),
      personId,
      kind: 'unanswered',
      subjectId: id,
      area: 'd5',
      since: now,
      moveUnitId: as(other).unitId,
      giverUnitId: null,
      municipality: '1496',
      climbsAt: now,
    };
    const { rows } = await c.ground.database.system.query<{ n: number }>('select commitments.raise_gaps($1, $2) as n', [
      now,
      JSON.stringify([gap]),
    ]);
    assert.deepEqual([rows[0]?.n, await gapsOf(id)], [0, []]);
  });

  it('what changes around a person while the clock judges them is judged in the next round', async () => {
    await need();
    c.w.clock.advance(73 * HOUR);
    const nameContact = async () => {
      await c.w.sqlDo(
        "insert into people.named_contact (id, person_id, kind, unit_id, staff_id, valid_from, author_unit_id) values ($1,$2,'coordinating_contact',$3,$4,$5,$3)",
        [c.w.newId(), personId, as(nurse).unitId, as(nurse).staffId, new Date(c.w.clock.now()).toISOString()],
      );
    };
    let asked = 0;
    // Asked for its own gaps after the facts were read and before they are settled.
    const between = {
      kinds: [],
      judge: async (id: string) => (
        id === personId && asked++ === 0 ? await nameContact() : undefined,
        { wanted: [], nextAt: null }
      ),
    };
    await sweep(c.ground, deadline, [between]);
    await sweep(c.ground, deadline, [between]);
    assert.deepEqual(
      await c.w.sqlDo(
        "select kind from commitments.gap where person_id = $1 and closed_at is null and kind = 'no_coordinating_contact'",
        [personId],
      ),
      [],
    );
    assert.equal(asked, 2);
  });

  it('a newer offer of several needs replaces what came in while it was being decided, or is decided again', async () => {
    const [one, two] = [await need(), await need()];
    const pool = askPool(c.ground.database.app);
    let came = 0;
    const ask: Ask = async (name, text, values) => {
      if (name === 'store_offer' && came++ === 0) await offered([two], [third]);
      return pool(name, text, values);
    };
    const now = c.w.clock.now();
    const context = c.ground.database.sign(as(nurse), 'care', now);
    await assert.rejects(
      offerOnce(c.deps, as(nurse), ask, context, now, c.w.once(), wanted([one, two], [other])),
      (error) => sqlStateOf(error) === 'MR409',
    );
    await offered([one, two], [other]);
    assert.deepEqual(await broken(c.w.sqlDo), []);
  });

  it('a clock that was set back, or another machine’s, moves accountability without a fault', async () => {
    const id = await need();
    c.w.clock.set(c.w.clock.now() - 5_000, { backwards: true });
    const there = await offered([id], [other]);
    await move(c.deps, c.w.as(as(other)), c.w.once(), there.id, { action: 'accept', seen: 1 });
    c.w.clock.set(c.w.clock.now() - 5_000, { backwards: true });
    await closeNeed(c.deps, c.w.as(as(other)), c.w.once(), id, 1, 'met');
    assert.deepEqual(await broken(c.w.sqlDo), []);
    c.w.clock.advance(10_000);
  });

  it('the log’s key is made once, whole, and its public half is there, whoever starts or is killed at the same time', async () => {
    const dataDir = throwaway('keys');
    const keys = await Promise.all(Array.from({ length: 8 }, () => sealingKey(dataDir)));
    const [first] = keys;
    assert.ok(first && keys.every((key) => key.equals(first)));
    rmSync(join(dataDir, 'keys', 'log-ed25519.pub.pem'));
    await sealingKey(dataDir);
    assert.ok(createPublicKey(publicKeyFile(dataDir)).equals(createPublicKey(first)));
    assert.deepEqual(readdirSync(join(dataDir, 'keys')).toSorted(), ['log-ed25519.pem', 'log-ed25519.pub.pem']);
  });

  it('who is second is told who was first, also when that happened between two looks', async () => {
    const there = await offered([await need()], [other, third]);
    const looked = "return (select jsonb_build_object('commitment'";
    const dawdle = `if c.unit_id = '${as(third).unitId}' then perform pg_sleep(0.5); end if; `;
    await plant(c.w.sqlDo, 'commitments.load_move', looked, dawdle + looked);
    const second = move(c.deps, c.w.as(as(third)), c.w.once(), there.id, { action: 'accept', seen: 1 });
    await sleep(150);
    await move(c.deps, c.w.as(as(other)), c.w.once(), there.id, { action: 'accept', seen: 1 });
    await assert.rejects(
      second,
      (error) =>
        error instanceof Refusal &&
        error.code === 'taken' &&
        (error.current as { takenBy: string }).takenBy === as(other).unitId,
    );
    await plant(c.w.sqlDo, 'commitments.load_move', dawdle, '');
  });

  it('a unit does not leave the circle in the moment in which it takes something on', async () => {
    const there = await offered([await need()], [other]);
    const [place] = await c.w.sqlDo<{ id: string; version: number }>(
      'select id, version from people.engagement where person_id = $1 and unit_id = $2',
      [personId, as(other).unitId],
    );
    assert.ok(place);
    await c.w.sqlDo(
      "create function public.dawdle() returns trigger language plpgsql as 'begin perform pg_sleep(0.5); return null; end'",
    );
    await c.w.sqlDo(
      "create trigger dawdle after insert on commitments.event for each row when (new.type = 'accepted') execute function public.dawdle()",
    );
    const accepting = move(c.deps, c.w.as(as(other)), c.w.once(), there.id, { action: 'accept', seen: 1 });
    await sleep(200);
    const leaving = endEngagement(
      { ground: c.ground, request: c.w.as(as(other)), once: c.w.once() },
      personId,
      place.id,
      { version: place.version, reason: 'completed' },
    );
    await assert.rejects(leaving, (error) => error instanceof Refusal && error.code === 'not_allowed_now');
    await accepting;
    await c.w.sqlDo('drop trigger dawdle on commitments.event');
    assert.deepEqual(await broken(c.w.sqlDo), []);
  });

  it('a unit that closes while it carries a need leaves a gap at once, and it ends when the need is taken over', async () => {
    const offeredBefore = await offered([await need()], [other]);
    await sweep(c.ground, deadline);
    const close = () =>
      asCaller(c.ground, { caller: { kind: 'system', name: 'test' }, purpose: 'administration' }, (work) =>
        closeUnit({ work, newId: c.w.newId }, as(nurse).unitId, new Date(c.w.clock.now()).toISOString()),
      );
    await close();
    await sweep(c.ground, deadline);
    const gaps = "select 1 from commitments.gap where person_id = $1 and kind = 'unit_closed' and closed_at is null";
    assert.equal((await c.w.sqlDo(gaps, [personId])).length, 1);
    // Taken over by a unit that was in the circle already: nobody was judged anew, and the gap stood with nothing behind it.
    await move(c.deps, c.w.as(as(other)), c.w.once(), offeredBefore.id, { action: 'accept', seen: 1 });
    await sweep(c.ground, deadline);
    assert.equal((await c.w.sqlDo(gaps, [personId])).length, 0);
  });
});
