import { CsvError, parse } from 'csv-parse/sync';
import type { AnswerOf, QueryOf } from '../../contract/kernel/route.ts';
import type {
  administrationRoutes,
  Change,
  Import,
  RefusedCell,
  Register,
  Table,
  WayRow,
} from '../../contract/administration.ts';
import { readHours, writeHours } from '../../contract/kernel/hours-text.ts';
import { parseHsaId } from '../../contract/kernel/organisation-identity.ts';
import { dateInStockholm, type Instant } from '../../contract/kernel/time.ts';
import { termKeys, type UnitKind } from '../../contract/organisations.ts';
import { asCaller, type Ground, type Request } from '../kernel/db/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import { registerOf } from './administration.commands.ts';
import { historyLines, type Rows } from './administration.store.ts';
import { hoursChange, hoursLines } from './hours-file.rules.ts';
import {
  codeOf,
  columnsOf,
  complete,
  differing,
  endIn,
  endText,
  RowReader,
  startIn,
  startText,
  wholeIn,
  words,
  writeCsv,
  yesNoIn,
} from './tables.rules.ts';

type Routes = typeof administrationRoutes;

export async function history(
  ground: Ground,
  request: Request,
  query: QueryOf<Routes['history']>,
): Promise<AnswerOf<Routes['history']>> {
  return asCaller(ground, request, async (work) => {
    await registerOf(work, request);
    const items = await historyLines(work, query, query.cursor ?? null, query.limit);
    const last = items.length === query.limit ? items.at(-1) : undefined;
    return { items, next: last ? String(last.seq) : null };
  });
}

const named: Record<Table, string> = {
  units: 'enheter',
  ways: 'kontaktvägar',
  staff: 'uppdrag',
  terms: 'tider',
  hours: 'mötestider',
};

/** The table as a file that the import takes back unchanged. Written in the log. */
export async function exportTable(
  ground: Ground,
  request: Request,
  table: Table,
): Promise<AnswerOf<Routes['exportTable']>> {
  return asCaller(ground, request, async (work) => {
    const { rows } = await registerOf(work, request);
    const lines = linesOf[table](rows);
    await work.open('administration.export', [], 'list', { table, rows: lines.length });
    return { name: `${named[table]} ${dateInStockholm(work.now)}.csv`, text: writeCsv([columnsOf[table], ...lines]) };
  });
}

const linesOf: Record<Table, (rows: Rows) => string[][]> = {
  units: ({ units }) =>
    units.map((u) => [
      u.code,
      u.name,
      u.tag,
      u.kind,
      u.municipalityCode ?? '',
      u.hsaId ?? '',
      u.email ?? '',
      startText(u.openedAt),
      endText(u.closedAt),
    ]),
  ways: ({ units, ways }) =>
    ways.map((w) => [
      units.find(({ id }) => id === w.unitId)?.code ?? '',
      w.id,
      words.channel[w.channel],
      w.value,
      w.labelSv,
      w.labelEn,
      words.audience[w.audience],
      writeHours(w.hours),
      String(w.sort),
      endText(w.validTo),
    ]),
  staff: ({ units, assignments }) =>
    assignments.map((a) => [
      units.find(({ id }) => id === a.unitId)?.code ?? '',
      a.subject,
      a.name,
      a.title,
      a.hsaId ?? '',
      words.role[a.role as keyof typeof words.role] ?? a.role,
      startText(a.validFrom),
      endText(a.validTo),
    ]),
  hours: hoursLines,
  terms: ({ agreements, terms }) =>
    terms.map((t) => [
      agreements.find(({ id }) => id === t.agreementId)?.code ?? '',
      t.key,
      t.validFrom,
      String(t.amount),
      words.termUnit[t.unit],
      t.source,
      t.verified ? 'ja' : 'nej',
    ]),
};

/** Reads a file into the changes that it asks for. One refused cell, and there are none. A file that says what stands asks for nothing. */
export async function importTable(ground: Ground, request: Request, table: Table, text: string): Promise<Import> {
  return asCaller(ground, request, async (work) => {
    const { role, rows } = await registerOf(work, request);
    const refused: RefusedCell[] = [];
    const lines = linesIn(text, table, refused);
    const seen = new Set<string>();
    const found = lines.map((line): Change | undefined => {
      const known = knownBy(table, line);
      if (seen.has(known)) return line.refuse(columnsOf[table][0], 'twice');
      seen.add(known);
      return changeOf[table](line, rows, work.now, role);
    });
    const changes = refused.length > 0 ? [] : found.filter((change) => change !== undefined);
    await work.open('administration.import', [], 'list', { table, rows: lines.length, refused: refused.length });
    const wrong = new Set(refused.map(({ row }) => row));
    const unchanged = lines.filter((line, i) => found[i] === undefined && !wrong.has(line.number)).length;
    return { refused: refused.slice(0, 500), rows: lines.length, unchanged, changes };
  });
}

