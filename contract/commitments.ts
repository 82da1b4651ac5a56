import { z } from 'zod';

/** A commitment's states. The first three are an offer on its way, `accepted` and `paused` a living promise, the rest are ends. */
export const commitmentStates = [
  'offered',
  'received',
  'proposed',
  'accepted',
  'paused',
  'kept',
  'not_kept',
  'declined',
  'withdrawn',
  'lapsed',
] as const;
export type CommitmentState = (typeof commitmentStates)[number];

/** What can be done to a commitment. `lapse` is the clock's, all others a party's. */
export const commitmentActions = [
  'receive',
  'accept',
  'decline',
  'propose',
  'agree',
  'retract',
  'withdraw',
  'keep',
  'fail',
  'pause',
  'resume',
  'lapse',
] as const;
export type CommitmentAction = (typeof commitmentActions)[number];

export const commitmentKinds = ['signal', 'request', 'handover', 'intervention', 'follow_up'] as const;
export type CommitmentKind = (typeof commitmentKinds)[number];

export const urgencies = ['acute', 'soon', 'planned'] as const;
export type Urgency = (typeof urgencies)[number];

/** Life areas: ICF activity and participation chapters d1-d9, with the two that IBIC adds. */
export const lifeAreas = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7', 'd8', 'd9', 'safety', 'relatives'] as const;
export type LifeArea = (typeof lifeAreas)[number];

export const declineReasons = ['no_capacity', 'wrong_receiver', 'outside_assignment', 'needs_more_information', 'person_declines', 'other'] as const;
export const failReasons = ['no_capacity', 'person_declined', 'not_at_home', 'in_hospital', 'staff_absent', 'other'] as const;
export const withdrawReasons = ['no_longer_needed', 'sent_by_mistake', 'other_solution', 'superseded', 'person_declines', 'consent_withdrawn', 'deceased'] as const;
export const pauseReasons = ['in_hospital', 'away', 'person_wishes', 'other'] as const;
export const needCloseReasons = ['met', 'ceased', 'declined_by_person', 'moved', 'deceased', 'mistaken'] as const;

export const gapKinds = [
  'unanswered',
  'overdue',
  'lapsed',
  'declined_without_owner',
  'unit_closed',
  'no_care_contact',
  'no_coordinating_contact',
  'no_omsorg_contact',
  'consent_ending',
  'consent_missing_in_plan',
  'plan_without_voice',
  'no_next_follow_up',
  'follow_up_overdue',
  'plan_hollow',
] as const;
export type GapKind = (typeof gapKinds)[number];

/** Rungs of the ladder: the unit itself, its head, the joint operational group, the joint strategic group. */
export const ladderLevels = [0, 1, 2, 3] as const;

export const Id = z.uuid();
export const InstantText = z.iso.datetime({ offset: true });
export const area = z.enum(lifeAreas);
export const urgency = z.enum(urgencies);
export const freeText = (max: number) => z.string().trim().min(1).max(max);
