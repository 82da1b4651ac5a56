import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { pino } from 'pino';
import { uuid7Source } from '../contract/kernel/uuid7.ts';
import { createApp } from './app.ts';
import { background } from './background.ts';
import { buildWeb } from './build-web.ts';
import { type Clock, stoppedClock, systemClock } from './kernel/clock.ts';
import { type Configuration, ConfigurationError, readConfiguration } from './kernel/configuration.ts';
import { openDatabase } from './kernel/db/database.ts';
import type { Ground } from './kernel/db/transaction.ts';
import { errorForLog } from './kernel/http/error-log.ts';
import { startLive } from './kernel/notify/index.ts';
import { loadTerms } from './organisations/index.ts';
import { startDatabase, unfinished } from './start-database.ts';

/** How long requests that have begun may take to finish once the program is told to stop. */
const finishMs = 5_000;
/** Beyond this something hangs, and the process ends without it. PostgreSQL's watchdog then stops PostgreSQL. */
const longestStopMs = 20_000;

const environment = process.env['NODE_ENV'] ?? 'development';
const log = pino({ level: process.env['LOG_LEVEL'] ?? (environment === 'production' ? 'info' : 'warn'), base: null });
/** Everything that must be closed, in the opposite order of how it was opened. */
const opened = new AsyncDisposableStack();
const stopping = new AbortController();
let starting: Promise<void> = Promise.resolve();
let ending: Promise<never> | undefined;

/** Ends the program in order: no new requests, those under way finish, loops and pages close, PostgreSQL stops. */
function end(code: number): Promise<never> {
  ending ??= (async () => {
    setTimeout(() => {
      log.error('stopping takes too long; ending without it');
      process.exit(code === 0 ? 1 : code);
    }, longestStopMs).unref();
    stopping.abort();
    await starting.catch(() => undefined);
    try {
      await opened.disposeAsync();
    } catch (error) {
      log.error({ error: errorForLog(error) }, 'something did not close');
      return process.exit(1);
    }
    return process.exit(code);
  })();
  return ending;
}

function fail(words: string, error: unknown): void {
  if (ending) return;
  log.fatal({ error: errorForLog(error) }, words);
  void end(1);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // Told twice: now.
    if (ending) process.exit(130);
    void end(0);
  });
}
process.on('uncaughtException', (error) => fail('an error that nothing caught', error));
process.on('unhandledRejection', (error) => fail('a promise that failed unseen', error));

/** Runs the steps of the start and notes how long each took, in whole milliseconds. */
class Steps {
  readonly taken: Record<string, number> = {};
  async step<T>(name: string, work: () => Promise<T>): Promise<T> {
    stopping.signal.throwIfAborted();
    const began = performance.now();
    const result = await work();
    this.taken[name] = Math.round(performance.now() - began);
    return result;
  }
}

async function start(configuration: Configuration): Promise<void> {
  const steps = new Steps();
  const step = steps.step.bind(steps);
  const said = { info: (words: string) => log.info(words), warn: (words: string) => log.warn(words) };
  // The web client is built while the database starts.
  const web = step('web', () => buildWeb(stopping.signal));
  web.catch(() => undefined);

  const started = await step('database', () => startDatabase(configuration, said));
  opened.defer(() => started.stop());
  const clock = configuration.stoppedAt === null ? systemClock : stoppedClock(configuration.stoppedAt);
  const make = await step('county', () => makeCounty(configuration, started.logins, clock));
  const database = await openDatabase(started.logins, {
    onError: (error) => log.warn({ error: errorForLog(error) }, 'a connection broke'),
  });
  opened.defer(() => database.close());
  const live = startLive({ database, clock, log });
  opened.defer(() => live.stop());
  const ground = groundOn(database, clock, live.ring);
  const program = { ground, configuration, terms: await loadTerms(database), log };

  await step('catchUp', async () => {
    for (const part of background) await part.catchUp?.(program);
  });
  const built = await webBuilt(web, configuration);
  const app = await step('app', () => createApp({ ...program, live, measureProcess: true }));
  for (const part of background) {
    const running = part.start(program);
    opened.defer(() => running.stop());
  }
  opened.defer(() => closeApp(app));
  await step('listen', () => app.listen({ host: configuration.host, port: configuration.port }));
  greet(configuration, steps.taken, {
    cold: make || started.migrations.length > 0,
    built,
    migrations: started.migrations.length,
  });
}

