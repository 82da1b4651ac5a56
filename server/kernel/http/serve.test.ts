import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { z } from 'zod';
import { type Route, route } from '../../../contract/kernel/route.ts';
import type { Caller } from '../access/context.ts';
import type { Ground } from '../db/transaction.ts';
import { Refusal } from '../refusal.ts';
import { checkRoute, holdsIdentity } from './check-route.ts';
import { type Handlers, ReadyJson } from './handle.ts';
import { newServer } from './server.ts';
import { serve } from './serve.ts';

const id = '0192f0c1-2b3c-7def-8123-456789abcdef';
const staff: Caller = {
  kind: 'staff',
  name: 'Sara Sköld',
  staffId: id,
  sessionId: id,
  assignmentId: id,
  unitId: id,
  providerId: id,
  authorityId: id,
  branch: 'health',
  role: 'nurse',
};
const person: Caller = { kind: 'person', name: 'Ann', personId: id, sessionId: id };

/** A room as small as can be: a shelf of notes. */
const routes = {
  read: route({
    method: 'GET',
    path: '/shelves/:shelfId',
    summary: 'A shelf',
    callers: ['staff', 'person'],
    params: z.object({ shelfId: z.uuid() }),
    query: z.object({ limit: z.coerce.number().int().min(1).max(100).optional() }),
    response: z.object({ purpose: z.string(), limit: z.number().nullable() }),
  }),
  put: route({
    method: 'POST',
    path: '/shelves/:shelfId/notes',
    summary: 'Put a note',
    callers: ['staff'],
    params: z.object({ shelfId: z.uuid() }),
    body: z.object({
      words: z.string().trim().min(1).max(20),
      at: z.iso.date(),
      urgency: z.enum(['acute', 'soon']).optional(),
      copies: z
        .array(z.object({ to: z.uuid() }))
        .max(3)
        .optional(),
      anything: z.json().optional(),
    }),
    response: z.object({ once: z.string() }),
  }),
  throws: route({
    method: 'GET',
    path: '/throws/:how',
    summary: 'Throws',
    callers: ['anyone'],
    params: z.object({
      how: z.enum(['refusal', 'stale', 'bug', 'restart', 'denied', 'wrong', 'extra', 'year', 'caller']),
    }),
    response: z.object({ ok: z.boolean() }),
  }),
};
const thrown: Record<string, () => unknown> = {
  refusal: () => new Refusal('taken', 'Region Nord had it: Tolvan'),
  stale: () => new Refusal('stale', undefined, { version: 7 }),
  bug: () => new TypeError('Tolvan Tolvansson is undefined'),
  restart: () => Object.assign(new Error('the database system is starting up'), { code: '57P03' }),
  denied: () => Object.assign(new Error('permission denied for table person'), { code: '42501' }),
  year: () => Object.assign(new Error('date/time field value out of range: "0000-01-01"'), { code: '22008' }),
};
const handlers: Handlers<typeof routes> = {
  read: async ({ request, query }) =>
    new ReadyJson(JSON.stringify({ purpose: request.purpose, limit: query.limit ?? null })),
  put: async ({ once }) => ({ once: once.body }),
  throws: async ({ params, caller }) => {
    if (params.how === 'wrong') return new ReadyJson('{"ok":1}');
    if (params.how === 'extra') return { ok: true, leaked: 'yes' };
    if (params.how === 'caller') return { ok: caller.name === '' };
    throw thrown[params.how]?.();
  },
};

let app: FastifyInstance;
let caller: Caller | null = staff;
const lines: string[] = [];

before(async () => {
  const { pino } = await import('pino');
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  app = newServer({ log, publicOrigin: 'https://mellanrum.example.se' });
  serve(app, {} as Ground, routes, handlers, { callerOf: async () => caller });
  await app.ready();
});
after(() => app.close());

