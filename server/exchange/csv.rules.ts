/** The two tables that are read: which columns, by their Swedish and English names. */
export interface Column {
  readonly sv: string;
  readonly en: string;
  /** Other names met in the field. */
  readonly also?: readonly string[];
  readonly required?: boolean;
}

export const personColumns = {
  identity: {
    sv: 'personnummer',
    en: 'identity',
    also: ['personal_identity_number', 'samordningsnummer', 'reservnummer', 'pnr'],
    required: true,
  },
  givenName: { sv: 'förnamn', en: 'given_name', also: ['tilltalsnamn', 'first_name'], required: true },
  familyName: { sv: 'efternamn', en: 'family_name', also: ['last_name'], required: true },
  birthDate: { sv: 'födelsedatum', en: 'birth_date' },
  protection: { sv: 'skydd', en: 'protection', also: ['skyddade personuppgifter'] },
  language: { sv: 'språk', en: 'language' },
  interpreter: { sv: 'tolk', en: 'interpreter' },
  street: { sv: 'gatuadress', en: 'street', also: ['adress', 'address'] },
  postalCode: { sv: 'postnummer', en: 'postal_code' },
  town: { sv: 'postort', en: 'town', also: ['ort', 'city'] },
  municipalityCode: { sv: 'kommunkod', en: 'municipality_code' },
  phone: { sv: 'telefon', en: 'phone' },
  email: { sv: 'e-post', en: 'email', also: ['epost', 'mejl'] },
  deceasedOn: { sv: 'avliden', en: 'deceased_on' },
  unit: { sv: 'enhet', en: 'unit' },
  role: { sv: 'roll', en: 'role' },
} as const satisfies Record<string, Column>;

export const unitColumns = {
  code: { sv: 'kod', en: 'code', also: ['enhetskod', 'unit_code'], required: true },
  name: { sv: 'namn', en: 'name', also: ['enhet'], required: true },
  tag: { sv: 'etikett', en: 'tag', also: ['kortnamn'] },
  kind: { sv: 'slag', en: 'kind', also: ['enhetstyp'], required: true },
  hsaId: { sv: 'hsa-id', en: 'hsa_id', also: ['hsaid'] },
  municipalityCode: { sv: 'kommunkod', en: 'municipality_code' },
  email: { sv: 'e-post', en: 'email', also: ['epost', 'funktionsbrevlåda'] },
  openedOn: { sv: 'öppnad', en: 'opened_on' },
  provider: { sv: 'vårdgivare', en: 'provider', also: ['omsorgsgivare', 'utförare'], required: true },
  providerName: { sv: 'vårdgivarnamn', en: 'provider_name' },
  branch: { sv: 'sekretessområde', en: 'branch' },
  authority: { sv: 'huvudman', en: 'authority' },
  authorityName: { sv: 'huvudmannanamn', en: 'authority_name' },
  authorityKind: { sv: 'huvudmanstyp', en: 'authority_kind' },
  orgNumber: { sv: 'organisationsnummer', en: 'organisation_number' },
} as const satisfies Record<string, Column>;

export type PersonField = keyof typeof personColumns;
export type UnitField = keyof typeof unitColumns;

const plain = (name: string): string =>
  name
    .trim()
    .toLocaleLowerCase('sv')
    .replaceAll(/[\s_]+/gu, ' ')
    .normalize('NFC');
const named = (columns: Readonly<Record<string, Column>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(columns).flatMap(([field, { sv, en, also }]) =>
      [sv, en, ...(also ?? [])].map((name) => [plain(name), field] as const),
    ),
  );

export interface Header {
  readonly table: 'persons' | 'units';
  /** Field of each column, or undefined for one that is not known. */
  readonly fields: readonly (string | undefined)[];
  readonly missing: readonly Column[];
  readonly twice: readonly string[];
}

/** Which table the first row heads: the one that more of its columns belong to. */
export function readHeader(names: readonly string[]): Header | undefined {
  const read = (table: 'persons' | 'units', columns: Readonly<Record<string, Column>>): Header & { hits: number } => {
    const by = named(columns);
    const fields = names.map((name) => by.get(plain(name)));
    const known = fields.filter((field) => field !== undefined);
    return {
      table,
      fields,
      hits: known.length,
      missing: Object.entries(columns)
        .filter(([field, { required }]) => required && !known.includes(field))
        .map(([, column]) => column),
      twice: known.filter((field, i) => known.indexOf(field) !== i),
    };
  };
  const [best] = [read('persons', personColumns), read('units', unitColumns)].sort(
    (a, b) => a.missing.length - b.missing.length || b.hits - a.hits,
  );
  return best && best.hits >= 2 ? best : undefined;
}

/** The separator of the first line: the one of `;`, `,` and tab that stands in it most often outside quotes. */
export function separatorOf(text: string): ';' | ',' | '\t' {
  const line = (/^[^\r\n]*/u.exec(text)?.[0] ?? '').replaceAll(/"[^"]*"/gu, '');
  const count = (c: string): number => line.split(c).length;
  return count(';') >= count(',') && count(';') >= count('\t') ? ';' : count(',') >= count('\t') ? ',' : '\t';
}

const yes = new Set(['ja', 'yes', 'true', '1', 'x', 'sant', 'j', 'y']);
const no = new Set(['', 'nej', 'no', 'false', '0', 'falskt', 'n']);
/** Yes or no as people write it; undefined when it is neither. */
export const yesOrNo = (text: string): boolean | undefined =>
  yes.has(text.trim().toLocaleLowerCase('sv')) ? true : no.has(text.trim().toLocaleLowerCase('sv')) ? false : undefined;

const protectionWords: Readonly<Record<string, 'none' | 'confidential' | 'protected_registration'>> = {
  '': 'none',
  nej: 'none',
  none: 'none',
  ingen: 'none',
  inget: 'none',
  no: 'none',
  sekretessmarkering: 'confidential',
  confidential: 'confidential',
  'skyddad folkbokföring': 'protected_registration',
  skyddadfolkbokforing: 'protected_registration',
  'protected registration': 'protected_registration',
};
export const protectionIn = (text: string) => protectionWords[plain(text)];
