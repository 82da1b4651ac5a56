import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lix, textsIn } from './lix.ts';
import { sv as dictation } from './dictate-text.ts';
import { sv as meeting } from './meet-text-sv.ts';
import { sv as messages } from './message-text-sv.ts';
import { sv as pages } from './pages-text-sv.ts';
import { sv as reply } from './reply-text-sv.ts';
import { sv as first } from './text-sv.ts';

/** The catalogue of the first page, that of the pages behind it, that of the meeting, that of the answer to it, that of the messages, and that of what is spoken: one room, read as one. */
const sv = [first, pages, meeting, reply, messages, { dictation }];
const parts = sv.flatMap((words) => Object.entries(words));
/** `log.title`, `back`: how a word is called. */
const namesIn = (words: object): string[] =>
  Object.entries(words).flatMap(([name, word]) =>
    typeof word === 'object' ? namesIn(word as object).map((inner) => `${name}.${inner}`) : [name],
  );

describe('how easy Min vård is to read', () => {
  it('counts as Björnsson did: words a sentence, and words longer than six letters', () => {
    assert.equal(lix(['Du bestämmer. Det gäller nu.']), 2.5 + 20);
    assert.equal(lix([]), 0);
  });
  it('has a LIX under 35 in every part and as a whole', () => {
    for (const [part, words] of parts) {
      const texts = textsIn(words).filter((text) => text.split(/\s+/).length > 2);
      if (texts.join(' ').split(/\s+/).length < 20) continue;
      assert.ok(lix(texts) < 35, `${part}: ${lix(texts).toFixed(1)}`);
    }
    assert.ok(lix(textsIn(sv)) < 35, lix(textsIn(sv)).toFixed(1));
  });
  it('has no single text of some length that is hard', () => {
    const hard = textsIn(sv).filter((text) => text.split(/\s+/).length >= 10 && lix([text]) >= 35);
    assert.deepEqual(hard, []);
  });
  it('has each word in one of the two catalogues only, so that no page fetches it twice', () => {
    const there = new Set(namesIn(first));
    assert.deepEqual(
      namesIn(pages).filter((name) => there.has(name)),
      [],
    );
  });
});
