import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ApiProblem, type CallProblemCode } from './api-problem.ts';
import { Outbox, type Waiting } from './outbox.ts';

const tabStorage = () => {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (name: string) => all.get(name) ?? null,
    setItem: (name: string, value: string) => void all.set(name, value),
    removeItem: (name: string) => void all.delete(name),
  };
};
const command = (key: string, scope = key): Waiting => ({
  key,
  scope,
  route: { method: 'POST', path: '/commitments/:id/moves' },
  input: { body: { action: 'accept', words: key } },
  words: 'Acceptera',
  page: '/?promise=1',
});
const yes = (): boolean => true;

/** A server behind a line that can be cut; `no` are the keys it refuses. */
function line(kept = tabStorage(), no: Readonly<Record<string, CallProblemCode>> = {}) {
  const state = { cut: true, got: [] as string[], sent: [] as [string, boolean][] };
  const outbox = new Outbox({
    kept,
    send: async (one) => {
      await Promise.resolve();
      if (state.cut) throw new ApiProblem('offline', 0);
      state.got.push(one.key);
      const refusal = no[one.key];
      if (refusal) throw new ApiProblem(refusal, 409);
      return { done: one.key };
    },
    onSent: (one, heard) => state.sent.push([one.key, heard]),
  });
  return { outbox, state, kept };
}

describe('what is pressed while the contact is cut', () => {
  test('waits, and is sent once and in order when the contact is back', async () => {
    const { outbox, state } = line();
    const answers = [outbox.add(command('first'), yes), outbox.add(command('second'), yes)];
    await outbox.flush();
    assert.deepEqual(state.got, []);
    state.cut = false;
    await Promise.all([outbox.flush(), outbox.flush(), outbox.flush()]);
    assert.deepEqual(state.got, ['first', 'second']);
    assert.deepEqual(await Promise.all(answers), [{ done: 'first' }, { done: 'second' }]);
    assert.deepEqual(outbox.all.get(), []);
  });
  test('is there after a reload, with the same key, and is then told of without the page that gave it', async () => {
    const before = line();
    void before.outbox.add(command('kept'), yes);
    const after = line(before.kept);
    after.state.cut = false;
    await after.outbox.flush();
    assert.deepEqual(after.state.got, ['kept']);
    assert.deepEqual(after.state.sent, [['kept', false]]);
    assert.equal(after.kept.all.size, 0);
  });
  test('a refusal is told with its reason and stays until it is put away; the next is sent all the same', async () => {
    const { outbox, state } = line(tabStorage(), { late: 'stale' });
    const answer = outbox.add(command('late'), yes);
    const refused = assert.rejects(answer, (error: ApiProblem) => error.code === 'stale');
    void outbox.add(command('next'), yes);
    state.cut = false;
    await outbox.flush();
    await refused;
    assert.deepEqual(state.got, ['late', 'next']);
    assert.deepEqual(
      outbox.all.get().map(({ key, refused: why }) => [key, why]),
      [['late', 'stale']],
    );
    await outbox.flush();
    assert.deepEqual(state.got, ['late', 'next'], 'what was refused is not sent again by itself');
    outbox.takeBack('late');
    assert.deepEqual(outbox.all.get(), []);
  });
  test('can be taken back, and is then never sent', async () => {
    const { outbox, state } = line();
    const answer = assert.rejects(
      outbox.add(command('regretted'), yes),
      (error: ApiProblem) => error.code === 'taken_back',
    );
    outbox.takeBack('regretted');
    state.cut = false;
    await outbox.flush();
    await answer;
    assert.deepEqual(state.got, []);
  });
  test('a newer one from the same form takes the place of the older, which is not sent', async () => {
    const { outbox, state } = line();
    const older = assert.rejects(outbox.add(command('older', 'need:1'), yes));
    void outbox.add(command('newer', 'need:1'), yes);
    state.cut = false;
    await outbox.flush();
    await older;
    assert.deepEqual(state.got, ['newer']);
  });
  test('a session that has ended keeps everything until someone has signed in', async () => {
    const { outbox, state, kept } = line(tabStorage(), { one: 'signed_out' });
    void outbox.add(command('one'), yes);
    state.cut = false;
    await outbox.flush();
    assert.equal(outbox.waiting().length, 1);
    assert.equal(kept.all.size, 1);
  });
  test('what holds an identity number is in memory only', async () => {
    const { outbox, state, kept } = line();
    const answer = outbox.add(command('number'), yes, true);
    assert.equal(kept.all.size, 0);
    state.cut = false;
    await outbox.flush();
    assert.deepEqual(await answer, { done: 'number' });
  });
  test('the page that gave it and was left does not speak; the outbox does', async () => {
    const { outbox, state } = line();
    void outbox.add(command('left'), () => false);
    state.cut = false;
    await outbox.flush();
    assert.deepEqual(state.sent, [['left', false]]);
  });
});
