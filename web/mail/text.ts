import { catalogue, type SameWords } from '../kernel/text.ts';

const sv = {
  title: 'Utkorg',
  lead: 'Brev till er enhet. De säger att något väntar, aldrig om vem.',
  shownHere: 'Ingen e-postserver är inkopplad. Breven visas bara här.',
  empty: 'Inga brev än. Ett brev går ut när något väntar på svar eller ett mellanrum går ett steg upp.',
  to: (address: string) => `till ${address}`,
  sent: (when: string) => `skickat ${when}`,
  waits: 'väntar på att skickas',
  failed: (attempts: number) => `har inte gått fram efter ${attempts} försök`,
};

const en: SameWords<typeof sv> = {
  title: 'Outbox',
  lead: 'Letters to your unit. They say that something waits, never about whom.',
  shownHere: 'No mail server is connected. The letters are shown only here.',
  empty: 'No letters yet. One goes out when something waits for an answer or a gap climbs a step.',
  to: (address) => `to ${address}`,
  sent: (when) => `sent ${when}`,
  waits: 'waiting to be sent',
  failed: (attempts) => `has not got through after ${attempts} attempts`,
};

export const text = catalogue(sv, en);
