import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lix, textsIn } from './lix.ts';
import { sv as dictation } from './dictate-text.ts';
import { sv as words } from './text-sv.ts';

const sv = { ...words, dictation };

describe('how easy Min vård is to read', () => {
  it('counts as Björnsson did: words a sentence, and words longer than six letters', () => {
    assert.equal(lix(['Du bestämmer. Det gäller nu.']), 2.5 + 20);
    assert.equal(lix([]), 0);
  });
  it('has a LIX under 35 in every part and as a whole', () => {
    for (const [part, own] of Object.entries(sv)) {
      const texts = textsIn(own).filter((text) => text.split(/\s+/).length > 2);
      if (texts.join(' ').split(/\s+/).length < 20) continue;
      assert.ok(lix(texts) < 35, `${part}: ${lix(texts).toFixed(1)}`);
    }
    assert.ok(lix(textsIn(sv)) < 35, lix(textsIn(sv)).toFixed(1));
  });
  it('has no single text of some length that is hard', () => {
    const hard = textsIn(sv).filter((text) => text.split(/\s+/).length >= 10 && lix([text]) >= 35);
    assert.deepEqual(hard, []);
  });
});
