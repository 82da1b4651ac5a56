import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Bundle, ExtractResource, ResourceType } from '@medplum/fhirtypes';
import type { PersonOverview } from '../../contract/people.ts';
import type { ImportReport } from '../../contract/exchange.ts';
import { overview } from '../people/index.ts';
import { importWorld, type ImportWorld } from './world.fixture.ts';

const bytes = readFileSync(join(import.meta.dirname, 'fixtures', 'bundle.json'));
const fresh = (): Bundle => JSON.parse(bytes.toString()) as Bundle;
const codes = (lines: ImportReport['refused']): string[] => lines.map(({ code, path }) => `${code} ${path.en}`);
const sums = ({ counts }: ImportReport) =>
  Object.values(counts).reduce(
    (all, one) => ({
      created: all.created + one.created,
      changed: all.changed + one.changed,
      same: all.same + one.same,
      refused: all.refused + one.refused,
      skipped: all.skipped + one.skipped,
    }),
    { created: 0, changed: 0, same: 0, refused: 0, skipped: 0 },
  );
/** The resource of the bundle with this id. */
function at<T extends ResourceType>(bundle: Bundle, id: string, type: T): ExtractResource<T> {
  const found = bundle.entry?.find(({ resource }) => resource?.id === id)?.resource;
  assert.ok(found, id);
  assert.equal(found.resourceType, type);
  return found as ExtractResource<T>;
}

