import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stockholmInstant, toStockholmIso } from '../../contract/kernel/time.ts';
import { readTime } from './read-time.ts';

// A Tuesday in November, half past two.
const now = stockholmInstant('2026-11-24', '14:30');
const said = (text: string, time?: string): string | null => {
  const read = readTime(text, now, time ? { time } : {});
  return read === null ? null : toStockholmIso(read).slice(0, 16).replace('T', ' ');
};

describe('a time as people type it', () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ['imorgon 14', '2026-11-25 14:00'],
    ['i morgon kl 9.30', '2026-11-25 09:30'],
    ['Imorgon', '2026-11-25 16:00'],
    ['i övermorgon 8', '2026-11-26 08:00'],
    ['idag 16', '2026-11-24 16:00'],
    ['i dag', '2026-11-24 16:00'],
    ['fre 9', '2026-11-27 09:00'],
    ['fredag 9.15', '2026-11-27 09:15'],
    ['på fredag', '2026-11-27 16:00'],
    ['nästa fredag 9', '2026-12-04 09:00'],
    ['tis 16', '2026-11-24 16:00'],
    ['lör', '2026-11-28 16:00'],
    ['15/3', '2027-03-15 16:00'],
    ['15/12 14', '2026-12-15 14:00'],
    ['15/3 2027 9.30', '2027-03-15 09:30'],
    ['3 mars 2027 kl 13', '2027-03-03 13:00'],
    ['den 3 mars', '2027-03-03 16:00'],
    ['25 november', '2026-11-25 16:00'],
    ['1 maj 10', '2027-05-01 10:00'],
    ['2026-12-24 15:00', '2026-12-24 15:00'],
    ['2026-12-24', '2026-12-24 16:00'],
    ['om 2 h', '2026-11-24 16:30'],
    ['om två timmar', '2026-11-24 16:30'],
    ['om 45 min', '2026-11-24 15:15'],
    ['om 3 dagar', '2026-11-27 16:00'],
    ['om en vecka', '2026-12-01 16:00'],
    ['om en vecka kl 10', '2026-12-01 10:00'],
    ['om 3 månader', '2027-02-24 16:00'],
    ['om ett år', '2027-11-24 16:00'],
    ['16', '2026-11-24 16:00'],
    ['9.30', '2026-11-25 09:30'],
    ['tomorrow 2pm', '2026-11-25 14:00'],
    ['fri 9:30', '2026-11-27 09:30'],
    ['next monday', '2026-11-30 16:00'],
    ['in 2 hours', '2026-11-24 16:30'],
    ['3 March 2027 at 13', '2027-03-03 13:00'],
    ['', null],
    ['snart', null],
    ['31/2', null],
    ['29/2 2027', null],
    ['imorgon 25', null],
    ['imorgon 14 eller 15', null],
    ['25:99', null],
    ['fredag tisdag', null],
  ];
  for (const [text, expected] of cases)
    it(`“${text}” is ${expected ?? 'not guessed at'}`, () => assert.equal(said(text), expected));

  it('keeps 14 on the wall when the clocks change', () => {
    const saturday = stockholmInstant('2026-10-24', '12:00');
    const read = readTime('imorgon 14', saturday);
    assert.equal(read === null ? '' : toStockholmIso(read), '2026-10-25T14:00:00+01:00');
  });

  it('takes a day alone at the time the form means', () => assert.equal(said('15/12', '23:59'), '2026-12-15 23:59'));

  it('takes today, said in the evening, as the rest of today', () => {
    const evening = stockholmInstant('2026-11-24', '19:00');
    assert.equal(readTime('i dag', evening), stockholmInstant('2026-11-24', '23:59'));
  });
});
