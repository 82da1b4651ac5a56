import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { problems } from '../../../contract/kernel/problems.ts';
import { Refusal } from '../refusal.ts';
import { readJson } from './body.ts';
import { problemOf, sendError, sendProblem } from './problem.ts';
import { languageOf } from './language.ts';
import { compress } from './compress.ts';
import { shield } from './shield.ts';

export interface ServerOptions {
  readonly production?: boolean;
  /** Scheme and host that browsers use, without which only the request's own host counts (never in production). */
  readonly publicOrigin?: string | undefined;
  readonly log?: FastifyBaseLogger | undefined;
  /** Where a form may lead besides here: the sign-in service, at sign-out. */
  readonly formTargets?: readonly string[];
  /** What to answer at an address without a route; null for the ordinary problem. */
  readonly notFound?: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null;
}

const largestBody = 1_048_576;
const largestHeaders = 16_384;
const made = new WeakSet<FastifyInstance>();

/** Fastify set up as every part of the program expects it: limits, headers, JSON reading and the one error handler. */
export function newServer(options: ServerOptions = {}): FastifyInstance {
  const app = Fastify({
    ...(options.log
      ? { loggerInstance: options.log, logController: new LogController({ disableRequestLogging: true }) }
      : { logger: false }),
    bodyLimit: largestBody,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    http: { maxHeaderSize: largestHeaders },
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    exposeHeadRoutes: false,
    return503OnClosing: false,
    clientErrorHandler,
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply as never),
    routerOptions: { maxParamLength: 100, ignoreTrailingSlash: false, caseSensitive: true },
  });
  made.add(app);
  shield(app, {
    production: options.production ?? false,
    publicOrigin: options.publicOrigin,
    formTargets: options.formTargets,
  });
  compress(app);
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    const page = options.notFound?.(request, reply);
    return page ?? sendProblem(reply, problemOf('not_found', languageOf(request.headers)));
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    const { 'content-encoding': encoding = 'identity', 'content-type': type = '' } = request.headers;
    const charset = /charset="?([^";\s]+)/iu.exec(type)?.[1] ?? 'utf-8';
    try {
      if (encoding !== 'identity' || charset.toLowerCase() !== 'utf-8') throw new Refusal('unsupported_media');
      done(null, body.length === 0 ? undefined : readJson(body));
    } catch (error) {
      done(error as Error);
    }
  });
  let closing = false;
  app.addHook('preClose', async () => void (closing = true));
  app.addHook('onRequest', async (_request, reply) => {
    if (!closing) return;
    void reply.header('connection', 'close');
    throw new Refusal('unavailable', 'shutting down');
  });
  return app;
}

/** Whether `newServer` made it: on any other Fastify the limits and the error handler would be missing. */
export const isServer = (app: FastifyInstance): boolean => {
  for (let at: unknown = app; typeof at === 'object' && at !== null; at = Object.getPrototypeOf(at)) {
    if (made.has(at as FastifyInstance)) return true;
  }
  return false;
};

/** What is no HTTP at all, or has too large headers, never reaches a route: answered on the bare connection. */
function clientErrorHandler(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const code = error.code === 'HPE_HEADER_OVERFLOW' ? 'too_large' : 'unreadable';
  const status = code === 'too_large' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const body = JSON.stringify({ ...problemOf(code, 'sv'), title: problems[code].sv });
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'X-Content-Type-Options: nosniff',
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
