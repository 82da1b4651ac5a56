import type { MailTemplate } from '../../../contract/mail.ts';
import { calendarOf, type CalendarFile, type MeetingEvent } from './calendar.ts';
import { toStockholm } from '../../../contract/kernel/time.ts';

export interface LetterText {
  readonly subject: string;
  readonly text: string;
  /** A calendar file that goes with it. */
  readonly calendar?: CalendarFile;
}

const urgency: Record<string, string> = { acute: 'Akut', soon: 'Skyndsamt', planned: 'Planerat' };
const rung: Record<string, string> = {
  '1': 'enhetens chef',
  '2': 'den gemensamma operativa gruppen',
  '3': 'den gemensamma strategiska gruppen',
};

function when(value: unknown): string {
  if (typeof value !== 'string') return '';
  const at = toStockholm(Date.parse(value));
  return `${at.date} kl. ${String(at.hour).padStart(2, '0')}.${String(at.minute).padStart(2, '0')}`;
}

/** Swedish first, then one line of English. No person data: a mailbox is outside every rule of access. */
export function letterText(
  template: MailTemplate,
  data: Readonly<Record<string, unknown>>,
  publicUrl: string,
): LetterText {
  switch (template) {
    case 'to_answer':
      return {
        subject: `${urgency[String(data['urgency'])] ?? 'Planerat'}: något väntar på er enhets svar i Mellanrum`,
        text: `Er enhet har fått ett erbjudande eller en signal att svara på senast ${when(data['answerBy'])}.\n\nLogga in för att se vad det gäller: ${publicUrl}/\n\nSomething is waiting for your unit's answer in Mellanrum.\n`,
      };
    case 'gap_climbed':
      return {
        subject: 'Ett mellanrum har stigit till er nivå i Mellanrum',
        text: `Ett mellanrum som ingen har stängt har nu nått ${rung[String(data['level'])] ?? 'er nivå'}.\n\nLogga in för att se det och svara: ${publicUrl}/gaps\n\nA gap that nobody closed has reached your level in Mellanrum.\n`,
      };
    case 'gap_asked':
      return {
        subject: 'En fråga om ett mellanrum väntar på er enhets svar',
        text: `Er enhet har fått en fråga eller ett uppdrag om ett mellanrum. Svara senast ${when(data['answerBy'])}.\n\nLogga in för att se vad det gäller: ${publicUrl}/gaps\n\nA question about a gap is waiting for your unit's answer in Mellanrum.\n`,
      };
    case 'notice':
      return data['language'] === 'en'
        ? {
            subject: 'Something has happened in Mellanrum',
            text: `Something in Mellanrum asks for your answer, or answers you.\n\nSign in to see what: ${publicUrl}/notices\n\nYou choose yourself what you are told of: ${publicUrl}/settings\n`,
          }
        : {
            subject: 'Något har hänt i Mellanrum',
            text: `Du har något att svara på, eller ett svar, i Mellanrum.\n\nLogga in för att se vad: ${publicUrl}/notices\n\nDu väljer själv vad du vill få veta: ${publicUrl}/settings\n`,
          };
    case 'meeting':
      return meetingLetter(meetingEvent(data), publicUrl);
    default:
      return template satisfies never;
  }
}

/** What a letter row says of a meeting. A letter that says too little is a fault, and stays unsent with its reason. */
function meetingEvent(data: Readonly<Record<string, unknown>>): MeetingEvent {
  const text = (name: string): string => {
    const value = data[name];
    if (typeof value !== 'string') throw new TypeError(`a meeting's letter without ${name}`);
    return value;
  };
  return {
    uid: text('uid'),
    sequence: Number(data['sequence']),
    cancelled: data['cancelled'] === true,
    startsAt: text('startsAt'),
    endsAt: text('endsAt'),
    stamp: text('stamp'),
    form: text('form') as MeetingEvent['form'],
    link: typeof data['link'] === 'string' ? data['link'] : null,
    place: typeof data['place'] === 'string' ? data['place'] : '',
    organizer: { name: text('unit'), email: typeof data['email'] === 'string' ? data['email'] : null },
  };
}

function meetingLetter(event: MeetingEvent, publicUrl: string): LetterText {
  const at = when(event.startsAt);
  const head = event.cancelled
    ? 'Inställt planeringsmöte'
    : event.sequence > 0
      ? 'Ändrat planeringsmöte'
      : 'Kallelse till planeringsmöte';
  const says = event.cancelled
    ? `Planeringsmötet ${at} är inställt.`
    : `${event.organizer.name} kallar till ett planeringsmöte ${at}.${event.link ? `\n\nVideolänk: ${event.link}` : ''}`;
  return {
    subject: `${head} ${at}`,
    text: `${says}\n\nMötet finns i den bifogade kalenderfilen. Logga in för att se vad det gäller och svara: ${publicUrl}/\nHar du ingen inloggning? Svara till ${event.organizer.name}.\n\nA planning meeting in Mellanrum; the calendar file is attached.\n`,
    calendar: calendarOf(event),
  };
}
