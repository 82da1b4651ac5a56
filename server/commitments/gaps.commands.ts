import { hashOf, type Ground, type Once, type Request } from '../kernel/db/transaction.ts';
import type { Deps } from './commitments.commands.ts';
import { askPool } from './commitments.store.ts';
import { gapsStore } from './gaps.store.ts';

const storeOf = (ground: Ground) => gapsStore(askPool(ground.database.app));
const contextOf = (ground: Ground, request: Request): string => ground.database.sign(request.caller, request.purpose, ground.clock.now());

interface Page {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly afterId?: string | undefined;
}

/** The gap board as JSON text. */
export const listGaps = (ground: Ground, request: Request, page: Page & { mine: boolean }): Promise<string> =>
  storeOf(ground).board(contextOf(ground, request), page.limit, page.after ?? null, page.afterId ?? null, page.mine);

/** A level can answer, not hide: the answer is added and the gap stands until it is done. */
export async function answerGap(deps: Deps, request: Request, once: Once, gapId: string, words: string): Promise<{ id: string; level: number }> {
  const { ground } = deps;
  const stored = await storeOf(ground).answer(contextOf(ground, request), once.key, hashOf(once), gapId, ground.newId(), words);
  ground.ring();
  return stored.answer;
}
