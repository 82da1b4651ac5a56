import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bothTexts, mergeFields, same } from './merge.ts';

describe('two who write in the same part', () => {
  const base = { words: 'Gå ut', measure: '', horizon: 'short' };

  it('takes over what the other changed where I wrote nothing', () => {
    assert.deepEqual(mergeFields(base, { ...base, words: 'Gå ut varje dag' }, { ...base, measure: 'Varje vecka' }), {
      taken: ['measure'],
      clashing: [],
    });
  });
  it('asks where both have written, and only there', () => {
    const theirs = { words: 'Gå ut med Annika', measure: 'Varje vecka', horizon: 'short' };
    assert.deepEqual(mergeFields(base, { ...base, words: 'Gå ut varje dag' }, theirs), {
      taken: ['measure'],
      clashing: ['words'],
    });
  });
  it('has nothing to ask when both wrote the same', () => {
    const both = { ...base, words: 'Gå ut varje dag' };
    assert.deepEqual(mergeFields(base, both, both), { taken: [], clashing: [] });
  });
  it('knows a time by its instant, not by how it was typed', () => {
    assert.ok(
      same(
        { text: 'imorgon 14', at: '2026-11-25T13:00:00.000Z' },
        { text: '25/11 14', at: '2026-11-25T13:00:00.000Z' },
      ),
    );
    assert.ok(!same({ text: 'blä', at: null }, { text: '', at: null }));
  });
});

describe('both texts put together', () => {
  it('loses no word of either', () => {
    assert.equal(bothTexts('', 'Gå ut', 'Träffa vänner'), 'Gå ut\n\nTräffa vänner');
    assert.equal(bothTexts('Gå på torget', 'Gå ut', 'Träffa vänner'), 'Gå ut\n\nTräffa vänner');
  });
  it('does not say the same twice', () => {
    assert.equal(bothTexts('', 'Gå ut', 'Gå ut varje dag'), 'Gå ut varje dag');
    assert.equal(bothTexts('', 'Gå ut varje dag', ''), 'Gå ut varje dag');
    assert.equal(bothTexts('Gå\n\nSova', 'Gå ut\n\nSova', 'Gå hem\n\nSova'), 'Gå hem ut\n\nSova');
  });
  it('puts what both have added where they wrote it', () => {
    assert.equal(
      bothTexts('Skorna trycker.', 'Skorna trycker. Sover sittande.', 'Skorna trycker. Vikten stiger.'),
      'Skorna trycker. Vikten stiger. Sover sittande.',
    );
    assert.equal(bothTexts('ett tre', 'ett två tre', 'ett tre fyra'), 'ett två tre fyra');
  });
  it('does not grow when the same two meet again and again: it once doubled each time', () => {
    let text = 'början';
    for (let n = 0; n < 20; n += 1) text = bothTexts(text, `${text} a${n}`, `${text} b${n}`);
    assert.equal(text.split(' ').length, 41);
  });
});
