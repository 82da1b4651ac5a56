import type { z } from 'zod';
import type { FollowUpBody, PlanState, StartPlanBody } from '../../contract/plans.ts';
import { fromIso } from '../../contract/kernel/time.ts';
import { command, type Work } from '../kernel/db/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import { agreementIn } from './approvals.commands.ts';
import { heardOn } from './approvals.store.ts';
import { factsOf, latestFor } from './facts.commands.ts';
import {
  authorUnit,
  changing,
  invalidField,
  iso,
  namesOf,
  openPerson,
  refuseUnless,
  Stale,
  type Asked,
  type AskedOfPerson,
} from './frame.commands.ts';
import { refuseTime, type CommitmentsPort } from './parts.commands.ts';
import {
  consentFact,
  decideEdition,
  decideFollowUp,
  decideNextFollowUp,
  decideSimple,
  decideStart,
  goalAfter,
  type Outcome,
} from './plans.rules.ts';
import { holdOpenGoals, insertRow, planConsents, termFor, updateSeen, type PlanRow } from './plans.store.ts';
import { keepRequest } from './requests.commands.ts';
import { meetingBy } from './requests.rules.ts';
import { bornOn } from './requests.store.ts';
import { signaturesOf } from './signatures.store.ts';
import { currentParts } from './view.store.ts';

export interface PlanChanged {
  id: string;
  version: number;
  state: PlanState;
  edition: number;
}
type CloseReason = 'goals_met' | 'coordination_ceased' | 'consent_withdrawn' | 'deceased' | 'moved' | 'other_plan';

/**
 * Starts preparing a plan on the person's yes. A child's first meeting has a last day where the agreement says so, counted from when it was asked for.
 *
 * @param port how the request that the plan answers is said yes to and kept
 * @throws Refusal `consent_missing`, `blocked_by_person` (a recorded no); the database's 23505 (`already_exists`) when one is open
 */
export function startPlan(
  asked: AskedOfPerson,
  body: z.output<typeof StartPlanBody>,
  port?: CommitmentsPort,
): Promise<PlanChanged> {
  const { personId } = asked.params;
  return command(asked.ground, asked.request, asked.once, async (work) => {
    await openPerson(work, 'plan.start', personId);
    const consent = consentFact(await planConsents(work, personId), 'plan', work.now);
    const { state } = refuseUnless(decideStart(consent.answer, body.type));
    const id = asked.ground.newId();
    const unit = authorUnit(asked.caller);
    const from = body.request && port ? await keepRequest(port, work, asked.caller, personId, body.request) : work.now;
    const by =
      body.type === 'SIP'
        ? meetingBy((await bornOn(work, personId)) ?? '', from, await termFor(work, 'sip.child', unit))
        : null;
    await insertRow(work, 'plan', {
      id,
      person_id: personId,
      type: body.type,
      state,
      title: body.title,
      responsible_unit_id: asked.caller.kind === 'staff' ? unit : null,
      consent_id: consent.id,
      opened_at: iso(work.now),
      author_unit_id: unit,
      request_id: body.request?.id ?? null,
      meeting_by: by === null ? null : iso(by),
    });
    await work.tell('plan', personId, [unit]);
    return { id, version: 1, state, edition: 0 };
  });
}

const establishing =
  (action: 'establish' | 'renew') =>
  (asked: Asked, body: { version: number }): Promise<PlanChanged> =>
    changing(asked, `plan.${action}`, 'alone', async (work, plan) => {
      const { personId, planId } = asked.params;
      if (plan.version !== body.version) throw new Stale('plan', planId, body.version);
      const parts = await currentParts(work, personId, planId);
      const consent = consentFact(await planConsents(work, personId), 'plan', work.now);
      const { deputies } = agreementIn(await heardOn(work, personId, planId), parts, work.now);
      const signatures = await signaturesOf(work, personId, plan);
      const facts = {
        ...factsOf(plan, parts, await namesOf(work, personId, parts), deputies, signatures),
        type: plan.type,
      };
      const { state } = refuseUnless(
        decideEdition(action, facts, consent.answer, work.now, await latestFor(work, plan)),
      );
      const first = action === 'establish' ? { established_at: iso(work.now) } : {};
      return newEdition(work, asked, plan, state, {
        ...first,
        edition_cause: action === 'establish' ? 'established' : 'renewed',
        consent_id: consent.id,
      });
    });

/** Edition 1: the statutory contents, a follow-up ahead and the person's yes. Refusal `plan_incomplete` carries what is missing. */
export const establishPlan = establishing('establish');
/** A new edition of a plan that has been revised; the person has said yes to it again. */
export const renewPlan = establishing('renew');

async function newEdition(
  work: Work,
  asked: Asked,
  plan: PlanRow,
  state: PlanState,
  change: Record<string, unknown>,
): Promise<PlanChanged> {
  const { personId, planId } = asked.params;
  const edition = plan.edition + 1;
  const version = await updateSeen(
    work,
    'plan',
    { personId, planId, id: planId, seen: plan.version },
    { ...change, state, edition },
  );
  if (version === null) throw new Stale('plan', planId, plan.version);
  return { id: planId, version, state, edition };
}

const closed = (work: Work, reason: CloseReason): Record<string, unknown> => ({
  closed_at: iso(work.now),
  close_reason: reason,
});