describe('a bundle of an organisation, a person and a plan', () => {
  let world: ImportWorld;
  let first: ImportReport;
  let page: PersonOverview;
  const readPage = async (): Promise<PersonOverview> => {
    const [person] = await world.db.asOwner<{ person_id: string }>('select person_id from people.person');
    const { text } = await overview(
      world.ground,
      { caller: { kind: 'system', name: 'test' }, purpose: 'system' },
      person?.person_id ?? '',
    );
    return JSON.parse(text) as PersonOverview;
  };
  before(async () => {
    world = await importWorld();
    first = await world.bring(bytes);
    page = await readPage();
  });
  after(() => world.db.drop());

  it('is read in whole, in whatever order its entries stand', () => {
    assert.deepEqual(codes(first.refused), []);
    assert.equal(first.kept, true);
    assert.deepEqual(sums(first), { created: 24, changed: 0, same: 1, refused: 0, skipped: 0 });
  });

  it('tells what has no place, and nothing else', () => {
    assert.deepEqual(codes(first.warnings), [
      'not_kept Bundle.entry[12].resource.gender',
      'other_value Bundle.entry[12].resource.name[0].given[0]',
      'plan_preparing Bundle.entry[17].resource.status',
    ]);
  });

  it('makes authorities, providers and units with their secrecy areas', async () => {
    const rows = await world.db
      .asOwner(`select u.name, u.kind, u.tag, u.municipality_code as place, p.branch, a.kind as authority from organisations.unit u
      join organisations.provider p on p.id = u.provider_id join organisations.authority a on a.id = p.authority_id where u.kind <> 'person' order by u.name`);
    assert.deepEqual(rows, [
      {
        name: 'Hemsjukvården Prov',
        kind: 'home_health_care',
        tag: 'HSV Prov',
        place: '1496',
        branch: 'health',
        authority: 'municipality',
      },
      {
        name: 'Vårdcentralen Prov',
        kind: 'primary_care_centre',
        tag: 'Vårdcentralen Pr',
        place: '1496',
        branch: 'health',
        authority: 'region',
      },
    ]);
  });

  it('knows the person by the calling name, with language, interpreter, address and both units in the circle', () => {
    const { person, contact, circle } = page;
    assert.deepEqual(
      [person.givenName, person.familyName, person.language, person.interpreter, person.identity?.system],
      ['Elsa', 'Prov', 'fi', true, 'personnummer'],
    );
    assert.deepEqual(
      [contact?.street, contact?.postalCode, contact?.town, contact?.municipalityCode, contact?.phone],
      ['Provgatan 1', '54130', 'Provstad', '1496', '031-390 06 07'],
    );
    assert.deepEqual(circle.map(({ role }) => role).sort(), ['performer', 'primary_care']);
  });

  it('names the fixed contacts and the relative', () => {
    assert.deepEqual(page.namedContacts.map(({ kind, staffName }) => [kind, staffName]).sort(), [
      ['care_contact', 'Lena Lind'],
      ['physician_contact', 'Omar Ali'],
    ]);
    assert.deepEqual(
      page.relatives?.map(({ name, relation, phone }) => [name, relation, phone]),
      [['Maja Prov', 'child', '031-390 06 11']],
    );
  });

  it('records the two answers as two kinds, until the end of the day they name', () => {
    const answers = page.consents.map(({ kind, decision, validUntil, units }) => [
      kind,
      decision,
      validUntil,
      units.length,
    ]);
    assert.deepEqual(answers.sort(), [
      ['disclosure', 'yes', '2031-06-30T22:00:00+00:00', 2],
      ['plan', 'yes', '2031-06-30T22:00:00+00:00', 0],
    ]);
  });

  it('moves accountability by the accepted handover, and lets the others wait for their answers', async () => {
    const rows = await world.db.asOwner(
      'select what, kind, state, area, urgency from commitments.commitment order by what',
    );
    assert.deepEqual(rows, [
      { what: 'Bedöm behov av hjälpmedel', kind: 'request', state: 'offered', area: 'd4', urgency: 'planned' },
      { what: 'Genomgång av läkemedel', kind: 'intervention', state: 'offered', area: 'd5', urgency: 'planned' },
      { what: 'Gå till brevlådan varje dag', kind: 'intervention', state: 'accepted', area: 'd4', urgency: 'planned' },
      { what: 'Gångträning i trappan', kind: 'intervention', state: 'accepted', area: 'd4', urgency: 'planned' },
      {
        what: 'Omläggning av sår två gånger i veckan',
        kind: 'handover',
        state: 'accepted',
        area: 'd5',
        urgency: 'soon',
      },
    ]);
    const [need] = page.needs;
    const [home] = await world.db.asOwner<{ id: string }>(
      "select id from organisations.unit where kind = 'home_health_care'",
    );
    assert.deepEqual([need?.words, need?.area, need?.accountableUnitId], ['Såret ska läka', 'd5', home?.id]);
  });

  it('prepares the plan with goal, interventions and the measure of others', async () => {
    assert.deepEqual([page.plan?.type, page.plan?.state, page.plan?.title], ['SIP', 'preparing', 'Trygg hemma']);
    assert.deepEqual(await world.db.asOwner('select words, measure, horizon from plans.goal'), [
      { words: 'Jag vill kunna gå till torget själv', measure: 'En gång i veckan till jul', horizon: 'short' },
    ]);
    assert.deepEqual(await world.db.asOwner('select what, who from plans.other_measure'), [
      { what: 'Besök varje torsdag', who: 'Röda Korset' },
    ]);
    assert.equal(await world.count('plans.intervention'), 3);
  });

  it('is logged with the file’s own hash, as the system’s doing, and no number stands in log or register', async () => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    assert.equal(first.file, hash);
    assert.equal(
      await world.count(
        'audit.entry',
        `body::jsonb ->> 'action' = 'import.file' and body::jsonb #>> '{detail,file}' = '${hash}'`,
      ),
      1,
    );
    assert.equal(
      await world.count(
        'audit.entry',
        "body::jsonb ->> 'actor' like '%import%' and body::jsonb ->> 'purpose' <> 'system'",
      ),
      0,
    );
    assert.ok((await world.count('audit.entry', `body::jsonb ->> 'actor' like '%import ${hash.slice(0, 12)}'`)) > 20);
    const [identifier] = await world.db.asOwner<{ value: string }>('select value from people.person_identifier');
    assert.equal(await world.count('audit.entry', `body like '%${identifier?.value}%'`), 0);
    assert.equal(await world.count('exchange.imported i', `i::text like '%${identifier?.value}%'`), 0);
  });

  it('leaves nobody signed in and no assignment open', async () => {
    assert.equal(await world.count('identity.session', 'revoked_at is null'), 0);
    const now = new Date(world.clock.now()).toISOString();
    assert.equal(
      await world.count(
        'organisations.assignment a join organisations.staff s on s.id = a.staff_id',
        `s.subject = 'mellanrum-import' and (a.valid_to is null or a.valid_to > '${now}')`,
      ),
      0,
    );
  });

  it('changes nothing the second time: one row in the log, and it is the file’s', async () => {
    const tables = [
      'people.person',
      'people.engagement',
      'people.consent',
      'people.relative',
      'people.named_contact',
      'commitments.commitment',
      'commitments.event',
      'plans.part_version',
      'organisations.unit',
      'organisations.assignment',
      'identity.session',
      'access.request',
      'notify.change',
      'exchange.imported',
    ];
    const stood = await Promise.all(tables.map((table) => world.count(table)));
    const logged = await world.count('audit.entry');
    const again = await world.bring(bytes);
    assert.deepEqual(sums(again), { created: 0, changed: 0, same: 25, refused: 0, skipped: 0 });
    assert.deepEqual(again.warnings, []);
    assert.deepEqual(await Promise.all(tables.map((table) => world.count(table))), stood);
    assert.equal((await world.count('audit.entry')) - logged, 1);
  });

  it('takes a changed address, consent and promise onward by versions', async () => {
    const bundle = fresh();
    const patient = at(bundle, 'elsa', 'Patient');
    patient.telecom = [{ system: 'phone', value: '031-390 06 23' }];
    // What a file no longer says is not taken away.
    delete patient.address;
    at(bundle, 'fraga', 'Task').status = 'accepted';
    at(bundle, 'ja-uppgifter', 'Consent').status = 'inactive';
    const changed = await world.bring(bundle);
    assert.deepEqual(codes(changed.refused), []);
    assert.deepEqual(sums(changed), { created: 0, changed: 3, same: 22, refused: 0, skipped: 0 });
    const now = await readPage();
    assert.deepEqual([now.contact?.phone, now.contact?.version, now.person.version], ['031-390 06 23', 2, 1]);
    assert.equal(now.contact?.street, 'Provgatan 1');
    assert.deepEqual(now.consents.find(({ kind }) => kind === 'disclosure')?.inForce, false);
    assert.deepEqual(
      await world.db.asOwner("select state, version from commitments.commitment where kind = 'request'"),
      [{ state: 'accepted', version: 2 }],
    );
  });

  it('writes nothing over what a user has changed meanwhile', async () => {
    await world.db.asOwner("update people.person_contact set phone = '031-390 06 50', version = version + 1");
    const bundle = fresh();
    const patient = at(bundle, 'elsa', 'Patient');
    patient.telecom = [{ system: 'phone', value: '031-390 06 77' }];
    const logged = await world.count('audit.entry');
    const report = await world.bring({
      resourceType: 'Bundle',
      type: 'collection',
      entry: bundle.entry?.filter(({ resource }) =>
        ['elsa', 'hsv', 'vc', 'regvg', 'komhsl', 'kommunen', 'regionen'].includes(resource?.id ?? ''),
      ),
    });
    assert.deepEqual(codes(report.refused), ['changed_here Bundle.entry[6].resource']);
    assert.equal(report.kept, false);
    assert.equal((await readPage()).contact?.phone, '031-390 06 50');
    // That somebody's particulars were looked at stays in the log although the file came to nothing.
    assert.ok((await world.count('audit.entry', "body::jsonb #>> '{detail,kept}' = 'false'")) >= 1);
    assert.ok((await world.count('audit.entry')) > logged);
  });
});

