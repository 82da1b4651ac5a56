import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handsOf } from './hands.ts';

const now = Date.parse('2026-10-05T08:00:00Z');

test('a colleague who writes is seen beside the one who has it, and fades when the time has run out', () => {
  const by = handsOf(
    {
      now: '2026-10-05T08:00:00Z',
      handling: [{ id: 'h', commitmentId: 'a', name: 'Anna Berg', since: '2026-10-05T07:00:00Z', mine: false }],
      writing: [
        { commitmentId: 'a', name: 'Karin Hedlund', until: '2026-10-05T08:00:30Z' },
        { commitmentId: 'b', name: 'Karin Hedlund', until: '2026-10-05T07:59:59Z' },
      ],
    },
    now,
  );
  assert.deepEqual([by.get('a')?.name, by.get('a')?.writer, by.has('b')], ['Anna Berg', 'Karin Hedlund', false]);
});
