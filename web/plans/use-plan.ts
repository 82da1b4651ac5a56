import { peopleRoutes } from '../../contract/people.ts';
import { planRoutes } from '../../contract/plans.ts';
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
  const planId = wanted ?? (all.find(({ state }) => state !== 'closed') ?? all[0])?.id ?? '';
  const plan = useRead(planRoutes.readPlan, { params: { personId, planId } }, { enabled: planId !== '' });
  return { personId, planId, overview, plans, plan };
}

export const planAddress = (personId: string, planId?: string): string =>
  address(`/persons/${personId}/plan`, { plan: planId });
export const planSubAddress = (
  personId: string,
  page: string,
  query: Readonly<Record<string, string | undefined>>,
): string => address(`/persons/${personId}/plan/${page}`, query);