describe('a file for one unit', () => {
  let world: ImportWorld;
  before(async () => {
    world = await importWorld();
  });
  after(() => world.db.drop());

  it('is tried without a trace when asked to', async () => {
    const report = await world.bring(bytes, { dryRun: true });
    assert.deepEqual([report.kept, report.dryRun, sums(report).created], [false, true, 24]);
    for (const table of ['people.person', 'commitments.commitment', 'exchange.imported', 'organisations.staff'])
      assert.equal(await world.count(table), 0, table);
  });

  it('tells at its place that the time of a promise has passed', async () => {
    const bundle = fresh();
    at(bundle, 'fraga', 'Task').restriction = { period: { end: '2026-10-01' } };
    const report = await world.bring(bundle, { dryRun: true });
    assert.deepEqual(
      report.refused.map(({ code, path, value }) => [code, path.en, value]),
      [['time_passed', 'Bundle.entry[1].resource.restriction.period.end', '2026-10-01']],
    );
  });

  it('does nothing on another unit’s behalf', async () => {
    const organisations = fresh().entry?.filter(
      ({ resource }) => resource?.resourceType === 'Organization' || resource?.resourceType.startsWith('Practitioner'),
    );
    await world.bring({ resourceType: 'Bundle', type: 'collection', entry: organisations });
    const [unit] = await world.db.asOwner<{ code: string }>(
      "select code from organisations.unit where kind = 'home_health_care'",
    );
    const report = await world.bring(bytes, { asUnit: unit?.code, partly: true });
    assert.equal(
      await world.count(
        'people.engagement e join organisations.unit u on u.id = e.unit_id',
        "u.kind = 'primary_care_centre'",
      ),
      0,
    );
    assert.equal(await world.count('commitments.commitment', "kind = 'handover'"), 0);
    assert.deepEqual(codes(report.refused), ['not_your_move Bundle.entry[0].resource.requester']);
    assert.ok(report.warnings.some(({ code }) => code === 'other_party'));
    assert.equal(await world.count('people.consent'), 2);
  });

  it('is refused when there is no such unit', async () => {
    await assert.rejects(world.bring(bytes, { asUnit: 'finns-inte' }), { code: 'unit_unknown' });
  });
});
