import { commitmentsRoutes } from '../../contract/commitments.ts';
import { refresh } from '../kernel/read.ts';
import { sendOnce } from '../kernel/send.ts';

/** The version that a promise got by one's own move, by promise and the version it had before. */
const landed = new Map<string, number>();
const keyOf = (id: string, from: number): string => `${id}:${from}`;

/** One's own receipts that are under way, by promise. */
const receipts = new Map<string, Promise<void>>();

/** A move of one's own has gone through. */
export function ownMove(id: string, from: number, to: number): void {
  if (to > from) landed.set(keyOf(id, from), to);
}

/**
 * The version that has been seen by who looks at `version`: what one did oneself since then is no surprise.
 * A move by anyone else in between breaks the chain, and the server then refuses the move as stale.
 */
export function seenVersion(id: string, version: number): number {
  const next = landed.get(keyOf(id, version));
  return next === undefined ? version : seenVersion(id, next);
}

/** The same, after a receipt that is still under way: an answer just after the opening waits for it. */
export async function seenAfterReceipt(id: string, version: number): Promise<number> {
  await receipts.get(id);
  return seenVersion(id, version);
}

/** Opened by a human: the giver gets to know that it is received. */
export function sendReceipt(id: string, version: number): void {
  const input = { params: { id }, body: { action: 'receive' as const, seen: version } };
  const sent = sendOnce(commitmentsRoutes.move, `receive:${id}`, input, { keep: false })
    .then(
      (answer) => ownMove(id, version, answer.version),
      // Someone else at the unit was first, or it has been taken back: what stands now is fetched.
      () => void refresh('commitment'),
    )
    .finally(() => receipts.delete(id));
  receipts.set(id, sent);
}
