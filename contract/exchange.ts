/** The exchange room: what comes in from other systems. So far the import of a file; its report is what the operator reads. */
import type { ProblemCode } from './kernel/problems.ts';

/** What the whole file is refused for. Nothing of it is read further. */
export const fileRefusals = {
  too_large: { sv: 'Filen är större än 50 MB. Dela den.', en: 'The file is larger than 50 MB. Divide it.' },
  empty: { sv: 'Filen är tom.', en: 'The file is empty.' },
  not_text: {
    sv: 'Filen är varken UTF-8 eller Windows-1252. Spara om den som UTF-8.',
    en: 'The file is neither UTF-8 nor Windows-1252. Save it as UTF-8.',
  },
  not_json: { sv: 'Filen går inte att läsa som JSON.', en: 'The file cannot be read as JSON.' },
  too_deep: { sv: 'Filen har fler än 40 nivåer.', en: 'The file has more than 40 levels.' },
  not_fhir: {
    sv: 'Filen är varken en FHIR-resurs eller en CSV-tabell som känns igen.',
    en: 'The file is neither a FHIR resource nor a CSV table that is known.',
  },
  no_entries: { sv: 'Filen innehåller inga poster.', en: 'The file holds no entries.' },
  too_many: {
    sv: 'För många poster för att läsas in som en enda helhet. Dela filen eller använd --partly.',
    en: 'Too many entries to be read in as one whole. Divide the file or use --partly.',
  },
  csv_shape: { sv: 'Tabellen går inte att läsa.', en: 'The table cannot be read.' },
  csv_header: { sv: 'Kolumner saknas i första raden.', en: 'Columns are missing in the first row.' },
  unit_unknown: {
    sv: 'Enheten i --as-unit finns inte eller har stängt.',
    en: 'The unit in --as-unit does not exist or has closed.',
  },
} as const satisfies Record<string, Sentence>;
export type FileRefusal = keyof typeof fileRefusals;

/** What one entry is refused for, beside the program's own problems and field messages. */
export const entryRefusals = {
  invalid: { sv: 'Värdet kan inte stå här.', en: 'This value cannot stand here.' },
  missing: { sv: 'Uppgiften saknas.', en: 'This is missing.' },
  date: { sv: 'Datumet finns inte eller är ofullständigt.', en: 'There is no such date, or it is incomplete.' },
  identity_missing: {
    sv: 'Personnummer, samordningsnummer eller nationellt reservnummer saknas.',
    en: 'There is no personal, coordination or national reserve number.',
  },
  identity_shape: { sv: 'Numret har fel form.', en: 'The number has the wrong shape.' },
  identity_date: { sv: 'Numret innehåller inget möjligt datum.', en: 'The number holds no possible date.' },
  identity_checksum: { sv: 'Kontrollsiffran stämmer inte.', en: 'The check digit is wrong.' },
  identity_future: { sv: 'Födelsedatumet ligger i framtiden.', en: 'The date of birth lies ahead.' },
  identity_system: {
    sv: 'Numret är inte av det slag som systemet anger.',
    en: 'The number is not of the kind that its system says.',
  },
  hsa_id: { sv: 'HSA-id har fel form.', en: 'The HSA id has the wrong shape.' },
  organisation_number: { sv: 'Organisationsnumret stämmer inte.', en: 'The organisation number is not right.' },
  resource_type: { sv: 'Den sortens resurs läses inte in.', en: 'That kind of resource is not read in.' },
  modifier: {
    sv: 'Resursen har ett tillägg som ändrar dess mening och som inte är känt här.',
    en: 'The resource has an extension that changes its meaning and is not known here.',
  },
  method: {
    sv: 'Bara det som ska finnas läses in, inget tas bort.',
    en: 'Only what shall be there is read in; nothing is removed.',
  },
  duplicate: { sv: 'Posten står två gånger i filen.', en: 'The entry stands twice in the file.' },
  reference_missing: {
    sv: 'Det som hänvisas till finns varken i filen eller här.',
    en: 'What is referred to is neither in the file nor here.',
  },
  reference_kind: {
    sv: 'Hänvisningen går till fel slags post.',
    en: 'The reference leads to the wrong kind of entry.',
  },
  cyclic: {
    sv: 'Organisationerna ingår i varandra i en ring.',
    en: 'The organisations are part of each other in a ring.',
  },
  depends: { sv: 'Det posten bygger på kunde inte läsas in.', en: 'What the entry stands on could not be read in.' },
  no_unit: {
    sv: 'Ingen enhet står för posten. Ange den i filen eller med --as-unit.',
    en: 'No unit stands behind the entry. Name it in the file or with --as-unit.',
  },
  level: {
    sv: 'Det framgår inte om organisationen är huvudman, vårdgivare eller enhet.',
    en: 'It does not show whether the organisation is an authority, a provider or a unit.',
  },
  branch: {
    sv: 'Verksamhetens sekretessområde framgår inte. Det gissas aldrig.',
    en: 'The secrecy area of the provider does not show. It is never guessed.',
  },
  unknown_code: { sv: 'Koden är inte känd här.', en: 'The code is not known here.' },
  not_alone: { sv: 'Målet hör inte till någon plan i filen.', en: 'The goal belongs to no plan in the file.' },
  changed_here: {
    sv: 'Posten har ändrats här sedan den lästes in. Inget skrivs över.',
    en: 'The entry has been changed here since it was read in. Nothing is written over.',
  },
  fault: { sv: 'Ett fel hos oss hindrade posten.', en: 'A fault on our side stopped the entry.' },
} as const satisfies Record<string, Sentence>;
export type EntryRefusal = keyof typeof entryRefusals | ProblemCode | `field:${string}`;

