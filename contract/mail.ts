import { z } from 'zod';
import { route } from './kernel/route.ts';

export const mailTemplates = ['to_answer', 'gap_climbed', 'gap_asked', 'notice', 'meeting'] as const;
export type MailTemplate = (typeof mailTemplates)[number];

/** A letter to a unit. Says that something waits, never about whom. */
export const Letter = z.object({
  id: z.uuid(),
  to: z.string(),
  template: z.enum(mailTemplates),
  data: z.record(z.string(), z.unknown()),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  attempts: z.int(),
  error: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
});
export type Letter = z.infer<typeof Letter>;

export const mailRoutes = {
  outbox: route({
    method: 'GET',
    path: '/outbox',
    summary: 'Letters to one’s own unit, and whether they have left',
    callers: ['staff'],
    response: z.object({ delivery: z.enum(['smtp', 'shown_here']), letters: z.array(Letter) }),
  }),
} as const;
