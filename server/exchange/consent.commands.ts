/** A Consent as one of the six kinds of yes and no (domain.md §1.3). Which kind it is must show; it is never guessed. */
import { RecordConsent } from '../../contract/people.ts';
import { dateInStockholm, toIso } from '../../contract/kernel/time.ts';
import type { FhirRead } from './bundle.rules.ts';
import { consentKindOf, found } from './codes.rules.ts';
import { dayOf, instantOf } from './dates.rules.ts';
import type { Read, Reference } from './fhir.rules.ts';
import type { Ours } from './imported.store.ts';
import { fhirAt } from './report.rules.ts';
import { people } from './rooms.commands.ts';
import { checked, made, refused, type Run, type Taken } from './run.commands.ts';

export async function takeConsent(
  run: Run,
  { it, path, bases }: FhirRead<'Consent'>,
  before: Ours | undefined,
): Promise<Taken> {
  const person = await run.personAt(it.patient, bases, fhirAt(`${path}.patient`));
  const named =
    it.organization?.[0] && (await run.unitAt(it.organization[0], bases, fhirAt(`${path}.organization[0]`)));
  for (const [i, other] of (it.organization ?? []).entries())
    if (i > 0) run.warn('other_value', fhirAt(`${path}.organization[${i}]`), other.reference);
  const unit = await run.unitBehind(named, person, fhirAt(`${path}.organization`));
  const written = it.sourceAttachment !== undefined || it.sourceReference !== undefined;
  if (it.sourceAttachment !== undefined)
    run.warn('not_kept', fhirAt(`${path}.sourceAttachment`), it.sourceAttachment.title);
  if (it.sourceReference !== undefined)
    run.warn('not_kept', fhirAt(`${path}.sourceReference`), it.sourceReference.reference);
  if (it.status === 'inactive' || ['draft', 'proposed', 'entered-in-error'].includes(it.status)) {
    if (before?.version && (it.status === 'inactive' || it.status === 'entered-in-error')) {
      await people.withdrawConsent(run.acting(unit), person.id, before.id, {
        version: before.version,
        form: written ? 'written' : 'oral',
      });
      return made('changed', 'consent', before.id, { personId: person.id });
    }
    run.warn(it.status === 'inactive' ? 'ended' : 'draft', fhirAt(`${path}.status`), it.status);
    return { outcome: 'skipped' };
  }
  const kind = found(consentKindOf, it.category) ?? found(consentKindOf, it.scope);
  if (kind === undefined)
    throw refused(
      'unknown_code',
      fhirAt(`${path}.category`),
      it.category[0]?.coding?.[0]?.code ?? it.category[0]?.text,
    );
  const type = it.status === 'rejected' ? 'deny' : it.provision?.type;
  if (type === undefined) throw refused('missing', fhirAt(`${path}.provision.type`), null);
  const until = validUntil(it, path);
  if (until !== undefined && until <= run.now) {
    run.warn('ended', fhirAt(`${path}.provision.period.end`), it.provision?.period?.end);
    return { outcome: 'skipped' };
  }
  starts(run, it, path);
  const actors = await actorsOf(run, it, path, bases);
  const body = checked(
    RecordConsent,
    {
      kind,
      decision: type === 'permit' ? 'yes' : 'no',
      form: written ? 'written' : 'oral',
      givenBy: await givenBy(run, it, path, bases, person),
      includedUnitIds: actors.included,
      excludedUnitIds: actors.excluded,
      ...(actors.relativeId === undefined ? {} : { relativeId: actors.relativeId }),
      ...(until === undefined ? {} : { validUntil: toIso(until) }),
    },
    ([field]) => ({ path: fhirAt(path + (paths[String(field)] ?? '')), value: null }),
  );
  const recorded = await people.recordConsent(run.acting(unit), person.id, body);
  return made(before ? 'changed' : 'created', 'consent', recorded.id, {
    personId: person.id,
    version: recorded.version,
  });
}

const paths: Readonly<Record<string, string>> = {
  includedUnitIds: '.provision.actor',
  excludedUnitIds: '.provision.provision',
  relativeId: '.provision.actor',
  validUntil: '.provision.period.end',
  kind: '.category',
};

function validUntil(it: Read<'Consent'>, path: string): number | undefined {
  const end = it.provision?.period?.end;
  if (end === undefined) return undefined;
  const until = instantOf(end, 'end');
  if (until === undefined) throw refused('date', fhirAt(`${path}.provision.period.end`), end);
  return until;
}

/** An answer counts from when it is recorded here. */
function starts(run: Run, it: Read<'Consent'>, path: string): void {
  for (const [where, text] of [
    ['dateTime', it.dateTime],
    ['provision.period.start', it.provision?.period?.start],
  ] as const) {
    if (text === undefined) continue;
    const day = dayOf(text);
    if (day === undefined) throw refused('date', fhirAt(`${path}.${where}`), text);
    if (day > dateInStockholm(run.now)) throw refused('invalid', fhirAt(`${path}.${where}`), text);
    if (day < run.today) run.warn('start_now', fhirAt(`${path}.${where}`), text);
  }
}

async function givenBy(
  run: Run,
  it: Read<'Consent'>,
  path: string,
  bases: readonly string[],
  person: Ours,
): Promise<'person' | 'guardian' | 'trustee'> {
  const [performer, ...more] = it.performer ?? [];
  for (const [i, other] of more.entries())
    run.warn('other_value', fhirAt(`${path}.performer[${i + 1}]`), other.reference);
  if (performer === undefined) return 'person';
  const at = fhirAt(`${path}.performer[0]`);
  const who = await run.resolve(performer, bases, at);
  if (who.kind === 'person' && who.id === person.id) return 'person';
  if (who.kind === 'relative' && who.personId === person.id) {
    if (who.more['relation'] === 'guardian') return 'guardian';
    if (who.more['relation'] === 'trustee' || who.more['relation'] === 'administrator') return 'trustee';
  }
  throw refused('reference_kind', at, performer.reference);
}

async function actorsOf(run: Run, it: Read<'Consent'>, path: string, bases: readonly string[]) {
  const included: string[] = [];
  const excluded: string[] = [];
  let relativeId: string | undefined;
  const take = async (reference: Reference, at: string, into: string[]): Promise<void> => {
    const ours = await run.resolve(reference, bases, fhirAt(at));
    if (ours.kind === 'relative') relativeId = ours.id;
    else if (ours.kind === 'unit') into.push(ours.id);
    else throw refused('reference_kind', fhirAt(at), reference.reference);
  };
  const main = it.provision;
  for (const [i, { reference }] of (main?.actor ?? []).entries())
    await take(reference, `${path}.provision.actor[${i}].reference`, included);
  for (const [j, inner] of (main?.provision ?? []).entries()) {
    const at = `${path}.provision.provision[${j}]`;
    // An exception is the opposite of what it stands in.
    if (inner.type === undefined || inner.type === main?.type)
      throw refused('invalid', fhirAt(`${at}.type`), inner.type ?? null);
    if (inner.period) run.warn('not_kept', fhirAt(`${at}.period`), inner.period.end ?? inner.period.start);
    for (const [i, { reference }] of (inner.actor ?? []).entries())
      await take(reference, `${at}.actor[${i}].reference`, excluded);
  }
  return { included, excluded, relativeId };
}
