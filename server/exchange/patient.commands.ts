import { dayOf } from './dates.rules.ts';
import { parsePersonalIdentity, type PersonalIdentityFault } from '../../contract/kernel/personal-identity.ts';
import { systemOf } from '../../contract/kernel/organisation-identity.ts';
import type { EntryRefusal, Said } from '../../contract/exchange.ts';
import type { FhirRead } from './bundle.rules.ts';
import { found, protectionOf, relationOf } from './codes.rules.ts';
import { extensions, type Address, type Contact, type HumanName, type Identifier, type Read } from './fhir.rules.ts';
import type { Ours, UnitRow } from './imported.store.ts';
import { takePerson, type PersonIn } from './persons.commands.ts';
import { fhirAt } from './report.rules.ts';
import { people } from './rooms.commands.ts';
import { made, refused, type Run, type Taken } from './run.commands.ts';

const kinds = ['personnummer', 'samordningsnummer', 'reservnummer'];
export const identityFault: Record<PersonalIdentityFault, EntryRefusal> = {
  shape: 'identity_shape',
  date: 'identity_date',
  checksum: 'identity_checksum',
  future: 'identity_future',
};

/** The person's number: the first identifier of a Swedish person system. @throws Refused with the path of the value */
export function identityIn(
  identifiers: readonly Identifier[] | undefined,
  today: string,
  path: string,
): { system: string; value: string; index: number } {
  const index = (identifiers ?? []).findIndex(
    ({ system, use }) => use !== 'old' && kinds.includes(systemOf(system ?? '') ?? ''),
  );
  const identifier = identifiers?.[index];
  if (!identifier) throw refused('identity_missing', fhirAt(`${path}.identifier`), null);
  const at = fhirAt(`${path}.identifier[${index}].value`);
  if (identifier.value === undefined) throw refused('identity_missing', at, null);
  const read = parsePersonalIdentity(identifier.value, today);
  if (!read.ok) throw refused(identityFault[read.reason], at, identifier.value);
  if (read.kind !== systemOf(identifier.system ?? '')) throw refused('identity_system', at, identifier.value);
  return { system: read.kind, value: read.value, index };
}

/** Of several names the official one. The calling name (tilltalsnamn) is what a person is called, so it is the given name here. */
export function nameIn(
  run: Run,
  names: readonly HumanName[] | undefined,
  path: string,
): { given: string | undefined; family: string | undefined; path: string } {
  const order = ['official', 'usual', undefined, 'temp', 'nickname', 'anonymous', 'maiden', 'old'];
  const at = names?.length
    ? names.indexOf(names.toSorted((a, b) => order.indexOf(a.use) - order.indexOf(b.use))[0] as HumanName)
    : 0;
  const name = names?.[at];
  for (const [i, other] of (names ?? []).entries())
    if (i !== at) run.warn('other_value', fhirAt(`${path}.name[${i}]`), other.text ?? other.family);
  const marks = name?.['_given'];
  const calling =
    marks?.findIndex((one) =>
      one?.extension?.some(({ url, valueCode }) => url === extensions.callingName && valueCode === 'CL'),
    ) ?? -1;
  const given = calling >= 0 ? name?.given?.[calling] : name?.given?.join(' ');
  if (calling >= 0)
    for (const [i, other] of (name?.given ?? []).entries())
      if (i !== calling) run.warn('other_value', fhirAt(`${path}.name[${at}].given[${i}]`), other);
  return { given, family: name?.family, path: `${path}.name[${at}]` };
}

const addressRank = ['63391000052104', '63381000052101', '63411000052104', undefined];
const kindOfAddress = (address: Address): string | undefined =>
  address.extension
    ?.find(({ url }) => url === extensions.addressType)
    ?.valueCodeableConcept?.coding?.find(({ system }) => system === 'http://snomed.info/sct')?.code;
const abroad = '63401000052101';

/** Of several addresses the one where a letter comes: särskild postadress, folkbokföringsadress, uppgiven adress. */
function addressIn(
  run: Run,
  addresses: readonly Address[] | undefined,
  path: string,
): { address: Address | undefined; path: string } {
  const home: number[] = [];
  for (const [i, one] of (addresses ?? []).entries()) {
    if (
      kindOfAddress(one) === abroad ||
      (one.country !== undefined && !/^(SE|SWE|Sverige|Sweden)$/iu.test(one.country))
    )
      run.warn('address_abroad', fhirAt(`${path}.address[${i}]`), one.city ?? one.country);
    else if (one.use === 'old') run.warn('other_value', fhirAt(`${path}.address[${i}]`), one.city);
    else home.push(i);
  }
  const rank = (i: number): number => addressRank.indexOf(kindOfAddress(addresses?.[i] ?? {}));
  const [best, ...rest] = home.toSorted((a, b) => rank(a) - rank(b) || a - b);
  for (const i of rest) run.warn('other_value', fhirAt(`${path}.address[${i}]`), addresses?.[i]?.city);
  return { address: best === undefined ? undefined : addresses?.[best], path: `${path}.address[${best ?? 0}]` };
}

