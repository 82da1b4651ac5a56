import {
  entryRefusals,
  importWarnings,
  outcomes,
  type EntryRefusal,
  type ImportWarning,
  type Outcome,
  type ReportLine,
  type Said,
} from '../../contract/exchange.ts';
import { problems, type ProblemCode } from '../../contract/kernel/problems.ts';
import { fieldMessage } from '../../contract/kernel/validation.ts';
import { masked } from './text.rules.ts';

/** FHIR's own paths are the same in every language. */
export const fhirAt = (path: string): Said => ({ sv: path, en: path });

export function messageOf(code: EntryRefusal): Said {
  if (Object.hasOwn(entryRefusals, code)) return entryRefusals[code as keyof typeof entryRefusals];
  if (Object.hasOwn(problems, code)) {
    const { sv, en } = problems[code as ProblemCode];
    return { sv, en };
  }
  const field = code.replace(/^field:/u, '');
  return {
    sv: fieldMessage(field, 'sv') ?? entryRefusals.invalid.sv,
    en: fieldMessage(field, 'en') ?? entryRefusals.invalid.en,
  };
}

export const refusalLine = (
  code: EntryRefusal,
  path: Said,
  value: unknown,
  message: Said = messageOf(code),
): ReportLine => ({
  path: { sv: shown(path.sv), en: shown(path.en) },
  value: masked(value),
  code,
  message,
});
export const warningLine = (code: ImportWarning, path: Said, value: unknown): ReportLine => ({
  path: { sv: shown(path.sv), en: shown(path.en) },
  value: masked(value),
  code,
  message: importWarnings[code],
});

/** A path is made of element names, which a hostile file chooses too. */
const shown = (path: string): string => path.replace(/\d{8,}/gu, '********').slice(0, 200);

export const noCounts = (): Record<Outcome, number> =>
  Object.fromEntries(outcomes.map((one) => [one, 0])) as Record<Outcome, number>;
