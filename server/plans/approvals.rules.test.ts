import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ageOn, lackingYes, ownVoice, speaksBeside, latestWords, refuseVoice, type Said } from './approvals.rules.ts';

const said = (id: string, more: Partial<Said> = {}): Said => ({
  id,
  partId: null,
  byKind: 'person',
  relativeId: null,
  answer: 'yes',
  ...more,
});
const ids = (all: readonly Said[]): string[] => all.map(({ id }) => id);

describe('the yes and no to a plan', () => {
  it('is the latest word of each who may speak, whole plan first', () => {
    const all = [
      said('3', { answer: 'no' }),
      said('1'),
      said('2', { partId: 'p' }),
      said('4', { byKind: 'guardian', relativeId: 'a' }),
      said('5', { byKind: 'guardian', relativeId: 'b' }),
    ];
    assert.deepEqual(ids(latestWords(all, null)), ['3', '4', '5', '2']);
  });
  it('to the whole plan ends when the plan is revised; to one intervention it stands', () =>
    assert.deepEqual(ids(latestWords([said('1'), said('2', { partId: 'p', answer: 'no' }), said('4')], '3')), [
      '4',
      '2',
    ]));

  it('is the person’s own: nobody else’s yes goes over a no', () => {
    assert.deepEqual(lackingYes('no', { trustee: 'yes', guardiansMissing: null, speaksToo: true }), {
      person: true,
      guardians: false,
    });
    assert.deepEqual(lackingYes('not_asked', { trustee: 'yes', guardiansMissing: null, speaksToo: true }), {
      person: false,
      guardians: false,
    });
    assert.deepEqual(lackingYes('not_asked', { trustee: 'no', guardiansMissing: null, speaksToo: true }), {
      person: true,
      guardians: false,
    });
    assert.deepEqual(lackingYes('yes', undefined), { person: false, guardians: false });
    assert.deepEqual(lackingYes('not_asked', undefined), { person: true, guardians: false });
  });
  it('of a child is each guardian’s, and from fifteen the child’s own beside', () => {
    assert.deepEqual(lackingYes('not_asked', { trustee: null, guardiansMissing: 1, speaksToo: false }), {
      person: false,
      guardians: true,
    });
    assert.deepEqual(lackingYes('not_asked', { trustee: null, guardiansMissing: 0, speaksToo: false }), {
      person: false,
      guardians: false,
    });
    assert.deepEqual(lackingYes('not_asked', { trustee: null, guardiansMissing: 0, speaksToo: true }), {
      person: true,
      guardians: false,
    });
    assert.deepEqual(lackingYes('yes', { trustee: null, guardiansMissing: 2, speaksToo: true }), {
      person: false,
      guardians: true,
    });
  });

  it('is said in one’s own name by sign-in, and noted by staff as it was said', () => {
    const own = { how: 'own', byKind: 'person', relativeId: null } as const;
    const noted = { how: 'oral', byKind: 'guardian', relativeId: 'a' } as const;
    assert.equal(refuseVoice({ caller: 'person', speaks: 'person', relativeId: null }, own), null);
    assert.equal(refuseVoice({ caller: 'staff', speaks: null, relativeId: null }, noted), null);
    assert.equal(refuseVoice({ caller: 'staff', speaks: null, relativeId: null }, own), 'invalid');
    assert.equal(
      refuseVoice({ caller: 'person', speaks: 'person', relativeId: null }, { ...own, how: 'written' }),
      'invalid',
    );
    assert.equal(refuseVoice({ caller: 'relative', speaks: null, relativeId: 'd' }, own), 'not_allowed');
    assert.equal(
      refuseVoice({ caller: 'relative', speaks: 'guardian', relativeId: 'a' }, { ...noted, how: 'own' }),
      null,
    );
    assert.equal(
      refuseVoice({ caller: 'relative', speaks: 'guardian', relativeId: 'b' }, { ...noted, how: 'own' }),
      'not_allowed',
    );
  });

  it('a child answers beside the guardians from the age of the rule in force, which is dated and has a source', () => {
    const day = Date.parse('2026-11-22T12:00:00Z');
    assert.deepEqual(
      ['2011-11-22', '2011-11-23'].map((born) => speaksBeside(born, day)),
      [true, false],
    );
    assert.equal(speaksBeside('1980-01-01', Date.parse('2001-06-01T12:00:00Z')), false, 'before any rule began');
    assert.deepEqual(
      ownVoice.map(({ from }) => from),
      ownVoice.map(({ from }) => from).toSorted(),
    );
  });

  it('knows the age on the birthday and the day before, by the Swedish calendar', () => {
    assert.equal(ageOn('2010-11-22', Date.parse('2026-11-21T22:30:00Z')), 15);
    assert.equal(ageOn('2010-11-22', Date.parse('2026-11-21T23:30:00Z')), 16);
  });
});
