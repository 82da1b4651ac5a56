/** The rooms this one works through. */
import type { Deadline } from '../commitments/index.ts';
import type { Ground } from '../kernel/db/transaction.ts';

export * as commitments from '../commitments/index.ts';
export * as organisations from '../organisations/index.ts';
export * as people from '../people/index.ts';
export * as plans from '../plans/index.ts';
export interface Ledger {
  readonly ground: Ground;
  readonly deadline: Deadline;
}
