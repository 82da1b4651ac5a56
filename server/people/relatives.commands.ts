import type { BodyOf } from '../../contract/kernel/route.ts';
import type { peopleRoutes } from '../../contract/people.ts';
import { Refusal, sqlStateOf } from '../kernel/refusal.ts';
import { about, authorOf, endSeen, type Acting, type Made } from './acting.commands.ts';
import { add, endPlain, endSharesOf, entry, isoNow } from './people.store.ts';

type Routes = typeof peopleRoutes;

/** @param extra for the system caller: the relative's own sign-in (`sub`) */
export async function addRelative(
  acting: Acting,
  personId: string,
  body: BodyOf<Routes['addRelative']>,
  extra: { subject?: string } = {},
): Promise<Made> {
  return about(acting, 'relative.add', personId, async (work) => {
    const id = acting.ground.newId();
    const subject = acting.request.caller.kind === 'system' ? (extra.subject ?? null) : null;
    const { name, relation } = body;
    await add(work, 'relative', {
      id,
      person_id: personId,
      name,
      relation,
      phone: body.phone || null,
      subject,
      author_unit_id: authorOf(acting),
      valid_from: isoNow(work),
    });
    return { id, version: 1 };
  });
}

/** No longer close; all that was shared ends at the same time. @throws Refusal `not_found`, `stale`, `not_allowed_now` */
export async function endRelative(
  acting: Acting,
  personId: string,
  relativeId: string,
  body: BodyOf<Routes['endRelative']>,
): Promise<Made> {
  return about(acting, 'relative.end', personId, async (work) => {
    const version = await endSeen(work, 'relative', personId, relativeId, body.version, { valid_to: isoNow(work) });
    await endSharesOf(work, personId, relativeId);
    return { id: relativeId, version };
  });
}

/**
 * Shares one part with a relative. The person may always; staff note it only when the person has said yes to this relative.
 *
 * @throws Refusal `not_found`, `relative_consent_missing` for staff without that yes, `already_exists`
 */
export async function share(
  acting: Acting,
  personId: string,
  relativeId: string,
  body: BodyOf<Routes['share']>,
): Promise<{ id: string }> {
  return about(
    acting,
    'relative.share',
    personId,
    async (work) => {
      const relative = await entry(work, 'relative', personId, relativeId);
      if (!relative || relative['validTo'] !== null) throw new Refusal('not_found');
      const id = acting.ground.newId();
      try {
        await add(work, 'relative_share', {
          id,
          person_id: personId,
          relative_id: relativeId,
          part: body.part,
          author_unit_id: authorOf(acting),
          valid_from: isoNow(work),
        });
      } catch (error) {
        if (sqlStateOf(error) === 'MR412') throw new Refusal('relative_consent_missing');
        throw error;
      }
      return { id };
    },
    { part: body.part },
  );
}

/** In effect from the relative's next request. @throws Refusal `not_found` */
export async function unshare(acting: Acting, personId: string, shareId: string): Promise<{ id: string }> {
  return about(acting, 'relative.unshare', personId, async (work) => {
    if (!(await endPlain(work, 'relative_share', personId, shareId))) throw new Refusal('not_found');
    return { id: shareId };
  });
}