function linesIn(text: string, table: Table, refused: RefusedCell[]): RowReader[] {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    const [header = ''] = text.split('\n', 1);
    const delimiter = [';', '\t', ','].find((one) => header.includes(one)) ?? ';';
    records = parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      trim: true,
    }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Refusal('unreadable', error.code);
  }
  const [head, ...body] = records;
  const names = (head?.record ?? []).map((name) => name.toLowerCase());
  for (const column of columnsOf[table])
    if (!names.includes(column.toLowerCase()) && column !== 'Id')
      refused.push({ row: 1, column, value: '', why: 'column_missing' });
  if (refused.length > 0) return [];
  return body
    .filter(({ record }) => record.some((cell) => cell !== ''))
    .map(
      ({ record, info }) =>
        new RowReader(
          info.lines,
          Object.fromEntries(
            columnsOf[table].map((column) => [column, record[names.indexOf(column.toLowerCase())] ?? '']),
          ),
          refused,
        ),
    );
}

function knownBy(table: Table, line: RowReader): string {
  const by = {
    units: ['Kod'],
    ways: line.text('Id') === '' ? ['Enhet', 'Kanal', 'Nummer', 'Etikett'] : ['Id'],
    staff: ['Enhet', 'Inloggning', 'Roll', 'Från'],
    terms: ['Överenskommelse', 'Nyckel', 'Gäller från'],
    hours: line.text('Id') === '' ? ['Överenskommelse', 'Veckodag', 'Börjar', 'Gäller från'] : ['Id'],
  }[table];
  return by.map((column) => line.text(column).toLowerCase()).join('|');
}

const orNull = (text: string): string | null => (text === '' ? null : text);
const changeOf: Record<
  Table,
  (line: RowReader, rows: Rows, now: Instant, role: Register['role']) => Change | undefined
