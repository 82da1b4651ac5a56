import { SMTPClient } from 'emailjs';
import type pg from 'pg';
import type { MailTemplate } from '../../../contract/mail.ts';
import type { CalendarFile } from './calendar.ts';
import { letterText } from './letters.ts';

interface Taken {
  id: string;
  to_address: string;
  template: MailTemplate;
  data: Record<string, unknown>;
  attempts: number;
}

/** @param calendar an iCalendar file to attach */
export type Send = (to: string, subject: string, text: string, calendar?: CalendarFile) => Promise<void>;

/** A sender for `smtp://user:password@host:port` or `smtps://`; `?from=` gives the sender's address. */
export function smtpSender(url: string): Send {
  const at = new URL(url);
  const client = new SMTPClient({
    host: at.hostname,
    ...(at.port ? { port: Number(at.port) } : {}),
    ...(at.username ? { user: decodeURIComponent(at.username), password: decodeURIComponent(at.password) } : {}),
    ssl: at.protocol === 'smtps:',
    timeout: 15_000,
  });
  const from = at.searchParams.get('from') ?? 'mellanrum@localhost';
  return async (to, subject, text, calendar) => {
    const attachment = calendar && [
      { data: calendar.content, type: `text/calendar; method=${calendar.method}; charset=utf-8`, name: calendar.name },
    ];
    await client.sendAsync({ from, to, subject, text, ...(attachment ? { attachment } : {}) });
  };
}

/** Minutes until the next try: 1, 2, 4 … at most 60. */
const wait = (attempts: number): number => Math.min(2 ** (attempts - 1), 60) * 60_000;

/**
 * Sends what is due. A letter may in rare cases be sent twice (the process dies between sending and noting), never lost.
 *
 * @returns how many were sent
 */
export async function deliver(system: pg.Pool, send: Send, publicUrl: string, now: () => number): Promise<number> {
  const { rows } = await system.query<Taken>('select * from notify.take_mail(20)');
  let sent = 0;
  for (const letter of rows) {
    try {
      const { subject, text, calendar } = letterText(letter.template, letter.data, publicUrl);
      await send(letter.to_address, subject, text, calendar);
      await system.query('select notify.mail_sent($1)', [letter.id]);
      sent += 1;
    } catch (error) {
      await system.query('select notify.mail_failed($1, $2, $3)', [
        letter.id,
        error instanceof Error ? error.message : 'unknown',
        new Date(now() + wait(letter.attempts)).toISOString(),
      ]);
    }
  }
  return sent;
}
