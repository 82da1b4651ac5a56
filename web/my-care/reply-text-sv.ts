import type { partyAnswers } from '../../contract/meetings.ts';
import type { followUpForms } from '../../contract/plans.ts';

type Words<T extends readonly string[]> = Record<T[number], string>;

const forms: Words<typeof followUpForms> = {
  home: 'Hemma',
  digital: 'Med video',
  phone: 'På telefon',
  office: 'På plats hos vården',
};
const own: Words<typeof partyAnswers> = {
  waiting: 'Du har inte svarat än.',
  comes: 'Du har sagt att du kommer.',
  sends_other: 'Någon annan kommer för dig.',
  other_time: 'Du har bett om en annan tid.',
  cannot: 'Du har sagt nej.',
  silent: 'Du svarade inte.',
  called_off: 'Du behöver inte komma.',
};

export const sv = {
  forms,
  own,
  all: 'Mer om mötet',
  prepare: 'Förbered mötet',
  reply: {
    ask: 'Kan du komma?',
    yes: 'Ja, jag kommer',
    time: 'Annan tid',
    no: 'Nej',
    change: 'Ändra mitt svar',
    cancel: 'Tillbaka',
    timeTitle: 'När passar det bättre?',
    nextDay: 'Dagen efter, samma tid',
    nextWeek: 'En vecka senare, samma tid',
    ownTime: 'Skriv en tid',
    when: 'Vilken tid passar?',
    send: 'Skicka',
    noTitle: 'Varför?',
    why: {
      ill: 'Jag är sjuk',
      time: 'Det passar inte då',
      not_want: 'Jag vill inte ha mötet',
    },
    ownWhy: 'Skriv själv',
    words: 'Skriv varför',
    sent: 'Ditt svar är skickat',
    proposed: (when: string) => `Du har bett om ${when}.`,
    stale: 'Mötet har ändrats. Se den nya tiden och svara igen.',
  },
};
