import type { CommitmentState } from '../../contract/commitments.ts';

/** The longest line that a receiver sees in its list. */
const longestLine = 300;

/** What is written, as the line in the receiver's list and the whole; the whole is left out where the line says it all. */
export function lineOf(words: string): { readonly what: string; readonly detail: string } {
  const told = words.trim();
  const line = told.replaceAll(/\s+/gu, ' ');
  if (line.length <= longestLine) return { what: line, detail: line === told ? '' : told };
  const cut = line.slice(0, longestLine - 2);
  const at = cut.lastIndexOf(' ');
  // A character of two halves is not cut between them.
  const whole = (at > longestLine / 2 ? cut.slice(0, at) : cut).replace(/[\uD800-\uDBFF]$/u, '');
  return { what: `${whole} …`, detail: told };
}

export interface Earlier {
  readonly state: CommitmentState;
  readonly toUnitId: string;
  /** The caller wrote it. */
  readonly own: boolean;
}

const waiting: ReadonlySet<CommitmentState> = new Set(['offered', 'received']);
export const isWaiting = (state: CommitmentState): boolean => waiting.has(state);

/**
 * What becomes of the message that a new one goes on from: one that waits is taken back when the same is asked of another unit instead, so that
 * nobody answers what no longer is asked of them; to the same unit it is only added to.
 *
 * @param earlier null when there is none of that id, or none that the caller may read
 */
export function goesOn(earlier: Earlier | null, toUnitId: string): 'take_back' | 'leave' | 'no_such_message' {
  if (earlier === null || !earlier.own) return 'no_such_message';
  return isWaiting(earlier.state) && earlier.toUnitId !== toUnitId ? 'take_back' : 'leave';
}
