/** Milliseconds before the end that it is told: more than the two minutes of WCAG 2.2.1. */
export const warnMs = 150_000;

export interface End {
  /** By this computer's clock. */
  readonly at: number;
  /** It does not slide any more, whatever one does. */
  readonly hard: boolean;
}

/** When the session ends, from what the server told of it at `now` here. */
export function endOf(
  session: { readonly now: string; readonly expiresAt: string; readonly endsAt: string },
  now: number,
): End {
  const left = Date.parse(session.expiresAt) - Date.parse(session.now);
  return { at: now + left, hard: Date.parse(session.endsAt) - Date.parse(session.expiresAt) < 1_000 };
}

export type Step = 'wait' | 'stay' | 'ask' | 'warn' | 'over';

/**
 * What to do about the end.
 *
 * @param known how long ago it was asked, in milliseconds: use elsewhere may have moved it
 * @param worked someone has done something here since it was asked
 */
export function stepOf(end: End, now: number, known: number, worked: boolean): Step {
  const left = end.at - now;
  if (left > warnMs) return 'wait';
  if (worked && !end.hard && left > 0) return 'stay';
  // Another tab may have used the session; that is asked before anyone is warned, and at the end.
  if (known > 5_000 && (left <= 0 || left > warnMs - 10_000)) return 'ask';
  return left <= 0 ? 'over' : 'warn';
}
