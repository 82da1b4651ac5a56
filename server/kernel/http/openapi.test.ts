import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { route, type Routes } from '../../../contract/kernel/route.ts';
import type { Ground } from '../db/transaction.ts';
import type { OpenApi } from './openapi.ts';
import { Ajv, faultsIn } from './openapi.fixture.ts';
import { serveOpenApi } from './openapi.ts';
import { serve } from './serve.ts';
import { newServer } from './server.ts';

interface Branch {
  name: string;
  branches?: Branch[] | undefined;
}
const Branch: z.ZodType<Branch> = z.object({
  name: z.string(),
  get branches() {
    return z.array(Branch).optional();
  },
});
const day = z.iso.date();
const routes = {
  tree: route({
    method: 'GET',
    path: '/trees/:treeId',
    summary: 'A tree',
    callers: ['staff'],
    params: z.object({ treeId: z.uuid() }),
    query: z.object({ from: day.optional(), to: day }),
    response: Branch,
  }),
  plant: route({
    method: 'POST',
    path: '/trees/:treeId/branches',
    summary: 'Plant',
    callers: ['staff', 'person'],
    params: z.object({ treeId: z.uuid() }),
    body: z.object({ tree: Branch, when: z.coerce.number().int().default(1) }),
    response: z.object({ id: z.uuid() }),
  }),
  about: route({
    method: 'GET',
    path: '/about',
    summary: 'About',
    callers: ['anyone'],
    response: z.object({ at: z.iso.datetime() }).nullable(),
  }),
} satisfies Routes;

const handlers = { tree: async () => ({ name: 'x' }), plant: async () => ({ id: '' }), about: async () => null };

describe('the OpenAPI description', () => {
  it('holds every route, is sound in structure, and refuses what the server refuses', async () => {
    const app = newServer();
    serve(app, {} as Ground, routes, handlers, { callerOf: async () => null });
    serveOpenApi(app);
    const document = (await app.inject('/api/openapi.json')).json<OpenApi>();
    assert.deepEqual(faultsIn(document), []);
    for (const one of Object.values(routes)) {
      const path = `/api${one.path.replace(':treeId', '{treeId}')}`;
      assert.equal(document.paths[path]?.[one.method.toLowerCase()]?.['summary'], one.summary);
    }
    const ajv = new Ajv({ strict: false, validateFormats: false });
    ajv.addSchema(document, 'document');
    const pointer = '#/paths/~1api~1trees~1%7BtreeId%7D~1branches/post/requestBody/content/application~1json/schema';
    const fits = ajv.compile({ $ref: `document${pointer}` });
    assert.ok(fits({ tree: { name: 'ash', branches: [{ name: 'twig' }] } }));
    assert.ok(!fits({ tree: { name: 'ash', branches: [{ name: 1 }] } }));
    assert.ok(!fits({ tree: { name: 'ash' }, more: 1 }), 'unknown properties are refused');
  });

  it('is found faulty when it is', () => {
    const broken = {
      openapi: '3.1.0',
      paths: {
        '/x/{id}': {
          get: { operationId: 'x', responses: {}, requestBody: { schema: { $ref: '#/components/schemas/none' } } },
        },
      },
      components: { schemas: {}, securitySchemes: {} },
    };
    assert.ok(faultsIn(broken).length >= 4, faultsIn(broken).join('\n'));
  });
});
