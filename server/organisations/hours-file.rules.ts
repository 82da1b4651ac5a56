import type { Change, Register } from '../../contract/administration.ts';
import { dateOfDayNumber, dayNumberOf } from '../../contract/kernel/calendar-days.ts';
import { clockIn, complete, differing, type RowReader, weekdayIn, weekdayWords, yesNoIn } from './tables.rules.ts';

type Kept = Pick<Register, 'agreements' | 'hours'>;

const dateOf = (text: string): string | undefined =>
  /^\d{4}-\d{2}-\d{2}$/u.test(text) &&
  new Date(text).toString() !== 'Invalid Date' &&
  new Date(text).toISOString().startsWith(text)
    ? text
    : undefined;
/** The last day as people say it, and the first day of no effect as it is stored. */
const dayBefore = (date: string): string => dateOfDayNumber(dayNumberOf(date) - 1);
const dayAfter = (date: string): string => dateOfDayNumber(dayNumberOf(date) + 1);

/** The fixed meeting hours as rows of a file. */
export const hoursLines = ({ agreements, hours }: Kept): string[][] =>
  hours.map((h) => [
    agreements.find(({ id }) => id === h.agreementId)?.code ?? '',
    h.id,
    weekdayWords[h.weekday - 1] ?? '',
    h.from,
    h.to,
    h.note,
    h.validFrom,
    h.validTo === null ? '' : dayBefore(h.validTo),
    h.source,
    h.verified ? 'ja' : 'nej',
  ]);

/** What a row of a file asks for; undefined when it says what stands, or is refused. */
export function hoursChange(line: RowReader, { agreements, hours }: Kept): Change | undefined {
  const agreement = line.read('Överenskommelse', (text) => agreements.find(({ code }) => code === text), 'not_yours');
  const said = complete({
    weekday: line.read('Veckodag', weekdayIn, 'unknown'),
    from: line.read('Börjar', clockIn),
    to: line.read('Slutar', clockIn),
    note: line.read('Anteckning', (text) => (text.length > 200 ? undefined : text), 'too_long'),
    validFrom: line.read('Gäller från', dateOf),
    source: line.some('Källa', 300),
    verified: line.read('Kontrollerad', yesNoIn),
  });
  const last = line.read('Sista dag', (text) => (text === '' ? null : dateOf(text)));
  if (!agreement || !said || last === undefined) return undefined;
  if (said.from >= said.to) return line.refuse('Slutar', 'ends_before_begins');
  const validTo = last === null ? null : dayAfter(last);
  const id = line.text('Id');
  const stands = hours.find((one) =>
    id === ''
      ? one.agreementId === agreement.id &&
        one.weekday === said.weekday &&
        one.from === said.from &&
        one.validFrom === said.validFrom
      : one.id === id && one.agreementId === agreement.id,
  );
  if (!stands && id !== '') return line.refuse('Id', 'no_such_row');
  if (!stands)
    return validTo === null
      ? { do: 'hour.add', agreementId: agreement.id, ...said }
      : line.refuse('Sista dag', 'fixed');
  const set = differing({ ...said, validTo }, stands);
  return Object.keys(set).length === 0 ? undefined : { do: 'hour.edit', id: stands.id, version: stands.version, set };
}
