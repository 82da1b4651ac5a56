import { languageCookie, languageInCookies } from '../../contract/kernel/language-cookie.ts';
import type { Language } from '../../contract/kernel/validation.ts';
import { writeCookie } from './cookie.ts';
import { wordsReady } from './text/later.ts';
import { signal, useSignal } from './signal.ts';

/** The language chosen: told by the account, before sign-in by the cookie, else Swedish. */
const chosen = signal<Language>(languageInCookies(globalThis.document?.cookie ?? '') ?? 'sv');

export const currentLanguage = (): Language => chosen.get();
export const useLanguage = (): Language => useSignal(chosen);

let wanted: Language | undefined;

/** Shows the page in the language, when its words are here: until then it stands as it is. */
export function showLanguage(language: Language): void {
  wanted = language;
  void wordsReady(language).then(() => {
    if (wanted !== language) return;
    document.documentElement.lang = language;
    chosen.set(language);
  });
}

const wished = signal<Language | undefined>(undefined);
/** What a visitor has chosen since the page was opened: it goes along to the sign-in. */
export const useWishedLanguage = (): Language | undefined => useSignal(wished);

/** A visitor's choice: there is no account yet that could remember it. */
export function wishLanguage(language: Language): void {
  writeCookie(languageCookie, language);
  wished.set(language);
  showLanguage(language);
}
