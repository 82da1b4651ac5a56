/** Min enhet i dag beyond its lists: who has what, who is writing, how the page begins, and the handover from one working period to the next. */
import { z } from 'zod';
import { area, handledBy, Id, listOrders, PersonLine, PromiseRow } from './commitments.ts';
import { InstantText } from './instant-text.ts';
import { gapKinds } from './gaps.ts';
import { route } from './kernel/route.ts';

export const Colleagues = z.object({
  now: z.string(),
  /** Who at the unit has what in hand. It moves no accountability: that is the unit's. */
  handling: z.array(z.object({ id: Id, commitmentId: Id, name: z.string(), since: z.string(), mine: z.boolean() })),
  /** Colleagues who have an answer in the making; it fades at `until` unless it is renewed. */
  writing: z.array(z.object({ commitmentId: Id, name: z.string(), until: z.string() })),
});
export type Colleagues = z.infer<typeof Colleagues>;

export const densities = ['full', 'short'] as const;
export const lists = ['answer', 'do', 'wait'] as const;
export type List = (typeof lists)[number];

export const Workday = z.object({
  now: z.string(),
  /** How the first page begins for this role at this kind of unit. */
  firstPage: z.object({
    lists: z.array(z.enum(lists)),
    by: z.enum(handledBy).nullable(),
    sort: z.enum(listOrders),
    density: z.enum(densities),
  }),
  /** Times on the wall in Sweden; a shift that ends before it begins ends the next day. */
  shifts: z.array(z.object({ code: z.string(), from: z.string(), to: z.string() })),
});
export type Workday = z.infer<typeof Workday>;

export const shiftSections = ['new', 'answered', 'withdrawn', 'late', 'due'] as const;
export type ShiftSection = (typeof shiftSections)[number];

const Told = z.object({ section: z.enum(shiftSections), at: z.string(), line: PromiseRow });
export type Told = z.infer<typeof Told>;
export const ShiftGap = z.object({
  id: Id,
  kind: z.enum(gapKinds),
  area: area.nullable(),
  level: z.int(),
  levelAt: z.string(),
  what: z.string().nullable(),
  person: PersonLine,
});
export const ShiftReport = z.object({
  now: z.string(),
  since: z.string(),
  /** When the reader last worked, as far as is known. */
  worked: z.string().nullable(),
  until: z.string(),
  /** Whole sections, not only what is shown. */
  counts: z.partialRecord(z.enum(shiftSections), z.int()),
  rows: z.array(Told),
  previews: z.array(Told),
  gaps: z.array(ShiftGap),
});
export type ShiftReport = z.infer<typeof ShiftReport>;

const params = z.strictObject({ id: Id });

export const todayRoutes = {
  colleagues: route({
    method: 'GET',
    path: '/worklist/colleagues',
    summary: 'Who at one’s own unit has what in hand, and who is writing an answer',
    callers: ['staff'],
    response: Colleagues,
  }),
  workday: route({
    method: 'GET',
    path: '/workday',
    summary: 'How the first page begins for one’s role and kind of unit, and the shifts',
    callers: ['staff'],
    response: Workday,
  }),
  handle: route({
    method: 'POST',
    path: '/commitments/:id/handling',
    summary: 'I take it, take it over from the colleague seen (`over`), or let it go',
    callers: ['staff'],
    params,
    body: z.discriminatedUnion('action', [
      z.strictObject({ action: z.literal('take'), over: Id.nullable() }),
      z.strictObject({ action: z.literal('let_go') }),
    ]),
    response: z.object({ id: Id, handling: Id.nullable() }),
  }),
  writing: route({
    method: 'POST',
    path: '/commitments/:id/writing',
    summary: 'An answer is in the making, or no longer; fades by itself',
    callers: ['staff'],
    params,
    body: z.strictObject({ writing: z.boolean() }),
    response: z.object({ until: z.string().nullable() }),
  }),
  shift: route({
    method: 'GET',
    path: '/worklist/shift',
    summary: 'What has happened since one last worked, and what falls due within the shift',
    callers: ['staff'],
    query: z.strictObject({ until: InstantText, since: InstantText.optional() }),
    response: ShiftReport,
  }),
  markRead: route({
    method: 'POST',
    path: '/worklist/read',
    summary: 'The handover is read: what comes next is counted from then',
    callers: ['staff'],
    body: z.strictObject({ to: InstantText }),
    response: z.object({ readTo: z.string() }),
  }),
} as const;
