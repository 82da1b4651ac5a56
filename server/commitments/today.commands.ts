import { hashOf, type Ground, type Once, type Request } from '../kernel/db/transaction.ts';
import { askPool } from './commitments.store.ts';
import { type AskedQuery, filterOf } from './list-filter.rules.ts';
import { listPromises } from './reading.commands.ts';
import { todayStore } from './today.store.ts';

const storeOf = (ground: Ground) => todayStore(askPool(ground.database.app));
const contextOf = (ground: Ground, request: Request): string =>
  ground.database.sign(request.caller, request.purpose, ground.clock.now());

/** How long "skriver ett svar" stands without being renewed, in seconds: the page renews it twice in that time. */
const writingSeconds = 45;
/** Rows of each part of a handover between shifts: what can be read in one go. The counts tell of all. */
const mostTold = 60;

/**
 * Min enhet i dag as JSON text, through a filter if one is asked for. Without one it stays the one statement that it has always been: the
 * page is opened many times a day.
 */
export function readWorklist(ground: Ground, request: Request, query: AskedQuery): Promise<string> {
  const filter = filterOf(query);
  if (filter === null) return listPromises(ground, request, query);
  return storeOf(ground).filtered(
    contextOf(ground, request),
    query.limit,
    query.group ?? null,
    query.after ?? null,
    query.afterId ?? null,
    filter,
  );
}

/** Who at the unit has what and who is writing, as JSON text. Holds nothing of any person. */
export const listColleagues = (ground: Ground, request: Request): Promise<string> =>
  storeOf(ground).colleagues(contextOf(ground, request));

/** How the first page begins for the caller, as JSON text. */
export const readWorkday = (ground: Ground, request: Request): Promise<string> =>
  storeOf(ground).workday(contextOf(ground, request));

/** Takes a promise in hand, takes it over from the colleague who was seen (`over`), or lets it go. @throws Refusal `stale`, `not_found` */
export async function handle(
  ground: Ground,
  request: Request,
  once: Once,
  id: string,
  take: { readonly over: string | null } | null,
): Promise<{ id: string; handling: string | null }> {
  const stored = await storeOf(ground).handle(
    contextOf(ground, request),
    once.key,
    hashOf(once),
    id,
    ground.newId(),
    take !== null,
    take?.over ?? null,
  );
  ground.ring();
  return stored.answer;
}

/** Tells that an answer is in the making, or no longer. The same told twice is the same, so no key is needed. */
export async function tellWriting(
  ground: Ground,
  request: Request,
  id: string,
  writing: boolean,
): Promise<{ until: string | null }> {
  const told = await storeOf(ground).writing(contextOf(ground, request), id, writing, writingSeconds);
  ground.ring();
  return told;
}

/** The handover from one working period to the next, as JSON text. */
export const readShift = (ground: Ground, request: Request, since: string | null, until: string): Promise<string> =>
  storeOf(ground).shift(contextOf(ground, request), since, until, mostTold);

/** The handover is read as far as it was shown; it only moves forward. */
export const markRead = (ground: Ground, request: Request, to: string): Promise<{ readTo: string }> =>
  storeOf(ground).markRead(contextOf(ground, request), to);
