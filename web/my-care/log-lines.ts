import type { LogLine } from '../../contract/people.ts';
import { dateInStockholm, fromIso } from '../../contract/kernel/time.ts';

/** Several doings of the same one in a row on one day: told once, with how many times. */
export interface LogGroup {
  readonly first: LogLine;
  readonly times: number;
}
export interface LogDay {
  /** `YYYY-MM-DD` in Stockholm */
  readonly date: string;
  readonly groups: readonly LogGroup[];
}

/** Whether it is the person's own coming and going, which tells the person nothing. */
export const isOwnDoing = (line: Pick<LogLine, 'kind'>, reader: 'person' | 'relative'): boolean => line.kind === reader;

/**
 * Lines by day, newest first; the same doing in a row is one line.
 *
 * @param doing what a line tells: lines that tell the same are the same doing
 */
export function logDays(lines: readonly LogLine[], doing: (line: LogLine) => string): LogDay[] {
  const days: { date: string; groups: { first: LogLine; times: number }[] }[] = [];
  for (const line of lines) {
    const date = dateInStockholm(fromIso(line.at));
    if (days.at(-1)?.date !== date) days.push({ date, groups: [] });
    const day = days.at(-1);
    const last = day?.groups.at(-1);
    if (last && doing(last.first) === doing(line)) last.times += 1;
    else day?.groups.push({ first: line, times: 1 });
  }
  return days;
}

/** Those of one unit on one day; the system, relatives and oneself stand for themselves. */
export interface LogUnit {
  readonly unitId: string | null;
  readonly groups: readonly LogGroup[];
}

/** A day's doings by the unit that did them, the unit that was there last first. */
export function byUnit(groups: readonly LogGroup[]): LogUnit[] {
  const units = new Map<string | null, LogGroup[]>();
  for (const group of groups) {
    const { kind, unitId } = group.first;
    const key = kind === 'staff' ? unitId : null;
    const known = units.get(key);
    if (known) known.push(group);
    else units.set(key, [group]);
  }
  return [...units].map(([unitId, of]) => ({ unitId, groups: of }));
}

/** What one should look at: read in an emergency, or tried and refused. All else is what happens every day. */
export const isUnusual = ({ action, tie, opened }: Pick<LogLine, 'action' | 'tie' | 'opened'>): boolean =>
  !opened || tie === 'emergency' || action.startsWith('emergency.');

/** The word for an action: by its whole name, else by its first part. */
export const actionWord = (action: string, words: Readonly<Record<string, string>>): string =>
  words[action] ?? words[action.split('.')[0] ?? ''] ?? words['other'] ?? '';

/** One cell of a file that opens in a spreadsheet: quoted, and never taken for a formula. */
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** A file that opens in a spreadsheet: UTF-8 with its mark, semicolons as Swedish spreadsheets expect. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
