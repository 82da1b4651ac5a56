import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { readConfiguration } from './kernel/configuration.ts';
import { asCaller } from './kernel/db/transaction.ts';
import { faultsIn } from './kernel/http/openapi.fixture.ts';
import type { OpenApi } from './kernel/http/openapi.ts';
import { servedRoutes } from './kernel/http/serve.ts';
import { type Live, startLive } from './kernel/notify/index.ts';
import { smallWorld, type World } from './kernel/testing/world.ts';
import { fixedTerms } from './organisations/index.ts';

let world: World;
let app: FastifyInstance;
let live: Live;
const webFolder = mkdtempSync(join(tmpdir(), 'mr-web-'));
const lines: string[] = [];

before(async () => {
  mkdirSync(join(webFolder, 'assets'));
  writeFileSync(
    join(webFolder, 'index.html'),
    '<!doctype html><meta name="first-today" content="/assets/today-1.js /assets/today-1.css"><meta name="first-mine" content="/assets/mine-1.js"><title>Mellanrum</title>',
  );
  writeFileSync(join(webFolder, 'assets', 'main-1a2b.js'), 'export {};');
  world = await smallWorld();
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  live = startLive({ database: world.database, clock: world.clock, log });
  const configuration = readConfiguration({ NODE_ENV: 'test', COUNTY_PERSONS: '0' });
  app = await createApp({
    ground: { ...world.ground, ring: live.ring },
    configuration,
    terms: fixedTerms([]),
    log,
    live,
    webFolder,
    measureProcess: true,
  });
});
after(async () => {
  await app.close();
  await live.stop();
  await world.drop();
  rmSync(webFolder, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
const page = { accept: 'text/html,application/xhtml+xml' };

describe('the program', () => {
  it('describes every route of every room', async () => {
    const document = (await get('/api/openapi.json')).json<OpenApi>();
    assert.deepEqual(faultsIn(document), []);
    const described = Object.values(document.paths).reduce(
      (sum, operations) => sum + Object.keys(operations).length,
      0,
    );
    assert.equal(described, servedRoutes(app).length);
    assert.ok(described > 20, `${described} routes`);
  });

  it('lets nobody in who is not signed in, on any route, and sends the safe headers with every answer', async () => {
    for (const { name, route } of servedRoutes(app)) {
      const url = `/api${route.path.replace(/:[a-zA-Z]+/gu, world.newId())}`;
      const headers = { 'content-type': 'application/json', 'idempotency-key': 'key-12345' };
      const request: InjectOptions =
        route.method === 'GET' ? { url } : { url, method: route.method, headers, payload: '{ not json' };
      const answer = await app.inject(request);
      if (!route.callers.includes('anyone')) assert.equal(answer.statusCode, 401, name);
      assert.equal(answer.headers['cache-control'], 'no-store', name);
      assert.match(String(answer.headers['content-security-policy']), /frame-ancestors 'none'/u, name);
      if (route.method === 'GET') continue;
      const foreign = await app.inject({ ...request, headers: { ...headers, 'sec-fetch-site': 'cross-site' } });
      assert.equal(foreign.statusCode, 403, `${name} sent by another site`);
    }
    assert.equal((await get('/api/live')).statusCode, 401);
  });

  it('says that it is alive, and that it is ready while the log is sealed', async () => {
    assert.deepEqual((await get('/health')).json(), { alive: true });
    const nurse = await world.staffAt(world.units.homeCare);
    await asCaller(world.ground, world.as(nurse), (work) => work.open('test', [], 'list'));
    assert.deepEqual((await get('/ready')).json(), { ready: true, checks: { database: 'ok', sealer: 'ok' } });
    world.clock.advance(120_000);
    const answer = await get('/ready');
    assert.deepEqual(
      [answer.statusCode, answer.json<{ checks: object }>().checks],
      [503, { database: 'ok', sealer: '120 s behind' }],
    );
  });

  it('counts requests by pattern, and shows the figures to this machine only', async () => {
    await get(`/api/me`);
    const { body } = await get('/metrics');
    assert.match(body, /http_requests_total\{method="GET",route="\/api\/me",status="401"\} \d/u);
    assert.match(body, /nodejs_eventloop_lag_seconds [\s\S]*database_connections\{pool="app",state="idle"\}/u);
    assert.equal((await get('/metrics', { 'x-forwarded-for': '192.0.2.1' })).statusCode, 404);
    assert.equal((await app.inject({ url: '/metrics', remoteAddress: '192.0.2.1' })).statusCode, 404);
  });

  it('tells a browser on its way to its first page of that page’s files, by whose page was shown there last', async () => {
    const plain = '<!doctype html><title>Mellanrum</title>';
    const shown = async (url: string, cookie: string) => (await get(url, { ...page, cookie })).body;
    assert.equal(await shown('/', ''), plain);
    assert.equal(await shown('/', 'mellanrum_page="><script>'), plain);
    assert.equal(await shown('/gaps', 'mellanrum_page=today'), plain, 'another page has files of its own');
    assert.equal(
      await shown('/', 'a=b; mellanrum_page=today'),
      '<!doctype html><link rel="modulepreload" crossorigin href="/assets/today-1.js"><link rel="preload" crossorigin as="style" href="/assets/today-1.css"><title>Mellanrum</title>',
    );
    assert.match(await shown('/', 'mellanrum_page=mine'), /href="\/assets\/mine-1.js"/u);
    assert.match(await shown('/?promise=1', 'mellanrum_page=today'), /today-1.js/u, 'also with something opened on it');
  });

  it('notes what was asked by its pattern, never what the address or the body held', async () => {
    lines.length = 0;
    const secret = '19121212-1212';
    await get(`/api/me?q=${secret}`);
    await get(`/nowhere/${secret}`);
    await app.inject({
      method: 'POST',
      url: '/api/me/language',
      headers: { 'content-type': 'application/json' },
      payload: { language: secret },
    });
    await app.inject({
      method: 'POST',
      url: '/api/me/language',
      headers: { 'content-type': 'application/json' },
      payload: `{"${secret}`,
    });
    await get(`/api/live?person=${secret}`);
    assert.ok(lines.length >= 5);
    assert.ok(
      !lines.join('').includes('1212'),
      lines.find((line) => line.includes('1212')),
    );
    const [first] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      [first?.['method'], first?.['route'], first?.['status'], typeof first?.['ms'], typeof first?.['reqId']],
      ['GET', '/api/me', 401, 'number', 'string'],
    );
  });
});

describe('the web client', () => {
  it('is what an address of its own router gets', async () => {
    for (const url of ['/', '/people/0192f0c1', '/plans?tab=goals']) {
      const answer = await get(url, page);
      assert.deepEqual(
        [answer.statusCode, answer.headers['content-type'], answer.headers['cache-control']],
        [200, 'text/html; charset=utf-8', 'no-cache'],
        url,
      );
      assert.match(String(answer.headers['content-security-policy']), /default-src 'self'/u);
    }
    const asset = await get('/assets/main-1a2b.js');
    assert.deepEqual([asset.statusCode, asset.headers['cache-control']], [200, 'public, max-age=31536000, immutable']);
  });

  it('is not what anything else gets', async () => {
    const none: [string, Record<string, string>][] = [
      ['/api/nothing', page],
      ['/people', {}],
      ['/assets/gone.js', { accept: '*/*' }],
      ['/../package.json', {}],
      ['/.built-from', {}],
      ['/%2e%2e/package.json', {}],
    ];
    for (const [url, headers] of none)
      assert.equal((await get(url, headers)).headers['content-type'], 'application/problem+json; charset=utf-8', url);
    assert.equal((await app.inject({ method: 'POST', url: '/people', headers: page })).statusCode, 404);
  });
});
