import { deadlineAfter } from '../../contract/kernel/deadlines.ts';
import { isChild } from '../../contract/kernel/age.ts';
import type { Instant } from '../../contract/kernel/time.ts';
import type { Term } from './plans.rules.ts';

/** Who can judge whether a plan is needed: HSL 16:4 for health care, SoL 10:8-9 for social services. A school asks and is invited, it does not judge. */
export function judgeOf(branch: string): 'health' | 'social' | null {
  if (branch === 'health') return 'health';
  return branch === 'omsorg' || branch === 'social_other' ? 'social' : null;
}

/** Which units have inpatients, and so offer a plan at discharge (slutenvård, lag 2017:612). */
export const hasInpatients = (kind: string): boolean => kind === 'hospital_ward' || kind === 'psychiatry_inpatient';

/**
 * When the first meeting must have been held: only for a child, and only where the agreement says so (`sip.child`), to the end of that day.
 *
 * @param born day of birth, `YYYY-MM-DD`
 * @param from when the plan was asked for, or begun where nobody asked (epoch ms)
 */
export const meetingBy = (born: string, from: Instant, term: Term | null): Instant | null =>
  term === null || !isChild(born, from) ? null : deadlineAfter(from, { ...term, at: 'end_of_day' });
