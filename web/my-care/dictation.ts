import { useEffect, useRef, useState } from 'react';
import type { Language } from '../../contract/kernel/language.ts';

/** What of the browser's speech recognition is used (W3C, Web Speech API with recognition on the device). */
interface Recognition extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  processLocally: boolean;
  start(): void;
  stop(): void;
  abort(): void;
}
interface Heard extends Event {
  readonly resultIndex: number;
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }> & { readonly isFinal: boolean }>;
}
type Where = { readonly langs: readonly string[]; readonly processLocally: true };
interface Recognizer {
  new (): Recognition;
  /** Missing in browsers that only recognise by sending the voice away. */
  available?: (where: Where) => Promise<'available' | 'downloadable' | 'downloading' | 'unavailable'>;
  install?: (where: Where) => Promise<boolean>;
}

const spoken: Readonly<Record<Language, string>> = { sv: 'sv-SE', en: 'en-GB' };
const whereOf = (language: Language): Where => ({ langs: [spoken[language]], processLocally: true });

/**
 * `none`: the voice would leave the device, or cannot be understood here; then there is no button. `ready`, `fetching` the language to the
 * device, `listening`, and `refused` when the microphone may not be used.
 */
export type Dictation = 'none' | 'ready' | 'fetching' | 'listening' | 'refused';

/** The words that have become certain since the last time, in one text. */
export const certain = ({ resultIndex, results }: Pick<Heard, 'resultIndex' | 'results'>): string =>
  Array.from(results)
    .slice(resultIndex)
    .flatMap((one) => (one.isFinal ? [one[0]?.transcript.trim() ?? ''] : []))
    .filter(Boolean)
    .join(' ');

/** What was written, and what was said after it: a new sentence begins with a capital, and nothing is joined to the word before. */
export function joined(written: string, said: string): string {
  if (said === '') return written;
  const begins = written.trim() === '' || /[.!?…]\s*$/u.test(written);
  const next = begins ? said.charAt(0).toLocaleUpperCase('sv') + said.slice(1) : said;
  return written === '' || /\s$/u.test(written) ? written + next : `${written} ${next}`;
}

/**
 * Speech to text on the device itself. A voice that tells of one's health is never sent to whoever made the browser.
 *
 * @param onHeard what was said since the last time, when it is certain
 */
export function useDictation(language: Language, onHeard: (said: string) => void) {
  const [state, setState] = useState<Dictation>('none');
  const recognition = useRef<Recognition | null>(null);
  const shown = useRef(true);
  const heard = useRef(onHeard);
  useEffect(() => {
    heard.current = onHeard;
  });
  useEffect(() => {
    let here = true;
    shown.current = true;
    void recognizer()
      ?.available?.(whereOf(language))
      .then((answer) => here && setState(answer === 'unavailable' ? 'none' : 'ready'))
      .catch(() => undefined);
    return () => {
      here = false;
      shown.current = false;
      recognition.current?.abort();
    };
  }, [language]);

  const begin = async (): Promise<void> => {
    const Made = recognizer();
    if (!Made) return;
    setState('fetching');
    const there = await Made.install?.(whereOf(language)).catch(() => false);
    // Nobody is listened to when the button has gone while the language came.
    if (!shown.current) return;
    if (there === false) return setState('none');
    const one = new Made();
    Object.assign(one, { lang: spoken[language], continuous: true, interimResults: false, processLocally: true });
    one.addEventListener('result', (event) => heard.current(certain(event as Heard)));
    one.addEventListener('error', (event) => {
      const { error } = event as Event & { readonly error?: string };
      setState(error === 'not-allowed' || error === 'audio-capture' ? 'refused' : 'ready');
    });
    one.addEventListener('end', () => setState((now) => (now === 'listening' ? 'ready' : now)));
    recognition.current = one;
    one.start();
    setState('listening');
  };
  return { state, begin, end: () => recognition.current?.stop() };
}

function recognizer(): Recognizer | undefined {
  const { SpeechRecognition: own, webkitSpeechRecognition: older } = globalThis as {
    SpeechRecognition?: Recognizer;
    webkitSpeechRecognition?: Recognizer;
  };
  return own ?? older;
}
