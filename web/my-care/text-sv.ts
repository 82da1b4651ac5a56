import type { CommitmentState } from '../../contract/commitments.ts';
import type { planStates } from '../../contract/plans.ts';
import type { NamedContactKind, SharePart } from '../../contract/people.ts';

/** Swedish names that end in s, x or z take no more. */
const owner = (name: string): string => (/[sxz]$/i.test(name) ? name : `${name}s`);

const contacts: Record<NamedContactKind, string> = {
  care_contact: 'Din fasta kontakt i vården',
  coordinating_contact: 'Den som håller ihop allt',
  physician_contact: 'Din läkare',
  omsorg_contact: 'Din fasta kontakt i hemtjänsten',
};
const states: Record<CommitmentState, string> = {
  offered: 'Frågan är ställd',
  received: 'De har läst frågan',
  proposed: 'De vill ta det en annan dag',
  accepted: 'Lovat',
  paused: 'Vilar just nu',
  kept: 'Gjort',
  not_kept: 'Blev inte gjort',
  declined: 'De sa nej',
  withdrawn: 'Taget tillbaka',
  lapsed: 'Ingen svarade',
};
const plans: Record<(typeof planStates)[number], string> = {
  preparing: 'Planen skrivs just nu. Den gäller inte än.',
  active: 'Planen gäller.',
  closed: 'Planen är slut.',
};
const parts: Record<SharePart, string> = {
  voice: 'Vad som är viktigt',
  circle: 'Vilka som hjälper till',
  needs: 'Vad det behövs hjälp med',
  promises: 'Vad som är lovat',
  plan: 'Planen',
  consents: 'Ja och nej',
  log: 'Vem som har läst',
};

export const sv = {
  contacts,
  states,
  plans,
  parts,
  home: {
    title: 'Min vård',
    hello: (name: string) => `Hej ${name}.`,
    relativeTitle: (name: string) => `${owner(name)} vård`,
    more: 'Mer om dig',
    moreRelative: 'Mer',
  },
  voice: {
    title: 'Det här är viktigt för mig',
    titleRelative: (name: string) => `Viktigt för ${name}`,
    none: 'Du har inte skrivit något än.',
    noneRelative: 'Inget är skrivet än.',
    said: (when: string) => `Sagt ${when}`,
    byRelative: 'Det här sa någon nära dig.',
    interpreted: 'Någon annan har tolkat dina ord.',
    write: 'Skriv',
    again: 'Skriv nytt',
    earlier: 'Det du har sagt förut',
  },
  picture: {
    add: 'Lägg till en bild',
    change: 'Byt bild',
    remove: 'Ta bort bilden',
  },
  call: {
    title: 'Ring nu',
    none: 'Det finns inget nummer här än.',
    open: 'Svarar nu',
    closed: 'Har stängt nu',
    opens: (when: string) => `Öppnar ${when}`,
    until: (when: string) => `till ${when}`,
    always: 'dygnet runt',
    more: 'Fler att ringa',
    call: (who: string) => `Ring ${who}`,
    danger: 'Är det fara för liv? Ring 112.',
    advice: 'Råd om vård dygnet runt: ring 1177.',
  },
  who: {
    title: 'Vem gör vad',
    lead: 'För varje sak finns alltid en enhet som har ansvaret.',
    has: 'har ansvaret',
    since: (when: string) => `sedan ${when}`,
    none: 'Det finns inget skrivet än om vad du behöver.',
    noneRelative: 'Inget är skrivet än.',
    hidden: 'Ansvaret finns, men syns inte här.',
    contacts: 'De du känner',
    circle: 'Alla som hjälper till',
    noContact: 'Du har ingen fast kontakt än. Du kan be om en.',
    ask: 'Be om en fast kontakt',
  },
  promises: {
    title: 'Det här är lovat',
    by: (when: string) => `senast ${when}`,
    answer: (when: string) => `svar ${when}`,
    answerLate: 'Svaret är sent',
    late: 'Försenat',
    lateHelp: 'Det skulle ha varit klart. Det är inte ditt fel.',
    ask: 'Fråga om det',
    askWords: (what: string) => `Hur går det med det här? ${what}`,
    you: 'Du själv',
    relative: 'Någon nära dig',
    none: 'Inget är lovat just nu.',
    done: 'Klart den senaste tiden',
    asked: 'Väntar på svar',
    rest: (when: string) => `Börjar igen ${when}`,
  },
  plan: {
    title: 'Min plan',
    titleRelative: (name: string) => `${owner(name)} plan`,
    none: 'Det finns ingen plan än.',
  },
  messages: {
    title: 'Meddelanden',
    card: 'Skriv till dem som hjälper dig',
    cardRelative: (name: string) => `Skriv till dem som hjälper ${name}`,
    waits: (n: number) => (n === 1 ? 'Ett väntar på svar' : `${n} väntar på svar`),
    new: 'Du har fått svar',
  },
  meetings: {
    next: 'Nästa möte',
    title: 'Mina möten',
    titleRelative: (name: string) => `Möten om ${name}`,
    lead: (when: string) => `Nästa möte ${when}`,
    prepare: 'Förbered mötet',
    prepareLead: 'Skriv vad du vill prata om',
  },
  answers: {
    title: 'Ja och nej',
    lead: 'Du bestämmer. Du kan ändra dig när du vill. Ett nej är ett bra svar.',
    leadRelative: (name: string) => `Det här har ${name} sagt ja och nej till.`,
  },
  sharing: {
    title: 'Vad andra nära dig ser',
    lead: 'Du väljer vad var och en får se. Du kan ändra när du vill.',
  },
  relative: {
    lead: (name: string) => `${name} har valt vad du får se.`,
    sees: 'Du ser:',
    hidden: 'Du ser inte:',
    nothing: (name: string) => `${name} har inte delat något med dig än.`,
    ask: (name: string) => `Vill du se mer? Fråga ${name}.`,
  },
  unsafe: {
    title: 'Jag känner mig inte trygg',
    titleRelative: (name: string) => `Jag är orolig för ${name}`,
    other: 'Säg till om något annat',
  },
  log: {
    title: 'Vem har läst om mig',
    titleRelative: (name: string) => `Vem har läst om ${name}`,
    card: 'Se vem, när och varför',
    emergencyNote: 'Någon har öppnat det som var stängt.',
  },
};
