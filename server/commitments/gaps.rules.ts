import type { GapKind } from '../../contract/gaps.ts';
import type { Instant } from './handover.rules.ts';

/** How long an agreement gives for something, from `from`; both in epoch ms. */
export type Deadline = (municipality: string | null, key: string, from: Instant) => Instant;

/** A unit now in the person's care circle. Instants are ISO texts as the store gives them. */
export interface EngagedUnit {
  readonly unitId: string;
  readonly kind: string;
  readonly branch: string;
  readonly authorityId: string;
  readonly authorityKind: string;
  readonly municipality: string | null;
  readonly since: string;
  readonly closedAt: string | null;
  /** Open needs that the unit is accountable for. */
  readonly carries: number;
}

export interface PersonFacts {
  readonly personId: string;
  readonly deceased: boolean;
  readonly openNeeds: number;
  readonly units: readonly EngagedUnit[];
  readonly contacts: readonly { kind: string; unitId: string }[];
  readonly consents: readonly { id: string; kind: string; validUntil: string; unitId: string }[];
}

export interface WantedGap {
  readonly kind: GapKind;
  readonly personId: string;
  readonly subjectId: string;
  readonly area: string | null;
  readonly since: Instant;
  readonly moveUnitId: string;
  readonly giverUnitId: string | null;
  readonly municipality: string | null;
}

/** The kinds that this judgement alone raises and closes. */
export const personGapKinds = [
  'unit_closed',
  'no_care_contact',
  'no_coordinating_contact',
  'no_omsorg_contact',
  'consent_ending',
] as const satisfies readonly GapKind[];

/** Who must have which named contact: dated, with the paragraph. A unit of these kinds owes it from `from` (epoch ms) on. */
const contactDuties = [
  {
    gap: 'no_care_contact',
    unitKinds: ['home_health_care', 'nursing_home'],
    authorityKinds: ['municipality'],
    metBy: ['care_contact', 'coordinating_contact'],
    from: Date.parse('2026-06-30T22:00:00Z'),
    source: 'Patientlagen 6 kap. 2 § andra stycket, Lag 2026:214',
  },
  {
    gap: 'no_omsorg_contact',
    unitKinds: ['home_help'],
    authorityKinds: ['municipality', 'private'],
    metBy: ['omsorg_contact'],
    from: Date.parse('2025-06-30T22:00:00Z'),
    source: 'Socialtjänstlagen (2025:400) 10 kap. 7 §',
  },
] as const satisfies readonly {
  gap: GapKind;
  unitKinds: readonly string[];
  authorityKinds: readonly string[];
  metBy: readonly string[];
  from: Instant;
  source: string;
}[];

interface Judged {
  readonly wanted: readonly WantedGap[];
  /** When the next limit will be passed if nothing happens before; null when none is in sight. */
  readonly nextAt: Instant | null;
}

/**
 * What is missing around a person, judged from who is engaged, who is named and what the person has said yes to.
 *
 * @param deadline the agreements' times: `contact.missing` counted from engagement, `consent.warning` counted back from the end
 * @param now epoch ms
 */
export function gapsAround(facts: PersonFacts, deadline: Deadline, now: Instant): Judged {
  if (facts.deceased || facts.units.length === 0) return { wanted: [], nextAt: null };
  const found = [...unitClosed(facts), ...contactsMissing(facts, deadline), ...consentsEnding(facts, deadline, now)];
  const later = found.filter((gap) => gap.since > now).map((gap) => gap.since);
  return { wanted: found.filter((gap) => gap.since <= now), nextAt: later.length > 0 ? Math.min(...later) : null };
}

function unitClosed(facts: PersonFacts): WantedGap[] {
  return facts.units.flatMap((unit) => {
    if (unit.closedAt === null || unit.carries === 0) return [];
    const open = facts.units.filter((other) => other.unitId !== unit.unitId && other.closedAt === null);
    const heir = open.find((other) => other.authorityId === unit.authorityId) ?? open[0] ?? unit;
    return [gap(facts, 'unit_closed', unit.unitId, Date.parse(unit.closedAt), heir, null)];
  });
}