const silence = (): void => undefined;
const groundOn = (database: Ground['database'], clock: Clock, ring: () => void): Ground => ({
  database,
  clock,
  newId: uuid7Source({ now: () => clock.now(), random: (n) => randomBytes(n) }),
  ring,
});

/** Without the built client there is nothing to show in production; on a developer's machine the API still serves. */
async function webBuilt(web: Promise<boolean>, { environment: kind }: Configuration): Promise<boolean> {
  try {
    return await web;
  } catch (error) {
    if (kind === 'production' || stopping.signal.aborted) throw error;
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

/** Fills an empty database with the simulated county, as fast as may be: it can be made again. */
async function makeCounty(
  { county, dataDir }: Configuration,
  logins: Parameters<typeof openDatabase>[0],
  clock: Clock,
): Promise<boolean> {
  const maker = new URL('../county/create.ts', import.meta.url);
  if (!county || !existsSync(maker)) return false;
  const database = await openDatabase(logins, { asynchronousCommit: true });
  const close = (): void => void database.close().catch(() => undefined);
  stopping.signal.addEventListener('abort', close, { once: true });
  try {
    // The person's own unit is there from the beginning; staff are not.
    const { rowCount } = await database.app.query('select 1 from organisations.staff limit 1');
    if (rowCount) return false;
    console.log(`Making a county with ${county.persons} made-up people; this happens once …`);
    writeFileSync(unfinished(dataDir), '');
    const { createCounty } = (await import(maker.href)) as {
      createCounty: (ground: Ground, options: typeof county) => Promise<unknown>;
    };
    await createCounty(groundOn(database, clock, silence), county);
    stopping.signal.throwIfAborted();
    await flush(logins.admin);
    rmSync(unfinished(dataDir));
    return true;
  } finally {
    stopping.signal.removeEventListener('abort', close);
    if (!stopping.signal.aborted) await database.close();
  }
}

/** A commit that waits for the disk, and with it for all that were made before it without waiting. */
async function flush(admin: pg.PoolConfig): Promise<void> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    await client.query('create temporary table flushed ()');
  } finally {
    await client.end();
  }
}

/** Lets requests that have begun finish, for five seconds. */
async function closeApp(app: FastifyInstance): Promise<void> {
  const closing = app.close();
  app.server.closeIdleConnections();
  const late = sleep(finishMs, undefined, { ref: false }).then(() => app.server.closeAllConnections());
  await Promise.race([closing, late.then(() => closing)]);
}

function greet(
  configuration: Configuration,
  steps: Readonly<Record<string, number>>,
  facts: { cold: boolean; built: boolean; migrations: number },
): void {
  const ms = Math.round(performance.now());
  const demo = configuration.oidc ? '' : ' Sign in as one of the made-up people.';
  console.log(`Mellanrum is open at ${configuration.publicUrl} (${(ms / 1000).toFixed(1)} s).${demo} Ctrl-C stops it.`);
  if (!configuration.oidc && !['127.0.0.1', '::1', 'localhost'].includes(configuration.host))
    console.log(
      'Demo sign-in is open to everyone who can reach this machine: anyone may be anyone. Use made-up data only.',
    );
  log.debug({ start: { ms, ...facts, steps } }, 'started');
}

try {
  const configuration = readConfiguration(process.env);
  starting = start(configuration);
  await starting;
} catch (error) {
  if (!stopping.signal.aborted) {
    if (error instanceof ConfigurationError) console.error(error.message);
    else {
      console.error(error instanceof Error ? error.message : error);
      log.debug({ error: errorForLog(error) }, 'the start failed');
    }
    await end(1);
  }
}
