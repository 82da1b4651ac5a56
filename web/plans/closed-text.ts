import { catalogue, type SameWords } from '../kernel/text.ts';

const sv = {
  title: 'Planen är inte längre öppen för er',
  words:
    'Personen kan ha ändrat vem som får läsa, eller så är er enhet inte längre med. Det ni har lovat står kvar i er lista.',
  person: 'Till personens sida',
  list: 'Till personerna',
  part: 'En del av planen visas inte längre',
  partWords: 'Personen har ändrat vem som får läsa. Det ni fortfarande får läsa står kvar.',
  read: 'Jag har läst',
} as const;
const en: SameWords<typeof sv> = {
  title: 'The plan is no longer open to you',
  words:
    'The person may have changed who may read it, or your unit is no longer with the person. What you have promised stands in your list.',
  person: 'To the person’s page',
  list: 'To the persons',
  part: 'A part of the plan is no longer shown',
  partWords: 'The person has changed who may read it. What you may still read is here.',
  read: 'I have read this',
};
export const closedText = catalogue(sv, en);
