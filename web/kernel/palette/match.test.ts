import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { best, fit } from './match.ts';

const units = [
  'Hemsjukvården Öst',
  'Hemsjukvården Södra',
  'Vårdcentralen Ängen',
  'Vårdcentralen Norr',
  'Biståndsenheten Åby',
  'Avdelning 12',
];
const find = (typed: string): string[] => best(units, typed, (name) => ({ name }), 10);

describe('what is typed in the box', () => {
  test('a word is found by its beginning, several words by each of theirs, in any order', () => {
    assert.deepEqual(find('hemsj'), ['Hemsjukvården Öst', 'Hemsjukvården Södra']);
    assert.deepEqual(find('öst hem'), ['Hemsjukvården Öst']);
    assert.deepEqual(find('12'), ['Avdelning 12']);
  });
  test('å, ä and ö are letters of their own, and whoever has none finds them all the same', () => {
    assert.deepEqual(find('äng'), ['Vårdcentralen Ängen']);
    assert.deepEqual(find('sodra'), ['Hemsjukvården Södra']);
    assert.deepEqual(find('aby'), ['Biståndsenheten Åby']);
    assert.ok((fit('öst', 'Öst') ?? 9) < (fit('ost', 'Öst') ?? 0), 'as it is spelt comes first');
  });
  test('one typo is forgiven in a word of four letters, two in one of eight, none in a short one', () => {
    assert.deepEqual(find('vardcentarlen norr'), ['Vårdcentralen Norr']);
    assert.deepEqual(find('hemsjkuvården öst'), ['Hemsjukvården Öst']);
    assert.deepEqual(find('sdöra'), ['Hemsjukvården Södra']);
    assert.deepEqual(find('ösr'), []);
    assert.deepEqual(find('lemsjuk'), [], 'the first letter is not guessed at');
    assert.deepEqual(find('norrr'), ['Vårdcentralen Norr']);
  });
  test('initials find a name of several words', () => {
    assert.deepEqual(find('vn'), ['Vårdcentralen Norr']);
    assert.deepEqual(find('hö'), ['Hemsjukvården Öst']);
    assert.deepEqual(find('ho'), ['Hemsjukvården Öst'], 'without the marks too');
  });
  test('what stands beside a name is found after the name itself', () => {
    const things = [
      { name: 'Säg till', also: 'signal oro' },
      { name: 'Ny signal', also: '' },
    ];
    assert.deepEqual(
      best(things, 'signal', (one) => one, 5).map(({ name }) => name),
      ['Ny signal', 'Säg till'],
    );
  });
  test('nothing typed leaves all as it stands, and nonsense finds nothing', () => {
    assert.deepEqual(find(''), units);
    assert.deepEqual(find('xqzw'), []);
  });
});
