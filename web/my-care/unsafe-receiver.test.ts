import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { receiverOf, toldUnsafe } from './unsafe-receiver.ts';

const line = (unitId: string, open: boolean, nextAt: string | null = null) => ({ unitId, open, nextAt });
const at = '2026-11-22T06:00:00Z';

describe('who is told when someone does not feel safe', () => {
  it('is one that is open now, and of those one that is responsible for something', () => {
    const calls = [line('centre', true), line('nurse', true), line('ward', false, at)];
    assert.deepEqual(receiverOf(calls, ['centre', 'nurse', 'ward'], ['nurse']), {
      unitId: 'nurse',
      open: true,
      opensAt: null,
    });
    assert.equal(receiverOf(calls, ['centre', 'nurse', 'ward'], ['ward'])?.unitId, 'centre');
  });
  it('is, at night with all closed, the one that opens first, and it is said that it is closed', () => {
    const calls = [line('nurse', false, at), line('centre', false, '2026-11-22T07:00:00Z')];
    assert.deepEqual(receiverOf(calls, ['centre', 'nurse'], ['centre']), { unitId: 'nurse', open: false, opensAt: at });
  });
  it('is never one outside the circle, such as a number that anyone may call', () => {
    assert.equal(receiverOf([line('1177', true), line('nurse', false, at)], ['nurse'], [])?.unitId, 'nurse');
  });
  it('is nobody without a circle', () => {
    assert.equal(receiverOf([line('1177', true)], [], []), null);
  });
  it('is somebody also when no one has told how they are reached', () => {
    assert.equal(receiverOf([], ['a', 'b'], ['b'])?.unitId, 'b');
  });
});

describe('what has been told', () => {
  const told = (id: string, state: 'offered' | 'withdrawn' | 'kept', offeredAt = at) => ({
    id,
    kind: 'signal' as const,
    fromKind: 'person' as const,
    urgency: 'acute' as const,
    area: 'safety' as const,
    state,
    offeredAt,
  });
  const now = Date.parse(at) + 3_600_000;
  it('shows until it is answered, so that a second press is no second alarm', () => {
    assert.equal(toldUnsafe([told('a', 'offered')], 'person', now), 'a');
    assert.equal(toldUnsafe([told('a', 'offered')], 'relative', now), undefined);
  });
  it('shows how it ended for a day, and not what was taken back', () => {
    assert.equal(toldUnsafe([told('a', 'kept')], 'person', now), 'a');
    assert.equal(toldUnsafe([told('a', 'kept')], 'person', now + 86_400_000), undefined);
    assert.equal(toldUnsafe([told('a', 'withdrawn')], 'person', now), undefined);
  });
});
