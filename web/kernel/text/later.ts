import type { Language } from '../../../contract/kernel/language.ts';

/** The English of the words that are fetched only when they are read (`catalogueLater`). */
export const fetchedLater = new Set<() => Promise<void>>();

/** Fetches the words of a language for what is on the page. */
export async function wordsReady(language: Language): Promise<void> {
  if (language !== 'sv') await Promise.all([...fetchedLater].map((fetched) => fetched()));
}
