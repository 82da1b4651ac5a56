/** Organization, Practitioner and PractitionerRole through the commands of the organisations room, known by HSA id or code. */
import type { UnitKind } from '../../contract/organisations.ts';
import { ownSystems, type Said } from '../../contract/exchange.ts';
import { parseHsaId, parseOrganisationNumber, systemOf } from '../../contract/kernel/organisation-identity.ts';
import { toIso } from '../../contract/kernel/time.ts';
import type { FhirRead } from './bundle.rules.ts';
import {
  authorityKindOf,
  branchOf,
  found,
  levels,
  roleOfTitle,
  staffRoleOf,
  unitKindOf,
  wordsOf,
} from './codes.rules.ts';
import { instantOf } from './dates.rules.ts';
import type { Identifier, Read } from './fhir.rules.ts';
import type { Ours } from './imported.store.ts';
import { contactIn, nameIn } from './patient.commands.ts';
import { fhirAt } from './report.rules.ts';
import { organisations } from './rooms.commands.ts';
import { made, refused, standing, type Run, type Taken } from './run.commands.ts';

interface Ids {
  readonly hsaId: string | undefined;
  readonly orgNumber: string | undefined;
  /** Our own code, the HSA id or the organisation number: what the organisation is known by here. */
  readonly code: string | undefined;
}

function idsIn(run: Run, identifiers: readonly Identifier[] | undefined, path: string): Ids {
  let hsaId: string | undefined;
  let orgNumber: string | undefined;
  let code: string | undefined;
  for (const [i, { system, value }] of (identifiers ?? []).entries()) {
    const at = fhirAt(`${path}.identifier[${i}].value`);
    if (value === undefined) continue;
    const known = systemOf(system ?? '');
    if (known === 'hsaId') {
      hsaId = parseHsaId(value);
      if (hsaId === undefined) throw refused('hsa_id', at, value);
    } else if (known === 'organisationsnummer') {
      orgNumber = parseOrganisationNumber(value);
      if (orgNumber === undefined) throw refused('organisation_number', at, value);
    } else if (system === ownSystems.code) code = value;
    else run.warn('not_kept', at, value);
  }
  return { hsaId, orgNumber, code: code ?? hsaId ?? orgNumber };
}

export interface UnitIn {
  readonly code: string;
  readonly name: string;
  readonly tag: string | undefined;
  readonly kind: Exclude<UnitKind, 'person'>;
  readonly provider: string;
  readonly municipalityCode: string | undefined;
  readonly hsaId: string | undefined;
  readonly email: string | undefined;
  readonly openedAt: string | undefined;
}

/** Two to sixteen characters for lists and pictures. */
const tagOf = ({ tag, name }: UnitIn): string => (tag ?? name).trim().slice(0, 16).trim().padEnd(2, '.');

export async function putUnit(run: Run, it: UnitIn): Promise<{ id: string; made: boolean }> {
  const row = await run.desk((desk) =>
    organisations.registerUnit(desk, { ...it, tag: tagOf(it), openedAt: it.openedAt ?? toIso(run.now) }),
  );
  if (row.made) {
    const { units, providers } = await run.register();
    const beside = units.find(({ providerCode }) => providerCode === it.provider);
    const own = providers.find(({ code }) => code === it.provider);
    if (beside && own)
      await run.addUnit({
        ...beside,
        id: row.id,
        code: it.code,
        name: it.name,
        kind: it.kind,
        hsaId: it.hsaId ?? null,
        open: true,
      });
    // The first unit of a provider: its branch and authority are read anew.
    else run.forgetRegister();
  }
  return row;
}
export async function putProvider(
  run: Run,
  it: Parameters<typeof organisations.registerProvider>[1],
): Promise<{ id: string; made: boolean }> {
  const row = await run.desk((desk) => organisations.registerProvider(desk, it));
  if (row.made)
    (await run.register()).providers.push({
      id: row.id,
      code: it.code,
      name: it.name,
      hsaId: it.hsaId ?? null,
      orgNumber: it.orgNumber ?? null,
    });
  return row;
}
export async function putAuthority(
  run: Run,
  it: Parameters<typeof organisations.registerAuthority>[1],
): Promise<{ id: string; made: boolean }> {
  const row = await run.desk((desk) => organisations.registerAuthority(desk, it));
  if (row.made)
    (await run.register()).authorities.push({
      id: row.id,
      code: it.code,
      name: it.name,
      hsaId: null,
      orgNumber: it.orgNumber ?? null,
    });
  return row;
}

