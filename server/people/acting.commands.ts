import { fieldCodes, type FieldCode } from '../../contract/kernel/validation.ts';
import { actorOf, personsOwnUnit, type StaffCaller } from '../kernel/access/context.ts';
import { asCaller, command, type Ground, type Once, type Request, type Work } from '../kernel/db/transaction.ts';
import { InvalidInput } from '../kernel/http/problem.ts';
import { Refusal, refusalOf } from '../kernel/refusal.ts';
import { change, entry, tellCircle, unitFacts, type PersonTable, type UnitFacts } from './people.store.ts';

/** Who does something, and the command's own identity. */
export interface Acting {
  readonly ground: Ground;
  readonly request: Request;
  readonly once: Once;
  /** For the system caller only (import, first county): the unit on which the entry stands. */
  readonly authorUnitId?: string | undefined;
}

export interface Made {
  readonly id: string;
  readonly version: number;
}

/** The unit on which the caller's entries stand. */
export function authorOf({ request: { caller }, authorUnitId }: Acting): string {
  if (caller.kind === 'staff') return caller.unitId;
  return (caller.kind === 'system' ? authorUnitId : undefined) ?? personsOwnUnit;
}

export const recordedBy = ({ request }: Acting): string => actorOf(request.caller);

/** @throws Refusal `not_allowed` for anyone else than staff, `assignment_ended` for staff without an assignment now */
export function staffOf({ request: { caller } }: Pick<Acting, 'request'>): StaffCaller {
  if (caller.kind !== 'staff') throw new Refusal('not_allowed');
  if (caller.assignmentId === '') throw new Refusal('assignment_ended');
  return caller;
}

/** @throws Refusal `not_allowed` for anyone else than the unit's head */
export function headOf(acting: Pick<Acting, 'request'>): StaffCaller {
  const staff = staffOf(acting);
  if (staff.role !== 'head') throw new Refusal('not_allowed');
  return staff;
}

/**
 * Logs and opens the person, does the work, and tells every unit in the circle: one transaction, one effect per key.
 *
 * @throws Refusal `not_found` when the caller may not know the person
 */
export async function about<T>(
  acting: Acting,
  action: string,
  personId: string,
  work: (work: Work) => Promise<T>,
  detail: Record<string, unknown> = {},
): Promise<T> {
  try {
    return await command(acting.ground, acting.request, acting.once, async (inside) => {
      await openOrRefuse(inside, action, personId, detail);
      const answer = await work(inside);
      await tellCircle(inside, personId, [authorOf(acting)]);
      return answer;
    });
  } catch (error) {
    await logRefusal(acting, action, personId, error);
    throw error;
  }
}

/** What was refused has been rolled back with its log row: the attempt is logged in a transaction of its own. */
export async function logRefusal(acting: Acting, action: string, personId: string, error: unknown): Promise<void> {
  const code = refusalOf(error)?.code;
  if (code !== 'not_found' && code !== 'not_allowed') return;
  await asCaller(acting.ground, acting.request, (work) => work.open(action, [personId], 'list', { refused: code }));
}

export async function openOrRefuse(
  work: Work,
  action: string,
  personId: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const opened = await work.open(action, [personId], 'person', detail);
  if (opened.length === 0) throw new Refusal('not_found');
}

/**
 * Changes an entry at the version seen.
 *
 * @returns the version that now stands
 * @throws Refusal `not_found` when the caller may not see it or may not write here, `stale` with the entry as it stands now
 */
export async function changeSeen(
  work: Work,
  table: PersonTable | 'person_contact',
  personId: string,
  id: string | null,
  seen: number,
  set: Record<string, unknown>,
): Promise<number> {
  const made = await change(work, table, personId, id, seen, set);
  if (made !== undefined) return made;
  const current = await entry(work, table, personId, id);
  throw new Refusal(current && current['version'] !== seen ? 'stale' : 'not_found', undefined, current);
}

/** As `changeSeen`, for what can end once: `not_allowed_now` with the entry when it has ended already. */
export async function endSeen(
  work: Work,
  table: PersonTable,
  personId: string,
  id: string,
  seen: number,
  set: Record<string, unknown>,
): Promise<number> {
  const current = await entry(work, table, personId, id);
  if (!current) throw new Refusal('not_found');
  const ended = [current['validTo'], current['withdrawnAt'], current['liftedAt'], current['endedAt']].some(
    (at) => typeof at === 'string' && Date.parse(at) <= work.now,
  );
  if (ended) throw new Refusal('not_allowed_now', undefined, current);
  return changeSeen(work, table, personId, id, seen, set);
}

/** A refusal that belongs to one field. */
export const atField = (path: string, code: FieldCode): InvalidInput =>
  new InvalidInput((language) => [{ path, code, message: fieldCodes[code][language] }]);

/**
 * The units, each of which can still be told something.
 *
 * @throws InvalidInput at the field when one does not exist, Refusal `unit_closed`
 */
export async function openUnits(work: Work, ids: readonly string[], field: string): Promise<UnitFacts[]> {
  const wanted = new Set(ids);
  const found = await unitFacts(work, [...wanted]);
  if (found.length < wanted.size) throw atField(field, 'unreadable_id');
  if (found.some((unit) => !unit.open)) throw new Refusal('unit_closed');
  return found;
}

/** Epoch ms of an instant that must lie ahead. @throws Refusal `time_passed` */
export function ahead(work: Work, text: string): string {
  if (Date.parse(text) <= work.now) throw new Refusal('time_passed');
  return new Date(text).toISOString();
}
