import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { asCaller } from '../db/transaction.ts';
import { smallWorld, type TestUnit, type World } from '../testing/world.ts';
import { personsOwnUnit, type Caller } from './context.ts';

/** Faults that the oracle has found in the access rule, each by the name of what it was. */
describe('holes found once and kept shut', () => {
  let w: World;
  before(async () => {
    w = await smallWorld();
  });
  after(() => w.drop());

  /** How many rows of a table the caller is shown about a person. */
  const sees = (caller: Caller, person: string, table: string, where = 'true'): Promise<number> =>
    asCaller(w.ground, w.as(caller), async (work) => {
      await work.open('test', [person], 'person');
      const { rows } = await sql<{
        n: number;
      }>`select count(*)::int as n from ${sql.raw(table)} where person_id = ${person} and ${sql.raw(where)}`.execute(
        work.tx,
      );
      return rows[0]?.n ?? 0;
    });
  const says = (person: string, unit: TestUnit): Promise<unknown> =>
    w.sqlDo(
      "insert into people.voice (id, person_id, words, said_by, said_at, recorded_by, author_unit_id) values (gen_random_uuid(), $1, 'w', 'person', now(), 't', $2)",
      [person, unit.id],
    );
  const at = (ms: number): string => new Date(w.clock.now() + ms).toISOString();

  test('lifting one inner block opened all else about the person to a unit outside the circle', async () => {
    const person = await w.person([w.units.ward]);
    await says(person, w.units.ward);
    await w.sqlDo(
      "insert into people.voice (id, person_id, words, said_by, said_at, recorded_by, author_unit_id) values (gen_random_uuid(), $1, 'w', 'person', now(), 't', $2)",
      [person, personsOwnUnit],
    );
    await w.sqlDo(
      "insert into people.block (id, person_id, level, unit_id, valid_from, author_unit_id) values (gen_random_uuid(), $1, 'unit', $2, '2026-01-01', $2)",
      [person, w.units.ward.id],
    );
    const former = await w.staffAt(w.units.primaryCare);
    assert.equal(await sees(former, person, 'people.voice'), 0);
    await w.sqlDo(
      "insert into people.emergency (id, person_id, assignment_id, code, lifted_unit_id, reason, opened_at, closes_at, author_unit_id) values (gen_random_uuid(), $1, $2, 'pdl_4_5', $3, 'because we must', $4, $5, $6)",
      [person, former.assignmentId, w.units.ward.id, at(-1000), at(3_600_000), w.units.primaryCare.id],
    );
    assert.equal(await sees(former, person, 'people.voice', `author_unit_id = '${w.units.ward.id}'`), 1);
    assert.equal(await sees(former, person, 'people.voice', `author_unit_id = '${personsOwnUnit}'`), 0);
  });

  test('two companies of one private group were one secrecy area', async () => {
    const group = w.newId();
    await w.sqlDo("insert into organisations.authority values ($1, 'private', 'G', 'G')", [group]);
    const company = async (name: string): Promise<TestUnit> => {
      const [providerId, id] = [w.newId(), w.newId()];
      await w.sqlDo(
        "insert into organisations.provider (id, authority_id, branch, code, name) values ($1, $2, 'health', $3, $3)",
        [providerId, group, name],
      );
      await w.sqlDo(
        "insert into organisations.unit (id, provider_id, kind, code, name, tag, opened_at) values ($1, $2, 'x', $3, $3, $3, '2020-01-01')",
        [id, providerId, name],
      );
      return { id, providerId, authorityId: group, branch: 'health', kind: 'x' };
    };
    const [a, b] = [await company('Bolag A'), await company('Bolag B')];
    const person = await w.person([a, b]);
    await says(person, b);
    assert.equal(await sees(await w.staffAt(a), person, 'people.voice'), 0);
    const [basis] = await w.sqlDo<{ b: unknown }>('select access.basis_between($1, $2, $3, $4) as b', [
      a.id,
      b.id,
      person,
      at(0),
    ]);
    assert.equal(basis?.b, null);
  });

  test('a law that ends with the year still opened for an hour of the new one, counted in Greenwich', async () => {
    const code = `until_${w.newId().slice(-6)}`;
    await w.sqlDo(
      "insert into people.legal_ground values ($1, '-', '-', '-', '-', '-', '{health}', '{health}', '2020-01-01', '2027-01-01', 'test')",
      [code],
    );
    const person = await w.person([w.units.ward, w.units.homeCare]);
    await w.sqlDo(
      "insert into people.ground (id, person_id, code, from_provider_id, to_unit_id, evidence, valid_from, valid_until, author_unit_id) values (gen_random_uuid(), $1, $2, $3, $4, 'a reason long enough', '2026-01-01', '2028-01-01', $5)",
      [person, code, w.units.ward.providerId, w.units.homeCare.id, w.units.ward.id],
    );
    const basis = async (now: string): Promise<unknown> =>
      (
        await w.sqlDo<{ b: { kind: string } | null }>('select access.basis_between($1, $2, $3, $4) as b', [
          w.units.ward.id,
          w.units.homeCare.id,
          person,
          now,
        ])
      )[0]?.b?.kind;
    assert.equal(await basis('2026-12-31T22:59:00Z'), 'ground');
    assert.equal(await basis('2026-12-31T23:01:00Z'), undefined);
  });

  test('a unit that had left the circle still read where the person lives now', async () => {
    const person = await w.person([w.units.homeCare]);
    const nurse = await w.staffAt(w.units.homeCare);
    assert.equal(await sees(nurse, person, 'people.person_contact'), 1);
    await w.sqlDo('update people.engagement set valid_to = $2, version = version + 1 where person_id = $1', [
      person,
      at(0),
    ]);
    assert.equal(await sees(nurse, person, 'people.person_contact'), 0);
    assert.equal(await sees(nurse, person, 'people.person'), 1);
  });

  test('a relative with nothing shared read personnummer and address, and could change the phone number', async () => {
    const person = await w.person([w.units.homeCare]);
    const relative = await w.relativeCaller(person, w.units.homeCare);
    assert.equal(await sees(relative, person, 'people.person_identifier'), 0);
    assert.equal(await sees(relative, person, 'people.person_contact'), 0);
    const changed = await asCaller(w.ground, w.as(relative), async (work) => {
      await work.open('test', [person], 'person');
      return (await sql`update people.person_contact set phone = '1'`.execute(work.tx)).numAffectedRows;
    });
    assert.equal(changed, 0n);
  });

  test('one guardian was shown the other', async () => {
    const person = await w.person([w.units.homeCare]);
    const [mother, father] = [
      await w.relativeCaller(person, w.units.homeCare),
      await w.relativeCaller(person, w.units.homeCare),
    ];
    for (const part of ['circle', 'consents'])
      for (const who of [mother, father])
        await w.sqlDo(
          "insert into people.relative_share (id, person_id, relative_id, part, author_unit_id, valid_from) values (gen_random_uuid(), $1, $2, $3, $4, '2026-01-01')",
          [person, who.relativeId, part, w.units.homeCare.id],
        );
    assert.equal(await sees(mother, person, 'people.relative'), 2);
    await w.sqlDo("update people.relative set relation = 'guardian', version = version + 1 where person_id = $1", [
      person,
    ]);
    assert.equal(await sees(mother, person, 'people.relative'), 1);
    assert.equal(await sees(mother, person, 'people.relative_share', `relative_id = '${father.relativeId}'`), 0);
    assert.equal(await sees(mother, person, 'people.relative_share'), 2);
  });

  test('who has blocked was shown to everyone in the circle who could read the one who wrote it down', async () => {
    const person = await w.person([w.units.homeCare, w.units.homeCareWest]);
    await w.sqlDo(
      "insert into people.block (id, person_id, level, provider_id, valid_from, author_unit_id) values (gen_random_uuid(), $1, 'provider', $2, '2026-01-01', $3)",
      [person, w.units.ward.providerId, w.units.homeCareWest.id],
    );
    assert.equal(await sees(await w.staffAt(w.units.homeCare), person, 'people.block'), 0);
    assert.equal(await sees(await w.staffAt(w.units.homeCareWest), person, 'people.block'), 1);
    assert.equal(await sees(await w.personCaller(person), person, 'people.block'), 1);
  });

  test('the person was not shown the answer of a unit that had written nothing else', async () => {
    const person = await w.person([w.units.homeCare]);
    await w.sqlDo(
      "insert into commitments.event (id, person_id, subject_id, type, at, actor, author_unit_id, data) values (gen_random_uuid(), $1, $1, 'declined', now(), 'test', $2, '{}')",
      [person, w.units.ward.id],
    );
    assert.equal(await sees(await w.personCaller(person), person, 'commitments.event'), 1);
    assert.equal(await sees(await w.personCaller(await w.person()), person, 'commitments.event'), 0);
  });

  test('a unit of the circle could overwrite, unread, what it has no right to read', async () => {
    const person = await w.person([w.units.ward, w.units.homeHelp]);
    const consent = await w.consent(person, 'plan', w.units.ward, []);
    const stranger = await w.staffAt(w.units.homeHelp);
    assert.equal(await sees(stranger, person, 'people.consent'), 0);
    const changed = await asCaller(w.ground, w.as(stranger), async (work) => {
      await work.open('test', [person], 'person');
      return (
        await sql`update people.consent set withdrawn_at = '2026-10-05T08:00:00Z', withdrawn_form = 'oral', version = 2`.execute(
          work.tx,
        )
      ).numAffectedRows;
    });
    assert.equal(changed, 0n);
    assert.equal(
      (await w.sqlDo<{ version: number }>('select version from people.consent where id = $1', [consent]))[0]?.version,
      1,
    );
  });
});