/** Municipalities have organisation numbers 2120…, regions 2321… (SCB's groups of legal form 82 and 84). */
export const authorityKindByNumber = (orgNumber: string | undefined): 'municipality' | 'region' | undefined =>
  orgNumber?.startsWith('2120') ? 'municipality' : orgNumber?.startsWith('2321') ? 'region' : undefined;

export async function takeOrganization(
  run: Run,
  { it, path, bases }: FhirRead<'Organization'>,
  before: Ours | undefined,
): Promise<Taken> {
  const ids = idsIn(run, it.identifier, path);
  const already = before ?? (await alreadyHere(run, ids));
  if (already) return standingOrganization(run, it, path, already);
  const level =
    found(levels, it.type) ??
    (found(unitKindOf, it.type)
      ? 'unit'
      : found(branchOf, it.type)
        ? 'provider'
        : found(authorityKindOf, it.type)
          ? 'authority'
          : undefined) ??
    (it.partOf === undefined && authorityKindByNumber(ids.orgNumber) ? 'authority' : undefined);
  if (level === undefined)
    throw refused('level', fhirAt(`${path}.type`), it.type?.[0]?.coding?.[0]?.code ?? it.type?.[0]?.text);
  if (it.name === undefined) throw refused('missing', fhirAt(`${path}.name`), null);
  if (ids.code === undefined) throw refused('missing', fhirAt(`${path}.identifier`), null);
  if (it.active === false) {
    run.warn('ended', fhirAt(`${path}.active`));
    return { outcome: 'skipped' };
  }
  const named = { it, path, bases, ids, code: ids.code, name: it.name };
  const row =
    level === 'authority'
      ? await authority(run, named)
      : level === 'provider'
        ? await provider(run, named)
        : await unit(run, named);
  return made(row.made ? 'created' : 'same', level, row.id);
}

async function alreadyHere(run: Run, ids: Ids): Promise<Ours | undefined> {
  const { units, providers, authorities } = await run.register();
  const is = (one: { readonly code: string; readonly hsaId: string | null }): boolean =>
    (ids.code !== undefined && one.code === ids.code) ||
    (ids.hsaId !== undefined && one.hsaId?.toUpperCase() === ids.hsaId);
  const unitHere = units.find(is);
  if (unitHere) return standing('unit', unitHere.id);
  const providerHere = providers.find(is);
  if (providerHere) return standing('provider', providerHere.id);
  const authorityHere = authorities.find(
    (one) => is(one) || (ids.hsaId === undefined && ids.orgNumber !== undefined && one.orgNumber === ids.orgNumber),
  );
  return authorityHere && standing('authority', authorityHere.id);
}

/** What stands is not renamed or moved by a file; a unit that the file says is no longer active closes. */
async function standingOrganization(run: Run, it: Read<'Organization'>, path: string, ours: Ours): Promise<Taken> {
  const here = ours.kind === 'unit' ? await run.unit(ours.id) : undefined;
  if (it.active === false && here?.open) {
    await run.desk((desk) => organisations.closeUnit(desk, here.code, toIso(run.now)));
    run.forgetRegister();
    return made('changed', 'unit', ours.id);
  }
  if (it.name !== undefined && (!here || here.name !== it.name)) run.warn('stands', fhirAt(path), it.name);
  return made('same', ours.kind, ours.id);
}

