import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OfferBody } from '../../../contract/commitments.ts';
import { byField, faultsOf } from './validate.ts';

const id = '01a0dd5f-3781-714a-b354-fbc2c855b6e1';
const whole = {
  personId: id,
  kind: 'request',
  what: 'Se över köket.',
  area: 'd6',
  urgency: 'planned',
  toUnitIds: [id],
  needIds: [],
  dueAt: '2026-12-01T08:00:00Z',
};

describe('the contract’s validation at the field', () => {
  it('has nothing to say about what is right', () => assert.deepEqual(faultsOf(OfferBody, whole, 'sv'), []));

  it('says what is wrong at each field, once, in the language of the page', () => {
    const faults = byField(
      faultsOf(OfferBody, { ...whole, what: ' ', toUnitIds: ['x', 'y'], dueAt: 'nån gång' }, 'sv'),
    );
    assert.deepEqual([...faults.keys()].toSorted(), ['dueAt', 'toUnitIds', 'what']);
    assert.equal(faults.get('what')?.message, 'Fyll i det här.');
    assert.equal(faults.get('dueAt')?.message, 'Skriv både dag och klockslag.');
  });

  it('shows a fault at the field that has another name', () => {
    const faults = byField([{ path: 'dueAt', code: 'required', message: '' }], { dueAt: 'time' });
    assert.ok(faults.has('time'));
  });
});
