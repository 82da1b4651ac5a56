import type { AnswerOf, QueryOf } from '../../contract/kernel/route.ts';
import { toIso } from '../../contract/kernel/time.ts';
import type { peopleRoutes } from '../../contract/people.ts';
import { command, type Ground, type Request } from '../kernel/db/transaction.ts';
import { ReadyJson } from '../kernel/http/handle.ts';
import { notAPage, Refusal } from '../kernel/refusal.ts';
import { logRefusal, openOrRefuse, staffOf, type Acting } from './acting.commands.ts';
import { historyRows, readersText, type HistoryBefore } from './reading.store.ts';

type Routes = typeof peopleRoutes;

/** Who else can see. @throws Refusal `not_found` when the caller may not know the person; the attempt stays in the log */
export async function readers(ground: Ground, request: Request, personId: string): Promise<ReadyJson> {
  const text = await readersText(ground, request, personId);
  if (text === null) throw new Refusal('not_found');
  return new ReadyJson(text);
}

/** What has happened, newest first, a page at a time. @throws Refusal `not_found` as `readers`; InvalidInput for a cursor that is none */
export async function history(
  ground: Ground,
  request: Request,
  personId: string,
  { kind, cursor, limit }: QueryOf<Routes['history']>,
): Promise<AnswerOf<Routes['history']>> {
  const before = cursor === undefined ? null : readCursor(cursor);
  const page = await historyRows(ground, request, personId, { kind, before, limit });
  if (!page) throw new Refusal('not_found');
  return {
    items: page.items,
    next: page.next && Buffer.from(`${page.next.at}|${page.next.key}`).toString('base64url'),
  };
}

function readCursor(cursor: string): HistoryBefore {
  const [at, key, ...more] = Buffer.from(cursor, 'base64url').toString().split('|');
  const known =
    at !== undefined &&
    /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d(:\d\d)?)$/u.test(at) &&
    !Number.isNaN(Date.parse(at)) &&
    key !== undefined &&
    /^[a-z_]{1,30}[\da-f-]{36}$/u.test(key);
  if (!known || more.length > 0) throw notAPage('cursor');
  return { at, key };
}

/** That the person's card is put on paper stands in the log before it is. @throws Refusal `not_found` */
export async function printed(acting: Acting, personId: string): Promise<AnswerOf<Routes['printed']>> {
  staffOf(acting);
  try {
    return await command(acting.ground, acting.request, acting.once, async (work) => {
      await openOrRefuse(work, 'person.print', personId);
      return { at: toIso(work.now) };
    });
  } catch (error) {
    await logRefusal(acting, 'person.print', personId, error);
    throw error;
  }
}
