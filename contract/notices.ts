import { z } from 'zod';
import { commitmentKinds, urgencies } from './commitments.ts';
import { gapKinds } from './gaps.ts';
import { InstantText } from './instant-text.ts';
import { route } from './kernel/route.ts';

export const noticeKinds = [
  'asked',
  'answered',
  'withdrawn',
  'lapsed',
  'late',
  'gap',
  'climbed',
  'consent_ending',
  'plan_changed',
  'plan_ready',
  'emergency',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const noticeMoves = [
  'offered',
  'promised',
  'accepted',
  'declined',
  'proposed',
  'kept',
  'not_kept',
  'paused',
  'resumed',
  'withdrawn',
  'superseded',
  'lapsed',
] as const;

/** Something that happened and asks something of the reader's unit or of the reader, or answers them. No name and no words about anyone. */
export const Notice = z.object({
  id: z.int(),
  at: InstantText,
  kind: z.enum(noticeKinds),
  read: z.boolean(),
  /** What it asked has been done, by whomever. */
  settled: z.boolean(),
  commitmentId: z.uuid().nullable(),
  /** Whose plan it is, to staff who are in the circle now. */
  personId: z.uuid().nullable(),
  what: z.enum(commitmentKinds).nullable(),
  move: z.enum(noticeMoves).nullable(),
  urgency: z.enum(urgencies).nullable(),
  byUnitId: z.uuid().nullable(),
  gap: z.enum(gapKinds).nullable(),
  level: z.int().nullable(),
});
export type Notice = z.infer<typeof Notice>;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** What one wants to be told of outside Mellanrum. Letters and pushes say only that something has happened. */
export const Wish = z
  .strictObject({
    kinds: z.array(z.enum(noticeKinds)).max(noticeKinds.length),
    email: z.email().max(254).nullable(),
    emailWhen: z.enum(['off', 'now', 'daily']),
    push: z.boolean(),
    quietFrom: clockTime.nullable(),
    quietTo: clockTime.nullable(),
  })
  .refine((wish) => wish.emailWhen === 'off' || wish.email !== null, { path: ['email'], params: { code: 'required' } })
  .refine((wish) => (wish.quietFrom === null) === (wish.quietTo === null), {
    path: ['quietTo'],
    params: { code: 'required' },
  });
export type Wish = z.infer<typeof Wish>;

export const PushSubscription = z.strictObject({
  endpoint: z.url().max(1000),
  p256dh: z.string().regex(/^[\w-]{87,88}$/),
  auth: z.string().regex(/^[\w-]{22,24}$/),
});

const everyone = ['staff', 'person', 'relative'] as const;
const Unread = z.object({ unread: z.int() });

export const noticesRoutes = {
  unread: route({
    method: 'GET',
    path: '/notices/unread',
    summary: 'How many notices are not read: a number, about no person',
    callers: everyone,
    response: Unread,
  }),
  list: route({
    method: 'GET',
    path: '/notices',
    summary: 'What has happened that asks something of the reader, or answers them',
    callers: everyone,
    response: z.object({ items: z.array(Notice) }),
  }),
  read: route({
    method: 'POST',
    path: '/notices/read',
    summary: 'Mark one as read, or all up to one',
    callers: everyone,
    body: z.strictObject({ id: z.int().min(0).max(Number.MAX_SAFE_INTEGER), all: z.boolean() }),
    response: Unread,
  }),
  wish: route({
    method: 'GET',
    path: '/me/wish',
    summary: 'What one wants to be told of outside Mellanrum; null before one has chosen',
    callers: everyone,
    response: z.object({ wish: Wish.nullable(), pushKey: z.string() }),
  }),
  setWish: route({
    method: 'POST',
    path: '/me/wish',
    summary: 'Choose what one wants to be told of outside Mellanrum',
    callers: everyone,
    body: Wish,
    response: z.object({ saved: z.literal(true) }),
  }),
  subscribe: route({
    method: 'POST',
    path: '/me/push',
    summary: 'Let this browser be told, by its own push service',
    callers: everyone,
    body: PushSubscription,
    response: z.object({ saved: z.literal(true) }),
  }),
};
