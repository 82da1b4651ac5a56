/**
 * `npm run import -- FILE [--partly] [--as-unit CODE] [--dry-run] [--json]`: reads in a FHIR R4 bundle or a CSV, beside a running server or
 * alone. Exit code 0 when nothing was refused, 1 when something was, 2 when the command itself was wrong.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fileRefusals, type ImportReport, type ReportLine } from '../../contract/exchange.ts';
import type { TermKey } from '../../contract/organisations.ts';
import { uuid7Source } from '../../contract/kernel/uuid7.ts';
import { connectDatabase } from '../connect.ts';
import { systemClock } from '../kernel/clock.ts';
import { readConfiguration } from '../kernel/configuration.ts';
import { openDatabase } from '../kernel/db/database.ts';
import type { Ground } from '../kernel/db/transaction.ts';
import { errorForLog } from '../kernel/http/error-log.ts';
import { loadTerms } from '../organisations/index.ts';
import { FileRefused, importFile } from './import.commands.ts';
import { largest } from './text.rules.ts';

const usage = 'npm run import -- FILE [--partly] [--as-unit CODE] [--dry-run] [--json]';
const options = {
  partly: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  'as-unit': { type: 'string' },
} as const;

function stop(code: number, ...lines: readonly string[]): never {
  for (const line of lines) console.error(line);
  process.exit(code);
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [name, ...more] = positionals;
    if (name === undefined || more.length > 0) return stop(2, usage);
    return { name, values };
  } catch (error) {
    return stop(2, error instanceof Error ? error.message : '', usage);
  }
}

function readBytes(name: string): Uint8Array {
  try {
    if (statSync(name).size > largest) return stop(1, fileRefusals.too_large.sv, fileRefusals.too_large.en);
    return readFileSync(name);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return stop(2, `Filen kan inte läsas. The file cannot be read. (${code})`);
  }
}

/** Lines that differ only in which entry they stand at are told once, with how many they are. */
function told(lines: readonly ReportLine[], most: number): string[] {
  const groups = new Map<string, { first: ReportLine; count: number }>();
  for (const line of lines) {
    const key = `${line.code} ${line.path.sv.replaceAll(/\[\d+\]/gu, '[]').replaceAll(/rad \d+/gu, 'rad')}`;
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { first: line, count: 1 });
  }
  const all = [...groups.values()].map(
    ({ first, count }) => lineOf(first) + (count > 1 ? `  (+ ${count - 1} till / more)` : ''),
  );
  return all.length > most ? [...all.slice(0, most), `  … ${all.length - most} till / more (--json)`] : all;
}

const lineOf = ({ path, value, message }: ReportLine): string =>
  `  ${path.sv}${path.en === path.sv ? '' : ` / ${path.en}`}${value === null ? '' : ` = ${JSON.stringify(value)}`}\n      ${message.sv} ${message.en}`;

function tell(report: ImportReport): void {
  const sum = (outcome: 'created' | 'changed' | 'same' | 'refused' | 'skipped'): number =>
    Object.values(report.counts).reduce((all, counts) => all + counts[outcome], 0);
  if (report.refused.length > 0)
    console.error(['Nekade poster / Refused entries:', ...report.refused.map(lineOf)].join('\n'));
  if (report.warnings.length > 0) console.log(['Anmärkningar / Warnings:', ...told(report.warnings, 100)].join('\n'));
  for (const [type, n] of Object.entries(report.counts))
    console.log(
      `${type.padEnd(18)} ${n.created} nya/created, ${n.changed} ändrade/changed, ${n.same} fanns/already there, ${n.skipped} hoppades över/skipped, ${n.refused} nekade/refused`,
    );
  const kept = report.kept
    ? { sv: 'Sparat.', en: 'Kept.' }
    : report.dryRun
      ? { sv: 'Provkörning: inget sparades.', en: 'Dry run: nothing was kept.' }
      : { sv: 'Inget sparades, eftersom något nekades.', en: 'Nothing was kept, because something was refused.' };
  console.log(
    `${kept.sv} ${kept.en} SHA-256 ${report.file}, ${report.entries} poster/entries, ${sum('refused')} nekade/refused`,
  );
}

const { name, values } = readArguments();
const bytes = readBytes(name);
const connected = await connectDatabase(readConfiguration(process.env), { info: () => undefined, warn: console.warn });
try {
  const database = await openDatabase(connected.logins, { poolSize: 3 });
  try {
    const clock = systemClock;
    const newId = uuid7Source({ now: () => clock.now(), random: (n) => randomBytes(n) });
    const ground: Ground = { database, clock, newId, ring: () => undefined };
    const terms = await loadTerms(database);
    const began = performance.now();
    const report = await importFile(
      ground,
      (municipality, key, from) => terms.deadline(municipality, key as TermKey, from),
      bytes,
      {
        partly: values.partly ?? false,
        dryRun: values['dry-run'] ?? false,
        asUnit: values['as-unit'],
        onFault: (error) => console.error(errorForLog(error)),
      },
    );
    if (values.json) console.log(JSON.stringify(report));
    else {
      tell(report);
      console.log(`${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
    process.exitCode = report.refused.length > 0 ? 1 : 0;
  } finally {
    await database.close();
  }
} catch (error) {
  if (!(error instanceof FileRefused)) throw error;
  const { sv, en } = fileRefusals[error.code];
  console.error(`${sv} ${en}${error.detail === undefined ? '' : ` (${error.detail})`}`);
  process.exitCode = 1;
} finally {
  await connected.stop();
}
