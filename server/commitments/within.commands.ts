import type { z } from 'zod';
import type { MoveBody } from '../../contract/commitments.ts';
import type { Caller } from '../kernel/access/context.ts';
import type { Ground, Work } from '../kernel/db/transaction.ts';
import { moveOnce, offerOnce, type Deadline, type Moved, type NewCommitment } from './commitments.commands.ts';
import { askWithin } from './commitments.store.ts';

/**
 * Makes a promise inside another room's transaction: it stands or falls with what it belongs to. Its key is its own id, since the outer
 * command already has one effect.
 */
const offerWithin =
  (ground: Ground, deadline: Deadline) =>
  async (work: Work, caller: Caller, wanted: NewCommitment): Promise<Moved> => {
    const key = ground.newId();
    const stored = await offerOnce(
      { ground, deadline },
      caller,
      askWithin(work),
      work.context,
      work.now,
      { key, body: key },
      wanted,
    );
    return stored.answer;
  };

/** Moves a promise inside another room's transaction, as `offerWithin`. */
const moveWithin =
  (ground: Ground, deadline: Deadline) =>
  async (work: Work, caller: Caller, id: string, body: z.output<typeof MoveBody>): Promise<Moved> => {
    const key = ground.newId();
    const stored = await moveOnce(
      { ground, deadline },
      caller,
      askWithin(work),
      work.context,
      work.now,
      { key, body: key },
      id,
      body,
    );
    return stored.answer;
  };

/** What another room is given to make and move promises with. */
export const within = (
  ground: Ground,
  deadline: Deadline,
): { offerWithin: ReturnType<typeof offerWithin>; moveWithin: ReturnType<typeof moveWithin> } => ({
  offerWithin: offerWithin(ground, deadline),
  moveWithin: moveWithin(ground, deadline),
});
