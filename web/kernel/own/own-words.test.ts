import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ownWordsOf, typedIn } from './own-words.ts';

describe('What was typed when a page was closed', () => {
  it('is all of it where nothing stood', () => {
    assert.equal(typedIn('', 'Ringer dottern varje kväll.'), 'Ringer dottern varje kväll.');
  });
  it('is without what another had written, wherever it was added', () => {
    assert.equal(
      typedIn('Blir tyst. Äter inte.', 'Blir tyst. Vill inte gå ut. Äter inte. Ring då dottern.'),
      'Vill inte gå ut. … Ring då dottern.',
    );
    assert.equal(typedIn('Blir tyst.', 'Blir tyst.'), '');
    assert.equal(typedIn('Blir tyst.', ''), '');
  });
  it('is told field by field, by the fields’ names, against what the writer saw and not what stands now', () => {
    const labels = new Map([
      ['words', 'Mål'],
      ['measure', 'Hur märks det?'],
      ['horizon', 'När?'],
    ]);
    const typed = new Set(['words', 'measure']);
    const base = { words: 'Gå ut', measure: '', horizon: 'short' };
    const values = { words: 'Gå ut varje dag', measure: '', horizon: 'long', seen: 1, base };
    assert.deepEqual(ownWordsOf({ id: 'plan:1', labels, typed, values, before: { words: 'Sova gott' } }), [
      { label: 'Mål', words: 'varje dag' },
    ]);
  });
});
