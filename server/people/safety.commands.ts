import type { AnswerOf, BodyOf } from '../../contract/kernel/route.ts';
import type { peopleRoutes } from '../../contract/people.ts';
import { asCaller, command, type Ground, type Request } from '../kernel/db/transaction.ts';
import { notAPage, Refusal } from '../kernel/refusal.ts';
import {
  about,
  ahead,
  authorOf,
  endSeen,
  headOf,
  staffOf,
  atField,
  type Acting,
  type Made,
} from './acting.commands.ts';
import { emergencyLasts } from './people.rules.ts';
import {
  add,
  blockingRows,
  emergencyRows,
  endPlain,
  entry,
  isoNow,
  liveBlock,
  openEmergencyRow,
  reviewEmergencyRow,
  titleAt,
  providerExists,
  unitFacts,
} from './people.store.ts';

type Routes = typeof peopleRoutes;

/**
 * Blocks a unit's or a provider's entries, at once. The person may block any; staff note it for their own provider and its units.
 *
 * @throws Refusal `not_found`, `not_allowed`, `already_exists`
 */
export async function block(acting: Acting, personId: string, body: BodyOf<Routes['block']>): Promise<Made> {
  const { caller } = acting.request;
  return about(acting, 'block.set', personId, async (work) => {
    if (body.level === 'unit') {
      const [unit] = await unitFacts(work, [body.unitId]);
      if (!unit) throw atField('unitId', 'unreadable_id');
      if (caller.kind === 'staff' && unit.providerId !== caller.providerId) throw new Refusal('not_allowed');
    } else {
      if (caller.kind === 'staff' && body.providerId !== caller.providerId) throw new Refusal('not_allowed');
      if (!(await providerExists(work, body.providerId))) throw atField('providerId', 'unreadable_id');
    }
    const on = {
      unitId: body.level === 'unit' ? body.unitId : null,
      providerId: body.level === 'provider' ? body.providerId : null,
    };
    if (await liveBlock(work, personId, on)) throw new Refusal('already_exists');
    const id = acting.ground.newId();
    await add(work, 'block', {
      id,
      person_id: personId,
      level: body.level,
      unit_id: on.unitId,
      provider_id: on.providerId,
      valid_from: isoNow(work),
      author_unit_id: authorOf(acting),
    });
    return { id, version: 1 };
  });
}

/** Lifts a block because the person wishes it. @throws Refusal `not_found`, `not_allowed` for staff of another provider, `stale`, `not_allowed_now` */
export async function liftBlock(
  acting: Acting,
  personId: string,
  blockId: string,
  body: BodyOf<Routes['liftBlock']>,
): Promise<Made> {
  const { caller } = acting.request;
  return about(acting, 'block.lift', personId, async (work) => {
    const current = await entry(work, 'block', personId, blockId);
    if (!current) throw new Refusal('not_found');
    if (caller.kind === 'staff') {
      const [unit] = await unitFacts(work, typeof current['unitId'] === 'string' ? [current['unitId']] : []);
      if ((unit?.providerId ?? current['providerId']) !== caller.providerId) throw new Refusal('not_allowed');
    }
    return {
      id: blockId,
      version: await endSeen(work, 'block', personId, blockId, body.version, { lifted_at: isoNow(work) }),
    };
  });
}

/** In danger, first: what is blocked. The question is logged with its reason and the person sees it. @throws Refusal `not_found` */
export async function blockingUnits(
  acting: Acting,
  personId: string,
  body: BodyOf<Routes['blockingUnits']>,
): Promise<AnswerOf<Routes['blockingUnits']>> {
  staffOf(acting);
  const told = await command(acting.ground, acting.request, acting.once, (work) =>
    blockingRows(work, personId, body.reason),
  );
  if (!told) throw new Refusal('not_found');
  return told;
}

/**
 * Opens for four hours what the code allows: svod_3_6 unblocked entries of health care and social care, pdl_4_5 a named unit of the own
 * provider whose entries are blocked. Seen by the person and put on the head's list.
 *
 * @throws Refusal `not_found` also when there is nothing such to open; the attempt is logged
 */
export async function emergency(
  acting: Acting,
  personId: string,
  body: BodyOf<Routes['emergency']>,
): Promise<{ id: string; closesAt: string }> {
  staffOf(acting);
  const answer = await command(acting.ground, acting.request, acting.once, async (work) => {
    const row = {
      id: acting.ground.newId(),
      code: body.code,
      liftedUnitId: body.liftedUnitId ?? null,
      reason: body.reason,
      closesAt: new Date(work.now + emergencyLasts).toISOString(),
    };
    return (await openEmergencyRow(work, personId, row)) ? { id: row.id, closesAt: row.closesAt } : null;
  });
  if (!answer) throw new Refusal('not_found');
  return answer;
}

/** @throws Refusal `not_allowed` for others than the unit's head */
export async function emergencies(
  ground: Ground,
  request: Request,
  page: { cursor?: string | undefined; limit: number },
): Promise<AnswerOf<Routes['emergencies']>> {
  headOf({ request });
  const offset = offsetOf(page.cursor);
  const { items, total } = await asCaller(ground, request, (work) => emergencyRows(work, offset, page.limit));
  return {
    items: items as AnswerOf<Routes['emergencies']>['items'],
    total,
    next: nextOffset(offset, items.length, total),
  };
}

/** @throws Refusal `not_allowed`, `not_found`, `already_exists` when it is reviewed */
export async function reviewEmergency(
  acting: Acting,
  emergencyId: string,
  body: BodyOf<Routes['reviewEmergency']>,
): Promise<{ id: string }> {
  headOf(acting);
  return command(acting.ground, acting.request, acting.once, async (work) => {
    const outcome = await reviewEmergencyRow(work, emergencyId, body.review);
    if (outcome !== 'ok') throw new Refusal(outcome === 'already_exists' ? 'already_exists' : 'not_found');
    return { id: emergencyId };
  });
}

/** The head names one of the unit's own staff who may see protected details. @throws Refusal `not_allowed`, `not_found`, `time_passed`; InvalidInput at `staffId` */
export async function unmask(
  acting: Acting,
  personId: string,
  body: BodyOf<Routes['unmask']>,
): Promise<{ id: string }> {
  const head = headOf(acting);
  return about(
    acting,
    'unmask.grant',
    personId,
    async (work) => {
      if ((await titleAt(work, body.staffId, head.unitId)) === undefined) throw atField('staffId', 'choose');
      const id = acting.ground.newId();
      await add(work, 'unmask_grant', {
        id,
        person_id: personId,
        staff_id: body.staffId,
        author_unit_id: head.unitId,
        valid_from: isoNow(work),
        valid_to: body.validTo === undefined ? null : ahead(work, body.validTo),
      });
      return { id };
    },
    { staff: body.staffId },
  );
}

export async function endUnmask(acting: Acting, personId: string, grantId: string): Promise<{ id: string }> {
  headOf(acting);
  return about(acting, 'unmask.end', personId, async (work) => {
    if (!(await endPlain(work, 'unmask_grant', personId, grantId))) throw new Refusal('not_found');
    return { id: grantId };
  });
}

export function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^\d{1,7}$/.test(cursor)) throw notAPage('cursor');
  return Number(cursor);
}
export const nextOffset = (offset: number, shown: number, total: number): string | null =>
  shown > 0 && offset + shown < total ? String(offset + shown) : null;
