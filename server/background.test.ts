import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { every } from './background.ts';

describe('work in the background', () => {
  it('goes on after a fault, says so once, and never runs beside itself', async () => {
    const said: string[] = [];
    const log = {
      warn: (_facts: object, words: string) => said.push(words),
      info: (_facts: object, words: string) => said.push(words),
    };
    let rounds = 0;
    let inside = 0;
    const running = every(1, 'test', log as never, async () => {
      inside += 1;
      assert.equal(inside, 1);
      await sleep(2);
      inside -= 1;
      rounds += 1;
      if (rounds === 2 || rounds === 3) throw new Error('the database is away');
    });
    while (rounds < 6) await sleep(1);
    await running.stop();
    assert.deepEqual(said, ['a round in the background failed; it is tried again', 'works again']);
    const after = [rounds, inside];
    await sleep(20);
    assert.deepEqual([rounds, inside], after, 'it has stopped, and its last round was let finish');
    assert.equal(inside, 0);
  });
});
