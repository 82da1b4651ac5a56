import type { TestDatabase } from '../testing/database.ts';

/** A UUID that can be read in a failure: its last digits are `n`. */
export const id = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const units = { homeCare: id(31), rehab: id(32), centre: id(33) } as const;
export const assignments = {
  nurse: id(51),
  twoHome: id(52),
  twoRehab: id(53),
  doctor: id(54),
  ended: id(55),
  guest: id(56),
} as const;
export const staff = { nurse: id(41), two: id(42), doctor: id(43), ended: id(44) } as const;
export const people = { elsa: id(61), karin: id(71) } as const;

/** A municipality with home health care and rehab, a primary-care centre, Elsa and her daughter. */
export async function seed(database: TestDatabase): Promise<void> {
  const asOwner = (text: string, values: unknown[]): Promise<unknown> => database.asOwner(text, values);
  await asOwner(
    `insert into organisations.authority (id, kind, code, name) values ($1, 'municipality', 'm', 'Ekby kommun'), ($2, 'region', 'r', 'Regionen')`,
    [id(11), id(12)],
  );
  await asOwner(
    `insert into organisations.provider (id, authority_id, branch, code, name) values ($1, $3, 'health', 'mh', 'Ekby kommun, hälso- och sjukvård'), ($2, $4, 'health', 'rh', 'Regionens vård')`,
    [id(21), id(22), id(11), id(12)],
  );
  await asOwner(
    `insert into organisations.unit (id, provider_id, kind, code, name, tag, opened_at) values
     ($1, $4, 'home_health_care', 'hsv', 'Hemsjukvården Öst', 'HSV Öst', '2020-01-01Z'), ($2, $4, 'municipal_rehab', 'reh', 'Rehab', 'Rehab', '2020-01-01Z'),
     ($3, $5, 'primary_care_centre', 'vc', 'Ekby vårdcentral', 'Ekby vc', '2020-01-01Z')`,
    [units.homeCare, units.rehab, units.centre, id(21), id(22)],
  );
  await asOwner(
    `insert into organisations.staff (id, subject, name, title) values ($1, 'demo-nurse', 'Anna Berg', 'Distriktssköterska'), ($2, 'demo-two', 'Bo Ek', 'Arbetsterapeut'),
     ($3, 'demo-doctor', 'Cilla <Sten>', 'Läkare'), ($4, 'demo-ended', 'Dan Alm', 'Sjuksköterska'), ($5, 'real-doctor', 'Eva Lind', 'Läkare')`,
    [staff.nurse, staff.two, staff.doctor, staff.ended, id(45)],
  );
  await asOwner(
    `insert into organisations.assignment (id, staff_id, unit_id, role, valid_from, valid_to) values
     ($1, $8, $12, 'nurse', '2024-01-01Z', null), ($2, $9, $12, 'therapist', '2024-01-01Z', null), ($3, $9, $13, 'therapist', '2024-02-01Z', null),
     ($4, $10, $14, 'doctor', '2024-01-01Z', null), ($5, $11, $12, 'nurse', '2024-01-01Z', '2024-06-01Z'), ($6, $9, $14, 'therapist', '2024-01-01Z', '2024-06-01Z'),
     ($7, $15, $14, 'doctor', '2024-01-01Z', null)`,
    [
      assignments.nurse,
      assignments.twoHome,
      assignments.twoRehab,
      assignments.doctor,
      assignments.ended,
      assignments.guest,
      id(57),
      staff.nurse,
      staff.two,
      staff.doctor,
      staff.ended,
      units.homeCare,
      units.rehab,
      units.centre,
      id(45),
    ],
  );
  await asOwner(
    `insert into people.person (person_id, given_name, family_name, birth_date, subject) values ($1, 'Elsa', 'Svensson', '1939-04-02', 'demo-elsa'), ($2, 'Sven', 'Svensson', '1937-01-02', null)`,
    [people.elsa, id(62)],
  );
  await asOwner(
    `insert into people.relative (id, person_id, name, relation, subject, author_unit_id, valid_from) values ($1, $2, 'Karin Svensson', 'child', 'demo-karin', $3, '2024-01-01Z')`,
    [people.karin, people.elsa, units.homeCare],
  );
}
