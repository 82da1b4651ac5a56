import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  gapDeeds,
  gapKinds,
  gapParts,
  gapTaskActions,
  gapTaskKinds,
  gapTaskStates,
  mayDo,
  settleReasons,
  settlesFor,
  type GapDeedBody,
  type GapMoveBody,
} from '../../contract/gaps.ts';
import { gapTaskMoves, judgeDeed, judgeMove, type GapFacts, type GapTaskFacts } from './gap-deeds.rules.ts';

const now = Date.parse('2026-10-05T08:00:00Z');
const later = '2026-10-07T08:00:00Z';
const [ours, theirs] = ['unit-ours', 'unit-theirs'];
const task: GapTaskFacts = {
  id: 't',
  gapId: 'g',
  kind: 'assign',
  state: 'asked',
  version: 3,
  fromUnitId: ours,
  toUnitId: theirs,
  held: false,
  words: ['Tolvan', 'Tolvansson'],
};
const gap: GapFacts = {
  id: 'g',
  kind: 'overdue',
  level: 2,
  version: 4,
  municipality: '1496',
  settledLevel: null,
  closed: false,
  myLevel: 2,
  part: 'joint',
  holder: null,
  words: ['Tolvan', 'Tolvansson'],
  receiver: { id: theirs, open: true, own: false, near: true, asked: false },
};
const moves: Record<(typeof gapTaskActions)[number], GapMoveBody> = {
  accept: { action: 'accept', seen: 3, doneBy: later, words: '' },
  decline: { action: 'decline', seen: 3, words: 'Vi är för få' },
  answer: { action: 'answer', seen: 3, words: 'I morgon' },
  withdraw: { action: 'withdraw', seen: 3 },
  finish: { action: 'finish', seen: 3, words: '' },
  give_back: { action: 'give_back', seen: 3, words: 'Det går inte' },
};
const deeds: Record<(typeof gapDeeds)[number], GapDeedBody> = {
  take: { type: 'take', seen: 4, doneBy: later, words: '' },
  assign: { type: 'assign', seen: 4, toUnitId: theirs, words: 'Ta det', answerBy: later },
  ask: { type: 'ask', seen: 4, toUnitId: theirs, words: 'När?', answerBy: later },
  settle: { type: 'settle', seen: 4, reason: 'handled_otherwise', words: 'Löst på mötet', reviewAt: later },
  reopen: { type: 'reopen', seen: 4, words: 'Nej' },
};

test('every state, action, kind and party: what is listed goes where it says, all else is refused', () => {
  let allowed = 0;
  for (const state of gapTaskStates)
    for (const action of gapTaskActions)
      for (const kind of gapTaskKinds)
        for (const unit of [ours, theirs, 'unit-other']) {
          const listed = gapTaskMoves[state][action];
          const judged = judgeMove({ ...task, state, kind }, moves[action], unit, now);
          const fits = listed?.kinds.includes(kind) === true && unit === (listed.by === 'sender' ? ours : theirs);
          assert.equal(judged.ok, fits, `${state} ${action} ${kind} ${unit}`);
          if (judged.ok) {
            assert.equal(judged.to, listed?.to);
            allowed += 1;
          }
        }
  assert.equal(allowed, 9);
});

test('every deed from every rung and place: only a head and the joint groups ask, give and close; who was asked answers', () => {
  for (const deed of gapDeeds)
    for (const level of [0, 1, 2, 3])
      for (const part of gapParts)
        for (const settled of [null, 1]) {
          const judged = judgeDeed(
            {
              ...gap,
              myLevel: level,
              part,
              settledLevel: settled,
              receiver: gap.receiver && { ...gap.receiver, own: true },
            },
            deeds[deed],
            ours,
            now + 90 * 86_400_000,
            now,
          );
          assert.equal(
            judged.ok,
            mayDo(deed, level, part) && (deed === 'reopen') === (settled !== null),
            `${deed} ${level} ${part} ${settled}`,
          );
        }
});

test('a reason closes only the gaps that it may close', () => {
  for (const kind of gapKinds)
    for (const reason of settleReasons) {
      const deed: GapDeedBody = { type: 'settle', seen: 4, reason, words: 'Löst', reviewAt: later };
      assert.equal(
        judgeDeed({ ...gap, kind }, deed, ours, now + 90 * 86_400_000, now).ok,
        settlesFor[kind].includes(reason),
        `${kind} ${reason}`,
      );
    }
  assert.deepEqual(settlesFor.unit_closed, [], 'a need in a closed unit is nobody’s to close');
});

test('what refuses a deed is told: seen too old, time passed, names, too long a rest, another’s unit, taken', () => {
  const refusal = (facts: Partial<GapFacts>, deed: GapDeedBody): string => {
    const judged = judgeDeed({ ...gap, ...facts }, deed, ours, now + 90 * 86_400_000, now);
    return judged.ok ? 'ok' : judged.refusal;
  };
  assert.equal(refusal({ version: 5 }, deeds.take), 'stale');
  assert.equal(refusal({ closed: true }, deeds.take), 'not_allowed_now');
  assert.equal(refusal({ holder: theirs }, deeds.take), 'taken');
  assert.equal(refusal({ holder: theirs }, deeds.assign), 'taken');
  assert.equal(refusal({ holder: theirs }, deeds.ask), 'ok');
  assert.equal(
    refusal({}, { ...deeds.take, type: 'take', seen: 4, doneBy: '2026-10-05T07:00:00Z', words: '' }),
    'time_passed',
  );
  assert.equal(
    refusal({}, { type: 'ask', seen: 4, toUnitId: theirs, words: 'Hur är det med Tolvansson?', answerBy: later }),
    'identity_in_text',
  );
  assert.equal(
    refusal({}, { type: 'settle', seen: 4, reason: 'mistaken', words: 'Fel', reviewAt: '2027-10-05T08:00:00Z' }),
    'review_too_late',
  );
  assert.equal(
    refusal({ part: 'move', myLevel: 1 }, deeds.assign),
    'not_allowed',
    'a head gives it to units of the own authority',
  );
  assert.equal(refusal({ part: 'move', myLevel: 1 }, deeds.ask), 'ok', 'and may ask those who are near');
  assert.equal(refusal({ receiver: null }, deeds.ask), 'not_found');
  assert.equal(refusal({}, { type: 'ask', seen: 4, toUnitId: ours, words: 'Vi själva?', answerBy: later }), 'to_self');
});
