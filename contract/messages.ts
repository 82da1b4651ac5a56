import { z } from 'zod';
import { commitmentStates, declineReasons, freeText, Id } from './commitments.ts';
import { InstantText } from './instant-text.ts';
import { route } from './kernel/route.ts';
import { UnitRef } from './plans.ts';

/** As much as is written at once: an answer must fit where a promise's last words stand. */
export const longestMessage = 2000;

/** How the unit that was written to stands now: it can answer, has closed, or is no longer around the person. */
export const receiverStates = ['here', 'closed', 'left'] as const;

/**
 * A message to one unit around the person: a promise of an answer, with the agreement's time (`answer.message`). It is read by the person, by
 * the relative who wrote it, and by the unit it was written to; by nobody else.
 */
export const Message = z.object({
  id: Id,
  version: z.int(),
  state: z.enum(commitmentStates),
  words: z.string(),
  by: z.enum(['person', 'relative']),
  /** Who wrote it, where that is not the person. */
  byName: z.string().nullable(),
  to: UnitRef,
  receiver: z.enum(receiverStates),
  at: InstantText,
  /** When it is to be answered. */
  answerBy: InstantText,
  /** Seen by someone at the unit. */
  readAt: InstantText.nullable(),
  /** When it ended: by an answer, a no, taken back, or by nobody in time. */
  endedAt: InstantText.nullable(),
  /** The answer, or the words of a no. */
  answer: z.string(),
  answeredBy: z.string().nullable(),
  reason: z.enum(declineReasons).nullable(),
  /** The message that this one goes on from. */
  followsId: Id.nullable(),
  /** The caller wrote it, and can take it back or go on from it. */
  own: z.boolean(),
  /** The caller's unit is to answer it. */
  mine: z.boolean(),
});
export type Message = z.infer<typeof Message>;

/** Whom the caller can write to, and by when that unit would answer what is written now. */
export const MessageUnit = z.object({ unit: UnitRef, answerBy: InstantText });
export type MessageUnit = z.infer<typeof MessageUnit>;

const OfPerson = z.strictObject({ personId: Id });
const path = '/persons/:personId/messages';

export const messageRoutes = {
  writeMessage: route({
    method: 'POST',
    path,
    summary: 'Write to one unit around the person; it must answer by a time',
    callers: ['person', 'relative'],
    params: OfPerson,
    body: z.strictObject({
      toUnitId: Id,
      words: freeText(longestMessage),
      /** One's own earlier message that this goes on from. Sent to another unit, it takes back the one that waits. */
      followsId: Id.optional(),
    }),
    response: z.object({ id: Id, version: z.int(), state: z.enum(commitmentStates) }),
  }),
  messages: route({
    method: 'GET',
    path,
    summary: 'Messages about the person that the caller may read, the newest first, with their answers',
    callers: ['staff', 'person', 'relative'],
    params: OfPerson,
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(100).default(50),
      /** The last one of the page before. */
      after: Id.optional(),
    }),
    response: z.object({
      messages: z.array(Message),
      /** What `after` is for the next page; null when there is none. */
      next: Id.nullable(),
      /** Nobody for staff: they answer. */
      units: z.array(MessageUnit),
    }),
  }),
} as const;
