import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  IDENTIFIER_SYSTEMS,
  type IdentifierSystemName,
  formatOrganisationNumber,
  organisationNumberOfHsaId,
  parseHsaId,
  parseOrganisationNumber,
  systemOf,
  systemToEmit,
} from './organisation-identity.ts';
import { luhnCheckDigit } from './personal-identity.ts';

const organisation = fc.stringMatching(/^\d{2}[2-9]\d{6}$/).map((stem) => stem + luhnCheckDigit(stem));

describe('organisation identity', () => {
  it("reads a region's number in the usual ways of writing", () => {
    for (const text of ['2321000016', '232100-0016', '16232100-0016', '162321000016', ' 232100 0016']) {
      assert.equal(parseOrganisationNumber(text), '2321000016', text);
    }
    assert.equal(formatOrganisationNumber('2321000016'), '232100-0016');
    assert.throws(() => formatOrganisationNumber('162321000016'), RangeError);
  });

  it('refuses a wrong check digit, a wrong length and a personnummer', () => {
    for (const text of ['232100-0017', '23210016', '121212-1212', '', '232100-001A']) {
      assert.equal(parseOrganisationNumber(text), undefined, text);
    }
  });

  it('reads back what it shows and catches any wrong digit', () => {
    fc.assert(
      fc.property(organisation, fc.nat(9), fc.integer({ min: 1, max: 9 }), (value, at, step) => {
        assert.equal(parseOrganisationNumber(formatOrganisationNumber(value)), value);
        assert.equal(parseOrganisationNumber(`16${value}`), value);
        const wrong = value.slice(0, at) + ((Number(value[at]) + step) % 10) + value.slice(at + 1);
        assert.equal(parseOrganisationNumber(wrong), undefined);
      }),
    );
  });

  it('reads an HSA-id, with and without the prefix 16', () => {
    assert.equal(parseHsaId('SE2321000016-1003'), 'SE2321000016-1003');
    assert.equal(parseHsaId(' se2321000016-efca '), 'SE2321000016-EFCA');
    assert.equal(parseHsaId('SE162321000255-O16560'), 'SE162321000255-O16560');
    assert.equal(organisationNumberOfHsaId('SE162321000255-O16560'), '2321000255');
    assert.equal(organisationNumberOfHsaId('SE2321000016-1003'), '2321000016');
    assert.equal(organisationNumberOfHsaId('SE2321000017-1003'), undefined);
  });

  it('refuses an HSA-id with other letters, without its tail or too long', () => {
    for (const text of ['SE2321000016-ÅÄÖ', 'SE2321000016-A@B', 'SE2321000016-', '2321000016-A1', 'SE232100-A1']) {
      assert.equal(parseHsaId(text), undefined, text);
    }
    assert.equal(parseHsaId(`SE2321000016-${'A'.repeat(18)}`)?.length, 31);
    assert.equal(parseHsaId(`SE2321000016-${'A'.repeat(19)}`), undefined);
  });

  it('understands every name that it writes, and no name means two systems', () => {
    const seen = new Map<string, string>();
    for (const name of Object.keys(IDENTIFIER_SYSTEMS) as IdentifierSystemName[]) {
      const { emit, alsoRead } = IDENTIFIER_SYSTEMS[name];
      for (const uri of [...Object.values(emit), ...alsoRead]) {
        assert.equal(systemOf(uri), name);
        assert.equal(seen.get(uri) ?? name, name, uri);
        seen.set(uri, name);
      }
    }
    assert.ok(seen.size >= 30);
  });

  it('writes the HSA-id by context and reads both', () => {
    assert.equal(systemToEmit('hsaId', 'fhir'), 'urn:oid:1.2.752.29.4.19');
    assert.equal(systemToEmit('hsaId', 'inera'), 'urn:oid:1.2.752.129.2.1.4.1');
    assert.equal(systemToEmit('personnummer', 'rivta'), '1.2.752.129.2.1.3.1');
    assert.equal(systemToEmit('lmaNummer', 'rivta'), undefined);
    assert.equal(systemOf('https://terminology.hl7.se/sid/se-personnummer'), 'personnummer');
    assert.equal(systemOf('http://example.org/other'), undefined);
  });
});
