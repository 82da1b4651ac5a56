import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PersonOverview } from '../../contract/people.ts';
import { seatsOf, type SeatWords } from './circle-seats.ts';
import { barOf, laneOf } from './line-bars.ts';

const now = Date.parse('2026-11-22T09:00:00Z');
const at = (days: number): string => new Date(now + days * 86_400_000).toISOString();
const words: SeatWords = {
  unit: (id) => ({ tag: id, name: `Enheten ${id}`, pattern: 'region' }),
  role: (role) => role,
  relation: (relation) => relation,
  gap: (kind) => kind,
};
type Promised = PersonOverview['promises'][number];
const promise = (over: Partial<Promised>): Promised =>
  ({
    id: 'p',
    kind: 'request',
    state: 'accepted',
    fromKind: 'unit',
    fromUnitId: 'a',
    toKind: 'unit',
    toUnitId: 'b',
    openTo: [],
    relativeId: null,
    offeredAt: at(-9),
    acceptedAt: at(-8),
    answerBy: at(-7),
    dueAt: at(3),
    pausedUntil: null,
    endedAt: null,
    ...over,
  }) as Promised;
const overview = (over: Partial<PersonOverview>): PersonOverview =>
  ({
    person: { id: 'x' },
    circle: [{ unitId: 'b', role: 'performer', current: true }],
    relatives: [],
    needs: [],
    promises: [],
    gaps: [],
    ...over,
  }) as unknown as PersonOverview;

describe('the seats of the care circle', () => {
  it('a unit carries its open needs and what it has promised; what it is offered hangs, what is late is counted', () => {
    const [seat] = seatsOf(
      overview({
        needs: [{ state: 'open', accountableUnitId: 'b' }] as PersonOverview['needs'],
        promises: [
          promise({}),
          promise({ dueAt: at(-1) }),
          promise({ state: 'offered', acceptedAt: null, answerBy: at(1) }),
          promise({ state: 'kept', endedAt: at(-1) }),
        ],
      }),
      now,
      words,
    );
    assert.deepEqual([seat?.needs, seat?.promises, seat?.pending, seat?.late], [1, 2, 1, 1]);
  });

  it('whoever carries a need has a seat, also when its place in the circle is not told; who has left has none', () => {
    const seats = seatsOf(
      overview({
        circle: [{ unitId: 'gone', role: 'performer', current: false }] as PersonOverview['circle'],
        needs: [{ state: 'open', accountableUnitId: 'far' }] as PersonOverview['needs'],
      }),
      now,
      words,
    );
    assert.deepEqual(
      seats.map(({ key }) => key),
      ['far'],
    );
  });

  it('a missing contact is one empty seat, a late promise is none', () => {
    const gaps = ['no_care_contact', 'no_care_contact', 'overdue'].map((kind, n) => ({ id: `g${n}`, kind }));
    const seats = seatsOf(overview({ circle: [], gaps: gaps as PersonOverview['gaps'] }), now, words);
    assert.deepEqual(
      seats.map(({ kind, tag }) => [kind, tag]),
      [['gap', 'no_care_contact']],
    );
  });
});

describe('a promise as a bar', () => {
  it('what is late goes on to now, red from when it was due', () => {
    const bar = barOf(promise({ dueAt: at(-2) }), now);
    assert.deepEqual([bar.tone, bar.to, bar.lateFrom], ['late', now, Date.parse(at(-2))]);
  });
  it('a handover crosses from the giver, when it was accepted; a question does not', () => {
    assert.deepEqual(barOf(promise({ kind: 'handover' }), now).crossing, { from: 'a', at: Date.parse(at(-8)) });
    assert.equal(barOf(promise({}), now).crossing, undefined);
  });
  it('what is offered to several lies in a lane of its own until one has taken it', () => {
    assert.equal(laneOf(promise({ toUnitId: null, openTo: ['c', 'd'] })), 'several');
    assert.equal(laneOf(promise({ toUnitId: null, openTo: ['c'] })), 'c');
    assert.equal(laneOf(promise({ toKind: 'person', toUnitId: null })), 'person');
  });
});
