import { useState } from 'react';
import { peopleRoutes } from '../../contract/people.ts';
import { planRoutes, type PlanView } from '../../contract/plans.ts';
import { isClosed } from '../kernel/closed.ts';
import { useWatch } from '../kernel/live.ts';
import { useRead } from '../kernel/read.ts';
import { address, useParam, useSearch } from '../kernel/route.ts';

/** The person, and the person's plan: the one in the address, else the one that is open, else the latest. */
export function usePlan() {
  const personId = useParam('personId');
  const wanted = useSearch().get('plan');
  useWatch(personId);
  const overview = useRead(peopleRoutes.overview, { params: { personId } });
  const plans = useRead(planRoutes.personPlans, { params: { personId } });
  const all = plans.data?.plans ?? [];
  const found = wanted ?? (all.find(({ state }) => state !== 'closed') ?? all[0])?.id;
  // A plan that was here and is no longer told of has been closed to the reader: it is not that there is none.
  const [held, hold] = useState(found);
  if (found !== undefined && found !== held) hold(found);
  const planId = found ?? held ?? '';
  const plan = useRead(planRoutes.readPlan, { params: { personId, planId } }, { enabled: planId !== '' });
  const closed = [overview, plans, plan].some((read) => isClosed(read));
  return { personId, planId, overview, plans, plan, closed };
}
/** Which units of the circle read the plan: asked beside the plan, which does not wait for it. */
export const usePlanReaders = ({ personId, id: planId }: Pick<PlanView, 'personId' | 'id'>) =>
  useRead(planRoutes.planReaders, { params: { personId, planId } });

export type PlanRead = ReturnType<typeof usePlan>;

export const planAddress = (personId: string, planId?: string): string =>
  address(`/persons/${personId}/plan`, { plan: planId });
export const planSubAddress = (
  personId: string,
  page: string,
  query: Readonly<Record<string, string | undefined>>,
): string => address(`/persons/${personId}/plan/${page}`, query);