const send = async (options: InjectOptions) => {
  const answer = await app.inject(options);
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: (answer.body ? JSON.parse(answer.body) : undefined) as Record<string, unknown>,
  };
};
const notes = `/api/shelves/${id}/notes`;
const put = (payload: unknown, headers: Record<string, string> = {}) =>
  send({
    method: 'POST',
    url: notes,
    headers: { 'content-type': 'application/json', 'idempotency-key': 'key-12345', ...headers },
    payload: payload as never,
  });
const as = async <T>(who: Caller | null, work: () => Promise<T>): Promise<T> => {
  caller = who;
  try {
    return await work();
  } finally {
    caller = staff;
  }
};

describe('a route', () => {
  it('answers what the contract says, with the purpose of the one who calls', async () => {
    const answer = await send({ url: `/api/shelves/${id}?limit=5` });
    assert.deepEqual([answer.status, answer.body], [200, { purpose: 'care', limit: 5 }]);
    assert.match(String(answer.headers['content-type']), /^application\/json/);
    assert.deepEqual((await as(person, () => send({ url: `/api/shelves/${id}` }))).body, {
      purpose: 'own',
      limit: null,
    });
  });

  it('turns away who is not signed in before it looks at what was sent', async () => {
    const answer = await as(null, () => put('{ not json'));
    assert.deepEqual([answer.status, answer.body['code']], [401, 'signed_out']);
    assert.deepEqual((await as(person, () => put({ words: 'hej' }))).body['code'], 'not_allowed');
    assert.deepEqual((await as(null, () => send({ url: '/api/throws/caller' }))).body['code'], 'signed_out');
  });

  it('says at each field, in Swedish or English, what is wrong', async () => {
    const wrong = { words: ' ', at: '2026-02-30', urgency: 'now', copies: [{ to: 'x', extra: 1 }], more: true };
    const swedish = await put(wrong, { 'idempotency-key': '' });
    assert.equal(swedish.headers['content-type'], 'application/problem+json; charset=utf-8');
    assert.deepEqual(
      [swedish.status, swedish.body['code'], swedish.body['type']],
      [400, 'invalid', 'urn:mellanrum:problem:invalid'],
    );
    assert.deepEqual(swedish.body['fields'], [
      { path: 'words', code: 'required', message: 'Fyll i det här.' },
      { path: 'at', code: 'date', message: 'Skriv ett datum som finns, till exempel 2026-03-03.' },
      { path: 'urgency', code: 'choose', message: 'Välj ett av alternativen.' },
      { path: 'copies.0.to', code: 'unreadable_id', message: 'Valet gick inte att läsa. Välj igen.' },
      { path: 'copies.0.extra', code: 'unknown_field', message: 'Det här fältet finns inte.' },
      { path: 'more', code: 'unknown_field', message: 'Det här fältet finns inte.' },
      {
        path: 'Idempotency-Key',
        code: 'idempotency_key',
        message: 'Begäran saknar en nyckel på 8–100 tecken (Idempotency-Key).',
      },
    ]);
    const english = await put(
      { words: 'x'.repeat(21), at: '2026-03-03' },
      { 'accept-language': 'de, en-GB;q=0.8, sv;q=0.5' },
    );
    assert.deepEqual(english.body['fields'], [
      { path: 'words', code: 'text_long', message: 'Write at most 20 characters.' },
    ]);
    const chosen = await put({ at: '2026-03-03' }, { 'accept-language': 'en', cookie: 'a=b; mellanrum_language=sv' });
    assert.deepEqual(chosen.body['fields'], [{ path: 'words', code: 'required', message: 'Fyll i det här.' }]);
  });

  it('knows a repeated command by key, method, address and content in any order', async () => {
    const one = await put('{"words":"hej","at":"2026-03-03"}');
    const two = await put('{ "at": "2026-03-03", "words": "hej" }');
    assert.equal(one.body['once'], `POST ${notes}\n{"at":"2026-03-03","words":"hej"}`);
    assert.deepEqual(two.body, one.body);
    for (const key of ['short', 'x'.repeat(101), 'with some space'])
      assert.equal((await put({ words: 'hej', at: '2026-03-03' }, { 'idempotency-key': key })).status, 400);
  });

  it('refuses text that is no UTF-8 or no JSON, that is too deep, and names that reach for the prototype', async () => {
    const deep = `{"words":"hej","at":"2026-03-03","anything":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const bodies = [
      Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]),
      '{',
      '{"words":}',
      deep,
      '{"__proto__":{"admin":true}}',
      '{"anything":{"constructor":{"prototype":{}}}}',
    ];
    for (const body of bodies) {
      const answer = await put(body);
      assert.deepEqual([answer.status, answer.body['code']], [400, 'unreadable'], String(body).slice(0, 40));
    }
    assert.equal(({} as Record<string, unknown>)['admin'], undefined);
  });

  it('refuses text that the database cannot store', async () => {
    for (const words of ['a\0b', '\ud800']) {
      const answer = await put(JSON.stringify({ words, at: '2026-03-03', anything: { [words]: 1 } }));
      assert.deepEqual(
        (answer.body['fields'] as { code: string }[]).map(({ code }) => code),
        ['unwritable', 'unwritable'],
      );
    }
  });

  it('refuses what is too large or of another kind', async () => {
    assert.equal((await put(JSON.stringify({ words: 'x'.repeat(1_048_577) }))).body['code'], 'too_large');
    assert.equal(
      (await put('words=hej', { 'content-type': 'application/x-www-form-urlencoded' })).body['code'],
      'unsupported_media',
    );
    assert.equal(
      (await put('{}', { 'content-type': 'application/json; charset=latin1' })).body['code'],
      'unsupported_media',
    );
    assert.equal((await put('{}', { 'content-encoding': 'gzip' })).body['code'], 'unsupported_media');
    assert.equal((await send({ url: `/api/shelves/${id}?limit=${'1'.repeat(3000)}` })).status, 413);
  });

  it('takes no personal identity in its address', async () => {
    assert.equal((await send({ url: '/api/shelves/191212121212' })).status, 400);
    const answer = await send({ url: `/api/shelves/${id}?limit=121212-1212` });
    assert.ok((answer.body['fields'] as { code: string }[]).some(({ code }) => code === 'identity_in_address'));
    assert.ok(holdsIdentity('född 121272-1219'), 'a samordningsnummer is one too');
    assert.ok(!holdsIdentity(id) && !holdsIdentity('2026-03-03T10:00:00Z') && !holdsIdentity('1212121213'));
  });

  it('answers a refusal with its code and what may be seen of how things stand, never the words for the log', async () => {
    const taken = await send({ url: '/api/throws/refusal', headers: { 'accept-language': 'en' } });
    assert.deepEqual(taken.body, {
      type: 'urn:mellanrum:problem:taken',
      title: 'Another unit was first and has taken it.',
      status: 409,
      code: 'taken',
    });
    assert.deepEqual((await send({ url: '/api/throws/stale' })).body['current'], { version: 7 });
    assert.equal((await send({ url: '/api/throws/denied' })).status, 404);
    assert.deepEqual(
      [(await send({ url: '/api/throws/year' })).status, lines.join('').includes('0000-01-01')],
      [400, false],
    );
  });

  it('asks for patience while the database restarts', async () => {
    const answer = await send({ url: '/api/throws/restart' });
    assert.deepEqual([answer.status, answer.body['code'], answer.headers['retry-after']], [503, 'unavailable', '2']);
  });

  it('notes a fault with its number and tells nothing of it', async () => {
    lines.length = 0;
    const answer = await send({ url: '/api/throws/bug' });
    assert.deepEqual([answer.status, answer.body['code']], [500, 'fault']);
    assert.equal(answer.body['detail'], `Felets nummer är ${String(answer.headers['x-request-id'])}.`);
    assert.ok(!JSON.stringify(answer.body).includes('Tolvan'));
    assert.ok(
      lines.some(
        (line) =>
          line.includes('TypeError') &&
          line.includes('/api/throws/:how') &&
          line.includes(String(answer.headers['x-request-id'])),
      ),
    );
  });

  it('fails loudly, in tests, when the answer does not fit its contract or tells more than it', async () => {
    assert.match(String((await send({ url: '/api/throws/wrong' })).body['detail']), /does not fit its contract: ok: /);
    assert.match(String((await send({ url: '/api/throws/extra' })).body['detail']), /leaked/);
  });

  it('answers an unknown address as a problem', async () => {
    assert.deepEqual(
      [(await send({ url: '/api/nothing' })).body['code'], (await send({ url: '/api/%E0%A4%A' })).body['code']],
      ['not_found', 'unreadable'],
    );
    assert.equal((await send({ method: 'DELETE', url: notes })).status, 404);
  });
});

describe('every answer', () => {
  it('carries the headers that keep a browser safe', async () => {
    for (const url of [`/api/shelves/${id}`, '/api/nothing', '/api/throws/bug', '/nowhere']) {
      const { headers } = await app.inject({ url });
      assert.match(String(headers['content-security-policy']), /default-src 'self'.*frame-ancestors 'none'/);
      assert.ok(!String(headers['content-security-policy']).includes('unsafe'));
      assert.deepEqual(
        [headers['x-content-type-options'], headers['referrer-policy'], headers['strict-transport-security']],
        ['nosniff', 'no-referrer', undefined],
      );
      if (url.startsWith('/api')) assert.equal(headers['cache-control'], 'no-store');
      assert.equal(headers['server'] ?? headers['x-powered-by'], undefined);
    }
    const real = newServer({ production: true, publicOrigin: 'https://mellanrum.example.se' });
    assert.match(String((await real.inject('/')).headers['strict-transport-security']), /max-age=63072000/);
  });

  it('is a refusal when another site made the browser send the command', async () => {
    const body = { words: 'hej', at: '2026-03-03' };
    const cases: [Record<string, string>, number][] = [
      [{}, 200],
      [{ 'sec-fetch-site': 'same-origin', origin: 'null' }, 200],
      [{ origin: 'https://mellanrum.example.se' }, 200],
      [{ origin: 'http://localhost:80', host: 'localhost:80' }, 200],
      [{ 'sec-fetch-site': 'cross-site' }, 403],
      [{ 'sec-fetch-site': 'same-site' }, 403],
      [{ origin: 'https://evil.example' }, 403],
      [{ origin: 'null' }, 403],
    ];
    for (const [headers, status] of cases)
      assert.equal((await put(body, headers)).status, status, JSON.stringify(headers));
    const real = newServer({ production: true, publicOrigin: 'https://mellanrum.example.se' });
    serve(real, {} as Ground, routes, handlers, { callerOf: async () => staff });
    const host = { host: 'localhost', origin: 'http://localhost', 'idempotency-key': 'key-12345' };
    assert.equal((await real.inject({ method: 'POST', url: notes, headers: host, payload: body })).statusCode, 403);
  });

  it('is a problem also for what is no HTTP and for headers without end', async () => {
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as { port: number };
    const raw = (text: string) =>
      new Promise<string>((resolve) => {
        let got = '';
        const socket = connect(port, '127.0.0.1', () => socket.write(text));
        socket
          .on('data', (chunk) => (got += chunk.toString()))
          .on('close', () => resolve(got))
          .on('error', () => resolve(got));
      });
    assert.match(await raw('hello\r\n\r\n'), /^HTTP\/1.1 400 [\s\S]*"code":"unreadable"/);
    assert.match(
      await raw(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`),
      /^HTTP\/1.1 431 [\s\S]*"code":"too_large"/,
    );
  });
});

