import type { CommitmentState } from '../../contract/commitments.ts';
import { fromIso, HOUR, type Instant } from '../../contract/kernel/time.ts';

/** What the clock says, each with its own shape and word. */
export type ClockTone = 'asked' | 'waiting' | 'near' | 'late' | 'kept' | 'paused';

export interface ClockOf {
  readonly state: CommitmentState;
  readonly answerBy: string;
  readonly dueAt: string;
  readonly offeredAt: string;
  readonly acceptedAt: string | null;
  readonly pausedUntil: string | null;
  readonly endedAt?: string | null | undefined;
}

export interface PromiseClock {
  readonly tone: ClockTone;
  /** The instant that the clock runs to, or when it ended. */
  readonly at: string;
  /** How much of the time is left, 1 to 0. */
  readonly left: number;
}

const ended: ReadonlySet<CommitmentState> = new Set(['kept', 'not_kept', 'declined', 'withdrawn', 'lapsed']);

/**
 * The clock of a promise. Near is the last fifth of its time, and always the last hour.
 *
 * @param ours whether the move is the viewer's
 */
export function clockOf(promise: ClockOf, ours: boolean, now: Instant): PromiseClock {
  const { state } = promise;
  if (ended.has(state)) {
    return {
      tone: state === 'kept' ? 'kept' : 'waiting',
      at: promise.endedAt ?? promise.dueAt,
      left: state === 'kept' ? 1 : 0,
    };
  }
  if (state === 'paused' && promise.pausedUntil !== null) {
    const late = fromIso(promise.pausedUntil) < now;
    return { tone: late ? 'late' : 'paused', at: promise.pausedUntil, left: late ? 0 : 1 };
  }
  const promised = state === 'accepted';
  const at = promised ? promise.dueAt : promise.answerBy;
  const from = fromIso(promised ? (promise.acceptedAt ?? promise.offeredAt) : promise.offeredAt);
  const remaining = fromIso(at) - now;
  const left = Math.min(1, Math.max(0, remaining / Math.max(1, fromIso(at) - from)));
  if (remaining < 0) return { tone: 'late', at, left: 0 };
  if (left < 0.2 || remaining < HOUR) return { tone: 'near', at, left };
  return { tone: ours ? 'asked' : 'waiting', at, left };
}
