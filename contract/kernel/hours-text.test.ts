import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readHours, writeHours } from './hours-text.ts';
import { isOpen, type Hours, type Opening, type OpeningDay } from './opening-hours.ts';
import { seededRandom } from './seeded-random.ts';

describe('opening hours as one line', () => {
  test('as people write them', () => {
    const hours = readHours('mån-fre 8-16.30; lör 10-14; helgdag 10–12; 2026-12-24 stängt');
    assert.ok(hours);
    assert.equal(writeHours(hours), 'mån–fre 8–16.30; lör 10–14; helgdag 10–12; 2026-12-24 stängt');
    assert.equal(writeHours(hours, 'en'), 'Mon–Fri 8–16.30; Sat 10–14; holiday 10–12; 2026-12-24 closed');
    assert.equal(isOpen(hours, Date.parse('2026-10-05T14:29:00Z')), true);
    assert.equal(isOpen(hours, Date.parse('2026-10-05T14:31:00Z')), false);
    assert.deepEqual(readHours('dygnet runt'), { kind: 'always' });
    assert.equal(writeHours(readHours('vardagar 8–12, 13–17') ?? assert.fail()), 'mån–fre 8–12, 13–17');
    assert.equal(writeHours(readHours('Måndagar och onsdagar 09:00–12:00') ?? assert.fail()), 'mån, ons 9–12');
    assert.equal(writeHours(readHours('alla dagar 22-06') ?? assert.fail()), 'mån–sön, helgdag, helgdagsafton 22–6');
  });

  test('what cannot be read says nothing', () => {
    for (const text of [
      '',
      'ibland',
      'mån 8',
      'mån 25-26',
      'fre-mån 8-12',
      '2026-02-30 8-12',
      'mån 8-8',
      'mån 8-16 ungefär',
      'mån 8.70-9',
    ])
      assert.equal(readHours(text), undefined, text);
  });

  test('what is written reads back to the same openings, at every hour of a year with its holidays', () => {
    const random = seededRandom('hours');
    const days: OpeningDay[] = [1, 2, 3, 4, 5, 6, 7, 'holiday', 'eve'];
    const span = (): Opening => {
      const from = random.int(0, 22);
      return {
        from: `${String(from).padStart(2, '0')}:${['00', '15', '30'][random.int(0, 2)]}`,
        to: `${String(random.int(from + 1, 24)).padStart(2, '0')}:00`,
      };
    };
    for (let n = 0; n < 60; n++) {
      const hours: Hours = {
        kind: 'weekly',
        openings: Array.from({ length: random.int(0, 4) }, () => ({
          on: days.filter(() => random.chance(0.4)),
          ...span(),
        })).filter(({ on }) => on.length > 0),
        ...(random.chance(0.3) ? { holidays: 'as_weekday' as const } : {}),
        ...(random.chance(0.4) ? { dates: { '2026-12-24': random.chance(0.5) ? [] : [span()] } } : {}),
      };
      for (const language of ['sv', 'en'] as const) {
        const again = readHours(writeHours(hours, language));
        assert.ok(again, writeHours(hours, language));
        for (let at = Date.parse('2026-12-01T00:10:00Z'); at < Date.parse('2027-01-10T00:00:00Z'); at += 3_600_000)
          assert.equal(isOpen(again, at), isOpen(hours, at), `${writeHours(hours)} at ${new Date(at).toISOString()}`);
      }
    }
  });
});
