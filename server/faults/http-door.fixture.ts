import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createApp } from '../app.ts';
import { fixedTerms } from '../organisations/index.ts';
import { readConfiguration } from '../kernel/configuration.ts';
import { hashOfToken } from '../kernel/identity/cookies.ts';
import { startLive } from '../kernel/notify/index.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { StaffCaller } from '../kernel/access/context.ts';
import type { Problem, ProblemCode } from '../../contract/kernel/problems.ts';
import { deadline, type Crowd } from './crowd.fixture.ts';
import { Undecided, type Door } from './history.fixture.ts';

export interface Served {
  readonly port: number;
  /** The session cookie of a member of staff. */
  readonly cookies: ReadonlyMap<StaffCaller, string>;
  stop(): Promise<void>;
}

/** The whole app listening on this machine, with a session for each of the crowd. */
export async function serveCrowd(c: Crowd): Promise<Served> {
  const { w } = c;
  const cookies = new Map<StaffCaller, string>();
  for (const caller of c.staff) {
    const token = randomBytes(32).toString('base64url');
    await w.sqlDo('update identity.session set token_hash = $2 where id = $1', [caller.sessionId, hashOfToken(token)]);
    cookies.set(caller, `mellanrum_session=${token}`);
  }
  const webFolder = mkdtempSync(join(tmpdir(), 'mr-faults-web-'));
  writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Mellanrum</title>');
  const log = pino({ level: 'silent' });
  const live = startLive({ database: w.database, clock: w.clock, log });
  const terms = { ...fixedTerms([]), deadline };
  const app = await createApp({
    ground: { ...w.ground, ring: live.ring },
    configuration: readConfiguration({ NODE_ENV: 'test', COUNTY_PERSONS: '0' }),
    terms,
    log,
    live,
    webFolder,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    port: (app.server.address() as AddressInfo).port,
    cookies,
    async stop() {
      await app.close();
      await live.stop();
      rmSync(webFolder, { recursive: true, force: true });
    },
  };
}

/** Asks the API as one of the crowd. @throws Refusal for a problem, TypeError when the connection breaks */
export async function ask<T>(
  at: { port: number; cookie: string },
  method: 'GET' | 'POST',
  path: string,
  key = '',
  body?: unknown,
): Promise<T> {
  const answer = await fetch(`http://127.0.0.1:${at.port}/api${path}`, {
    method,
    headers: {
      cookie: at.cookie,
      ...(method === 'POST' ? { 'content-type': 'application/json', 'idempotency-key': key } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  const content: unknown = await answer.json();
  if (answer.ok) return content as T;
  const problem = content as Problem;
  throw new Refusal(problem.code as ProblemCode, `${answer.status} ${problem.detail ?? ''}`, problem.current);
}

export async function httpDoor(c: Crowd): Promise<Door & { stop(): Promise<void> }> {
  const served = await serveCrowd(c);
  const at = (caller: StaffCaller) => ({ port: served.port, cookie: served.cookies.get(caller) ?? '' });
  const decided = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      return await asked;
    } catch (error) {
      // Over HTTP the rules' own `stale` brings how things stand; without it the command lost every try to somebody else.
      throw error instanceof Refusal && error.code === 'stale' && error.current === undefined ? new Undecided() : error;
    }
  };
  return {
    offer: (caller, once, wanted) =>
      decided(
        ask(at(caller), 'POST', '/commitments', once.key, {
          personId: wanted.personId,
          kind: wanted.kind,
          what: wanted.what,
          area: wanted.area,
          urgency: wanted.urgency,
          toUnitIds: wanted.to.kind === 'units' ? wanted.to.unitIds : [],
          needIds: wanted.needIds,
          dueAt: new Date(wanted.dueAt ?? 0).toISOString(),
          ...(wanted.replaces ? { replaces: wanted.replaces } : {}),
        }),
      ),
    move: (caller, once, id, body) => decided(ask(at(caller), 'POST', `/commitments/${id}/moves`, once.key, body)),
    close: (caller, once, id, seen) =>
      decided(ask(at(caller), 'POST', `/needs/${id}/close`, once.key, { seen, reason: 'ceased' })),
    readCommitment: (caller, id) => ask(at(caller), 'GET', `/commitments/${id}`),
    stop: () => served.stop(),
  };
}
