import { isOpen, nextChange, reachNow, type ContactWay } from '../../contract/kernel/opening-hours.ts';
import { toIso, type Instant } from '../../contract/kernel/time.ts';

export interface Reached<W extends ContactWay> {
  readonly ways: (W & { open: boolean; changesAt: string | null })[];
  readonly next: { wayId: string; at: string } | null;
}

/** The ways in the order in which to try them at `now`: open first, then those that open soonest; `next` only when none is open. */
export function inOrderOfReach<W extends ContactWay>(ways: readonly W[], now: Instant): Reached<W> {
  const reach = reachNow(ways, now);
  const told = ways
    .map((way) => ({ way, open: isOpen(way.hours, now), at: nextChange(way.hours, now)?.at }))
    .toSorted(
      (a, b) =>
        Number(b.open) - Number(a.open) ||
        (a.open ? 0 : (a.at ?? Infinity) - (b.at ?? Infinity)) ||
        a.way.sort - b.way.sort,
    );
  return {
    ways: told.map(({ way, open, at }) => ({ ...way, open, changesAt: at === undefined ? null : toIso(at) })),
    next: reach.open.length > 0 || !reach.next ? null : { wayId: reach.next.way.id, at: toIso(reach.next.at) },
  };
}
