import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Directory, DirectoryUnit } from '../../../contract/organisations.ts';
import { choicesOfUnits, searchUnits } from './unit-search.ts';

const unit = (id: string, name: string, more: Partial<DirectoryUnit>): DirectoryUnit => ({
  id,
  code: id,
  name,
  tag: name.slice(0, 8),
  kind: 'home_help',
  branch: 'omsorg',
  providerId: 'p',
  authorityId: 'skovde',
  authorityKind: 'municipality',
  municipalityCode: '1496',
  hsaId: null,
  closedAt: null,
  ...more,
});
const directory: Directory = {
  tag: '1',
  authorities: [
    { id: 'skovde', kind: 'municipality', code: '1496', name: 'Skövde kommun', orgNumber: null },
    { id: 'vgr', kind: 'region', code: '14', name: 'Västra Götalandsregionen', orgNumber: null },
  ],
  providers: [],
  units: [
    unit('htj', 'Hemtjänsten Skövde centrum', {}),
    unit('vc', 'Närhälsan Hentorp', { kind: 'primary_care_centre', authorityId: 'vgr', authorityKind: 'region' }),
    unit('shut', 'Hemtjänsten Skövde norr', { closedAt: '2026-01-01T00:00:00Z' }),
    unit('group', 'Operativa gruppen', { kind: 'joint_operational_group' }),
    unit('own', 'Hemsjukvården Skövde', {}),
  ],
};
const choices = choicesOfUnits(directory, { home_help: 'Hemtjänst', primary_care_centre: 'Vårdcentral' }, ['own']);
const found = (typed: string, first: readonly string[] = []): string[] =>
  searchUnits(choices, typed, first).map((one) => one.unit.id);

describe('finding a unit to ask', () => {
  it('leaves out closed units, joint groups and one’s own', () =>
    assert.deepEqual(found('').toSorted(), ['htj', 'vc']));
  it('finds a health centre of the region by its kind and municipality', () =>
    assert.deepEqual(found('vårdcentral skövde'), ['vc']));
  it('shows the person’s circle first', () => {
    assert.deepEqual(found('', ['vc']), ['vc', 'htj']);
    assert.deepEqual(found('', ['htj']), ['htj', 'vc']);
  });
  it('finds nothing for words that fit nothing', () => assert.deepEqual(found('tandvård'), []));
});
