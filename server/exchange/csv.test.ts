import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readHeader, separatorOf, yesOrNo } from './csv.rules.ts';
import { importWorld, type ImportWorld } from './world.fixture.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const file = (name: string): Buffer => readFileSync(join(fixtures, name));

describe('tables of units and persons', () => {
  let world: ImportWorld;
  before(async () => {
    world = await importWorld();
  });
  after(() => world.db.drop());

  it('makes the units with their provider and authority', async () => {
    const report = await world.bring(file('units.csv'));
    assert.deepEqual(report.refused, []);
    assert.equal(report.format, 'csv-units');
    const rows = await world.db.asOwner(
      "select u.code, u.kind, u.tag, p.branch, a.kind as authority from organisations.unit u join organisations.provider p on p.id = u.provider_id join organisations.authority a on a.id = p.authority_id where u.kind <> 'person' order by 1",
    );
    assert.deepEqual(rows, [
      {
        code: 'prov-bistand',
        kind: 'care_needs_assessment',
        tag: 'Biståndsenheten',
        branch: 'omsorg',
        authority: 'municipality',
      },
      { code: 'prov-hemtjanst', kind: 'home_help', tag: 'Hemtjänst', branch: 'omsorg', authority: 'municipality' },
    ]);
  });

  it('makes the persons of a Windows-1252 file with CRLF and semicolons, engaged with their unit', async () => {
    const report = await world.bring(file('persons.csv'));
    assert.deepEqual(report.refused, []);
    assert.deepEqual(
      report.warnings.map(({ code, path }) => [code, path.sv]),
      [['not_kept', 'kolumn Skostorlek']],
    );
    const rows = await world.db.asOwner(
      'select p.given_name, p.protection, p.language, p.interpreter, c.postal_code, e.role from people.person p join people.person_contact c using (person_id) join people.engagement e using (person_id) order by 1',
    );
    assert.deepEqual(rows, [
      {
        given_name: 'Ylva',
        protection: 'none',
        language: 'sv',
        interpreter: false,
        postal_code: null,
        role: 'assessor',
      },
      {
        given_name: 'Åke',
        protection: 'none',
        language: 'sv',
        interpreter: false,
        postal_code: '541 30',
        role: 'performer',
      },
      {
        given_name: 'Örjan',
        protection: 'confidential',
        language: 'fi',
        interpreter: true,
        postal_code: null,
        role: 'performer',
      },
    ]);
  });

  it('changes nothing the second time, also saved as UTF-8 with BOM, commas and English names', async () => {
    assert.equal((await world.bring(file('units.csv'))).counts['units']?.same, 2);
    assert.equal((await world.bring(file('persons.csv'))).counts['persons']?.same, 3);
    const english =
      '\uFEFFidentity,given_name,family_name,street,postal_code,town,municipality_code,phone,unit\n198503149885,Åke,Prov,Ågatan 3,541 30,Provstad,1496,031-390 06 12,prov-hemtjanst\n';
    const report = await world.bring(english);
    assert.deepEqual([report.refused, report.counts['persons']?.same], [[], 1]);
    assert.equal(await world.count('people.engagement'), 3);
  });

  it('takes a changed row onward, and touches nothing that it has no column for', async () => {
    const report = await world.bring(
      'personnummer;förnamn;efternamn;telefon;avliden\n198503149885;Åke;Prov;031-390 06 99;2026-10-01\n',
    );
    assert.deepEqual([report.refused, report.counts['persons']?.changed], [[], 1]);
    const rows = await world.db.asOwner(
      "select p.deceased_on::text as died, p.version, c.street, c.phone, c.version as contact from people.person p join people.person_contact c using (person_id) where given_name = 'Åke'",
    );
    assert.deepEqual(rows, [
      { died: '2026-10-01', version: 2, street: 'Ågatan 3', phone: '031-390 06 99', contact: 2 },
    ]);
  });

  it('never lifts a protected identity', async () => {
    const report = await world.bring('personnummer;förnamn;efternamn;skydd\n198503209895;Örjan;Ny;nej\n');
    assert.deepEqual([report.refused, report.warnings.map(({ code }) => code)], [[], ['nobody', 'protection_stands']]);
    assert.equal(await world.count('people.person', "family_name = 'Ny' and protection = 'confidential'"), 1);
  });

  it('names row and column of what is wrong, in both languages', async () => {
    const rows = [
      '198503149886;A;B;;;',
      ';A;B;;;',
      '198505069883;;B;;;',
      '198505069883;A;B;2023-02-30;;',
      '198505229891;A;B;;kanske;',
      '198504199897;A;B;;;okänd',
      '198504129886;A;B;;;;för;många',
    ];
    const report = await world.bring(`personnummer;förnamn;efternamn;avliden;tolk;enhet\r\n${rows.join('\r\n')}\r\n`);
    assert.deepEqual(report.refused.map(({ code, path }) => `${code} ${path.sv}`).sort(), [
      'duplicate rad 5, kolumn personnummer',
      'field:not_yes_or_no rad 6, kolumn tolk',
      'field:required rad 4, kolumn förnamn',
      'identity_checksum rad 2, kolumn personnummer',
      'identity_missing rad 3, kolumn personnummer',
      'invalid rad 8',
      'reference_missing rad 7, kolumn enhet',
    ]);
    assert.equal(report.refused.find(({ code }) => code === 'identity_checksum')?.path.en, 'row 2, column identity');
    assert.equal(report.kept, false);
  });

  it(
    'is a command with an exit code',
    { skip: process.env['TEST_DATABASE'] ? false : 'needs the database server of npm test' },
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'mr-import-'));
      try {
        const { host, port, user, database } = world.db.admin;
        const url = `postgres://${user ?? 'postgres'}@localhost:${port ?? 5432}/${database ?? ''}?host=${encodeURIComponent(String(host))}`;
        const run = (...args: string[]) =>
          spawnSync(process.execPath, [join(import.meta.dirname, 'import.main.ts'), ...args], {
            encoding: 'utf8',
            env: { ...process.env, DATABASE_URL: url, DATA_DIR: folder, NODE_ENV: 'test' },
          });
        const bad = join(folder, 'bad.csv');
        writeFileSync(bad, 'personnummer;förnamn;efternamn\n198503149886;A;B\n');
        const refused = run(bad);
        assert.equal(refused.status, 1, refused.stderr);
        assert.match(refused.stderr, /rad 2, kolumn personnummer \/ row 2, column identity = "\*{8}9886"/u);
        assert.doesNotMatch(refused.stdout + refused.stderr, /198503149886/u);
        const kept = run(join(fixtures, 'units.csv'), '--partly');
        assert.deepEqual([kept.status, /2 fanns\/already there/u.test(kept.stdout)], [0, true], kept.stderr);
        assert.equal(run().status, 2);
        assert.equal(run('--nonsense', bad).status, 2);
        assert.equal(run(join(folder, 'none.json')).status, 2);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});

describe('reading a table', () => {
  it('finds the separator outside quotes', () => {
    assert.equal(separatorOf('a;b;c\n1,2,3,4'), ';');
    assert.equal(separatorOf('"a;b;c",b,c'), ',');
    assert.equal(separatorOf('a\tb\tc'), '\t');
  });
  it('knows its columns in both languages, whatever the case', () => {
    assert.deepEqual(readHeader(['PERSONNUMMER', ' Förnamn', 'last_name'])?.fields, [
      'identity',
      'givenName',
      'familyName',
    ]);
    assert.equal(readHeader(['Kod', 'Namn', 'Slag', 'Vårdgivare'])?.table, 'units');
    assert.equal(readHeader(['hej', 'du']), undefined);
  });
  it('takes yes and no as people write them', () => {
    assert.deepEqual(['Ja', 'x', '1', 'nej', '', '0', 'kanske'].map(yesOrNo), [
      true,
      true,
      true,
      false,
      false,
      false,
      undefined,
    ]);
  });
});
