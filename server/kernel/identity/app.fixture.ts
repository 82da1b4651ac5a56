import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { identityRoutes } from '../../../contract/identity.ts';
import { route } from '../../../contract/kernel/route.ts';
import { uuid7Source } from '../../../contract/kernel/uuid7.ts';
import type { Caller } from '../access/context.ts';
import { simulatedClock, type SimulatedClock } from '../clock.ts';
import { asCaller, type Ground } from '../db/transaction.ts';
import type { Handlers } from '../http/handle.ts';
import { newServer } from '../http/server.ts';
import { serve } from '../http/serve.ts';
import type { TestDatabase } from '../testing/database.ts';
import { identityHandlers, identityPlugin, type Identity, type IdentityOptions } from './index.ts';

export interface RunningApp {
  readonly app: FastifyInstance;
  readonly base: string;
  readonly identity: Identity;
  readonly ground: Ground;
  readonly clock: SimulatedClock;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface AppOptions {
  readonly start: number;
  readonly publicUrl?: string;
  readonly oidc?: IdentityOptions['configuration']['oidc'];
}

/** Opens a transaction as the caller and answers who they were. */
const probeRoutes = {
  probe: route({
    method: 'GET',
    path: '/probe',
    summary: 'Opens a transaction',
    callers: ['staff', 'person', 'relative'],
    response: z.object({ kind: z.string() }),
  }),
};
const probeHandlers: Handlers<typeof probeRoutes> = {
  probe: ({ ground, request, caller }) => asCaller(ground, request, () => Promise.resolve({ kind: caller.kind })),
};

/** The least app that identity can live in: its routes under /api, and /api/probe. */
export async function runApp(database: TestDatabase, options: AppOptions): Promise<RunningApp> {
  const clock = simulatedClock(options.start);
  const ground: Ground = {
    database,
    clock,
    newId: uuid7Source({ now: () => clock.now(), random: randomBytes }),
    ring: () => undefined,
  };
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const app = newServer({ publicOrigin: options.publicUrl ?? base });
  const identity = await identityPlugin(app, {
    ground,
    configuration: { publicUrl: options.publicUrl ?? base, oidc: options.oidc },
  });
  app.get('/', () => ({ home: true }));
  app.get('/plan/*', () => ({ plan: true }));
  const callerOf = async (request: FastifyRequest): Promise<Caller | null> =>
    (await identity.callerOf(request))?.caller ?? null;
  serve(
    app,
    ground,
    identityRoutes,
    identityHandlers(async () => 'nowhere.0'),
    { callerOf },
  );
  serve(app, ground, probeRoutes, probeHandlers, { callerOf });
  await app.listen({ port, host: '127.0.0.1' });
  return { app, base, identity, ground, clock };
}
