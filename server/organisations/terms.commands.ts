import type { Instant } from '../../contract/kernel/time.ts';
import type { TermKey, TermValue } from '../../contract/organisations.ts';
import type { Database } from '../kernel/db/database.ts';
import { deadline, termFor, type Term } from './terms.rules.ts';
import { readTerms } from './terms.store.ts';

/** What is agreed, held in memory. `reload` after an agreement has changed. */
export interface Terms {
  readonly all: () => readonly Term[];
  /** @param date `YYYY-MM-DD` in Stockholm */
  for(municipality: string | null, key: TermKey, date: string): TermValue;
  /** @param from and the answer: epoch ms */
  deadline(municipality: string | null, key: TermKey, from: Instant, at?: 'same_time' | 'end_of_day'): Instant;
  reload(): Promise<void>;
}

/** Terms from a list, without a database: for rules, simulators and tests. */
export function fixedTerms(terms: readonly Term[]): Terms {
  return {
    all: () => terms,
    for: (municipality, key, date) => termFor(terms, municipality, key, date),
    deadline: (municipality, key, from, at) => deadline(terms, municipality, key, from, at),
    reload: () => Promise.resolve(),
  };
}

export async function loadTerms(database: Database): Promise<Terms> {
  let current = fixedTerms(await readTerms(database));
  return {
    all: () => current.all(),
    for: (...asked) => current.for(...asked),
    deadline: (...asked) => current.deadline(...asked),
    async reload() {
      current = fixedTerms(await readTerms(database));
    },
  };
}
