import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commitmentStates } from '../../contract/commitments.ts';
import { asksWords, isUnseen, type Movable, movesOf } from './moves.ts';

const unit = (unitId: string | null) => ({ kind: 'unit', unitId }) as const;
const offer: Movable = { kind: 'request', state: 'offered', from: unit('giver'), to: unit('receiver'), openTo: [] };

describe('what a unit is offered to do', () => {
  it('lets the asked answer and the asker take back', () => {
    assert.deepEqual(movesOf(offer, 'receiver'), ['accept', 'propose', 'decline']);
    assert.deepEqual(movesOf(offer, 'giver'), ['withdraw']);
    assert.deepEqual(movesOf(offer, 'someone else'), []);
  });

  it('asks the giver about a proposed time', () => {
    assert.equal(movesOf({ ...offer, state: 'proposed' }, 'giver')[0], 'agree');
    assert.ok(!movesOf({ ...offer, state: 'proposed' }, 'receiver').includes('accept'));
  });

  it('offers no other time when several are asked, and lets each of them answer', () => {
    const several: Movable = { ...offer, to: unit(null), openTo: ['one', 'two'] };
    assert.deepEqual(movesOf(several, 'two'), ['accept', 'decline']);
    assert.equal(isUnseen(several, 'two'), false);
  });

  it('never takes back an accepted handover', () => {
    assert.deepEqual(movesOf({ ...offer, kind: 'handover', state: 'accepted' }, 'giver'), []);
    assert.deepEqual(movesOf({ ...offer, kind: 'request', state: 'accepted' }, 'giver'), ['withdraw']);
  });

  it('lets a unit tick off what the person does themselves', () => {
    const own: Movable = { ...offer, state: 'accepted', to: { kind: 'person', unitId: null } };
    assert.equal(movesOf(own, 'giver')[0], 'keep');
  });

  it('offers nothing on what has ended', () => {
    for (const state of commitmentStates.slice(5)) assert.deepEqual(movesOf({ ...offer, state }, 'receiver'), []);
  });

  it('answers a message in words, or says that it cannot; nothing else', () => {
    const message: Movable = { ...offer, kind: 'message', from: { kind: 'person', unitId: null } };
    for (const state of ['offered', 'received'] as const)
      assert.deepEqual(movesOf({ ...message, state }, 'receiver'), ['keep', 'decline']);
    assert.deepEqual(movesOf({ ...message, state: 'kept' }, 'receiver'), []);
    assert.deepEqual(movesOf(message, 'someone else'), []);
    assert.equal(asksWords(message, 'keep'), true);
    assert.equal(asksWords(offer, 'keep'), false);
  });

  it('counts only an offer to us as unseen', () => {
    assert.equal(isUnseen(offer, 'receiver'), true);
    assert.equal(isUnseen({ ...offer, state: 'received' }, 'receiver'), false);
    assert.equal(isUnseen(offer, 'giver'), false);
  });
});
