import type { FastifyInstance, FastifyRequest, InjectOptions } from 'fastify';
import type { CustomFetch } from 'openid-client';
import { identityRoutes, Look } from '../../../contract/identity.ts';
import { languages } from '../../../contract/kernel/validation.ts';
import type { Ground } from '../db/transaction.ts';
import { isServer } from '../http/server.ts';
import { cookiesOf } from './cookies.ts';
import { mountIssuer } from './issuer.ts';
import { lookFor, wordOf } from './look.ts';
import { mountRelyingParty } from './relying-party.ts';
import { sessionsOf, type SignedIn } from './sessions.ts';

export { identityHandlers } from './handlers.ts';
export { sessionsOf, type SignedIn } from './sessions.ts';

export interface IdentityOptions {
  readonly ground: Ground;
  readonly configuration: {
    /** Where browsers find the program: scheme, host and port. */
    readonly publicUrl: string;
    /** Without it, the embedded demo issuer. */
    readonly oidc?: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | undefined;
  };
}

export interface Identity {
  /** Who sends the request, by the session cookie; null when nobody is signed in. Asks once a request. */
  callerOf(request: FastifyRequest): Promise<SignedIn | null>;
}

/**
 * Mounts sign-in on the app: /auth/*, and /oidc/* when no other issuer is configured. Call it on the app itself, before the routes of
 * `/api`, because a hook of it gives the browser the new cookie after `POST /api/me/assignment`.
 *
 * @param app made by `newServer`
 * @throws Error when the issuer would be spoken to in the clear over a network
 */
export async function identityPlugin(
  app: FastifyInstance,
  { ground, configuration }: IdentityOptions,
): Promise<Identity> {
  if (!isServer(app))
    throw new Error('identityPlugin needs an app made by newServer, which refuses what other sites send');
  const publicUrl = new URL(configuration.publicUrl);
  const cookies = cookiesOf(publicUrl);
  const sessions = sessionsOf(ground);
  const asked = new WeakMap<FastifyRequest, Promise<SignedIn | null>>();

  await app.register(async (scope) => {
    const common = { ground, publicUrl, cookies, sessions };
    if (configuration.oidc) return mountRelyingParty(scope, { ...common, oidc: configuration.oidc, alwaysAsk: false });
    let oidc: Awaited<ReturnType<typeof mountIssuer>> | undefined;
    await scope.register(async (inner) => {
      oidc = await mountIssuer(inner, common);
    });
    if (!oidc) throw new Error('the embedded issuer did not start');
    return mountRelyingParty(scope, { ...common, oidc, alwaysAsk: true, fetch: withinApp(app) });
  });

  const { chooseAssignment, chooseLanguage, chooseLook } = identityRoutes;
  app.addHook('onSend', async (request, reply) => {
    if (reply.statusCode === 401) {
      // The database has said that it is over.
      const before = await asked.get(request);
      if (before) sessions.forget(before.session.id);
    }
    if (request.method !== 'POST' || reply.statusCode !== 200) return;
    if (request.routeOptions.url === `/api${chooseAssignment.path}`) {
      const before = await asked.get(request);
      const token = before && sessions.takeFresh(before.session.id);
      if (token) reply.header('set-cookie', cookies.write(cookies.session, token));
    } else if (request.routeOptions.url === `/api${chooseLanguage.path}`) {
      const language = languages.find((known) => known === Object(request.body)['language']);
      if (language) reply.header('set-cookie', cookies.write(cookies.language, language));
    } else if (request.routeOptions.url === `/api${chooseLook.path}`) {
      const look = Look.safeParse(request.body);
      if (look.success) reply.header('set-cookie', cookies.write(cookies.look, wordOf(look.data), { maxAge: lookFor }));
    }
  });

  return {
    callerOf(request) {
      const known = asked.get(request);
      if (known) return known;
      const token = cookies.read(request, cookies.session);
      const answer = token ? sessions.find(token, isUse(request)) : Promise.resolve(null);
      asked.set(request, answer);
      return answer;
    },
  };
}

/** A page that lies open listening, or fetching by itself, is not somebody at work. The client says so with `X-Background: 1`. */
const isUse = ({ headers }: FastifyRequest): boolean =>
  headers['x-background'] === undefined && !headers.accept?.includes('text/event-stream');

/** The issuer within is asked without leaving the process, so that no proxy, certificate or name stands between the two. */
const withinApp =
  (app: FastifyInstance): CustomFetch =>
  async (url, { method, headers, body }) => {
    const { pathname, search } = new URL(url);
    const request: InjectOptions = {
      method: method === 'POST' ? 'POST' : 'GET',
      url: pathname + search,
      headers: { ...headers },
    };
    if (typeof body === 'string' || body instanceof URLSearchParams) request.payload = body.toString();
    const { statusCode, headers: given, rawPayload } = await app.inject(request);
    const answered = new Headers();
    for (const [name, value] of Object.entries(given)) if (value !== undefined) answered.set(name, String(value));
    return new Response(new Uint8Array(rawPayload), { status: statusCode, headers: answered });
  };
