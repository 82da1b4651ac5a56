import { z } from 'zod';
import { route } from './kernel/route.ts';
import { languages } from './kernel/language.ts';

/** A role the signed-in may act in, one at a time: an assignment at a unit, oneself, or being somebody's relative (`role` is then the relation). */
export const Assignment = z.object({
  id: z.uuid(),
  kind: z.enum(['staff', 'person', 'relative']),
  role: z.string(),
  chosen: z.boolean(),
  unit: z.object({ id: z.uuid(), name: z.string(), tag: z.string(), provider: z.string() }).nullable(),
});
export type Assignment = z.infer<typeof Assignment>;

export const schemes = ['system', 'light', 'dark'] as const;
export const textSizes = ['normal', 'large', 'larger', 'largest'] as const;
/** How Mellanrum looks to one who has chosen. */
export const Look = z.strictObject({ scheme: z.enum(schemes), textSize: z.enum(textSizes) });
export type Look = z.infer<typeof Look>;

/** One place where one is signed in. */
export const OwnSession = z.object({
  id: z.uuid(),
  /** The one that asks. */
  here: z.boolean(),
  /** Browser and system by their codes, `firefox.windows`; null when the browser did not say. */
  device: z.string().nullable(),
  since: z.iso.datetime(),
  used: z.iso.datetime(),
  unitId: z.uuid().nullable(),
});
export type OwnSession = z.infer<typeof OwnSession>;

export const Me = z.object({
  kind: z.enum(['staff', 'person', 'relative']),
  name: z.string(),
  title: z.string().nullable(),
  /** The chosen one. Null for staff with several until one is chosen, and when the chosen one has ended: nothing else answers before a choice. */
  assignment: Assignment.nullable(),
  assignments: z.array(Assignment),
  language: z.enum(languages),
  /** Whose page is one's own: the person, and whom a relative is close to. Null for staff, and just after another assignment was chosen. */
  personId: z.uuid().nullable(),
  look: Look,
  /** Where to follow what happens after this answer (`GET /api/live?from=`), so that nothing is read twice. Only when it is asked who is signed in. */
  live: z.string().optional(),
  /** `expiresAt` slides forward with use, `endsAt` never. */
  session: z.object({ now: z.iso.datetime(), expiresAt: z.iso.datetime(), endsAt: z.iso.datetime() }),
});
export type Me = z.infer<typeof Me>;

const everyone = ['staff', 'person', 'relative'] as const;

export const identityRoutes = {
  me: route({
    method: 'GET',
    path: '/me',
    summary: 'Who is signed in, on which assignment, until when',
    callers: everyone,
    response: Me,
  }),
  chooseAssignment: route({
    method: 'POST',
    path: '/me/assignment',
    summary: 'Act on another assignment: the session is replaced by a new one',
    callers: everyone,
    body: z.strictObject({ assignmentId: z.uuid() }),
    response: Me,
  }),
  chooseLanguage: route({
    method: 'POST',
    path: '/me/language',
    summary: 'Choose the language, now and at later sign-ins',
    callers: everyone,
    body: z.strictObject({ language: z.enum(languages) }),
    response: Me,
  }),
  chooseLook: route({
    method: 'POST',
    path: '/me/look',
    summary: 'Choose colours and text size, now and at later sign-ins',
    callers: everyone,
    body: Look,
    response: Me,
  }),
  stay: route({
    method: 'POST',
    path: '/me/stay',
    summary: 'Still here: the session lasts as long again, if it may',
    callers: everyone,
    body: z.strictObject({}),
    response: Me,
  }),
  sessions: route({
    method: 'GET',
    path: '/me/sessions',
    summary: 'Where one is signed in',
    callers: everyone,
    response: z.object({ items: z.array(OwnSession) }),
  }),
  endSessions: route({
    method: 'POST',
    path: '/me/sessions/end',
    summary: 'Sign out one other place, or all others (null). It holds from the very next request',
    callers: everyone,
    body: z.strictObject({ id: z.uuid().nullable() }),
    response: z.object({ ended: z.int() }),
  }),
};
