import { dateInStockholm } from '../../contract/kernel/time.ts';
import type { BodyOf } from '../../contract/kernel/route.ts';
import type { peopleRoutes } from '../../contract/people.ts';
import { command } from '../kernel/db/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import { about, atField, authorOf, changeSeen, recordedBy, type Acting, type Made } from './acting.commands.ts';
import { add, changePersonRow, entry, isoNow, registerRow } from './people.store.ts';
import { identityOf } from './people.rules.ts';

type Routes = typeof peopleRoutes;

/**
 * Makes a person known to the caller's unit: finds by identity or creates, engages the unit (staff), logs. The answer is the same
 * whether the person was in the system or not; what an earlier unit wrote about name and address stands.
 *
 * @param extra for the system caller: the person's own sign-in (`sub`)
 * @throws InvalidInput at `identity`, or at `birthDate` when neither it nor the number tells the day
 */
export async function registerPerson(
  acting: Acting,
  body: BodyOf<Routes['register']>,
  extra: { subject?: string } = {},
): Promise<{ personId: string }> {
  const identity = identityOf(body.identity, dateInStockholm(acting.ground.clock.now()));
  if (!identity) throw atField('identity', 'personal_identity');
  const birthDate = identity.birthDate ?? body.birthDate;
  if (birthDate === undefined) throw atField('birthDate', 'required');
  if (birthDate > dateInStockholm(acting.ground.clock.now())) throw atField('birthDate', 'date');
  return command(acting.ground, acting.request, acting.once, async (work) => {
    const { givenName, familyName, protection, language, interpreter, contact, role, reason } = body;
    const made = {
      id: acting.ground.newId(),
      engagementId: acting.ground.newId(),
      system: identity.system,
      value: identity.value,
      birthDate,
    };
    const personId = await registerRow(work, {
      ...made,
      givenName,
      familyName,
      protection,
      language,
      interpreter,
      contact,
      role,
      reason,
      ...extra,
    });
    return { personId };
  });
}

/** Names, language, protection, a death. @throws Refusal `not_found`, `stale` with what stands now */
export async function changePerson(acting: Acting, personId: string, body: BodyOf<Routes['change']>): Promise<Made> {
  return about(acting, 'person.change', personId, async (work) => {
    if (body.deceasedOn !== null && body.deceasedOn > dateInStockholm(work.now)) throw atField('deceasedOn', 'date');
    const { version: seen, ...values } = body;
    const version = await changePersonRow(work, personId, seen, values);
    if (version === null) throw new Refusal('stale', undefined, await entry(work, 'person', personId, null));
    return { id: personId, version };
  });
}

/** Address and telephone. @throws Refusal `not_found` also when they are masked for the caller, `stale` */
export async function changeContact(
  acting: Acting,
  personId: string,
  body: BodyOf<Routes['changeContact']>,
): Promise<Made> {
  if (acting.request.caller.kind === 'relative') throw new Refusal('not_allowed');
  return about(acting, 'person.contact', personId, async (work) => {
    const { street, town, phone, email } = body;
    const set = { street, postal_code: body.postalCode, town, municipality_code: body.municipalityCode, phone, email };
    return { id: personId, version: await changeSeen(work, 'person_contact', personId, null, body.version, set) };
  });
}

/** What matters to the person, in the person's words. New words take the place of old ones, which are kept. */
export async function say(acting: Acting, personId: string, body: BodyOf<Routes['say']>): Promise<{ id: string }> {
  return about(acting, 'voice.say', personId, async (work) => {
    if (body.replacesId !== undefined && !(await entry(work, 'voice', personId, body.replacesId)))
      throw new Refusal('not_found');
    const id = acting.ground.newId();
    const said_by = acting.request.caller.kind === 'person' ? 'person' : body.saidBy;
    await add(work, 'voice', {
      id,
      person_id: personId,
      words: body.words,
      said_by,
      said_at: isoNow(work),
      recorded_by: recordedBy(acting),
      author_unit_id: authorOf(acting),
      replaces_id: body.replacesId ?? null,
    });
    return { id };
  });
}
