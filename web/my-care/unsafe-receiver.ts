import type { PersonOverview, WhoToCall } from '../../contract/people.ts';

type PromiseLine = PersonOverview['promises'][number];

/** The unit that is told when someone does not feel safe, and whether it answers now. */
export interface Receiver {
  readonly unitId: string;
  readonly open: boolean;
  /** When it opens, for one that is closed and tells its hours. */
  readonly opensAt: string | null;
}

/**
 * Who is told: of those around the person, one that is open now, and of those first one that is responsible for something. When none is open,
 * the one that opens first. Null when there is nobody to tell.
 *
 * @param calls in the order that they can be reached, the open ones first
 * @param circle units now in the person's circle, which alone can be told
 */
export function receiverOf(
  calls: readonly Pick<WhoToCall['lines'][number], 'unitId' | 'open' | 'nextAt'>[],
  circle: readonly string[],
  responsible: readonly string[],
): Receiver | null {
  const near = calls.filter(({ unitId }) => circle.includes(unitId));
  const open = near.filter((line) => line.open);
  const closed = near.filter((line) => !line.open && line.nextAt !== null);
  const chosen = open.find(({ unitId }) => responsible.includes(unitId)) ?? open[0] ?? closed[0] ?? near[0];
  if (chosen) return { unitId: chosen.unitId, open: chosen.open, opensAt: chosen.open ? null : chosen.nextAt };
  // Nobody told how they are reached; somebody is there all the same.
  const [first] = [...circle].toSorted((a, b) => Number(responsible.includes(b)) - Number(responsible.includes(a)));
  return first === undefined ? null : { unitId: first, open: false, opensAt: null };
}

const waiting: ReadonlySet<string> = new Set(['offered', 'received', 'proposed']);
const settled: ReadonlySet<string> = new Set(['accepted', 'declined', 'lapsed', 'not_kept', 'kept']);
const shownFor = 24 * 3_600_000;

export const isWaiting = ({ state }: Pick<PromiseLine, 'state'>): boolean => waiting.has(state);

/**
 * What one has told in this way and is still of use to see: what waits for an answer or is being taken care of, and how the last one ended, for a
 * day. The newest.
 */
export function toldUnsafe(
  promises: readonly Pick<PromiseLine, 'id' | 'kind' | 'fromKind' | 'urgency' | 'area' | 'state' | 'offeredAt'>[],
  by: 'person' | 'relative',
  now: number,
): string | undefined {
  return promises
    .filter(
      ({ kind, fromKind, urgency, area }) =>
        kind === 'signal' && fromKind === by && urgency === 'acute' && area === 'safety',
    )
    .filter(
      (one) =>
        isWaiting(one) ||
        one.state === 'accepted' ||
        (settled.has(one.state) && now - Date.parse(one.offeredAt) < shownFor),
    )
    .toSorted((a, b) => b.offeredAt.localeCompare(a.offeredAt))[0]?.id;
}
