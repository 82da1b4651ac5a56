import type { PlanTimeline } from '../../contract/plans.ts';
import { fromIso, type Instant } from '../../contract/kernel/time.ts';
import type { LineBar, LineTone } from '../kernel/ui/line-layout.ts';

type Promised = PlanTimeline['promises'][number];
const pending: ReadonlySet<string> = new Set(['offered', 'received', 'proposed']);

export const laneOf = ({ ownerKind, unitId }: Pick<Promised, 'ownerKind' | 'unitId'>): string =>
  ownerKind === 'unit' ? (unitId ?? 'several') : ownerKind;

/** Done after it was to be done. */
export const wasLate = ({ endedAt, dueAt, state }: Pick<Promised, 'endedAt' | 'dueAt' | 'state'>): boolean =>
  state === 'kept' && endedAt !== null && endedAt > dueAt;

const clockOf = (one: Promised): Instant =>
  fromIso(pending.has(one.state) ? one.answerBy : one.state === 'paused' ? (one.pausedUntil ?? one.dueAt) : one.dueAt);

function toneOf(one: Promised, now: Instant): LineTone {
  if (one.endedAt !== null) return one.state === 'kept' ? 'kept' : 'ended';
  if (clockOf(one) < now) return 'late';
  if (one.state === 'paused') return 'paused';
  return pending.has(one.state) ? 'offered' : 'promised';
}

/** A promise of the plan as a bar: from when it was asked or promised until it ended or is to be done. What is late goes on to now, what was done late shows from when. */
export function barOf(one: Promised, now: Instant): LineBar {
  const tone = toneOf(one, now);
  const clock = clockOf(one);
  const end = one.endedAt === null ? clock : fromIso(one.endedAt);
  const from = fromIso(one.acceptedAt ?? one.offeredAt);
  return {
    key: one.id,
    lane: laneOf(one),
    from: Math.min(from, end),
    to: tone === 'late' ? Math.max(now, end) : end,
    lateFrom: tone === 'late' ? clock : wasLate(one) ? fromIso(one.dueAt) : undefined,
    tone,
  };
}

export interface ToldStep {
  readonly type: string;
  readonly at: string;
  /** Where the time was moved by it. */
  readonly movedTo: string | null;
}
/** The steps of a promise, with the new time where one of them moved it. */
export function toldSteps(steps: Promised['steps']): ToldStep[] {
  let due: string | null = null;
  return steps.map(({ type, at, dueAt }) => {
    const movedTo = due !== null && dueAt !== null && dueAt !== due ? dueAt : null;
    due = dueAt ?? due;
    return { type, at, movedTo };
  });
}