interface Named {
  readonly it: Read<'Organization'>;
  readonly path: string;
  readonly bases: readonly string[];
  readonly ids: Ids;
  readonly code: string;
  readonly name: string;
}

async function authority(run: Run, { it, path, ids, code, name }: Named) {
  const kind = found(authorityKindOf, it.type) ?? authorityKindByNumber(ids.orgNumber);
  if (kind === undefined || kind === 'person')
    throw refused('unknown_code', fhirAt(`${path}.type`), it.type?.[0]?.coding?.[0]?.code);
  places(run, it, path, ['phone', 'email']);
  return putAuthority(run, { code, kind, name, orgNumber: ids.orgNumber });
}

async function provider(run: Run, { it, path, bases, ids, code, name }: Named) {
  const branch =
    found(branchOf, it.type) ??
    (it.type?.some((one) => one.coding?.some((coding) => coding.code === '143591000052106')) ? 'health' : undefined);
  if (branch === undefined || branch === 'person')
    throw refused('branch', fhirAt(`${path}.type`), it.type?.[0]?.coding?.[0]?.code);
  const at = fhirAt(`${path}.partOf`);
  if (it.partOf === undefined) throw refused('missing', at, null);
  const outer = await run.resolve(it.partOf, bases, at);
  const all = (await run.register()).authorities.find(({ id }) => id === outer.id);
  if (outer.kind !== 'authority' || !all) throw refused('reference_kind', at, it.partOf.reference);
  places(run, it, path, ['phone', 'email']);
  return putProvider(run, { code, authority: all.code, branch, name, orgNumber: ids.orgNumber, hsaId: ids.hsaId });
}

async function unit(run: Run, { it, path, bases, ids, code, name }: Named) {
  const at: Said = fhirAt(`${path}.partOf`);
  if (it.partOf === undefined) throw refused('missing', at, null);
  const outer = await run.resolve(it.partOf, bases, at);
  const above = outer.kind === 'unit' ? await run.unit(outer.id) : undefined;
  const providerCode = above?.providerCode ?? (await run.register()).providers.find(({ id }) => id === outer.id)?.code;
  if (providerCode === undefined) throw refused('reference_kind', at, it.partOf.reference);
  // Units stand side by side under their provider.
  if (above) run.warn('not_kept', at, above.name);
  const kind = found(unitKindOf, it.type);
  if (kind === undefined) run.warn('assumed', fhirAt(`${path}.type`), 'other');
  const reach = contactIn(run, it.telecom, path, ['email']);
  const district = it.address?.[0]?.district;
  const municipalityCode = district !== undefined && /^\d{4}$/u.test(district) ? district : undefined;
  for (const [i] of (it.address ?? []).entries())
    if (i > 0 || municipalityCode === undefined) run.warn('not_kept', fhirAt(`${path}.address[${i}]`));
  const [alias, ...more] = it.alias ?? [];
  for (const [i, other] of more.entries()) run.warn('other_value', fhirAt(`${path}.alias[${i + 1}]`), other);
  return putUnit(run, {
    code,
    name,
    tag: alias,
    kind: (kind ?? 'other') as Exclude<UnitKind, 'person'>,
    provider: providerCode,
    municipalityCode,
    hsaId: ids.hsaId,
    email: reach['email']?.value,
    openedAt: undefined,
  });
}

function places(run: Run, it: Read<'Organization'>, path: string, systems: readonly string[]): void {
  for (const [i, one] of (it.telecom ?? []).entries())
    run.warn('not_kept', fhirAt(`${path}.telecom[${i}]`), systems.length ? one.value : null);
  for (const [i, one] of (it.address ?? []).entries()) run.warn('not_kept', fhirAt(`${path}.address[${i}]`), one.city);
}

