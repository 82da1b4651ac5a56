import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Section } from '../../contract/plans.ts';
import { answeredOf, mayChange, othersSections, ownSection, questionsFor } from './prepare-questions.ts';

const own = '00000000-0000-0000-0000-000000000000';
const section = (words: string, more: Partial<Section> = {}): Section => ({
  id: words,
  version: 1,
  kind: 'works',
  words,
  saidBy: 'person',
  relativeId: null,
  author: { id: own, name: '', tag: '' },
  ...more,
});
const person = { relativeId: null, speaks: 'person' as const };
const daughter = { relativeId: 'anna', speaks: null };
const sections = [
  section('Maten'),
  section('Hon äter lite', { relativeId: 'anna', saidBy: 'relative' }),
  section('Promenaden', { author: { id: 'unit', name: 'Hemsjukvården', tag: 'HS' } }),
  section('', { kind: 'worries' }),
];

describe('the preparation of a meeting', () => {
  it('asks the person first what matters, and a relative only of the meeting', () => {
    assert.equal(questionsFor(true)[0], 'voice');
    assert.equal(questionsFor(false).length, 7);
  });
  it('gives each their own text to write on, beside what others have written', () => {
    assert.equal(ownSection(sections, 'works', person)?.words, 'Maten');
    assert.equal(ownSection(sections, 'works', daughter)?.words, 'Hon äter lite');
    assert.deepEqual(
      othersSections(sections, 'works', daughter).map(({ words }) => words),
      ['Maten', 'Promenaden'],
    );
  });
  it('lets the person change what staff wrote, and nobody what a relative wrote', () => {
    assert.deepEqual(
      sections.map((one) => mayChange(one, person)),
      [true, false, true, true],
    );
    assert.deepEqual(
      sections.map((one) => mayChange(one, daughter)),
      [false, true, false, false],
    );
  });
  it('counts a question as answered when there are words, whoever said them', () =>
    assert.deepEqual([...answeredOf(questionsFor(true), { sections }, true)], ['voice', 'works']));
});
