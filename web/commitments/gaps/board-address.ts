import { address } from '../../kernel/route.ts';

/** What the board can be narrowed to, by the names of the contract; the same stand in the address, so that it can be sent. */
export const filters = ['unit', 'authority', 'area', 'kind', 'age', 'level'] as const;
export type Filter = (typeof filters)[number];
const all = ['part', 'state', ...filters, 'group'] as const;
type Chosen = (typeof all)[number];

export const groupings = ['level', 'unit', 'kind'] as const;
export type Grouping = (typeof groupings)[number];

/** The board's address with something chosen otherwise; what is undefined or left as it is by itself goes out of it. */
export function boardAddress(
  search: URLSearchParams,
  changed: Partial<Record<Chosen | 'gap' | 'do', string | undefined>> = {},
): string {
  const query: Record<string, string | undefined> = {};
  for (const name of all) query[name] = search.get(name) ?? undefined;
  return address('/gaps', { ...query, ...changed });
}

/** A gap opened beside the board, and what is being done about it. */
export const gapAddress = (search: URLSearchParams, gap: string, deed?: string): string =>
  boardAddress(search, { gap, do: deed });

/** What the server is asked, from the address. */
export function askedOf(search: URLSearchParams): Record<string, string> {
  const asked: Record<string, string> = {};
  for (const name of ['part', 'state', ...filters]) {
    const value = search.get(name);
    if (value) asked[name] = value;
  }
  return asked;
}

/** What is chosen, to come back to. Which gap is open is not part of it. */
export const chosenIn = (search: URLSearchParams): string => boardAddress(search);
export const isChosen = (search: URLSearchParams): boolean => [...search.keys()].length > 0;
export const countChosen = (search: URLSearchParams): number => filters.filter((name) => search.has(name)).length;
