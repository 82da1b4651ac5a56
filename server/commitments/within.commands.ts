import type { Caller } from '../kernel/access/context.ts';
import type { Ground, Work } from '../kernel/db/transaction.ts';
import { offerOnce, type Deadline, type Moved, type NewCommitment } from './commitments.commands.ts';
import { askWithin } from './commitments.store.ts';

/**
 * Makes a promise inside another room's transaction: it stands or falls with what it belongs to. Its key is its own id, since the outer
 * command already has one effect.
 */
export const offerWithin =
  (ground: Ground, deadline: Deadline) =>
  async (work: Work, caller: Caller, wanted: NewCommitment): Promise<Moved> => {
    const key = ground.newId();
    const stored = await offerOnce({ ground, deadline }, caller, askWithin(work), work.context, work.now, { key, body: key }, wanted);
    return stored.answer;
  };
