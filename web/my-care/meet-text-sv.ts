import type { attendances, meetingEndReasons, partyAnswers } from '../../contract/meetings.ts';
import type { Approver, approvalHows, SectionKind } from '../../contract/plans.ts';

type Words<T extends readonly string[]> = Record<T[number], string>;
interface Asked {
  readonly title: string;
  readonly ask: string;
  /** As a relative is asked. */
  readonly askRelative: (name: string) => string;
  readonly hint: string;
}

const kinds: Record<SectionKind, Asked> = {
  works: {
    title: 'Det som går bra',
    ask: 'Vad går bra i dag?',
    askRelative: (name) => `Vad går bra för ${name} i dag?`,
    hint: 'Det kan vara stort eller litet.',
  },
  worries: {
    title: 'Det som oroar',
    ask: 'Vad oroar dig?',
    askRelative: (name) => `Vad oroar dig när du tänker på ${name}?`,
    hint: 'Skriv det som det är.',
  },
  strengths: {
    title: 'Det jag är bra på, och vilka jag har',
    ask: 'Vad är du bra på? Vilka finns nära dig?',
    askRelative: (name) => `Vad är ${name} bra på? Vilka finns nära?`,
    hint: 'Det kan vara en vän, en granne eller en hund.',
  },
  questions: {
    title: 'Frågor till mötet',
    ask: 'Vad vill du få svar på?',
    askRelative: () => 'Vad vill du få svar på?',
    hint: 'Skriv en fråga på varje rad.',
  },
  come: {
    title: 'Vilka som ska vara med',
    ask: 'Vilka vill du ha med på mötet?',
    askRelative: () => 'Vilka tycker du ska vara med på mötet?',
    hint: 'Det kan vara någon i vården, eller någon du tycker om.',
  },
  not_come: {
    title: 'Vilka som inte ska vara med',
    ask: 'Är det någon du inte vill ha med?',
    askRelative: () => 'Är det någon som inte ska vara med?',
    hint: 'Du behöver inte säga varför.',
  },
  practical: {
    title: 'Hur och var vi ses',
    ask: 'Hur och var vill du att ni ses?',
    askRelative: () => 'Är det något att tänka på när ni ses?',
    hint: 'Tolk? Hemma eller på annan plats? På morgonen eller senare?',
  },
  early_signs: {
    title: 'Så märks det',
    ask: 'Hur märks det att det blir sämre?',
    askRelative: () => 'Hur märks det?',
    hint: '',
  },
  what_helps: { title: 'Det här hjälper', ask: 'Vad hjälper då?', askRelative: () => 'Vad hjälper då?', hint: '' },
  call_day: { title: 'Ring på dagen', ask: 'Vem ringer du på dagen?', askRelative: () => 'Vem ringer man?', hint: '' },
  call_night: {
    title: 'Ring på kvällen, natten och helgen',
    ask: 'Vem ringer du då?',
    askRelative: () => 'Vem ringer man då?',
    hint: '',
  },
};
const answers: Words<typeof partyAnswers> = {
  waiting: 'Har inte svarat',
  comes: 'Kommer',
  sends_other: 'Skickar någon annan',
  other_time: 'Vill ha en annan tid',
  cannot: 'Kan inte',
  silent: 'Svarade aldrig',
  called_off: 'Ska inte med',
};
const attended: Words<typeof attendances> = {
  present: 'Var med',
  absent: 'Var inte med',
  informed: 'Fick veta efteråt',
};
const ended: Words<typeof meetingEndReasons> = {
  person_wishes: 'Du ville det.',
  unit_cannot: 'Någon som behövs kunde inte.',
  ill: 'Någon blev sjuk.',
  not_needed: 'Det behövs inte mer.',
  consent_withdrawn: 'Ditt ja är taget tillbaka.',
  other: 'Fråga dem varför.',
};
const how: Words<typeof approvalHows> = { own: 'här', oral: 'muntligt', written: 'på papper' };
const voices: Record<Approver, string> = { person: 'Personen', guardian: 'Vårdnadshavare', trustee: 'God man' };

export const sv = {
  kinds,
  answers,
  attended,
  ended,
  how,
  voices,
  meeting: {
    title: 'Mina möten',
    titleRelative: (name: string) => `Möten om ${name}`,
    next: 'Nästa möte',
    none: 'Inget möte är bestämt.',
    how: 'Hur',
    practical: 'Bra att veta',
    long: (minutes: number) => `${minutes} minuter`,
    join: 'Öppna videomötet',
    who: 'Vilka som kommer',
    you: 'Du',
    him: (name: string) => name,
    close: 'Någon nära',
    coming: (n: number, of: number) => `${n} av ${of} har svarat ja.`,
    wants: (when: string) => `Vill hellre ${when}`,
    calendar: 'Spara i min kalender',
    earlier: 'Möten som har varit',
    held: (where: string) => `Ni sågs ${where.charAt(0).toLowerCase()}${where.slice(1)}.`,
    cancelled: 'Mötet blev inte av.',
    passed: 'Tiden har gått.',
  },
  prepare: {
    lead: 'Svara på det du vill. Du kan sluta när du vill. Allt sparas.',
    leadRelative: (name: string) => `Du kan hjälpa ${name}. Det du skriver visas som dina ord.`,
    done: (n: number, of: number) => `${n} av ${of} har svar`,
    begin: 'Börja',
    goOn: 'Fortsätt',
    question: (n: number, of: number) => `Fråga ${n} av ${of}`,
    save: 'Spara och gå vidare',
    skip: 'Hoppa över',
    answer: 'Ditt svar',
    before: 'Förra frågan',
    overview: 'Alla frågor',
    saved: 'Sparat',
    answered: 'Har svar',
    open: 'Inget svar än',
    important: 'Det som är viktigt',
    importantAsk: 'Vad är viktigt för dig?',
    importantHint: 'De som hjälper dig läser det.',
    said: { person: 'Du har sagt', relative: 'Någon nära har skrivit', staff: 'De som hjälper dig har skrivit' },
    saidRelative: (name: string) => `${name} har sagt`,
    by: (who: string) => `${who} skrev ner det.`,
    change: 'Ändra orden',
    changeSave: 'Spara ändringen',
    ready: 'Klart. Tack.',
    readyWords: 'De som kommer till mötet kan läsa det du har skrivit.',
    noPlan: 'Det finns inget möte att förbereda nu.',
  },
  crisis: {
    title: 'Om det blir sämre',
  },
  approve: {
    title: 'Ditt ja eller nej',
    titleRelative: 'Ja och nej till planen',
    ask: 'Vad säger du om planen?',
    yes: 'Ja till planen',
    no: 'Nej till planen',
    saidYes: (when: string, by: string) => `Du sa ja ${when}, ${by}.`,
    saidNo: (when: string, by: string) => `Du sa nej ${when}, ${by}.`,
    otherYes: (who: string, when: string) => `${who} sa ja ${when}.`,
    otherNo: (who: string, when: string) => `${who} sa nej ${when}.`,
    noted: (who: string) => `${who} skrev in det.`,
    change: 'Du kan ändra dig när du vill.',
    words: 'Vill du säga varför?',
    sentYes: 'Ditt ja är sparat',
    sentNo: 'Ditt nej är sparat',
    partNo: 'Nej till den här',
    partYes: 'Jag vill ha den ändå',
    partSaid: 'Du har sagt nej till den här.',
    partSaidRelative: (who: string) => `${who} har sagt nej till den här.`,
    partSend: 'Säg nej',
    stale: 'Planen har ändrats. Läs den en gång till och svara sedan.',
  },
};
