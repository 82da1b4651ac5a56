import { useMemo, useSyncExternalStore } from 'react';
import { fromIso, type Instant } from '../../contract/kernel/time.ts';
import { useLanguage } from './language.ts';
import { dateWord, fullTimeWord, momentWord, timeWord } from './time-words.ts';

/** How far the server's clock is ahead of this computer's, in milliseconds. A simulated year has a clock of its own. */
let ahead = 0;

/** Called with the `now` of an answer. Small differences are the network's. */
export function setServerNow(now: string | undefined): void {
  if (!now) return;
  const difference = fromIso(now) - Date.now();
  const before = ahead;
  ahead = Math.abs(difference) > 5_000 ? difference : 0;
  if (Math.abs(ahead - before) > 5_000 && listeners.size > 0) tick();
}

export const currentInstant = (): Instant => Date.now() + ahead;

/** One clock for the whole page, however many words follow it. It rests when nobody looks. */
const listeners = new Set<() => void>();
let shown = 0;
let ticking: ReturnType<typeof setInterval> | undefined;
const everyMs = 30_000;

function tick(): void {
  shown = currentInstant();
  for (const listener of listeners) listener();
}

function follow(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= setInterval(tick, everyMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

/** Half a minute at most behind the clock; the same for all who ask between two ticks. */
function instantShown(): Instant {
  const now = currentInstant();
  // With nobody following, what was shown last is old; within a second it is the same to all who ask while one page is drawn.
  if (Math.abs(now - shown) >= (listeners.size === 0 ? 1_000 : everyMs)) shown = now;
  return shown;
}

/**
 * The current instant, renewed so that words like "om 25 min" stay true.
 *
 * @param stepMs for pictures that are costly to draw: the instant goes in steps of so many milliseconds
 */
export const useNow = (stepMs = everyMs): Instant =>
  useSyncExternalStore(follow, () => (stepMs > everyMs ? instantShown() - (instantShown() % stepMs) : instantShown()));

/** What is said of the current instant: drawn anew only when it says something else. */
export const useSaidNow = (say: (now: Instant) => string): string =>
  useSyncExternalStore(follow, () => say(instantShown()));

export interface TimeText {
  /** `om 2 h`, `3 dagar sen` */
  readonly word: (at: string) => string;
  /** `i dag 9.02` */
  readonly moment: (at: string) => string;
  /** `3 mars 2026` */
  readonly date: (at: string) => string;
  /** `tisdag 3 mars 2026 kl. 9.30` */
  readonly full: (at: string) => string;
}

/** Times on the wire as words in the language of the page. */
export function useTimes(): TimeText {
  const now = useNow();
  const language = useLanguage();
  return useMemo(
    () => ({
      word: (at) => timeWord(fromIso(at), now, language),
      moment: (at) => momentWord(fromIso(at), now, language),
      date: (at) => dateWord(fromIso(at), language),
      full: (at) => fullTimeWord(fromIso(at), language),
    }),
    [now, language],
  );
}
