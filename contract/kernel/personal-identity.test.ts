import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import library from 'personnummer';
import {
  birthDateOf,
  formatPersonnummer,
  isOfficialTestNumber,
  luhnCheckDigit,
  parsePersonalIdentity,
} from './personal-identity.ts';

const TODAY = '2026-11-21';
// The library is CommonJS whose export is the class itself, while its types say there is a default inside.
const personnummer = library as unknown as { valid(text: string): boolean };
const read = (text: string, today = TODAY) => parsePersonalIdentity(text, today);
const accepted = (kind: string, value: string) => ({ ok: true, kind, value });
const refused = (reason: string) => ({ ok: false, reason });
const lines = (file: string) => {
  const url = new URL(`../../../shared/data/${file}`, import.meta.url);
  return existsSync(url)
    ? readFileSync(url, 'utf8')
        .split('\n')
        .filter((line) => /^\d{12}$/.test(line))
    : undefined;
};
const day = fc.date({ min: new Date('1890-01-01'), max: new Date('2026-11-20'), noInvalidDate: true });
const number = fc.tuple(day, fc.integer({ min: 1, max: 999 })).map(([date, individual]) => {
  const stem = date.toISOString().slice(0, 10).replaceAll('-', '') + String(individual).padStart(3, '0');
  return stem + luhnCheckDigit(stem.slice(2));
});

