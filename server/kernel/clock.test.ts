import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { simulatedClock, stoppedClock, systemClock } from './clock.ts';

describe('the clock', () => {
  it("of the system is the computer's", () => {
    const before = Date.now();
    const now = systemClock.now();
    assert.ok(before <= now && now <= Date.now());
  });

  it('simulated stands still until it is moved', () => {
    const clock = simulatedClock(1000);
    assert.equal(clock.now(), 1000);
    assert.equal(clock.advance(500), 1500);
    clock.set(1500);
    clock.set(2000);
    assert.equal(clock.now(), 2000);
  });

  it('stopped always says the same', () => {
    const clock = stoppedClock(1000);
    assert.deepEqual([clock.now(), clock.now()], [1000, 1000]);
    assert.throws(() => stoppedClock(Number.NaN), RangeError);
  });

  it('goes back only when told', () => {
    const clock = simulatedClock(1000);
    assert.throws(() => clock.set(999), RangeError);
    assert.throws(() => clock.advance(-1), RangeError);
    assert.equal(clock.now(), 1000);
    clock.set(10, { backwards: true });
    assert.equal(clock.now(), 10);
  });

  it('knows whole milliseconds only', () => {
    for (const bad of [0.5, Number.NaN, Infinity]) {
      assert.throws(() => simulatedClock(bad), RangeError);
      assert.throws(() => simulatedClock(0).set(bad), RangeError);
      assert.throws(() => simulatedClock(0).advance(bad), RangeError);
    }
  });

  it('is where all its steps have brought it', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.nat()), (start, steps) => {
        const clock = simulatedClock(start);
        for (const step of steps) clock.advance(step);
        assert.equal(
          clock.now(),
          steps.reduce((sum, step) => sum + step, start),
        );
      }),
    );
  });
});
