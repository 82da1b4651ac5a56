import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message } from '../../contract/messages.ts';
import { goesElsewhere, standingOf, threadsOf } from './message-threads.ts';

const now = Date.parse('2026-03-10T12:00:00Z');
const message = (id: string, more: Partial<Message> = {}): Message => ({
  id,
  version: 1,
  state: 'offered',
  words: 'Hej',
  by: 'person',
  byName: null,
  to: { id: 'u', name: 'Hemsjukvården', tag: 'HSV' },
  receiver: 'here',
  at: '2026-03-10T10:00:00.000Z',
  answerBy: '2026-03-12T10:00:00.000Z',
  readAt: null,
  endedAt: null,
  answer: '',
  answeredBy: null,
  reason: null,
  followsId: null,
  own: true,
  mine: false,
  ...more,
});

describe('messages that go on from each other', () => {
  it('stand together, the oldest first, and the thread where something last happened stands first', () => {
    const a = message('a', { at: '2026-03-01T10:00:00.000Z', endedAt: '2026-03-10T11:00:00.000Z', state: 'kept' });
    const b = message('b', { at: '2026-03-02T10:00:00.000Z' });
    const c = message('c', { at: '2026-03-09T10:00:00.000Z', followsId: 'a' });
    assert.deepEqual(
      threadsOf([c, b, a]).map(({ id, messages, last }) => [id, messages.map((one) => one.id), last.id]),
      [
        ['a', ['a', 'c'], 'c'],
        ['b', ['b'], 'b'],
      ],
    );
  });
  it('begin a thread when what they go on from is on an older page, and never go round in a ring', () => {
    assert.deepEqual(
      threadsOf([message('c', { followsId: 'gone' })]).map(({ id }) => id),
      ['c'],
    );
    assert.equal(
      threadsOf([message('a', { followsId: 'b' }), message('b', { followsId: 'a' })]).flatMap((t) => t.messages).length,
      2,
    );
  });
});

describe('how a message stands', () => {
  it('waits until its time, is late after it, and is answered by an answer or a no in words', () => {
    assert.equal(standingOf(message('a'), now), 'waits');
    assert.equal(standingOf(message('a', { answerBy: '2026-03-10T11:59:59.000Z' }), now), 'late');
    assert.equal(standingOf(message('a', { state: 'kept' }), now), 'answered');
    assert.equal(standingOf(message('a', { state: 'declined' }), now), 'answered');
    for (const state of ['withdrawn', 'lapsed'] as const)
      assert.equal(standingOf(message('a', { state }), now), 'over');
  });
  it('is sent to others when nobody answers, when it was the wrong ones, and when they are not there', () => {
    const wait = { answerBy: '2026-03-10T11:59:59.000Z' };
    const yes: Partial<Message>[] = [
      wait,
      { receiver: 'left' },
      { receiver: 'closed' },
      { state: 'declined' },
      { state: 'lapsed' },
    ];
    for (const more of yes) assert.ok(goesElsewhere(message('a', more), now), JSON.stringify(more));
    for (const more of [{}, { state: 'kept' as const, receiver: 'left' as const }, { state: 'withdrawn' as const }])
      assert.ok(!goesElsewhere(message('a', more), now), JSON.stringify(more));
  });
});
