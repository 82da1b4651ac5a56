/** As much of a plan in a list as its group depends on. */
export interface Grouped {
  readonly state: 'preparing' | 'active' | 'closed';
  readonly late: boolean;
  readonly hollow: boolean;
}
export const planGroups = ['late', 'hollow', 'coming', 'preparing', 'closed'] as const;
export type PlanGroup = (typeof planGroups)[number];

/** A late follow-up asks more of someone than an empty plan does. */
export function groupOf({ state, late, hollow }: Grouped): PlanGroup {
  if (state === 'closed') return 'closed';
  if (state === 'preparing') return 'preparing';
  if (late) return 'late';
  return hollow ? 'hollow' : 'coming';
}

/** In the groups' order, each in the order given; empty groups left out. */
export const groupPlans = <T extends Grouped>(
  plans: readonly T[],
): { readonly group: PlanGroup; readonly plans: readonly T[] }[] =>
  planGroups
    .map((group) => ({ group, plans: plans.filter((plan) => groupOf(plan) === group) }))
    .filter(({ plans: found }) => found.length > 0);