/** Judges every open goal, and says what then. All in one: the follow-up, its evaluations, the goals and the plan's next edition. */
export function followUpPlan(
  asked: Asked,
  body: z.output<typeof FollowUpBody>,
): Promise<PlanChanged & { followUpId: string }> {
  const { personId, planId } = asked.params;
  return changing(asked, 'plan.follow_up', 'alone', async (work, plan) => {
    if (plan.version !== body.version) throw new Stale('plan', planId, body.version);
    const open = await holdOpenGoals(work, personId, planId);
    const outcome = outcomeOf(body.outcome);
    const { state } = await judgeFollowUp(
      work,
      asked,
      plan,
      body,
      outcome,
      open.map(({ id }) => id),
    );
    for (const { id, version } of open) {
      const judged = body.evaluations.find(({ goalId }) => goalId === id);
      if (judged && judged.version !== version) throw new Stale('goal', id, judged.version);
    }
    const unmeasured = body.evaluations.findIndex(
      ({ goalId, gas }) =>
        gas !== undefined && gas !== null && open.find(({ id }) => id === goalId)?.measured === false,
    );
    // A step of a scale that was never written says nothing.
    if (unmeasured !== -1) throw invalidField(`evaluations.${unmeasured}.gas`, 'no_levels');
    const followUpId = await storeFollowUp(work, asked, body);
    const next =
      outcome.kind !== 'close' && outcome.nextFollowUpAt !== undefined
        ? { next_follow_up_at: iso(outcome.nextFollowUpAt) }
        : {};
    const then =
      body.outcome.kind === 'close'
        ? closed(work, body.outcome.reason)
        : body.outcome.kind === 'revise'
          ? { ...next, person_agrees: 'not_asked' }
          : next;
    return { ...(await newEdition(work, asked, plan, state, { ...then, edition_cause: 'followed_up' })), followUpId };
  });
}

async function judgeFollowUp(
  work: Work,
  asked: Asked,
  plan: PlanRow,
  body: z.output<typeof FollowUpBody>,
  outcome: Outcome,
  openGoals: readonly string[],
): Promise<{ state: PlanState }> {
  const { personId, planId } = asked.params;
  const parts = await currentParts(work, personId, planId);
  const { interventions } = factsOf(plan, parts, await namesOf(work, personId, parts));
  const consents = await planConsents(work, personId);
  const latest = await latestFor(work, plan);
  const [consent, followUpConsent] = [
    consentFact(consents, 'plan', work.now).answer,
    consentFact(consents, 'follow_up', work.now).answer,
  ];
  const verdict = decideFollowUp(
    { plan: { state: plan.state, interventions, type: plan.type }, openGoals, consent, followUpConsent },
    fromIso(body.heldAt),
    body.evaluations,
    outcome,
    work.now,
    latest,
  );
  if (verdict.ok || verdict.refusal !== 'invalid') return refuseUnless(verdict);
  // Say which field it was.
  if (fromIso(body.heldAt) > work.now) throw invalidField('heldAt', 'not_yet');
  if (outcome.kind !== 'close' && outcome.nextFollowUpAt !== undefined)
    refuseTime(decideNextFollowUp(outcome.nextFollowUpAt, work.now, latest), latest);
  throw invalidField('evaluations', 'every_open_goal_once', { openGoals });
}

function outcomeOf(wanted: z.output<typeof FollowUpBody>['outcome']): Outcome {
  if (wanted.kind === 'continue') return { kind: 'continue', nextFollowUpAt: fromIso(wanted.nextFollowUpAt) };
  if (wanted.kind === 'close') return wanted;
  return wanted.nextFollowUpAt === undefined
    ? { kind: 'revise' }
    : { kind: 'revise', nextFollowUpAt: fromIso(wanted.nextFollowUpAt) };
}

async function storeFollowUp(work: Work, asked: Asked, body: z.output<typeof FollowUpBody>): Promise<string> {
  const { personId, planId } = asked.params;
  const id = asked.ground.newId();
  const own = { person_id: personId, plan_id: planId, author_unit_id: authorUnit(asked.caller) };
  await insertRow(work, 'follow_up', {
    id,
    ...own,
    held_at: body.heldAt,
    form: body.form,
    outcome: body.outcome.kind,
    person_words: body.personWords,
  });
  for (const { goalId, version, result, words, ownRating = null, ownWords = '', gas = null } of body.evaluations) {
    await insertRow(work, 'evaluation', {
      id: asked.ground.newId(),
      ...own,
      follow_up_id: id,
      goal_id: goalId,
      result,
      words,
      own_rating: ownRating,
      own_words: ownWords,
      gas,
    });
    const state = goalAfter(result, body.outcome.kind);
    if (state === 'open') continue;
    if ((await updateSeen(work, 'goal', { personId, planId, id: goalId, seen: version }, { state })) === null)
      throw new Refusal('not_found');
  }
  return id;
}

/** Closes with a reason, without a follow-up. What has been promised lives on in the ledger until it is kept or withdrawn there. */
export function closePlan(asked: Asked, body: { version: number; reason: CloseReason }): Promise<PlanChanged> {
  const { personId, planId } = asked.params;
  return changing(asked, 'plan.close', 'alone', async (work, plan) => {
    const { state } = refuseUnless(decideSimple(plan.state, 'close'));
    const version = await updateSeen(
      work,
      'plan',
      { personId, planId, id: planId, seen: body.version },
      { state, ...closed(work, body.reason) },
    );
    if (version === null) throw new Stale('plan', planId, body.version);
    return { id: planId, version, state, edition: plan.edition };
  });
}
