import { z } from 'zod';
import { commitmentStates, declineReasons, freeText, Id } from './commitments.ts';
import { InstantText } from './instant-text.ts';
import { route } from './kernel/route.ts';
import { UnitRef } from './plans.ts';

/**
 * Somebody asks that a plan is made: staff of any authority, the person, or somebody close. A promise of the kind `plan_request` with a clock: a unit of
 * health care or social services judges whether it is needed (HSL 16:4, SoL 10:8-9), and answers yes or no.
 */
export const PlanRequest = z.object({
  id: Id,
  version: z.int(),
  state: z.enum(commitmentStates),
  /** Why, in the words of the one who asks. */
  words: z.string(),
  askedBy: z.enum(['unit', 'person', 'relative']),
  /** The unit that asks; null for the person and relatives. */
  from: UnitRef.nullable(),
  /** Who is to judge it. */
  to: UnitRef.nullable(),
  askedAt: InstantText,
  /** When it must be judged. */
  judgeBy: InstantText,
  /** When the plan must have been begun, once the answer is yes. */
  beginBy: InstantText,
  judgedAt: InstantText.nullable(),
  /** Why not, when the answer was no. */
  reason: z.enum(declineReasons).nullable(),
  noWords: z.string(),
  /** The plan that it became. */
  planId: Id.nullable(),
  /** The caller's unit is to judge it, or to begin. */
  mine: z.boolean(),
  /** The caller has asked, and can take it back. */
  own: z.boolean(),
});
export type PlanRequest = z.infer<typeof PlanRequest>;

/** When a plan is offered whether or not anybody has asked: at discharge always (lag 2017:612 4 kap., regional routines). */
export const offerOccasions = ['discharge'] as const;
export const offerAnswers = ['yes', 'no'] as const;
export const offerSaidBy = ['person', 'relative'] as const;
/** That a plan was offered, and what the person said to it. */
export const PlanOffer = z.object({
  id: Id,
  occasion: z.enum(offerOccasions),
  answer: z.enum(offerAnswers),
  saidBy: z.enum(offerSaidBy),
  /** After a yes: what the plan is to keep together. After a no: the person's words. */
  words: z.string(),
  offeredAt: InstantText,
  /** Who offered it. */
  unit: UnitRef.nullable(),
  /** What the yes went on as. */
  requestId: Id.nullable(),
});
export type PlanOffer = z.infer<typeof PlanOffer>;

export const OfferPlanBody = z.strictObject({
  occasion: z.enum(offerOccasions),
  answer: z.enum(offerAnswers),
  saidBy: z.enum(offerSaidBy),
  words: freeText(2000),
  /** Who is to judge it; only after a yes. */
  toUnitId: Id.nullable(),
});

const OfPerson = z.strictObject({ personId: Id });
const path = '/persons/:personId/plan-requests';
const callers = ['staff', 'person', 'relative'] as const;

export const planRequestRoutes = {
  askForPlan: route({
    method: 'POST',
    path,
    summary:
      'Ask that a joint plan is made: a unit judges it by a time, and a wish of the person is refused only with words',
    callers,
    params: OfPerson,
    body: z.strictObject({ words: freeText(2000), toUnitId: Id }),
    response: z.object({ id: Id, version: z.int(), state: z.enum(commitmentStates) }),
  }),
  offerPlan: route({
    method: 'POST',
    path: '/persons/:personId/plan-offers',
    summary:
      'Note that a plan has been offered at discharge and what the person said: a yes goes on as a request to a unit that judges it, a no is kept with the words',
    callers: ['staff'],
    params: OfPerson,
    body: OfferPlanBody,
    response: z.object({
      id: Id,
      request: z.object({ id: Id, version: z.int(), state: z.enum(commitmentStates) }).nullable(),
    }),
  }),
  planRequests: route({
    method: 'GET',
    path,
    summary: 'Requests for a plan about the person, the newest first',
    callers,
    params: OfPerson,
    response: z.object({
      requests: z.array(PlanRequest),
      /** What was answered when a plan was offered, the newest first. */
      offers: z.array(PlanOffer),
      /** The caller's unit has inpatients: it offers a plan at discharge. */
      discharges: z.boolean(),
      /** Whom the caller can ask: units of the circle that can judge, and by which law they do. */
      units: z.array(z.object({ unit: UnitRef, judges: z.enum(['health', 'social']) })),
    }),
  }),
} as const;
