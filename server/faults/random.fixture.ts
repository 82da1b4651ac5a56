/** Chance from a seed (mulberry32): the same seed draws the same. */
export interface Chance {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number at least 0, below `n`. */
  below(n: number): number;
  /** True once in `1 / p` times. */
  hits(p: number): boolean;
  /** One of a list; undefined of an empty one. */
  one<T>(list: readonly T[]): T | undefined;
  some<T>(list: readonly T[], most: number): T[];
}

export function chance(seed: number): Chance {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    next,
    below,
    hits: (p) => next() < p,
    one: (list) => list[below(list.length)],
    some(list, most) {
      const left = [...list];
      const taken = [];
      for (let n = 1 + below(Math.min(most, left.length)); n > 0; n--)
        taken.push(...left.splice(below(left.length), 1));
      return taken;
    },
  };
}

/** True in `npm run test:long`: the same tests, many times over. */
export const long = process.env['MELLANRUM_LONG'] !== undefined;