export function contactIn(
  run: Run,
  telecom: readonly Contact[] | undefined,
  path: string,
  systems: readonly string[],
): Record<string, { value: string; path: string }> {
  const chosen: Record<string, { value: string; path: string; rank: number }> = {};
  const useRank = ['mobile', 'home', undefined, 'work', 'temp', 'old'];
  for (const [i, one] of (telecom ?? []).entries()) {
    const at = `${path}.telecom[${i}]`;
    if (one.value === undefined || !systems.includes(one.system ?? '')) {
      run.warn('not_kept', fhirAt(at), one.value);
      continue;
    }
    const rank = (one.rank ?? 50) * 10 + useRank.indexOf(one.use);
    const before = chosen[one.system ?? ''];
    if (before && before.rank <= rank) run.warn('other_value', fhirAt(`${at}.value`), one.value);
    else {
      if (before) run.warn('other_value', fhirAt(before.path), before.value);
      chosen[one.system ?? ''] = { value: one.value, path: `${at}.value`, rank };
    }
  }
  return chosen;
}

export async function takePatient(
  run: Run,
  { it, path, bases }: FhirRead<'Patient'>,
  before: Ours | undefined,
): Promise<Taken> {
  const identity = identityIn(it.identifier, run.today, path);
  for (const [i, other] of (it.identifier ?? []).entries())
    if (i !== identity.index) run.warn('other_value', fhirAt(`${path}.identifier[${i}]`), other.value);
  const birth = it.birthDate === undefined ? undefined : dayOf(it.birthDate);
  if (it.birthDate !== undefined && birth === undefined)
    throw refused('date', fhirAt(`${path}.birthDate`), it.birthDate);
  const name = nameIn(run, it.name, path);
  const home = addressIn(run, it.address, path);
  const contact = contactIn(run, it.telecom, path, ['phone', 'email']);
  const { address } = home;
  const municipality = address?.district !== undefined && /^\d{4}$/u.test(address.district) ? address.district : null;
  if (address?.district !== undefined && municipality === null)
    run.warn('not_kept', fhirAt(`${home.path}.district`), address.district);
  const languages = (it.communication ?? []).map(({ language, preferred }, i) => ({
    code: language.coding?.find(({ code }) => /^[a-z]{2,3}(-|$)/u.test(code ?? ''))?.code?.split('-')[0],
    preferred,
    i,
  }));
  const language = languages.find(({ preferred, code }) => preferred && code) ?? languages.find(({ code }) => code);
  for (const { i } of languages)
    if (i !== language?.i)
      run.warn('other_value', fhirAt(`${path}.communication[${i}]`), it.communication?.[i]?.language.text);
  const read = parsePersonalIdentity(identity.value, run.today);
  const told = birthOf(identity.value);
  if (read.ok && told !== undefined && birth !== undefined && told !== birth)
    run.warn('birth_date', fhirAt(`${path}.birthDate`), it.birthDate);
  const deceasedOn = deceased(run, it, path);
  const paths: Record<string, string> = {
    identity: `${path}.identifier[${identity.index}].value`,
    givenName: `${name.path}.given`,
    familyName: `${name.path}.family`,
    birthDate: `${path}.birthDate`,
    language: `${path}.communication[${language?.i ?? 0}].language`,
    street: `${home.path}.line`,
    postalCode: `${home.path}.postalCode`,
    town: `${home.path}.city`,
    municipalityCode: `${home.path}.district`,
    phone: contact['phone']?.path ?? `${path}.telecom`,
    email: contact['email']?.path ?? `${path}.telecom`,
    deceasedOn: `${path}.deceasedDateTime`,
  };
  const contactBody = {
    street: address?.line?.join(', ') ?? null,
    postalCode: address?.postalCode ?? null,
    town: address?.city ?? null,
    municipalityCode: municipality,
    phone: contact['phone']?.value ?? null,
    email: contact['email']?.value ?? null,
  };
  const values: Record<string, unknown> = {
    ...contactBody,
    givenName: name.given,
    familyName: name.family,
    birthDate: birth,
    language: language?.code,
    deceasedOn,
    identity: identity.value,
  };
  const said: Readonly<Record<string, boolean>> = {
    protection: found(protectionOf, it.meta?.security) !== undefined,
    language: language !== undefined,
    interpreter: it.extension?.some(({ url }) => url === extensions.interpreter) ?? false,
    deceasedOn: deceasedOn !== null,
    street: address?.line !== undefined,
    postalCode: address?.postalCode !== undefined,
    town: address?.city !== undefined,
    municipalityCode: municipality !== null,
    phone: contact['phone'] !== undefined,
    email: contact['email'] !== undefined,
  };
  const person: PersonIn = {
    identity,
    givenName: name.given,
    familyName: name.family,
    birthDate: birth,
    protection: found(protectionOf, it.meta?.security) ?? 'none',
    language: language?.code,
    interpreter:
      it.extension?.some(({ url, valueBoolean }) => url === extensions.interpreter && valueBoolean === true) ?? false,
    contact: contactBody,
    deceasedOn,
    engaged: await engagedIn(run, it, path, bases),
    // What the resource leaves out may be known from elsewhere; it is not taken away.
    speaksOf: (field) => said[field] ?? true,
    at: (field) => {
      const last = String(field.at(-1) ?? '');
      return { path: fhirAt(paths[last] ?? path), value: values[last] ?? null };
    },
    path: fhirAt(path),
  };
  return takePerson(run, person, before);
}

