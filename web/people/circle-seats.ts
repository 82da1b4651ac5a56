import type { GapKind } from '../../contract/gaps.ts';
import type { Instant } from '../../contract/kernel/time.ts';
import type { PersonOverview, Relation } from '../../contract/people.ts';
import type { CircleSeat } from '../kernel/ui/circle-picture.tsx';

type Promised = PersonOverview['promises'][number];

export interface SeatWords {
  readonly unit: (id: string) => { readonly tag: string; readonly name: string; readonly pattern: string };
  readonly role: (role: string) => string;
  readonly relation: (relation: Relation) => string;
  readonly gap: (kind: GapKind) => string;
}

/** Gaps that mean that somebody is missing; the others are about what somebody has not done. */
const emptySeats: ReadonlySet<GapKind> = new Set([
  'no_care_contact',
  'no_coordinating_contact',
  'no_omsorg_contact',
  'declined_without_owner',
  'unit_closed',
  'lapsed',
]);

interface Carried {
  readonly needs: number;
  readonly promises: number;
  readonly pending: number;
  readonly late: number;
}

/** What a promise is to the one it was made by or offered to, now. */
export function weigh(promise: Promised): 'carried' | 'pending' | 'ended' {
  if (promise.endedAt !== null) return 'ended';
  return promise.state === 'accepted' || promise.state === 'paused' ? 'carried' : 'pending';
}

export function isLate(promise: Promised, now: Instant): boolean {
  const kind = weigh(promise);
  if (kind === 'ended') return false;
  const clock =
    kind === 'pending' ? promise.answerBy : promise.state === 'paused' ? promise.pausedUntil : promise.dueAt;
  return clock !== null && Date.parse(clock) < now;
}

function carriedBy(
  overview: PersonOverview,
  now: Instant,
  mine: (promise: Promised) => boolean,
  unitId?: string,
): Carried {
  const own = overview.promises.filter((promise) => promise.endedAt === null && mine(promise));
  const needs = overview.needs.filter(
    ({ state, accountableUnitId }) => state === 'open' && accountableUnitId === unitId,
  );
  return {
    needs: unitId === undefined ? 0 : needs.length,
    promises: own.filter((promise) => weigh(promise) === 'carried').length,
    pending: own.filter((promise) => weigh(promise) === 'pending').length,
    late: own.filter((promise) => isLate(promise, now)).length,
  };
}

/** What a unit carries now, and what it has been offered. */
export const carriedByUnit = (overview: PersonOverview, unitId: string, now: Instant): Carried =>
  carriedBy(
    overview,
    now,
    ({ toUnitId, openTo }) => toUnitId === unitId || (toUnitId === null && openTo.includes(unitId)),
    unitId,
  );

/** The circle as seats: relatives, then units of one kind beside each other, then the empty seats. */
export function seatsOf(overview: PersonOverview, now: Instant, words: SeatWords): CircleSeat[] {
  const { circle, relatives, needs, gaps, person } = overview;
  const page = `/persons/${person.id}`;
  const roles = new Map(circle.filter(({ current }) => current).map(({ unitId, role }) => [unitId, role]));
  // Whoever carries a need has a seat, also where its place in the circle is not told.
  const accountable = needs.flatMap((need) =>
    need.state === 'open' && need.accountableUnitId !== null ? [need.accountableUnitId] : [],
  );
  const units = [...new Set([...roles.keys(), ...accountable])].map((id): CircleSeat => {
    const role = roles.get(id);
    return {
      key: id,
      kind: 'unit',
      ...words.unit(id),
      note: role === undefined ? '' : words.role(role),
      ...carriedByUnit(overview, id, now),
      to: `/units/${id}`,
    };
  });
  const close = (relatives ?? [])
    .filter(({ validTo }) => validTo === null || Date.parse(validTo) > now)
    .map((relative): CircleSeat => {
      const mine = (promise: Promised): boolean => promise.toKind === 'relative' && promise.relativeId === relative.id;
      return {
        key: relative.id,
        kind: 'relative',
        tag: relative.name,
        name: relative.name,
        pattern: 'person',
        note: words.relation(relative.relation),
        ...carriedBy(overview, now, mine),
        to: `${page}#relatives`,
      };
    });
  const empty = gaps.filter(({ kind }) => emptySeats.has(kind));
  const missing = [...new Map(empty.map((gap) => [gap.kind, gap])).values()].map((gap): CircleSeat => ({
    key: gap.id,
    kind: 'gap',
    tag: words.gap(gap.kind),
    name: words.gap(gap.kind),
    pattern: 'joint',
    note: '',
    needs: 0,
    promises: 0,
    pending: 0,
    late: 0,
    to: `${page}#alerts`,
  }));
  const byKind = units.toSorted((a, b) => a.pattern.localeCompare(b.pattern) || a.tag.localeCompare(b.tag, 'sv'));
  return [...close, ...byKind, ...missing];
}
