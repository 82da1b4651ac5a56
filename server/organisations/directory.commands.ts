import { createHash } from 'node:crypto';
import { dateInStockholm } from '../../contract/kernel/time.ts';
import { termKeys, type Directory, type UnitPage, type organisationsRoutes } from '../../contract/organisations.ts';
import type { AnswerOf } from '../../contract/kernel/route.ts';
import { asCaller, type Ground, type Request } from '../kernel/db/transaction.ts';
import { notAPage, Refusal } from '../kernel/refusal.ts';
import { readDirectory, readStaff, readUnit, readWays } from './directory.store.ts';
import { inOrderOfReach } from './reach.rules.ts';
import { termFor } from './terms.rules.ts';
import { readTerms } from './terms.store.ts';

type Routes = typeof organisationsRoutes;

/** Reference data about organisations, the same for every caller; `tag` is a fingerprint of it. */
export async function directory(ground: Ground, request: Request): Promise<Directory> {
  const content = await asCaller(ground, request, readDirectory);
  return { tag: createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22), ...content };
}

/** @throws Refusal `not_found` */
export async function unitPage(ground: Ground, request: Request, unitId: string): Promise<UnitPage> {
  return asCaller(ground, request, async (work) => {
    const unit = await readUnit(work, unitId);
    if (!unit) throw new Refusal('not_found');
    const ways = inOrderOfReach(await readWays(work, [unitId], request.caller.kind === 'staff'), work.now);
    const heads =
      request.caller.kind === 'staff' ? (await readStaff(work, unitId, { role: 'head', limit: 20 })).items : [];
    return { unit, ...ways, heads };
  });
}

export async function unitStaff(
  ground: Ground,
  request: Request,
  unitId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<AnswerOf<Routes['unitStaff']>> {
  const after = page.cursor === undefined ? undefined : readCursor(page.cursor);
  return asCaller(ground, request, async (work) => {
    if (!(await readUnit(work, unitId))) throw new Refusal('not_found');
    const { items, total } = await readStaff(work, unitId, { limit: page.limit + 1, ...(after ? { after } : {}) });
    const last = items.length > page.limit ? items[page.limit - 1] : undefined;
    return { items: items.slice(0, page.limit), total, next: last ? writeCursor(last.name, last.assignmentId) : null };
  });
}

const writeCursor = (name: string, id: string): string => Buffer.from(`${id}${name}`).toString('base64url');

function readCursor(cursor: string): { name: string; id: string } {
  const text = Buffer.from(cursor, 'base64url').toString();
  const id = text.slice(0, 36);
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id) || text.includes('\0')) throw notAPage('cursor');
  return { id, name: text.slice(36) };
}

export async function termList(ground: Ground, municipality: string | null): Promise<AnswerOf<Routes['terms']>> {
  const on = dateInStockholm(ground.clock.now());
  const terms = await readTerms(ground.database);
  return { municipality, on, items: termKeys.map((key) => termFor(terms, municipality, key, on)) };
}
