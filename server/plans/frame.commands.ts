import type { PlanPart, StalePart } from '../../contract/plans.ts';
import type { Caller } from '../kernel/access/context.ts';
import { personsOwnUnit } from '../kernel/access/context.ts';
import { asCaller, command, type Ground, type Once, type Request, type Work } from '../kernel/db/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import { fieldsOf, keptTo, whoOf, type Names, type StoredPart } from './picture.rules.ts';
import type { Verdict } from './plans.rules.ts';
import { holdPlan, tellConcerned, type PlanRow } from './plans.store.ts';
import { currentParts, namesBehind, versionsOf } from './view.store.ts';

/** What every use case here is given: of a Call, the part that says who, what and where. */
export interface Asked {
  readonly ground: Ground;
  readonly caller: Caller;
  readonly request: Request;
  readonly once: Once;
  readonly params: { readonly personId: string; readonly planId: string };
}
export type AskedOfPerson = Omit<Asked, 'params'> & { readonly params: { readonly personId: string } };

/** A part stands in another version than the one seen. Becomes the refusal `stale` once what stands has been read and logged. */
export class Stale extends Error {
  readonly part: PlanPart;
  readonly partId: string;
  readonly seen: number;
  constructor(part: PlanPart, partId: string, seen: number) {
    super(`${part} ${partId} is no longer at version ${seen}`);
    this.part = part;
    this.partId = partId;
    this.seen = seen;
  }
}

export const authorUnit = (caller: Caller): string => (caller.kind === 'staff' ? caller.unitId : personsOwnUnit);
export const iso = (instant: number): string => new Date(instant).toISOString();

export function refuseUnless(verdict: Verdict): Extract<Verdict, { ok: true }> {
  if (verdict.ok) return verdict;
  throw new Refusal(verdict.refusal, undefined, verdict.lacks ? { missing: verdict.lacks } : undefined);
}

/** A field that is filled in but cannot be so. */
export const invalidField = (path: string, code: string, more: Record<string, unknown> = {}): Refusal =>
  new Refusal('invalid', `${path}: ${code}`, { fields: [{ path, code }], ...more });

export async function openPerson(
  work: Work,
  action: string,
  personId: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const opened = await work.open(action, [personId], 'person', detail);
  if (opened.length === 0) throw new Refusal('not_found');
}

/** One logged read about one person. */
export function reading<T>(
  asked: AskedOfPerson,
  action: string,
  detail: Record<string, unknown>,
  read: (work: Work) => Promise<T>,
): Promise<T> {
  return asCaller(asked.ground, asked.request, async (work) => {
    await openPerson(work, action, asked.params.personId, detail);
    return read(work);
  });
}

/**
 * One change in a plan: one transaction, one effect for a key, told to the units concerned.
 *
 * @param hold `share` for a part of the plan, `alone` for the plan itself and its editions; `seen` for what the person and relatives write,
 *   who may not hold the plan: that it has closed meanwhile is then seen by the database
 * @throws Refusal `not_found` when the caller may not write in it, `stale` with what stands now
 */
export async function changing<T>(
  asked: Asked,
  action: string,
  hold: 'seen' | 'share' | 'alone',
  change: (work: Work, plan: PlanRow) => Promise<T>,
): Promise<T> {
  const { personId, planId } = asked.params;
  try {
    return await command(asked.ground, asked.request, asked.once, async (work) => {
      await openPerson(work, action, personId, { plan: planId });
      const plan = await holdPlan(work, personId, planId, hold);
      if (!plan) throw new Refusal('not_found');
      const answer = await change(work, plan);
      await tellConcerned(work, personId, planId);
      return answer;
    });
  } catch (error) {
    if (error instanceof Stale) throw await staleRefusal(asked, error);
    throw error;
  }
}

/** The refused change is rolled back and its log with it, so what now stands is read, and logged, in a transaction of its own. */
async function staleRefusal(asked: Asked, stale: Stale): Promise<Refusal> {
  const { personId, planId } = asked.params;
  return reading(asked, 'plan.stale', { plan: planId, part: stale.partId }, async (work) => {
    const now = (await currentParts(work, personId, planId)).find(({ partId }) => partId === stale.partId);
    if (!now) return new Refusal('not_found');
    const versions = await versionsOf(work, personId, planId, stale.partId);
    const seen = versions.find(({ version }) => version === stale.seen);
    const last = versions.find(({ version }) => version === now.version);
    const names = await namesOf(work, personId, seen ? [now, seen] : [now], last?.byUnitId ? [last.byUnitId] : []);
    const current: StalePart = {
      part: stale.part,
      partId: stale.partId,
      version: now.version,
      changed: last ? { at: last.at, by: whoOf(last, names) } : null,
      now: fieldsOf(now, names),
      seen: seen ? fieldsOf(seen, names) : null,
    };
    return new Refusal('stale', stale.message, current);
  });
}

const textIn = (part: StoredPart, ...fields: string[]): string[] =>
  fields.flatMap((field) => (typeof part.content[field] === 'string' ? [part.content[field]] : []));

/** What the ids in these parts are called, and the promises behind the interventions, as far as the caller sees them. */
export async function namesOf(
  work: Work,
  personId: string,
  parts: readonly StoredPart[],
  moreUnits: readonly string[] = [],
): Promise<Names> {
  const { promises, units, authorities } = await namesBehind(work, personId, {
    promises: [...new Set(parts.flatMap((part) => textIn(part, 'commitment_id')))],
    units: [
      ...new Set([
        ...moreUnits,
        ...parts.flatMap((part) => textIn(part, 'author_unit_id', 'responsible_unit_id')),
        ...parts.flatMap((part) => keptTo(part) ?? []),
      ]),
    ],
    authorities: [...new Set(parts.flatMap((part) => textIn(part, 'responsible_authority_id')))],
  });
  const byId = <T extends { readonly id: string }>(all: readonly T[]): Map<string, T> =>
    new Map(all.map((one) => [one.id, one]));
  return {
    promises: byId(promises.map((one) => ({ ...one, dueAt: new Date(one.dueAt).toISOString() }))),
    units: byId(units),
    authorities: byId(authorities),
  };
}