> = {
  units(line, { units }, now, role) {
    const code = line.some('Kod', 80);
    if (code === undefined) return undefined;
    const said = complete({
      name: line.some('Namn', 160),
      tag: line.read('Kort namn', (text) => (text.length >= 2 && text.length <= 16 ? text : undefined)),
      kind: line.read('Slag', (text) => codeOf('kind', text) as Exclude<UnitKind, 'person'> | undefined, 'unknown'),
      municipalityCode: line.read('Kommun', (text) => (/^(\d{4})?$/u.test(text) ? orNull(text) : undefined)),
      hsaId: line.read('HSA-id', (text) => (text === '' ? null : parseHsaId(text))),
      email: line.read('E-post', (text) => (/^([^\s@]+@[^\s@]+\.[^\s@]+)?$/u.test(text) ? orNull(text) : undefined)),
    });
    const closedAt = line.read('Sista dag', (text) => endIn(text, now));
    const stands = units.find((unit) => unit.code === code);
    if (!said || closedAt === undefined) return undefined;
    if (!stands) {
      if (role !== 'administrator') return line.refuse('Kod', 'not_yours');
      const openedAt = line.read('Öppnar', (text) => startIn(text, now));
      if (closedAt !== null) return line.refuse('Sista dag', 'fixed');
      return openedAt === undefined ? undefined : { do: 'unit.open', ...said, code, openedAt };
    }
    if (line.text('Öppnar') !== '' && line.text('Öppnar') !== startText(stands.openedAt))
      return line.refuse('Öppnar', 'fixed');
    const set = differing({ ...said, closedAt }, stands);
    if (role !== 'administrator')
      for (const [key, column] of [
        ['kind', 'Slag'],
        ['municipalityCode', 'Kommun'],
      ] as const)
        if (key in set) return line.refuse(column, 'not_yours');
    return Object.keys(set).length === 0 ? undefined : { do: 'unit.edit', id: stands.id, version: stands.version, set };
  },
  ways(line, { units, ways }, now) {
    const unit = line.read('Enhet', (text) => units.find(({ code }) => code === text), 'not_yours');
    const said = complete({
      channel: line.read('Kanal', (text) => codeOf('channel', text), 'unknown'),
      value: line.some('Nummer', 200),
      labelSv: line.some('Etikett', 120),
      labelEn: line.some('Etikett på engelska', 120),
      audience: line.read('För', (text) => codeOf('audience', text), 'unknown'),
      hours: line.read('Öppet', (text) => readHours(text) as WayRow['hours'] | undefined),
      sort: line.read('Ordning', (text) => wholeIn(text)),
    });
    const validTo = line.read('Sista dag', (text) => endIn(text, now));
    if (!unit || !said || validTo === undefined) return undefined;
    const id = line.text('Id');
    const stands = ways.find((way) =>
      id === ''
        ? way.unitId === unit.id &&
          way.channel === said.channel &&
          way.value === said.value &&
          way.labelSv === said.labelSv
        : way.id === id && way.unitId === unit.id,
    );
    if (!stands && id !== '') return line.refuse('Id', 'no_such_row');
    if (!stands)
      return validTo === null ? { do: 'way.add', unitId: unit.id, ...said } : line.refuse('Sista dag', 'fixed');
    // The same hours may be written in more than one way.
    const hours = writeHours(said.hours) === writeHours(stands.hours) ? stands.hours : said.hours;
    const set = differing({ ...said, hours, validTo }, stands);
    return Object.keys(set).length === 0 ? undefined : { do: 'way.edit', id: stands.id, version: stands.version, set };
  },
  staff(line, { units, assignments }, now, role) {
    const unit = line.read('Enhet', (text) => units.find(({ code }) => code === text), 'not_yours');
    const said = complete({
      subject: line.some('Inloggning', 200),
      name: line.some('Namn', 160),
      title: line.some('Titel', 120),
      hsaId: line.read('HSA-id', (text) => (text === '' ? null : parseHsaId(text))),
      role: line.read('Roll', (text) => codeOf('role', text), 'unknown'),
      validFrom: line.read('Från', (text) => startIn(text, now)),
    });
    const validTo = line.read('Till och med', (text) => endIn(text, now));
    if (!unit || !said || validTo === undefined) return undefined;
    const mine = assignments.filter(
      (one) => one.unitId === unit.id && one.subject === said.subject && one.role === said.role,
    );
    const stands = mine.find((one) => startText(one.validFrom) === line.text('Från'));
    if (!stands) {
      if (mine.some((one) => one.validTo === null || Date.parse(one.validTo) > Date.parse(said.validFrom)))
        return line.refuse('Från', 'fixed');
      if (said.role === 'administrator' && role !== 'administrator') return line.refuse('Roll', 'not_yours');
      return { do: 'staff.assign', unitId: unit.id, ...said, validTo };
    }
    for (const [key, column] of [
      ['name', 'Namn'],
      ['title', 'Titel'],
      ['hsaId', 'HSA-id'],
    ] as const)
      if (said[key] !== stands[key]) return line.refuse(column, 'fixed');
    return validTo === stands.validTo
      ? undefined
      : { do: 'assignment.edit', id: stands.id, version: stands.version, set: { validTo } };
  },
  terms(line, { agreements, terms }, now) {
    const agreement = line.read('Överenskommelse', (text) => agreements.find(({ code }) => code === text), 'not_yours');
    const said = complete({
      key: line.read('Nyckel', (text) => termKeys.find((key) => key === text), 'unknown'),
      amount: line.read('Antal', wholeIn),
      unit: line.read('Tidsenhet', (text) => codeOf('termUnit', text), 'unknown'),
      validFrom: line.read('Gäller från', (text) =>
        /^\d{4}-\d{2}-\d{2}$/u.test(text) && startIn(text, now) !== undefined ? text : undefined,
      ),
      source: line.some('Källa', 300),
      verified: line.read('Kontrollerad', yesNoIn),
    });
    if (!agreement || !said) return undefined;
    const ofKey = terms.filter((one) => one.agreementId === agreement.id && one.key === said.key);
    const stands = ofKey.find((one) => one.validFrom === said.validFrom);
    if (stands && Object.keys(differing(said, stands)).length === 0) return undefined;
    const latest = ofKey.toSorted((a, b) => b.validFrom.localeCompare(a.validFrom))[0];
    if (said.validFrom <= dateInStockholm(now) || (latest && said.validFrom < latest.validFrom))
      return line.refuse('Gäller från', 'backwards');
    return {
      do: 'term.set',
      agreementId: agreement.id,
      ...said,
      seenId: latest?.id ?? null,
      version: latest?.version ?? null,
      alsoOpen: false,
    };
  },
  hours: hoursChange,
};
