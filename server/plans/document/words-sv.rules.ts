import type { CommitmentState } from '../../../contract/commitments.ts';
import type {
  followUpForms,
  goalStates,
  personAgrees,
  PlanState,
  saidBy,
  SectionKind,
} from '../../../contract/plans.ts';

/** The same words in another language: no word too few, none too many. */
export type SameWords<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...blanks: infer B) => string
      ? (...blanks: B) => string
      : SameWords<T[K]>;
};

type Words<T extends readonly string[]> = Record<T[number], string>;

const states: Record<PlanState, string> = {
  preparing: 'Vi gör planen nu. Den är inte klar.',
  active: 'Planen gäller nu.',
  closed: 'Planen är slut.',
};
const goals: Words<typeof goalStates> = {
  open: 'På väg',
  reached: 'Klart',
  partly: 'En bit kvar',
  not_reached: 'Inte klart',
  dropped: 'Inte viktigt längre',
};
const promises: Record<CommitmentState, string> = {
  offered: 'Vi väntar på svar',
  received: 'De har sett frågan',
  proposed: 'De vill ha en annan tid',
  accepted: 'Lovat',
  paused: 'Vilar just nu',
  kept: 'Gjort',
  not_kept: 'Blev inte gjort',
  declined: 'De sa nej',
  withdrawn: 'Togs tillbaka',
  lapsed: 'De svarade inte',
};
const forms: Words<typeof followUpForms> = {
  home: 'Hemma hos dig',
  digital: 'Digitalt',
  phone: 'På telefon',
  office: 'På en mottagning eller ett kontor',
};
const agrees: Words<typeof personAgrees> = {
  not_asked: 'Du har inte fått frågan än.',
  yes: 'Ja, du har sagt ja.',
  no: 'Nej, du har sagt nej.',
};
const speakers = { person: 'Dina ord', relative: 'Sagt av en som står dig nära', interpreted: 'Någon har tolkat dig' };
const said: Words<typeof saidBy> = {
  person: 'Dina ord',
  relative: 'Ord från en som står dig nära',
  staff: 'Skrivet av personal',
};
const kinds: Record<SectionKind, string> = {
  works: 'Det som går bra',
  worries: 'Det som oroar dig',
  strengths: 'Det du är bra på, och de som finns nära dig',
  questions: 'Dina frågor',
  come: 'De som ska vara med',
  not_come: 'De som inte ska vara med',
  practical: 'Hur vi möts',
  early_signs: 'Så märks det',
  what_helps: 'Det här hjälper',
  call_day: 'Ring på dagen',
  call_night: 'Ring kväll, natt och helg',
};

/** The fixed words of the plan on paper, said to the person it is about. LIX under 35; tried in `document.test.ts`. */
export const sv = {
  states,
  goals,
  promises,
  forms,
  agrees,
  speakers,
  said,
  kinds,
  title: (name: string) => `Plan för ${name}`,
  sip: 'SIP, en plan som vi gör ihop med dig',
  edition: (n: number) => `Nummer ${n}`,
  draft: 'Ett utkast',
  page: 'Sida',
  unreadable: 'Några tecken gick inte att skriva ut. Läs planen på skärmen för att se dem.',
  first: {
    heading: 'Om planen',
    who: 'Planen är till för',
    number: 'Personnummer',
    stands: 'Så står det till',
    edition: 'Utgåva',
    answer: 'Ditt svar',
  },
  protected: 'Nummer och adress står inte här. De är skyddade.',
  closed: (when: string) => `Planen tog slut ${when}.`,
  voice: {
    heading: 'Det här är viktigt för dig',
    none: 'Här finns inga ord från dig än. Säg vad som är viktigt för dig, så skriver vi ner det.',
    at: (who: string, when: string) => `${who}, ${when}`,
  },
  meeting: {
    heading: 'När vi möttes',
    when: 'Dag',
    form: 'Hur',
    who: 'Med på mötet',
    you: 'Du',
    nobody: 'Vi skrev inte upp vilka som var med.',
    sent: (name: string, other: string) => `${name} (${other})`,
  },
  goal: {
    long: 'Mål på lång sikt',
    short: 'Mål på kort sikt',
    none: 'Det finns inga mål än.',
    sees: 'Så märker vi det',
    state: 'Hur det går',
    nobody: 'Ingen har lovat något här än.',
    hidden: (n: number) =>
      n === 1 ? 'Det finns en sak till som inte får stå här.' : `Det finns ${n} saker till som inte får stå här.`,
  },
  table: { what: 'Det här görs', who: 'Den som gör det', when: 'Senast', state: 'Hur det går' },
  owner: { person: 'Du', relative: 'En som står dig nära', unknown: 'Får inte stå här' },
  late: 'Sent',
  own: { heading: 'Det här gör du själv', by: (what: string, when: string) => `${what}, senast ${when}` },
  others: {
    heading: 'Det här gör andra',
    none: 'Ingen annan gör något just nu.',
    by: (what: string, who: string) => `${what} (${who})`,
  },
  crisis: { heading: 'Om det blir sämre' },
  lead: {
    heading: 'De som har ansvar',
    authority: 'Har ansvar för hela planen',
    unit: 'Håller ihop planen',
    none: 'Det är inte bestämt än.',
  },
  next: {
    heading: 'När vi ser över planen',
    when: 'Nästa gång',
    form: 'Hur',
    none: 'Det är inte bestämt än. Fråga den som håller ihop planen.',
    late: 'Den dagen har gått. Ring och fråga när det blir.',
    before: 'Förra gångerna',
    held: (when: string, form: string) => `${when}. ${form}.`,
  },
  about: {
    heading: 'Om papperet',
    words: (when: string, who: string) =>
      `Skrivet ut ${when} av ${who}. Så här såg planen ut då. Fråga alltid efter den senaste. Här står det som den som skrev ut får läsa.`,
  },
  foot: (when: string, who: string) => `Utskriven ${when} av ${who}`,
} as const;
