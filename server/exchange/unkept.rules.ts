/** What a resource says that has no place here, and what may not be passed over. */
import { extensions } from './fhir.rules.ts';

/** What says nothing of the matter itself. `display` repeats what a reference or a code already names. */
const silent = new Set([
  'resourceType',
  'id',
  'text',
  'profile',
  'versionId',
  'lastUpdated',
  'display',
  'language',
  'div',
  'userSelected',
  'version',
  'tag',
  'assigner',
  'use',
  'type',
  'fhir_comments',
  'intent',
]);
/** Where those words do carry something. */
const spoken = new Set(['communication', 'resource']);

const knownExtensions: ReadonlySet<string> = new Set(Object.values(extensions));

/** Path as FHIR writes it: `Bundle.entry[3].resource.identifier[0].value`. */
export const pathOf = (base: string, parts: readonly PropertyKey[]): string =>
  parts.reduce<string>(
    (path, part) =>
      typeof part === 'number' ? `${path}[${part}]` : path === '' ? String(part) : `${path}.${String(part)}`,
    base,
  );

export interface Unkept {
  readonly path: string;
  readonly value: unknown;
}

/** Everything in the raw resource that the schema did not take along, at most 200 a resource. */
export function unkept(raw: unknown, read: unknown, base: string, found: Unkept[] = []): Unkept[] {
  if (found.length >= 200) return found;
  if (Array.isArray(raw)) {
    for (const [i, one] of raw.entries())
      unkept(one, Array.isArray(read) ? read[i] : undefined, `${base}[${i}]`, found);
    return found;
  }
  if (typeof raw !== 'object' || raw === null) {
    if (read === undefined) found.push({ path: base, value: raw });
    return found;
  }
  if (read === undefined || read === null) {
    found.push({ path: base, value: null });
    return found;
  }
  for (const [key, value] of Object.entries(raw)) {
    const kept = (read as Record<string, unknown>)[key];
    if (kept === undefined && silent.has(key) && !spoken.has(key)) continue;
    if (key === 'url' && base.includes('xtension[') && typeof value === 'string' && !knownExtensions.has(value)) {
      found.push({ path: base, value });
      continue;
    }
    unkept(value, kept, `${base}.${key}`, found);
  }
  return found;
}

/** The first element that changes the meaning of all around it, or undefined. FHIR R4: who does not know it must not process it. */
export function modifierIn(raw: unknown, base: string): string | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  for (const [key, value] of Object.entries(raw)) {
    const path = Array.isArray(raw) ? `${base}[${key}]` : `${base}.${key}`;
    if (key === 'modifierExtension' || key === 'implicitRules') return path;
    const inside = modifierIn(value, path);
    if (inside !== undefined) return inside;
  }
  return undefined;
}
