import { useSyncExternalStore } from 'react';
import type { PromiseRow as Row } from '../../contract/commitments.ts';
import { signal, useSignal } from '../kernel/signal.ts';

/** Rows that stand on the page now, as they stand now. A row outside what is shown cannot be chosen unseen. */
const shown = new Map<string, Row>();
const chosen = signal<readonly string[]>([]);
let last: string | null = null;

export const showRow = (row: Row): (() => void) => {
  shown.set(row.id, row);
  return () => {
    // A chosen one that has left the list is still answered for: the result says what became of it.
    if (shown.get(row.id) === row && !chosen.get().includes(row.id)) shown.delete(row.id);
  };
};

export const shownRow = (id: string | undefined): Row | undefined => (id === undefined ? undefined : shown.get(id));
export const chosenIds = (): readonly string[] => chosen.get();
export const chosenRows = (): Row[] => chosen.get().flatMap((id) => shown.get(id) ?? []);

/** Each row follows only whether it is chosen itself, so that a choice draws one row anew and not three hundred. */
export const useIsChosen = (id: string): boolean =>
  useSyncExternalStore(chosen.subscribe, () => chosen.get().includes(id));
/** Whether any row is chosen: changes with the first and the last. */
export const useIsChoosing = (): boolean => useSyncExternalStore(chosen.subscribe, () => chosen.get().length > 0);
export const useChosen = (): readonly string[] => useSignal(chosen);

/** Chooses a row, or lets it be. */
export function toggleRow(id: string): void {
  const before = chosen.get();
  chosen.set(before.includes(id) ? before.filter((one) => one !== id) : [...before, id]);
  last = id;
}

/** Chooses all rows from the one touched last to this one. @param order ids as they stand on the page */
export function chooseTo(id: string, order: readonly string[]): void {
  chosen.set([...new Set([...chosen.get(), ...between(order, last, id)])]);
  last = id;
}

/** The ids from one to another, both with them, whichever comes first; the last alone when the first is not there. */
export function between(order: readonly string[], from: string | null, to: string): readonly string[] {
  const [a, b] = [order.indexOf(from ?? to), order.indexOf(to)];
  if (b === -1) return [];
  return a === -1 ? [to] : order.slice(Math.min(a, b), Math.max(a, b) + 1);
}

export function chooseOnly(ids: readonly string[]): void {
  chosen.set(ids);
  if (ids.length === 0) last = null;
}
