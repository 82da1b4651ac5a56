import { testNumbers } from '../../county/data/test-persons.ts';

/** Skatteverket's test numbers, one after another; never a number made by calculation. */
export function laterPersons(): { next(): string } {
  let at = 0;
  return {
    next() {
      const number = testNumbers[at++];
      if (number === undefined) throw new Error('no more test numbers');
      return number;
    },
  };
}
