import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LogLine } from '../../contract/people.ts';
import { actionWord, csvOf, logDays } from './log-lines.ts';
import { sharedParts } from './shared-parts.ts';
import { signalWords } from './signal-words.ts';

describe('what the person tells', () => {
  it('stands whole in the line when it is short', () =>
    assert.deepEqual(signalWords('Jag känner mig inte trygg', 'Ramlade i natt'), {
      what: 'Jag känner mig inte trygg: Ramlade i natt',
      detail: '',
    }));
  it('keeps every word of a long story', () => {
    const story = 'Det började i måndags. '.repeat(30);
    const { what, detail } = signalWords('Något har ändrats', story);
    assert.ok(what.length <= 300);
    assert.equal(detail, story.trim());
  });
  it('keeps the lines as they were written', () => assert.equal(signalWords('A', 'b\nc').detail, 'b\nc'));
});

const line = (at: string, more: Partial<LogLine> = {}): LogLine => ({
  seq: 1,
  at,
  action: 'person.read',
  kind: 'staff',
  name: 'Karin',
  title: null,
  unitId: 'u',
  role: null,
  purpose: 'care',
  opened: true,
  tie: 'circle',
  bases: [],
  ...more,
});

describe('who has read', () => {
  it('tells the same doing in a row once, a day at a time', () => {
    const days = logDays(
      [
        line('2026-11-24T10:00:00Z'),
        line('2026-11-24T09:00:00Z'),
        line('2026-11-24T08:00:00Z', { name: 'Johan' }),
        line('2026-11-23T22:30:00Z', { name: 'Johan' }),
        line('2026-11-23T10:00:00Z'),
      ],
      ({ name, action }) => `${name} ${action}`,
    );
    assert.deepEqual(
      days.map(({ date, groups }) => [date, groups.map(({ first, times }) => [first.name, times])]),
      [
        [
          '2026-11-24',
          [
            ['Karin', 2],
            ['Johan', 1],
          ],
        ],
        [
          '2026-11-23',
          [
            ['Johan', 1],
            ['Karin', 1],
          ],
        ],
      ],
    );
  });
  it('has a word for every action, also one it does not know', () => {
    const words = { 'plan.read': 'läste planen', plan: 'skrev i planen', other: 'såg uppgifter' };
    assert.equal(actionWord('plan.read', words), 'läste planen');
    assert.equal(actionWord('plan.goal', words), 'skrev i planen');
    assert.equal(actionWord('new.thing', words), 'såg uppgifter');
  });
  it('saves a file in which nothing is taken for a formula', () =>
    assert.equal(csvOf([['=1+1', 'Ett "ord"']]), '\uFEFF"\'=1+1";"Ett ""ord"""\r\n'));
});

describe('what someone close is shown', () => {
  const empty = {
    relatives: [],
    voice: { latest: null, count: 0 },
    circle: [],
    needs: [],
    promises: [],
    plan: null,
    consents: [],
  };
  it('is told by name when the answer names it', () => {
    const relatives = [{ shares: [{ part: 'plan' }] }] as never;
    assert.deepEqual([...sharedParts({ ...empty, relatives })], ['plan']);
  });
  it('is else what there is to see, but not one’s own promises', () => {
    const own = [{ fromKind: 'relative', toKind: 'unit' }] as never;
    const units = [{ fromKind: 'unit', toKind: 'unit' }] as never;
    assert.deepEqual([...sharedParts({ ...empty, promises: own })], []);
    assert.deepEqual([...sharedParts({ ...empty, promises: units })], ['promises']);
  });
});
