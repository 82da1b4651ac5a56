import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fieldChanges, planDifference, wordDifference, type ComparedPart } from './differences.rules.ts';

const words = fc
  .array(fc.constantFrom('gå', 'till', 'torget', 'varje', 'dag', 'Åsa', ' ', '\n', '  '))
  .map((all) => all.join(' '));
const text = fc.oneof(words, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));

describe('what differs between two texts', () => {
  it('gives both texts back to the letter: no word is lost in a comparison', () => {
    fc.assert(
      fc.property(text, text, (from, to) => {
        const runs = wordDifference(from, to);
        const without = (kind: string): string =>
          runs
            .filter((run) => run.kind !== kind)
            .map((run) => run.text)
            .join('');
        assert.deepEqual([without('added'), without('removed')], [from, to]);
        assert.ok(runs.every((run, i) => run.text !== '' && run.kind !== runs[i - 1]?.kind));
      }),
      { numRuns: 500 },
    );
  });
  it('is nothing when they are the same', () => {
    fc.assert(fc.property(text, (same) => assert.ok(wordDifference(same, same).every(({ kind }) => kind === 'same'))));
  });
  it('keeps a word that stands in both', () => {
    assert.deepEqual(wordDifference('Gå till torget varje vecka', 'Gå själv till torget'), [
      { kind: 'same', text: 'Gå ' },
      { kind: 'added', text: 'själv ' },
      { kind: 'same', text: 'till ' },
      { kind: 'removed', text: 'torget varje vecka' },
      { kind: 'added', text: 'torget' },
    ]);
  });
  it('is quick for the longest texts', () => {
    const long = (word: string): string => `${word} `.repeat(1300).slice(0, 4000);
    const began = performance.now();
    wordDifference(long('ab'), long('cd'));
    assert.ok(performance.now() - began < 5000);
  });
});

describe('what differs between two states of a plan', () => {
  const part = (partId: string, fields: ComparedPart['fields']): ComparedPart => ({
    part: 'goal',
    partId,
    label: String(fields['words']),
    fields,
  });
  it('tells added, changed and removed parts, field by field', () => {
    const from = [
      part('a', { words: 'Gå', sort: 0 }),
      part('b', { words: 'Sova', sort: 1 }),
      part('c', { words: 'Äta', sort: 2 }),
    ];
    const to = [
      part('d', { words: 'Läsa', sort: 0 }),
      part('a', { words: 'Gå', sort: 0 }),
      part('b', { words: 'Sova gott', sort: 1 }),
    ];
    assert.deepEqual(
      planDifference(from, to).map(({ partId, kind }) => [partId, kind]),
      [
        ['d', 'added'],
        ['b', 'changed'],
        ['c', 'removed'],
      ],
    );
    assert.deepEqual(planDifference(from, from), []);
    assert.deepEqual(fieldChanges({ words: 'Sova', sort: 1 }, { words: 'Sova', sort: 2 }), [
      { field: 'sort', from: 1, to: 2, words: null },
    ]);
  });
});
