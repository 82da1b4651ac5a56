import { existsSync } from 'node:fs';
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Addresses that are not pages of the web client. */
const notPages = /^\/(api|auth|oidc|health|ready|metrics)(\/|\?|$)/u;

/** Serves the built web client. Names under /assets/ carry a hash of their content and may be kept for ever. */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  await app.register(files, {
    root: folder,
    wildcard: true,
    preCompressed: true,
    cacheControl: false,
    setHeaders(reply, path) {
      const forEver = path.includes('/assets/');
      void reply.header('cache-control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

/** For `newServer`: an address of the client's own router gets the client; null for everything else. */
export function webPage(request: FastifyRequest, reply: FastifyReply): FastifyReply | null {
  const wanted = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
  if (!wanted || notPages.test(request.url) || !reply.server.hasReplyDecorator('sendFile')) return null;
  return reply.code(200).sendFile('index.html');
}
