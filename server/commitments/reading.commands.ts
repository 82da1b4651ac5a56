import type { Ground, Request } from '../kernel/db/transaction.ts';
import { askPool, commitmentsStore } from './commitments.store.ts';

interface Page {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly afterId?: string | undefined;
}

const storeOf = (ground: Ground) => commitmentsStore(askPool(ground.database.app));
const contextOf = (ground: Ground, request: Request): string =>
  ground.database.sign(request.caller, request.purpose, ground.clock.now());

/** Min enhet i dag, as JSON text; logged and read in one statement. */
export const listPromises = (
  ground: Ground,
  request: Request,
  page: Page & { group?: 'answer' | 'do' | 'wait' | undefined },
): Promise<string> =>
  storeOf(ground).worklist(
    contextOf(ground, request),
    page.limit,
    page.group ?? null,
    page.after ?? null,
    page.afterId ?? null,
  );

/** One promise as JSON text; null when the caller may know nothing of it. */
export const readPromise = (ground: Ground, request: Request, id: string): Promise<string | null> =>
  storeOf(ground).detail(contextOf(ground, request), id);
