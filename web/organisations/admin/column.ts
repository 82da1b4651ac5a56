/** As much as every row of a table has. */
export interface RowOf {
  readonly id: string;
  readonly version: number;
}
export type Said = { readonly value: unknown } | { readonly wrong: string };

/** A column: what stands in a cell, and, where it can be changed, how what is typed is read. */
export interface Column<R> {
  /** The name of what is changed, as the contract has it. */
  readonly key: string;
  readonly words: string;
  /** What is typed. */
  readonly raw: (row: R) => string;
  /** What is shown of what is typed; as it is, if left out. */
  readonly show?: (raw: string, row: R) => string;
  /** Reads what was typed; a column without it cannot be changed. */
  readonly read?: (text: string, row: R) => Said;
  readonly choices?: readonly { readonly value: string; readonly words: string }[];
  readonly hint?: string;
  readonly look?: 'main' | 'figures' | 'wide';
}

/** What a cell shows of what is typed: its own words before those of its choices. */
export const wordsIn = <R>(column: Column<R>, raw: string, row: R): string =>
  column.show?.(raw, row) ?? column.choices?.find(({ value }) => value === raw)?.words ?? raw;

export const some =
  (wrong: string, tooLong: string, longest: number) =>
  (text: string): Said => {
    const said = text.trim();
    if (said === '') return { wrong };
    return said.length > longest ? { wrong: tooLong } : { value: said };
  };
/** A cell that may be empty; what is not empty must fit. */
export const orEmpty =
  (fits: RegExp, wrong: string, normal: (text: string) => string = (text) => text) =>
  (text: string): Said => {
    const said = normal(text.trim());
    if (said === '') return { value: null };
    return fits.test(said) ? { value: said } : { wrong };
  };
export const chosen = (text: string): Said => ({ value: text });
