import type { FastifyReply } from 'fastify';
import type { Language } from '../../../contract/kernel/validation.ts';
import { sendPage } from './page.ts';

export type Trouble = 'interrupted' | 'unknown' | 'unavailable';

const words = {
  interrupted: {
    status: 400,
    sv: [
      'Inloggningen avbröts',
      'Den tog för lång tid, gjordes i en annan flik eller avbröts hos legitimationstjänsten. Inget är borta. Försök igen.',
    ],
    en: [
      'The sign-in was interrupted',
      'It took too long, was made in another tab or was stopped at the identity service. Nothing is lost. Try again.',
    ],
  },
  unknown: {
    status: 403,
    sv: [
      'Vi hittar dig inte i Mellanrum',
      'Din legitimation fungerar, men ingen har lagt upp dig här, eller så har din behörighet upphört. Arbetar du i vården eller omsorgen: tala med din chef. Annars: tala med den som är din kontakt.',
    ],
    en: [
      'We do not find you in Mellanrum',
      'Your identification works, but nobody has entered you here, or your access has ended. If you work in care: talk to your manager. Otherwise: talk to your contact.',
    ],
  },
  unavailable: {
    status: 503,
    sv: [
      'Det går inte att logga in just nu',
      'Vi når inte legitimationstjänsten. Inget är borta. Försök igen om en stund.',
    ],
    en: [
      'Signing in is not possible right now',
      'We cannot reach the identity service. Nothing is lost. Try again in a moment.',
    ],
  },
} as const satisfies Record<Trouble, { status: number; sv: readonly [string, string]; en: readonly [string, string] }>;

/** A page that says what happened at sign-in and offers to try again. */
export function sendTrouble(
  reply: FastifyReply,
  trouble: Trouble,
  language: Language,
  status: number = words[trouble].status,
): FastifyReply {
  const {
    [language]: [title, text],
  } = words[trouble];
  const again = language === 'sv' ? 'Logga in igen' : 'Sign in again';
  return sendPage(reply, status, {
    language,
    title,
    body: `<h1>${title}</h1>\n<p>${text}</p>\n<p><a class="button" href="/auth/sign-in">${again}</a></p>`,
  });
}
