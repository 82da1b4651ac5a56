/**
 * The one clock. Every rule that knows time takes it from here, so that a year can be lived through in minutes.
 */
import type { Instant } from '../../contract/kernel/time.ts';

export interface Clock {
  now(): Instant;
}

export interface SimulatedClock extends Clock {
  /** Moves to an instant. RangeError when it lies before now, unless `backwards` says that it is meant. */
  set(instant: Instant, options?: { readonly backwards: boolean }): void;
  /** Moves forward by milliseconds ≥ 0 and gives the new time. RangeError otherwise. */
  advance(ms: number): Instant;
}

/** The computer's own clock; it may step back when it is set right. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still at `start` until it is moved. RangeError when an instant is no whole number. */
export function simulatedClock(start: Instant): SimulatedClock {
  let now = whole(start);
  return {
    now: () => now,
    set(instant, options) {
      if (whole(instant) < now && !options?.backwards)
        throw new RangeError(`the clock is at ${now} and ${instant} is before it`);
      now = instant;
    },
    advance(ms) {
      if (whole(ms) < 0) throw new RangeError('a clock advances forward');
      now = whole(now + ms);
      return now;
    },
  };
}

/** A clock that always says the same: for pictures that are to be alike whenever they are taken. RangeError as above. */
export function stoppedClock(at: Instant): Clock {
  const now = whole(at);
  return { now: () => now };
}

function whole(ms: number): number {
  if (!Number.isSafeInteger(ms)) throw new RangeError(`not whole milliseconds: ${ms}`);
  return ms;
}
