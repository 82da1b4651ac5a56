import type { PromiseDetail } from '../../contract/commitments.ts';

export interface LastMove {
  readonly type: string;
  readonly at: string;
  readonly name: string;
}

/** The move that brought a promise where it stands, and who made it; null when that is not the reader's to know. */
export function lastMoveOf({ history = [] }: Pick<PromiseDetail, 'history'>): LastMove | null {
  const last = history.at(-1);
  return last ? { type: last.type, at: last.at, name: last.actor.split(':').at(-1) ?? last.actor } : null;
}
