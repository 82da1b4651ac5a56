import type { FieldChange, PlanView, Who } from '../../contract/plans.ts';
import { fromIso, HOUR, type Instant } from '../../contract/kernel/time.ts';
import { clockOf, type PromiseClock } from '../kernel/promise-clock.ts';

type Promised = NonNullable<PlanView['interventions'][number]['promise']>;
const pending: ReadonlySet<string> = new Set(['offered', 'received', 'proposed']);
const ended: ReadonlySet<string> = new Set(['kept', 'not_kept', 'declined', 'withdrawn', 'lapsed']);

export const isPending = (state: string): boolean => pending.has(state);
export const isEnded = (state: string): boolean => ended.has(state);

/**
 * The clock of an intervention: it runs to the day that it is promised for. While the answer is awaited nobody has promised anything, so
 * it stands still.
 *
 * @param since when the plan was opened
 */
export function interventionClock(
  { state, dueAt }: Promised,
  since: string,
  ours: boolean,
  now: Instant,
): PromiseClock {
  const left = fromIso(dueAt) - now;
  if (isPending(state)) return { tone: ours ? 'asked' : left < 48 * HOUR ? 'near' : 'waiting', at: dueAt, left: 1 };
  if (state === 'paused') return { tone: 'paused', at: dueAt, left: 1 };
  return clockOf({ state, dueAt, answerBy: dueAt, offeredAt: since, acceptedAt: null, pausedUntil: null }, ours, now);
}

/** `Karin Hedlund, Hemsjukvård Centrum`, or the word for one who may not be named. */
export const nameOf = (who: Who | null, someone: string): string =>
  who ? [who.name, who.unit?.name].filter(Boolean).join(', ') : someone;

export interface ValueWords {
  readonly enums: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly yes: string;
  readonly no: string;
  readonly empty: string;
  readonly time: (at: string) => string;
  /** What a goal's id is called. */
  readonly goal: (id: string) => string | undefined;
}

const instants: ReadonlySet<string> = new Set(['nextFollowUpAt', 'heldAt']);

/** A field's value as people read it. */
export function valueWord(field: string, value: FieldChange['from'], words: ValueWords): string {
  if (value === null || value === '') return words.empty;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return String(value);
  if (instants.has(field)) return words.time(value);
  if (field === 'goalId') return words.goal(value) ?? words.empty;
  return words.enums[field]?.[value] ?? value;
}

/** Fields that tell a reader nothing: the order among others. */
export const isToldField = ({ field }: Pick<FieldChange, 'field'>): boolean => field !== 'sort';
