import type { RefusedCell, Table } from '../../contract/administration.ts';
import { readEnd, readStart, writeEnd, writeStart } from '../../contract/kernel/last-day.ts';
import { toIso, type Instant } from '../../contract/kernel/time.ts';
import { audiences, channels, staffRoles, termUnits, unitKinds } from '../../contract/organisations.ts';

/** The columns of each table as they stand in the file, in order. The first ones are what a row is known by. */
export const columnsOf = {
  units: ['Kod', 'Namn', 'Kort namn', 'Slag', 'Kommun', 'HSA-id', 'E-post', 'Öppnar', 'Sista dag'],
  ways: ['Enhet', 'Id', 'Kanal', 'Nummer', 'Etikett', 'Etikett på engelska', 'För', 'Öppet', 'Ordning', 'Sista dag'],
  staff: ['Enhet', 'Inloggning', 'Namn', 'Titel', 'HSA-id', 'Roll', 'Från', 'Till och med'],
  hours: [
    'Överenskommelse',
    'Id',
    'Veckodag',
    'Börjar',
    'Slutar',
    'Anteckning',
    'Gäller från',
    'Sista dag',
    'Källa',
    'Kontrollerad',
  ],
  terms: ['Överenskommelse', 'Nyckel', 'Gäller från', 'Antal', 'Tidsenhet', 'Källa', 'Kontrollerad'],
} as const satisfies Record<Table, readonly string[]>;

/** Swedish words for what has a code; the code itself is read too. */
export const words = {
  channel: { phone: 'telefon', video: 'video', email: 'e-post', message: 'meddelande', visit: 'besök' },
  audience: { staff: 'personal', public: 'allmänhet', both: 'alla' },
  role: {
    nurse: 'sjuksköterska',
    assistant_nurse: 'undersköterska',
    physician: 'läkare',
    therapist: 'terapeut',
    counsellor: 'kurator',
    assessor: 'handläggare',
    coordinator: 'samordnare',
    head: 'chef',
    leader: 'ledningsgrupp',
    administrator: 'administratör',
  },
  termUnit: {
    minutes: 'minuter',
    hours: 'timmar',
    calendar_days: 'dagar',
    working_days: 'arbetsdagar',
    months: 'månader',
  },
} as const satisfies {
  channel: Record<(typeof channels)[number], string>;
  audience: Record<(typeof audiences)[number], string>;
  role: Record<(typeof staffRoles)[number], string>;
  termUnit: Record<(typeof termUnits)[number], string>;
};
const closedLists = {
  channel: channels,
  audience: audiences,
  role: staffRoles,
  termUnit: termUnits,
  kind: unitKinds,
} as const;

const wordsOf: Readonly<Record<string, Readonly<Record<string, string>>>> = words;

/** A code by its Swedish word or itself; undefined when it is neither. */
export function codeOf<L extends keyof typeof closedLists>(
  list: L,
  text: string,
): (typeof closedLists)[L][number] | undefined {
  const said = text.trim().toLowerCase();
  const known = wordsOf[list] ?? {};
  return closedLists[list].find((code) => code === said || known[code] === said);
}

/** What a spreadsheet would run as a formula gets an apostrophe before it, as Excel itself writes text (OWASP, CSV injection). */
const guard = (cell: string): string => (/^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell);
export const unguard = (cell: string): string => (/^'[=+\-@\t\r]/u.test(cell) ? cell.slice(1) : cell);

/** Swedish Excel: byte order mark, semicolons, CRLF. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => {
    const safe = guard(text);
    return /[";\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('')}`;
}

export const weekdayWords = ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'] as const;
/** 1 Monday to 7 Sunday, by its Swedish name (also its beginning, `mån`) or number. */
export function weekdayIn(text: string): number | undefined {
  const said = text.trim().toLowerCase();
  if (/^[1-7]$/u.test(said)) return Number(said);
  const at = said.length < 3 ? -1 : weekdayWords.findIndex((word) => word.startsWith(said));
  return at < 0 ? undefined : at + 1;
}
/** `8`, `8.30`, `08:30` as `HH:MM`. */
export function clockIn(text: string): string | undefined {
  const said = /^(\d{1,2})(?:[.:](\d{2}))?$/u.exec(text.trim());
  if (!said || Number(said[1]) > 23 || Number(said[2] ?? 0) > 59) return undefined;
  return `${(said[1] ?? '').padStart(2, '0')}:${said[2] ?? '00'}`;
}

/** A whole number as Swedish Excel writes it: `1 000`, `4,0`. */
export function wholeIn(text: string): number | undefined {
  const plain = text.replaceAll(/[\s\u00A0\u202F]/gu, '').replace(/,0+$/u, '');
  return /^\d{1,6}$/u.test(plain) ? Number(plain) : undefined;
}
export function yesNoIn(text: string): boolean | undefined {
  if (/^(ja|yes|sant|true|1)$/iu.test(text.trim())) return true;
  return /^(nej|no|falskt|false|0|)$/iu.test(text.trim()) ? false : undefined;
}

export const endText = (iso: string | null): string => (iso === null ? '' : writeEnd(Date.parse(iso)));
export const startText = (iso: string): string => writeStart(Date.parse(iso));
/** The end in a cell; empty is no end. */
export const endIn = (text: string, now: Instant): string | null | undefined => {
  if (text.trim() === '') return null;
  const end = readEnd(text, now);
  return end === undefined ? undefined : toIso(end);
};
export const startIn = (text: string, now: Instant): string | undefined => {
  const start = readStart(text, now);
  return start === undefined ? undefined : toIso(start);
};

/** One row of a file, and what is wrong in it. */
export class RowReader {
  readonly number: number;
  readonly #cells: Readonly<Record<string, string>>;
  readonly #refused: RefusedCell[];
  constructor(number: number, cells: Readonly<Record<string, string>>, refused: RefusedCell[]) {
    this.number = number;
    this.#cells = cells;
    this.#refused = refused;
  }
  text(column: string): string {
    return unguard(this.#cells[column] ?? '').trim();
  }
  refuse(column: string, why: RefusedCell['why']): undefined {
    this.#refused.push({ row: this.number, column, value: (this.#cells[column] ?? '').slice(0, 200), why });
    return undefined;
  }
  /** What a cell says, or a refusal of it. */
  read<T>(
    column: string,
    reading: (text: string) => T | undefined,
    why: RefusedCell['why'] = 'unreadable',
  ): T | undefined {
    const text = this.text(column);
    const value = reading(text);
    return value === undefined ? this.refuse(column, text === '' ? 'required' : why) : value;
  }
  some(column: string, longest: number): string | undefined {
    const text = this.text(column);
    if (text === '') return this.refuse(column, 'required');
    return text.length > longest ? this.refuse(column, 'too_long') : text;
  }
}

/** Only what differs from what stands; a space at an end is no difference. */
export function differing<S extends object>(said: S, stands: Readonly<Record<string, unknown>>): Partial<S> {
  const plain = (value: unknown): string => JSON.stringify(typeof value === 'string' ? value.trim() : (value ?? null));
  return Object.fromEntries(
    Object.entries(said).filter(([key, value]) => plain(value) !== plain(stands[key])),
  ) as Partial<S>;
}

/** What a row says, when every cell of it could be read. */
export const complete = <T extends object>(values: { [K in keyof T]: T[K] | undefined }): T | undefined =>
  Object.values(values).includes(undefined) ? undefined : (values as T);
