import type { Language } from '../../contract/kernel/validation.ts';
import { signal, useSignal } from './signal.ts';

/** The language chosen: told by the account, before sign-in by the cookie `lang`, else Swedish. */
const chosen = signal<Language>(fromCookie());

function fromCookie(): Language {
  const found = /(?:^|;\s*)lang=(sv|en)(?:;|$)/u.exec(globalThis.document?.cookie ?? '')?.[1];
  return found === 'en' ? 'en' : 'sv';
}

export const currentLanguage = (): Language => chosen.get();
export const useLanguage = (): Language => useSignal(chosen);

/** Shows the page in the language, and lets the server's messages follow. */
export function showLanguage(language: Language): void {
  document.documentElement.lang = language;
  // Read by the server for its messages; harmless, so plain.
  document.cookie = `lang=${language}; path=/; max-age=31536000; samesite=lax`;
  chosen.set(language);
}
