/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role, jsx-a11y/role-supports-aria-props, jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- said in full: as cards on a small screen the table's own roles are lost, and a cell of a grid may be read-only (ARIA 1.2); the keys are heard by the grid */
import { type KeyboardEvent, memo, type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { useText } from '../../kernel/text.ts';
import { CellEditor } from './cell-editor.tsx';
import { type Column, type RowOf, wordsIn } from './column.ts';
import type { Staged, StagedRow } from './staged.ts';
import { text } from './text.ts';

interface GridProps<R extends RowOf> {
  readonly label: string;
  readonly rows: readonly R[];
  /** Of how many rows these are the first. */
  readonly total: number;
  readonly end: RefObject<HTMLDivElement | null>;
  readonly columns: readonly Column<R>[];
  readonly staged: Staged;
  readonly nameOf: (row: R) => string;
  readonly isOver?: (row: R) => boolean;
  readonly onType: (row: R, column: Column<R>, typed: string) => void;
}
interface Editing {
  readonly row: string;
  readonly key: string;
  /** What the edit began with, when it was begun by typing over the cell. */
  readonly begun?: string;
}

const moves: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-12, 0],
  PageDown: [12, 0],
};

/**
 * A table that is edited in place (ARIA grid): the arrows go between cells, Enter or typing edits, Escape restores. Only the row that is
 * edited is drawn anew; which cell has the focus is the browser's to know.
 */
export function Grid<R extends RowOf>({
  label,
  rows,
  total,
  end,
  columns,
  staged,
  nameOf,
  isOver,
  onType,
}: GridProps<R>) {
  const [editing, setEditing] = useState<Editing | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const entered = useRef<HTMLElement | null>(null);
  const latest = useRef({ rows, onType });
  useLayoutEffect(() => {
    latest.current = { rows, onType };
    // The one cell that the Tab key comes to: where one was last, or the first.
    if (!entered.current?.isConnected) enter(entered, body.current?.rows[0]?.cells[0]);
  });
  const cellAt = (row: number, column: number): HTMLElement | undefined => {
    const all = body.current?.rows;
    return all?.[Math.max(0, Math.min(row, all.length - 1))]?.cells[Math.max(0, Math.min(column, columns.length - 1))];
  };
  const edit = (cell: HTMLElement, begun?: string): void => {
    const { row, key } = cell.dataset;
    if (row && key && cell.getAttribute('aria-readonly') !== 'true')
      setEditing({ row, key, ...(begun === undefined ? {} : { begun }) });
  };
  const finish = useCallback(
    (row: R, column: Column<R>, typed: string | null, go: 'stay' | 'next' | 'back' | 'away'): void => {
      setEditing(null);
      if (typed !== null) latest.current.onType(row, column, typed);
      const cell = body.current?.querySelector<HTMLElement>(`[data-row="${row.id}"][data-key="${column.key}"]`);
      const target =
        go === 'next'
          ? (cell?.nextElementSibling ?? cell)
          : go === 'back'
            ? (cell?.previousElementSibling ?? cell)
            : cell;
      if (go !== 'away' && target instanceof HTMLElement) {
        enter(entered, target);
        target.focus();
      }
    },
    [],
  );
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    const cell = event.target;
    if (!(cell instanceof HTMLTableCellElement) || !cell.dataset['key']) return;
    const place = [(cell.parentElement as HTMLTableRowElement).sectionRowIndex, cell.cellIndex] as const;
    const step = moves[event.key];
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    let target: HTMLElement | undefined;
    if (step) target = cellAt(place[0] + step[0], place[1] + step[1]);
    else if (event.key === 'Home') target = cellAt(event.ctrlKey ? 0 : place[0], 0);
    else if (event.key === 'End') target = cellAt(event.ctrlKey ? Infinity : place[0], Infinity);
    else if (event.key === 'Enter' || event.key === 'F2') edit(cell);
    else if (event.key === 'Escape') restore(cell);
    else if (event.key === 'Delete' && plain) edit(cell, '');
    else if (plain && event.key.length === 1 && event.key !== ' ') edit(cell, event.key);
    else return;
    event.preventDefault();
    if (!target) return;
    enter(entered, target);
    target.focus();
    target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const restore = (cell: HTMLElement): void => {
    const row = rows.find(({ id }) => id === cell.dataset['row']);
    const column = columns.find(({ key }) => key === cell.dataset['key']);
    if (row && column) onType(row, column, column.raw(row));
  };
  return (
    <div className="grid-frame">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table whose cells are edited is a grid */}
      <table className="grid" role="grid" aria-label={label} aria-rowcount={total + 1} onKeyDown={onKeyDown}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ key, words, look }) => (
              <th key={key} role="columnheader" scope="col" data-look={look}>
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          ref={body}
          role="rowgroup"
          onFocus={(event) => enter(entered, event.target.closest('td') ?? undefined)}
          onClick={(event) => {
            const cell = event.target instanceof Element ? event.target.closest('td') : null;
            if (cell && !cell.querySelector('input, select')) edit(cell);
          }}
        >
          {rows.map((row, index) => (
            <MemoRow
              key={row.id}
              row={row}
              index={index}
              name={nameOf(row)}
              over={isOver?.(row) ?? false}
              columns={columns as readonly Column<RowOf>[]}
              staged={staged.rows[row.id]}
              editing={editing?.row === row.id ? editing : null}
              onFinish={finish as unknown as RowProps['onFinish']}
            />
          ))}
        </tbody>
      </table>
      <div ref={end} />
    </div>
  );
}

