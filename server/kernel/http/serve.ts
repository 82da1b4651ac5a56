import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { CallerKind, Route, Routes } from '../../../contract/kernel/route.ts';
import {
  fieldCodes,
  type FieldCode,
  fieldProblems,
  type Issue,
  type Language,
} from '../../../contract/kernel/validation.ts';
import type { Caller } from '../access/context.ts';
import { canonicalJson, type JsonValue } from '../audit/canonical.ts';
import type { Ground } from '../db/transaction.ts';
import { Refusal } from '../refusal.ts';
import { unwritableIn } from './body.ts';
import { checkRoute, holdsIdentity } from './check-route.ts';
import { closed } from './closed.ts';
import { type Call, type Handler, type Handlers, ReadyJson } from './handle.ts';
import { BrokenAnswer, InvalidInput } from './problem.ts';
import { isServer } from './server.ts';

export type CallerOf = (request: FastifyRequest) => Promise<Caller | null>;

export interface ServeOptions {
  readonly callerOf: CallerOf;
  /** The room's name, which tells its operations from another room's of the same name. */
  readonly room?: string;
  /** Holds every answer to its contract, before it is sent. By default in tests only: it costs time. */
  readonly checkAnswers?: boolean;
}

/** All contract routes that are served, for the OpenAPI description. */
export type Served = { readonly name: string; readonly route: Route };
const servedBy = new WeakMap<object, Served[]>();
export const servedRoutes = (app: FastifyInstance): readonly Served[] => servedBy.get(app.server) ?? [];

const underTest = (): boolean =>
  process.env['NODE_ENV'] === 'test' || 'NODE_TEST_CONTEXT' in process.env || 'TEST_DATABASE' in process.env;

/**
 * Serves each route of a room under /api: who may call, then what was sent, then the handler, then the answer as JSON.
 *
 * @param app made by `newServer`
 * @throws Error for a route that could carry a personal identity in its address
 */
export function serve<R extends Routes>(
  app: FastifyInstance,
  ground: Ground,
  routes: R,
  handlers: Handlers<R>,
  options: ServeOptions,
): void {
  if (!isServer(app))
    throw new Error('serve needs an app made by newServer, whose limits and error handler it stands on');
  const checkAnswers = options.checkAnswers ?? underTest();
  for (const [name, route] of Object.entries(routes)) {
    checkRoute(name, route);
    const operation = options.room ? `${options.room}_${name}` : name;
    servedBy.set(app.server, [...servedRoutes(app), { name: operation, route }]);
    serveOne(app, ground, route, handlers[name] as unknown as Handler<Route>, {
      callerOf: options.callerOf,
      checkAnswers,
    });
  }
}

function serveOne(
  app: FastifyInstance,
  ground: Ground,
  route: Route,
  handler: Handler<Route>,
  options: { callerOf: CallerOf; checkAnswers: boolean },
): void {
  const callers = new WeakMap<FastifyRequest, Caller | null>();
  const read = inputReader(route);
  const response = options.checkAnswers ? closed(route.response) : undefined;
  app.route({
    method: route.method,
    url: `/api${route.path}`,
    // Who calls is settled before anything of the body is read.
    async onRequest(request) {
      callers.set(request, await admit(route, request, options.callerOf));
    },
    async handler(request, reply) {
      const input = read(request);
      const caller = callers.get(request) ?? null;
      const call = Object.assign(identity(caller), { ground, ...input, once: onceOf(route, request) });
      return send(reply, await handler(call as Call<Route>), response);
    },
  });
}

async function admit(route: Route, request: FastifyRequest, callerOf: CallerOf): Promise<Caller | null> {
  const caller = await callerOf(request);
  if (route.callers.includes('anyone')) return caller;
  if (!caller) throw new Refusal('signed_out');
  if (!route.callers.includes(caller.kind as CallerKind))
    throw new Refusal('not_allowed', `${caller.kind} may not call`);
  return caller;
}

