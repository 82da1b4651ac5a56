/** A table of persons or of units as items. */
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { circleRoles, type CircleRole } from '../../contract/people.ts';
import { authorityKinds, branches, municipalityCode, unitKinds } from '../../contract/organisations.ts';
import type { Said, ReportLine, FileRefusal } from '../../contract/exchange.ts';
import { parseHsaId, parseOrganisationNumber } from '../../contract/kernel/organisation-identity.ts';
import { parsePersonalIdentity } from '../../contract/kernel/personal-identity.ts';
import { stockholmInstant, toIso } from '../../contract/kernel/time.ts';
import {
  personColumns,
  protectionIn,
  readHeader,
  separatorOf,
  unitColumns,
  yesOrNo,
  type Column,
  type PersonField,
  type UnitField,
} from './csv.rules.ts';
import { dayOf } from './dates.rules.ts';
import type { Items } from './fhir.commands.ts';
import type { Ours } from './imported.store.ts';
import { authorityKindByNumber, putAuthority, putProvider, putUnit } from './organisations.commands.ts';
import { identityFault } from './patient.commands.ts';
import { takePerson } from './persons.commands.ts';
import { refusalLine, warningLine } from './report.rules.ts';
import { checked, made, refused, type Item, type Run, type Taken } from './run.commands.ts';
import { canonical } from './text.rules.ts';

type Cells = Readonly<Record<string, string>>;
interface Line {
  readonly number: number;
  readonly cells: Cells;
}
interface Read {
  readonly get: (field: string) => string;
  readonly at: (field: string) => Said;
  readonly whole: Said;
}

const reading = (columns: Readonly<Record<string, Column>>, { number, cells }: Line): Read => ({
  get: (field) => cells[field]?.trim() ?? '',
  at: (field) => ({
    sv: `rad ${number}, kolumn ${columns[field]?.sv ?? field}`,
    en: `row ${number}, column ${columns[field]?.en ?? field}`,
  }),
  whole: { sv: `rad ${number}`, en: `row ${number}` },
});

export function csvItems(
  text: string,
  today: string,
): (Items & { table: 'persons' | 'units' }) | { readonly refusal: FileRefusal; readonly detail?: string } {
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    rows = parse(text, {
      delimiter: separatorOf(text),
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: 100_000,
      record_delimiter: ['\r\n', '\n', '\r'],
    }) as unknown as typeof rows;
  } catch (error) {
    return {
      refusal: 'csv_shape',
      ...(error instanceof CsvError && typeof error['lines'] === 'number'
        ? { detail: `rad/row ${error['lines']}: ${error.code}` }
        : {}),
    };
  }
  const [first, ...rest] = rows;
  const header = first && readHeader(first.record);
  if (!header) return { refusal: 'not_fhir' };
  if (header.missing.length > 0 || header.twice.length > 0)
    return {
      refusal: 'csv_header',
      detail: [...header.missing.map(({ sv, en }) => `${sv}/${en}`), ...header.twice].join(', '),
    };
  if (rest.length === 0) return { refusal: 'no_entries' };
  const columns: Readonly<Record<string, Column>> = header.table === 'persons' ? personColumns : unitColumns;
  const warnings: ReportLine[] = header.fields.flatMap((field, i) =>
    field === undefined && first.record[i]?.trim()
      ? [warningLine('not_kept', { sv: `kolumn ${first.record[i]}`, en: `column ${first.record[i]}` }, null)]
      : [],
  );
  const found: { items: Item[]; refused: Items['refused'][number][]; identities: { system: string; value: string }[] } =
    { items: [], refused: [], identities: [] };
  const keys = new Set<string>();
  for (const { record, info } of rest) {
    if (record.every((cell) => cell.trim() === '')) continue;
    const line: Line = {
      number: info.lines,
      cells: Object.fromEntries(
        header.fields.flatMap((field, i) => (field === undefined ? [] : [[field, record[i] ?? ''] as const])),
      ),
    };
    const read = reading(columns, line);
    if (record.length > header.fields.length) {
      found.refused.push({
        type: header.table,
        names: [],
        lines: [refusalLine('invalid', read.whole, `${record.length} > ${header.fields.length}`)],
      });
      continue;
    }
    const item = header.table === 'persons' ? personItem(read, line.cells, today) : unitItem(read, line.cells);
    if ('lines' in item) found.refused.push({ type: header.table, names: [], lines: item.lines });
    else if (keys.has(item.key))
      found.refused.push({
        type: header.table,
        names: [],
        lines: [
          refusalLine(
            'duplicate',
            read.at(header.table === 'persons' ? 'identity' : 'code'),
            read.get(header.table === 'persons' ? 'identity' : 'code'),
          ),
        ],
      });
    else {
      found.items.push(item);
      if (item.identity) found.identities.push(item.identity);
    }
    if ('key' in item) keys.add(item.key);
  }
  return { ...found, table: header.table, warnings, outside: [] };
}

