import type { Urgency } from '../../../contract/commitments.ts';
import type { GapKind } from '../../../contract/gaps.ts';
import type { CircleRole } from '../../../contract/people.ts';

const urgencyHints: Record<Urgency, string> = {
  acute: 'nu',
  soon: 'i dag eller i morgon',
  planned: 'kan vänta till bestämd tid',
};
const gaps: Record<GapKind, string> = {
  unanswered: 'Ingen har svarat',
  overdue: 'Tiden har gått ut',
  lapsed: 'Erbjudandet förföll utan svar',
  declined_without_owner: 'Nekad, och ingen annan har tagit det',
  unit_closed: 'Enheten har stängt',
  no_care_contact: 'Ingen fast vårdkontakt',
  no_coordinating_contact: 'Ingen samordnar helheten',
  no_omsorg_contact: 'Ingen fast omsorgskontakt',
  consent_ending: 'Ett samtycke går snart ut',
  consent_missing_in_plan: 'Samtycke saknas för planen',
  plan_without_voice: 'Planen saknar personens egen röst',
  no_next_follow_up: 'Ingen nästa uppföljning',
  follow_up_overdue: 'Uppföljningen är försenad',
  plan_hollow: 'Allt i planen är slut men den är öppen',
  meeting_overdue: 'Planeringsmötet är inte hållet i tid',
};
const circleRoles: Record<CircleRole, string> = {
  accountable: 'Ansvarar för behov',
  performer: 'Utför',
  primary_care: 'Primärvård',
  assessor: 'Utreder och beslutar bistånd',
  inpatient: 'Slutenvård',
  outpatient: 'Öppenvård',
  coordinator: 'Samordnar',
  consulted: 'Rådfrågad',
};

export const sv = {
  urgencyHints,
  gaps,
  circleRoles,
  ladder: { 0: 'Enheten', 1: 'Enhetschefen', 2: 'Operativa gruppen', 3: 'Strategiska gruppen' },
  circle: {
    carries: (needs: number, promises: number) =>
      [needs > 0 && `${needs} behov`, promises > 0 && (promises === 1 ? '1 löfte' : `${promises} löften`)]
        .filter(Boolean)
        .join(' · '),
    nothing: 'bär inget just nu',
    pending: (n: number) => (n === 1 ? '1 obesvarad' : `${n} obesvarade`),
    late: (n: number) => (n === 1 ? '1 sen' : `${n} sena`),
    missing: 'saknas',
    keyCarried: 'ju tjockare, desto mer bärs',
    keyPending: 'erbjudet',
    keyLate: 'sent',
    keyGap: 'någon saknas',
  },
  line: {
    period: 'Hur lång tid visas?',
    periods: { weeks: '2 veckor', quarter: '3 månader', year: '1 år' },
    now: 'nu',
    more: (n: number) => `${n} till`,
    moreIn: (n: number, unit: string) => `${n} till hos ${unit}, visa listan`,
    empty: 'Inget i den här perioden.',
    hint: 'Peka på ett löfte, eller gå med piltangenterna.',
    tones: {
      offered: 'erbjudet',
      promised: 'lovat',
      paused: 'pausat',
      late: 'sent',
      kept: 'gjort',
      ended: 'blev inte av',
    },
  },
  lengths: {
    minutes: (n: number) => (n === 1 ? 'en minut' : `${n} minuter`),
    hours: (n: number) => (n === 1 ? 'en timme' : `${n} timmar`),
    calendar_days: (n: number) => (n === 1 ? 'en dag' : `${n} dagar`),
    working_days: (n: number) => (n === 1 ? 'en arbetsdag' : `${n} arbetsdagar`),
    months: (n: number) => (n === 1 ? 'en månad' : `${n} månader`),
  },
  time: {
    example: 'Skriv som du säger: imorgon 14, fre 9, 15/3',
    reads: (when: string) => `Blir ${when}`,
    unread: 'Den tiden går inte att läsa. Skriv till exempel imorgon 14 eller 15/3 9.30.',
    pick: 'Välj i kalender',
    past: 'Den tiden har passerat',
  },
  unit: {
    search: 'Sök på namn, sort eller kommun',
    none: 'Ingen enhet passar. Prova ett annat ord.',
    inCircle: 'I personens krets',
    remove: (name: string) => `Ta bort ${name}`,
    chosen: 'Valda enheter',
    closed: 'stängd',
    found: (n: number) => (n === 1 ? 'En enhet passar' : `${n} enheter passar`),
  },
  gap: {
    since: (when: string) => `Sedan ${when}`,
    whose: 'Draget är hos',
    ladder: 'Trappan',
    here: 'här nu',
    climbs: (when: string) => `Går vidare ${when}`,
    answer: 'Svara',
    answers: 'Svar',
    earlier: (n: number) => (n === 1 ? 'Ett tidigare svar' : `${n} tidigare svar`),
    joint: 'Utan namn på den här nivån',
  },
  way: {
    open: 'öppet',
    closed: 'stängt',
    until: (when: string) => `till ${when}`,
    opens: (when: string) => `öppnar ${when}`,
    always: 'dygnet runt',
  },
  find: {
    label: 'Hitta personen',
    hint: 'Minst två bokstäver av namnet, eller hela personnumret. Sökningen syns i personens logg.',
    go: 'Sök',
    none: 'Ingen i er krets passar.',
    found: (n: number) => (n === 1 ? 'En person' : `${n} personer`),
  },
  more: 'Visa fler',
  years: (n: number) => `${n} år`,
};
