import type { CommitmentState } from '../../contract/commitments.ts';
import type { FollowUpOutcome, PlanAction, PlanLack, PlanState, PlanType, Goal } from '../../contract/plans.ts';
import type { ProblemCode } from '../../contract/kernel/problems.ts';
import { deadlineAfter } from '../../contract/kernel/deadlines.ts';
import { fromIso, type Instant } from '../../contract/kernel/time.ts';
import { lackingYes, type Deputies } from './approvals.rules.ts';

const no = null;

/** State x action. Every cell is answered; null is refused. */
export const transitions = {
  preparing: {
    edit: 'preparing',
    establish: 'active',
    follow_up_continue: no,
    follow_up_revise: no,
    follow_up_close: no,
    renew: no,
    close: 'closed',
  },
  active: {
    edit: 'active',
    establish: no,
    follow_up_continue: 'active',
    follow_up_revise: 'active',
    follow_up_close: 'closed',
    renew: 'active',
    close: 'closed',
  },
  closed: {
    edit: no,
    establish: no,
    follow_up_continue: no,
    follow_up_revise: no,
    follow_up_close: no,
    renew: no,
    close: no,
  },
} as const satisfies Record<PlanState, Record<PlanAction, PlanState | null>>;

/** The person's last word in force, as far as the caller may read it. */
export type ConsentFact = 'yes' | 'no' | 'missing';
export type Verdict =
  | { readonly ok: true; readonly state: PlanState }
  | { readonly ok: false; readonly refusal: ProblemCode; readonly lacks?: readonly PlanLack[] };

const refuse = (refusal: ProblemCode, lacks?: readonly PlanLack[]): Verdict =>
  lacks ? { ok: false, refusal, lacks } : { ok: false, refusal };

/** Who has promised what an intervention is; null where the caller does not see the promise. */
export interface InterventionFact {
  readonly state: CommitmentState | null;
  readonly ownerKind: 'unit' | 'person' | 'relative' | null;
}

export interface PlanFacts {
  readonly state: PlanState;
  readonly responsibleAuthorityId: string | null;
  readonly nextFollowUpAt: Instant | null;
  readonly personAgrees: 'not_asked' | 'yes' | 'no';
  /** Guardians of a child, god man or förvaltare. */
  readonly deputies?: Deputies;
  readonly noOtherMeasures: boolean;
  readonly otherMeasures: number;
  readonly interventions: readonly InterventionFact[];
  readonly goals: readonly { readonly state: Goal['state'] }[];
  /** Of a coordinated plan under LPT 7 a § or LRV 12 a §: how many of the units that answer for something in it have not signed it as it stands. */
  readonly unsigned?: number;
}

const pending: readonly (CommitmentState | null)[] = ['offered', 'received', 'proposed'];
/** A promise that the caller does not see is taken to live: nothing is called ended or missing on what is not known. */
const promised: readonly (CommitmentState | null)[] = ['accepted', 'paused', null];

/** A plan may be started only on the person's yes to having one. A recorded no is a full answer (HSL 16:4). */
export function decideStart(consent: ConsentFact, type: PlanType = 'SIP'): Verdict {
  // A coordinated plan under compulsory care is made whether the person wants it or not; what they think of it is written in it (LPT 7 a §, LRV 12 a §).
  if (type === 'SPLPTLRV') return { ok: true, state: 'preparing' };
  return consent === 'yes'
    ? { ok: true, state: 'preparing' }
    : refuse(consent === 'no' ? 'blocked_by_person' : 'consent_missing');
}

/** Any action that needs no facts but the state: `edit` and `close`. */
export function decideSimple(state: PlanState, action: 'edit' | 'close'): Verdict {
  const next = transitions[state][action];
  return next === null ? refuse('not_allowed_now') : { ok: true, state: next };
}

/**
 * What the plan lacks before it can be established (HSL 16:4, SoL 10:8-9). An intervention that was declined, withdrawn or broken is no
 * longer part of it; one that is offered has nobody who answers for it yet.
 *
 * @param latest the latest next follow-up that the agreement allows, or null
 */
export function lacksOf(plan: PlanFacts, now: Instant, latest: Instant | null): PlanLack[] {
  const inIt = plan.interventions.filter(
    ({ state }) => pending.includes(state) || promised.includes(state) || state === 'kept',
  );
  const next = plan.nextFollowUpAt;
  const yes = lackingYes(plan.personAgrees, plan.deputies);
  const lacks: Record<PlanLack, boolean> = {
    interventions: !inIt.some(({ ownerKind }) => ownerKind === 'unit' || ownerKind === null),
    answering_authority: inIt.some(({ state }) => pending.includes(state)),
    other_measures: plan.otherMeasures === 0 && !plan.noOtherMeasures,
    responsible_authority: plan.responsibleAuthorityId === null,
    next_follow_up: next === null || next <= now || (latest !== null && next > latest),
    // Under compulsory care the person's attitude is noted, and is no condition.
    person_agrees: plan.unsigned === undefined ? yes.person : plan.personAgrees === 'not_asked',
    guardians_agree: yes.guardians,
    signatures: (plan.unsigned ?? 0) > 0,
  };
  return (Object.keys(lacks) as PlanLack[]).filter((lack) => lacks[lack]);
}

/** Everything in the plan has ended: every promise is at its end and every goal judged. It must then be closed or renewed. */
export function isHollow(plan: Pick<PlanFacts, 'state' | 'interventions' | 'goals'>): boolean {
  const living = plan.interventions.some(({ state }) => pending.includes(state) || promised.includes(state));
  return plan.state === 'active' && !living && !plan.goals.some(({ state }) => state === 'open');
}

