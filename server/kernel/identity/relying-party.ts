import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as client from 'openid-client';
import { problems } from '../../../contract/kernel/problems.ts';
import type { Language } from '../../../contract/kernel/validation.ts';
import type { Ground } from '../db/transaction.ts';
import { refusalOf } from '../refusal.ts';
import { attemptFor, newAttemptKey, safeReturn, seal, unseal } from './attempt.ts';
import type { Cookies } from './cookies.ts';
import { deviceOf } from './device.ts';
import { keep } from './keeper.ts';
import { lookFor, wordOf } from './look.ts';
import { sendStyle } from './page.ts';
import { sendTrouble, type Trouble } from './relying-party-page.ts';
import type { Sessions } from './sessions.ts';

export interface PartyOptions {
  readonly ground: Ground;
  readonly publicUrl: URL;
  readonly cookies: Cookies;
  readonly sessions: Sessions;
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string };
  /** For the issuer within: asks it without the network. */
  readonly fetch?: client.CustomFetch;
  /** Ask who it is at each sign-in, also when the issuer remembers somebody. */
  readonly alwaysAsk: boolean;
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);

/** @throws Error when the issuer would be spoken to in the clear over a network */
function issuerUrl(issuer: string, within: boolean): URL {
  const url = new URL(issuer);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && (within || isLoopback(url.hostname)))) return url;
  throw new Error(`OIDC_ISSUER must be https (http only on this machine): ${url.origin}`);
}

/** Sign-in and sign-out: authorization code with PKCE, state and nonce (RFC 9700 §2.1.1, OpenID Connect Core §3.1). */
export async function mountRelyingParty(app: FastifyInstance, options: PartyOptions): Promise<void> {
  const { ground, publicUrl, cookies, sessions, oidc } = options;
  const issuer = issuerUrl(oidc.issuer, options.fetch !== undefined);
  const { key } = await keep(ground, 'attempt', { key: newAttemptKey() });
  const callback = new URL('/auth/callback', publicUrl);
  const issuerConfiguration = discovered(issuer, options);

  app.removeAllContentTypeParsers();
  // A form's body says nothing that we need.
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 2_000 }, (_request, _body, done) => done(null));
  app.get('/auth/style.css', (_request, reply) => sendStyle(reply));

  app.get('/auth/sign-in', async (request, reply) => {
    const query = new URL(request.url, publicUrl).searchParams;
    if (request.host !== publicUrl.host && !query.has('here')) {
      // The answer comes to the public address, so the cookie must be set there. `here` ends it when a proxy renames the host.
      query.set('here', '1');
      return reply.redirect(new URL(`/auth/sign-in?${query.toString()}`, publicUrl).href, 303);
    }
    const language = languageIn(query.get('lang'));
    const config = await issuerConfiguration();
    const attempt = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      returnTo: safeReturn(query.get('return')),
      language,
      at: ground.clock.now(),
    };
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: callback.href,
      scope: 'openid',
      code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
      state: attempt.state,
      nonce: attempt.nonce,
      ...(language ? { ui_locales: language } : {}),
      ...(options.alwaysAsk ? { prompt: 'login' } : {}),
    });
    // A language left by the one before is not chosen by the one who comes; the issuer's page may set it anew.
    return reply
      .header('set-cookie', [
        cookies.write(cookies.attempt, seal(key, attempt), { maxAge: attemptFor / 1000 }),
        cookies.clear(cookies.language),
      ])
      .header('cache-control', 'no-store')
      .redirect(url.href, 303);
  });

  // Its address holds the code: nothing of it in a log of requests.
  app.get('/auth/callback', { logLevel: 'warn' }, async (request, reply) => {
    const attempt = unseal(key, cookies.read(request, cookies.attempt), ground.clock.now());
    const language = languageIn(cookies.read(request, cookies.language)) ?? attempt?.language ?? null;
    reply.header('set-cookie', cookies.clear(cookies.attempt));
    if (!attempt) return trouble(request, reply, 'interrupted', language, 'no sign-in was begun in this browser');
    const config = await issuerConfiguration();
    const tokens = await exchanged(
      config,
      new URL(`/auth/callback${new URL(request.url, publicUrl).search}`, publicUrl),
      attempt,
    );
    if (tokens instanceof Error) return trouble(request, reply, 'interrupted', language, reasonOf(tokens));
    const subject = tokens.claims()?.sub;
    if (!subject) return trouble(request, reply, 'interrupted', language, 'no ID token');
    const replaces = cookies.read(request, cookies.session);
    const session = await sessions.start({
      subject,
      replaces,
      language,
      idToken: tokens.id_token ?? null,
      device: deviceOf(request.headers['user-agent']),
    });
    if (!session) {
      reply.header('set-cookie', cookies.clear(cookies.session));
      return trouble(request, reply, 'unknown', language, 'unknown subject');
    }
    const look = await sessions.lookOf(subject);
    return reply
      .header('set-cookie', [
        cookies.write(cookies.session, session.token),
        cookies.write(cookies.language, session.language),
        look ? cookies.write(cookies.look, wordOf(look), { maxAge: lookFor }) : cookies.clear(cookies.look),
      ])
      .header('cache-control', 'no-store')
      .redirect(attempt.returnTo, 303);
  });

  app.post('/auth/sign-out', async (request, reply) => {
    const token = cookies.read(request, cookies.session);
    const idToken = token ? await sessions.revoke(token) : null;
    const next = idToken ? await signOutAt(issuerConfiguration, idToken, new URL('/', publicUrl)) : '/';
    reply
      .header('set-cookie', [cookies.clear(cookies.session), cookies.clear(cookies.language)])
      .header('cache-control', 'no-store');
    return request.headers.accept?.includes('text/html') ? reply.redirect(next, 303) : reply.send({ next });
  });

  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    const language = languageIn(cookies.read(request, cookies.language));
    if (status < 500) return trouble(request, reply, 'interrupted', language, reasonOf(error), status);
    request.log.error({ reason: reasonOf(error) }, 'sign-in failed');
    return sendTrouble(reply, 'unavailable', language ?? 'sv');
  });
}

