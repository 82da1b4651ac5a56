import { type commitmentsRoutes, urgencies } from '../../contract/commitments.ts';
import type { QueryOf } from '../../contract/kernel/route.ts';

export type AskedQuery = QueryOf<typeof commitmentsRoutes.worklist>;

export interface AskedFilter {
  readonly by: string | null;
  readonly person: string | null;
  readonly kind: string | null;
  readonly area: string | null;
  readonly sort: string | null;
  /** The urgency of the last row seen as a rank (0 acute), when the list is sorted by it. */
  readonly afterRank: number | null;
}

/** The filter that a question for the lists carries; null when it asks for the lists as they are. */
export function filterOf({ by, person, kind, area, sort, afterUrgency }: AskedQuery): AskedFilter | null {
  const byUrgency = sort === 'urgency';
  if (!by && !person && !kind && !area && !byUrgency) return null;
  return {
    by: by ?? null,
    person: person ?? null,
    kind: kind ?? null,
    area: area ?? null,
    sort: sort ?? null,
    afterRank: byUrgency && afterUrgency ? urgencies.indexOf(afterUrgency) : null,
  };
}
