import type { mailRoutes, Letter } from '../../../contract/mail.ts';
import type { Handlers } from '../http/handle.ts';
import { letterText } from './letters.ts';

export const mailHandlers = (settings: { publicUrl: string; smtp: boolean }): Handlers<typeof mailRoutes> => ({
  outbox: async ({ ground, request }) => {
    const context = ground.database.sign(request.caller, request.purpose, ground.clock.now());
    const { rows } = await ground.database.app.query<{ v: Omit<Letter, 'subject' | 'text'>[] }>(
      'select notify.outbox($1, 100) as v',
      [context],
    );
    const letters = (rows[0]?.v ?? []).map((letter) => {
      const { subject, text } = letterText(letter.template, letter.data, settings.publicUrl);
      return { ...letter, subject, text };
    });
    return { delivery: settings.smtp ? 'smtp' : 'shown_here', letters };
  },
});
