import type { ChangeIn } from '../../../contract/administration.ts';
import type { Column, RowOf } from './column.ts';

/** A row's typed cells, with the version that was seen when the first of them was typed. */
export interface StagedRow {
  readonly version: number;
  readonly cells: Readonly<Record<string, string>>;
}
/** What has been typed in one table and not yet been saved: cells of rows, and whole new rows. */
export interface Staged {
  readonly rows: Readonly<Record<string, StagedRow>>;
  readonly added: readonly { readonly id: string; readonly words: string; readonly change: ChangeIn }[];
}
export const nothingStaged: Staged = { rows: {}, added: [] };

/** A cell as it was typed. Typed back to what stands, it is no change. */
export function typed<R extends RowOf>(staged: Staged, row: R, column: Column<R>, text: string): Staged {
  const before = staged.rows[row.id] ?? { version: row.version, cells: {} };
  const cells = Object.fromEntries(Object.entries(before.cells).filter(([key]) => key !== column.key));
  if (text.trim() !== column.raw(row).trim()) cells[column.key] = text;
  const rows = Object.fromEntries(Object.entries(staged.rows).filter(([id]) => id !== row.id));
  return { ...staged, rows: Object.keys(cells).length > 0 ? { ...rows, [row.id]: { ...before, cells } } : rows };
}

/** A row's typed cells thrown away. */
export const without = (staged: Staged, id: string): Staged => ({
  rows: Object.fromEntries(Object.entries(staged.rows).filter(([other]) => other !== id)),
  added: staged.added.filter((one) => one.id !== id),
});

export interface Table<R extends RowOf> {
  readonly rows: readonly R[];
  readonly columns: readonly Column<R>[];
  readonly toChange: (row: R, version: number, values: Readonly<Record<string, unknown>>) => ChangeIn;
}

/** A change and the row that it came from; added rows have an id of their own. */
export interface Sent {
  readonly rowId: string;
  readonly change: ChangeIn;
}

/** What is to be sent, and how many cells cannot be read. */
export function changesOf<R extends RowOf>(
  staged: Staged,
  { rows, columns, toChange }: Table<R>,
): { sent: Sent[]; wrong: number } {
  const sent: Sent[] = [];
  let wrong = 0;
  for (const [id, { version, cells }] of Object.entries(staged.rows)) {
    const row = rows.find((one) => one.id === id);
    if (!row) continue;
    const values: Record<string, unknown> = {};
    let whole = true;
    for (const [key, text] of Object.entries(cells)) {
      const said = columns.find((column) => column.key === key)?.read?.(text, row);
      if (!said || 'wrong' in said) {
        wrong += 1;
        whole = false;
      } else values[key] = said.value;
    }
    if (whole) sent.push({ rowId: id, change: toChange(row, version, values) });
  }
  return { sent: [...sent, ...staged.added.map(({ id, change }) => ({ rowId: id, change }))], wrong };
}

/** Changes that a file asked for, as if they had been typed; those of whole new rows beside them. */
export function stageImported<R extends RowOf>(
  staged: Staged,
  changes: readonly ChangeIn[],
  { rows, columns }: Table<R>,
  wordsOf: (change: ChangeIn) => string,
  newId: () => string,
): Staged {
  return changes.reduce<Staged>((sofar, change) => {
    const row = 'set' in change ? rows.find(({ id }) => id === change.id) : undefined;
    if (!row || !('set' in change))
      return { ...sofar, added: [...sofar.added, { id: newId(), words: wordsOf(change), change }] };
    const becomes = { ...row, ...change.set };
    return columns
      .filter((column) => column.read && column.raw(becomes) !== column.raw(row))
      .reduce((all, column) => typed(all, row, column, column.raw(becomes)), sofar);
  }, staged);
}
