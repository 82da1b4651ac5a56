import { Refusal } from '../refusal.ts';

/** Deeper than any form; every walk over a body is then safe from running out of stack. */
const deepest = 32;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a JSON body.
 *
 * @throws Refusal `unreadable` for bytes that are not UTF-8, text that is not JSON, more than 32 levels, and property names
 * that reach for an object's prototype
 */
export function readJson(bytes: Buffer): unknown {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(bytes));
  } catch {
    // The parser's own words quote what was sent, which may be about a person.
    throw new Refusal('unreadable', 'not JSON in UTF-8');
  }
  const fault = faultIn(value);
  if (fault) throw new Refusal('unreadable', fault);
  return value;
}

function faultIn(root: unknown): string | undefined {
  let level = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return 'too many levels';
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      if (Object.hasOwn(value, '__proto__') || Object.hasOwn(value, 'constructor'))
        return 'a name that reaches for the prototype';
      for (const member of Object.values(value)) if (typeof member === 'object' && member !== null) next.push(member);
    }
    level = next;
  }
  return undefined;
}

/**
 * The paths of what cannot be stored as it stands: text with NUL or half a character pair (PostgreSQL refuses both), and
 * numbers that JSON could not hold.
 */
export function unwritableIn(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value === 'string') return writable(value) ? [] : [path.join('.')];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path.join('.')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    writable(key) ? unwritableIn(member, [...path, key]) : [path.join('.')],
  );
}

const writable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');
