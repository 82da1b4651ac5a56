import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { Worklist } from '../contract/commitments.ts';
import { uuid7Source } from '../contract/kernel/uuid7.ts';
import { commitmentsHandlers } from '../server/commitments/index.ts';
import { seal } from '../server/kernel/audit/sealer.ts';
import { verifyLog } from '../server/kernel/audit/verify.ts';
import { simulatedClock } from '../server/kernel/clock.ts';
import type { Ground } from '../server/kernel/db/transaction.ts';
import { sessionsOf } from '../server/kernel/identity/index.ts';
import { testDatabase, type TestDatabase } from '../server/kernel/testing/database.ts';
import { loadTerms } from '../server/organisations/index.ts';
import { createCounty, type CountyCounts } from './create.ts';
import { personas, theDaughter, thePerson } from './personas.ts';

// A Saturday evening: offices are closed, and still there is something to see.
const now = Date.parse('2026-11-21T21:40:00Z');

async function county(): Promise<{ database: TestDatabase; ground: Ground; counts: CountyCounts }> {
  const database = await testDatabase({ asynchronousCommit: true });
  const clock = simulatedClock(now);
  const ground: Ground = {
    database,
    clock,
    newId: uuid7Source({ now: () => clock.now(), random: (n) => randomBytes(n) }),
    ring: () => undefined,
  };
  const counts = await createCounty(ground, { seed: 'prov', persons: 20, log: () => undefined });
  return { database, ground, counts };
}

/** Gaps and the clock's own events are numbered in the order in which the clock meets them; a sweep tells the time of the computer. */
const without: Readonly<Record<string, string>> = {
  'commitments.gap': ` - 'id'`,
  'commitments.gap_answer': ` - 'gap_id'`,
  'commitments.event': ` - case when t.actor = 'system::clock' then '{id,subject_id,entered}' else '{entered}' end::text[]`,
  'commitments.sweep': ` - 'ran_at'`,
};

/** What a county holds, but for the log, sessions and letters, whose order and random parts are nobody's to repeat. */
async function digest(database: TestDatabase): Promise<Record<string, string>> {
  const tables = await database.asOwner<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema in ('organisations', 'people', 'commitments', 'plans') and table_type = 'BASE TABLE' order by 1`,
  );
  const of: Record<string, string> = {};
  for (const { name } of tables) {
    const row = `to_jsonb(t)${without[name] ?? ''}`;
    const rows = await database.asOwner<{ row: string }>(`select (${row})::text as row from ${name} t`);
    of[name] =
      createHash('sha256')
        .update(
          rows
            .map((r) => r.row)
            .sort()
            .join('\n'),
        )
        .digest('hex')
        .slice(0, 16) + ` ${rows.length}`;
  }
  return of;
}

describe('the first county', () => {
  let database: TestDatabase;
  let ground: Ground;
  let counts: CountyCounts;
  let other: TestDatabase;
  before(async () => {
    const [one, two] = await Promise.all([county(), county()]);
    ({ database, ground, counts } = one);
    other = two.database;
  });
  after(() => Promise.all([database.drop(), other.drop()]));
  const number = async (text: string): Promise<number> =>
    Number((await database.asOwner<{ n: string }>(`select count(*)::text as n from ${text}`))[0]?.n);

  test('every open need has one accountable unit, and every promise a clock', async () => {
    assert.ok((await number("commitments.need where state = 'open'")) > 10);
    assert.equal(
      await number(
        "commitments.need n where (select count(*) from commitments.accountability a where a.need_id = n.id and a.to_at is null) <> case n.state when 'open' then 1 else 0 end",
      ),
      0,
    );
    assert.equal(await number('commitments.commitment where ended_at is null and clock_at is null'), 0);
    assert.equal(
      await number(
        `commitments.commitment where state in ('offered', 'received', 'proposed') and lapses_at <= '${new Date(now).toISOString()}'`,
      ),
      0,
    );
  });

  test('things really happened: yes, no, taken back, kept and broken, late and climbed', async () => {
    const { accept = 0, decline = 0, withdraw = 0, keep = 0, fail = 0, establish = 0 } = counts.done;
    for (const [name, n] of Object.entries({ accept, decline, withdraw, keep, fail, establish, ...counts.gaps }))
      assert.ok(n > 0, name);
    assert.ok((await number('commitments.gap where level = 3')) > 0, 'something has climbed all the way');
    assert.ok((await number('commitments.gap_answer')) > 0, 'somebody has answered a gap');
    const refused = Object.values(counts.refused).reduce((sum, n) => sum + n, 0);
    const done = Object.values(counts.done).reduce((sum, n) => sum + n, 0);
    assert.ok(refused < done / 50, JSON.stringify(counts.refused));
  });

  test('nothing lies in the future and nobody is signed in', async () => {
    const at = new Date(now).toISOString();
    assert.equal(await number(`commitments.event where at > '${at}'`), 0);
    assert.equal(await number(`identity.session where revoked_at is null and expires_at > '${at}'`), 0);
  });

  test('the same seed and the same day give the same county', async () => {
    assert.deepEqual(await digest(other), await digest(database));
  });

  test('each of the demo’s people signs in to something to do', async () => {
    const terms = await loadTerms(database);
    const handlers = commitmentsHandlers((place, key, from) => terms.deadline(place, key as never, from));
    const sessions = sessionsOf(ground);
    for (const { subject, role } of personas) {
      const started = await sessions.start({ subject, replaces: null, language: null, idToken: null });
      const signedIn = started && (await sessions.find(started.token));
      assert.equal(signedIn?.caller.kind, 'staff', subject);
      if (!signedIn || role === 'leader' || role === 'administrator') continue;
      const { caller } = signedIn;
      const call = {
        ground,
        caller,
        request: { caller, purpose: 'care' as const },
        params: undefined,
        body: undefined,
        once: { key: 'worklist-test', body: '' },
        query: { limit: 40 },
      };
      const answer = await handlers.worklist(call);
      const {
        counts: on,
        rows,
        previews,
      } = Worklist.parse('text' in answer && typeof answer.text === 'string' ? JSON.parse(answer.text) : answer);
      assert.ok(on.answer >= 3 && on.wait + on.do >= 2, `${subject} ${JSON.stringify(on)}`);
      const asked = [...rows, ...previews].filter(({ group }) => group === 'answer');
      assert.ok(
        asked.some(({ clockAt }) => clockAt !== null && Date.parse(clockAt) < now),
        `${subject} has one that is late`,
      );
      assert.ok(
        asked.some(({ clockAt }) => clockAt !== null && Date.parse(clockAt) >= now),
        `${subject} has one in time`,
      );
    }
    for (const { subject } of [thePerson, theDaughter])
      assert.ok(await sessions.start({ subject, replaces: null, language: null, idToken: null }), subject);
  });

  test('the log verifies', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    while (await seal(database.system, privateKey));
    const verified = await verifyLog(database.system, publicKey);
    assert.deepEqual(verified.faults, []);
    assert.ok(verified.entries > 500);
  });
});
