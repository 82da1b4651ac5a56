import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ImportReport } from '../../contract/exchange.ts';
import { importWorld, type ImportWorld } from './world.fixture.ts';

const codes = (report: ImportReport): string[] => report.refused.map(({ code, path }) => `${code} ${path.en}`);
const personnummer = 'http://electronichealth.se/identifier/personnummer';
const patient = (value = '198503149885', more: object = {}): Record<string, unknown> => ({
  resourceType: 'Patient',
  identifier: [{ system: personnummer, value }],
  name: [{ family: 'Prov', given: ['Sven'] }],
  ...more,
});
const bundle = (...resources: object[]): object => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});
const organisation = (id: string, partOf?: string): object => ({
  resourceType: 'Organization',
  id,
  name: id,
  identifier: [{ system: 'urn:mellanrum:code', value: id }],
  type: [{ coding: [{ system: 'urn:mellanrum:unit-kind', code: 'home_help' }] }],
  ...(partOf === undefined ? {} : { partOf: { reference: `Organization/${partOf}` } }),
});

describe('a file that somebody wrote wrong, or wrote to harm', () => {
  let world: ImportWorld;
  before(async () => {
    world = await importWorld();
  });
  after(() => world.db.drop());

  const refusedFile: Record<string, [Uint8Array | string, string]> = {
    'an empty file': ['', 'empty'],
    'only blanks and a BOM': ['\uFEFF \r\n', 'empty'],
    'more than 50 MB': [new Uint8Array(50 * 1024 * 1024 + 1).fill(32), 'too_large'],
    'JSON that ends too soon': ['{"resourceType":"Patient"', 'not_json'],
    'JSON in invalid UTF-8': [Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 'not_text'],
    'a picture': [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00, 0x0d, 0x81]), 'not_text'],
    'a hundred thousand levels': ['['.repeat(100_000) + ']'.repeat(100_000), 'too_deep'],
    'JSON of another kind': ['{"hej":1}', 'not_fhir'],
    'a list': ['[1]', 'not_fhir'],
    'a bundle whose entries are no list': ['{"resourceType":"Bundle","entry":{"0":1}}', 'not_fhir'],
    'a bundle of nothing': ['{"resourceType":"Bundle","type":"collection"}', 'no_entries'],
    'a table of something else': ['a;b\r\n1;2\r\n', 'not_fhir'],
    'a table without its columns': ['personnummer;telefon\r\n1;2\r\n', 'csv_header'],
    'a column twice': ['personnummer;förnamn;efternamn;förnamn\r\n1;2;3;4\r\n', 'csv_header'],
    'a table with only its header': ['personnummer;förnamn;efternamn\r\n', 'no_entries'],
    'a quotation that never ends': ['personnummer;förnamn;efternamn\r\n"1;2;3\r\n', 'csv_shape'],
  };
  for (const [what, [file, code]] of Object.entries(refusedFile))
    it(`is refused as a whole: ${what}`, () =>
      assert.rejects(world.bring(file), (error: { code?: string }) => error.code === code));

  const refusedEntry: Record<string, [object, string]> = {
    'an unknown resource': [bundle({ resourceType: 'Basic' }), 'resource_type Bundle.entry[0].resource.resourceType'],
    'a resource without a type': [bundle({}), 'resource_type Bundle.entry[0].resource.resourceType'],
    'an entry without a resource': [{ resourceType: 'Bundle', entry: [{}] }, 'missing Bundle.entry[0].resource'],
    'a request to remove': [
      { resourceType: 'Bundle', entry: [{ request: { method: 'DELETE', url: 'Patient/1' } }] },
      'method Bundle.entry[0].request.method',
    ],
    'a wrong check digit': [
      bundle(patient('198503149886')),
      'identity_checksum Bundle.entry[0].resource.identifier[0].value',
    ],
    'a number of another kind than its system says': [
      bundle(patient('191401682396')),
      'identity_system Bundle.entry[0].resource.identifier[0].value',
    ],
    'no number': [
      bundle({ resourceType: 'Patient', name: [{ family: 'Prov', given: ['Sven'] }] }),
      'identity_missing Bundle.entry[0].resource.identifier',
    ],
    'a date that cannot be': [
      bundle(patient(undefined, { birthDate: '2023-02-30' })),
      'date Bundle.entry[0].resource.birthDate',
    ],
    'a death on a day that cannot be': [
      bundle(patient(undefined, { deceasedDateTime: '2023-02-30T10:00:00Z' })),
      'date Bundle.entry[0].resource.deceasedDateTime',
    ],
    'a death to come': [
      bundle(patient(undefined, { deceasedDateTime: '2029-02-03' })),
      'field:date Bundle.entry[0].resource (deceasedOn)',
    ],
    'a name that is a list': [
      bundle(patient(undefined, { name: [{ family: ['Prov'] }] })),
      'field:not_text Bundle.entry[0].resource.name[0].family',
    ],
    'a name missing': [
      bundle(patient(undefined, { name: [{ family: 'Prov' }] })),
      'field:required Bundle.entry[0].resource.name[0].given',
    ],
    'an extension that changes the meaning': [
      bundle(patient(undefined, { modifierExtension: [{ url: 'urn:x' }] })),
      'modifier Bundle.entry[0].resource.modifierExtension',
    ],
    'a postal code that is none': [
      bundle(patient(undefined, { address: [{ postalCode: 'ABC' }] })),
      'field:format Bundle.entry[0].resource.address[0].postalCode',
    ],
    'a reference to nothing': [
      bundle(patient(undefined, { managingOrganization: { reference: 'Organization/9' } })),
      'reference_missing Bundle.entry[0].resource.managingOrganization',
    ],
    'a relative of nobody': [
      bundle({
        resourceType: 'RelatedPerson',
        patient: { reference: 'Patient/9' },
        name: [{ text: 'x', family: 'Y' }],
      }),
      'reference_missing Bundle.entry[0].resource.patient',
    ],
    'a goal without a plan': [
      bundle({
        resourceType: 'Goal',
        lifecycleStatus: 'active',
        description: { text: 'x' },
        subject: { reference: 'Patient/9' },
      }),
      'not_alone Bundle.entry[0].resource',
    ],
    'a provider whose secrecy area does not show': [
      bundle({
        resourceType: 'Organization',
        name: 'X',
        identifier: [{ system: 'urn:mellanrum:code', value: 'x' }],
        type: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/organization-type', code: 'prov' }] }],
      }),
      'branch Bundle.entry[0].resource.type',
    ],
    'NUL in a text': [
      bundle(patient(undefined, { name: [{ family: 'Pr\u0000ov', given: ['Sven'] }] })),
      'invalid Bundle.entry[0].resource',
    ],
  };
  for (const [what, [file, line]] of Object.entries(refusedEntry))
    it(`is refused at its place: ${what}`, async () => {
      const report = await world.bring(file);
      assert.deepEqual(codes(report), [line]);
      assert.equal(report.kept, false);
      assert.ok(report.refused.every(({ message }) => message.sv.length > 5 && message.en.length > 5));
    });

  it('shows of an identity number only its last four places, however it is written', async () => {
    for (const written of [
      '198503149886',
      '19850314-9886',
      '1985-03-14-9886',
      '850314-9886',
      '8503149886',
      '1985 0314 9886',
    ]) {
      const [line] = (await world.bring(bundle(patient(written)))).refused;
      assert.match(line?.value ?? '', /9886$/u, written);
      assert.doesNotMatch(line?.value ?? '', /850314|8503 14|03-14|03 ?14/u, written);
    }
  });

  it('finds organisations that are part of each other in a ring, and those inside them', async () => {
    const report = await world.bring(
      bundle(
        organisation('a', 'b'),
        organisation('b', 'c'),
        organisation('c', 'a'),
        organisation('d', 'a'),
        organisation('e', 'e'),
      ),
    );
    assert.deepEqual(codes(report).sort(), [
      'cyclic Bundle.entry[0].resource.partOf',
      'cyclic Bundle.entry[1].resource.partOf',
      'cyclic Bundle.entry[2].resource.partOf',
      'cyclic Bundle.entry[4].resource.partOf',
      'depends Bundle.entry[3].resource.partOf',
    ]);
  });

  it('refuses the second of two with the same name or number', async () => {
    const twice = await world.bring(bundle(patient(), patient()));
    assert.deepEqual(codes(twice), ['duplicate Bundle.entry[1].resource']);
    const ids = await world.bring(bundle({ ...patient(), id: '1' }, { ...patient('198503209895'), id: '1' }));
    assert.deepEqual(codes(ids), ['duplicate Bundle.entry[1]']);
  });

  it('keeps nothing of a file in which one entry is refused, and the rest when asked for part of it', async () => {
    const file = bundle(patient('198503149885'), patient('198503209896'), patient('198504129886'));
    assert.equal((await world.bring(file)).kept, false);
    assert.equal(await world.count('people.person'), 0);
    const part = await world.bring(file, { partly: true });
    assert.deepEqual(
      [part.kept, codes(part), part.counts['Patient']?.created],
      [true, ['identity_checksum Bundle.entry[1].resource.identifier[0].value'], 2],
    );
    assert.equal(await world.count('people.person'), 2);
    const again = await world.bring(file, { partly: true });
    assert.deepEqual([again.counts['Patient']?.same, again.counts['Patient']?.refused], [2, 1]);
  });

  it('does not write over a person whom others have made known, and tells no values about a protected one', async () => {
    await world.db.asOwner('delete from exchange.imported');
    const known = await world.bring(
      bundle(
        patient('198503149885', {
          name: [{ family: 'Annan', given: ['Sven'] }],
          gender: 'male',
          address: [{ city: 'Hemlig ort', country: 'NO' }],
          meta: {
            security: [{ system: 'http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabel', code: 'sekretessmarkering' }],
          },
        }),
      ),
    );
    assert.ok(known.warnings.some(({ code }) => code === 'person_stands'));
    assert.ok(known.warnings.every(({ value }) => value === null));
    assert.equal(await world.count('people.person', "family_name = 'Annan' or protection <> 'none'"), 0);
  });

  it('reads Swedish numbers under every name of their systems', async () => {
    const systems: [string, string][] = [
      ['https://terminology.hl7.se/sid/se-personnummer', '198504199897'],
      ['urn:oid:1.2.752.129.2.1.3.1', '19850506-9883'],
      ['1.2.752.129.2.1.3.1', '198505229891'],
      ['urn:oid:1.2.752.129.2.1.3.3', '191401682396'],
      ['http://electronichealth.se/identifier/nationelltReservnummer', '98240301AA06'],
    ];
    const report = await world.bring(
      bundle(
        ...systems.map(([system, value]) => ({ ...patient(), identifier: [{ system, value }], birthDate: undefined })),
      ),
    );
    assert.deepEqual(codes(report), []);
    assert.equal(report.counts['Patient']?.created, 5);
  });
});

