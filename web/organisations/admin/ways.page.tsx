import { useMemo } from 'react';
import type { ChangeIn, Register, WayRow } from '../../../contract/administration.ts';
import { readHours } from '../../../contract/kernel/hours-text.ts';
import { audiences, channels } from '../../../contract/organisations.ts';
import { currentInstant } from '../../kernel/now.ts';
import { AddForm } from './add-form.tsx';
import { some } from './column.ts';
import { wayColumns } from './columns.ts';
import { ReachPreview } from './reach-preview.tsx';
import { EditTable } from './table.tsx';
import { useGround } from './use-ground.ts';
import { AdminPage } from './use-register.tsx';

/** Opening hours and ways to reach the units, and what the one who calls will hear. */
export default function WaysPage() {
  return <AdminPage which="ways">{(register) => <WaysTable register={register} />}</AdminPage>;
}

const isOver = (row: WayRow): boolean => row.validTo !== null && Date.parse(row.validTo) <= currentInstant();
const toChange = (row: WayRow, version: number, set: Readonly<Record<string, unknown>>): ChangeIn => ({
  do: 'way.edit',
  id: row.id,
  version,
  set,
});
const unitOf = (row: WayRow): string => row.unitId;

function WaysTable({ register }: { readonly register: Register }) {
  const ground = useGround(register);
  const { t, unitName } = ground;
  const columns = useMemo(
    () => wayColumns(ground).filter(({ key }) => key !== 'unitId' || register.units.length > 1),
    [ground, register],
  );
  const open = register.units.filter(({ closedAt }) => closedAt === null);
  return (
    <EditTable
      name="ways"
      label={t.tabs.ways}
      register={register}
      rows={register.ways}
      columns={columns}
      toChange={toChange}
      nameOf={(row) => `${row.labelSv}, ${unitName(row.unitId)}`}
      unitOf={unitOf}
      isOver={isOver}
      rowIn={(row, stands) => ({ ...row, ...stands })}
      wordsOf={(change) =>
        change.do === 'way.add' ? `${change.labelSv} ${change.value}, ${unitName(change.unitId)}` : ''
      }
      renderAside={(staged, unitId) => (
        <ReachPreview register={register} columns={columns} staged={staged} unitId={unitId} />
      )}
      addWords={t.add.ways}
      renderAdd={(stage, close) => (
        <AddForm
          id="ways"
          title={t.add.ways}
          onClose={close}
          onAdd={(values) => stage({ do: 'way.add', ...values } as ChangeIn)}
          fields={[
            {
              key: 'unitId',
              words: t.way.unit,
              read: (value) => ({ value }),
              choices: open.map(({ id, name }) => ({ value: id, words: name })),
            },
            { key: 'labelSv', words: t.way.label, read: some(t.wrong.required, t.wrong.long, 120) },
            { key: 'labelEn', words: t.way.labelEn, read: some(t.wrong.required, t.wrong.long, 120) },
            {
              key: 'channel',
              words: t.way.channel,
              read: (value) => ({ value }),
              choices: channels.map((value) => ({ value, words: t.channels[value] })),
            },
            { key: 'value', words: t.way.value, read: some(t.wrong.required, t.wrong.long, 200) },
            {
              key: 'audience',
              words: t.way.audience,
              read: (value) => ({ value }),
              choices: audiences.map((value) => ({ value, words: t.audiences[value] })),
              initial: 'both',
            },
            {
              key: 'hours',
              words: t.way.hours,
              hint: t.hint.hours,
              wide: true,
              read: (said) => {
                const hours = readHours(said);
                return hours ? { value: hours } : { wrong: t.wrong.hours };
              },
            },
            {
              key: 'sort',
              words: t.way.sort,
              initial: '1',
              read: (said) => (/^\d{1,3}$/u.test(said.trim()) ? { value: Number(said) } : { wrong: t.wrong.number }),
            },
          ]}
        />
      )}
    />
  );
}