const birthOf = (value: string): string | undefined =>
  /^\d{12}$/u.test(value) && Number(value.slice(6, 8)) < 60
    ? `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}`
    : undefined;

function deceased(run: Run, it: Read<'Patient'>, path: string): string | null {
  if (it.deceasedDateTime !== undefined) {
    const day = dayOf(it.deceasedDateTime);
    if (day === undefined) throw refused('date', fhirAt(`${path}.deceasedDateTime`), it.deceasedDateTime);
    return day;
  }
  if (it.deceasedBoolean === true) run.warn('deceased_undated', fhirAt(`${path}.deceasedBoolean`), true);
  return null;
}

async function engagedIn(
  run: Run,
  it: Read<'Patient'>,
  path: string,
  bases: readonly string[],
): Promise<PersonIn['engaged']> {
  const engaged = new Map<string, { unit: UnitRow; role: PersonIn['engaged'][number]['role'] }>();
  const own = await run.asUnit();
  if (own) engaged.set(own.id, { unit: own, role: undefined });
  if (it.managingOrganization) {
    const unit = await run.unitAt(it.managingOrganization, bases, fhirAt(`${path}.managingOrganization`));
    if (!own) engaged.set(unit.id, { unit, role: undefined });
    else if (unit.id !== own.id) run.warn('other_party', fhirAt(`${path}.managingOrganization`), unit.code);
  }
  for (const [i, reference] of (it.generalPractitioner ?? []).entries()) {
    const at: Said = fhirAt(`${path}.generalPractitioner[${i}]`);
    const ours = await run.resolve(reference, bases, at);
    const unit = ours.kind === 'unit' ? await run.unit(ours.id) : undefined;
    if (!unit) run.warn('not_kept', at, reference.reference);
    else if (own && unit.id !== own.id) run.warn('other_party', at, unit.code);
    else if (!engaged.has(unit.id)) engaged.set(unit.id, { unit, role: 'primary_care' });
  }
  return [...engaged.values()];
}

export async function takeRelated(
  run: Run,
  { it, path, bases }: FhirRead<'RelatedPerson'>,
  before: Ours | undefined,
): Promise<Taken> {
  const person = await run.personAt(it.patient, bases, fhirAt(`${path}.patient`));
  const name = nameIn(run, it.name, path);
  const whole = [name.given, name.family].filter(Boolean).join(' ');
  if (whole === '') throw refused('missing', fhirAt(`${path}.name`), null);
  const relation = found(relationOf, it.relationship);
  if (relation === undefined)
    run.warn('assumed', fhirAt(`${path}.relationship`), it.relationship?.[0]?.text ?? 'other');
  const phone = contactIn(run, it.telecom, path, ['phone'])['phone']?.value ?? null;
  if (it.period?.start !== undefined) run.warn('start_now', fhirAt(`${path}.period.start`), it.period.start);
  const unit = await run.unitBehind(undefined, person, fhirAt(path));
  const ended =
    it.active === false ||
    (it.period?.end !== undefined &&
      (dayOf(it.period.end) ?? refuseDate(`${path}.period.end`, it.period.end)) < run.today);
  if (before) {
    if (before.version === null) return made('same', 'relative', before.id, { ...before });
    await people.endRelative(run.acting(unit), person.id, before.id, { version: before.version });
    if (ended) return made('changed', 'relative', before.id, { personId: person.id, version: null });
    run.warn('shares_ended', fhirAt(path));
  } else if (ended) {
    run.warn('ended', fhirAt(path));
    return { outcome: 'skipped' };
  }
  const phoneOk = phone === null || /^\+?[\d\s()-]{5,30}$/u.test(phone);
  if (!phoneOk) throw refused('field:phone', fhirAt(`${path}.telecom`), phone);
  if (whole.length > 200) throw refused('invalid', fhirAt(`${path}.name`), whole);
  const { id, version } = await people.addRelative(run.acting(unit), person.id, {
    name: whole,
    relation: relation ?? 'other',
    phone,
  });
  return made(before ? 'changed' : 'created', 'relative', id, {
    personId: person.id,
    version,
    more: { relation: relation ?? 'other' },
  });
}

function refuseDate(path: string, value: string): never {
  throw refused('date', fhirAt(path), value);
}
