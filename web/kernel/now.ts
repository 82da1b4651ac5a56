import { useEffect, useMemo, useState } from 'react';
import { fromIso, type Instant } from '../../contract/kernel/time.ts';
import { useLanguage } from './language.ts';
import { dateWord, fullTimeWord, momentWord, timeWord } from './time-words.ts';

/** How far the server's clock is ahead of this computer's, in milliseconds. A simulated year has a clock of its own. */
let ahead = 0;

/** Called with the `now` of an answer. Small differences are the network's. */
export function setServerNow(now: string | undefined): void {
  if (!now) return;
  const difference = fromIso(now) - Date.now();
  ahead = Math.abs(difference) > 5_000 ? difference : 0;
}

export const currentInstant = (): Instant => Date.now() + ahead;

/** The current instant, renewed so that words like "om 25 min" stay true. */
export function useNow(everyMs = 30_000): Instant {
  const [now, setNow] = useState(currentInstant);
  useEffect(() => {
    const timer = setInterval(() => setNow(currentInstant()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

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