/** A route for anyone has no caller when nobody is signed in; a handler that asks for one all the same is refused. */
function identity(caller: Caller | null): Pick<Call<Route>, 'caller' | 'request'> {
  if (caller) return { caller, request: { caller, purpose: caller.kind === 'staff' ? 'care' : 'own' } };
  const absent = (): never => {
    throw new Refusal('signed_out');
  };
  return Object.defineProperties({} as Pick<Call<Route>, 'caller' | 'request'>, {
    caller: { get: absent },
    request: { get: absent },
  });
}

type Part = 'params' | 'query' | 'body';
const mostIssues = 100;

/** Reads and validates what was sent, all parts at once, so that the user sees every fault together. */
function inputReader(route: Route): (request: FastifyRequest) => Record<Part, unknown> {
  const schemas: Record<Part, z.ZodType | undefined> = {
    params: route.params && closed(route.params),
    query: route.query && closed(route.query),
    body: route.body && closed(route.body),
  };
  return (request) => {
    const sent: Record<Part, unknown> = { params: request.params, query: request.query, body: request.body };
    let issues: Issue[] = [];
    // A hostile body can hold more faults than a call can have arguments, so no spreading here.
    const add = (found: readonly Issue[]): void => void (issues = issues.concat(found.slice(0, mostIssues)));
    const read = (part: Part): unknown => {
      add(unwritableIn(sent[part]).map((path) => own('unwritable', path)));
      const schema = schemas[part];
      if (!schema) {
        add(Object.keys(Object(sent[part])).map((path) => own('unknown_field', path)));
        return undefined;
      }
      const result = schema.safeParse(sent[part], { reportInput: true });
      if (!result.success) add(result.error.issues);
      return result.data;
    };
    const input = { params: read('params'), query: read('query'), body: read('body') };
    for (const [key, value] of Object.entries(Object(request.query) as Record<string, unknown>)) {
      if (holdsIdentity(`${key} ${String(value)}`)) issues.push(own('identity_in_address', key));
    }
    if (route.method !== 'GET' && !validKey(request)) issues.push(own('idempotency_key', 'Idempotency-Key'));
    if (issues.length > 0) throw new InvalidInput((language: Language) => fieldProblems(issues, language));
    return input;
  };
}

const own = (code: FieldCode, path: string): Issue => ({
  code: 'custom',
  path: path === '' ? [] : [path],
  message: fieldCodes[code].en,
  params: { code },
});

const validKey = (request: FastifyRequest): boolean =>
  /^[\x21-\x7e]{8,100}$/u.test(String(request.headers['idempotency-key'] ?? ''));

/** The same key must come with the same method, address and content, whatever the order of its properties. */
function onceOf(route: Route, request: FastifyRequest): Call<Route>['once'] {
  if (route.method === 'GET') return { key: '', body: '' };
  const body = canonicalJson((request.body ?? null) as JsonValue);
  return { key: String(request.headers['idempotency-key']), body: `${route.method} ${request.url}\n${body}` };
}

/**
 * Lets the browser keep the answer, and ask each time whether it still holds. Compared weakly, as RFC 9110 §13.1.2 has it.
 *
 * @returns whether the one who asks has the answer with this tag
 */
function hasAlready(reply: FastifyReply, tag: string): boolean {
  const etag = `"${tag}"`;
  void reply.header('etag', etag).header('cache-control', 'private, no-cache');
  const known = (reply.request.headers['if-none-match'] ?? '').split(',').map((one) => one.trim().replace(/^W\//u, ''));
  return known.includes(etag) || known.includes('*');
}

function send(reply: FastifyReply, answer: unknown, response: z.ZodType | undefined): FastifyReply {
  const text = answer instanceof ReadyJson ? answer.text : JSON.stringify(answer ?? null);
  if (response) {
    const result = response.safeParse(JSON.parse(text));
    if (!result.success) {
      const faults = result.error.issues.map((issue) => `${issue.path.join('.') || '(root)'}: ${issue.message}`);
      throw new BrokenAnswer(`the answer does not fit its contract: ${faults.slice(0, 10).join('; ')}`);
    }
  }
  if (answer instanceof ReadyJson && answer.tag !== undefined && hasAlready(reply, answer.tag))
    return reply.code(304).send();
  return reply.header('content-type', 'application/json; charset=utf-8').send(text);
}
