import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../../contract/kernel/problems.ts';
import { closed, definitionOf } from './closed.ts';
import { shapeOf } from './check-route.ts';
import { type Served, servedRoutes } from './serve.ts';

type Json = Record<string, unknown>;

export interface OpenApi extends Json {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Json>>;
  readonly components: { readonly schemas: Record<string, unknown>; readonly securitySchemes: Json };
}

/** Serves the description of all routes of the app at GET /api/openapi.json. It is made when it is first asked for. */
export function serveOpenApi(app: FastifyInstance): void {
  let text: string | undefined;
  app.get('/api/openapi.json', async (_request, reply) => {
    text ??= JSON.stringify(openApiOf(servedRoutes(app)));
    return reply.header('content-type', 'application/json; charset=utf-8').send(text);
  });
}

/** OpenAPI 3.1 of contract routes; schemas are JSON Schema 2020-12, made by zod from the contract itself. */
export function openApiOf(served: readonly Served[]): OpenApi {
  const schemas: Record<string, unknown> = {};
  const paths: OpenApi['paths'] = {};
  const problem = describe(Problem, 'output', 'Problem', schemas);
  for (const one of served) {
    const path = `/api${one.route.path.replace(/:([a-zA-Z]+)/gu, '{$1}')}`;
    (paths[path] ??= {})[one.route.method.toLowerCase()] = operation(one, problem, schemas);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Mellanrum',
      version: '1',
      description: 'Needs and promises carried across the organisations of Swedish close care. Errors are RFC 9457.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/' }],
    paths,
    components: { schemas, securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'mellanrum_session' } } },
  };
}

function operation({ name, route }: Served, problem: unknown, schemas: Record<string, unknown>): Json {
  const parameters = [
    ...parametersOf('path', route.params, name, schemas),
    ...parametersOf('query', route.query, name, schemas),
    ...(route.method === 'GET' ? [] : [idempotencyKey]),
  ];
  const body = route.body && describe(route.body, 'input', `${name}Body`, schemas);
  const ok = describe(route.response, 'output', `${name}Answer`, schemas);
  return {
    operationId: name,
    summary: route.summary,
    tags: [route.path.split('/')[1]],
    'x-callers': route.callers,
    security: route.callers.includes('anyone') ? [{}] : [{ session: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      '200': { description: 'Done', content: { 'application/json': { schema: ok } } },
      default: { description: 'Not done, and why', content: { 'application/problem+json': { schema: problem } } },
    },
  };
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'The same key has one effect, however many times it is sent',
  schema: { type: 'string', minLength: 8, maxLength: 100 },
};

function parametersOf(
  where: 'path' | 'query',
  schema: z.ZodType | undefined,
  name: string,
  schemas: Record<string, unknown>,
): Json[] {
  return Object.entries(shapeOf(schema)).map(([key, part]) => ({
    name: key,
    in: where,
    required: where === 'path' || !['optional', 'default', 'prefault'].includes(definitionOf(part).type),
    schema: describe(part, 'input', `${name}${key}`, schemas),
  }));
}

/** JSON Schema of a zod schema; what it defines by reference goes to the components, where an OpenAPI reference looks. */
function describe(schema: z.ZodType, io: 'input' | 'output', name: string, schemas: Record<string, unknown>): unknown {
  const {
    $schema: _,
    $defs = {},
    ...own
  } = z.toJSONSchema(closed(schema), { io, unrepresentable: 'any' }) as Json & { $defs?: Json };
  const moved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(moved);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => {
        if (key !== '$ref' || typeof member !== 'string') return [key, moved(member)];
        const target = member === '#' ? name : member.replace('#/$defs/', `${name}.`);
        return [key, `#/components/schemas/${target}`];
      }),
    );
  };
  for (const [key, part] of Object.entries($defs)) schemas[`${name}.${key}`] = moved(part);
  const whole = moved(own);
  if (name !== 'Problem' && !JSON.stringify(own).includes('"$ref":"#"')) return whole;
  schemas[name] = whole;
  return { $ref: `#/components/schemas/${name}` };
}