describe('personal identity', () => {
  it('takes the usual ways of writing to twelve digits', () => {
    const ways = [
      '191212121212',
      '19121212-1212',
      '121212+1212',
      ' 19121212 1212 ',
      '1912-12-12-1212',
      '19121212–1212',
    ];
    for (const way of ways) assert.deepEqual(read(way), accepted('personnummer', '191212121212'), way);
    assert.equal(formatPersonnummer('191212121212'), '19121212-1212');
    assert.throws(() => formatPersonnummer('1212121212'), RangeError);
  });

  it('settles the century of ten digits by sign and by the day it is read', () => {
    assert.deepEqual(read('121212-1212'), accepted('personnummer', '201212121212'));
    assert.deepEqual(read('121212-1212', '2011-06-01'), accepted('personnummer', '191212121212'));
    assert.deepEqual(read('1212121212', '2012-12-11'), accepted('personnummer', '191212121212'));
    assert.deepEqual(read('1212121212', '2012-12-12'), accepted('personnummer', '201212121212'));
    assert.deepEqual(read('121212-1212', '2012-12-11'), refused('future'));
  });

  it('says what is wrong', () => {
    for (const text of ['', '1212', '19121212-121', 'hej', '19121212-000X', '191212120004']) {
      assert.deepEqual(read(text), refused('shape'), text);
    }
    assert.deepEqual(read('20230229-1234'), refused('date'));
    assert.deepEqual(read('19001301-1234'), refused('date'));
    assert.deepEqual(read('17121212-1212'), refused('date'));
    assert.deepEqual(read('191212121213'), refused('checksum'));
    assert.deepEqual(read('20991212-1212'), refused('checksum'));
    assert.deepEqual(read(`20991212-121${luhnCheckDigit('991212121')}`), refused('future'));
  });

  it('takes a samordningsnummer, also with unknown day or month', () => {
    assert.deepEqual(read('196109732393'), accepted('samordningsnummer', '196109732393'));
    assert.equal(birthDateOf('196109732393'), '1961-09-13');
    for (const stem of ['500060239', '500160239', '500091239']) {
      const value = `19${stem}${luhnCheckDigit(stem)}`;
      assert.deepEqual(read(value), accepted('samordningsnummer', value));
      assert.equal(birthDateOf(value), undefined);
    }
    for (const stem of ['501361239', '500192239']) {
      assert.deepEqual(read(`19${stem}${luhnCheckDigit(stem)}`), refused('date'));
    }
  });

  it('takes a nationellt reservnummer with known and unknown birth date', () => {
    assert.deepEqual(read('98240301AA06'), accepted('reservnummer', '98240301AA06'));
    assert.deepEqual(read('98240301-aa06'), accepted('reservnummer', '98240301AA06'));
    assert.equal(birthDateOf('98240301AA06'), '2024-03-01');
    assert.equal(birthDateOf('22240301AA06'), '1924-03-01');
    assert.deepEqual(read('00122540ABX3'), accepted('reservnummer', '00122540ABX3'));
    assert.equal(birthDateOf('00122540ABX3'), undefined);
    assert.deepEqual(read('98240230AA06'), refused('date'));
    assert.deepEqual(read('00122560ABX3'), refused('date'));
    assert.deepEqual(read('98270301AA06'), refused('future'));
    assert.deepEqual(read('24240301AA06'), refused('shape'));
    assert.deepEqual(read('98240301OO06'), refused('shape'));
  });

  it('takes a reserve number with the date written out, as HL7 Sweden publishes one', () => {
    // hl7se.fhir.base 1.1.0, Patient-PatientExample20210325K069; the others are Västra Götaland's own three examples.
    assert.deepEqual(read('20210325K069'), accepted('reservnummer', '20210325K069'));
    assert.equal(birthDateOf('20210325K069'), '2021-03-25');
    assert.equal(formatPersonnummer('20210325K069'), '20210325-K069');
    for (const value of ['19810829M070', '19450829K087', '19930829X801'])
      assert.deepEqual(read(value), accepted('reservnummer', value));
    for (const way of ['20210325-K069', '20210325-k069', '2021-03-25-K069', ' 20210325 k069 '])
      assert.deepEqual(read(way), accepted('reservnummer', '20210325K069'), way);
    assert.deepEqual(read('20210230K069'), refused('date'));
    assert.deepEqual(read('17210325K069'), refused('date'));
    assert.deepEqual(read('20270325K069'), refused('future'));
    for (const text of ['20210325A069', '20210325KK69', '210325K069', '20210325K06', '20210385K0699'])
      assert.deepEqual(read(text), refused('shape'), text);
  });

  it('agrees with the library personnummer on any twelve digits of a past day', () => {
    const wild = fc.tuple(fc.integer({ min: 1890, max: 2020 }), fc.stringMatching(/^[01]\d[0-9]\d\d{4}$/));
    fc.assert(
      fc.property(
        fc.oneof(
          number,
          wild.map(([year, rest]) => `${year}${rest}`),
        ),
        (text) => {
          const unknownPart = text.slice(4, 6) === '00' || text.slice(6, 8) === '60';
          fc.pre(!unknownPart && !(Number(text.slice(6, 8)) > 60 && birthDateOf(text) === undefined)); // the library refuses what Skatteverket gives
          assert.equal(read(text).ok, personnummer.valid(text));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('reads back what it shows, and every single wrong digit is caught', () => {
    fc.assert(
      fc.property(number, fc.integer({ min: 2, max: 11 }), fc.integer({ min: 1, max: 9 }), (value, at, step) => {
        assert.deepEqual(read(formatPersonnummer(value)), accepted('personnummer', value));
        const sign = Number(TODAY.slice(0, 4)) - Number(value.slice(0, 4)) >= 100 ? '+' : '-';
        assert.deepEqual(read(`${value.slice(2, 8)}${sign}${value.slice(8)}`), accepted('personnummer', value));
        const wrong = value.slice(0, at) + ((Number(value[at]) + step) % 10) + value.slice(at + 1);
        assert.equal(read(wrong).ok, false);
      }),
    );
  });

  it('takes every official test number', (t) => {
    const people = lines('test-personnummer.txt');
    const coordination = lines('test-samordningsnummer.txt');
    if (!people || !coordination) return t.skip('the lists are not here');
    assert.ok(people.length > 1000 && coordination.length > 100);
    for (const value of people) {
      assert.deepEqual(read(value), accepted('personnummer', value));
      assert.ok(isOfficialTestNumber(value), value);
    }
    for (const value of coordination) assert.deepEqual(read(value), accepted('samordningsnummer', value));
    return undefined;
  });

  it('tells a test number from others', () => {
    assert.equal(isOfficialTestNumber('189001019802'), true);
    assert.equal(isOfficialTestNumber('191212121212'), false);
    assert.equal(isOfficialTestNumber('189001019803'), false);
  });
});
