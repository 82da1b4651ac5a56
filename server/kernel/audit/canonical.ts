/**
 * One way to write a JSON value, so that its bytes can be hashed and checked by anyone: RFC 8785, JSON Canonicalization
 * Scheme. The log keeps this text; it is never rendered again from columns.
 */

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/**
 * The canonical text of a value: keys sorted by UTF-16 code units, numbers as ECMAScript writes them, no white space.
 * TypeError, naming the place, for what JSON cannot say exactly: undefined, NaN, infinities, bigint, functions, symbols,
 * class instances (a Date too), holes in arrays and text with a lone surrogate. Nothing is left out in silence: an undefined
 * property is refused, since a reader of the log could not tell it from one that was never there.
 */
export function canonicalJson(value: JsonValue): string {
  return write(value, '$');
}

/** The UTF-8 bytes of `canonicalJson`, the input of a hash. */
export function canonicalBytes(value: JsonValue): Uint8Array {
  return Buffer.from(canonicalJson(value), 'utf8');
}

function write(value: unknown, place: string): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return text(value, place);
  // ECMAScript's shortest form is what RFC 8785 §3.2.2.3 asks; −0 becomes 0.
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, (item, i) => write(item, `${place}[${i}]`)).join(',')}]`;
  if (typeof value === 'object') return object(value, place);
  throw refusal(place, typeof value === 'number' ? String(value) : typeof value);
}

function object(value: object, place: string): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw refusal(place, value.constructor.name);
  if (Object.getOwnPropertySymbols(value).length > 0) throw refusal(place, 'symbol');
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1)) // `<` compares UTF-16 code units, RFC 8785 §3.2.3
    .map(([key, member]) => `${text(key, place)}:${write(member, `${place}.${key}`)}`);
  return `{${members.join(',')}}`;
}

function text(value: string, place: string): string {
  if (!value.isWellFormed()) throw refusal(place, 'a lone surrogate');
  return JSON.stringify(value);
}

function refusal(place: string, found: string): TypeError {
  return new TypeError(`no canonical JSON for ${found} at ${place}`);
}
