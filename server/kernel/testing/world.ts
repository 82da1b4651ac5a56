import { randomBytes } from 'node:crypto';
import { uuid7Source } from '../../../contract/kernel/uuid7.ts';
import {
  contextSigner,
  type Branch,
  type Caller,
  type PersonCaller,
  type RelativeCaller,
  type StaffCaller,
} from '../access/context.ts';
import { simulatedClock } from '../clock.ts';
import type { Ground, Once } from '../db/transaction.ts';
import { testDatabase } from './database.ts';

export interface TestUnit {
  readonly id: string;
  readonly providerId: string;
  readonly authorityId: string;
  readonly branch: Branch;
  readonly kind: string;
}

/**
 * A small planted world for tests: one region, one municipality with its four secrecy areas, a private provider, units, staff and
 * persons. Planted by the superuser, so that a test of one room does not stand on another room's commands.
 */
export async function smallWorld(startText = '2026-10-05T08:00:00Z') {
  const database = await testDatabase();
  const clock = simulatedClock(Date.parse(startText));
  const newId = uuid7Source({ now: () => clock.now(), random: (n) => randomBytes(n) });
  const ground: Ground = { database, clock, newId, ring: () => undefined };
  const sqlDo = database.asOwner;

  const authority = async (kind: string, code: string): Promise<string> => {
    const id = newId();
    await sqlDo('insert into organisations.authority values ($1, $2, $3, $3)', [id, kind, code]);
    return id;
  };
  const unit = async (
    authorityId: string,
    providerId: string,
    branch: Branch,
    kind: string,
    name: string,
    place: string | null = '1496',
  ): Promise<TestUnit> => {
    const id = newId();
    await sqlDo(
      `insert into organisations.unit (id, provider_id, kind, code, name, tag, municipality_code, email, opened_at) values ($1,$2,$3,$4,$5,$6,$7,$8,'2020-01-01')`,
      [id, providerId, kind, id, name, name.slice(0, 14), place, `${kind}@example.se`],
    );
    return { id, providerId, authorityId, branch, kind };
  };
  const provider = async (authorityId: string, branch: Branch, name: string): Promise<string> => {
    const id = newId();
    await sqlDo('insert into organisations.provider (id, authority_id, branch, code, name) values ($1,$2,$3,$4,$5)', [
      id,
      authorityId,
      branch,
      id,
      name,
    ]);
    return id;
  };

  const region = await authority('region', 'R');
  const municipality = await authority('municipality', 'K');
  const joint = await authority('joint', 'J');
  const regionHealth = await provider(region, 'health', 'Regionens vård');
  const municipalHealth = await provider(municipality, 'health', 'Kommunens hälso- och sjukvård');
  const municipalOmsorg = await provider(municipality, 'omsorg', 'Kommunens omsorg');
  const municipalIfo = await provider(municipality, 'social_other', 'Individ och familj');
  const school = await provider(municipality, 'school', 'Skolan');
  const jointProvider = await provider(joint, 'joint', 'Vårdsamverkan');
  const units = {
    homeCare: await unit(municipality, municipalHealth, 'health', 'home_health_care', 'Hemsjukvården Öst'),
    homeCareWest: await unit(municipality, municipalHealth, 'health', 'home_health_care', 'Hemsjukvården Väst'),
    homeHelp: await unit(municipality, municipalOmsorg, 'omsorg', 'home_help', 'Hemtjänsten Öst'),
    assessor: await unit(municipality, municipalOmsorg, 'omsorg', 'care_needs_assessment', 'Biståndsenheten'),
    family: await unit(municipality, municipalIfo, 'social_other', 'social_services_family', 'Individ och familj'),
    school: await unit(municipality, school, 'school', 'school_health', 'Elevhälsan'),
    primaryCare: await unit(region, regionHealth, 'health', 'primary_care_centre', 'Vårdcentralen'),
    ward: await unit(region, regionHealth, 'health', 'hospital_ward', 'Medicinavdelningen'),
    operational: await unit(joint, jointProvider, 'joint', 'joint_operational_group', 'Närvårdsgruppen'),
    strategic: await unit(joint, jointProvider, 'joint', 'joint_strategic_group', 'Styrgruppen'),
  };

  const session = async (
    subject: string,
    owner: { assignmentId?: string; personId?: string; relativeId?: string },
  ): Promise<string> => {
    const id = newId();
    await sqlDo(
      `insert into identity.session (token_hash, id, subject, assignment_id, person_id, relative_id, created_at, seen_at, expires_at, ends_at, language)
       values ($1,$2,$3,$4,$5,$6,$7,$7,'2099-01-01','2099-01-01','sv')`,
      [
        randomBytes(32),
        id,
        subject,
        owner.assignmentId ?? null,
        owner.personId ?? null,
        owner.relativeId ?? null,
        new Date(clock.now()).toISOString(),
      ],
    );
    return id;
  };
  const staffAt = async (
    at: TestUnit,
    role = 'nurse',
    name = 'Test Testsson',
    title = 'Distriktssköterska',
  ): Promise<StaffCaller> => {
    const staffId = newId();
    const assignmentId = newId();
    await sqlDo('insert into organisations.staff (id, subject, name, title) values ($1, $2, $3, $4)', [
      staffId,
      staffId,
      name,
      title,
    ]);
    await sqlDo("insert into organisations.assignment values ($1, $2, $3, $4, '2020-01-01')", [
      assignmentId,
      staffId,
      at.id,
      role,
    ]);
    const sessionId = await session(staffId, { assignmentId });
    return {
      kind: 'staff',
      name,
      staffId,
      sessionId,
      assignmentId,
      unitId: at.id,
      providerId: at.providerId,
      authorityId: at.authorityId,
      branch: at.branch,
      role,
    };
  };
  let people = 0;
  const person = async (
    engaged: readonly TestUnit[] = [],
    givenName = 'Tolvan',
    familyName = 'Tolvansson',
    protection = 'none',
  ): Promise<string> => {
    const id = newId();
    people += 1;
    await sqlDo(
      'insert into people.person (person_id, given_name, family_name, birth_date, protection, subject) values ($1, $2, $3, $4, $5, $6)',
      [id, givenName, familyName, '1940-01-01', protection, id],
    );
    await sqlDo("insert into people.person_identifier values ('reservnummer', $1, $2)", [
      `TEST${String(people).padStart(8, '0')}`,
      id,
    ]);
    await sqlDo(
      "insert into people.person_contact (person_id, street, municipality_code, phone) values ($1, 'Storgatan 1', '1496', '031-390 06 01')",
      [id],
    );
    for (const u of engaged) await engage(id, u);
    return id;
  };
  const engage = async (personId: string, u: TestUnit, role = 'performer'): Promise<string> => {
    const id = newId();
    await sqlDo(
      "insert into people.engagement (id, person_id, unit_id, role, basis, valid_from, author_unit_id) values ($1,$2,$3,$4,'care_relation',$5,$3)",
      [id, personId, u.id, role, new Date(clock.now() - 1000).toISOString()],
    );
    return id;
  };
  const consent = async (
    personId: string,
    kind: string,
    by: TestUnit,
    included: readonly TestUnit[],
    excluded: readonly TestUnit[] = [],
    until = '2027-10-05T00:00:00Z',
  ): Promise<string> => {
    const id = newId();
    await sqlDo(
      `insert into people.consent (id, person_id, kind, decision, form, given_by, valid_from, valid_until, recorded_by, author_unit_id)
       values ($1,$2,$3,'yes','oral','person',$4,$5,'test',$6)`,
      [id, personId, kind, new Date(clock.now() - 1000).toISOString(), until, by.id],
    );
    for (const [list, yes] of [
      [included, true],
      [excluded, false],
    ] as const)
      for (const u of list)
        await sqlDo('insert into people.consent_unit values ($1,$2,$3,$4,$5)', [id, personId, u.id, yes, by.id]);
    return id;
  };
  const personCaller = async (personId: string): Promise<PersonCaller> => ({
    kind: 'person',
    name: 'Tolvan Tolvansson',
    personId,
    sessionId: await session(personId, { personId }),
  });
  const relativeCaller = async (personId: string, by: TestUnit): Promise<RelativeCaller> => {
    const relativeId = newId();
    await sqlDo(
      "insert into people.relative (id, person_id, name, relation, subject, author_unit_id, valid_from) values ($1,$2,'Dotter Tolvansson','child',$3,$4,'2020-01-01')",
      [relativeId, personId, relativeId, by.id],
    );
    return {
      kind: 'relative',
      name: 'Dotter Tolvansson',
      relativeId,
      personId,
      sessionId: await session(relativeId, { personId, relativeId }),
    };
  };
  let keys = 0;
  const once = (body: unknown = ''): Once => ({ key: `test-key-${++keys}`, body: JSON.stringify(body) });
  const as = (caller: Caller) => ({ caller, purpose: caller.kind === 'staff' ? ('care' as const) : ('own' as const) });
  return {
    database,
    clock,
    ground,
    newId,
    units,
    region,
    municipality,
    staffAt,
    person,
    engage,
    consent,
    session,
    personCaller,
    relativeCaller,
    once,
    as,
    sqlDo,
    drop: () => database.drop(),
  };
}
export type World = Awaited<ReturnType<typeof smallWorld>>;
export { contextSigner };
