import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { orEmpty, some, type Column } from './column.ts';
import { changesOf, nothingStaged, stageImported, typed, without } from './staged.ts';

interface Row {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly email: string | null;
}
const [name, email]: Column<Row>[] = [
  { key: 'name', words: 'Namn', raw: (row) => row.name, read: some('tom', 'lång', 20) },
  { key: 'email', words: 'E-post', raw: (row) => row.email ?? '', read: orEmpty(/@/u, 'ingen adress') },
];
const first: Row = { id: 'a', version: 3, name: 'Öst', email: null };
const table = {
  rows: [first],
  columns: [name ?? assert.fail(), email ?? assert.fail()],
  toChange: (row: Row, version: number, set: Readonly<Record<string, unknown>>) => ({
    do: 'unit.edit' as const,
    id: row.id,
    version,
    set,
  }),
};
const [nameColumn, emailColumn] = table.columns as [Column<Row>, Column<Row>];

describe('what is typed and not yet saved', () => {
  test('keeps the version that was seen when it was typed, also when the row is read anew behind it', () => {
    const one = typed(nothingStaged, first, nameColumn, 'Väst');
    const two = typed(one, { ...first, version: 4 }, emailColumn, 'a@b.se');
    assert.deepEqual(changesOf(two, table).sent, [
      { rowId: 'a', change: { do: 'unit.edit', id: 'a', version: 3, set: { name: 'Väst', email: 'a@b.se' } } },
    ]);
  });

  test('typed back it is no change, and what cannot be read is kept and not sent', () => {
    assert.deepEqual(typed(typed(nothingStaged, first, nameColumn, 'Väst'), first, nameColumn, 'Öst '), nothingStaged);
    const wrong = typed(nothingStaged, first, emailColumn, 'ingen');
    assert.deepEqual(changesOf(wrong, table), { sent: [], wrong: 1 });
    assert.equal(wrong.rows['a']?.cells['email'], 'ingen');
    assert.deepEqual(without(wrong, 'a'), nothingStaged);
  });

  test('a file’s changes stand in the cells as if they had been typed', () => {
    const change = { do: 'unit.edit', id: 'a', version: 3, set: { name: 'Norr' } } as const;
    const staged = stageImported(
      nothingStaged,
      [change],
      table,
      () => '',
      () => 'x',
    );
    assert.deepEqual(staged.rows, { a: { version: 3, cells: { name: 'Norr' } } });
    assert.deepEqual(
      changesOf(staged, table).sent.map((one) => one.change),
      [change],
    );
  });
});
