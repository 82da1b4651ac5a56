import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { route } from '../../contract/kernel/route.ts';
import { ApiProblem } from './api-problem.ts';
import { makeCaller, pauses } from './caller.ts';
import { CommandKeys } from './command-keys.ts';

const save = route({
  method: 'POST',
  path: '/persons/:personId/voice',
  summary: '',
  callers: ['staff'],
  params: z.strictObject({ personId: z.string() }),
  body: z.strictObject({ words: z.string() }),
  response: z.object({ id: z.string() }),
});
const input = { params: { personId: 'a b' }, body: { words: 'Att höra psalmerna.' } };

interface Seen {
  readonly address: string;
  readonly init: RequestInit;
}

/** A server behind a bad line: each answer is a status, or null for a cut after the request has gone out. */
function line(answers: readonly (number | null)[], body: unknown = { id: '1' }) {
  const seen: Seen[] = [];
  const waits: number[] = [];
  let out = 0;
  const call = makeCaller({
    fetch: (address, init) => {
      const status = seen.length < answers.length ? (answers[seen.length] ?? null) : 200;
      seen.push({ address: address instanceof Request ? address.url : String(address), init: init ?? {} });
      if (status === null) return Promise.reject(new TypeError('cut'));
      return Promise.resolve(Response.json(body, { status }));
    },
    wait: async (ms) => void waits.push(ms),
    language: () => 'sv',
    newKey: () => 'new-key',
    onSignedOut: () => out++,
  });
  return { call, seen, waits, signedOut: () => out };
}
const header = (one: Seen | undefined, name: string): string | null => new Headers(one?.init.headers).get(name);

describe('the typed client', () => {
  it('fills the address and sends the content with its key', async () => {
    const { call, seen } = line([200]);
    assert.deepEqual(await call(save, input, { key: 'k-1' }), { id: '1' });
    assert.equal(seen[0]?.address, '/api/persons/a%20b/voice');
    assert.equal(seen[0]?.init.body, '{"words":"Att höra psalmerna."}');
    assert.equal(header(seen[0], 'idempotency-key'), 'k-1');
  });

  it('a command goes on although its page is left: one pressed just before a link was once lost', async () => {
    const { call, seen } = line([200, 200]);
    await call(save, input);
    await call(save, { ...input, body: { words: 'å'.repeat(60_000) } });
    assert.deepEqual(
      seen.map(({ init }) => init.keepalive),
      [true, false],
    );
  });

  it('tries again by itself after a cut and a restart, with the same key', async () => {
    const { call, seen, waits } = line([null, 503, 200]);
    await call(save, input, { key: 'k-1' });
    assert.deepEqual(
      seen.map((one) => header(one, 'idempotency-key')),
      ['k-1', 'k-1', 'k-1'],
    );
    assert.deepEqual(waits, [pauses[0], pauses[1]]);
  });

  it('tells the user when nothing comes through at all', async () => {
    const { call, seen } = line([null, null, null, null]);
    await assert.rejects(call(save, input), (error) => error instanceof ApiProblem && error.code === 'offline');
    assert.equal(seen.length, pauses.length + 1);
  });

  it('does not repeat a refusal, and keeps its fields', async () => {
    const fields = [{ path: 'words', code: 'required', message: 'Fyll i det här.' }];
    const { call, seen } = line([400], { code: 'invalid', fields });
    await assert.rejects(
      call(save, input),
      (error) => error instanceof ApiProblem && error.fields[0]?.path === 'words',
    );
    assert.equal(seen.length, 1);
  });

  it('tells the page that nobody is signed in', async () => {
    const { call, signedOut } = line([401], { code: 'signed_out' });
    await assert.rejects(call(save, input));
    assert.equal(signedOut(), 1);
  });

  it('reads an answer that is no problem document by its status', async () => {
    const call = makeCaller({
      fetch: () => Promise.resolve(new Response('<html>', { status: 413 })),
      wait: async () => undefined,
      language: () => 'sv',
      newKey: () => 'k',
      onSignedOut: () => undefined,
    });
    await assert.rejects(call(save, input), (error) => error instanceof ApiProblem && error.code === 'too_large');
  });
});

describe('keys of commands', () => {
  const storage = () => {
    const map = new Map<string, string>();
    return {
      getItem: (name: string) => map.get(name) ?? null,
      setItem: (name: string, value: string) => void map.set(name, value),
      removeItem: (name: string) => void map.delete(name),
    };
  };
  const counting = () => {
    let n = 0;
    return () => `key-${++n}`;
  };

  it('keep over retries and reloads as long as the content is the same', () => {
    const kept = storage();
    const newKey = counting();
    const first = new CommandKeys(kept, newKey).keyFor('need:1', '{"words":"a b"}');
    assert.equal(new CommandKeys(kept, newKey).keyFor('need:1', '{"words":"a b"}'), first);
  });

  it('are new for other content, for another place, and after success', () => {
    const keys = new CommandKeys(storage(), counting());
    const first = keys.keyFor('need:1', 'a');
    assert.notEqual(keys.keyFor('need:2', 'a'), first);
    assert.notEqual(keys.keyFor('need:1', 'b'), first);
    const again = keys.keyFor('need:1', 'b');
    keys.done('need:1');
    assert.notEqual(keys.keyFor('need:1', 'b'), again);
  });
});
