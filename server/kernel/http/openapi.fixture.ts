import { createRequire } from 'node:module';
import type { OpenApi } from './openapi.ts';

type Schema = Record<string, unknown>;
// Comes with Fastify; only tests need it.
export const { default: Ajv } = createRequire(createRequire(import.meta.url).resolve('fastify'))(
  'ajv/dist/2020.js',
) as {
  default: new (options: object) => {
    addSchema(schema: object, key: string): void;
    compile(schema: Schema): (value: unknown) => boolean;
  };
};

/** Everything that stands under a key anywhere in a value. */
const under = (value: unknown, key: string): unknown[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, member]) => [...(name === key ? [member] : []), ...under(member, key)]);

/** Faults in structure that the OpenAPI 3.1 specification names. */
export function faultsIn(document: OpenApi): string[] {
  const faults: string[] = [];
  const ids = under(document.paths, 'operationId');
  if (document.openapi !== '3.1.0') faults.push('version');
  if (new Set(ids).size !== ids.length) faults.push('an operationId twice');
  for (const [path, operations] of Object.entries(document.paths)) {
    const named = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);
    for (const [method, one] of Object.entries(operations)) {
      const parameters = (one['parameters'] ?? []) as {
        name: string;
        in: string;
        required: boolean;
        schema: unknown;
      }[];
      const inPath = parameters
        .filter((parameter) => parameter.in === 'path' && parameter.required)
        .map(({ name }) => name);
      if (new Set<unknown>(inPath).symmetricDifference(new Set(named)).size > 0)
        faults.push(`${method} ${path}: path parameters`);
      if (parameters.some(({ schema }) => !schema)) faults.push(`${method} ${path}: a parameter without schema`);
      if (!under(one['responses'], 'description').length) faults.push(`${method} ${path}: responses`);
      if (method === 'get' && 'requestBody' in one) faults.push(`${method} ${path}: a GET with a body`);
    }
  }
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema(document, 'document');
  for (const reference of under(document, '$ref')) {
    try {
      ajv.compile({ $ref: `document${String(reference)}` });
    } catch (error) {
      faults.push(`${String(reference)}: ${String(error)}`);
    }
  }
  for (const schema of under(document.paths, 'schema') as Schema[]) {
    const text = JSON.stringify(schema).replaceAll('"#/components', '"document#/components');
    try {
      ajv.compile(JSON.parse(text) as Schema);
    } catch (error) {
      faults.push(`${text.slice(0, 80)}: ${String(error)}`);
    }
  }
  return faults;
}
