import type { z } from 'zod';
import type { Route } from '../../../contract/kernel/route.ts';
import { hasLuhnCheckDigit } from '../../../contract/kernel/personal-identity.ts';
import { definitionOf } from './closed.ts';

/** Tolvan Tolvansson, the Swedish authorities' made-up person, as identities are written. */
const identities = ['191212121212', '19121212-1212', '1212121212', '121212-1212', '121212+1212'];
const named = /person_?(al)?_?(nummer|number|identity)|pnr|ssn|samordning/iu;

/**
 * Refuses, at registration, a route that could carry a personal identity in its address or that is drawn wrong.
 *
 * @throws Error saying which route and why
 */
export function checkRoute(name: string, route: Route): void {
  const refuse = (why: string): never => {
    throw new Error(`route ${name} (${route.method} ${route.path}): ${why}`);
  };
  if (!/^(\/:[a-zA-Z]+|\/[a-z\d][a-z\d.-]*)+$/u.test(route.path))
    refuse('the path is not lower case words and :parameters');
  if (route.callers.length === 0) refuse('nobody may call it');
  if (route.method === 'GET' && route.body) refuse('a GET has no body');
  const inPath = [...route.path.matchAll(/:([a-zA-Z]+)/gu)].map(([, parameter]) => parameter ?? '');
  const params = shapeOf(route.params);
  if (inPath.toSorted().join() !== Object.keys(params).toSorted().join())
    refuse('path and params name different parameters');
  for (const [parameter, schema] of Object.entries(params)) {
    if (identities.some((identity) => schema.safeParse(identity).success))
      refuse(`the parameter ${parameter} would take a personal identity: make it an id or a choice`);
  }
  const risky = Object.keys(shapeOf(route.query)).find((key) => named.test(key));
  if (risky) refuse(`the query ${risky} would carry a personal identity: send it in a body`);
}

/** The members of an object schema, also behind optional, default and pipe. */
export function shapeOf(schema: z.ZodType | undefined): Record<string, z.ZodType> {
  if (!schema) return {};
  const def = definitionOf(schema);
  if (def.type === 'object') return def['shape'] as Record<string, z.ZodType>;
  return shapeOf((def['innerType'] ?? def['in']) as z.ZodType | undefined);
}

/** Whether a text holds what is, by shape, date and check digit, a personal identity. Ids are passed by. */
export function holdsIdentity(text: string): boolean {
  if (/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/iu.test(text)) return false;
  return [...text.matchAll(/(?<!\d)(?:18|19|20)?(\d{2})(\d{2})(\d{2})[-+ ]?(\d{4})(?!\d)/gu)].some(
    ([, year, month, day, end]) => {
      const inMonth = Number(day) % 60; // a samordningsnummer has the day plus 60
      return Number(month) <= 12 && inMonth <= 31 && hasLuhnCheckDigit(`${year}${month}${day}${end}`);
    },
  );
}
