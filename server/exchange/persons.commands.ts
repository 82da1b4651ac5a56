/** A person, from a Patient or from a row: made known once, engaged with, changed only as long as nobody has changed it here. */
import type { z } from 'zod';
import { ChangePerson, type PersonOverview, RegisterPerson } from '../../contract/people.ts';
import type { Said } from '../../contract/exchange.ts';
import type { CircleRole } from '../../contract/people.ts';
import { refusalOf } from '../kernel/refusal.ts';
import { roleOfUnit } from './codes.rules.ts';
import type { Ours, UnitRow } from './imported.store.ts';
import { people } from './rooms.commands.ts';
import { checked, made, refused, type Run, type Taken } from './run.commands.ts';

type Body = z.input<typeof RegisterPerson>;
type Contact = NonNullable<Body['contact']>;

export interface PersonIn {
  readonly identity: { readonly system: string; readonly value: string };
  readonly givenName: string | undefined;
  readonly familyName: string | undefined;
  readonly birthDate: string | undefined;
  readonly protection: NonNullable<Body['protection']>;
  readonly language: string | undefined;
  readonly interpreter: boolean;
  readonly contact: Contact;
  readonly deceasedOn: string | null;
  /** Units that are engaged with the person from now; the first stands behind what is imported about the person. */
  readonly engaged: readonly { readonly unit: UnitRow; readonly role: CircleRole | undefined }[];
  /** Whether the file speaks of a field at all: a file that says nothing of a telephone takes none away. */
  readonly speaksOf: (field: string) => boolean;
  /** Where a field of the contract stands in the file. */
  readonly at: (field: readonly PropertyKey[]) => { path: Said; value: unknown };
  readonly path: Said;
}

export async function takePerson(run: Run, it: PersonIn, before: Ours | undefined): Promise<Taken> {
  const role = it.engaged[0] ? (it.engaged[0].role ?? roleOfUnit[it.engaged[0].unit.kind]) : 'consulted';
  const body = checked(
    RegisterPerson,
    {
      identity: it.identity.value,
      givenName: it.givenName ?? '',
      familyName: it.familyName ?? '',
      ...(it.birthDate === undefined ? {} : { birthDate: it.birthDate }),
      protection: it.protection,
      language: it.language ?? 'sv',
      interpreter: it.interpreter,
      contact: it.contact,
      role,
      reason: `Inläst från fil ${run.options.file.slice(0, 12)}`,
    },
    it.at,
  );
  const more = it.engaged[0] ? { unitId: it.engaged[0].unit.id } : {};
  if (it.engaged.length === 0) run.warn('nobody', it.path);
  if (before === undefined) return register(run, it, body, more);
  const engaged = await engage(run, before.id, it);
  if (before.version === null) {
    run.warn('person_stands', it.path);
    return made(engaged > 0 ? 'changed' : 'same', 'person', before.id, { personId: before.id, more });
  }
  return change(run, it, body, before, more);
}

async function register(
  run: Run,
  it: PersonIn,
  body: z.output<typeof RegisterPerson>,
  more: Ours['more'],
): Promise<Taken> {
  const { personId } = await people.registerPerson(run.acting(), body);
  const fresh = run.isFresh(personId);
  const engaged = await engage(run, personId, it);
  if (!fresh) {
    run.warn('person_stands', it.path);
    return made(engaged > 0 ? 'changed' : 'same', 'person', personId, { personId, more });
  }
  let version = 1;
  if (it.deceasedOn !== null) {
    const { givenName, familyName, protection, language, interpreter } = body;
    const asked = checked(
      ChangePerson,
      { version, givenName, familyName, protection, language, interpreter, deceasedOn: it.deceasedOn },
      it.at,
    );
    version = (await people.changePerson(run.acting(), personId, asked)).version;
  }
  return made('created', 'person', personId, { personId, version, more: { ...more, contactVersion: 1 } });
}

/** How many units were not engaged before. */
async function engage(run: Run, personId: string, it: PersonIn): Promise<number> {
  let engaged = 0;
  for (const { unit, role } of it.engaged) if (await engageUnit(run, personId, unit, role)) engaged += 1;
  return engaged;
}

/** False when the unit is in the circle already. */
export async function engageUnit(
  run: Run,
  personId: string,
  unit: UnitRow,
  role: CircleRole | undefined,
): Promise<{ id: string; version: number } | false> {
  try {
    return await people.engage(run.acting(unit), personId, {
      role: role ?? roleOfUnit[unit.kind],
      reason: `Inläst från fil ${run.options.file.slice(0, 12)}`,
    });
  } catch (error) {
    if (refusalOf(error)?.code === 'already_exists') return false;
    throw error;
  }
}

/** @throws Refused `changed_here` when someone else has changed the person since the import */
async function change(
  run: Run,
  it: PersonIn,
  body: z.output<typeof RegisterPerson>,
  before: Ours,
  more: Ours['more'],
): Promise<Taken> {
  const { text } = await people.overview(run.ground, run.request, before.id);
  const { person, contact } = JSON.parse(text) as PersonOverview;
  const { givenName, familyName, language, interpreter } = body;
  // A file lifts nobody's protection: that it says nothing of it is no decision (Skatteverket's, OSL 22:1).
  const lifts = body.protection === 'none' && person.protection !== 'none';
  if (lifts && it.speaksOf('protection')) run.warn('protection_stands', it.path);
  const protection = lifts ? person.protection : body.protection;
  const wanted = spoken(
    it,
    { givenName, familyName, protection, language, interpreter, deceasedOn: it.deceasedOn },
    person,
  );
  let version = person.version;
  let contactVersion = contact?.version ?? null;
  let changed = false;
  if (Object.entries(wanted).some(([field, value]) => person[field as keyof typeof wanted] !== value)) {
    if (person.version !== before.version) throw refused('changed_here', it.path, null);
    const asked = checked(ChangePerson, { version, ...wanted }, it.at);
    version = (await people.changePerson(run.acting(), before.id, asked)).version;
    changed = true;
  }
  const wantedContact = contact && body.contact && spoken(it, body.contact, contact);
  if (
    contact &&
    wantedContact &&
    Object.entries(wantedContact).some(
      ([field, value]) => (contact[field as keyof typeof wantedContact] ?? null) !== (value || null),
    )
  ) {
    if (contact.version !== before.more['contactVersion']) throw refused('changed_here', it.path, null);
    contactVersion = (
      await people.changeContact(run.acting(), before.id, { ...wantedContact, version: contact.version })
    ).version;
    changed = true;
  }
  return made(changed ? 'changed' : 'same', 'person', before.id, {
    personId: before.id,
    version,
    more: { ...more, contactVersion },
  });
}

/** What stands, where the file says nothing. */
const spoken = <T extends object>(it: PersonIn, said: T, stands: object): T =>
  Object.fromEntries(
    Object.entries(said).map(([field, value]) => [
      field,
      it.speaksOf(field) ? value : ((stands as Record<string, unknown>)[field] ?? null),
    ]),
  ) as T;
