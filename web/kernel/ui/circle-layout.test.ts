import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Box, curveOf, layoutCircle, touch } from './circle-layout.ts';

const corners = ({ x, y, w, h }: Box): readonly number[] => [x - w / 2, x + w / 2, y - h / 2, y + h / 2];

describe('where the seats of the care circle stand', () => {
  for (const width of [240, 296, 366, 390, 560, 700, 1_200])
    it(`no two touch and none falls outside in ${width} px, with any number of units and relatives`, () => {
      for (const outer of [0, 1, 2, 3, 5, 8, 12, 17, 25, 40])
        for (const inner of [0, 1, 2, 3, 6])
          for (const seatHeight of [46, 64]) {
            const told = layoutCircle({ width, inner, outer, seatHeight });
            const all = [told.centre, ...told.inner, ...told.outer];
            assert.equal(told.outer.length, outer);
            assert.equal(told.inner.length, inner);
            for (const [n, box] of all.entries()) {
              const words = `${outer} units, ${inner} close, ${seatHeight} px: ${JSON.stringify(box)}`;
              const [left = 0, right = 0, top = 0, bottom = 0] = corners(box);
              assert.ok(left >= 0 && right <= width && top >= 0 && bottom <= told.height, `outside: ${words}`);
              for (const other of all.slice(n + 1))
                assert.ok(!touch(box, other, 0), `touches ${JSON.stringify(other)}: ${words}`);
            }
          }
    });

  it('no tie of an ordinary circle runs behind somebody close', () => {
    for (const width of [366, 560, 700])
      for (const outer of [3, 4, 5, 6, 7, 8, 9, 10])
        for (const inner of [1, 2]) {
          const told = layoutCircle({ width, inner, outer, seatHeight: 66 });
          const ties = told.outer.map(({ bend, ...to }) => {
            const { centre } = told;
            return bend
              ? curveOf(bend.from, bend.via, to)
              : curveOf(centre, { x: (centre.x + to.x) / 2, y: (centre.y + to.y) / 2 }, to);
          });
          for (const one of told.inner)
            assert.ok(
              !ties.flat().some((point) => touch(one, { ...point, w: 0, h: 0 }, 0)),
              `${outer} units, ${inner} close in ${width} px`,
            );
        }
  });

  it('two units stand to the left and the right of the person', () => {
    const { centre, outer } = layoutCircle({ width: 700, inner: 1, outer: 2, seatHeight: 46 });
    const [one, two] = outer;
    assert.ok(one && two && one.x > centre.x && two.x < centre.x && Math.abs(one.y - two.y) < 2);
  });

  it('an ordinary circle fits on a screen, and twenty-five on a phone are not taller than two', () => {
    assert.ok(layoutCircle({ width: 700, inner: 2, outer: 8, seatHeight: 64 }).height < 520);
    assert.ok(layoutCircle({ width: 366, inner: 1, outer: 6, seatHeight: 64 }).height < 520);
    assert.ok(layoutCircle({ width: 366, inner: 2, outer: 25, seatHeight: 64 }).height < 1_000);
  });

  it('the same question gives the same picture', () => {
    const asked = { width: 500, inner: 2, outer: 9, seatHeight: 46 };
    assert.deepEqual(layoutCircle(asked), layoutCircle(asked));
  });
});