/** What could not be represented as it was said, or was understood in a certain way. Nothing is dropped without one of these. */
export const importWarnings = {
  not_kept: {
    sv: 'Uppgiften har ingen plats här och sparas inte.',
    en: 'There is no place for this here; it is not kept.',
  },
  other_value: {
    sv: 'Bara ett av flera värden får plats; det här sparas inte.',
    en: 'Only one of several values has a place; this one is not kept.',
  },
  address_abroad: { sv: 'En adress utomlands kan inte sparas.', en: 'An address abroad cannot be kept.' },
  birth_date: {
    sv: 'Födelsedatumet skiljer sig från numret. Numret gäller.',
    en: 'The date of birth differs from the number. The number stands.',
  },
  deceased_undated: {
    sv: 'Personen sägs vara avliden, men datum saknas. Ingen uppgift sparas.',
    en: 'The person is said to have died, without a date. Nothing is kept.',
  },
  person_stands: {
    sv: 'Personen fanns redan. Namn, adress och skydd som står här skrivs inte över.',
    en: 'The person was here already. Name, address and protection that stand here are not written over.',
  },
  protection_stands: {
    sv: 'Skyddade personuppgifter hävs inte av en fil. Skyddet står kvar.',
    en: 'A file does not lift a protected identity. The protection stands.',
  },
  stands: {
    sv: 'Fanns redan. Det som står här ändras inte av en inläsning.',
    en: 'Was here already. What stands here is not changed by an import.',
  },
  nobody: {
    sv: 'Ingen enhet blir engagerad i personen; ange managingOrganization eller --as-unit.',
    en: 'No unit becomes engaged with the person; name managingOrganization or --as-unit.',
  },
  start_now: {
    sv: 'Gäller från inläsningen; en tidigare början kan inte skrivas i efterhand.',
    en: 'Holds from the import on; an earlier start cannot be written afterwards.',
  },
  ended: { sv: 'Är redan avslutat och läses inte in.', en: 'Has ended already and is not read in.' },
  draft: { sv: 'Är ett utkast eller struket och läses inte in.', en: 'Is a draft or struck out and is not read in.' },
  other_party: {
    sv: 'Det draget är en annan enhets. Åtagandet läses in så långt enheten i --as-unit får.',
    en: 'That move is another unit’s. The promise is read in as far as the unit in --as-unit may.',
  },
  assumed: {
    sv: 'Uppgiften saknas; ett försiktigt värde har valts.',
    en: 'This is missing; a careful value was chosen.',
  },
  plan_preparing: {
    sv: 'Planen läses in under förberedelse. Den upprättas när det lagen kräver är på plats.',
    en: 'The plan is read in as being prepared. It is established when what the law requires is in place.',
  },
  shares_ended: {
    sv: 'Den närstående har ersatts; det som var delat behöver delas på nytt.',
    en: 'The relative has been replaced; what was shared must be shared anew.',
  },
  words_stand: {
    sv: 'Det som lovades ändras inte i efterhand; bara läget följer med.',
    en: 'What was promised is not changed afterwards; only the state follows.',
  },
} as const satisfies Record<string, Sentence>;
export type ImportWarning = keyof typeof importWarnings;

interface Sentence {
  readonly sv: string;
  readonly en: string;
}
export type Said = Sentence;

/** A line of the report. `value` never holds a whole identity number. */
export interface ReportLine {
  readonly path: Said;
  readonly value: string | null;
  readonly code: string;
  readonly message: Said;
}

export const outcomes = ['created', 'changed', 'same', 'refused', 'skipped'] as const;
export type Outcome = (typeof outcomes)[number];

export interface ImportReport {
  /** SHA-256 of the file: the same stands in the log. */
  readonly file: string;
  readonly bytes: number;
  readonly format: 'fhir' | 'csv-persons' | 'csv-units' | null;
  /** False when nothing of the file remains: a dry run, or something refused in a file that is all or nothing. */
  readonly kept: boolean;
  readonly dryRun: boolean;
  readonly entries: number;
  /** By resource type or table: how each entry ended. */
  readonly counts: Readonly<Record<string, Readonly<Record<Outcome, number>>>>;
  readonly refused: readonly ReportLine[];
  readonly warnings: readonly ReportLine[];
}

/** Code systems of our own, for what no Swedish or international list says. */
export const ownSystems = {
  authorityKind: 'urn:mellanrum:authority-kind',
  branch: 'urn:mellanrum:branch',
  unitKind: 'urn:mellanrum:unit-kind',
  staffRole: 'urn:mellanrum:staff-role',
  circleRole: 'urn:mellanrum:circle-role',
  relation: 'urn:mellanrum:relation',
  consentKind: 'urn:mellanrum:consent-kind',
  lifeArea: 'urn:mellanrum:life-area',
  commitmentKind: 'urn:mellanrum:commitment-kind',
  code: 'urn:mellanrum:code',
} as const;
