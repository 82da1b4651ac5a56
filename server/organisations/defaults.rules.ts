import type { TermKey, TermUnit } from '../../contract/organisations.ts';

interface LastResort {
  readonly amount: number;
  readonly unit: TermUnit;
}

/** What the last resorts say of themselves wherever they are shown. */
export const lastResortSource = 'Exempelvärde, ej verifierat';

/**
 * LAST RESORT, data and not rules: what is counted with when no agreement says anything, so that no promise is without a clock.
 * Every value is an example that nobody has agreed to (`verified: false`, source `Exempelvärde, ej verifierat`). A county's agreement
 * goes before each of them.
 */
export const lastResorts: Readonly<Record<TermKey, LastResort>> = {
  receive: { amount: 4, unit: 'hours' },
  'receive.acute': { amount: 15, unit: 'minutes' },
  'answer.acute': { amount: 1, unit: 'hours' },
  'answer.soon': { amount: 24, unit: 'hours' },
  'answer.planned': { amount: 72, unit: 'hours' },
  'answer.signal': { amount: 24, unit: 'hours' },
  'answer.signal.acute': { amount: 30, unit: 'minutes' },
  'answer.signal.soon': { amount: 8, unit: 'hours' },
  'answer.signal.planned': { amount: 2, unit: 'working_days' },
  'answer.handover.acute': { amount: 1, unit: 'hours' },
  'answer.handover.soon': { amount: 24, unit: 'hours' },
  'answer.handover.planned': { amount: 3, unit: 'working_days' },
  'answer.question': { amount: 1, unit: 'working_days' },
  'answer.call': { amount: 2, unit: 'working_days' },
  'answer.message': { amount: 2, unit: 'working_days' },
  'proposal.answer': { amount: 24, unit: 'hours' },
  'visit.acute': { amount: 2, unit: 'hours' },
  'ladder.head': { amount: 24, unit: 'hours' },
  'ladder.operational': { amount: 72, unit: 'hours' },
  'ladder.strategic': { amount: 336, unit: 'hours' },
  'gap.review': { amount: 90, unit: 'calendar_days' },
  'offer.lapse': { amount: 14, unit: 'calendar_days' },
  'consent.warning': { amount: 30, unit: 'calendar_days' },
  'consent.longest': { amount: 12, unit: 'months' },
  'followup.first': { amount: 42, unit: 'calendar_days' },
  'followup.latest': { amount: 6, unit: 'months' },
  'contact.missing': { amount: 7, unit: 'calendar_days' },
  'admission.notice': { amount: 24, unit: 'hours' },
  'sip.call': { amount: 3, unit: 'calendar_days' },
  'sip.child': { amount: 21, unit: 'calendar_days' },
  'sip.judge.health': { amount: 3, unit: 'working_days' },
  'sip.judge.social': { amount: 1, unit: 'working_days' },
  'hlt.feedback': { amount: 7, unit: 'calendar_days' },
  'payment.start': { amount: 3, unit: 'calendar_days' },
  'payment.long_stay': { amount: 7, unit: 'calendar_days' },
  'discharge.call': { amount: 72, unit: 'hours' },
  'deviation.acknowledge': { amount: 5, unit: 'working_days' },
  'deviation.answer': { amount: 60, unit: 'calendar_days' },
};

/** Where an agreement may be read when it says nothing of the finer key. */
export const coarser: Readonly<Partial<Record<TermKey, TermKey>>> = {
  'receive.acute': 'receive',
  'answer.signal.acute': 'answer.signal',
  'answer.signal.soon': 'answer.signal',
  'answer.signal.planned': 'answer.signal',
  'answer.handover.acute': 'answer.acute',
  'answer.handover.soon': 'answer.soon',
  'answer.handover.planned': 'answer.planned',
};
