import type { PlanTimeline } from '../../contract/plans.ts';
import { Refusal } from '../kernel/refusal.ts';
import { reading, type Asked } from './frame.commands.ts';
import { timelineOf } from './timeline.store.ts';

/** A plan over time, as far as the caller may read: a promise that is not seen is not there. */
export function planTimeline(asked: Asked): Promise<PlanTimeline> {
  const { personId, planId } = asked.params;
  return reading(asked, 'plan.timeline', { plan: planId }, async (work) => {
    const found = await timelineOf(work, personId, planId);
    if (!found) throw new Refusal('not_found');
    return found;
  });
}
