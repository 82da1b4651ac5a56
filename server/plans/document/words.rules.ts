import { toStockholm, type Instant } from '../../../contract/kernel/time.ts';
import { en } from './words-en.rules.ts';
import { type SameWords, sv } from './words-sv.rules.ts';

export type DocumentWords = SameWords<typeof sv>;
export type DocumentLanguage = 'sv' | 'en';
export const documentWords: Record<DocumentLanguage, DocumentWords> = { sv, en };

const months: Record<DocumentLanguage, readonly string[]> = {
  sv: [
    'januari',
    'februari',
    'mars',
    'april',
    'maj',
    'juni',
    'juli',
    'augusti',
    'september',
    'oktober',
    'november',
    'december',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};

/** `3 mars 2026`, in Stockholm. */
export function dateWords(instant: Instant, language: DocumentLanguage): string {
  const { day, month, year } = toStockholm(instant);
  return `${day} ${months[language][month - 1] ?? ''} ${year}`;
}

/** `3 mars 2026 kl. 9.30`, `3 March 2026 at 09:30`. */
export function momentWords(instant: Instant, language: DocumentLanguage): string {
  const { hour, minute } = toStockholm(instant);
  const past = String(minute).padStart(2, '0');
  return `${dateWords(instant, language)} ${language === 'sv' ? `kl. ${hour}.${past}` : `at ${String(hour).padStart(2, '0')}:${past}`}`;
}
