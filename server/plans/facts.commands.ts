import type { Work } from '../kernel/db/transaction.ts';
import type { Deputies } from './approvals.rules.ts';
import type { PlanRow } from './plans.store.ts';
import type { Signature } from './signatures.store.ts';
import { interventionOf, goalOf, type Names, type StoredPart } from './picture.rules.ts';
import { latestFollowUp, type PlanFacts } from './plans.rules.ts';
import { termFor } from './plans.store.ts';

/** The facts that the rules decide on, from the plan's parts as far as the caller sees them. */
export function factsOf(
  plan: PlanRow,
  parts: readonly StoredPart[],
  names: Names,
  deputies?: Deputies,
  signatures?: readonly Signature[] | null,
): PlanFacts {
  return {
    state: plan.state,
    responsibleAuthorityId: plan.responsible_authority_id,
    nextFollowUpAt: plan.next_follow_up_at === null ? null : Date.parse(plan.next_follow_up_at),
    personAgrees: plan.person_agrees,
    ...(deputies ? { deputies } : {}),
    ...(signatures ? { unsigned: signatures.filter(({ at }) => at === null).length } : {}),
    noOtherMeasures: plan.no_other_measures,
    otherMeasures: parts.filter(({ part, content }) => part === 'other_measure' && content['removed_at'] === null)
      .length,
    interventions: parts
      .filter(({ part }) => part === 'intervention')
      .map((part) => interventionOf(part, names).promise)
      .map((promise) => ({ state: promise?.state ?? null, ownerKind: promise?.ownerKind ?? null })),
    goals: parts.filter(({ part }) => part === 'goal').map((part) => ({ state: goalOf(part, names).state })),
  };
}

/** The latest next follow-up by the agreement where the responsible unit works, counted from now (epoch ms); null when it sets none. */
export async function latestFor(
  work: Work,
  plan: Pick<PlanRow, 'responsible_unit_id' | 'author_unit_id'>,
): Promise<number | null> {
  return latestFollowUp(
    work.now,
    await termFor(work, 'followup.latest', plan.responsible_unit_id ?? plan.author_unit_id),
  );
}