export const isLate = (state: PlanState, nextFollowUpAt: Instant | null, now: Instant): boolean =>
  state === 'active' && nextFollowUpAt !== null && nextFollowUpAt < now;

/** Makes edition 1 (`establish`) or a new edition of a revised plan (`renew`). */
export function decideEdition(
  action: 'establish' | 'renew',
  plan: PlanFacts & { readonly type?: PlanType },
  consent: ConsentFact,
  now: Instant,
  latest: Instant | null,
): Verdict {
  const next = transitions[plan.state][action];
  if (next === null) return refuse('not_allowed_now');
  const asked = decideStart(consent, plan.type);
  if (!asked.ok) return asked;
  const lacks = lacksOf(plan, now, latest);
  if (lacks.length > 0) return refuse('plan_incomplete', lacks);
  if (isHollow({ ...plan, state: next })) return refuse('plan_incomplete', ['interventions']);
  return { ok: true, state: next };
}

export type Outcome =
  | { readonly kind: 'continue'; readonly nextFollowUpAt: Instant }
  | { readonly kind: 'revise'; readonly nextFollowUpAt?: Instant }
  | { readonly kind: 'close'; readonly reason: string };
export interface Judged {
  readonly goalId: string;
  readonly result: Exclude<Goal['state'], 'open'>;
}

export interface FollowUpFacts {
  readonly plan: Pick<PlanFacts, 'state' | 'interventions'> & { readonly type?: PlanType };
  readonly openGoals: readonly string[];
  /** Yes to having a plan; and the last word on being followed up, where a no ends it. */
  readonly consent: ConsentFact;
  readonly followUpConsent: ConsentFact;
}

/**
 * A follow-up judges each open goal and says what then: go on with a new time, revise, or close. It cannot go on with a plan in which
 * nothing lives any more.
 */
export function decideFollowUp(
  facts: FollowUpFacts,
  heldAt: Instant,
  judged: readonly Judged[],
  outcome: Outcome,
  now: Instant,
  latest: Instant | null,
): Verdict {
  const next = transitions[facts.plan.state][`follow_up_${outcome.kind}`];
  if (next === null) return refuse('not_allowed_now');
  if (heldAt > now) return refuse('invalid');
  const named = new Set(judged.map(({ goalId }) => goalId));
  if (
    named.size !== judged.length ||
    named.size !== facts.openGoals.length ||
    facts.openGoals.some((id) => !named.has(id))
  )
    return refuse('invalid');
  if (outcome.kind === 'close') return { ok: true, state: next };
  const asked = decideStart(facts.consent, facts.plan.type);
  if (!asked.ok) return asked;
  if (facts.followUpConsent === 'no') return refuse('blocked_by_person');
  if (outcome.nextFollowUpAt !== undefined) {
    const time = decideNextFollowUp(outcome.nextFollowUpAt, now, latest);
    if (time !== null) return refuse(time);
  }
  const goals = judged.map(({ result }) => ({ state: goalAfter(result, outcome.kind) }));
  if (outcome.kind === 'continue' && isHollow({ ...facts.plan, goals })) return refuse('not_allowed_now');
  return { ok: true, state: next };
}

/** Why this cannot be the next follow-up: passed, or later than the agreement allows. */
export function decideNextFollowUp(at: Instant, now: Instant, latest: Instant | null): ProblemCode | null {
  if (at <= now) return 'time_passed';
  return latest !== null && at > latest ? 'invalid' : null;
}

/** What a goal's state becomes: while the plan goes on, a goal not yet reached stays open and keeps its evaluation beside it. */
export function goalAfter(result: Judged['result'], outcome: FollowUpOutcome): Goal['state'] {
  return outcome === 'close' || result === 'reached' || result === 'dropped' ? result : 'open';
}

/** A dated term of the local agreement. */
export interface Term {
  readonly amount: number;
  readonly unit: 'minutes' | 'hours' | 'calendar_days' | 'working_days' | 'months';
}

/** The latest next follow-up by the agreement's term `followup.latest`, to the end of that day in Stockholm; null when there is none. */
export function latestFollowUp(now: Instant, term: Term | null): Instant | null {
  if (term === null) return null;
  return deadlineAfter(now, { ...term, at: 'end_of_day' });
}

/** The last word of a kind among those in force: the newest wins, whichever it is. Instants as ISO text. */
export function consentFact(
  consents: readonly {
    readonly kind: string;
    readonly decision: 'yes' | 'no';
    readonly validFrom: string;
    readonly validUntil: string | null;
    readonly withdrawnAt: string | null;
    readonly id: string;
  }[],
  kind: string,
  now: Instant,
): { answer: ConsentFact; id: string | null; validUntil: string | null } {
  const inForce = consents
    .filter(
      (k) =>
        k.kind === kind &&
        fromIso(k.validFrom) <= now &&
        (k.validUntil === null || fromIso(k.validUntil) > now) &&
        (k.withdrawnAt === null || fromIso(k.withdrawnAt) > now),
    )
    .toSorted((a, b) => fromIso(b.validFrom) - fromIso(a.validFrom) || (a.id < b.id ? 1 : -1));
  const [last] = inForce;
  return last
    ? { answer: last.decision, id: last.id, validUntil: last.validUntil }
    : { answer: 'missing', id: null, validUntil: null };
}
