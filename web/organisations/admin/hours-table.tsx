import { useMemo } from 'react';
import type { ChangeIn, HourRow, Register } from '../../../contract/administration.ts';
import { readEnd, readStart, writeEnd } from '../../../contract/kernel/last-day.ts';
import { dateInStockholm, stockholmInstant } from '../../../contract/kernel/time.ts';
import { currentInstant } from '../../kernel/now.ts';
import { AddForm } from './add-form.tsx';
import { chosen, type Column, type Said, some } from './column.ts';
import type { Ground } from './columns.ts';
import { readSpan, writeSpan } from './span.ts';
import { EditTable } from './table.tsx';
import { useGround } from './use-ground.ts';

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;
const dayIn = (said: string): string | undefined => {
  const start = readStart(said, currentInstant());
  return start === undefined ? undefined : dateInStockholm(start);
};
const lastDay = (validTo: string | null): string => (validTo === null ? '' : writeEnd(stockholmInstant(validTo)));

/** How each thing that is typed about the hours is read; the same in the table and in the form for new ones. */
function readings({ t }: Ground) {
  return {
    weekday: (said: string): Said => ({ value: Number(said) }),
    span: (said: string): Said => {
      const span = readSpan(said);
      if (span === undefined) return { wrong: t.wrong.span };
      return span.from < span.to ? { value: span } : { wrong: t.wrong.backwards };
    },
    note: (said: string): Said => (said.trim().length > 200 ? { wrong: t.wrong.long } : { value: said.trim() }),
    validFrom: (said: string): Said => {
      const day = dayIn(said);
      return day === undefined ? { wrong: t.wrong.date } : { value: day };
    },
    validTo: (said: string): Said => {
      if (said.trim() === '') return { value: null };
      const end = readEnd(said, currentInstant());
      return end === undefined ? { wrong: t.wrong.date } : { value: dateInStockholm(end) };
    },
    source: some(t.wrong.required, t.wrong.long, 300),
    verified: (said: string): Said => ({ value: said === 'yes' }),
  };
}

function hourColumns(ground: Ground, agreementName: (id: string) => string): Column<HourRow>[] {
  const { t } = ground;
  const read = readings(ground);
  return [
    {
      key: 'weekday',
      words: t.hour.weekday,
      raw: ({ weekday }) => String(weekday),
      read: read.weekday,
      choices: weekdays.map((value) => ({ value, words: t.weekdays[value] })),
      look: 'main',
    },
    {
      key: 'span',
      words: t.hour.span,
      raw: writeSpan,
      read: read.span,
      hint: t.hint.span,
      look: 'figures',
    },
    { key: 'note', words: t.hour.note, raw: ({ note }) => note, read: read.note, look: 'wide' },
    { key: 'agreement', words: t.term.agreement, raw: ({ agreementId }) => agreementName(agreementId) },
    {
      key: 'validFrom',
      words: t.term.from,
      raw: ({ validFrom }) => validFrom,
      read: read.validFrom,
      hint: t.hint.date,
      look: 'figures',
    },
    {
      key: 'validTo',
      words: t.staff.to,
      raw: ({ validTo }) => lastDay(validTo),
      read: read.validTo,
      hint: t.hint.end,
      look: 'figures',
    },
    { key: 'source', words: t.term.source, raw: ({ source }) => source, read: read.source },
    {
      key: 'verified',
      words: t.term.verified,
      raw: ({ verified }) => (verified ? 'yes' : 'no'),
      read: read.verified,
      choices: [
        { value: 'no', words: t.no },
        { value: 'yes', words: t.yes },
      ],
    },
  ];
}

type Span = Pick<HourRow, 'from' | 'to'>;
const toChange = ({ id }: HourRow, version: number, { span, ...set }: Readonly<Record<string, unknown>>): ChangeIn => ({
  do: 'hour.edit',
  id,
  version,
  set: { ...set, ...(span as Span | undefined) },
});

/** The fixed hours at which those under an agreement can meet: proposed first to whoever calls to a planning meeting. */
export function HoursTable({ register }: { readonly register: Register }) {
  const ground = useGround(register);
  const { t } = ground;
  const { agreements, hours, today } = register;
  const columns = useMemo(() => {
    const names = new Map(agreements.map(({ id, name }) => [id, name]));
    return hourColumns(ground, (id) => names.get(id) ?? '').filter(
      ({ key }) => key !== 'agreement' || agreements.length > 1,
    );
  }, [ground, agreements]);
  const nameOf = (row: Pick<HourRow, 'weekday' | 'from' | 'to'>): string =>
    `${t.weekdays[String(row.weekday) as '1']} ${writeSpan(row)}`;
  const read = readings(ground);
  const renderAdd = (stage: (change: ChangeIn) => void, close: () => void) => (
    <AddForm
      id="hours"
      title={t.add.hours}
      onClose={close}
      onAdd={({ span, ...values }) =>
        stage({ do: 'hour.add', agreementId: agreements[0]?.id ?? '', ...values, ...(span as Span) } as ChangeIn)
      }
      fields={[
        ...(agreements.length > 1
          ? [
              {
                key: 'agreementId',
                words: t.term.agreement,
                read: chosen,
                choices: agreements.map(({ id, name }) => ({ value: id, words: name })),
              },
            ]
          : []),
        {
          key: 'weekday',
          words: t.hour.weekday,
          read: read.weekday,
          choices: weekdays.map((value) => ({ value, words: t.weekdays[value] })),
        },
        { key: 'span', words: t.hour.span, read: read.span, hint: t.hint.span },
        { key: 'note', words: t.hour.note, read: read.note, hint: t.hint.note },
        { key: 'validFrom', words: t.term.from, read: read.validFrom, initial: today, hint: t.hint.date },
        { key: 'source', words: t.term.source, read: read.source, hint: t.hint.source },
        {
          key: 'verified',
          words: t.term.verified,
          read: read.verified,
          choices: [
            { value: 'no', words: t.no },
            { value: 'yes', words: t.yes },
          ],
        },
      ]}
    />
  );
  return (
    <EditTable
      name="hours"
      label={t.tabs.hours}
      register={register}
      rows={hours}
      columns={columns}
      toChange={toChange}
      nameOf={nameOf}
      isOver={({ validTo }) => validTo !== null && validTo <= today}
      rowIn={(row, stands) => ({ ...row, ...stands })}
      wordsOf={(change) => (change.do === 'hour.add' ? nameOf(change) : '')}
      addWords={t.add.hours}
      renderAdd={renderAdd}
    />
  );
}
