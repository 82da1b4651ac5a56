import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For a route that other sites must be able to post to, such as an answer from a sign-in service. */
    crossOrigin?: boolean;
  }
}

export interface Shield {
  readonly production: boolean;
  /** Where the users' browsers find the program, scheme and host: `https://mellanrum.example.se`. */
  readonly publicOrigin: string | undefined;
  /** Where a form may lead besides here: the sign-in service, at sign-out. */
  readonly formTargets?: readonly string[] | undefined;
}

/**
 * What a page from here may do: run and fetch what comes from here, nothing else, in nobody's frame.
 * Styles set by script (react-aria places its menus so) go through the DOM and need no `unsafe-inline`.
 */
const contentSecurityPolicy = (formTargets: readonly string[]): string =>
  [
    "default-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "img-src 'self' data:",
  ].join('; ');

/** The person may speak what matters instead of writing it; the voice stays on the device (web/my-care/dictation.ts). */
const always: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(self), geolocation=(), payment=(), usb=()',
};

/** Headers on every answer, and a refusal of what another site made the browser send. */
export function shield(app: FastifyInstance, options: Shield): void {
  const policy = contentSecurityPolicy(options.formTargets ?? []);
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(always).header('content-security-policy', policy).header('x-request-id', request.id);
    if (options.production) void reply.header('strict-transport-security', 'max-age=63072000; includeSubDomains');
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    if (request.url.length > longestUrl) throw new Refusal('too_large', 'the address');
    if (changes(request) && !request.routeOptions.config.crossOrigin && !fromHere(request, options))
      throw new Refusal('not_allowed', 'sent by another site');
  });
}

const longestUrl = 2048;
const changes = (request: FastifyRequest): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(request.method);

/**
 * Whether a page from here sent it. `Sec-Fetch-Site` goes first: under `Referrer-Policy: no-referrer` a browser writes
 * `Origin: null` on forms of our own. No browser leaves out both on a request that changes something, so one without
 * either is another program, which has no cookies that someone could misuse; session cookies are SameSite besides.
 */
export function fromHere(request: FastifyRequest, { production, publicOrigin }: Shield): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = request.headers;
  if (origin === undefined || origin === publicOrigin) return true;
  // In development the program is reached as localhost, as 127.0.0.1 and by the machine's name.
  return !production && (origin === `http://${host}` || origin === `https://${host}`);
}
