import type { Language } from '../../../contract/kernel/validation.ts';
import { useLanguage } from '../language.ts';

/** The same words in another language: same names, same parameters, none missing. */
export type SameWords<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : T[K] extends string
      ? string
      : SameWords<T[K]>;
};

export type Catalogue<T> = Readonly<Record<Language, SameWords<T>>>;

/** A room's words. A word that one language lacks does not compile. */
export const catalogue = <T>(sv: T, en: SameWords<T>): Catalogue<T> => ({ sv: sv as SameWords<T>, en });

/** The words in the language of the page: `const t = useText(text); t.save`. */
export const useText = <T>(words: Catalogue<T>): SameWords<T> => words[useLanguage()];
