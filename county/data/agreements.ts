/**
 * The dated terms that the clock and the ladder read. Three layers: the law, the county's main agreement, and one municipality that has
 * agreed something else. A term is looked up in the most local agreement in force on the day, then in its parents.
 *
 * Values marked `verified` are read in the law or at the public page named. All others are examples, so that the system has something to
 * count with: source 'Exempelvärde, ej verifierat'. A real county writes its own.
 */
import { all } from './areas.ts';
import type { Agreement, AgreementTerm, TermUnit, Urgency } from './types.ts';

/** Closed list of what can be agreed, with the question that each answers. `units` are the units of time that make sense for it. */
// oxfmt-ignore
export const termKeys = {
  receive: { sv: 'Hur snart ska ett levererat erbjudande vara sett av en människa?', en: 'How soon must a delivered offer have been seen by a person?', units: ['minutes', 'hours'] },
  'receive.acute': { sv: 'Hur snart ska ett akut erbjudande vara sett av en människa?', en: 'How soon must an acute offer have been seen by a person?', units: ['minutes', 'hours'] },
  'answer.acute': { sv: 'Hur snart ska ett akut erbjudande ha fått svar?', en: 'How soon must an acute offer be answered?', units: ['minutes', 'hours'] },
  'answer.soon': { sv: 'Hur snart ska ett skyndsamt erbjudande ha fått svar?', en: 'How soon must an offer that is wanted soon be answered?', units: ['hours', 'working_days'] },
  'answer.planned': { sv: 'Hur snart ska ett planerat erbjudande ha fått svar?', en: 'How soon must a planned offer be answered?', units: ['hours', 'working_days', 'calendar_days'] },
  'answer.signal.acute': { sv: 'Hur snart ska en akut signal ha fått svar?', en: 'How soon must an acute signal be answered?', units: ['minutes', 'hours'] },
  'answer.signal.soon': { sv: 'Hur snart ska en skyndsam signal ha fått svar?', en: 'How soon must a signal that is wanted soon be answered?', units: ['hours', 'working_days'] },
  'answer.signal.planned': { sv: 'Hur snart ska en signal som kan vänta ha fått svar?', en: 'How soon must a signal that can wait be answered?', units: ['hours', 'working_days', 'calendar_days'] },
  'answer.handover.acute': { sv: 'Hur snart ska en akut överlämning ha fått svar?', en: 'How soon must an acute handover be answered?', units: ['minutes', 'hours'] },
  'answer.handover.soon': { sv: 'Hur snart ska en skyndsam överlämning ha fått svar?', en: 'How soon must a handover that is wanted soon be answered?', units: ['hours', 'working_days'] },
  'answer.handover.planned': { sv: 'Hur snart ska en planerad överlämning ha fått svar?', en: 'How soon must a planned handover be answered?', units: ['hours', 'working_days', 'calendar_days'] },
  'answer.question': { sv: 'Hur snart ska en fråga mellan enheter ha fått svar?', en: 'How soon must a question between units be answered?', units: ['hours', 'working_days'] },
  'answer.call': { sv: 'Hur snart ska en kallelse till planeringsmöte ha fått svar?', en: 'How soon must a call to a planning meeting be answered?', units: ['hours', 'working_days', 'calendar_days'] },
  'answer.message': { sv: 'Hur snart ska ett meddelande från personen eller en närstående ha fått svar?', en: 'How soon must a message from the person or a relative be answered?', units: ['hours', 'working_days', 'calendar_days'] },
  'visit.acute': { sv: 'Inom vilken tid ska ett akut hembesök vara påbörjat?', en: 'Within what time must an acute home visit have begun?', units: ['minutes', 'hours'] },
  'ladder.head': { sv: 'Hur länge är ett mellanrum enhetens, innan det är enhetschefens?', en: "How long is a gap the unit's before it is the head's?", units: ['hours'] },
  'ladder.operational': { sv: 'Hur länge är det chefens, innan det är den operativa gruppens?', en: "How long is it the head's before it is the operational group's?", units: ['hours'] },
  'ladder.strategic': { sv: 'Hur länge är det den operativa gruppens, innan det är den strategiska ledningens?', en: "How long is it the operational group's before it is the strategic leadership's?", units: ['hours'] },
  'gap.review': { sv: 'Hur länge får ett mellanrum längst vara avslutat med skäl innan det prövas igen?', en: 'How long may a gap rest closed with a reason before it is looked at again?', units: ['calendar_days', 'months'] },
  'offer.lapse': { sv: 'När förfaller ett erbjudande som ingen har svarat på?', en: 'When does an offer that nobody has answered lapse?', units: ['calendar_days'] },
  'consent.warning': { sv: 'Hur lång tid före slutet ska ett samtycke tas upp igen?', en: 'How long before its end must a consent be raised again?', units: ['calendar_days'] },
  'consent.longest': { sv: 'Hur länge får ett samtycke längst gälla innan det frågas om på nytt?', en: 'How long may a consent run before it is asked for anew?', units: ['months'] },
  'followup.latest': { sv: 'Hur långt fram får nästa uppföljning av en plan ligga?', en: 'How far ahead may the next follow-up of a plan lie?', units: ['months'] },
  'followup.first': { sv: 'När följs en ny plan upp första gången?', en: 'When is a new plan first followed up?', units: ['calendar_days', 'months'] },
  'contact.missing': { sv: 'Hur länge får någon vara utan namngiven kontakt innan det är ett mellanrum?', en: 'How long may someone be without a named contact before it is a gap?', units: ['calendar_days', 'working_days'] },
  'admission.notice': { sv: 'Hur snart efter inskrivning ska inskrivningsmeddelandet vara sänt?', en: 'How soon after admission must the notice of admission be sent?', units: ['hours'] },
  'sip.call': { sv: 'Hur snart efter besked om utskrivningsklar ska kallelsen till SIP vara sänd?', en: 'How soon after notice of ready for discharge must the call to the joint plan be sent?', units: ['calendar_days'] },
  'sip.child': { sv: 'Hur snart ska SIP-mötet för ett barn hållas?', en: 'How soon must the planning meeting for a child be held?', units: ['calendar_days'] },
  'sip.judge.health': { sv: 'Hur snart ska hälso- och sjukvården ha tagit ställning till en begäran om SIP (utan dröjsmål)?', en: 'How soon must health care have judged a request for a joint plan (without delay)?', units: ['hours', 'working_days', 'calendar_days'] },
  'sip.judge.social': { sv: 'Hur snart ska socialtjänsten ha tagit ställning till en begäran om SIP (genast)?', en: 'How soon must social services have judged a request for a joint plan (at once)?', units: ['hours', 'working_days', 'calendar_days'] },
  'hlt.feedback': { sv: 'Hur snart ska vårdnadshavarna få återkoppling från barnets team?', en: "How soon must the guardians hear back from the child's team?", units: ['calendar_days'] },
  'payment.start': { sv: 'Efter hur många dagar börjar kommunens betalningsansvar?', en: "After how many days does the municipality's liability for payment begin?", units: ['calendar_days'] },
  'payment.long_stay': { sv: 'Efter hur många dagar räknas en vårdtid som lång?', en: 'After how many days does a stay count as long?', units: ['calendar_days'] },
  'discharge.call': { sv: 'Hur snart efter hemgång ringer den fasta vårdkontakten?', en: 'How soon after discharge does the named care contact call?', units: ['hours'] },
  'deviation.acknowledge': { sv: 'Hur snart ska en avvikelse i samverkan vara mottagen?', en: 'How soon must a deviation in cooperation be acknowledged?', units: ['working_days'] },
  'deviation.answer': { sv: 'Hur snart ska en avvikelse i samverkan vara besvarad?', en: 'How soon must a deviation in cooperation be answered?', units: ['calendar_days'] },
} as const satisfies Record<string, { sv: string; en: string; units: readonly TermUnit[] }>;

