import type { MailTemplate } from '../../../contract/mail.ts';
import { toStockholm } from '../../../contract/kernel/time.ts';

export interface LetterText {
  readonly subject: string;
  readonly text: string;
}

const urgency: Record<string, string> = { acute: 'Akut', soon: 'Skyndsamt', planned: 'Planerat' };
const rung: Record<string, string> = { '1': 'enhetens chef', '2': 'den gemensamma operativa gruppen', '3': 'den gemensamma strategiska gruppen' };

function when(value: unknown): string {
  if (typeof value !== 'string') return '';
  const at = toStockholm(Date.parse(value));
  return `${at.date} kl. ${String(at.hour).padStart(2, '0')}.${String(at.minute).padStart(2, '0')}`;
}

/** Swedish first, then one line of English. No person data: a mailbox is outside every rule of access. */
export function letterText(template: MailTemplate, data: Readonly<Record<string, unknown>>, publicUrl: string): LetterText {
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
    default:
      return template satisfies never;
  }
}
