import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

/** Below this many characters an answer fits in a packet or two, and squeezing it only costs time. */
const least = 2_000;
/** Fast rather than small: the answer is made for one reader and read once. */
const quality = 4;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/**
 * Sends larger answers of the API compressed to those who ask for it. Off the event loop.
 *
 * That an answer's length tells of its content (BREACH) needs another site that makes the browser ask with the user's cookies, which
 * SameSite and the shield forbid; and no answer holds a secret beside words that the asker chose.
 */
export function compress(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < least || reply.statusCode !== 200) return payload;
    if (!String(reply.getHeader('content-type') ?? '').startsWith('application/json')) return payload;
    void reply.header('vary', 'accept-encoding');
    const accepted = request.headers['accept-encoding'] ?? '';
    if (/\bbr\b/u.test(accepted)) {
      void reply.header('content-encoding', 'br');
      return brotli(payload, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
    }
    if (/\bgzip\b/u.test(accepted)) {
      void reply.header('content-encoding', 'gzip');
      return zip(payload, { level: quality });
    }
    return payload;
  });
}
