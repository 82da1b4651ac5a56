import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSpan, writeSpan } from './span.ts';

describe('The hours of a meeting day', () => {
  it('are read as people write them', () => {
    for (const said of ['13–15.30', '13.00-15:30', ' 13 till 15.30 ', '13:00 – 15.30'])
      assert.deepEqual(readSpan(said), { from: '13:00', to: '15:30' }, said);
    assert.deepEqual(readSpan('8-9'), { from: '08:00', to: '09:00' });
    for (const said of ['', '13', '25–26', '13–15.75', 'eftermiddag']) assert.equal(readSpan(said), undefined, said);
  });
  it('are written so that they are read back', () => {
    const span = { from: '08:00', to: '11:30' };
    assert.equal(writeSpan(span), '08.00–11.30');
    assert.deepEqual(readSpan(writeSpan(span)), span);
  });
});
