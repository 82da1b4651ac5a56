import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { interventionClock, nameOf, valueWord } from './plan-words.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const promise = (state: 'offered' | 'accepted' | 'kept' | 'paused', dueAt: string) =>
  ({
    state,
    dueAt,
    version: 1,
    what: '',
    detail: '',
    area: 'd5',
    ownerKind: 'unit',
    unit: null,
    authority: null,
    relativeId: null,
  }) as const;

describe('the clock of an intervention', () => {
  const since = '2026-11-01T12:00:00Z';
  it('stands still while nobody has promised', () =>
    assert.equal(interventionClock(promise('offered', '2026-12-24T12:00:00Z'), since, false, now).tone, 'waiting'));
  it('is our move when we are asked', () =>
    assert.equal(interventionClock(promise('offered', '2026-12-24T12:00:00Z'), since, true, now).tone, 'asked'));
  it('is late when its day has passed', () =>
    assert.equal(interventionClock(promise('accepted', '2026-11-20T12:00:00Z'), since, true, now).tone, 'late'));
  it('is kept when it is done', () =>
    assert.equal(interventionClock(promise('kept', '2026-11-20T12:00:00Z'), since, true, now).tone, 'kept'));
  it('rests while it is paused', () =>
    assert.equal(interventionClock(promise('paused', '2026-11-20T12:00:00Z'), since, true, now).tone, 'paused'));
});

describe('values in words', () => {
  const words = {
    enums: { personAgrees: { yes: 'Ja' } },
    yes: 'Ja',
    no: 'Nej',
    empty: '(tomt)',
    time: () => '3 mars',
    goal: (id: string) => (id === 'g' ? 'Gå ut' : undefined),
  };
  it('tells closed lists, times, goals and emptiness as words', () => {
    assert.equal(valueWord('personAgrees', 'yes', words), 'Ja');
    assert.equal(valueWord('nextFollowUpAt', '2026-03-03T10:00:00Z', words), '3 mars');
    assert.equal(valueWord('goalId', 'g', words), 'Gå ut');
    assert.equal(valueWord('measure', '', words), '(tomt)');
    assert.equal(valueWord('noOtherMeasures', false, words), 'Nej');
    assert.equal(valueWord('words', 'yes', words), 'yes');
  });
  it('does not name one who may not be named', () => assert.equal(nameOf(null, 'någon annan'), 'någon annan'));
});
