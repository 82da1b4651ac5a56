import type { Language } from '../../../contract/kernel/validation.ts';
import { useLanguage } from '../language.ts';
import { fetchedLater } from './later.ts';

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

/**
 * The same, where English is fetched only when it is read: for words that stand in what every reader loads first.
 *
 * @param load gives the English words: `() => import('./en.ts').then(({ en }) => en)`
 */
export function catalogueLater<T>(sv: T, load: () => Promise<SameWords<T>>): Catalogue<T> {
  let en: SameWords<T> | undefined;
  let loading: Promise<void> | undefined;
  const fetched = (): Promise<void> => {
    // Swedish words rather than none.
    loading ??= load().then(
      (words) => void (en = words),
      () => void (en = sv as SameWords<T>),
    );
    return loading;
  };
  fetchedLater.add(fetched);
  return {
    sv: sv as SameWords<T>,
    // A component that reads it before it has come waits for it (React's Suspense).
    get en(): SameWords<T> {
      if (en) return en;
      // oxlint-disable-next-line typescript/only-throw-error -- what Suspense waits for is thrown
      throw fetched();
    },
  };
}

/** The words in the language of the page: `const t = useText(text); t.save`. */
export const useText = <T>(words: Catalogue<T>): SameWords<T> => words[useLanguage()];
