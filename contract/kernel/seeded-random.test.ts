import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from './seeded-random.ts';

const draws = (seed: string | number, n = 50) => {
  const random = seededRandom(seed);
  return Array.from({ length: n }, () => random.uint32());
};

describe('repeatable chance', () => {
  it('gives the same sequence for the same seed, today and on every machine', () => {
    assert.deepEqual(draws('mellanrum', 4), PINNED);
    fc.assert(fc.property(fc.string(), (seed) => assert.deepEqual(draws(seed), draws(seed))));
  });

  it('gives different sequences for different seeds and labels', () => {
    const seeds = Array.from({ length: 2000 }, (_, i) => i);
    assert.equal(new Set(seeds.map((seed) => draws(seed, 2).join())).size, 2000);
    const root = seededRandom(1);
    assert.equal(new Set(seeds.map((label) => root.fork(label).uint32())).size > 1990, true);
    assert.notEqual(seededRandom('ab').fork('c').uint32(), seededRandom('a').fork('bc').uint32());
  });

  it('forks the same stream however much was drawn before', () => {
    const [fresh, used] = [seededRandom(3), seededRandom(3)];
    for (let i = 0; i < 100; i += 1) used.next();
    assert.equal(fresh.fork('visits').uint32(), used.fork('visits').uint32());
  });

  it('draws whole numbers within bounds, all of them', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(20), fc.string(), (min, width, seed) => {
        const random = seededRandom(seed);
        const seen = new Set(Array.from({ length: 60 * (width + 1) }, () => random.int(min, min + width)));
        assert.equal(seen.size, width + 1);
        for (const n of seen) assert.ok(n >= min && n <= min + width);
      }),
      { numRuns: 30 },
    );
    assert.throws(() => seededRandom(1).int(2, 1), RangeError);
    assert.throws(() => seededRandom(1).int(0.5, 1), RangeError);
  });

  it('is even: chi-square over the values of a byte in many streams, mean of next', () => {
    const chi = (seed: number) => {
      const counts = new Array<number>(256).fill(0);
      for (const byte of seededRandom(seed).bytes(25_600)) counts[byte] = (counts[byte] ?? 0) + 1;
      return counts.reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0);
    };
    const all = Array.from({ length: 60 }, (_, seed) => chi(seed));
    const mean = all.reduce((a, b) => a + b) / all.length;
    assert.ok(Math.abs(mean - 255) < 12, String(mean)); // 255 degrees of freedom: four standard errors of 60 streams
    const random = seededRandom('even');
    const middle = Array.from({ length: 100_000 }, () => random.next()).reduce((a, b) => a + b) / 100_000;
    assert.ok(Math.abs(middle - 0.5) < 0.004);
  });

  it('weighs', () => {
    const random = seededRandom('weights');
    const items = [
      { name: 'often', w: 9 },
      { name: 'never', w: 0 },
      { name: 'seldom', w: 1 },
    ];
    const drawn = Array.from({ length: 10_000 }, () => random.weighted(items, (item) => item.w).name);
    const share = (name: string) => drawn.filter((one) => one === name).length / 10_000;
    assert.ok(Math.abs(share('often') - 0.9) < 0.02);
    assert.equal(share('never'), 0);
    assert.throws(() => random.weighted(items, () => 0), RangeError);
    assert.throws(() => random.weighted([], () => 1), RangeError);
    assert.throws(() => random.pick([]), RangeError);
    assert.equal(random.chance(0), false);
    assert.equal(random.chance(1), true);
  });

  it('shuffles without losing anyone, into every order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.nat(), (items, seed) => {
        const before = [...items];
        assert.deepEqual(seededRandom(seed).shuffle(items).toSorted(), items.toSorted());
        assert.deepEqual(items, before);
      }),
    );
    const random = seededRandom('orders');
    assert.equal(new Set(Array.from({ length: 300 }, () => random.shuffle([1, 2, 3, 4]).join())).size, 24);
  });
});

/** Written down once; a change here changes every simulated county. */
const PINNED: readonly number[] = [2896402686, 2089382055, 583882053, 761622197];
