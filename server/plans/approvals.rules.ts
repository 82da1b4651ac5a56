import type { Approver } from '../../contract/plans.ts';
import type { ProblemCode } from '../../contract/kernel/problems.ts';
import { dateInStockholm, type Instant } from '../../contract/kernel/time.ts';

export interface Said {
  readonly id: string;
  readonly partId: string | null;
  readonly byKind: Approver;
  readonly relativeId: string | null;
  readonly answer: 'yes' | 'no';
}

/** What others than the person themselves have to do with the plan's yes. Left out where nobody else speaks. */
export interface Deputies {
  /** God man or förvaltare: the latest word. */
  readonly trustee: 'yes' | 'no' | null;
  /** Guardians of a child who have not said yes; null when no guardian is to be asked. */
  readonly guardiansMissing: number | null;
  /** Is the child of an age to answer beside the guardians? */
  readonly speaksToo: boolean;
}

/** From which day, from which age a child is a party beside the guardians. The latest row that has begun holds. */
export const ownVoice: readonly {
  readonly from: string;
  readonly years: number;
  readonly source: string;
  readonly verified: boolean;
}[] = [
  { from: '2002-01-01', years: 15, source: 'SoL (2001:453) 11 kap. 10 §', verified: false },
  { from: '2025-07-01', years: 15, source: 'SoL (2025:400): egen talan från 15 år', verified: false },
];

/** @param birthDate `YYYY-MM-DD` */
export function speaksBeside(birthDate: string, now: Instant): boolean {
  const today = dateInStockholm(now);
  const rule = ownVoice.findLast(({ from }) => from <= today);
  return rule !== undefined && ageOn(birthDate, now) >= rule.years;
}

/**
 * The latest word of each who may speak, of the whole plan first. A word on the whole plan stands until the plan is revised; a word on one
 * intervention stands until it is changed, since the intervention is the same.
 *
 * @param revisedBy the latest follow-up that revised the plan: ids grow with time
 */
export function latestWords<T extends Said>(all: readonly T[], revisedBy: string | null): T[] {
  const latest = new Map<string, T>();
  for (const one of all.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    if (one.partId === null && revisedBy !== null && one.id < revisedBy) continue;
    latest.set(`${one.partId ?? ''} ${one.byKind} ${one.byKind === 'person' ? '' : one.relativeId}`, one);
  }
  return [...latest.values()].toSorted(
    (a, b) => Number(a.partId !== null) - Number(b.partId !== null) || (a.id < b.id ? -1 : 1),
  );
}

/**
 * Whose yes the plan still lacks. The person's own word comes first: a no is a no, whoever else has said yes. A trustee's yes stands in only
 * where the person has not answered. A young child's guardians answer for the child, each of them (FB 6:11 and 6:13, not verified); from the
 * age of an own voice the child answers too.
 */
export function lackingYes(
  personAgrees: 'not_asked' | 'yes' | 'no',
  deputies: Deputies | undefined,
): { person: boolean; guardians: boolean } {
  const { trustee = null, guardiansMissing = null, speaksToo = true } = deputies ?? {};
  const guardians = guardiansMissing !== null && guardiansMissing > 0;
  if (guardiansMissing !== null && !speaksToo) return { person: false, guardians };
  return { person: personAgrees !== 'yes' && !(personAgrees === 'not_asked' && trustee === 'yes'), guardians };
}

export interface Speaking {
  readonly caller: 'staff' | 'person' | 'relative' | 'system';
  /** In whose name the caller says it by own sign-in. */
  readonly speaks: 'person' | 'guardian' | null;
  /** The relative who asks. */
  readonly relativeId: string | null;
}

/** Why this caller cannot say this in that name; null when they can. Staff write down what was said; all others speak for themselves only. */
export function refuseVoice(
  by: Speaking,
  said: { readonly how: 'own' | 'oral' | 'written'; readonly byKind: Approver; readonly relativeId: string | null },
): ProblemCode | null {
  if (by.caller === 'staff' || by.caller === 'system') return said.how === 'own' ? 'invalid' : null;
  if (said.how !== 'own') return 'invalid';
  return by.speaks !== null && by.speaks === said.byKind && by.relativeId === said.relativeId ? null : 'not_allowed';
}

/** Whole years on a day, by the birth date `YYYY-MM-DD`. */
export function ageOn(birthDate: string, now: Instant): number {
  const [today, born]: [string, string] = [dateInStockholm(now), birthDate];
  return Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - (today.slice(5) < born.slice(5) ? 1 : 0);
}
