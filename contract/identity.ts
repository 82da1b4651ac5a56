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
  /** `expiresAt` slides forward with use, `endsAt` never. */
  session: z.object({ expiresAt: z.iso.datetime(), endsAt: z.iso.datetime() }),
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
};
