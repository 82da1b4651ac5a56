import type { BodyOf } from '../../contract/kernel/route.ts';
import type { peopleRoutes } from '../../contract/people.ts';
import type { Work } from '../kernel/db/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import { about, ahead, authorOf, endSeen, recordedBy, staffOf, type Acting, type Made } from './acting.commands.ts';
import { add, entry, isoNow, unitFacts } from './people.store.ts';

type Routes = typeof peopleRoutes;
type Said = BodyOf<Routes['recordAlert']>;

async function write(work: Work, acting: Acting, personId: string, said: Said, replaces: string | null): Promise<Made> {
  const id = acting.ground.newId();
  await add(work, 'alert', {
    id,
    person_id: personId,
    kind: said.kind,
    words: said.words,
    valid_from: isoNow(work),
    valid_until: said.validUntil === undefined ? null : ahead(work, said.validUntil),
    recorded_by: recordedBy(acting),
    replaces_id: replaces,
    author_unit_id: authorOf(acting),
  });
  return { id, version: 1 };
}

/** Records a warning on one's own unit. @throws Refusal `not_found`, `time_passed` */
export async function recordAlert(acting: Acting, personId: string, body: Said): Promise<Made> {
  return about(acting, 'alert.record', personId, (work) => write(work, acting, personId, body, null), {
    kind: body.kind,
  });
}

/**
 * What a warning says now, in a new entry that takes the place of the version seen; what it said before stays readable. Only the unit that
 * recorded it: in another's name it would be open to others than those who have read it.
 *
 * @throws Refusal `not_found`, `not_allowed` for another unit's, `stale` with the entry as it stands, `not_allowed_now` when it has ended
 */
export async function changeAlert(
  acting: Acting,
  personId: string,
  alertId: string,
  { version, ...said }: BodyOf<Routes['changeAlert']>,
): Promise<Made> {
  const staff = staffOf(acting);
  return about(acting, 'alert.change', personId, async (work) => {
    const current = await entry(work, 'alert', personId, alertId);
    if (!current) throw new Refusal('not_found');
    if (current['authorUnitId'] !== staff.unitId) throw new Refusal('not_allowed');
    await endSeen(work, 'alert', personId, alertId, version, { ended_at: isoNow(work), ended_reason: 'changed' });
    return write(work, acting, personId, said, alertId);
  });
}

/** @throws Refusal as `changeAlert`; `not_allowed` for another provider's */
export async function endAlert(
  acting: Acting,
  personId: string,
  alertId: string,
  { version, reason }: BodyOf<Routes['endAlert']>,
): Promise<Made> {
  const staff = staffOf(acting);
  return about(
    acting,
    'alert.end',
    personId,
    async (work) => {
      const current = await entry(work, 'alert', personId, alertId);
      if (!current) throw new Refusal('not_found');
      const [unit] = await unitFacts(work, [String(current['authorUnitId'])]);
      if (unit?.providerId !== staff.providerId) throw new Refusal('not_allowed');
      const ended = { ended_at: isoNow(work), ended_reason: reason };
      return { id: alertId, version: await endSeen(work, 'alert', personId, alertId, version, ended) };
    },
    { reason },
  );
}
