import type { z } from 'zod';
import type { Route } from '../../../contract/kernel/route.ts';
import { type FieldProblem, fieldProblems, type Language } from '../../../contract/kernel/validation.ts';

/**
 * The schema of what an operation is sent, fetched when the operation came without. Undefined when it cannot be had now: the server checks
 * all the same, and what is typed must be possible to send.
 */
export async function bodySchemaOf(route: Route): Promise<z.ZodType | undefined> {
  if (route.body || !route.whole) return route.body;
  return route.whole().then(
    ({ body }) => body,
    () => undefined,
  );
}

/** The contract's own validation, before anything is sent: the same rules and the same words as the server's. */
export function faultsOf(schema: z.ZodType | undefined, body: unknown, language: Language): FieldProblem[] {
  if (!schema) return [];
  const result = schema.safeParse(body, { reportInput: true });
  return result.success ? [] : fieldProblems(result.error.issues, language);
}

/** The first fault of each field, by the field's name: `includedUnitIds.0` belongs to `includedUnitIds`. */
export function byField(
  faults: readonly FieldProblem[],
  alias: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, FieldProblem> {
  const found = new Map<string, FieldProblem>();
  for (const fault of faults) {
    const head = fault.path.split('.')[0] ?? '';
    const name = alias[fault.path] ?? alias[head] ?? head;
    if (!found.has(name)) found.set(name, fault);
  }
  return found;
}
