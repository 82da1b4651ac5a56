import { isOpen, nextChange } from '../../contract/kernel/opening-hours.ts';
import type { AnswerOf, BodyOf, QueryOf } from '../../contract/kernel/route.ts';
import { dateInStockholm, toIso, type Instant } from '../../contract/kernel/time.ts';
import type { peopleRoutes } from '../../contract/people.ts';
import { asCaller, type Ground, type Request, type Work } from '../kernel/db/transaction.ts';
import { ReadyJson } from '../kernel/http/handle.ts';
import { notAPage, Refusal } from '../kernel/refusal.ts';
import { staffOf } from './acting.commands.ts';
import { identityOf, paragraphOf, queryForLog } from './people.rules.ts';
import {
  callableRows,
  consentRows,
  exportText,
  findRows,
  logText,
  pageText,
  voiceRows,
  wayRows,
  whyRow,
  type CallableUnit,
  type FoundPage,
  type WayRow,
} from './reading.store.ts';
import { nextOffset, offsetOf } from './safety.commands.ts';

type Routes = typeof peopleRoutes;
type Page = { cursor?: string | undefined; limit: number };

function ready(text: string | null): ReadyJson {
  if (text === null) throw new Refusal('not_found');
  return new ReadyJson(text);
}

/** Each of these: Refusal `not_found` when the caller may not know the person. The attempt stays in the log. */
export const overview = async (ground: Ground, request: Request, personId: string): Promise<ReadyJson> =>
  ready(await pageText(ground, request, personId));
export const exported = async (ground: Ground, request: Request, personId: string): Promise<ReadyJson> =>
  ready(await exportText(ground, request, personId));

export async function personLog(
  ground: Ground,
  request: Request,
  personId: string,
  { cursor, limit }: Page,
): Promise<ReadyJson> {
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) throw notAPage('cursor');
  return ready(await logText(ground, request, personId, cursor === undefined ? null : Number(cursor), limit));
}

export async function why(ground: Ground, request: Request, personId: string): Promise<AnswerOf<Routes['why']>> {
  const row = await whyRow(ground, request, personId);
  if (!row) throw new Refusal('not_found');
  return {
    ...row,
    sees: row.sees.map(({ branch, ...seen }) => ({
      ...seen,
      paragraph: seen.paragraph ?? paragraphOf(seen.basis, branch),
    })),
  };
}

/** Among the persons whose circle the caller's unit is in now. Logged as a search with the persons shown; no identity number in the log. */
export async function find(
  ground: Ground,
  request: Request,
  body: BodyOf<Routes['find']>,
): Promise<AnswerOf<Routes['find']>> {
  staffOf({ request });
  const identity = identityOf(body.query, dateInStockholm(ground.clock.now()));
  const after = body.cursor === undefined ? null : readCursor(body.cursor);
  const asked = {
    name: identity ? null : body.query.toLocaleLowerCase('sv'),
    identity: identity?.value ?? null,
    logged: queryForLog(body.query),
    after,
    limit: body.limit,
  };
  const { items, total, next } = await asCaller(ground, request, (work) => findRows(work, asked));
  const cursor = next && Buffer.from(JSON.stringify(next)).toString('base64url');
  return { items: items as AnswerOf<Routes['find']>['items'], total, next: cursor };
}

function readCursor(cursor: string): FoundPage['next'] {
  try {
    const { f, g, id } = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Record<string, unknown>;
    if (
      typeof f === 'string' &&
      typeof g === 'string' &&
      typeof id === 'string' &&
      /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id) &&
      !`${f}${g}`.includes('\0')
    )
      return { f, g, id };
  } catch {
    // falls through: whatever it was, it is no page
  }
  throw notAPage('cursor');
}

/** Opens the person for a read; null, with the attempt logged, when the caller may not know the person. */
async function readingOf<T>(
  ground: Ground,
  request: Request,
  action: string,
  personId: string,
  read: (work: Work) => Promise<T>,
): Promise<T> {
  const answer = await asCaller(ground, request, async (work) =>
    (await work.open(action, [personId], 'person')).length === 0 ? null : { it: await read(work) },
  );
  if (!answer) throw new Refusal('not_found');
  return answer.it;
}

export async function voices(
  ground: Ground,
  request: Request,
  personId: string,
  page: QueryOf<Routes['voices']>,
): Promise<AnswerOf<Routes['voices']>> {
  const offset = offsetOf(page.cursor);
  const { items, total } = await readingOf(ground, request, 'voice.read', personId, (work) =>
    voiceRows(work, personId, offset, page.limit),
  );
  return { items, total, next: nextOffset(offset, items.length, total) };
}

export async function consents(
  ground: Ground,
  request: Request,
  personId: string,
  page: QueryOf<Routes['consents']>,
): Promise<AnswerOf<Routes['consents']>> {
  const offset = offsetOf(page.cursor);
  const { items, total } = await readingOf(ground, request, 'consent.read', personId, (work) =>
    consentRows(work, personId, offset, page.limit),
  );
  return { items, total, next: nextOffset(offset, items.length, total) };
}

type WhoToCall = AnswerOf<Routes['whoToCall']>;

/** Whom to call now: those open first, named contacts before others, then who opens soonest. */
export async function whoToCall(ground: Ground, request: Request, personId: string): Promise<WhoToCall> {
  const forStaff = request.caller.kind === 'staff';
  const { units, ways, now } = await readingOf(ground, request, 'person.who_to_call', personId, async (work) => {
    const found = await callableRows(work, personId);
    return {
      units: found,
      ways: await wayRows(
        work,
        found.map((unit) => unit.unitId),
        forStaff,
      ),
      now: work.now,
    };
  });
  return { at: toIso(now), lines: inOrder(units, ways, now) };
}

const rank: Record<NonNullable<CallableUnit['contact']>['kind'], number> = {
  coordinating_contact: 0,
  care_contact: 1,
  omsorg_contact: 2,
  physician_contact: 3,
};

function inOrder(units: readonly CallableUnit[], ways: readonly WayRow[], now: Instant): WhoToCall['lines'] {
  const lines = units.map(({ unitId, contact }) => {
    const told = ways
      .filter((way) => way.unitId === unitId)
      .map((way) => ({ way, open: isOpen(way.hours, now), at: nextChange(way.hours, now)?.at }))
      .toSorted(
        (a, b) =>
          Number(b.open) - Number(a.open) ||
          (a.open ? 0 : (a.at ?? Infinity) - (b.at ?? Infinity)) ||
          a.way.sort - b.way.sort,
      );
    const open = told.some((it) => it.open);
    const opens = told.flatMap((it) => (it.open || it.at === undefined ? [] : [it.at]));
    const next = open || opens.length === 0 ? null : Math.min(...opens);
    return {
      unitId,
      contact,
      open,
      next,
      ways: told.map(({ way, open: now_, at }) => ({
        ...way,
        open: now_,
        changesAt: at === undefined ? null : toIso(at),
      })),
    };
  });
  const order = (line: (typeof lines)[number]): number => (line.contact ? rank[line.contact.kind] : 9);
  return lines
    .toSorted(
      (a, b) =>
        Number(b.open) - Number(a.open) ||
        (a.open ? 0 : (a.next ?? Infinity) - (b.next ?? Infinity)) ||
        order(a) - order(b),
    )
    .map(({ next, ...line }) => ({ ...line, nextAt: next === null ? null : toIso(next) })) as WhoToCall['lines'];
}
