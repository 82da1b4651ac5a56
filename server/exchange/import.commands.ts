/** The import of one file: read, tried entry by entry, kept whole or not at all (or entry by entry when that is asked for). */
import { createHash } from 'node:crypto';
import {
  fileRefusals,
  type FileRefusal,
  type ImportReport,
  type Outcome,
  type ReportLine,
} from '../../contract/exchange.ts';
import { dateInStockholm } from '../../contract/kernel/time.ts';
import { asCaller, type Ground } from '../kernel/db/transaction.ts';
import { csvItems } from './csv.commands.ts';
import { fhirItems, type Items } from './fhir.commands.ts';
import { look, note, type Noted, type Ours } from './imported.store.ts';
import { noCounts } from './report.rules.ts';
import type { Ledger } from './rooms.commands.ts';
import { linesOf, Run, systemOfFile, type Item } from './run.commands.ts';
import { decode, isTooDeep } from './text.rules.ts';
import { inOneTransaction, type Whole } from './whole.store.ts';

export interface ImportOptions {
  /** Keeps what can be kept when something is refused. */
  readonly partly?: boolean;
  /** Tries everything and keeps nothing. */
  readonly dryRun?: boolean;
  /** Code or HSA id of the unit that stands behind all of it; nothing is done on another unit's behalf. */
  readonly asUnit?: string | undefined;
  readonly onFault?: (error: unknown) => void;
}

/** The file as a whole cannot be read in. */
export class FileRefused extends Error {
  readonly code: FileRefusal;
  readonly detail: string | undefined;
  constructor(code: FileRefusal, detail?: string) {
    super(fileRefusals[code].en);
    this.name = 'FileRefused';
    this.code = code;
    this.detail = detail;
  }
}

/** More than this in one transaction would hold the log's sealing and the server's lock table too long. */
export const mostInOne = 2_000;
const batch = 200;

/**
 * Reads in a file. Everything is done by the commands that users' requests run, and logged for the system with the file's hash.
 *
 * @param deadline what is agreed, for promises
 * @throws FileRefused when the file cannot be read at all
 */
export async function importFile(
  ground: Ground,
  deadline: Ledger['deadline'],
  bytes: Uint8Array,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const file = createHash('sha256').update(bytes).digest('hex');
  const { format, items, ...read } = readFile(bytes, dateInStockholm(ground.clock.now()));
  const partly = options.partly === true && options.dryRun !== true;
  if (!partly && items.length > mostInOne) throw new FileRefused('too_many', `${items.length} > ${mostInOne}`);
  const detail = {
    file,
    bytes: bytes.length,
    format,
    entries: items.length,
    partly,
    dryRun: options.dryRun === true,
    asUnit: options.asUnit ?? null,
  };
  const tally = new Tally(read);
  const asked = { ...read, file, detail, options, deadline };
  if (partly) {
    const failed = new Set(read.refused.flatMap(({ names }) => names));
    const done = new Map<string, Ours>();
    for (let i = 0; i < items.length; i += batch) {
      const part = items.slice(i, i + batch);
      await inOneTransaction(
        ground,
        (whole) => runItems(whole, part, items, asked, tally, { done, failed, part: i / batch }),
        () => true,
      );
    }
    ground.ring();
  } else {
    const failed = new Set(read.refused.flatMap(({ names }) => names));
    const kept = await inOneTransaction(
      ground,
      async (whole) => {
        await runItems(whole, items, items, asked, tally, { done: new Map(), failed, part: 0 });
        return options.dryRun !== true && tally.refused.length === 0;
      },
      (keep) => keep,
    );
    if (kept) ground.ring();
    // What was looked at is logged although nothing of it was kept.
    else
      await asCaller(ground, { caller: systemOfFile(file), purpose: 'system' }, (work) =>
        look(work, keysOf(items, read), read.identities, { ...detail, kept: false, ...tally.sum() }),
      );
    return {
      ...tally.report(),
      file,
      bytes: bytes.length,
      format,
      kept,
      dryRun: options.dryRun === true,
      entries: tally.entries,
    };
  }
  return { ...tally.report(), file, bytes: bytes.length, format, kept: true, dryRun: false, entries: tally.entries };
}

