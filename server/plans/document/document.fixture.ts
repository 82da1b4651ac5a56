import type { Goal, Intervention, PlanView, Section } from '../../../contract/plans.ts';
import { DAY } from '../../../contract/kernel/time.ts';
import type { DocumentFacts } from './document.rules.ts';

export const NOW = Date.parse('2026-03-03T08:30:00Z');
const iso = (ms: number): string => new Date(NOW + ms).toISOString();
const idOf = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const units = [
  { unit: { id: idOf(1), name: 'Hemsjukvården Öst', tag: 'HS' }, authority: { id: idOf(11), name: 'Storviks kommun' } },
  {
    unit: { id: idOf(2), name: 'Vårdcentralen Ekbacken', tag: 'VC' },
    authority: { id: idOf(12), name: 'Region Norr' },
  },
  {
    unit: { id: idOf(3), name: 'Arbetsmarknadsförvaltningen, boendestöd', tag: 'BS' },
    authority: { id: idOf(11), name: 'Storviks kommun' },
  },
] as const;
const author = units[1].unit;

export const goal = (n: number, more: Partial<Goal> = {}): Goal => ({
  id: idOf(100 + n),
  version: 1,
  words: ['Kunna gå till affären själv', 'Bo kvar hemma och känna mig trygg', 'Sova hela natten'][n % 3] ?? '',
  measure: n % 2 === 0 ? 'Att jag går dit två gånger i veckan' : '',
  horizon: n % 3 === 1 ? 'long' : 'short',
  levels: null,
  state: 'open',
  sort: n,
  author,
  keptTo: null,
  ...more,
});
export const intervention = (n: number, more: Partial<NonNullable<Intervention['promise']>> = {}): Intervention => {
  const own = n % 10 === 7;
  const { unit, authority } = units[n % 3] ?? units[0];
  return {
    id: idOf(200 + n),
    version: 1,
    goalId: idOf(100 + (n % 3)),
    commitmentId: idOf(300 + n),
    sort: n,
    author,
    promise: {
      state: (['accepted', 'accepted', 'kept', 'offered'] as const)[n % 4] ?? 'accepted',
      version: 1,
      what:
        ['Träna balans och gång', 'Lägga om såret på benet', 'Följa med och handla', 'Prova ut rullator'][n % 4] ?? '',
      detail: n % 5 === 0 ? 'Tisdag och torsdag på förmiddagen' : '',
      area: 'd4',
      dueAt: iso((n + 3) * DAY),
      ownerKind: own ? 'person' : 'unit',
      unit: own ? null : unit,
      authority: own ? null : authority,
      relativeId: null,
      ...more,
    },
  };
};
const section = (n: number, kind: Section['kind'], words: string): Section => ({
  id: idOf(400 + n),
  version: 1,
  kind,
  words,
  saidBy: 'person',
  relativeId: null,
  author,
});

export const plan = (more: Partial<PlanView> = {}): PlanView => ({
  title: 'Samordnad individuell plan',
  signatures: [],
  responsibleAuthority: units[1].authority,
  responsibleUnit: author,
  nextFollowUpAt: iso(90 * DAY),
  followUpForm: 'home',
  personAgrees: 'yes',
  noOtherMeasures: false,
  id: idOf(5),
  personId: idOf(6),
  type: 'SIP',
  state: 'active',
  version: 4,
  edition: 3,
  openedAt: iso(-200 * DAY),
  establishedAt: iso(-180 * DAY),
  closedAt: null,
  closeReason: null,
  author,
  changed: { at: iso(-DAY), by: null },
  consent: null,
  latestFollowUpAt: null,
  late: false,
  hollow: false,
  missing: [],
  actions: [],
  goals: [goal(0), goal(1), goal(2)],
  interventions: Array.from({ length: 8 }, (_, n) => intervention(n)),
  otherMeasures: [{ id: idOf(7), version: 1, what: 'Körskjuts till kören på onsdagar', who: 'Svenska kyrkan', author }],
  followUps: [
    {
      id: idOf(8),
      heldAt: iso(-60 * DAY),
      form: 'home',
      outcome: 'revise',
      personWords: 'Det går bättre. Jag vågar gå ut igen.',
      author,
      evaluations: [],
    },
  ],
  sections: [
    section(1, 'works', 'Maten och kaffet på förmiddagen.'),
    section(2, 'worries', 'Att ramla när ingen är hemma.'),
    section(3, 'early_signs', 'Jag slutar svara i telefon.'),
    section(4, 'what_helps', 'Ring Anna. Sitt ner en stund.'),
    section(5, 'call_day', 'Vårdcentralen Ekbacken\n0500-39 00 60'),
    section(6, 'call_night', '1177, och hemsjukvårdens nattlag\n0500-39 00 61'),
  ],
  approvals: [],
  deputies: [],
  guardiansMissing: 0,
  own: { relativeId: null, speaks: null },
  relatives: [],
  news: { since: null, to: null, items: [] },
  ...more,
});

export const facts = (more: Partial<DocumentFacts> = {}): DocumentFacts => ({
  plan: plan(),
  person: {
    givenName: 'Elsa',
    familyName: 'Öberg',
    protection: 'none',
    identity: '19400101-2395',
    voice: {
      words: 'Jag vill bo kvar hemma.\nOch ut i trädgården varje dag.',
      saidBy: 'person',
      saidAt: iso(-30 * DAY),
    },
  },
  meeting: {
    startsAt: iso(-180 * DAY),
    form: 'home',
    there: [
      { kind: 'person', name: '', sent: '' },
      { kind: 'other', name: 'Anna Öberg', sent: '' },
      { kind: 'other', name: 'Hemsjukvården Öst', sent: 'Karin Lind' },
    ],
  },
  printedBy: 'Sara Vik, Vårdcentralen Ekbacken',
  now: NOW,
  ...more,
});

/** Forty interventions, names from right to left, emoji, words of a hundred letters, and what could be taken for markup. */
export const hardest = (): DocumentFacts => {
  const long = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz';
  const base = facts();
  return {
    ...base,
    person: {
      ...base.person,
      givenName: 'فاطمة',
      familyName: 'אברהם-Öberg',
      voice: {
        words: '#import "x": *\n<script>alert(1)</script> $x^2$ \\ *fet* _kursiv_ 🙂👩‍🦽 أريد أن أبقى في المنزل',
        saidBy: 'person',
        saidAt: iso(0),
      },
    },
    plan: plan({
      goals: [
        goal(0, { words: `${long} och ${'W'.repeat(180)}` }),
        goal(1, { words: 'להישאר בבית עם המשפחה' }),
        goal(2),
      ],
      interventions: Array.from({ length: 40 }, (_, n) =>
        intervention(n, {
          detail: `Nummer ${n}`,
          ...(n % 7 === 3
            ? { what: 'O'.repeat(120) }
            : n % 7 === 4
              ? { unit: { id: idOf(900 + n), name: 'x'.repeat(90), tag: 'X' } }
              : n % 7 === 5
                ? { what: 'مساعدة في المنزل كل صباح' }
                : {}),
        }),
      ),
      sections: [
        ...plan().sections,
        section(9, 'questions', 'syns inte'),
        section(10, 'strengths', `https://example.se/${'a/'.repeat(90)}`),
      ],
    }),
  };
};
