import type { Goal, PlanView } from '../../contract/plans.ts';
import { sentTime, type TypedTime } from '../kernel/form/time-field.tsx';
import { asText } from '../kernel/own/words.ts';

/** The follow-up as its form holds it; each goal's judgement stands under the goal's own name. */
export interface FollowUpValues {
  readonly heldAt: TypedTime;
  readonly form: string;
  readonly personWords: string;
  readonly outcome: string;
  readonly next: TypedTime;
  readonly reason: string;
  /** The plan's version and the goals' versions that the writer has seen. */
  readonly seen: Seen;
  readonly [judged: string]: unknown;
}
export interface Seen {
  readonly plan: number;
  readonly goals: Readonly<Record<string, number>>;
}

export const openGoals = (plan: PlanView): Goal[] => plan.goals.filter(({ state }) => state === 'open');
export const seenOf = (plan: PlanView): Seen => ({
  plan: plan.version,
  goals: Object.fromEntries(openGoals(plan).map(({ id, version }) => [id, version])),
});
export const isSeen = (seen: Seen, plan: PlanView): boolean => {
  const now = seenOf(plan);
  const ids = Object.keys(now.goals);
  return (
    seen.plan === now.plan &&
    ids.length === Object.keys(seen.goals).length &&
    ids.every((id) => seen.goals[id] === now.goals[id])
  );
};

export const resultName = (goalId: string): string => `result-${goalId}`;
export const ratingName = (goalId: string): string => `rating-${goalId}`;
export const ownWordsName = (goalId: string): string => `own-${goalId}`;
export const gasName = (goalId: string): string => `gas-${goalId}`;
const figure = (value: unknown): number | null => (typeof value === 'string' && value !== '' ? Number(value) : null);
export const wordsName = (goalId: string): string => `words-${goalId}`;

function outcomeOf({ outcome, next, reason }: FollowUpValues) {
  const nextFollowUpAt = sentTime(next);
  if (outcome === 'continue') return { kind: 'continue' as const, nextFollowUpAt: nextFollowUpAt ?? '' };
  if (outcome === 'close') return { kind: 'close' as const, reason: reason as 'goals_met' };
  return { kind: outcome as 'revise', ...(nextFollowUpAt === undefined ? {} : { nextFollowUpAt }) };
}

/** What is sent: one judgement for each goal that is open now, naming the version seen. */
export const followUpBody = (values: FollowUpValues, goals: readonly Goal[]) => ({
  version: values.seen.plan,
  heldAt: sentTime(values.heldAt) ?? '',
  form: values.form as 'home',
  personWords: values.personWords,
  evaluations: goals.map(({ id, version }) => ({
    goalId: id,
    version: values.seen.goals[id] ?? version,
    result: (values[resultName(id)] ?? '') as 'reached',
    words: asText(values[wordsName(id)]),
    ownRating: figure(values[ratingName(id)]),
    ownWords: asText(values[ownWordsName(id)]),
    gas: figure(values[gasName(id)]),
  })),
  outcome: outcomeOf(values),
});

/** The contract's paths -> the fields where their faults are shown. */
export const followUpAlias = (goals: readonly Goal[]): Record<string, string> => ({
  'outcome.nextFollowUpAt': 'next',
  nextFollowUpAt: 'next',
  'outcome.reason': 'reason',
  'outcome.kind': 'outcome',
  ...Object.fromEntries(
    goals.flatMap(({ id }, index) => [
      [`evaluations.${index}.result`, resultName(id)],
      [`evaluations.${index}.words`, wordsName(id)],
      [`evaluations.${index}.ownRating`, ratingName(id)],
      [`evaluations.${index}.ownWords`, ownWordsName(id)],
      [`evaluations.${index}.gas`, gasName(id)],
    ]),
  ),
});
