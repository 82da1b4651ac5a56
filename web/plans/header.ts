import type { PlanView } from '../../contract/plans.ts';
import { timeAt, type TypedTime } from '../kernel/form/time-field.tsx';

/** The plan's own part as its form holds it. */
export interface HeaderValues {
  readonly title: string;
  readonly responsibleAuthorityId: string;
  readonly unit: readonly string[];
  readonly next: TypedTime;
  readonly followUpForm: string;
  readonly personAgrees: PlanView['personAgrees'];
  readonly noOtherMeasures: boolean;
  readonly [name: string]: unknown;
}

export const headerValues = (plan: PlanView, language: 'sv' | 'en'): HeaderValues => ({
  title: plan.title,
  responsibleAuthorityId: plan.responsibleAuthority?.id ?? '',
  unit: plan.responsibleUnit ? [plan.responsibleUnit.id] : [],
  next: timeAt(plan.nextFollowUpAt, language),
  followUpForm: plan.followUpForm ?? '',
  personAgrees: plan.personAgrees,
  noOtherMeasures: plan.noOtherMeasures,
});

/** The plan's own part as it is sent, unchanged but for what is given. */
export const headerBody = (plan: PlanView, change: Partial<Pick<PlanView, 'noOtherMeasures'>>) => ({
  version: plan.version,
  title: plan.title,
  responsibleAuthorityId: plan.responsibleAuthority?.id ?? null,
  responsibleUnitId: plan.responsibleUnit?.id ?? null,
  nextFollowUpAt: plan.nextFollowUpAt,
  followUpForm: plan.followUpForm,
  personAgrees: plan.personAgrees,
  noOtherMeasures: plan.noOtherMeasures,
  ...change,
});