const languageIn = (text: string | null): Language | null => (text === 'sv' || text === 'en' ? text : null);

/** Names and codes only: an error of the library can carry tokens. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return ['error' in error ? String(error.error) : '', 'code' in error ? String(error.code) : '', error.name]
    .filter(Boolean)
    .join(' ');
}

/** What the server refused before we were asked (another site's form, too large) keeps its status; all else means that we cannot go on. */
function statusOf(error: unknown): number {
  const refusal = refusalOf(error);
  if (refusal) return problems[refusal.code].status;
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 503;
}

function trouble(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: Trouble,
  language: Language | null,
  reason: string,
  status?: number,
): FastifyReply {
  request.log.warn({ reason }, 'sign-in refused');
  return sendTrouble(reply, kind, language ?? 'sv', status);
}

/** Asks the issuer about itself at the first sign-in, not at start: it may be down then without taking us along. A failure is not kept. */
function discovered(issuer: URL, { oidc, publicUrl, fetch }: PartyOptions): () => Promise<client.Configuration> {
  let known: Promise<client.Configuration> | null = null;
  const ask = async (): Promise<client.Configuration> => {
    try {
      return await client.discovery(
        issuer,
        oidc.clientId,
        { redirect_uris: [new URL('/auth/callback', publicUrl).href] },
        client.ClientSecretBasic(oidc.clientSecret),
        {
          execute:
            issuer.protocol === 'http:'
              ? [client.allowInsecureRequests, client.enableNonRepudiationChecks]
              : [client.enableNonRepudiationChecks],
          timeout: 10,
          ...(fetch ? { [client.customFetch]: fetch } : {}),
        },
      );
    } catch (error) {
      known = null;
      throw error;
    }
  };
  return () => (known ??= ask());
}

/** Code against ID token. The issuer's no, a wrong state, nonce or verifier come back as the error; a lost network is thrown. */
async function exchanged(
  config: client.Configuration,
  answer: URL,
  attempt: { state: string; nonce: string; verifier: string },
) {
  try {
    return await client.authorizationCodeGrant(config, answer, {
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      pkceCodeVerifier: attempt.verifier,
      idTokenExpected: true,
    });
  } catch (error) {
    if (
      error instanceof client.AuthorizationResponseError ||
      error instanceof client.ResponseBodyError ||
      error instanceof client.WWWAuthenticateChallengeError
    )
      return error;
    // A TypeError without a code is the network's; the rest is an answer that does not hold.
    if (error instanceof client.ClientError && error.code !== 'OAUTH_TIMEOUT') return error;
    throw error;
  }
}

async function signOutAt(
  configuration: () => Promise<client.Configuration>,
  idToken: string,
  home: URL,
): Promise<string> {
  try {
    const config = await configuration();
    if (!config.serverMetadata().end_session_endpoint) return '/';
    return client.buildEndSessionUrl(config, { id_token_hint: idToken, post_logout_redirect_uri: home.href }).href;
  } catch {
    // The session here has ended all the same.
    return '/';
  }
}
