import type { BodyOf } from '../../contract/kernel/route.ts';
import { type peopleRoutes, whyNotNamed } from '../../contract/people.ts';
import { command } from '../kernel/db/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import {
  about,
  atField,
  authorOf,
  changeSeen,
  endSeen,
  openUnits,
  staffOf,
  type Acting,
  type Made,
} from './acting.commands.ts';
import { add, carries, engageAgain, engagedNow, entry, isoNow, namedAt, tellCircle, titleAt } from './people.store.ts';

type Routes = typeof peopleRoutes;

/**
 * The caller's unit joins the circle of a person it has known before. A unit that has never met the person registers it by identity.
 * The system caller engages `authorUnitId`.
 *
 * @throws Refusal `not_found`, `already_exists` when the unit is in the circle now
 */
export async function engage(acting: Acting, personId: string, body: BodyOf<Routes['engage']>): Promise<Made> {
  if (acting.request.caller.kind === 'system') {
    return about(acting, 'circle.engage', personId, async (work) => {
      const id = acting.ground.newId();
      await add(work, 'engagement', {
        id,
        person_id: personId,
        unit_id: authorOf(acting),
        role: body.role,
        basis: 'care_relation',
        valid_from: isoNow(work),
        author_unit_id: authorOf(acting),
      });
      return { id, version: 1 };
    });
  }
  const staff = staffOf(acting);
  const joined = await command(acting.ground, acting.request, acting.once, async (work) => {
    const made = await engageAgain(work, personId, acting.ground.newId(), body.role, body.reason);
    if (made) await tellCircle(work, personId, [staff.unitId]);
    return made;
  });
  // Thrown after the commit, so that the attempt stays in the log.
  if (!joined) throw new Refusal('not_found');
  return joined;
}

/** @throws Refusal `not_found`, `not_allowed` for another unit's place, `stale`, `not_allowed_now` when it has ended */
export async function changeRole(
  acting: Acting,
  personId: string,
  engagementId: string,
  body: BodyOf<Routes['changeRole']>,
): Promise<Made> {
  return about(
    acting,
    'circle.role',
    personId,
    async (work) => {
      await ownPlace(work, acting, personId, engagementId);
      return {
        id: engagementId,
        version: await endSeen(work, 'engagement', personId, engagementId, body.version, { role: body.role }),
      };
    },
    { role: body.role },
  );
}

/**
 * The caller's unit leaves the circle, and its named contacts with it.
 *
 * @throws Refusal as `changeRole`; `not_allowed_now` also while the unit is accountable for an open need or has a promise to keep
 */
export async function endEngagement(
  acting: Acting,
  personId: string,
  engagementId: string,
  body: BodyOf<Routes['endEngagement']>,
): Promise<Made> {
  return about(
    acting,
    'circle.end',
    personId,
    async (work) => {
      const unitId = await ownPlace(work, acting, personId, engagementId);
      if (await carries(work, personId, unitId))
        throw new Refusal('not_allowed_now', 'the unit still carries something');
      for (const named of await namedAt(work, personId, unitId, null))
        await changeSeen(work, 'named_contact', personId, named.id, named.version, { valid_to: isoNow(work) });
      const version = await endSeen(work, 'engagement', personId, engagementId, body.version, {
        valid_to: isoNow(work),
        ended_reason: body.reason,
      });
      return { id: engagementId, version };
    },
    { reason: body.reason },
  );
}

async function ownPlace(
  work: Parameters<typeof entry>[0],
  acting: Acting,
  personId: string,
  engagementId: string,
): Promise<string> {
  const place = await entry(work, 'engagement', personId, engagementId);
  if (!place) throw new Refusal('not_found');
  const unitId = String(place['unitId']);
  const { caller } = acting.request;
  if (caller.kind !== 'system' && (caller.kind !== 'staff' || caller.unitId !== unitId))
    throw new Refusal('not_allowed');
  return unitId;
}

/**
 * Names one of the unit's own staff; whoever held the same place at the unit is relieved. There is one coordinating, one physician and one
 * omsorg contact at a time, and one care contact a unit.
 *
 * @throws InvalidInput at `staffId` when the one named has no assignment at the unit now or not the profession that the law asks for, at
 *   `kind` when the unit may name no such contact; Refusal `not_allowed_now` when the unit is not in the circle, `already_exists` when
 *   another unit holds the one place
 */
export async function nameContact(
  acting: Acting,
  personId: string,
  body: BodyOf<Routes['nameContact']>,
): Promise<Made> {
  const unitId = authorOf(acting);
  return about(
    acting,
    'contact.name',
    personId,
    async (work) => {
      const [unit] = await openUnits(work, [unitId], 'staffId');
      const title = await titleAt(work, body.staffId, unitId);
      if (!unit || title === undefined) throw atField('staffId', 'choose');
      const against = whyNotNamed(body.kind, unit.branch, title);
      if (against) throw atField(against.field, against.code);
      if (!(await engagedNow(work, personId, unitId))) throw new Refusal('not_allowed_now');
      for (const before of await namedAt(work, personId, unitId, body.kind))
        await changeSeen(work, 'named_contact', personId, before.id, before.version, { valid_to: isoNow(work) });
      const id = acting.ground.newId();
      await add(work, 'named_contact', {
        id,
        person_id: personId,
        kind: body.kind,
        unit_id: unitId,
        staff_id: body.staffId,
        valid_from: isoNow(work),
        author_unit_id: unitId,
      });
      return { id, version: 1 };
    },
    { kind: body.kind },
  );
}

/** @throws Refusal `not_found`, `not_allowed` for another unit's contact, `stale`, `not_allowed_now` */
export async function endContact(
  acting: Acting,
  personId: string,
  contactId: string,
  body: BodyOf<Routes['endContact']>,
): Promise<Made> {
  return about(acting, 'contact.end', personId, async (work) => {
    const named = await entry(work, 'named_contact', personId, contactId);
    if (!named) throw new Refusal('not_found');
    const { caller } = acting.request;
    if (caller.kind === 'staff' && named['unitId'] !== caller.unitId) throw new Refusal('not_allowed');
    return {
      id: contactId,
      version: await endSeen(work, 'named_contact', personId, contactId, body.version, { valid_to: isoNow(work) }),
    };
  });
}