export type TermKey = keyof typeof termKeys;

/** Commitment kinds that have answer times of their own; every other kind uses `answer.<urgency>`. */
export const answerKeys = {
  any: { acute: 'answer.acute', soon: 'answer.soon', planned: 'answer.planned' },
  signal: { acute: 'answer.signal.acute', soon: 'answer.signal.soon', planned: 'answer.signal.planned' },
  handover: { acute: 'answer.handover.acute', soon: 'answer.handover.soon', planned: 'answer.handover.planned' },
} as const satisfies Record<string, Record<Urgency, TermKey>>;

export const agreements = [
  {
    key: 'lag',
    name: 'Lagar och förordningar',
    level: 'statute',
    parent: null,
    from: '2018-01-01',
    to: null,
    parties: [],
    municipalities: all,
  },
  {
    key: 'skaraborg',
    name: 'Överenskommelse om samverkan i vård och omsorg, Skaraborg',
    level: 'main',
    parent: 'lag',
    from: '2024-01-01',
    to: null,
    parties: [
      'vgr',
      'essunga',
      'falkoping',
      'grastorp',
      'gullspang',
      'gotene',
      'hjo',
      'karlsborg',
      'lidkoping',
      'mariestad',
      'skara',
      'skovde',
      'tibro',
      'tidaholm',
      'toreboda',
      'vara',
    ],
    municipalities: all,
  },
  {
    key: 'lidkoping',
    name: 'Lokal överenskommelse om kontaktvägar och svarstider, Lidköping',
    level: 'local',
    parent: 'skaraborg',
    from: '2025-03-01',
    to: null,
    parties: ['vgr', 'lidkoping', 'vasterplana'],
    municipalities: ['1494'],
  },
] as const satisfies readonly Agreement[];

