import { type ListOrder, urgencies, type Urgency } from '../../contract/commitments.ts';

/** As much of a row as its place needs. */
export interface Placed {
  readonly id: string;
  readonly group: string;
  readonly clockAt: string | null;
  readonly urgency?: Urgency;
}

/** Most urgent first; what has no clock last. */
export const byClock = (a: Placed, b: Placed): number =>
  (a.clockAt ?? '9').localeCompare(b.clockAt ?? '9') || a.id.localeCompare(b.id);

const rank = ({ urgency }: Placed): number => (urgency ? urgencies.indexOf(urgency) : urgencies.length);
const byUrgency = (a: Placed, b: Placed): number => rank(a) - rank(b) || byClock(a, b);

/** The order that the server gives the lists in. */
export const byOrder = (sort: ListOrder): ((a: Placed, b: Placed) => number) =>
  sort === 'urgency' ? byUrgency : byClock;

export interface Held<T> {
  readonly rows: readonly T[];
  /** How many have come that are not shown yet. */
  readonly fresh: number;
}

/**
 * What to show while someone reads: the rows keep their places and take on their new content, those that are gone leave, and those
 * that are new wait until they are asked for.
 *
 * @param shown ids in the order that they stand on the screen; null when nothing is shown yet
 * @param hold whether someone is reading
 * @param order how new rows are put in
 */
export function holdRows<T extends Placed>(
  fresh: readonly T[],
  shown: readonly string[] | null,
  hold: boolean,
  order = byClock,
): Held<T> {
  const inOrder = fresh.toSorted(order);
  if (!hold || shown === null) return { rows: inOrder, fresh: 0 };
  const byId = new Map(inOrder.map((row) => [row.id, row]));
  const rows = shown.flatMap((id) => byId.get(id) ?? []);
  return { rows, fresh: inOrder.length - rows.length };
}