const published = '/work/shared/data/se-base-package/hl7se.fhir.base-1.1.0-package.tgz';
describe(
  'HL7 Sweden’s published examples',
  { skip: existsSync(published) ? false : 'the package is not on this machine' },
  () => {
    it('are read in, all but the one that says too little', async () => {
      const world = await importWorld();
      const folder = mkdtempSync(join(tmpdir(), 'mr-hl7-'));
      try {
        execFileSync('tar', ['xzf', published, '-C', folder, 'package/example']);
        const names = readdirSync(join(folder, 'package/example')).toSorted();
        const refused: string[] = [];
        for (const name of names)
          refused.push(
            ...codes(await world.bring(readFileSync(join(folder, 'package/example', name)))).map(
              (line) => `${name}: ${line}`,
            ),
          );
        assert.deepEqual(refused, [
          // Only an HSA id: neither name nor what it is.
          'Organization-Organization1.json: level Organization.type',
        ]);
        assert.equal(await world.count('people.person'), 10);
        assert.deepEqual(
          await world.db.asOwner('select protection, count(*)::int as n from people.person group by 1 order by 1'),
          [
            { protection: 'confidential', n: 2 },
            { protection: 'none', n: 7 },
            { protection: 'protected_registration', n: 1 },
          ],
        );
      } finally {
        rmSync(folder, { recursive: true, force: true });
        await world.db.drop();
      }
    });
  },
);