function personItem(
  read: Read,
  cells: Cells,
  today: string,
): (Item & { identity: { system: string; value: string } }) | { lines: ReportLine[] } {
  const number = parsePersonalIdentity(read.get('identity'), today);
  if (!number.ok)
    return {
      lines: [
        read.get('identity') === ''
          ? refusalLine('identity_missing', read.at('identity'), null)
          : refusalLine(identityFault[number.reason], read.at('identity'), read.get('identity')),
      ],
    };
  const identity = { system: number.kind, value: number.value };
  return {
    type: 'persons',
    key: `person|${number.kind}|${number.value}`,
    content: canonical(cells),
    names: [],
    path: read.whole,
    identity,
    hides: protectionIn(read.get('protection')) === 'none' ? 'warnings' : 'all',
    take: (run, before) => takeRow(run, read, cells, identity, before),
  };
}

async function takeRow(
  run: Run,
  read: Read,
  cells: Cells,
  identity: { system: string; value: string },
  before: Ours | undefined,
): Promise<Taken> {
  const text = (field: PersonField): string | undefined => read.get(field) || undefined;
  const day = (field: PersonField): string | undefined => {
    const value = text(field);
    if (value !== undefined && dayOf(value) !== value) throw refused('date', read.at(field), value);
    return value;
  };
  const protection = protectionIn(read.get('protection'));
  if (protection === undefined) throw refused('unknown_code', read.at('protection'), read.get('protection'));
  const interpreter = yesOrNo(read.get('interpreter'));
  if (interpreter === undefined) throw refused('field:not_yes_or_no', read.at('interpreter'), read.get('interpreter'));
  const role = text('role');
  if (role !== undefined && !circleRoles.some((one) => one === role))
    throw refused('unknown_code', read.at('role'), role);
  const own = await run.asUnit();
  const named = text('unit') === undefined ? undefined : await run.unit(text('unit') ?? '');
  if (text('unit') !== undefined && !named) throw refused('reference_missing', read.at('unit'), text('unit'));
  if (own && named && own.id !== named.id) run.warn('other_party', read.at('unit'), named.code);
  const unit = own ?? named;
  return takePerson(
    run,
    {
      identity,
      givenName: text('givenName'),
      familyName: text('familyName'),
      birthDate: day('birthDate'),
      protection,
      language: text('language')?.toLowerCase(),
      interpreter,
      contact: {
        street: text('street') ?? null,
        postalCode: text('postalCode') ?? null,
        town: text('town') ?? null,
        municipalityCode: text('municipalityCode') ?? null,
        phone: text('phone') ?? null,
        email: text('email') ?? null,
      },
      deceasedOn: day('deceasedOn') ?? null,
      engaged: unit ? [{ unit, role: role as CircleRole | undefined }] : [],
      speaksOf: (field) => Object.hasOwn(cells, field),
      at: (field) => ({
        path: read.at(String(field.at(-1) ?? 'identity')),
        value: read.get(String(field.at(-1) ?? 'identity')) || null,
      }),
      path: read.whole,
    },
    before,
  );
}