function enter(entered: { current: HTMLElement | null }, cell: HTMLElement | undefined): void {
  if (!cell || cell === entered.current) return;
  if (entered.current) entered.current.tabIndex = -1;
  cell.tabIndex = 0;
  entered.current = cell;
}

interface RowProps {
  readonly row: RowOf;
  readonly index: number;
  readonly name: string;
  readonly over: boolean;
  readonly columns: readonly Column<RowOf>[];
  readonly staged: StagedRow | undefined;
  readonly editing: Editing | null;
  readonly onFinish: (
    row: RowOf,
    column: Column<RowOf>,
    typed: string | null,
    go: 'stay' | 'next' | 'back' | 'away',
  ) => void;
}

const MemoRow = memo(function Row({ row, index, name, over, columns, staged, editing, onFinish }: RowProps) {
  const t = useText(text);
  return (
    <tr
      role="row"
      aria-rowindex={index + 2}
      data-over={over || undefined}
      data-staged={staged !== undefined || undefined}
    >
      {columns.map((column) => {
        const typed = staged?.cells[column.key];
        const raw = typed ?? column.raw(row);
        const shown = wordsIn(column, raw, row);
        const said = typed === undefined ? undefined : column.read?.(typed, row);
        const wrong = said && 'wrong' in said ? said.wrong : undefined;
        const was = column.raw(row);
        return (
          <td
            key={column.key}
            role="gridcell"
            tabIndex={-1}
            data-row={row.id}
            data-key={column.key}
            data-label={column.words}
            data-look={column.look}
            data-typed={typed !== undefined || undefined}
            aria-readonly={column.read === undefined}
            aria-invalid={wrong !== undefined || undefined}
          >
            {editing?.key === column.key ? (
              <CellEditor
                label={`${column.words}, ${name}`}
                column={column}
                value={editing.begun ?? raw}
                onFinish={(value, go) => onFinish(row, column, value, go)}
              />
            ) : (
              <>
                <span>{shown}</span>
                {typed !== undefined && (
                  <span className="cell-was small">{wrong ?? `${t.unsaved}. ${t.was(wordsIn(column, was, row))}`}</span>
                )}
              </>
            )}
          </td>
        );
      })}
    </tr>
  );
});
