import type { BodyOf } from '../../contract/kernel/route.ts';
import type { peopleRoutes } from '../../contract/people.ts';
import { asCaller, type Ground, type Request } from '../kernel/db/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import {
  about,
  ahead,
  atField,
  authorOf,
  endSeen,
  openUnits,
  recordedBy,
  staffOf,
  type Acting,
  type Made,
} from './acting.commands.ts';
import {
  add,
  addAll,
  endReplaced,
  entry,
  isoNow,
  legalGroundRows,
  unitFacts,
  type LegalGroundRow,
} from './people.store.ts';

type Routes = typeof peopleRoutes;

/**
 * Records a yes or a no. It ends, in the same transaction, the older answers of the kind that it speaks of anew: which those are stands at
 * `people.end_replaced` in 0012_people.sql. `ended` names those of them that the caller may see.
 *
 * A person who records it is signed in and answers for itself: written, given by the person.
 *
 * @throws Refusal `not_found`, `time_passed`, `unit_closed`; InvalidInput at the units when one does not exist
 */
export async function recordConsent(
  acting: Acting,
  personId: string,
  body: BodyOf<Routes['recordConsent']>,
): Promise<Made & { ended: string[] }> {
  const own = acting.request.caller.kind === 'person';
  return about(
    acting,
    'consent.record',
    personId,
    async (work) => {
      await openUnits(work, body.includedUnitIds, 'includedUnitIds');
      if ((await unitFacts(work, body.excludedUnitIds)).length < new Set(body.excludedUnitIds).size)
        throw atField('excludedUnitIds', 'unreadable_id');
      if (body.relativeId !== undefined && !(await entry(work, 'relative', personId, body.relativeId)))
        throw new Refusal('not_found');
      const id = acting.ground.newId();
      const author = authorOf(acting);
      await add(work, 'consent', {
        id,
        person_id: personId,
        kind: body.kind,
        decision: body.decision,
        form: own ? 'written' : body.form,
        given_by: own ? 'person' : body.givenBy,
        about: body.about,
        except_about: body.exceptAbout,
        relative_id: body.relativeId ?? null,
        valid_from: isoNow(work),
        valid_until: body.validUntil === undefined ? null : ahead(work, body.validUntil),
        recorded_by: recordedBy(acting),
        author_unit_id: author,
      });
      const units = [...new Set(body.includedUnitIds)]
        .map((unit) => [unit, true] as const)
        .concat([...new Set(body.excludedUnitIds)].map((unit) => [unit, false] as never));
      await addAll(
        work,
        'consent_unit',
        units.map(([unit_id, included]) => ({
          consent_id: id,
          person_id: personId,
          unit_id,
          included,
          author_unit_id: author,
        })),
      );
      return { id, version: 1, ended: await endReplaced(work, personId, id, body.kind) };
    },
    { kind: body.kind, decision: body.decision },
  );
}

/** One row is changed; the next request of every unit sees no more than the law then allows. @throws Refusal `not_found`, `stale`, `not_allowed_now` */
export async function withdrawConsent(
  acting: Acting,
  personId: string,
  consentId: string,
  body: BodyOf<Routes['withdrawConsent']>,
): Promise<Made> {
  const withdrawn_form = acting.request.caller.kind === 'person' ? 'written' : body.form;
  return about(acting, 'consent.withdraw', personId, async (work) => ({
    id: consentId,
    version: await endSeen(work, 'consent', personId, consentId, body.version, {
      withdrawn_at: isoNow(work),
      withdrawn_form,
    }),
  }));
}

/** Grounds that are law today from the caller's branch to the unit's. */
export async function legalGrounds(
  ground: Ground,
  request: Request,
  toUnitId: string,
): Promise<{ items: LegalGroundRow[] }> {
  const staff = staffOf({ request });
  return asCaller(ground, request, async (work) => {
    const [to] = await unitFacts(work, [toUnitId]);
    if (!to) throw new Refusal('not_found');
    return { items: await legalGroundRows(work, staff.branch, to.branch) };
  });
}

/**
 * The caller's own provider discloses to a unit on a ground other than consent.
 *
 * @throws InvalidInput at `code` when it is no law today between the two branches, at `toUnitId` when it is one's own provider's;
 *   Refusal `not_found`, `unit_closed`, `time_passed`
 */
export async function recordGround(
  acting: Acting,
  personId: string,
  body: BodyOf<Routes['recordGround']>,
): Promise<Made> {
  const staff = staffOf(acting);
  return about(
    acting,
    'ground.record',
    personId,
    async (work) => {
      const [to] = await openUnits(work, [body.toUnitId], 'toUnitId');
      if (!to || to.providerId === staff.providerId) throw atField('toUnitId', 'choose');
      if (!(await legalGroundRows(work, staff.branch, to.branch)).some((law) => law.code === body.code))
        throw atField('code', 'choose');
      const id = acting.ground.newId();
      const until = ahead(work, body.validUntil);
      await add(work, 'ground', {
        id,
        person_id: personId,
        code: body.code,
        from_provider_id: staff.providerId,
        to_unit_id: to.id,
        evidence: body.evidence,
        valid_from: isoNow(work),
        valid_until: until,
        author_unit_id: staff.unitId,
      });
      return { id, version: 1 };
    },
    { code: body.code, to: body.toUnitId },
  );
}

/** @throws Refusal `not_found`, `not_allowed` for another provider's, `stale`, `not_allowed_now` */
export async function endGround(
  acting: Acting,
  personId: string,
  groundId: string,
  body: BodyOf<Routes['endGround']>,
): Promise<Made> {
  const staff = staffOf(acting);
  return about(acting, 'ground.end', personId, async (work) => {
    const current = await entry(work, 'ground', personId, groundId);
    if (current && current['fromProviderId'] !== staff.providerId) throw new Refusal('not_allowed');
    return {
      id: groundId,
      version: await endSeen(work, 'ground', personId, groundId, body.version, { ended_at: isoNow(work) }),
    };
  });
}