describe('registration', () => {
  const base: Route = { method: 'GET', path: '/x', summary: 'x', callers: ['staff'], response: z.null() };
  it('refuses a route that could carry a personal identity, or that is drawn wrong', () => {
    const wrong: Partial<Route>[] = [
      { path: '/x/:who', params: z.object({ who: z.string() }) },
      { path: '/x/:who', params: z.object({ who: z.coerce.number() }) },
      { path: '/x/:who' },
      { path: '/x', params: z.object({ id: z.uuid() }) },
      { query: z.object({ personnummer: z.string() }) },
      { body: z.object({}) },
      { path: '/X?' },
      { callers: [] },
    ];
    for (const change of wrong)
      assert.throws(() => checkRoute('x', { ...base, ...change }), /route x/, JSON.stringify(change));
    checkRoute('x', {
      ...base,
      path: '/x/:id/:part.csv'.replace('.csv', ''),
      params: z.object({ id: z.uuid(), part: z.enum(['plan', 'voice']) }),
    });
  });
});

describe('hostile bodies', () => {
  it('never meet anything but an answer or a problem', async () => {
    const plain = await put({ words: 'hej', at: '2026-03-03' });
    assert.equal(plain.status, 200);
    let accepted = 0;
    const near = fc.record(
      {
        words: fc.oneof(fc.string({ unit: 'binary' }), fc.constant('hej')),
        at: fc.oneof(fc.constant('2026-03-03'), fc.anything()),
        urgency: fc.oneof(fc.constant('acute'), fc.anything()),
        copies: fc.anything(),
        anything: fc.jsonValue(),
        ['__proto__']: fc.anything(),
      },
      { requiredKeys: [] },
    );
    const text = fc.oneof(
      fc
        .oneof(near, fc.anything(), fc.jsonValue())
        .map(
          (value) =>
            JSON.stringify(value, (_key, member: unknown) => (typeof member === 'bigint' ? Number(member) : member)) ??
            'null',
        ),
      fc.string({ unit: 'binary' }),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom(
        '1e999',
        '{"anything":1e999}',
        '"\\u0000"',
        '[]',
        'null',
        '',
        `[${'0,'.repeat(200_000)}0]`,
        JSON.stringify({ copies: Array.from({ length: 100_000 }, () => ({ to: 1, x: 1 })) }),
        JSON.stringify(Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`k${i}\0`, '\ud800']))),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.constantFrom('application/json', 'text/plain', 'application/json;charset=utf-8', 'multipart/form-data', ''),
        async (payload, type) => {
          const answer = await app.inject({
            method: 'POST',
            url: notes,
            headers: { 'content-type': type, 'idempotency-key': 'key-12345' },
            payload,
          });
          assert.ok(
            answer.statusCode === 200 || (answer.statusCode >= 400 && answer.statusCode < 500),
            `${answer.statusCode} ${answer.body.slice(0, 300)}`,
          );
          accepted += answer.statusCode === 200 ? 1 : 0;
          if (answer.statusCode !== 200)
            assert.equal((JSON.parse(answer.body) as { status: number }).status, answer.statusCode);
          assert.ok(answer.body.length < 20_000);
        },
      ),
      { numRuns: 400, examples: [['{"words":"hej","at":"2026-03-03"}', 'application/json']] },
    );
    assert.ok(accepted > 0, 'some bodies are good');
  });

  it('nor do hostile addresses and headers', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }).map(escaped),
      fc.webPath(),
      fc.constantFrom('%', '%00', '..%2f', '?limit=1&limit=2', '?__proto__[x]=1', '?limit=%ff', '?constructor=1'),
    );
    await fc.assert(
      fc.asyncProperty(piece, fc.stringMatching(/^[ -~]{0,60}$/), async (path, header) => {
        const answer = await app.inject({
          url: `/api/shelves/${path}`,
          headers: { 'accept-language': header, cookie: header, 'content-type': header, origin: header },
        });
        assert.ok(answer.statusCode < 500, `${path}: ${answer.statusCode} ${answer.body}`);
      }),
      { numRuns: 300 },
    );
  });
});

function escaped(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80';
}