function contactsMissing(facts: PersonFacts, deadline: Deadline): WantedGap[] {
  const has = (...kinds: string[]): boolean => facts.contacts.some((contact) => kinds.includes(contact.kind));
  const from = (unit: EngagedUnit): Instant => deadline(unit.municipality, 'contact.missing', Date.parse(unit.since));
  const gaps: WantedGap[] = [];
  for (const { gap: kind, unitKinds, authorityKinds, metBy, from: since } of contactDuties) {
    const owes = (unit: EngagedUnit): boolean =>
      unitKinds.some((k) => k === unit.kind) && authorityKinds.some((k) => k === unit.authorityKind);
    const unit = facts.units.find(owes);
    if (unit && !has(...metBy)) gaps.push(gap(facts, kind, facts.personId, Math.max(from(unit), since), unit, null));
  }
  const first = facts.units[0];
  const second = facts.units.find((unit) => unit.authorityId !== first?.authorityId);
  if (second && facts.openNeeds > 0 && !has('coordinating_contact')) {
    const owner =
      facts.units.find((unit) => unit.kind === 'primary_care_centre') ??
      facts.units.find((unit) => unit.carries > 0) ??
      second;
    gaps.push(gap(facts, 'no_coordinating_contact', facts.personId, from(second), owner, null));
  }
  return gaps;
}

function consentsEnding(facts: PersonFacts, deadline: Deadline, now: Instant): WantedGap[] {
  return facts.consents.flatMap((consent) => {
    const owner =
      facts.units.find((unit) => unit.unitId === consent.unitId) ??
      facts.units.find((unit) => unit.carries > 0) ??
      facts.units[0];
    if (!owner) return [];
    const ends = Date.parse(consent.validUntil);
    const warning = deadline(owner.municipality, 'consent.warning', now) - now;
    return [gap(facts, 'consent_ending', consent.id, ends - warning, owner, null)];
  });
}

const gap = (
  facts: PersonFacts,
  kind: GapKind,
  subjectId: string,
  since: Instant,
  move: EngagedUnit,
  giver: string | null,
): WantedGap => ({
  kind,
  personId: facts.personId,
  subjectId,
  area: null,
  since,
  moveUnitId: move.unitId,
  giverUnitId: giver,
  municipality: move.municipality,
});

/** The agreed times that carry a gap from rung to rung. */
export const rungs = ['ladder.head', 'ladder.operational', 'ladder.strategic'] as const;

/**
 * When a gap leaves the rung it stands on: 0 unit, 1 head, 2 joint operational group, 3 joint strategic group (stays there).
 *
 * @param from when it came to that rung, epoch ms
 */
export const climbsAt = (
  level: number,
  municipality: string | null,
  deadline: Deadline,
  from: Instant,
): Instant | null => {
  const key = rungs[level];
  return key === undefined ? null : deadline(municipality, key, from);
};

export interface DuePromise {
  readonly id: string;
  readonly personId: string;
  readonly state: string;
  readonly clockAt: string;
  readonly lapsesAt: string;
  readonly area: string;
  readonly fromUnitId: string | null;
  readonly toUnitId: string | null;
  readonly openTo: readonly string[];
  readonly municipality: string | null;
}

/** The gap that a promise whose clock has passed is: nobody answered, or not done in time. Null when no unit can be asked. */
export function gapOfDue(due: DuePromise): WantedGap | null {
  const pending = due.state === 'offered' || due.state === 'received' || due.state === 'proposed';
  const asked = due.toUnitId ?? due.openTo[0] ?? due.fromUnitId;
  const move = due.state === 'proposed' ? (due.fromUnitId ?? asked) : asked;
  if (move === null || move === undefined) return null;
  const other = move === due.fromUnitId ? due.toUnitId : due.fromUnitId;
  return {
    kind: pending ? 'unanswered' : 'overdue',
    personId: due.personId,
    subjectId: due.id,
    area: due.area,
    since: Date.parse(due.clockAt),
    moveUnitId: move,
    giverUnitId: other === move ? null : other,
    municipality: due.municipality,
  };
}

/** A gap as the database takes it, with the time it leaves the first rung. */
export const gapRow = (ids: { newId(): string }, deadline: Deadline, wanted: WantedGap): object => ({
  ...wanted,
  id: ids.newId(),
  since: new Date(wanted.since).toISOString(),
  climbsAt: new Date(climbsAt(0, wanted.municipality, deadline, wanted.since) ?? wanted.since).toISOString(),
});
