import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commitmentActions, commitmentStates } from '../../contract/commitments.ts';
import { decide, transitions, type Commitment, type MoveCommand } from './handover.rules.ts';
import { goesOn, lineOf } from './messages.rules.ts';

describe('A message in the list of the unit', () => {
  it('stands there whole when it is short, on one line', () => {
    assert.deepEqual(lineOf(' När kommer ni? '), { what: 'När kommer ni?', detail: '' });
    assert.deepEqual(lineOf('Hej.\n\nNär kommer ni?'), {
      what: 'Hej. När kommer ni?',
      detail: 'Hej.\n\nNär kommer ni?',
    });
  });
  it('begins there when it is long, and nothing of it is lost', () => {
    const long = 'Jag undrar över tabletterna. '.repeat(20).trim();
    const { what, detail } = lineOf(long);
    assert.ok(what.length <= 300 && what.endsWith(' …') && long.startsWith(what.slice(0, -2)), what);
    assert.equal(detail, long);
  });
  it('is cut neither in a word without spaces nor in the middle of a character', () => {
    const { what } = lineOf('😀'.repeat(400));
    assert.ok(what.length <= 300);
    assert.doesNotMatch(what, /[\uD800-\uDBFF](?![\uDC00-\uDFFF])/u);
  });
});

describe('A message that goes on from an earlier one', () => {
  const earlier = { state: 'offered' as const, toUnitId: 'A', own: true };
  it('takes it back when it waits and another unit is asked instead', () => {
    assert.equal(goesOn(earlier, 'B'), 'take_back');
    assert.equal(goesOn({ ...earlier, state: 'received' }, 'B'), 'take_back');
  });
  it('leaves it when the same unit is written to, and when it has ended', () => {
    assert.equal(goesOn(earlier, 'A'), 'leave');
    for (const state of ['kept', 'declined', 'withdrawn', 'lapsed'] as const)
      assert.equal(goesOn({ ...earlier, state }, 'B'), 'leave', state);
  });
  it('is refused when there is none, and when somebody else wrote it', () => {
    assert.equal(goesOn(null, 'B'), 'no_such_message');
    assert.equal(goesOn({ ...earlier, own: false }, 'B'), 'no_such_message');
  });
});

const message: Commitment = {
  id: 'm',
  kind: 'message',
  state: 'offered',
  version: 1,
  from: { kind: 'person' },
  to: { kind: 'unit', unitId: 'A' },
  openTo: [],
  needIds: [],
  answerBy: 100,
  dueAt: 100,
  proposedDueAt: null,
  pausedUntil: null,
  lapsesAt: 200,
  receivedAt: null,
  acceptedAt: null,
  endedAt: null,
};
const told = (change: Partial<Commitment>, command: Partial<MoveCommand>) => {
  const by = { kind: 'unit' as const, unitId: 'A' };
  const d = decide(
    { commitment: { ...message, ...change }, needs: [], pending: [], receiverOpen: true, basisHolds: true },
    { type: 'keep', by, seen: 1, dueAt: 50, until: 50, answerBy: 50, ...command },
    10,
  );
  if (!d.ok) return d.refusal;
  const [event] = d.events;
  return event?.type === 'moved' ? event.commitment : event?.type;
};

describe('The answer to a message', () => {
  it('is one step, with words, and tells when it was read and answered', () => {
    for (const state of ['offered', 'received'] as const) {
      const answered = told(
        { state, receivedAt: state === 'received' ? 5 : null },
        { words: 'Vi kommer klockan nio.' },
      );
      assert.ok(typeof answered === 'object');
      assert.deepEqual(
        [answered.state, answered.receivedAt, answered.acceptedAt, answered.endedAt],
        ['kept', state === 'received' ? 5 : 10, 10, 10],
      );
    }
  });
  it('is none without words, and a no has words too', () => {
    for (const words of [undefined, '', '  \n']) {
      const said = words === undefined ? {} : { words };
      assert.equal(told({}, said), 'words_missing');
      assert.equal(told({}, { type: 'decline', ...said }), 'words_missing');
    }
  });
  it('cannot be put off, promised or rested: the clock is the agreement’s', () => {
    const can = new Set(['receive', 'keep', 'decline', 'withdraw', 'lapse']);
    for (const type of commitmentActions) {
      if (type === 'lapse' || can.has(type) || transitions.offered[type] === null) continue;
      assert.equal(told({}, { type }), 'not_allowed_now', type);
    }
  });
  it('comes from the unit that was written to, and from nobody else', () => {
    assert.equal(told({}, { by: { kind: 'unit', unitId: 'B' }, words: 'Hej' }), 'not_found');
    assert.equal(told({}, { by: { kind: 'person' }, words: 'Hej' }), 'not_your_move');
  });
  it('comes once: nothing leads out of an end', () => {
    for (const state of commitmentStates.filter((s) => Object.values(transitions[s]).every((rule) => rule === null)))
      assert.equal(told({ state, endedAt: 5 }, { words: 'Hej' }), 'not_allowed_now', state);
  });
});
