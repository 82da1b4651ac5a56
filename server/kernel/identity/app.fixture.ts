import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { identityRoutes } from '../../../contract/identity.ts';
import { problems } from '../../../contract/kernel/problems.ts';
import { uuid7Source } from '../../../contract/kernel/uuid7.ts';
import { simulatedClock, type SimulatedClock } from '../clock.ts';
import { asCaller, type Ground } from '../db/transaction.ts';
import { Refusal, refusalOf } from '../refusal.ts';
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

/** The least app that identity can live in: its routes under /api, refusals as problems, and /api/probe that opens a caller's transaction. */
export async function runApp(database: TestDatabase, options: AppOptions): Promise<RunningApp> {
  const clock = simulatedClock(options.start);
  const ground: Ground = { database, clock, newId: uuid7Source({ now: () => clock.now(), random: randomBytes }), ring: () => undefined };
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const app = Fastify({ logger: false });
  const identity = await identityPlugin(app, { ground, configuration: { publicUrl: options.publicUrl ?? base, oidc: options.oidc } });
  app.setErrorHandler((error, _request, reply) => {
    const code = refusalOf(error)?.code ?? 'fault';
    return reply.code(problems[code].status).send({ code, message: String(error) });
  });
  app.get('/', () => ({ home: true }));
  app.get('/plan/*', () => ({ plan: true }));
  app.route({
    method: 'GET',
    url: '/api/probe',
    handler: async (request) => {
      const signedIn = await identity.callerOf(request);
      if (!signedIn) throw new Refusal('signed_out');
      return asCaller(ground, { caller: signedIn.caller, purpose: 'care' }, () => Promise.resolve({ session: signedIn.session.id }));
    },
  });
  for (const [name, route] of Object.entries(identityRoutes)) {
    app.route({
      method: route.method,
      url: `/api${route.path}`,
      handler: async (request) => {
        const signedIn = await identity.callerOf(request);
        if (!signedIn) throw new Refusal('signed_out');
        const { caller } = signedIn;
        const body = 'body' in route ? route.body.parse(request.body) : undefined;
        const handler = identityHandlers[name as keyof typeof identityHandlers] as (call: unknown) => Promise<unknown>;
        const call = { ground, caller, request: { caller, purpose: 'care' }, body, params: undefined, query: undefined, once: { key: randomUUID(), body: '' } };
        return route.response.parse(await handler(call));
      },
    });
  }
  await app.listen({ port, host: '127.0.0.1' });
  return { app, base, identity, ground, clock };
}
