import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ask } from './invariants.fixture.ts';
import type { Client } from './program.fixture.ts';
import { chance, type Chance } from './random.fixture.ts';

interface Answer {
  readonly id: string;
  readonly version: number;
  readonly state?: string;
}
interface Written {
  readonly kind: 'need' | 'offer' | 'close' | 'accept' | 'decline';
  readonly key: string;
  /** Stands in the row that the command makes, and in no other. */
  readonly marker: string;
  readonly answer: Answer;
}

export interface Load {
  /** Everything that a client was told is done. */
  readonly acknowledged: readonly Written[];
  /** Answers that nobody should get here: refusals, faults, another answer under the same key. */
  readonly wrong: readonly string[];
  readonly tries: () => number;
  /** Lets what is under way get its answer, and stops. */
  stop(): Promise<void>;
}

/**
 * Clients that write over HTTP without pause, each about a person of its own: a need, an offer, its acceptance, and back, a request that is
 * declined, the need's close. Each sends a command until it is answered, with the same key, through whatever happens to the server; one
 * answer in twenty is treated as lost.
 */
export function startLoad(port: number, clients: readonly Client[], seed: number): Load {
  const acknowledged: Written[] = [];
  const wrong: string[] = [];
  let over = false;
  let tries = 0;
  let keys = 0;

  async function post(client: Client, path: string, key: string, body: unknown): Promise<Answer | null> {
    for (const end = Date.now() + 120_000; Date.now() < end;) {
      tries += 1;
      try {
        const answer = await fetch(`http://127.0.0.1:${port}/api${path}`, {
          method: 'POST',
          headers: { cookie: client.cookie, 'content-type': 'application/json', 'idempotency-key': key },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(30_000),
        });
        const text = await answer.text();
        if (answer.ok) return JSON.parse(text) as Answer;
        if (answer.status !== 503) {
          if (wrong.length < 30) wrong.push(`${path} was answered ${answer.status} ${text}`);
          return null;
        }
      } catch {
        // No connection, or one that broke: asked again.
      }
      await sleep(60);
    }
    wrong.push(`${path} never got an answer`);
    return null;
  }
  async function write(
    client: Client,
    dice: Chance,
    kind: Written['kind'],
    marker: string,
    path: string,
    body: unknown,
  ): Promise<Answer | null> {
    if (over) return null;
    const key = `load-${seed}-${++keys}`;
    const answer = await post(client, path, key, body);
    if (answer === null) return null;
    acknowledged.push({ kind, key, marker, answer });
    if (dice.hits(0.05)) {
      const again = await post(client, path, key, body);
      if (!isDeepStrictEqual(again, answer))
        wrong.push(
          `${kind} asked again: ${JSON.stringify(again)} where the first answer was ${JSON.stringify(answer)}`,
        );
    }
    return answer;
  }
  async function round(from: Client, to: Client, dice: Chance, name: string): Promise<void> {
    const dueAt = new Date(Date.now() + 86_400_000).toISOString();
    const need = await write(from, dice, 'need', `behov ${name}`, '/needs', {
      personId: from.personId,
      area: 'd5',
      words: `behov ${name}`,
    });
    if (!need) return;
    for (const [giver, taker, way] of [
      [from, to, 'dit'],
      [to, from, 'åter'],
    ] as const) {
      const what = `${way} ${name}`;
      const offer = await write(giver, dice, 'offer', what, '/commitments', {
        personId: from.personId,
        kind: 'handover',
        what,
        area: 'd5',
        urgency: 'soon',
        toUnitIds: [taker.unitId],
        needIds: [need.id],
        dueAt,
        replaces: [],
      });
      if (
        !offer ||
        !(await write(taker, dice, 'accept', offer.id, `/commitments/${offer.id}/moves`, { action: 'accept', seen: 1 }))
      )
        return;
    }
    const what = `fråga ${name}`;
    const request = await write(from, dice, 'offer', what, '/commitments', {
      personId: from.personId,
      kind: 'request',
      what,
      area: 'd5',
      urgency: 'soon',
      toUnitIds: [to.unitId],
      dueAt,
    });
    if (request)
      await write(to, dice, 'decline', request.id, `/commitments/${request.id}/moves`, {
        action: 'decline',
        seen: 1,
        reason: 'no_capacity',
      });
    if (dice.hits(0.5))
      await write(from, dice, 'close', need.id, `/needs/${need.id}/close`, { seen: 1, reason: 'met' });
  }
  const all = Promise.all(
    clients.map(async (client, i) => {
      const dice = chance(seed * 100 + i);
      const to = clients[(i + 1) % clients.length] ?? client;
      for (let n = 1; !over; n++) {
        await round(client, to, dice, `${seed}-${i}-${n}`);
        // A refused chain does not spin.
        if (wrong.length > 0) await sleep(20);
      }
    }),
  );
  return {
    acknowledged,
    wrong,
    tries: () => tries,
    async stop() {
      over = true;
      await all;
    },
  };
}

const effects: Readonly<Record<Written['kind'], string>> = {
  need: 'select words as marker, id::text from commitments.need',
  offer: 'select what as marker, id::text from commitments.commitment',
  accept: "select subject_id::text as marker, subject_id::text as id from commitments.event where type = 'accepted'",
  decline: "select subject_id::text as marker, subject_id::text as id from commitments.event where type = 'declined'",
  close: "select subject_id::text as marker, subject_id::text as id from commitments.event where type = 'need_closed'",
};

/** What was acknowledged and is not there, and what is there more than once, acknowledged or not. */
export async function compare(ask: Ask, { acknowledged }: Load): Promise<{ lost: string[]; twice: string[] }> {
  const lost: string[] = [];
  const twice: string[] = [];
  for (const [kind, text] of Object.entries(effects)) {
    const found = Map.groupBy(await ask<{ marker: string; id: string }>(text), (row) => row.marker);
    for (const [marker, rows] of found) if (rows.length > 1) twice.push(`${kind} ${marker}: ${rows.length} times`);
    for (const written of acknowledged)
      if (written.kind === kind && !found.get(written.marker)?.some((row) => row.id === written.answer.id))
        lost.push(`${kind} ${written.marker}`);
  }
  const stored = new Map(
    (await ask<{ key: string; answer: unknown }>('select key, answer from access.request')).map((row) => [
      row.key,
      row.answer,
    ]),
  );
  for (const { kind, key, answer } of acknowledged)
    if (!isDeepStrictEqual(stored.get(key), answer)) lost.push(`the answer of ${kind} ${key}`);
  return { lost, twice };
}
