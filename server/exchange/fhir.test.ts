import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type * as fhir from '@medplum/fhirtypes';
import type { z } from 'zod';
import { stateOfTask, wayTo } from './codes.rules.ts';
import { dayOf, instantOf } from './dates.rules.ts';
import { Patient, readTypes, type ReadType } from './fhir.rules.ts';
import { modifierIn, unkept } from './unkept.rules.ts';
import { canonical, decode, isTooDeep, masked } from './text.rules.ts';

/** Every valid R4 resource fits what is read: checked by the compiler alone. A `null` among given names is allowed by FHIR's JSON. */
type Fits<T extends ReadType> =
  Extract<fhir.Resource, { resourceType: T }> extends z.input<(typeof readTypes)[T]> ? true : T;
const fits: { [T in ReadType]: Fits<T> } = {
  Organization: true,
  Practitioner: true,
  PractitionerRole: true,
  Patient: true,
  RelatedPerson: true,
  CareTeam: true,
  Consent: true,
  CarePlan: true,
  Goal: true,
  Task: true,
};

describe('what is read of FHIR', () => {
  it('fits every resource of R4', () => assert.deepEqual(Object.keys(fits), Object.keys(readTypes)));

  it('misses nothing that was said', () => {
    const raw = {
      resourceType: 'Patient',
      id: '1',
      text: { div: '<div/>' },
      gender: 'male',
      name: [{ family: 'A', suffix: ['B'] }],
      extension: [{ url: 'urn:other', valueCode: 'x' }],
      contained: [{ resourceType: 'Basic' }],
      photo: [{}],
    };
    const lost = unkept(raw, Patient.parse(raw), 'Patient').map(({ path }) => path);
    assert.deepEqual(lost, [
      'Patient.gender',
      'Patient.name[0].suffix[0]',
      'Patient.extension[0]',
      'Patient.contained[0]',
      'Patient.photo[0]',
    ]);
  });

  it('finds what changes the meaning, however deep', () => {
    assert.equal(modifierIn({ a: [{ b: { modifierExtension: [] } }] }, 'X'), 'X.a[0].b.modifierExtension');
    assert.equal(modifierIn({ a: 1 }, 'X'), undefined);
  });
});

describe('dates of FHIR', () => {
  it('are days that exist', () => {
    assert.deepEqual(
      ['2024-02-29', '2023-02-29', '2023-02-30', '2023-13-01', '2023-02', '2023', 'x', '2023-02-01T25'].map(dayOf),
      ['2024-02-29', undefined, undefined, undefined, undefined, undefined, undefined, undefined],
    );
  });
  it('begin and end at midnight in Stockholm, and so does a time without zone stand there', () => {
    const iso = (text: string, which: 'start' | 'end') => new Date(instantOf(text, which) ?? 0).toISOString();
    assert.equal(iso('2026-03-29', 'start'), '2026-03-28T23:00:00.000Z');
    assert.equal(iso('2026-03-29', 'end'), '2026-03-29T22:00:00.000Z');
    assert.equal(iso('2026-07-01T10:00:00', 'end'), '2026-07-01T08:00:00.000Z');
    assert.equal(iso('2026-07-01T10:00:00.5+03:00', 'end'), '2026-07-01T07:00:00.500Z');
    assert.equal(instantOf('2026-07-01T24:00:00Z', 'end'), undefined);
    assert.equal(instantOf('2026-06-31T10:00:00Z', 'end'), undefined);
  });
});

describe('from a Task’s status to a promise’s state', () => {
  it('leads by moves of the right party, and never back', () => {
    assert.deepEqual(
      wayTo('offered', 'accepted')?.map(({ action, by }) => `${by} ${action}`),
      ['receiver accept'],
    );
    assert.deepEqual(
      wayTo('offered', 'kept')?.map(({ action }) => action),
      ['accept', 'keep'],
    );
    assert.deepEqual(
      wayTo('accepted', 'withdrawn')?.map(({ action, by }) => `${by} ${action}`),
      ['giver withdraw'],
    );
    assert.equal(wayTo('kept', 'accepted'), undefined);
    assert.equal(wayTo('accepted', 'offered'), undefined);
    assert.equal(stateOfTask['entered-in-error'], null);
  });
});

describe('the file as text', () => {
  it('is UTF-8, else Windows-1252, else refused', () => {
    assert.deepEqual(decode(Buffer.from('\uFEFFå;ä')), { ok: true, text: 'å;ä', encoding: 'utf-8' });
    assert.deepEqual(decode(Buffer.from([0xe5, 0x3b, 0xe4, 0x80])), {
      ok: true,
      text: 'å;ä€',
      encoding: 'windows-1252',
    });
    assert.deepEqual(decode(Buffer.from([0xe5, 0x81])), { ok: false, refusal: 'not_text' });
  });
  it('counts levels outside texts only', () => {
    assert.equal(isTooDeep(`{"a":"${'['.repeat(100)}\\"["}`), false);
    assert.equal(isTooDeep('['.repeat(41)), true);
  });
  it('is the same whatever order its members stand in', () =>
    assert.equal(canonical({ b: [1, { d: null, c: 'x' }], a: undefined }), canonical({ b: [1, { c: 'x', d: null }] })));
  it('shows no identity number, and nothing that a terminal obeys', () => {
    assert.equal(masked('Sven 19850314-9885 hemma'), 'Sven ********9885 hemma');
    assert.equal(masked('https://ehr/Patient/198503149885'), 'https://ehr/Patient/********9885');
    assert.equal(masked('98240301AA06'), '********AA06');
    assert.equal(masked('\u001b[31mred\u202e'), '·[31mred·');
    assert.equal(masked('a'.repeat(100))?.length, 60);
    assert.equal(masked('2023-02-30'), '2023-02-30');
    assert.equal(masked(undefined), null);
  });
});
