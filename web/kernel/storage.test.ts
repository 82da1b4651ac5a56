import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keepFor, kept, throwAway } from './storage.ts';

// Node has no session storage, so this is also what a browser that refuses it gets.
describe('what is kept in the tab', () => {
  it('is found again by the same person on the same assignment', () => {
    keepFor('Karin a1');
    kept.setItem('draft:need:1', '{}');
    keepFor('Karin a1');
    assert.equal(kept.getItem('draft:need:1'), '{}');
  });

  it('is gone for the next one at a shared computer', () => {
    keepFor('Johan b1');
    assert.equal(kept.getItem('draft:need:1'), null);
  });

  it('is gone after sign-out', () => {
    kept.setItem('draft:need:2', '{}');
    throwAway();
    assert.equal(kept.getItem('draft:need:2'), null);
  });
});
