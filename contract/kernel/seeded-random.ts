/**
 * Chance that can be repeated: the same seed gives the same sequence on every machine (32-bit integer arithmetic only).
 * For simulation, demo data and tests; never for secrets. The generator is sfc32 (Chris Doty-Humphrey, PractRand).
 */

export interface SeededRandom {
  /** A whole number, 0 … 2³² − 1. */
  uint32(): number;
  /** A number from 0 up to but not including 1, with 53 random bits. */
  next(): number;
  /** A whole number from `min` to `max`, both included. RangeError when empty, not whole or wider than 2³². */
  int(min: number, max: number): number;
  /** True with probability `p`, 0 … 1. */
  chance(p: number): boolean;
  /** One of the items. RangeError when there are none. */
  pick<T>(items: readonly T[]): T;
  /** One of the items, in proportion to its weight (≥ 0). RangeError when a weight is negative or all are zero. */
  weighted<T>(items: readonly T[], weightOf: (item: T) => number): T;
  /** The items in random order, as a new array. */
  shuffle<T>(items: readonly T[]): T[];
  /** `n` random bytes. */
  bytes(n: number): Uint8Array;
  /** A stream of its own for `label`, the same however much has been drawn here: adding draws in one place moves no other. */
  fork(label: string | number): SeededRandom;
}

/** A generator begun from a seed; the number 7 and the text "7" are the same seed. */
export function seededRandom(seed: string | number): SeededRandom {
  const uint32 = sfc32(String(seed));

  function int(min: number, max: number): number {
    const width = max - min + 1;
    if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || width < 1 || width > 2 ** 32) {
      throw new RangeError(`no whole numbers to draw from ${min} to ${max}`);
    }
    const fair = 2 ** 32 - (2 ** 32 % width); // draws past the last whole multiple would favour small numbers
    let drawn = uint32();
    while (drawn >= fair) drawn = uint32();
    return min + (drawn % width);
  }

  function next(): number {
    return ((uint32() >>> 5) * 2 ** 26 + (uint32() >>> 6)) / 2 ** 53;
  }

  return {
    uint32,
    next,
    int,
    chance: (p) => next() < p,
    pick<T>(items: readonly T[]): T {
      return items[int(0, items.length - 1)] as T; // int refuses an empty range
    },
    weighted<T>(items: readonly T[], weightOf: (item: T) => number): T {
      const weights = items.map(weightOf);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      if (!(total > 0 && total < Infinity) || weights.some((weight) => weight < 0))
        throw new RangeError('weights must be ≥ 0 and not all zero');
      let left = next() * total;
      const found = weights.findIndex((weight) => (left -= weight) < 0);
      // Rounding may leave a trace of weight after the last: then the last item that has any.
      return items[found >= 0 ? found : weights.findLastIndex((weight) => weight > 0)] as T;
    },
    shuffle<T>(items: readonly T[]): T[] {
      const order = [...items];
      for (let i = order.length - 1; i > 0; i -= 1) {
        const j = int(0, i);
        [order[i], order[j]] = [order[j] as T, order[i] as T]; // both within the array
      }
      return order;
    },
    bytes: (n) => Uint8Array.from({ length: n }, () => uint32() >>> 24),
    fork: (label) => seededRandom(`${seed}\u0000${label}`),
  };
}

/** The generator's four words, mixed from the seed's UTF-16 code units by multiply-and-rotate rounds. */
function sfc32(seed: string): () => number {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
  for (let i = 0; i < seed.length; i += 1) {
    a = Math.imul(a ^ seed.charCodeAt(i), 0x85ebca6b);
    b = Math.imul(b ^ ((a << 13) | (a >>> 19)), 0xc2b2ae35);
    c = Math.imul(c ^ ((b << 17) | (b >>> 15)), 0x27d4eb2f);
  }
  const draw = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 20; i += 1) draw(); // seeds that differ in one character come apart before the first draw
  return draw;
}
