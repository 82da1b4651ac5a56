/** A participant of a CareTeam: a unit that is engaged, or one of its staff as a named contact (fast kontakt). */
import type { FhirRead } from './bundle.rules.ts';
import { circleRoleOf, contactKindOf, found } from './codes.rules.ts';
import { instantOf } from './dates.rules.ts';
import type { Concept } from './fhir.rules.ts';
import type { Ours, UnitRow } from './imported.store.ts';
import { engageUnit } from './persons.commands.ts';
import { fhirAt } from './report.rules.ts';
import { people } from './rooms.commands.ts';
import { made, refused, type Run, type Taken } from './run.commands.ts';

export async function takeParticipant(
  run: Run,
  { it, path, bases }: FhirRead<'CareTeam'>,
  index: number,
  before: Ours | undefined,
): Promise<Taken> {
  const participant = it.participant?.[index] ?? {};
  const at = `${path}.participant[${index}]`;
  const person = await run.personAt(it.subject, bases, fhirAt(`${path}.subject`));
  if (participant.member === undefined) throw refused('missing', fhirAt(`${at}.member`), null);
  const member = await run.resolve(participant.member, bases, fhirAt(`${at}.member`));
  const unit = participant.onBehalfOf
    ? await run.unitAt(participant.onBehalfOf, bases, fhirAt(`${at}.onBehalfOf`))
    : await unitOf(run, member);
  if (unit === undefined) {
    run.warn('not_kept', fhirAt(`${at}.member`), participant.member.reference ?? participant.member.display);
    return { outcome: 'skipped' };
  }
  const own = await run.asUnit();
  if (own && own.id !== unit.id) {
    run.warn('other_party', fhirAt(at), unit.code);
    return { outcome: 'skipped' };
  }
  const kind = contactKind(participant.role, it.category);
  if (isOver(run, it, participant.period?.end, at)) return end(run, before, person, unit, at);
  for (const [where, start] of [
    [`${path}.period.start`, it.period?.start],
    [`${at}.period.start`, participant.period?.start],
  ] as const)
    if (start !== undefined) run.warn('start_now', fhirAt(where), start);
  const engaged = await engageUnit(run, person.id, unit, found(circleRoleOf, participant.role));
  const staffId =
    member.kind === 'staff' ? member.id : member.kind === 'assignment' ? String(member.more['staffId']) : undefined;
  if (kind === undefined || staffId === undefined) {
    if (staffId !== undefined)
      run.warn('not_kept', fhirAt(`${at}.member`), participant.member.display ?? participant.member.reference);
    if (kind !== undefined) run.warn('not_kept', fhirAt(`${at}.role`), kind);
    if (engaged) return made('created', 'engagement', engaged.id, { personId: person.id, version: engaged.version });
    return made('same', 'engagement', before?.id ?? unit.id, { personId: person.id, version: before?.version ?? null });
  }
  if (before?.kind === 'contact' && before.more['staffId'] === staffId && before.more['kind'] === kind)
    return { ...before, outcome: 'same' };
  const named = await people.nameContact(run.acting(unit), person.id, { kind, staffId });
  return made(before ? 'changed' : 'created', 'contact', named.id, {
    personId: person.id,
    version: named.version,
    more: { staffId, kind },
  });
}

const contactKind = (role: readonly Concept[] | undefined, category: readonly Concept[] | undefined) =>
  found(contactKindOf, role) ?? found(contactKindOf, category);

async function unitOf(run: Run, member: Ours): Promise<UnitRow | undefined> {
  if (member.kind === 'unit') return run.unit(member.id);
  return member.kind === 'assignment' ? run.unit(String(member.more['unitId'])) : undefined;
}

function isOver(run: Run, it: FhirRead<'CareTeam'>['it'], last: string | undefined, at: string): boolean {
  const until = last === undefined ? undefined : instantOf(last, 'end');
  if (last !== undefined && until === undefined) throw refused('date', fhirAt(`${at}.period.end`), last);
  if (until !== undefined && until > run.now) run.warn('not_kept', fhirAt(`${at}.period.end`), last);
  return (
    (until !== undefined && until <= run.now) ||
    ['inactive', 'entered-in-error', 'proposed'].includes(it.status ?? 'active')
  );
}

/** What the import began, it also ends when the file says that it is over. */
async function end(run: Run, before: Ours | undefined, person: Ours, unit: UnitRow, at: string): Promise<Taken> {
  if (!before || before.version === null) {
    run.warn('ended', fhirAt(at), unit.code);
    return { outcome: 'skipped' };
  }
  const seen = { version: before.version };
  if (before.kind === 'contact') await people.endContact(run.acting(unit), person.id, before.id, seen);
  else await people.endEngagement(run.acting(unit), person.id, before.id, { ...seen, reason: 'other' });
  return made('changed', before.kind, before.id, { personId: person.id, version: null });
}