const UnitRowIn = z.object({
  code: z.string().min(1).max(100).regex(/^\S+$/u),
  name: z.string().min(1).max(200),
  tag: z.string().min(2).max(16).optional(),
  kind: z.enum(unitKinds).exclude(['person']),
  hsaId: z
    .string()
    .refine((value) => parseHsaId(value) !== undefined, { params: { code: 'format' } })
    .optional(),
  municipalityCode: municipalityCode.optional(),
  email: z.email().max(254).optional(),
  openedOn: z
    .string()
    .refine((value) => dayOf(value) === value, { params: { code: 'date' } })
    .optional(),
  provider: z.string().min(1).max(100),
  providerName: z.string().min(1).max(200).optional(),
  branch: z.enum(branches).exclude(['person']).optional(),
  authority: z.string().min(1).max(100).optional(),
  authorityName: z.string().min(1).max(200).optional(),
  authorityKind: z.enum(authorityKinds).exclude(['person']).optional(),
  orgNumber: z
    .string()
    .refine((value) => parseOrganisationNumber(value) !== undefined, { params: { code: 'organisation_identity' } })
    .optional(),
});

function unitItem(read: Read, cells: Cells): Item & { identity?: undefined } {
  return {
    type: 'units',
    key: `Organization|code|${read.get('code')}`,
    content: canonical(cells),
    names: [],
    path: read.whole,
    hides: 'nothing',
    take: (run, before) => takeUnitRow(run, read, cells, before),
  };
}

async function takeUnitRow(run: Run, read: Read, cells: Cells, before: Ours | undefined): Promise<Taken> {
  const given = Object.fromEntries(
    Object.entries(cells).flatMap(([field, value]) => (value.trim() === '' ? [] : [[field, value.trim()]])),
  ) as Record<UnitField, string>;
  const it = checked(UnitRowIn, given as never, ([field]) => ({
    path: read.at(String(field)),
    value: read.get(String(field)) || null,
  }));
  const hsaId = it.hsaId === undefined ? undefined : parseHsaId(it.hsaId);
  const here = (await run.unit(it.code)) ?? (hsaId === undefined ? undefined : await run.unit(hsaId));
  if (before || here) {
    if (here && (here.name !== it.name || here.kind !== it.kind)) run.warn('stands', read.whole, it.name);
    return made('same', 'unit', before?.id ?? here?.id ?? '');
  }
  const orgNumber = it.orgNumber === undefined ? undefined : parseOrganisationNumber(it.orgNumber);
  const { providers, authorities } = await run.register();
  if (!providers.some(({ code }) => code === it.provider)) {
    if (it.authority === undefined) throw refused('reference_missing', read.at('provider'), it.provider);
    if (it.branch === undefined) throw refused('branch', read.at('branch'), null);
    if (!authorities.some(({ code }) => code === it.authority)) {
      const kind = it.authorityKind ?? authorityKindByNumber(orgNumber);
      if (kind === undefined) throw refused('missing', read.at('authorityKind'), null);
      await putAuthority(run, { code: it.authority, kind, name: it.authorityName ?? it.authority, orgNumber });
    }
    await putProvider(run, {
      code: it.provider,
      authority: it.authority,
      branch: it.branch,
      name: it.providerName ?? it.provider,
      orgNumber,
    });
  }
  const opened = it.openedOn === undefined ? undefined : toIso(stockholmInstant(it.openedOn));
  const row = await putUnit(run, {
    code: it.code,
    name: it.name,
    tag: it.tag,
    kind: it.kind,
    provider: it.provider,
    municipalityCode: it.municipalityCode,
    hsaId,
    email: it.email,
    openedAt: opened,
  });
  return made(row.made ? 'created' : 'same', 'unit', row.id);
}
