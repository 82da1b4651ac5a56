import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors, Provider, type KoaContextWithOIDC } from 'oidc-provider';
import type { Language } from '../../../contract/kernel/validation.ts';
import { problems } from '../../../contract/kernel/problems.ts';
import type { Ground } from '../db/transaction.ts';
import { Refusal } from '../refusal.ts';
import type { Cookies } from './cookies.ts';
import { personaPage, signOutPage, startOverPage, type Persona } from './issuer-page.ts';
import { issuerSecrets, issuerStore, type IssuerSecrets } from './issuer-store.ts';
import { html, pageHeaders, sendStyle, type Page } from './page.ts';

export interface Issuer {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface IssuerOptions {
  readonly ground: Ground;
  readonly publicUrl: URL;
  readonly cookies: Cookies;
}

const clientId = 'mellanrum';

/**
 * Mounts an OpenID Connect provider under /oidc for demonstrations and tests. Whoever comes may choose any subject that begins with
 * `demo-`, and no other: it is no sign-in for real data, and is mounted only when no other issuer is configured.
 */
export async function mountIssuer(app: FastifyInstance, options: IssuerOptions): Promise<Issuer> {
  const { ground, publicUrl, cookies } = options;
  const secrets = await issuerSecrets(ground);
  const provider = providerOf(options, secrets);
  const serve = provider.callback();

  app.removeAllContentTypeParsers();
  // The library reads its own bodies; ours, of the one form, is read here.
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));

  app.setErrorHandler((error, request, reply) => {
    const status =
      error instanceof Refusal
        ? problems[error.code].status
        : error instanceof Error && 'statusCode' in error
          ? Number(error.statusCode)
          : 500;
    request.log.error(
      { reason: error instanceof Error ? error.name : 'unknown', status },
      'the embedded issuer could not go on',
    );
    return answer(reply, status, startOverPage(languageOf(cookies, request, null)));
  });

  app.get('/oidc/style.css', (_request, reply) => sendStyle(reply));

  app.get<{ Params: { uid: string } }>('/oidc/interaction/:uid', async (request, reply) => {
    const asked = queryOf(request).get('lang');
    const chosen = asked === 'sv' || asked === 'en' ? asked : null;
    if (chosen) reply.header('set-cookie', cookies.write(cookies.language, chosen, { maxAge: 600 }));
    const details = await interactionOf(provider, request, reply);
    const language = chosen ?? languageOf(cookies, request, details?.params['ui_locales']);
    if (!details) return answer(reply, 400, startOverPage(language));
    return answer(
      reply,
      200,
      personaPage(language, `/oidc/interaction/${encodeURIComponent(details.uid)}`, await personas(ground)),
    );
  });

  await app.register(async (form) => {
    form.removeAllContentTypeParsers();
    form.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 2_000 },
      (_request, body, done) => done(null, body),
    );
    form.post<{ Params: { uid: string } }>('/oidc/interaction/:uid', async (request, reply) => {
      const details = await interactionOf(provider, request, reply);
      const subject = new URLSearchParams(typeof request.body === 'string' ? request.body : '').get('subject');
      const persona = (await personas(ground)).find((p) => p.subject === subject);
      if (!details || !persona)
        return answer(reply, 400, startOverPage(languageOf(cookies, request, details?.params['ui_locales'])));
      // Merging keeps what earlier steps of the same sign-in gave; without it a second prompt forgets who signed in.
      const result = { login: { accountId: persona.subject, remember: false } };
      const next = await provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: true });
      if (details.session && details.session.accountId !== persona.subject)
        await forgetAccount(provider, details.session.uid);
      return reply.redirect(next, 303);
    });
  });

  app.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/oidc/*',
    handler: (request, reply) => {
      const asked = reply.getHeaders();
      reply.hijack();
      const raw: IncomingMessage & { originalUrl?: string } = request.raw;
      raw.originalUrl = request.url;
      raw.url = request.url.slice('/oidc'.length);
      // Its addresses are the public ones, whatever a proxy or a visitor says the host is.
      raw.headers.host = publicUrl.host;
      raw.headers['x-forwarded-proto'] = publicUrl.protocol.slice(0, -1);
      delete raw.headers['x-forwarded-host'];
      setHeaders(reply.raw, asked);
      void serve(raw, reply.raw);
    },
  });
  return { issuer: provider.issuer, clientId, clientSecret: secrets.clientSecret };
}

/** What the app gives every answer, then what holds our pages. */
function setHeaders(response: ServerResponse, asked: ReturnType<FastifyReply['getHeaders']>): void {
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) response.setHeader(name, value);
  for (const [name, value] of Object.entries(pageHeaders)) if (name !== 'content-type') response.setHeader(name, value);
  // Lets no script in either, but can be added to: the library puts the hash of its one form-posting script here.
  response.setHeader(
    'content-security-policy',
    pageHeaders['content-security-policy'].replace("script-src 'none'", "script-src 'report-sample'"),
  );
}

