import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { dateOfDayNumber, dayNumberOf, weekdayOf } from './calendar-days.ts';
import { easterOf, holidayOn, holidaysOf, isWorkingDay } from './holidays.ts';

/** The moving days, written out by hand and not by any rule. */
const ALMANAC: readonly (readonly [number, string, string, string, string, string, string])[] = [
  // year, Easter Sunday, Ascension, Whit Sunday, Midsummer Eve, Midsummer Day, All Saints' Day
  [2024, '03-31', '05-09', '05-19', '06-21', '06-22', '11-02'],
  [2025, '04-20', '05-29', '06-08', '06-20', '06-21', '11-01'],
  [2026, '04-05', '05-14', '05-24', '06-19', '06-20', '10-31'],
  [2027, '03-28', '05-06', '05-16', '06-25', '06-26', '11-06'],
  [2028, '04-16', '05-25', '06-04', '06-23', '06-24', '11-04'],
  [2029, '04-01', '05-10', '05-20', '06-22', '06-23', '11-03'],
  [2030, '04-21', '05-30', '06-09', '06-21', '06-22', '11-02'],
];
const anyYear = fc.integer({ min: 1990, max: 2400 });

describe('Swedish holidays', () => {
  it('are those of the almanac 2024–2030', () => {
    for (const [year, easter, ascension, whit, midsummerEve, midsummer, saints] of ALMANAC) {
      const on = (sv: string) =>
        holidaysOf(year)
          .find((holiday) => holiday.sv === sv)
          ?.date.slice(5);
      assert.equal(on('Påskdagen'), easter);
      assert.equal(on('Kristi himmelsfärdsdag'), ascension);
      assert.equal(on('Pingstdagen'), whit);
      assert.equal(on('Midsommarafton'), midsummerEve);
      assert.equal(on('Midsommardagen'), midsummer);
      assert.equal(on('Alla helgons dag'), saints);
      assert.equal(holidaysOf(year).filter((holiday) => holiday.kind === 'public').length, 13);
      assert.equal(holidaysOf(year).filter((holiday) => holiday.kind === 'eve').length, 4);
    }
  });

  it('are these in 2026, in order', () => {
    assert.deepEqual(
      holidaysOf(2026).map((holiday) => `${holiday.date} ${holiday.sv}`),
      [
        '2026-01-01 Nyårsdagen',
        '2026-01-06 Trettondedag jul',
        '2026-04-03 Långfredagen',
        '2026-04-04 Påskafton',
        '2026-04-05 Påskdagen',
        '2026-04-06 Annandag påsk',
        '2026-05-01 Första maj',
        '2026-05-14 Kristi himmelsfärdsdag',
        '2026-05-24 Pingstdagen',
        '2026-06-06 Sveriges nationaldag',
        '2026-06-19 Midsommarafton',
        '2026-06-20 Midsommardagen',
        '2026-10-31 Alla helgons dag',
        '2026-12-24 Julafton',
        '2026-12-25 Juldagen',
        '2026-12-26 Annandag jul',
        '2026-12-31 Nyårsafton',
      ],
    );
  });

  it('had Whit Monday until 2004 and have the national day since 2005', () => {
    assert.equal(holidayOn('2004-05-31')?.sv, 'Annandag pingst');
    assert.equal(holidayOn('2004-06-06'), undefined);
    assert.equal(holidayOn('2005-05-16'), undefined);
    assert.equal(holidayOn('2005-06-06')?.en, 'National Day of Sweden');
  });

  it('name the source of each, and both when two meet', () => {
    for (const holiday of holidaysOf(2026))
      assert.match(holiday.source, holiday.kind === 'eve' ? /1930:173/ : /1989:253/);
    assert.deepEqual(
      holidaysOf(2008)
        .filter((holiday) => holiday.date === '2008-05-01')
        .map((holiday) => holiday.sv),
      ['Första maj', 'Kristi himmelsfärdsdag'],
    );
    assert.equal(holidayOn('2008-05-01')?.kind, 'public');
  });

  it('fall on the weekdays that the act gives them', () => {
    fc.assert(
      fc.property(anyYear, (year) => {
        const weekday = (sv: string) =>
          weekdayOf(dayNumberOf(holidaysOf(year).find((holiday) => holiday.sv === sv)?.date ?? ''));
        assert.equal(weekday('Påskdagen'), 7);
        assert.equal(weekday('Kristi himmelsfärdsdag'), 4);
        assert.equal(weekday('Midsommardagen'), 6);
        assert.equal(weekday('Alla helgons dag'), 6);
        const easter = dateOfDayNumber(easterOf(year)).slice(5);
        assert.ok(easter >= '03-22' && easter <= '04-25');
      }),
    );
  });

  it('leave Monday to Friday, eves excepted, for work', () => {
    assert.equal(isWorkingDay('2026-11-20'), true);
    assert.equal(isWorkingDay('2026-11-21'), false);
    assert.equal(isWorkingDay('2026-12-24'), false);
    assert.equal(isWorkingDay('2026-12-28'), true);
    assert.equal(isWorkingDay('2026-06-19'), false);
  });

  it('know which dates exist', () => {
    for (const text of ['2026-02-29', '2026-13-01', '2026-2-3', '', '2026-02-30']) {
      assert.throws(() => dayNumberOf(text), RangeError, text);
    }
    fc.assert(fc.property(fc.integer({ min: 0, max: 100_000 }), (day) => dayNumberOf(dateOfDayNumber(day)) === day));
    assert.equal(weekdayOf(dayNumberOf('2026-11-21')), 6);
  });
});
