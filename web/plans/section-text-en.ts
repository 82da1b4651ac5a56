import type { SameWords } from '../kernel/text.ts';
import type { sv } from './section-text-sv.ts';

export const en: SameWords<typeof sv> = {
  kinds: {
    works: { title: 'What works', ask: 'What works well today?' },
    worries: { title: 'What worries', ask: 'What worries you?' },
    strengths: {
      title: 'Strengths and network',
      ask: 'What are you good at, and who is around you?',
      hint: 'Family, friends, neighbours, associations.',
    },
    questions: {
      title: 'Questions for the meeting',
      ask: 'What do you want answered at the meeting?',
      hint: 'The clearer the questions, the better the meeting.',
    },
    come: { title: 'Who should be there', ask: 'Whom do you want at the meeting?' },
    not_come: { title: 'Who should not be there', ask: 'Is there anyone you do not want there?' },
    practical: {
      title: 'Interpreter, place and way',
      ask: 'How and where do you want us to meet?',
      hint: 'Interpreter, hearing loop, time of day, at home or elsewhere.',
    },
    early_signs: { title: 'Early signs', ask: 'How does one notice that it gets worse?' },
    what_helps: { title: 'What helps', ask: 'What helps then?' },
    call_day: { title: 'Call by day', ask: 'Whom does one call by day?' },
    call_night: {
      title: 'Call evenings, nights and weekends',
      ask: 'Whom does one call evenings, nights and weekends?',
    },
  },
  said: { person: 'The person’s words', relative: 'A relative’s words', staff: 'Staff’s words' },
  who: 'Whose words are they?',
  none: 'Nothing written yet',
  write: 'Write',
  writeWhat: (what: string) => `Write: ${what}`,
  saved: 'Saved',
  words: 'Text',
  crisis: 'If it gets worse',
  prepare: 'Preparation',
  prepared: (done: number, of: number) => `${done} of ${of} filled in`,
  toPrepare: 'To the preparation',
};
