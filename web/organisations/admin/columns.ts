import type { AssignmentRow, TermRow, UnitRow, WayRow } from '../../../contract/administration.ts';
import { readHours, writeHours } from '../../../contract/kernel/hours-text.ts';
import { readEnd, writeEnd } from '../../../contract/kernel/last-day.ts';
import { dateInStockholm, toIso, type Instant } from '../../../contract/kernel/time.ts';
import { audiences, channels, termUnits, unitKinds } from '../../../contract/organisations.ts';
import type { Language } from '../../../contract/kernel/validation.ts';
import type { useCommon } from '../../kernel/text.ts';
import { chosen, type Column, orEmpty, type Said, some } from './column.ts';
import type { useText } from '../../kernel/text.ts';
import type { useFurther } from '../../kernel/text/further.ts';
import type { text } from './text.ts';

type Words = ReturnType<typeof useText<(typeof text)['sv']>>;
type Common = ReturnType<typeof useCommon>;
export interface Ground {
  readonly t: Words;
  readonly common: Common;
  readonly lengths: ReturnType<typeof useFurther>['lengths'];
  readonly language: Language;
  /** Answers what the clock is when something is read, not when the table was drawn. */
  readonly now: () => Instant;
  readonly unitName: (id: string) => string;
  readonly mayMoveUnits: boolean;
}

const choices = <C extends string>(codes: readonly C[], words: Readonly<Record<C, string>>) =>
  codes.map((value) => ({ value, words: words[value] }));
const end =
  (ground: Ground) =>
  (said: string): Said => {
    if (said.trim() === '') return { value: null };
    const instant = readEnd(said, ground.now());
    return instant === undefined ? { wrong: ground.t.wrong.date } : { value: toIso(instant) };
  };
const endOf = (iso: string | null): string => (iso === null ? '' : writeEnd(Date.parse(iso)));

export const hsaIdFits = /^SE(?:16)?\d{10}-[A-Z0-9]{1,16}$/u;
export const emailFits = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u;

export function unitColumns(ground: Ground): Column<UnitRow>[] {
  const { t, common, mayMoveUnits } = ground;
  const kinds = unitKinds.filter((kind) => kind !== 'person' && kind !== 'administration');
  const open = (column: Column<UnitRow>): Column<UnitRow> => {
    const { key, words, raw, show } = column;
    return mayMoveUnits ? column : { key, words, raw, ...(show ? { show } : {}) };
  };
  return [
    {
      key: 'name',
      words: t.unit.name,
      raw: (row) => row.name,
      read: some(t.wrong.required, t.wrong.long, 160),
      look: 'main',
    },
    {
      key: 'tag',
      words: t.unit.tag,
      raw: (row) => row.tag,
      read: (said) =>
        said.trim().length >= 2 && said.trim().length <= 16 ? { value: said.trim() } : { wrong: t.wrong.tag },
    },
    open({
      key: 'kind',
      words: t.unit.kind,
      raw: (row) => row.kind,
      read: (said, row) => (row.kind === 'administration' ? { wrong: t.wrong.administration } : { value: said }),
      show: (raw) => common.unitKinds[raw as 'other'] ?? raw,
      choices: choices(kinds, common.unitKinds),
    }),
    open({
      key: 'municipalityCode',
      words: t.unit.municipality,
      raw: (row) => row.municipalityCode ?? '',
      read: orEmpty(/^\d{4}$/u, t.wrong.place),
      look: 'figures',
    }),
    { key: 'email', words: t.unit.email, raw: (row) => row.email ?? '', read: orEmpty(emailFits, t.wrong.email) },
    {
      key: 'hsaId',
      words: t.unit.hsaId,
      raw: (row) => row.hsaId ?? '',
      read: orEmpty(hsaIdFits, t.wrong.hsaId, (said) => said.toUpperCase()),
      look: 'figures',
    },
    {
      key: 'closedAt',
      words: t.unit.closes,
      raw: (row) => endOf(row.closedAt),
      read: end(ground),
      hint: t.hint.end,
      look: 'figures',
    },
  ];
}

