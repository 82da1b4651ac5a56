import fc, { type Arbitrary } from 'fast-check';
import type { z } from 'zod';
import { definitionOf } from '../kernel/http/closed.ts';

/** Values that have broken other programs. */
export const hostileValues: readonly unknown[] = [
  '',
  ' ',
  '\0',
  '\uD800',
  "'; drop table people.person; --",
  '<script>alert(1)</script>',
  '\u202Eabc',
  '👩🏽‍⚕️',
  'x'.repeat(10_001),
  '2023-02-30',
  '2023-02-30T00:00:00Z',
  '9999-12-31T23:59:59.999999999+23:59',
  '0000-01-01T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '191212121213',
  -1,
  0,
  0.1,
  2_147_483_648,
  Number.MAX_SAFE_INTEGER,
  1e308,
  null,
  true,
  [],
  {},
  [[[]]],
  { $gt: '' },
  { length: 1e9 },
  { toString: 'x' },
];

/** Values that a schema of the contract takes. Ids come from `ids`, so that most of them are of something that is there. */
export function arbitraryOf(schema: z.ZodType, ids: () => readonly string[], now: number): Arbitrary<unknown> {
  const of = (part: unknown): Arbitrary<unknown> => arbitraryOf(part as z.ZodType, ids, now);
  const def = definitionOf(schema);
  const { minLength, maxLength, minValue, maxValue, format } = schema as unknown as Record<
    'minLength' | 'maxLength' | 'minValue' | 'maxValue',
    number | null
  > & { format?: string | null };
  switch (def.type) {
    case 'string': {
      if (format === 'uuid' || format === 'guid') return fc.nat().map((n) => ids()[n % ids().length] ?? '');
      if (format === 'datetime')
        return fc.integer({ min: -400, max: 4_000 }).map((hours) => new Date(now + hours * 3_600_000).toISOString());
      if (format === 'date')
        return fc
          .integer({ min: -30_000, max: 3 })
          .map((days) => new Date(now + days * 86_400_000).toISOString().slice(0, 10));
      if (format === 'email') return fc.constant('namn@example.se');
      const plain = fc.constantFrom(
        'Gå till torget',
        'sv',
        '1496',
        '541 30',
        '031-390 06 01',
        '0',
        '2',
        'osl_10_2',
        'osl_25_12',
        'Behövs för nödvändigt stöd',
        'a'.repeat(300),
      );
      return fc.oneof(
        { weight: 5, arbitrary: plain },
        {
          weight: 1,
          arbitrary: fc.string({
            unit: 'grapheme',
            minLength: minLength ?? 0,
            maxLength: Math.max(minLength ?? 0, Math.min(maxLength ?? 40, 60)),
          }),
        },
      );
    }
    case 'number':
      return fc.integer({
        min: Math.max(minValue ?? -3, -1_000_000),
        max: Math.min(maxValue ?? 3, (minValue ?? -3) + 3),
      });
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...Object.values(def['entries'] as Record<string, string>));
    case 'literal':
      return fc.constantFrom(...(def['values'] as unknown[]));
    case 'array':
      return fc.array(of(def['element']), { minLength: minLength ?? 0, maxLength: 3 });
    case 'optional':
      return fc.option(of(def['innerType']), { nil: undefined });
    case 'nullable':
      return fc.option(of(def['innerType']), { nil: null });
    case 'default':
      return fc.oneof(fc.constant(undefined), of(def['innerType']));
    case 'union':
      return fc.oneof(...(def['options'] as unknown[]).map(of));
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(def['shape'] as Record<string, unknown>).map(([key, part]) => [key, of(part)]),
        ),
      );
    case 'pipe':
      return of(def['in']);
    default:
      return fc.constant(undefined);
  }
}

/** One member of an object, anywhere in it, changed to something hostile, left out, or joined by one that is not known. */
export function spoiled(value: unknown, n: number, bad: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad;
  const keys = Object.keys(value);
  const key = keys[n % (keys.length + 1)];
  if (key === undefined) return { ...value, oväntat: bad };
  const held = (value as Record<string, unknown>)[key];
  return {
    ...value,
    [key]: typeof held === 'object' && held !== null && n % 2 === 1 ? spoiled(held, n >> 1, bad) : bad,
  };
}
