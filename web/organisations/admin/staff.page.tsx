import { useMemo } from 'react';
import type { AssignmentRow, ChangeIn, Register } from '../../../contract/administration.ts';
import { readEnd, readStart } from '../../../contract/kernel/last-day.ts';
import { toIso } from '../../../contract/kernel/time.ts';
import { staffRoles } from '../../../contract/organisations.ts';
import { currentInstant } from '../../kernel/now.ts';
import { AddForm } from './add-form.tsx';
import { orEmpty, some } from './column.ts';
import { assignmentColumns, hsaIdFits } from './columns.ts';
import { EditTable } from './table.tsx';
import { useGround } from './use-ground.ts';
import { AdminPage } from './use-register.tsx';

/** Who works where, in which role, from and to when. */
export default function StaffPage() {
  return <AdminPage which="staff">{(register) => <StaffTable register={register} />}</AdminPage>;
}

const isOver = (row: AssignmentRow): boolean => row.validTo !== null && Date.parse(row.validTo) <= currentInstant();
const toChange = (row: AssignmentRow, version: number, set: Readonly<Record<string, unknown>>): ChangeIn => ({
  do: 'assignment.edit',
  id: row.id,
  version,
  set,
});
const unitOf = (row: AssignmentRow): string => row.unitId;
const nameOf = (row: AssignmentRow): string => row.name;

function StaffTable({ register }: { readonly register: Register }) {
  const ground = useGround(register);
  const { t, common, unitName } = ground;
  const columns = useMemo(
    () => assignmentColumns(ground).filter(({ key }) => key !== 'unitId' || register.units.length > 1),
    [ground, register],
  );
  const open = register.units.filter(({ closedAt, kind }) => closedAt === null && kind !== 'administration');
  const roles = staffRoles.filter((role) => role !== 'leader' && role !== 'administrator');
  return (
    <EditTable
      name="staff"
      label={t.tabs.staff}
      register={register}
      rows={register.assignments}
      columns={columns}
      toChange={toChange}
      nameOf={nameOf}
      unitOf={unitOf}
      isOver={isOver}
      rowIn={(row, stands) => ({ ...row, ...stands })}
      wordsOf={(change) =>
        change.do === 'staff.assign'
          ? `${change.name}, ${common.staffRoles[change.role]}, ${unitName(change.unitId)}`
          : ''
      }
      addWords={t.add.staff}
      renderAdd={(stage, close) => (
        <AddForm
          id="staff"
          title={t.add.staff}
          note={t.add_hint.known}
          onClose={close}
          onAdd={(values) => stage({ do: 'staff.assign', ...values } as ChangeIn)}
          fields={[
            { key: 'name', words: t.staff.name, read: some(t.wrong.required, t.wrong.long, 160) },
            { key: 'title', words: t.staff.title, read: some(t.wrong.required, t.wrong.long, 120) },
            {
              key: 'subject',
              words: t.staff.subject,
              hint: t.add_hint.subject,
              read: some(t.wrong.required, t.wrong.long, 200),
            },
            {
              key: 'hsaId',
              words: t.staff.hsaId,
              read: orEmpty(hsaIdFits, t.wrong.hsaId, (said) => said.toUpperCase()),
            },
            {
              key: 'unitId',
              words: t.staff.unit,
              read: (value) => ({ value }),
              choices: open.map(({ id, name }) => ({ value: id, words: name })),
            },
            {
              key: 'role',
              words: t.staff.role,
              read: (value) => ({ value }),
              choices: roles.map((value) => ({ value, words: common.staffRoles[value] })),
            },
            {
              key: 'validFrom',
              words: t.staff.from,
              hint: t.hint.date,
              initial: register.today,
              read: (said) => {
                const start = readStart(said, currentInstant());
                return start === undefined ? { wrong: t.wrong.date } : { value: toIso(start) };
              },
            },
            {
              key: 'validTo',
              words: t.staff.to,
              hint: t.hint.end,
              read: (said) => {
                if (said.trim() === '') return { value: null };
                const end = readEnd(said, currentInstant());
                return end === undefined ? { wrong: t.wrong.date } : { value: toIso(end) };
              },
            },
          ]}
        />
      )}
    />
  );
}