const queryOf = (request: FastifyRequest): URLSearchParams => new URL(request.url, 'http://here.invalid').searchParams;

const answer = (reply: FastifyReply, status: number, page: Page): FastifyReply =>
  reply.code(status).headers(pageHeaders).send(html(page, '/oidc/style.css'));

function languageOf(cookies: Cookies, request: FastifyRequest, locales: unknown): Language {
  const chosen =
    cookies.read(request, cookies.language) ?? (typeof locales === 'string' ? locales.split(' ')[0] : null);
  return chosen === 'en' ? 'en' : 'sv';
}

/** The sign-in that this browser is in the middle of; null when it is over or another's. */
async function interactionOf(provider: Provider, request: FastifyRequest, reply: FastifyReply) {
  try {
    return await provider.interactionDetails(request.raw, reply.raw);
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return null;
    throw error;
  }
}

/** Someone else sits down: the library would sign the former one out by a page that posts itself with script, which our pages do without. */
async function forgetAccount(provider: Provider, uid: string): Promise<void> {
  const session = await provider.Session.findByUid(uid);
  if (!session) return;
  Object.assign(session, { accountId: undefined, authorizations: undefined, loginTs: undefined });
  await session.persist();
}

async function personas(ground: Ground): Promise<Persona[]> {
  const { rows } = await ground.database.app.query<Persona>('select * from identity.demo_personas($1)', [
    new Date(ground.clock.now()).toISOString(),
  ]);
  return rows;
}

function providerOf({ ground, publicUrl }: IssuerOptions, secrets: IssuerSecrets): Provider {
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true, overwrite: true } as const;
  const provider = new Provider(new URL('/oidc', publicUrl).href, {
    adapter: issuerStore(ground),
    clients: [
      {
        client_id: clientId,
        client_secret: secrets.clientSecret,
        redirect_uris: [new URL('/auth/callback', publicUrl).href],
        post_logout_redirect_uris: [new URL('/', publicUrl).href],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_basic',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [secrets.signingKey] },
    cookies: {
      keys: [secrets.cookieKey],
      names: { session: 'mellanrum_oidc', interaction: 'mellanrum_oidc_interaction', resume: 'mellanrum_oidc_resume' },
      long: { ...cookie, path: '/oidc' },
      short: cookie,
    },
    pkce: { required: () => true },
    responseTypes: ['code'],
    scopes: ['openid'],
    claims: { openid: ['sub'] },
    clientBasedCORS: () => false,
    issueRefreshToken: () => false,
    ttl: {
      AuthorizationCode: 60,
      AccessToken: 60,
      IdToken: 300,
      Interaction: 600,
      Session: 12 * 3600,
      Grant: 12 * 3600,
    },
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    interactions: { url: (_ctx, interaction) => `/oidc/interaction/${interaction.uid}` },
    loadExistingGrant,
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource,
        postLogoutSuccessSource: (ctx) => {
          ctx.redirect('/');
        },
      },
    },
    renderError: (ctx) => {
      ctx.type = 'html';
      ctx.body = html(startOverPage(languageOfContext(ctx)), '/oidc/style.css');
    },
  });
  // Only our own words reach it: the host and scheme are set from the public address above.
  provider.proxy = true;
  return provider;
}

function languageOfContext(ctx: KoaContextWithOIDC): Language {
  const locales = ctx.oidc?.params?.['ui_locales'];
  return typeof locales === 'string' && locales.startsWith('en') ? 'en' : 'sv';
}

/** Nobody is asked to consent: the only client is the program itself. */
async function loadExistingGrant(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

/** Whoever comes with their own ID token, from our sign-out, has already said what they want; others are asked. */
async function logoutSource(ctx: KoaContextWithOIDC, form: string): Promise<void> {
  const { session, params, entities, provider } = ctx.oidc;
  const uri = params?.['post_logout_redirect_uri'];
  if (session && typeof uri === 'string' && entities.IdTokenHint?.payload['sub'] === session.accountId) {
    await session.destroy();
    ctx.cookies.set(provider.cookieName('session'), null, { path: '/oidc' });
    ctx.status = 303;
    ctx.redirect(uri);
    return;
  }
  ctx.body = html(signOutPage(languageOfContext(ctx), form), '/oidc/style.css');
}
