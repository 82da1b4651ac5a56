import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import files from '@fastify/static';
import { lookInCookies } from '../../../contract/kernel/look-cookie.ts';
import { schemes, textSizes } from '../../../contract/identity.ts';
import { languageInCookies } from '../../../contract/kernel/language-cookie.ts';
import { pageInCookies } from '../../../contract/kernel/page-cookie.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Addresses that are not pages of the web client. */
const notPages = /^\/(api|auth|oidc|health|ready|metrics)(\/|\?|$)/u;

/** Serves the built web client. Names under /assets/ carry a hash of their content and may be kept for ever. */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return;
  pages.set(app.server, readFileSync(index, 'utf8'));
  app.get('/', async (request, reply) => webPage(request, reply) ?? reply.callNotFound());
  await app.register(files, {
    root: folder,
    wildcard: true,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders(reply, path) {
      const forEver = path.includes('/assets/');
      void reply.header('cache-control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

const pages = new WeakMap<object, string>();

/** For `newServer`: an address of the client's own router gets the client; null for everything else. */
export function webPage(request: FastifyRequest, reply: FastifyReply): FastifyReply | null {
  const page = pages.get(request.server.server);
  const wanted = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
  if (!wanted || notPages.test(request.url) || page === undefined) return null;
  void reply.header('cache-control', 'no-cache').header('content-type', 'text/html; charset=utf-8');
  return reply.code(200).send(withFirst(page, request).replace('<html lang="sv"', `<html ${rootOf(request)}`));
}

/** What the built page notes of the files of each first page: `<meta name="first-today" content="/assets/… /assets/…">`. */
const note = /<meta name="first-(?<name>[a-z]+)" content="(?<files>[^"]*)">\s*/gu;

/** On its way to its first page a browser is told of that page's files; the notes themselves are for the server. */
function withFirst(page: string, { url, headers }: FastifyRequest): string {
  const first = /^\/(?:\?|$)/u.test(url) ? pageInCookies(headers.cookie ?? '') : undefined;
  return page.replace(note, (_, name: string, named: string) =>
    name === first ? named.split(' ').filter(Boolean).map(preloadOf).join('') : '',
  );
}

const preloadOf = (file: string): string =>
  file.endsWith('.css')
    ? `<link rel="preload" crossorigin as="style" href="${file}">`
    : `<link rel="modulepreload" crossorigin href="${file}">`;

/** Language, colours and text size as once chosen: the first paint is right, and no script need run before it. */
function rootOf({ headers }: FastifyRequest): string {
  const [scheme, size] = lookInCookies(headers.cookie ?? '') ?? [];
  const theme = schemes.find((known) => known === scheme && known !== 'system');
  const text = textSizes.find((known) => known === size && known !== 'normal');
  return `lang="${languageInCookies(headers.cookie ?? '') ?? 'sv'}"${theme ? ` data-theme="${theme}"` : ''}${text ? ` data-text="${text}"` : ''}`;
}
