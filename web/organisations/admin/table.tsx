import { type ReactNode, useMemo, useState } from 'react';
import type { ChangeIn, Register, Stale, Table as TableName } from '../../../contract/administration.ts';
import { useAfterPaint } from '../../kernel/after-paint.ts';
import { readDraft, writeDraft } from '../../kernel/form/draft.ts';
import { dropDraft } from '../../kernel/storage.ts';
import { useText } from '../../kernel/text.ts';
import { tell } from '../../kernel/toast.ts';
import { Button } from '../../kernel/ui/button.tsx';
import { Empty } from '../../kernel/ui/states.tsx';
import { Exchange } from './exchange.tsx';
import { Grid } from './grid.tsx';
import { SaveBar } from './save-bar.tsx';
import {
  changesOf,
  nothingStaged,
  type Sent,
  type Staged,
  stageImported,
  type Table,
  typed,
  without,
} from './staged.ts';
import { type RowOf, wordsIn } from './column.ts';
import { text } from './text.ts';
import { useMore } from './use-more.ts';
import './admin.css';

interface EditTableProps<R extends RowOf> extends Table<R> {
  readonly name: TableName;
  readonly label: string;
  readonly register: Register;
  readonly nameOf: (row: R) => string;
  /** The unit that a row belongs to, where the table is of more than one. */
  readonly unitOf?: (row: R) => string;
  readonly isOver?: (row: R) => boolean;
  /** How the row stands in the answer to a stale edit. */
  readonly rowIn: (row: R, stands: Readonly<Record<string, unknown>>) => R;
  readonly wordsOf: (change: ChangeIn) => string;
  /** The form for a new row, where there can be one. */
  readonly renderAdd?: (stage: (change: ChangeIn) => void, close: () => void) => ReactNode;
  readonly addWords?: string;
  readonly renderAside?: (staged: Staged, unitId: string) => ReactNode;
}

const newId = (): string => crypto.randomUUID();

