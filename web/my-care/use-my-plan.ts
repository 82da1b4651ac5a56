import { planRoutes } from '../../contract/plans.ts';
import { useRead } from '../kernel/read.ts';
import type { Mine } from './mine.tsx';

/** The person's plans, and the one that is spoken of: the open one, else the latest. Empty when there is none. */
export function useMyPlan({ personId, sees }: Mine) {
  const plans = useRead(planRoutes.personPlans, { params: { personId } }, { enabled: sees('plan') });
  const all = plans.data?.plans ?? [];
  const one = all.find(({ state }) => state !== 'closed') ?? all[0];
  return { plans, planId: one?.id ?? '', state: one?.state };
}
