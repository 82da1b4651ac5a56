import { commitmentsRoutes } from '../../contract/commitments.ts';
import { refresh } from '../kernel/read.ts';
import { sendOnce } from '../kernel/send.ts';

/** One's own receipts, by promise: from which version, and to which when it has gone through. */
const receipts = new Map<string, { readonly from: number; readonly to: Promise<number | null> }>();

/** Opened by a human: the giver gets to know that it is received. */
export function sendReceipt(id: string, version: number): void {
  const to = sendOnce(commitmentsRoutes.move, `receive:${id}`, {
    params: { id },
    body: { action: 'receive', seen: version },
  }).then(
    (answer) => answer.version,
    () => {
      // Someone else at the unit was first, or it has been taken back: what stands now is fetched.
      void refresh('commitment');
      return null;
    },
  );
  receipts.set(id, { from: version, to });
}

/** The version that has been seen by who opened `version`: one's own receipt of it changes nothing else. An answer just after the opening waits for it. */
export async function seenWithReceipt(id: string, version: number): Promise<number> {
  const receipt = receipts.get(id);
  return receipt?.from === version ? ((await receipt.to) ?? version) : version;
}