export function wayColumns(ground: Ground): Column<WayRow>[] {
  const { t, language, unitName } = ground;
  return [
    { key: 'unitId', words: t.way.unit, raw: (row) => row.unitId, show: unitName },
    {
      key: 'labelSv',
      words: t.way.label,
      raw: (row) => row.labelSv,
      read: some(t.wrong.required, t.wrong.long, 120),
      look: 'main',
    },
    {
      key: 'channel',
      words: t.way.channel,
      raw: (row) => row.channel,
      read: chosen,
      choices: choices(channels, t.channels),
    },
    {
      key: 'value',
      words: t.way.value,
      raw: (row) => row.value,
      read: some(t.wrong.required, t.wrong.long, 200),
      look: 'figures',
    },
    {
      key: 'hours',
      words: t.way.hours,
      raw: (row) => writeHours(row.hours, language),
      read: (said) => {
        const hours = readHours(said);
        return hours ? { value: hours } : { wrong: t.wrong.hours };
      },
      hint: t.hint.hours,
      look: 'wide',
    },
    {
      key: 'audience',
      words: t.way.audience,
      raw: (row) => row.audience,
      read: chosen,
      choices: choices(audiences, t.audiences),
    },
    {
      key: 'sort',
      words: t.way.sort,
      raw: (row) => String(row.sort),
      read: (said) => (/^\d{1,3}$/u.test(said.trim()) ? { value: Number(said) } : { wrong: t.wrong.number }),
      look: 'figures',
    },
    {
      key: 'labelEn',
      words: t.way.labelEn,
      raw: (row) => row.labelEn,
      read: some(t.wrong.required, t.wrong.long, 120),
    },
    {
      key: 'validTo',
      words: t.way.ends,
      raw: (row) => endOf(row.validTo),
      read: end(ground),
      hint: t.hint.end,
      look: 'figures',
    },
  ];
}

export function assignmentColumns(ground: Ground): Column<AssignmentRow>[] {
  const { t, common, unitName } = ground;
  return [
    { key: 'name', words: t.staff.name, raw: (row) => row.name, look: 'main' },
    { key: 'title', words: t.staff.title, raw: (row) => row.title },
    {
      key: 'role',
      words: t.staff.role,
      raw: (row) => row.role,
      show: (raw) => common.staffRoles[raw as 'nurse'] ?? raw,
    },
    { key: 'unitId', words: t.staff.unit, raw: (row) => row.unitId, show: unitName },
    {
      key: 'validFrom',
      words: t.staff.from,
      raw: (row) => dateInStockholm(Date.parse(row.validFrom)),
      look: 'figures',
    },
    {
      key: 'validTo',
      words: t.staff.to,
      raw: (row) => endOf(row.validTo),
      read: end(ground),
      hint: t.hint.end,
      look: 'figures',
    },
  ];
}

/** One line for each time: what holds today, what comes, and the new one. */
export interface TermLine {
  readonly id: string;
  readonly version: number;
  readonly latest: TermRow;
  readonly today: TermRow | undefined;
  readonly agreement: string;
  /** The soonest day on which a new value may hold. */
  readonly soonest: string;
}
export function termColumns(ground: Ground, holdsForOpen: (line: TermLine) => boolean): Column<TermLine>[] {
  const { t, lengths } = ground;
  const length = ({ amount, unit }: TermRow): string => lengths[unit](amount);
  const yesNo = [
    { value: 'no', words: t.no },
    { value: 'yes', words: t.yes },
  ];
  const ahead = (line: TermLine): string =>
    line.latest.validFrom >= line.soonest ? line.latest.validFrom : line.soonest;
  return [
    { key: 'what', words: t.term.what, raw: ({ latest }) => t.termKeys[latest.key], look: 'main' },
    { key: 'agreement', words: t.term.agreement, raw: ({ agreement }) => agreement },
    {
      key: 'today',
      words: t.term.today,
      raw: ({ today, latest }) =>
        [today ? length(today) : '', latest === today ? '' : t.term.next(length(latest), latest.validFrom)]
          .filter(Boolean)
          .join('; '),
    },
    {
      key: 'amount',
      words: t.term.amount,
      raw: ({ latest }) => String(latest.amount),
      read: (said) => (/^\d{1,5}$/u.test(said.trim()) ? { value: Number(said) } : { wrong: t.wrong.number }),
      look: 'figures',
    },
    {
      key: 'unit',
      words: t.term.unit,
      raw: ({ latest }) => latest.unit,
      read: chosen,
      choices: choices(termUnits, t.termUnits),
    },
    {
      key: 'validFrom',
      words: t.term.from,
      raw: ahead,
      read: (said, line) => {
        const date = said.trim();
        if (!/^\d{4}-\d{2}-\d{2}$/u.test(date) || Number.isNaN(Date.parse(date))) return { wrong: t.wrong.date };
        return date >= ahead(line) ? { value: date } : { wrong: t.wrong.past };
      },
      hint: t.hint.ahead,
      look: 'figures',
    },
    {
      key: 'source',
      words: t.term.source,
      raw: ({ latest }) => latest.source,
      read: some(t.wrong.required, t.wrong.long, 300),
    },
    {
      key: 'verified',
      words: t.term.verified,
      raw: ({ latest }) => (latest.verified ? 'yes' : 'no'),
      read: (said) => ({ value: said === 'yes' }),
      choices: yesNo,
    },
    {
      key: 'alsoOpen',
      words: t.term.open,
      raw: () => 'no',
      show: (raw, line) => (!holdsForOpen(line) ? '–' : raw === 'yes' ? t.yes : t.no),
      read: (said, line) => ({ value: said === 'yes' && holdsForOpen(line) }),
      choices: yesNo,
    },
  ];
}
