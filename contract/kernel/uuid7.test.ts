import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { timeOfUuid7, uuid7Source } from './uuid7.ts';

const bytes = (value: number) => (n: number) => new Uint8Array(n).fill(value);
const times = fc.array(
  fc.nat(2 ** 32).map((n) => n * 1000),
  { minLength: 1, maxLength: 50 },
);

describe('ids by time', () => {
  it('carry version, variant and time where RFC 9562 has them', () => {
    const id = uuid7Source({ now: () => 0x017f22e279b0, random: bytes(0xff) })();
    assert.equal(id, '017f22e2-79b0-77ff-bfff-ffffffffffff');
    assert.equal(timeOfUuid7(id), 1_645_557_742_000);
    assert.equal(timeOfUuid7('017F22E2-79B0-7CC3-98C4-DC0C0C07398F'), 1_645_557_742_000); // the example of RFC 9562 A.6
  });

  it('only grow, whatever the clock does', () => {
    fc.assert(
      fc.property(times, fc.nat(255), (shown, value) => {
        let i = 0;
        const next = uuid7Source({ now: () => shown[i++ % shown.length] ?? 0, random: bytes(value) });
        const ids = Array.from({ length: shown.length * 2 }, next);
        assert.deepEqual(ids, ids.toSorted());
        assert.equal(new Set(ids).size, ids.length);
      }),
    );
  });

  it("keep the clock's time when it goes forward", () => {
    fc.assert(
      fc.property(times, (shown) => {
        const ordered = [...new Set(shown)].sort((a, b) => a - b);
        let i = 0;
        const next = uuid7Source({ now: () => ordered[i++] ?? 0, random: bytes(7) });
        for (const time of ordered) assert.equal(timeOfUuid7(next()), time);
      }),
    );
  });

  it('borrow from the next millisecond when one is full', () => {
    const next = uuid7Source({ now: () => 1000, random: bytes(0) });
    const ids = Array.from({ length: 10_000 }, next);
    assert.deepEqual(ids, ids.toSorted());
    assert.equal(timeOfUuid7(ids[4095] ?? ''), 1000);
    assert.equal(timeOfUuid7(ids[4096] ?? ''), 1001);
  });

  it('refuse other ids and impossible clocks', () => {
    for (const text of [
      '',
      'nonsense',
      'c232ab00-9414-11ec-b3c8-9f6bdeced846',
      '017f22e2-79b0-7cc3-18c4-dc0c0c07398f',
    ]) {
      assert.throws(() => timeOfUuid7(text), RangeError, text);
    }
    for (const time of [-1, 0.5, Number.NaN, 2 ** 48]) {
      assert.throws(uuid7Source({ now: () => time, random: bytes(0) }), RangeError);
    }
  });
});
