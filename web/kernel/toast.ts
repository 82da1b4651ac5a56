import { signal } from './signal.ts';

export interface Toast {
  readonly id: number;
  readonly words: string;
  /** What takes it back, while it can be. */
  readonly undo: (() => void) | undefined;
}

export const toasts = signal<readonly Toast[]>([]);
/** Milliseconds that something can be undone, and that a message stays. */
export const undoTime = 10_000;
const plainTime = 5_000;
let last = 0;

/** Tells that something is done, politely; with `undo` for ten seconds. */
export function tell(words: string, undo?: () => void): void {
  const toast = { id: ++last, words, undo };
  toasts.set([...toasts.get().slice(-2), toast]);
  setTimeout(() => dismiss(toast.id), undo ? undoTime : plainTime);
}

export const dismiss = (id: number): void => toasts.set(toasts.get().filter((toast) => toast.id !== id));