/** A member of staff is known by the HSA id, which is also the `sub` that the county's issuer should give. */
export async function takePractitioner(
  run: Run,
  { it, path }: FhirRead<'Practitioner'>,
  before: Ours | undefined,
): Promise<Taken> {
  const { hsaId } = idsIn(run, it.identifier, path);
  if (hsaId === undefined) throw refused('missing', fhirAt(`${path}.identifier`), null);
  const { staff } = await run.register();
  const here = before ?? staff.find((one) => one.hsaId?.toUpperCase() === hsaId || one.subject === hsaId);
  const name = nameIn(run, it.name, path);
  const title = wordsOf(it.qualification?.[0]?.code);
  for (const [i, other] of (it.qualification ?? []).entries()) {
    if (i > 0) run.warn('other_value', fhirAt(`${path}.qualification[${i}]`), wordsOf(other.code));
    for (const [j, one] of (other.identifier ?? []).entries())
      run.warn('not_kept', fhirAt(`${path}.qualification[${i}].identifier[${j}]`), one.value);
  }
  if (here) {
    run.warn('stands', fhirAt(path));
    return made('same', 'staff', here.id);
  }
  const whole = [name.given, name.family].filter(Boolean).join(' ');
  if (whole === '') throw refused('missing', fhirAt(`${path}.name`), null);
  if (title === undefined) run.warn('assumed', fhirAt(`${path}.qualification`), 'Medarbetare');
  const row = await run.desk((desk) =>
    organisations.registerStaff(desk, { subject: hsaId, name: whole, title: title ?? 'Medarbetare', hsaId }),
  );
  staff.push({ id: row.id, hsaId, subject: hsaId });
  return made(row.made ? 'created' : 'same', 'staff', row.id, { more: { title: title ?? '' } });
}

const titleOf = ({ more }: Ours): string => (typeof more['title'] === 'string' ? more['title'] : '');

export async function takeRole(
  run: Run,
  { it, path, bases }: FhirRead<'PractitionerRole'>,
  before: Ours | undefined,
): Promise<Taken> {
  if (it.practitioner === undefined) throw refused('missing', fhirAt(`${path}.practitioner`), null);
  if (it.organization === undefined) throw refused('missing', fhirAt(`${path}.organization`), null);
  const staff = await run.resolve(it.practitioner, bases, fhirAt(`${path}.practitioner`));
  if (staff.kind !== 'staff')
    throw refused('reference_kind', fhirAt(`${path}.practitioner`), it.practitioner.reference);
  const at = await run.unitAt(it.organization, bases, fhirAt(`${path}.organization`));
  const [from, to] = (['start', 'end'] as const).map((which) => {
    const text = it.period?.[which];
    const instant = text === undefined ? undefined : instantOf(text, which);
    if (text !== undefined && instant === undefined) throw refused('date', fhirAt(`${path}.period.${which}`), text);
    return instant;
  });
  const more = { unitId: at.id, staffId: staff.id };
  if (before) {
    if (to === undefined) {
      run.warn('stands', fhirAt(path));
      return made('same', 'assignment', before.id, { more });
    }
    await run.desk((desk) => organisations.endAssignment(desk, before.id, toIso(to)));
    return made('changed', 'assignment', before.id, { more });
  }
  if (to !== undefined && (to <= run.now || (from !== undefined && to <= from))) {
    run.warn('ended', fhirAt(`${path}.period.end`), it.period?.end);
    return { outcome: 'skipped' };
  }
  const role = found(staffRoleOf, it.code) ?? roleOfTitle(it.code?.map(wordsOf).find(Boolean) ?? titleOf(staff));
  if (role === undefined)
    throw refused('unknown_code', fhirAt(`${path}.code`), it.code?.[0]?.coding?.[0]?.code ?? wordsOf(it.code?.[0]));
  const row = await run.desk((desk) =>
    organisations.registerAssignment(desk, {
      staffId: staff.id,
      unit: at.code,
      role,
      validFrom: toIso(from ?? run.now - 1),
      ...(to === undefined ? {} : { validTo: toIso(to) }),
    }),
  );
  return made(row.made ? 'created' : 'same', 'assignment', row.id, { more });
}
