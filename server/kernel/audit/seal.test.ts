import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { asCaller } from '../db/transaction.ts';
import { smallWorld, type World } from '../testing/world.ts';
import { seal } from './sealer.ts';
import { verifyLog, type Fault } from './verify.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');

describe('the sealed log', () => {
  let w: World;
  let persons: string[];
  beforeEach(async () => {
    w = await smallWorld();
    persons = [await w.person([w.units.homeCare]), await w.person([w.units.homeCare])];
    const nurse = await w.staffAt(w.units.homeCare);
    for (let batch = 0; batch < 4; batch++) {
      for (let i = 0; i < 5; i++)
        await asCaller(w.ground, w.as(nurse), (work) => work.open('person.read', [persons[i % 2] ?? ''], 'person'));
      assert.equal((await seal(w.database.system, privateKey))?.entries, 5);
    }
    assert.equal(await seal(w.database.system, privateKey), null);
  });
  afterEach(() => w.drop());

  const tamper = async (...statements: string[]): Promise<void> => {
    await w.sqlDo(
      `set session_replication_role = replica; ${statements.join('; ')}; set session_replication_role = default`,
    );
  };
  const faults = async (heads: Parameters<typeof verifyLog>[2] = []): Promise<readonly Fault[]> =>
    (await verifyLog(w.database.system, publicKey, heads)).faults;
  const found = (list: readonly Fault[], what: Fault['what'], at: number): void =>
    assert.ok(
      list.some((f) => f.what === what && f.seal === at),
      JSON.stringify(list),
    );

  test('verifies when nobody has touched it', async () => {
    const verified = await verifyLog(w.database.system, publicKey);
    assert.deepEqual(verified, { seals: 4, entries: 20, faults: [] });
  });

  test('finds a changed row', async () => {
    await tamper("update audit.entry set body = replace(body, 'person.read', 'person.seen') where seq = 7");
    found(await faults(), 'row_changed', 2);
  });

  test('finds a changed row whose leaf was changed with it', async () => {
    await tamper(
      "update audit.entry set body = body || ' ' where seq = 7",
      "update audit.entry set leaf = sha256('\\x00'::bytea || convert_to(body, 'UTF8')) where seq = 7",
    );
    found(await faults(), 'wrong_root', 2);
  });

  test('finds a deleted row', async () => {
    await tamper('delete from audit.entry_person where seq = 12', 'delete from audit.entry where seq = 12');
    found(await faults(), 'rows_missing_or_added', 3);
  });

  test('finds an inserted row', async () => {
    await tamper(
      'insert into audit.entry (epoch, xid, signature, kind, body, leaf, persons, grant_person, grant_author, writable, unmasked) select epoch, xid, signature, kind, body, leaf, persons, grant_person, grant_author, writable, unmasked from audit.entry where seq = 3',
    );
    found(await faults(), 'rows_missing_or_added', 1);
  });

  test('finds two rows that have changed places', async () => {
    await tamper(
      'create temp table swap as select seq, body, leaf from audit.entry where seq in (1, 2)',
      'update audit.entry e set body = s.body, leaf = s.leaf from swap s where e.seq = 3 - s.seq and e.seq in (1, 2)',
    );
    found(await faults(), 'wrong_root', 1);
  });

  test('finds a read moved to another person in the register', async () => {
    await tamper(`update audit.entry_person set person_id = '${persons[1]}' where seq = 1`);
    found(await faults(), 'person_index', 1);
  });

  test('finds a seal taken out of the middle', async () => {
    await tamper('delete from audit.seal where number = 2');
    found(await faults(), 'seal_missing', 2);
  });

  test('finds a seal signed by someone else', async () => {
    const other = generateKeyPairSync('ed25519');
    const verified = await verifyLog(w.database.system, other.publicKey);
    assert.ok(verified.faults.every((f) => f.what === 'wrong_signature'));
    assert.equal(verified.faults.length, 4);
  });

  test('a cut tail looks whole alone and is found by a witness', async () => {
    const kept = await w.sqlDo<{ checkpoint: string }>('select checkpoint from audit.seal where number = 4');
    await tamper(
      'delete from audit.entry_person where seq > 15',
      'delete from audit.entry where seq > 15',
      'delete from audit.seal where number = 4',
    );
    assert.deepEqual(await faults(), []);
    found(await faults([{ witness: 'Skövde kommun', checkpoint: kept[0]?.checkpoint ?? '' }]), 'seal_missing', 4);
  });

  test('the app role and its functions cannot change a row of the log', async () => {
    for (const statement of [
      'update audit.entry set body = body',
      'delete from audit.entry',
      'truncate audit.entry cascade',
      'select * from audit.entry',
    ])
      await assert.rejects(w.database.app.query(statement), /permission denied/);
    await assert.rejects(w.sqlDo('update audit.entry set body = body'), /append only/);
    await assert.rejects(w.sqlDo('truncate audit.entry cascade'), /append only/);
  });

  test('a transaction still under way is never sealed around', async () => {
    const nurse = await w.staffAt(w.units.homeCare);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = asCaller(w.ground, w.as(nurse), async (work) => {
      await work.open('person.read', [persons[0] ?? ''], 'person');
      await held;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await asCaller(w.ground, w.as(nurse), (work) => work.open('person.read', [persons[1] ?? ''], 'person'));
    assert.equal(await seal(w.database.system, privateKey), null, 'the row behind the horizon waits');
    release();
    await slow;
    assert.equal((await seal(w.database.system, privateKey))?.entries, 2);
    assert.deepEqual(await faults(), []);
  });
});
