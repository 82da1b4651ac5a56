import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stockholmInstant } from '../../contract/kernel/time.ts';
import { ageOf, calendarWord, dateWord, fullTimeWord, momentWord, timeWord } from './time-words.ts';

const now = stockholmInstant('2026-11-24', '14:30');
const at = (date: string, time: string): number => stockholmInstant(date, time);

describe('times in words', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['2026-11-24', '14:30', 'nu', 'now'],
    ['2026-11-24', '14:55', 'om 25 min', 'in 25 min'],
    ['2026-11-24', '16:30', 'om 2 h', 'in 2 h'],
    ['2026-11-24', '21:00', 'i dag 21.00', 'today 21:00'],
    ['2026-11-25', '09:30', 'i morgon 9.30', 'tomorrow 9:30'],
    ['2026-11-27', '09:30', 'fredag 9.30', 'Friday 9:30'],
    ['2026-12-24', '15:00', '24 december', '24 December'],
    ['2027-03-03', '15:00', '3 mars 2027', '3 March 2027'],
    ['2026-11-24', '14:29', '1 min sen', '1 min ago'],
    ['2026-11-24', '12:30', '2 h sen', '2 h ago'],
    ['2026-11-23', '09:00', 'i går 9.00', 'yesterday 9:00'],
    ['2026-11-21', '09:00', '3 dagar sen', '3 days ago'],
    ['2026-03-03', '09:00', '3 mars', '3 March'],
    ['2025-03-03', '09:00', '3 mars 2025', '3 March 2025'],
  ];
  for (const [date, time, sv, en] of cases) {
    it(`${date} ${time} is “${sv}”`, () => assert.equal(timeWord(at(date, time), now, 'sv'), sv));
    it(`${date} ${time} is “${en}”`, () => assert.equal(timeWord(at(date, time), now, 'en'), en));
  }

  it('counts days on the calendar of Stockholm, not in UTC', () => {
    // 23:30 UTC is already tomorrow in Stockholm.
    assert.equal(timeWord(Date.parse('2026-11-24T23:30:00Z'), now, 'sv'), 'i morgon 0.30');
  });

  it('tells the moment of what happened', () => {
    assert.equal(momentWord(at('2026-11-24', '09:02'), now, 'sv'), 'i dag 9.02');
    assert.equal(momentWord(at('2026-11-18', '09:30'), now, 'sv'), 'onsdag 18 november 9.30');
    assert.equal(momentWord(at('2025-01-02', '09:30'), now, 'en'), '2 January 2025 at 9:30');
  });

  it('writes whole dates', () => {
    assert.equal(dateWord(at('2026-03-03', '09:00'), 'sv'), '3 mars 2026');
    assert.equal(fullTimeWord(at('2026-03-03', '09:30'), 'sv'), 'tisdag 3 mars 2026 kl. 9.30');
    assert.equal(calendarWord('1912-12-12', 'sv'), '12 december 1912');
  });

  it('counts age to the day', () => {
    assert.equal(ageOf('1940-11-24', now), 86);
    assert.equal(ageOf('1940-11-25', now), 85);
  });
});