/** A table that is searched, edited in place, and saved when one has seen what the changes do. What is typed stays until it is saved. */
export function EditTable<R extends RowOf>(props: EditTableProps<R>) {
  const {
    name,
    label,
    register,
    rows,
    columns,
    toChange,
    nameOf,
    unitOf,
    isOver,
    rowIn,
    wordsOf,
    renderAdd,
    addWords,
    renderAside,
  } = props;
  const t = useText(text);
  const [staged, setStaged] = useState<Staged>(() => ({ ...nothingStaged, ...readDraft<Staged>(`admin:${name}`) }));
  const [query, setQuery] = useState('');
  const [unitId, setUnitId] = useState('');
  const [withOver, setWithOver] = useState(false);
  const [adding, setAdding] = useState(false);
  const wanted = useAfterPaint(query);

  const stage = (next: Staged): void => {
    setStaged(next);
    if (Object.keys(next.rows).length + next.added.length > 0) writeDraft(`admin:${name}`, next);
    else dropDraft(`admin:${name}`);
  };
  const shown = useMemo(() => {
    const words = wanted.toLocaleLowerCase('sv').split(/\s+/u).filter(Boolean);
    return rows.filter((row) => {
      if (unitId !== '' && unitOf && unitOf(row) !== unitId) return false;
      if (!withOver && isOver?.(row) && !staged.rows[row.id]) return false;
      if (words.length === 0) return true;
      const all = columns
        .map((column) => wordsIn(column, column.raw(row), row))
        .join(' ')
        .toLocaleLowerCase('sv');
      return words.every((word) => all.includes(word));
    });
  }, [rows, columns, wanted, unitId, unitOf, withOver, isOver, staged.rows]);
  const { drawn, end } = useMore(shown, `${wanted} ${unitId} ${withOver}`);
  const table = { rows, columns, toChange };
  const { sent, wrong } = changesOf(staged, table);
  const units = unitOf ? register.units.filter(({ id }) => rows.some((row) => unitOf(row) === id)) : [];

  const staleRow = (one: Stale['stale'][number], { rowId }: Sent) => {
    const row = rows.find(({ id }) => id === rowId);
    const mine = staged.rows[rowId];
    const stands = row && rowIn(row, one.row);
    return {
      id: one.id,
      name: row ? nameOf(row) : '',
      by: one.by,
      cells: columns.flatMap((column) => {
        const said = mine?.cells[column.key];
        return said === undefined || !stands
          ? []
          : [
              {
                words: column.words,
                mine: wordsIn(column, said, stands),
                theirs: wordsIn(column, column.raw(stands), stands),
              },
            ];
      }),
      keepMine: () =>
        stage({
          ...staged,
          rows: { ...staged.rows, ...(mine && stands ? { [rowId]: { ...mine, version: stands.version } } : {}) },
        }),
      takeTheirs: () => stage(without(staged, rowId)),
    };
  };

  return (
    <div className="stack admin-table">
      <div className="admin-tools no-print">
        <label className="admin-search">
          <span className="sr-only">{t.search}</span>
          <input
            className="input"
            type="search"
            placeholder={t.search}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </label>
        {units.length > 1 && (
          <label className="admin-search">
            <span className="sr-only">{t.onlyUnit}</span>
            <select className="input" value={unitId} onChange={(event) => setUnitId(event.target.value)}>
              <option value="">{t.allUnits}</option>
              {units.map((unit) => (
                <option key={unit.id} value={unit.id}>
                  {unit.name}
                </option>
              ))}
            </select>
          </label>
        )}
        {isOver && rows.some(isOver) && (
          <label className="cluster admin-over">
            <input type="checkbox" checked={withOver} onChange={(event) => setWithOver(event.target.checked)} />{' '}
            {t.ended}
          </label>
        )}
        <output className="soft small">{t.rows(shown.length, rows.length)}</output>
        <span className="admin-tools-end cluster">
          {renderAdd && addWords && (
            <Button size="small" look="quiet" onClick={() => setAdding(true)}>
              {addWords}
            </Button>
          )}
          <Exchange
            table={name}
            onChanges={(changes) => stage(stageImported(staged, changes, table, wordsOf, newId))}
          />
        </span>
      </div>
      {renderAside?.(staged, unitId)}
      {adding &&
        renderAdd?.(
          (change) => {
            stage({ ...staged, added: [...staged.added, { id: newId(), words: wordsOf(change), change }] });
            setAdding(false);
            tell(t.add.staged);
          },
          () => setAdding(false),
        )}
      {rows.length === 0 && <Empty>{t.nothing}</Empty>}
      {rows.length > 0 && shown.length === 0 && <Empty>{t.none}</Empty>}
      {shown.length > 0 && (
        <>
          <p className="soft small no-print admin-keys">{t.keys}</p>
          <Grid
            label={label}
            rows={drawn}
            total={shown.length}
            end={end}
            columns={columns}
            staged={staged}
            nameOf={nameOf}
            {...(isOver ? { isOver } : {})}
            onType={(row, column, said) => stage(typed(staged, row, column, said))}
          />
        </>
      )}
      {staged.added.length > 0 && (
        <ul className="lines added-rows">
          {staged.added.map((one) => (
            <li key={one.id} className="line">
              <span>
                <span className="badge" data-state="asked">
                  {t.add.new}
                </span>{' '}
                {one.words}
              </span>
              <Button size="small" look="plain" onClick={() => stage(without(staged, one.id))}>
                {t.add.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {sent.length + wrong > 0 && (
        <SaveBar
          table={name}
          register={register}
          sent={sent}
          wrong={wrong}
          nameOf={({ rowId, change }) => {
            const row = rows.find(({ id }) => id === rowId);
            return row ? nameOf(row) : wordsOf(change);
          }}
          stale={staleRow}
          onSaved={() => stage(nothingStaged)}
          onDiscard={() => {
            const before = staged;
            stage(nothingStaged);
            tell(t.bar.discarded, () => stage(before));
          }}
        />
      )}
    </div>
  );
}
