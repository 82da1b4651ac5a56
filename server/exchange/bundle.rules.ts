/** A bundle taken apart: which resources, by what names they refer to each other, and in which order they can be read in. */
import { systemOf } from '../../contract/kernel/organisation-identity.ts';
import type { EntryRefusal, FileRefusal } from '../../contract/exchange.ts';
import { isReadType, readTypes, type Identifier, type Read, type ReadType, type Reference } from './fhir.rules.ts';
import { pathOf } from './unkept.rules.ts';
import { canonical } from './text.rules.ts';

export interface Raw {
  /** `Bundle.entry[3].resource`, or the type for a resource alone. */
  readonly path: string;
  readonly type: ReadType;
  readonly raw: Readonly<Record<string, unknown>>;
  /** Names others refer to it by. */
  readonly names: readonly string[];
  /** What a relative reference in it is relative to. */
  readonly bases: readonly string[];
}
/** A resource as it was read: only the elements that have a place here. */
export interface FhirRead<T extends ReadType> {
  readonly it: Read<T>;
  readonly path: string;
  readonly bases: readonly string[];
}
export interface Fault {
  readonly path: string;
  readonly value: unknown;
  readonly code: EntryRefusal;
}
export type Opened =
  | { readonly ok: true; readonly entries: readonly Raw[]; readonly faults: readonly Fault[]; readonly total: number }
  | { readonly ok: false; readonly refusal: FileRefusal };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Opens a Bundle or a resource alone. Two resources of one name: the second is refused. */
export function openBundle(json: unknown): Opened {
  if (!isObject(json) || typeof json['resourceType'] !== 'string') return { ok: false, refusal: 'not_fhir' };
  const alone = json['resourceType'] !== 'Bundle';
  const listed = alone ? [{ resource: json }] : (json['entry'] ?? []);
  if (!Array.isArray(listed)) return { ok: false, refusal: 'not_fhir' };
  if (listed.length === 0) return { ok: false, refusal: 'no_entries' };
  const source = sourceOf(json);
  const entries: Raw[] = [];
  const faults: Fault[] = [];
  const taken = new Set<string>();
  for (const [i, entry] of (listed as unknown[]).entries()) {
    const at = `Bundle.entry[${i}]`;
    const opened = openEntry(entry, alone ? undefined : at, source);
    if ('code' in opened) faults.push(opened);
    else if (opened.names.some((name) => taken.has(name)))
      faults.push({ path: alone ? opened.path : at, value: opened.names[0], code: 'duplicate' });
    else {
      entries.push(opened);
      for (const name of opened.names) taken.add(name);
    }
  }
  return { ok: true, entries, faults, total: listed.length };
}

function openEntry(entry: unknown, at: string | undefined, source: string): Raw | Fault {
  if (!isObject(entry)) return { path: at ?? '', value: entry, code: 'invalid' };
  const request = entry['request'];
  if (isObject(request) && request['method'] === 'DELETE')
    return { path: `${at ?? ''}.request.method`, value: 'DELETE', code: 'method' };
  const raw = entry['resource'];
  if (!isObject(raw)) return { path: pathOf(at ?? '', ['resource']), value: null, code: 'missing' };
  const type = raw['resourceType'];
  const path = at === undefined ? String(type) : `${at}.resource`;
  if (!isReadType(type)) return { path: `${path}.resourceType`, value: type ?? null, code: 'resource_type' };
  const fullUrl = textOf(entry['fullUrl']);
  const id = textOf(raw['id']);
  const http = fullUrl && /^(https?:\/\/.+\/)[A-Za-z]+\/[^/]+$/u.exec(fullUrl)?.[1];
  const own = http ?? (sourceOf(raw) || source);
  const names = [
    ...new Set([fullUrl, id === undefined ? undefined : `${own}${type}/${id}`].filter((name) => name !== undefined)),
  ];
  return { path, type, raw, names, bases: [...new Set([own, source])] };
}

