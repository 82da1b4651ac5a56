import { deadlineAfter } from '../../contract/kernel/deadlines.ts';
import { dateInStockholm, type Instant } from '../../contract/kernel/time.ts';
import type { DatedTerm, TermKey, TermValue } from '../../contract/organisations.ts';
import { coarser, lastResorts, lastResortSource } from './defaults.rules.ts';

export type Term = DatedTerm;

const holds = (from: string, to: string | null, date: string): boolean => from <= date && (to === null || date < to);

/**
 * The value that applies on a day: the municipality's own agreement before the county's, and within one level the newest. When
 * neither says anything of the key, the coarser key is read; when nothing is agreed at all, the program's marked last resort.
 *
 * @param date `YYYY-MM-DD` in Stockholm: a past case is judged by the rules of its day
 */
export function termFor(terms: readonly Term[], municipality: string | null, key: TermKey, date: string): TermValue {
  const found = rowFor(terms, municipality, key, date);
  if (found) {
    const { amount, unit, source, verified, agreement, validFrom } = found;
    return { key, amount, unit, source, verified, agreement, validFrom };
  }
  return { key, ...lastResorts[key], source: lastResortSource, verified: false, agreement: null, validFrom: null };
}

/** The agreed row that a key is read from on a day, which may be the coarser key's; undefined when nothing is agreed. */
export function rowFor(
  terms: readonly Term[],
  municipality: string | null,
  key: TermKey,
  date: string,
): Term | undefined {
  for (let asked: TermKey | undefined = key; asked !== undefined; asked = coarser[asked]) {
    const found = agreed(terms, municipality, asked, date);
    if (found) return found;
  }
  return undefined;
}

function agreed(terms: readonly Term[], municipality: string | null, key: TermKey, date: string): Term | undefined {
  const inForce = terms.filter(
    (term) =>
      term.key === key &&
      (term.municipality === null || term.municipality === municipality) &&
      holds(term.validFrom, term.validTo, date) &&
      holds(term.agreementFrom, term.agreementTo, date),
  );
  const local = (term: Term): number => (term.municipality === null ? 0 : 1);
  return inForce.toSorted(
    (a, b) => local(b) - local(a) || b.validFrom.localeCompare(a.validFrom) || a.agreement.localeCompare(b.agreement),
  )[0];
}

/**
 * When something that began at `from` (epoch ms) must be done: the last instant at which it is still in time. Hours are elapsed time, days
 * and months are counted on the Swedish calendar. Judged by the terms of the day it began.
 */
export function deadline(
  terms: readonly Term[],
  municipality: string | null,
  key: TermKey,
  from: Instant,
  at: 'same_time' | 'end_of_day' = 'same_time',
): Instant {
  const { amount, unit } = termFor(terms, municipality, key, dateInStockholm(from));
  return deadlineAfter(from, { amount, unit, at });
}
