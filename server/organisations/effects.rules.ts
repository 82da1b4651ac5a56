import type { Effect, Moment } from '../../contract/administration.ts';
import { momentsFrom } from '../../contract/kernel/moments.ts';
import { isOpen, type Hours } from '../../contract/kernel/opening-hours.ts';
import { deadlineAfter } from '../../contract/kernel/deadlines.ts';
import { startOfDay, stockholmInstant, toIso, type Instant } from '../../contract/kernel/time.ts';
import type { TermKey } from '../../contract/organisations.ts';
import { termFor, type Term } from './terms.rules.ts';

/** Persons who have the same units around them: how many, never who. */
export interface Circle {
  readonly units: readonly string[];
  readonly persons: number;
}
interface OpenWay {
  readonly unitId: string;
  readonly hours: Hours;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** How many people who reached somebody reach nobody after the change, and the other way round, at each moment where anyone does. */
export function reachEffects(
  circles: readonly Circle[],
  before: readonly OpenWay[],
  after: readonly OpenWay[],
  now: Instant,
): Effect[] {
  return (Object.entries(momentsFrom(now)) as [Moment, Instant][]).flatMap(([moment, at]): Effect[] => {
    const openAt = (ways: readonly OpenWay[]): ReadonlySet<string> =>
      new Set(
        ways
          .filter(
            (way) =>
              Date.parse(way.validFrom) <= at &&
              (way.validTo === null || Date.parse(way.validTo) > at) &&
              isOpen(way.hours, at),
          )
          .map(({ unitId }) => unitId),
      );
    const [was, becomes] = [openAt(before), openAt(after)];
    let [lost, gained] = [0, 0];
    for (const { units, persons } of circles) {
      const [reached, reaches] = [units.some((id) => was.has(id)), units.some((id) => becomes.has(id))];
      if (reached && !reaches) lost += persons;
      if (!reached && reaches) gained += persons;
    }
    // The minute of `now` says nothing, and would make every look another one.
    return lost + gained > 0
      ? [{ kind: 'reach', moment, at: toIso(moment === 'now' ? startOfDay(at) : at), lost, gained }]
      : [];
  });
}

/** An offer that waits for an answer, as far as the clock needs to know it. Instants are ISO texts. */
export interface Unanswered {
  readonly id: string;
  readonly personId: string;
  readonly kind: string;
  readonly urgency: string;
  readonly state: string;
  readonly version: number;
  readonly municipality: string | null;
  readonly answerBy: string;
  readonly lapsesAt: string;
  /** What its answer time is counted from. */
  readonly from: string;
}

/** The answer time that an offer is counted by: a proposal has one of its own, signals and handovers too. */
export const answerKeyOf = ({ kind, urgency, state }: Pick<Unanswered, 'kind' | 'urgency' | 'state'>): TermKey => {
  if (state === 'proposed') return 'proposal.answer';
  return (kind === 'signal' || kind === 'handover' ? `answer.${kind}.${urgency}` : `answer.${urgency}`) as TermKey;
};

/** The keys that an offer's answer is counted by, and that can therefore be said to hold for open offers too. */
export const holdsForOpen = (key: TermKey): boolean =>
  key === 'proposal.answer' || /^answer\.((signal|handover)(\.|$)|acute$|soon$|planned$)/u.test(key);

export interface NewClock {
  readonly id: string;
  readonly personId: string;
  readonly version: number;
  readonly answerBy: string;
  readonly lapsesAt: string;
}

/**
 * The clocks of open offers when a new answer time holds for them too. An offer whose time is up before the new rule begins is judged by
 * the old one. Nobody becomes late by a rule that has not begun: the new clock never stands before its first day.
 *
 * @param wins whether the changed row is what a key is read from, in a municipality, on its first day
 * @param terms as they are after the change
 */
export function newClocks(
  offers: readonly Unanswered[],
  terms: readonly Term[],
  validFrom: string,
  wins: (municipality: string | null, key: TermKey) => boolean,
): { clocks: NewClock[]; concerned: number } {
  const begins = stockholmInstant(validFrom);
  const clocks: NewClock[] = [];
  let concerned = 0;
  for (const offer of offers) {
    const key = answerKeyOf(offer);
    if (!wins(offer.municipality, key)) continue;
    concerned += 1;
    const was = Date.parse(offer.answerBy);
    if (was < begins) continue;
    const { amount, unit } = termFor(terms, offer.municipality, key, validFrom);
    const answerBy = Math.max(deadlineAfter(Date.parse(offer.from), { amount, unit, at: 'same_time' }), begins);
    if (answerBy === was) continue;
    // The lapse keeps its distance from the answer's time.
    const lapsesAt = answerBy + Math.max(Date.parse(offer.lapsesAt) - was, 0);
    clocks.push({
      id: offer.id,
      personId: offer.personId,
      version: offer.version,
      answerBy: toIso(answerBy),
      lapsesAt: toIso(lapsesAt),
    });
  }
  return { clocks, concerned };
}