/** Where a resource says that it comes from, without the fragment that names a part of it. */
function sourceOf(resource: Readonly<Record<string, unknown>>): string {
  const meta = resource['meta'];
  const source = isObject(meta) ? textOf(meta['source']) : undefined;
  return source === undefined ? '' : `${source.replace(/#.*$/u, '')}|`;
}

const personal = new Set(['personnummer', 'samordningsnummer', 'reservnummer', 'lmaNummer']);

/** What an entry is remembered by: the first identifier of its own that is not a person's number, else its name, else all that it says. */
export function keyOf({ type, raw, names }: Raw): string {
  const identifiers = (
    Array.isArray(raw['identifier']) && type !== 'RelatedPerson' ? raw['identifier'] : []
  ) as unknown[];
  for (const one of identifiers) {
    if (!isObject(one)) continue;
    const key = identifierKey(type, one);
    if (key !== undefined) return key;
  }
  return names[0] === undefined ? `${type}|${canonical(raw)}` : `${type}|${names[0]}`;
}

export function identifierKey(type: string, { system, value }: Identifier): string | undefined {
  if (typeof system !== 'string' || typeof value !== 'string') return undefined;
  const known = systemOf(system);
  if (known !== undefined && personal.has(known)) return undefined;
  // HSA ids and organisation numbers have several names for one and the same system.
  return `${type}|${known ?? system.trim()}|${known === 'hsaId' ? value.trim().toUpperCase() : value.trim()}`;
}

/** The names that a reference may mean, the likeliest first. */
export function namesMeant({ reference }: Reference, bases: readonly string[]): string[] {
  if (reference === undefined) return [];
  const plain = reference.replace(/\/_history\/[^/]*$/u, '');
  return /^(urn:|https?:)/u.test(plain) ? [plain] : bases.map((base) => base + plain);
}

/** Every reference in a resource, wherever it stands. */
export function referencesIn(raw: unknown, found: Reference[] = []): Reference[] {
  if (Array.isArray(raw)) for (const one of raw) referencesIn(one, found);
  else if (isObject(raw)) {
    if (typeof raw['reference'] === 'string') found.push({ reference: raw['reference'] });
    for (const value of Object.values(raw)) referencesIn(value, found);
  }
  return found;
}

/** Organisations from the outermost in, and those that stand in a ring. */
export function byPartOf(
  organisations: readonly Raw[],
  index: ReadonlyMap<string, Raw>,
): { order: Raw[]; rings: Raw[] } {
  const outer = (one: Raw): Raw | undefined => {
    const partOf = one.raw['partOf'];
    const name = isObject(partOf) ? namesMeant(partOf as Reference, one.bases).find((n) => index.has(n)) : undefined;
    return name === undefined ? undefined : index.get(name);
  };
  const depth = new Map<Raw, number>();
  const rings = new Set<Raw>();
  for (const start of organisations) {
    const way: Raw[] = [];
    let at: Raw | undefined = start;
    while (at && !depth.has(at) && !rings.has(at)) {
      const before = way.indexOf(at);
      if (before >= 0) {
        for (const one of way.slice(before)) rings.add(one);
        break;
      }
      way.push(at);
      at = outer(at);
    }
    let level = at && depth.has(at) ? (depth.get(at) ?? 0) + 1 : 0;
    for (const one of way.toReversed()) if (!rings.has(one)) depth.set(one, level++);
  }
  const order = organisations
    .filter((one) => !rings.has(one))
    .toSorted((a, b) => (depth.get(a) ?? 0) - (depth.get(b) ?? 0));
  return { order, rings: [...rings] };
}

const rank = Object.fromEntries(Object.keys(readTypes).map((type, i) => [type, i]));
export const inOrder = (a: Raw, b: Raw): number => (rank[a.type] ?? 0) - (rank[b.type] ?? 0);
