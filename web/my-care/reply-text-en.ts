import type { SameWords } from '../kernel/text.ts';
import type { sv } from './reply-text-sv.ts';

export const en: SameWords<typeof sv> = {
  forms: { home: 'At home', digital: 'By video', phone: 'By phone', office: 'At the clinic or office' },
  own: {
    waiting: 'You have not answered yet.',
    comes: 'You have said that you will come.',
    sends_other: 'Someone else comes for you.',
    other_time: 'You have asked for another time.',
    cannot: 'You have said no.',
    silent: 'You did not answer.',
    called_off: 'You need not come.',
  },
  all: 'More about the meeting',
  prepare: 'Prepare the meeting',
  reply: {
    ask: 'Can you come?',
    yes: 'Yes, I will come',
    time: 'Another time',
    no: 'No',
    change: 'Change my answer',
    cancel: 'Back',
    timeTitle: 'When is better?',
    nextDay: 'The day after, same time',
    nextWeek: 'A week later, same time',
    ownTime: 'Write a time',
    when: 'Which time is good?',
    send: 'Send',
    noTitle: 'Why?',
    why: { ill: 'I am ill', time: 'The time is not good', not_want: 'I do not want the meeting' },
    ownWhy: 'Write it myself',
    words: 'Write why',
    sent: 'Your answer is sent',
    proposed: (when: string) => `You have asked for ${when}.`,
    stale: 'The meeting has changed. See the new time and answer again.',
  },
};
