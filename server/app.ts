import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { administrationRoutes } from '../contract/administration.ts';
import { commitmentsRoutes } from '../contract/commitments.ts';
import { followUpRoutes } from '../contract/follow-ups.ts';
import { gapsRoutes } from '../contract/gaps.ts';
import { identityRoutes } from '../contract/identity.ts';
import type { Routes } from '../contract/kernel/route.ts';
import { mailRoutes } from '../contract/mail.ts';
import { messageRoutes } from '../contract/messages.ts';
import { noticesRoutes } from '../contract/notices.ts';
import { organisationsRoutes } from '../contract/organisations.ts';
import { peopleRoutes } from '../contract/people.ts';
import { meetingRoutes } from '../contract/meetings.ts';
import { planRequestRoutes } from '../contract/plan-requests.ts';
import { planRoutes } from '../contract/plans.ts';
import { todayRoutes } from '../contract/today.ts';
import { deadlineOf, termAtOf, type Program } from './background.ts';
import { commitmentsHandlers } from './commitments/commitments.routes.ts';
import { gapsHandlers } from './commitments/gaps.routes.ts';
import { messagesHandlers } from './commitments/messages.routes.ts';
import { todayHandlers } from './commitments/today.routes.ts';
import type { Handlers } from './kernel/http/handle.ts';
import { serveHealth } from './kernel/http/health.ts';
import { serveMetrics } from './kernel/http/metrics.ts';
import { serveOpenApi } from './kernel/http/openapi.ts';
import { type CallerOf, serve } from './kernel/http/serve.ts';
import { newServer } from './kernel/http/server.ts';
import { serveWeb, webPage } from './kernel/http/web.ts';
import { identityHandlers, identityPlugin, sessionsOf } from './kernel/identity/index.ts';
import { mailHandlers } from './kernel/mail/mail.routes.ts';
import type { Live } from './kernel/notify/index.ts';
import { noticesHandlers } from './kernel/notify/notices.routes.ts';
import { pushKeys, pushServices } from './kernel/notify/push.ts';
import { administrationHandlers, organisationsHandlers } from './organisations/index.ts';
import { peopleHandlers } from './people/index.ts';
import { followUpsHandlers, meetingsHandlers, plansHandlers, requestsHandlers } from './plans/index.ts';
import { within } from './commitments/index.ts';

interface Room {
  serve(app: FastifyInstance, name: string, callerOf: CallerOf, program: AppParts): void;
}

/** A room's contract with its handlers; the compiler sees that none is missing. */
const room = <R extends Routes>(routes: R, handlersOf: (program: AppParts) => Handlers<R>): Room => ({
  serve(app, name, callerOf, program) {
    const { environment } = program.configuration;
    const checked = environment === 'test' ? { checkAnswers: true } : {};
    serve(app, program.ground, routes, handlersOf(program), { callerOf, room: name, ...checked });
  },
});

/** The rooms, one line each. */
const rooms: Readonly<Record<string, Room>> = {
  identity: room(identityRoutes, ({ live }) => identityHandlers(() => live.place())),
  organisations: room(organisationsRoutes, () => organisationsHandlers),
  administration: room(administrationRoutes, ({ terms }) => administrationHandlers(terms)),
  people: room(peopleRoutes, () => peopleHandlers),
  commitments: room({ ...commitmentsRoutes, ...gapsRoutes, ...messageRoutes }, (program) => ({
    ...commitmentsHandlers(deadlineOf(program)),
    ...gapsHandlers(deadlineOf(program), termAtOf(program)),
    ...messagesHandlers(deadlineOf(program)),
  })),
  today: room(todayRoutes, () => todayHandlers),
  plans: room({ ...planRoutes, ...meetingRoutes, ...planRequestRoutes, ...followUpRoutes }, (program) => {
    const port = within(program.ground, deadlineOf(program));
    return { ...plansHandlers(port), ...meetingsHandlers(port), ...requestsHandlers(port), ...followUpsHandlers };
  }),
  notices: room(noticesRoutes, ({ configuration: { dataDir } }) =>
    noticesHandlers({ pushKey: async () => (await pushKeys(dataDir)).publicKey, pushHosts: pushServices }),
  ),
  mail: room(mailRoutes, ({ configuration: { publicUrl, smtpUrl } }) =>
    mailHandlers({ publicUrl, smtp: smtpUrl !== undefined }),
  ),
};

export interface AppParts extends Program {
  readonly live: Live;
  /** The built web client. */
  readonly webFolder?: string;
  /** Also measures memory, event loop and garbage collection; for the one app of a process. */
  readonly measureProcess?: boolean;
}

/** The whole program as one Fastify app, ready to listen or to be asked by `inject`. Closing it does not close the database. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const { ground, configuration, live, log } = parts;
  const app = newServer({
    log,
    production: configuration.environment === 'production',
    publicOrigin: new URL(configuration.publicUrl).origin,
    formTargets: configuration.oidc ? [new URL(configuration.oidc.issuer).origin] : [],
    notFound: webPage,
  });
  // What was asked is told by its pattern: an address may hold ids, a body anything.
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: patternOf(request),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
  const pools = { app: ground.database.app, system: ground.database.system };
  serveMetrics(app, { pools, listeners: () => live.size(), ofProcess: parts.measureProcess ?? false });
  serveHealth(app, ground.database, () => ground.clock.now());
  const identity = await identityPlugin(app, { ground, configuration });
  sessionsOf(ground).whenEnded((sessionId) => live.endSession(sessionId));
  const callerOf: CallerOf = async (request) => (await identity.callerOf(request))?.caller ?? null;
  for (const [name, one] of Object.entries(rooms)) one.serve(app, name, callerOf, parts);
  live.serve(app, callerOf);
  serveOpenApi(app);
  await serveWeb(app, parts.webFolder ?? join(import.meta.dirname, '..', 'web', 'dist'));
  await app.ready();
  return app;
}

const patternOf = (request: FastifyRequest): string => request.routeOptions.url ?? '(none)';
