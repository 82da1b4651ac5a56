import type { PlanView } from '../../contract/plans.ts';
import { fromIso } from '../../contract/kernel/time.ts';
import { actorOf } from '../kernel/access/context.ts';
import { command, type Work } from '../kernel/db/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import { iso, openPerson, type Asked } from './frame.commands.ts';
import { newsOf } from './news.rules.ts';
import { changesAfter, noteLook } from './news.store.ts';
import { whoOf } from './picture.rules.ts';
import { holdPlan } from './plans.store.ts';
import { unitNames } from './view.store.ts';

/**
 * What others have done since the caller's last look at the plan, as far as the caller may read. Moves no mark.
 *
 * @param seenTo how far the caller has seen, null when never
 */
export async function newsFor(
  work: Work,
  { caller, params: { personId, planId } }: Pick<Asked, 'caller' | 'params'>,
  seenTo: string | null,
): Promise<PlanView['news']> {
  // Nobody's first look is full of news: all of it is before them.
  if (seenTo === null) return { since: null, to: iso(work.now), items: [] };
  const own = actorOf(caller).split(':').slice(0, 2).join(':');
  const since = Date.parse(seenTo);
  const { parts, happened } = await changesAfter(work, personId, planId, since);
  const told = newsOf(parts, happened, `${own}:`);
  const named = await unitNames(work, [...new Set(told.flatMap(({ byUnitId }) => byUnitId ?? []))]);
  const names = { units: new Map(named.map((unit) => [unit.id, unit])), authorities: new Map(), promises: new Map() };
  const items = told.map(({ place, partId, deed, label, at, ...by }) => ({
    place,
    partId,
    deed,
    label,
    at,
    by: whoOf(by, names),
  }));
  // Seen is what was shown, and nothing later: what came while it was read stays new.
  return { since: iso(since), to: items[0]?.at ?? null, items };
}

/** The caller says how far it has been seen. Nothing in the plan changes, and nobody is told. */
export function lookAtPlan(asked: Asked, body: { to: string }): Promise<{ seenTo: string }> {
  const { personId, planId } = asked.params;
  return command(asked.ground, asked.request, asked.once, async (work) => {
    await openPerson(work, 'plan.look', personId, { plan: planId });
    if (!(await holdPlan(work, personId, planId, 'seen'))) throw new Refusal('not_found');
    return { seenTo: await noteLook(work, personId, planId, new Date(fromIso(body.to)).toISOString()) };
  });
}
