import type { saidBy, SectionKind } from '../../contract/plans.ts';

interface Asked {
  /** The heading. */
  readonly title: string;
  /** What is asked, as one says it to the person. */
  readonly ask: string;
  readonly hint?: string;
}

const kinds: Record<SectionKind, Asked> = {
  works: { title: 'Det som fungerar', ask: 'Vad fungerar bra i dag?' },
  worries: { title: 'Det som oroar', ask: 'Vad oroar dig?' },
  strengths: {
    title: 'Styrkor och nätverk',
    ask: 'Vad är du bra på, och vilka finns omkring dig?',
    hint: 'Familj, vänner, grannar, föreningar.',
  },
  questions: {
    title: 'Frågor till mötet',
    ask: 'Vad vill du få svar på vid mötet?',
    hint: 'Ju tydligare frågor, desto bättre möte.',
  },
  come: { title: 'Vilka som ska vara med', ask: 'Vilka vill du ha med på mötet?' },
  not_come: { title: 'Vilka som inte ska vara med', ask: 'Är det någon du inte vill ha med?' },
  practical: {
    title: 'Tolk, plats och sätt',
    ask: 'Hur och var vill du att vi möts?',
    hint: 'Tolk, hörslinga, tid på dagen, hemma eller någon annanstans.',
  },
  early_signs: { title: 'Tidiga tecken', ask: 'Hur märks det att det blir sämre?' },
  what_helps: { title: 'Det som hjälper', ask: 'Vad hjälper då?' },
  call_day: { title: 'Ring på dagen', ask: 'Vem ringer man på dagen?' },
  call_night: { title: 'Ring kväll, natt och helg', ask: 'Vem ringer man kvällar, nätter och helger?' },
};
const said: Record<(typeof saidBy)[number], string> = {
  person: 'Personens ord',
  relative: 'Närståendes ord',
  staff: 'Personalens ord',
};

export const sv = {
  kinds,
  said,
  who: 'Vems ord är det?',
  wroteDown: (unit: string) => `skrivet av ${unit}`,
  none: 'Inget skrivet än',
  write: 'Skriv',
  writeWhat: (what: string) => `Skriv: ${what}`,
  saved: 'Sparat',
  words: 'Text',
  crisis: 'Om det blir sämre',
  prepare: 'Förberedelse',
  prepared: (done: number, of: number) => `${done} av ${of} ifyllda`,
  toPrepare: 'Till förberedelsen',
  guided: {
    title: 'Förbered med personen',
    lead: (name: string) => `En fråga i taget, hemma hos ${name} eller i telefon. Varje svar sparas för sig.`,
    progress: (done: number, of: number) => `${done} av ${of}`,
    question: (n: number, of: number) => `Fråga ${n} av ${of}`,
    questions: 'Frågorna',
    important: 'Det som är viktigt',
    importantAsk: 'Vad är viktigt för dig?',
    answered: 'har svar',
    open: 'inget svar än',
    next: 'Nästa fråga',
    before: 'Förra frågan',
    print: 'Skriv ut',
    ready: 'Alla frågor har svar.',
    call: 'Kalla till möte',
    back: 'Till planen',
    noPlan: 'Det finns ingen öppen plan att förbereda.',
    start: 'Till planen',
  },
  approvals: {
    title: 'Personens ja och nej',
    none: 'Inget svar är inskrivet än.',
    before: 'Svaret finns i planen, men inte hur det sades.',
    yes: 'Ja',
    no: 'Nej',
    whole: 'Hela planen',
    by: { person: 'Personen', guardian: 'Vårdnadshavare', trustee: 'God man eller förvaltare' },
    how: { own: 'egen inloggning', oral: 'muntligt', written: 'skriftligt' },
    noted: (who: string) => `Inskrivet av ${who}`,
    disagree:
      'Vårdnadshavarna svarar olika. Två vårdnadshavare bestämmer tillsammans (föräldrabalken 6 kap. 13 §). Socialnämnden kan i vissa fall besluta ändå (13 a §).',
    waits: (n: number) => (n === 1 ? 'En vårdnadshavare har inte sagt ja.' : `${n} vårdnadshavare har inte sagt ja.`),
    write: 'Skriv in svaret',
    who: 'Vem svarar?',
    about: 'Vad gäller svaret?',
    answer: 'Vad blir svaret?',
    howSaid: 'Hur sades det?',
    words: 'Med egna ord',
    save: 'Spara svaret',
    saved: 'Svaret är sparat',
    stale: 'Planen har ändrats. Läs den en gång till, och fråga om svaret fortfarande gäller.',
    partNo: (who: string) => `${who} har sagt nej till den här insatsen.`,
  },
} as const;