type Read = Omit<Items, 'items'>;
function readFile(bytes: Uint8Array, today: string): Items & { format: NonNullable<ImportReport['format']> } {
  if (bytes.length === 0) throw new FileRefused('empty');
  const decoded = decode(bytes);
  if (!decoded.ok) throw new FileRefused(decoded.refusal);
  const { text } = decoded;
  if (/^\s*[[{]/u.test(text)) {
    if (isTooDeep(text)) throw new FileRefused('too_deep');
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch (error) {
      // Where it broke, and nothing of what stood there.
      throw new FileRefused(
        'not_json',
        error instanceof Error ? /at position \d+(?: \(line \d+ column \d+\))?/u.exec(error.message)?.[0] : undefined,
      );
    }
    const found = fhirItems(json, today);
    if ('refusal' in found) throw new FileRefused(found.refusal);
    return { ...found, format: 'fhir' };
  }
  const found = csvItems(text, today);
  if ('refusal' in found) throw new FileRefused(found.refusal, found.detail);
  const { table, ...rest } = found;
  return { ...rest, format: table === 'persons' ? 'csv-persons' : 'csv-units' };
}

const keysOf = (items: readonly Item[], read: Pick<Read, 'outside'>): { key: string; content: string | null }[] => [
  ...items.map(({ key, content }) => ({ key, content })),
  ...read.outside.map((key) => ({ key, content: null })),
];

interface Asked extends Read {
  readonly file: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly options: ImportOptions;
  readonly deadline: Ledger['deadline'];
}
interface Sofar {
  readonly done: Map<string, Ours>;
  readonly failed: Set<string>;
  readonly part: number;
}

async function runItems(
  whole: Whole,
  part: readonly Item[],
  all: readonly Item[],
  asked: Asked,
  tally: Tally,
  sofar: Sofar,
): Promise<void> {
  const { file, options } = asked;
  const identities = sofar.part === 0 ? asked.identities : [];
  const seen = await asCaller(whole.ground, { caller: systemOfFile(file), purpose: 'system' }, (work) =>
    look(work, keysOf(sofar.part === 0 ? all : part, asked), identities, { ...asked.detail, part: sofar.part }),
  );
  const onFault = options.onFault ?? (() => undefined);
  const run = new Run(whole, seen, { file, asUnit: options.asUnit, onFault }, asked.deadline);
  for (const [name, ours] of sofar.done) run.done.set(name, ours);
  for (const name of sofar.failed) run.failed.add(name);
  if (options.asUnit !== undefined && !(await run.asUnit())?.open)
    throw new FileRefused('unit_unknown', options.asUnit);
  for (const item of part) {
    const before = seen.known[item.key] ?? personBefore(seen.persons, item.key);
    if (before && 'same' in before && before.same) {
      remember(run, item, before);
      tally.count(item.type, 'same');
      continue;
    }
    await tryItem(run, item, before, tally, onFault);
  }
  await run.endActing();
  const counts = tally.sum();
  if (run.notes.size > 0)
    await run.asSystem(async (work) => {
      await note(work, [...run.notes.values()], file);
      await work.open('import.done', [], 'list', { file, part: sofar.part, ...counts });
    });
  for (const [name, ours] of run.done) sofar.done.set(name, ours);
  for (const name of run.failed) sofar.failed.add(name);
}

/** A person whom others have made known here, by the number. */
function personBefore(persons: Readonly<Record<string, string>>, key: string): Ours | undefined {
  const id = key.startsWith('person|') ? persons[key.slice('person|'.length)] : undefined;
  return id === undefined ? undefined : { kind: 'person', id, personId: id, version: null, more: {} };
}

async function tryItem(
  run: Run,
  item: Item,
  before: Ours | undefined,
  tally: Tally,
  onFault: (error: unknown) => void,
): Promise<void> {
  const warned = run.warnings.length;
  try {
    const taken = await run.whole.attempt(() => item.take(run, before));
    const warnings = run.warnings.slice(warned);
    tally.count(item.type, taken.outcome, item.hides === 'nothing' ? warnings : warnings.map(untold));
    if (taken.outcome === 'skipped') return;
    const { outcome: _outcome, ...ours } = taken;
    remember(run, item, ours);
    const { kind, id, personId, version, more } = ours;
    const row = { kind, id, personId, version, more };
    run.notes.set(item.key, { ...row, key: item.key, content: item.content } satisfies Noted);
    for (const name of item.names) run.notes.set(name, { ...row, key: name, content: null } satisfies Noted);
  } catch (error) {
    const lines = linesOf(error, item.path, onFault);
    if (lines === null) throw error;
    run.forget();
    run.failed.add(item.key);
    for (const name of item.names) run.failed.add(name);
    tally.refuse(item.type, item.hides === 'all' ? lines.map(untold) : lines);
  }
}

const untold = (line: ReportLine): ReportLine => ({ ...line, value: null });

function remember(run: Run, item: Item, ours: Ours): void {
  run.done.set(item.key, ours);
  for (const name of item.names) run.done.set(name, ours);
  // What stands behind a person is found by the person.
  if (ours.kind === 'person') run.done.set(ours.id, ours);
}

class Tally {
  readonly refused: ReportLine[] = [];
  readonly warnings: ReportLine[];
  entries = 0;
  #counts: Record<string, Record<Outcome, number>> = {};
  constructor(read: Read) {
    this.warnings = [...read.warnings];
    for (const { type, lines } of read.refused) this.refuse(type, lines);
  }
  count(type: string, outcome: Outcome, warnings: readonly ReportLine[] = []): void {
    (this.#counts[type] ??= noCounts())[outcome] += 1;
    this.entries += 1;
    this.warnings.push(...warnings);
  }
  refuse(type: string, lines: readonly ReportLine[]): void {
    this.count(type, 'refused');
    this.refused.push(...lines);
  }
  sum(): Record<Outcome, number> {
    const all = noCounts();
    for (const counts of Object.values(this.#counts))
      for (const [outcome, n] of Object.entries(counts)) all[outcome as Outcome] += n;
    return all;
  }
  report(): Pick<ImportReport, 'counts' | 'refused' | 'warnings'> {
    return { counts: this.#counts, refused: this.refused, warnings: this.warnings };
  }
}
