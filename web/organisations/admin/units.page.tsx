import { useMemo } from 'react';
import type { ChangeIn, Register, UnitRow } from '../../../contract/administration.ts';
import { readStart } from '../../../contract/kernel/last-day.ts';
import { toIso } from '../../../contract/kernel/time.ts';
import { unitKinds } from '../../../contract/organisations.ts';
import { currentInstant } from '../../kernel/now.ts';
import { AddForm } from './add-form.tsx';
import { orEmpty, some } from './column.ts';
import { emailFits, hsaIdFits, unitColumns } from './columns.ts';
import { EditTable } from './table.tsx';
import { TermsTable } from './terms-table.tsx';
import { useGround } from './use-ground.ts';
import { AdminPage } from './use-register.tsx';

/** The first page of the administration: the units, or, for a joint group, the agreed times. */
export default function UnitsPage() {
  return (
    <AdminPage which="units">
      {(register) =>
        register.role === 'leader' ? <TermsTable register={register} /> : <UnitsTable register={register} />
      }
    </AdminPage>
  );
}

const isOver = (row: UnitRow): boolean => row.closedAt !== null && Date.parse(row.closedAt) <= currentInstant();
const toChange = (row: UnitRow, version: number, set: Readonly<Record<string, unknown>>): ChangeIn => ({
  do: 'unit.edit',
  id: row.id,
  version,
  set,
});
const nameOf = (row: UnitRow): string => row.name;

function UnitsTable({ register }: { readonly register: Register }) {
  const ground = useGround(register);
  const { t, common } = ground;
  const columns = useMemo(() => unitColumns(ground), [ground]);
  const kinds = unitKinds
    .filter((kind) => kind !== 'person' && kind !== 'administration')
    .map((value) => ({ value, words: common.unitKinds[value] }));
  const renderAdd = (stage: (change: ChangeIn) => void, close: () => void) => (
    <AddForm
      id="units"
      title={t.add.units}
      onClose={close}
      onAdd={(values) => stage({ do: 'unit.open', ...values } as ChangeIn)}
      fields={[
        { key: 'name', words: t.unit.name, read: some(t.wrong.required, t.wrong.long, 160) },
        {
          key: 'tag',
          words: t.unit.tag,
          read: (said) =>
            said.trim().length >= 2 && said.trim().length <= 16 ? { value: said.trim() } : { wrong: t.wrong.tag },
        },
        { key: 'code', words: t.unit.code, read: some(t.wrong.required, t.wrong.long, 80) },
        { key: 'kind', words: t.unit.kind, read: (value) => ({ value }), choices: kinds },
        {
          key: 'municipalityCode',
          words: t.unit.municipality,
          read: orEmpty(/^\d{4}$/u, t.wrong.place),
          initial: register.units[0]?.municipalityCode ?? '',
        },
        { key: 'hsaId', words: t.unit.hsaId, read: orEmpty(hsaIdFits, t.wrong.hsaId, (said) => said.toUpperCase()) },
        { key: 'email', words: t.unit.email, read: orEmpty(emailFits, t.wrong.email) },
        {
          key: 'openedAt',
          words: t.unit.opens,
          hint: t.hint.date,
          initial: register.today,
          read: (said) => {
            const start = readStart(said, currentInstant());
            return start === undefined ? { wrong: t.wrong.date } : { value: toIso(start) };
          },
        },
      ]}
    />
  );
  return (
    <EditTable
      name="units"
      label={t.tabs.units}
      register={register}
      rows={register.units}
      columns={columns}
      toChange={toChange}
      nameOf={nameOf}
      isOver={isOver}
      rowIn={(row, stands) => ({ ...row, ...stands })}
      wordsOf={(change) => (change.do === 'unit.open' ? `${change.name} (${common.unitKinds[change.kind]})` : '')}
      {...(register.role === 'administrator' ? { addWords: t.add.units, renderAdd } : {})}
    />
  );
}
