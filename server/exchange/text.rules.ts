/** The file as text: which encoding, which limits, and what of it may be shown. */
import type { FileRefusal } from '../../contract/exchange.ts';

export const largest = 50 * 1024 * 1024;
export const deepest = 40;

export type Decoded =
  | { readonly ok: true; readonly text: string; readonly encoding: 'utf-8' | 'windows-1252' }
  | { readonly ok: false; readonly refusal: FileRefusal };

/** UTF-8 with or without BOM; where it is not, Windows-1252, which Swedish spreadsheets still write. JSON is always UTF-8 (RFC 8259 8.1). */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length > largest) return { ok: false, refusal: 'too_large' };
  try {
    return content(new TextDecoder('utf-8', { fatal: true }).decode(bytes), 'utf-8');
  } catch {
    // C1 control characters and NUL: not something anybody wrote in Windows-1252.
    if (
      /^\s*[[{]/u.test(new TextDecoder('latin1').decode(bytes.subarray(0, 50))) ||
      bytes.some((b) => b === 0 || b === 0x81 || b === 0x8d || b === 0x8f || b === 0x90 || b === 0x9d)
    )
      return { ok: false, refusal: 'not_text' };
    return content(new TextDecoder('windows-1252', { fatal: true }).decode(bytes), 'windows-1252');
  }
}

function content(decoded: string, encoding: 'utf-8' | 'windows-1252'): Decoded {
  const text = decoded.replace(/^\uFEFF/u, '');
  if (text.trim() === '') return { ok: false, refusal: 'empty' };
  return text.includes('\0') ? { ok: false, refusal: 'not_text' } : { ok: true, text, encoding };
}

/** Levels of objects and lists, counted on the text so that no reader has to recurse into a hostile one. */
export function isTooDeep(json: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < json.length; i += 1) {
    const c = json.charCodeAt(i);
    if (quoted) {
      if (c === 0x5c) i += 1;
      else if (c === 0x22) quoted = false;
    } else if (c === 0x22) quoted = true;
    else if (c === 0x7b || c === 0x5b) {
      depth += 1;
      if (depth > deepest) return true;
    } else if (c === 0x7d || c === 0x5d) depth -= 1;
  }
  return false;
}

/**
 * A value as it may stand in a report: every identity number shown by its last four places only, in whatever way it is written, and at
 * most 60 characters.
 */
export function masked(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const hidden = text
    .replace(
      /(?<!\d)(\d{2}[ -]?)?\d{2}[ -]?\d{2}[ -]?\d{2} ?[-+\u2010-\u2013\u2212]? ?([\dA-Z]{3}\d)(?!\d)/giu,
      '********$2',
    )
    .replace(/\d{8,}/gu, (digits) => `********${digits.slice(-4)}`)
    // eslint-disable-next-line no-control-regex -- what a terminal would obey is shown as a dot
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '·');
  return hidden.length > 60 ? `${hidden.slice(0, 59)}…` : hidden;
}

/** The same object with the same members, whatever order they came in, as one text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  return `{${Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
    .join(',')}}`;
}
