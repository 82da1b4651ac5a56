import { z } from 'zod';

/** A schema's definition as far as it is walked: some members are schemas, lists of schemas or the shape of an object. */
type Definition = Record<string, unknown> & { readonly type: string };

const single = ['innerType', 'element', 'keyType', 'valueType', 'in', 'out', 'rest', 'catchall'];
const lists = ['options', 'items'];

const isSchema = (value: unknown): value is z.ZodType => typeof value === 'object' && value !== null && '_zod' in value;

/** The definition of a schema, the same in every kind of zod 4 schema. */
export const definitionOf = (schema: z.ZodType): Definition => schema.def as unknown as Definition;

/**
 * The same schema, refusing unknown properties in every object it holds, however deep, unless an object says that it is open
 * (`z.looseObject`, `.catchall`). The sides of an intersection are left as they are: each would refuse the other's properties.
 */
export function closed<T extends z.ZodType>(schema: T): T {
  const made = new Map<z.ZodType, z.ZodType>();
  const close = (part: z.ZodType): z.ZodType => {
    const before = made.get(part);
    if (before) return before;
    const def = definitionOf(part);
    const members = [...single, ...lists].filter((key) => isSchema(def[key]) || Array.isArray(def[key]));
    if (def.type === 'intersection' || (members.length === 0 && !['object', 'lazy'].includes(def.type))) return part;
    const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(def)) as Definition;
    for (const key of members) {
      const held = def[key];
      later(copy, key, () =>
        Array.isArray(held) ? held.map((item: z.ZodType) => close(item)) : close(held as z.ZodType),
      );
    }
    if (def.type === 'lazy') later(copy, 'getter', () => () => close((def['getter'] as () => z.ZodType)()));
    if (def.type === 'object') {
      const shape = () => def['shape'] as Record<string, z.ZodType>;
      later(copy, 'shape', () => Object.fromEntries(Object.entries(shape()).map(([key, item]) => [key, close(item)])));
      if (!def['catchall']) later(copy, 'catchall', () => z.never());
    }
    const clone = part.clone(copy as never, { parent: true });
    made.set(part, clone);
    return clone;
  };
  return close(schema) as T;
}

/** A member worked out when it is first asked for, so that a schema may hold itself. */
function later(target: Definition, key: string, work: () => unknown): void {
  let found: { readonly value: unknown } | undefined;
  Object.defineProperty(target, key, {
    configurable: true,
    enumerable: true,
    get: () => (found ??= { value: work() }).value,
  });
}
