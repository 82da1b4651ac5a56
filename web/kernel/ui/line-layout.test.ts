import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { barHeight, layoutLine, type LineBar, type LineTone, stepFrom, ticksOf, windowOf } from './line-layout.ts';

const day = 86_400_000;
const now = Date.parse('2026-11-22T09:00:00Z');
const tones: readonly LineTone[] = ['late', 'offered', 'promised', 'kept', 'ended'];
const bars = (count: number, lanes: number): LineBar[] =>
  Array.from({ length: count }, (_, n) => ({
    key: `p${n}`,
    lane: `u${n % lanes}`,
    from: now + ((n * 37) % 80) * day - 40 * day,
    to: now + ((n * 37) % 80) * day - 40 * day + (1 + (n % 9)) * day,
    tone: tones[n % tones.length] ?? 'kept',
  }));
const lanes = (count: number): string[] => Array.from({ length: count }, (_, n) => `u${n}`);

describe('the line', () => {
  const window = windowOf('quarter', now);
  for (const width of [296, 366, 700, 1_180])
    it(`three hundred promises in ${width} px: no two of a lane overlap, each can be hit, and what has no room is counted`, () => {
      const all = bars(300, 7);
      const told = layoutLine({ width, ...window, lanes: lanes(7), bars: all });
      for (const [n, bar] of told.bars.entries()) {
        assert.ok(
          bar.width >= barHeight && bar.x >= told.beside && bar.x + bar.width <= width + 0.01,
          JSON.stringify(bar),
        );
        for (const other of told.bars.slice(n + 1))
          assert.ok(bar.y !== other.y || bar.x + bar.width < other.x || other.x + other.width < bar.x);
      }
      const inside = all.filter(({ from, to }) => to >= window.from && from <= window.to).length;
      const hidden = told.lanes.reduce((sum, lane) => sum + lane.hidden, 0);
      assert.equal(told.bars.length + hidden, inside);
      assert.ok(told.height < 1_300, `${told.height} px`);
    });

  it('what is late or unanswered is never collapsed before what was kept', () => {
    const told = layoutLine({ width: 366, ...window, lanes: lanes(1), bars: bars(60, 1) });
    const shown = new Set(told.bars.map(({ key }) => key));
    const tonesShown = bars(60, 1)
      .filter(({ key }) => shown.has(key))
      .map(({ tone }) => tone);
    assert.ok(
      tonesShown.filter((tone) => tone === 'late').length >= tonesShown.filter((tone) => tone === 'kept').length,
    );
    assert.ok((told.lanes[0]?.hidden ?? 0) > 0);
  });

  it('a handover crosses from the giver’s lane to the receiver’s, where it was accepted', () => {
    const crossed: LineBar = {
      key: 'h',
      lane: 'b',
      from: now - 5 * day,
      to: now + day,
      tone: 'promised',
      crossing: { from: 'a', at: now - 2 * day },
    };
    const own: LineBar = { key: 'o', lane: 'a', from: now - 9 * day, to: now, tone: 'kept' };
    const told = layoutLine({ width: 700, ...window, lanes: ['a', 'b'], bars: [own, crossed] });
    const [crossing] = told.crossings;
    assert.ok(crossing && crossing.y2 > crossing.y1 && Math.abs(crossing.x - told.x(now - 2 * day)) < 0.01);
  });

  it('a lane without anything in the window is left out, and now is within it', () => {
    const told = layoutLine({
      width: 700,
      ...window,
      lanes: ['a', 'b'],
      bars: [{ key: 'x', lane: 'b', from: now, to: now + day, tone: 'promised' }],
    });
    assert.deepEqual(
      told.lanes.map(({ key }) => key),
      ['b'],
    );
    assert.ok(told.x(now) > told.beside && told.x(now) < 700);
  });

  it('two weeks have a mark a day, three months a mark a Monday, a year a mark a month', () => {
    const count = (period: 'weeks' | 'quarter' | 'year'): number => {
      const { from, to } = windowOf(period, now);
      return ticksOf(period, from, to).length;
    };
    assert.deepEqual([count('weeks'), count('quarter'), count('year')], [15, 13, 12]);
  });

  it('arrows go along time, and up and down to the nearest', () => {
    const at = (key: string, x: number, y: number, lane: number) => ({ key, x, y, lane, width: 30, lateX: null });
    const placed = [at('a', 10, 0, 0), at('b', 90, 0, 0), at('c', 80, 60, 1)];
    assert.equal(stepFrom(placed, 'a', 'ArrowRight'), 'b');
    assert.equal(stepFrom(placed, 'b', 'ArrowDown'), 'c');
    assert.equal(stepFrom(placed, 'c', 'ArrowUp'), 'b');
    assert.equal(stepFrom(placed, 'c', 'Home'), 'a');
    assert.equal(stepFrom(placed, 'a', 'ArrowUp'), undefined);
  });
});
