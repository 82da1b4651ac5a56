import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { certain, joined } from './dictation.ts';

const result = (isFinal: boolean, transcript: string) => Object.assign([{ transcript }], { isFinal });

describe('what is said', () => {
  it('stands after what is written, as one would write it', () => {
    assert.equal(joined('', 'jag vill bo hemma'), 'Jag vill bo hemma');
    assert.equal(joined('Jag vill', 'bo hemma'), 'Jag vill bo hemma');
    assert.equal(joined('Jag vill bo hemma.', 'åsa hjälper mig'), 'Jag vill bo hemma. Åsa hjälper mig');
    assert.equal(joined('Ett\n', 'två'), 'Ett\ntvå');
    assert.equal(joined('Ett', ''), 'Ett');
  });
  it('counts once, and when it is certain', () => {
    const results = [result(true, ' ett '), result(true, 'två'), result(false, 'tre')];
    assert.equal(certain({ resultIndex: 0, results }), 'ett två');
    assert.equal(certain({ resultIndex: 1, results }), 'två');
    assert.equal(certain({ resultIndex: 2, results }), '');
  });
});