const example = 'Exempelvärde, ej verifierat';
export const exampleSource = example;

/** Fixed hours for planning meetings, Swedish clock, weekday 1 (Monday) to 7. */
export const meetingHours = [
  { agreement: 'skaraborg', weekday: 2, from: '13:00', to: '16:00' },
  { agreement: 'skaraborg', weekday: 4, from: '13:00', to: '16:00' },
  { agreement: 'lidkoping', weekday: 3, from: '09:00', to: '12:00' },
] as const;

// oxfmt-ignore
export const agreementTerms = [
  // The law and public routines
  { agreement: 'lag', key: 'admission.notice', value: { amount: 24, unit: 'hours' }, from: '2018-01-01', to: null, source: 'Lag (2017:612) 2 kap. 1–3 §§', verified: true },
  { agreement: 'lag', key: 'sip.call', value: { amount: 3, unit: 'calendar_days' }, from: '2018-01-01', to: null, source: 'Lag (2017:612) 4 kap. 3 §', verified: true },
  { agreement: 'lag', key: 'payment.start', value: { amount: 3, unit: 'calendar_days' }, from: '2018-01-01', to: null, source: 'Lag (2017:612) 5 kap. 4 §; fyra dagar om beskedet sänds efter kl. 12.00', verified: true },

  // The county's main agreement
  { agreement: 'skaraborg', key: 'sip.child', value: { amount: 21, unit: 'calendar_days' }, from: '2024-01-01', to: null, source: 'Länsgemensam rutin i Västra Götaland: möte inom tre veckor (bengtsfors.se, SIP)', verified: true },
  // HSL 16 kap. 4 § says utan dröjsmål and SoL 10 kap. 9 § genast; how many days that is, the law does not say.
  { agreement: 'skaraborg', key: 'sip.judge.health', value: { amount: 3, unit: 'working_days' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'sip.judge.social', value: { amount: 1, unit: 'working_days' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'hlt.feedback', value: { amount: 7, unit: 'calendar_days' }, from: '2024-01-01', to: null, source: 'HLT-modellen: återkoppling inom en vecka (socialstyrelsen.se)', verified: true },
  { agreement: 'skaraborg', key: 'payment.long_stay', value: { amount: 7, unit: 'calendar_days' }, from: '2024-01-01', to: null, source: 'Västra Götalands överenskommelse 2018-09-25, återgiven i falkopingstidning.se', verified: true },
  { agreement: 'skaraborg', key: 'receive', value: { amount: 4, unit: 'hours' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'receive.acute', value: { amount: 15, unit: 'minutes' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'answer.acute', value: { amount: 1, unit: 'hours' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'answer.soon', value: { amount: 24, unit: 'hours' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'answer.planned', value: { amount: 72, unit: 'hours' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'answer.signal.acute', value: { amount: 30, unit: 'minutes' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'answer.signal.soon', value: { amount: 8, unit: 'hours' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'answer.signal.planned', value: { amount: 2, unit: 'working_days' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'answer.handover.acute', value: { amount: 1, unit: 'hours' }, from: '2024-01-01', to: null, source: example, verified: false },
  // Changed by the county in the spring of 2026: an offer from before 1 March is judged by 24 hours, a later one by 12.
  { agreement: 'skaraborg', key: 'answer.handover.soon', value: { amount: 24, unit: 'hours' }, from: '2024-01-01', to: '2026-03-01', source: example, verified: false },
  { agreement: 'skaraborg', key: 'answer.handover.soon', value: { amount: 12, unit: 'hours' }, from: '2026-03-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'answer.handover.planned', value: { amount: 3, unit: 'working_days' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'answer.question', value: { amount: 1, unit: 'working_days' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'answer.call', value: { amount: 2, unit: 'working_days' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'answer.message', value: { amount: 2, unit: 'working_days' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'visit.acute', value: { amount: 2, unit: 'hours' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'ladder.head', value: { amount: 24, unit: 'hours' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'ladder.operational', value: { amount: 72, unit: 'hours' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'ladder.strategic', value: { amount: 336, unit: 'hours' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'gap.review', value: { amount: 90, unit: 'calendar_days' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'offer.lapse', value: { amount: 14, unit: 'calendar_days' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'consent.warning', value: { amount: 30, unit: 'calendar_days' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'consent.longest', value: { amount: 12, unit: 'months' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'followup.latest', value: { amount: 6, unit: 'months' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'followup.first', value: { amount: 42, unit: 'calendar_days' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'contact.missing', value: { amount: 7, unit: 'calendar_days' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'discharge.call', value: { amount: 72, unit: 'hours' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'deviation.acknowledge', value: { amount: 5, unit: 'working_days' }, from: '2024-01-01', to: null, source: example, verified: false },
  { agreement: 'skaraborg', key: 'deviation.answer', value: { amount: 60, unit: 'calendar_days' }, from: '2024-01-01', to: null, source: example, verified: false },

  // Lidköping has agreed otherwise on four points; everything else is as in the county.
  { agreement: 'lidkoping', key: 'answer.handover.planned', value: { amount: 2, unit: 'working_days' }, from: '2025-03-01', to: null, source: example, verified: false },
  { agreement: 'lidkoping', key: 'answer.signal.soon', value: { amount: 4, unit: 'hours' }, from: '2025-03-01', to: null, source: example, verified: false },
  { agreement: 'lidkoping', key: 'visit.acute', value: { amount: 90, unit: 'minutes' }, from: '2025-03-01', to: null, source: example, verified: false },
  { agreement: 'lidkoping', key: 'ladder.operational', value: { amount: 48, unit: 'hours' }, from: '2025-03-01', to: '2026-09-01', source: example, verified: false },
  { agreement: 'lidkoping', key: 'ladder.operational', value: { amount: 36, unit: 'hours' }, from: '2026-09-01', to: null, source: example, verified: false },
] as const satisfies readonly AgreementTerm<TermKey>[];

/** The upper steps of the ladder: which unit is the operational and which the strategic group of each municipality. */
export const agreementBodies = {
  operational: {
    'narvard.vast': ['1445', '1444', '1471', '1494', '1495', '1470'],
    'narvard.skovde': ['1496'],
    'narvard.falkoping': ['1499', '1498'],
    'narvard.mtg': ['1493', '1473', '1447'],
    'narvard.guldkroken': ['1497', '1472', '1446'],
  },
  strategic: { 'vss.styrgrupp': all },
} as const satisfies Record<'operational' | 'strategic', Record<string, readonly string[]>>;
