/** The administrator of units: what stands in the register, changes to it, what they would do, and what has been changed. */
import { z } from 'zod';
import { InstantText } from './instant-text.ts';
import { type Moment, moments } from './kernel/moments.ts';
import { route } from './kernel/route.ts';
import {
  audiences,
  branches,
  channels,
  HoursSchema,
  municipalityCode,
  staffRoles,
  termKeys,
  termUnits,
  unitKinds,
} from './organisations.ts';

export { type Moment, moments };

const Id = z.uuid();
const ProviderId = z.guid();
const DateText = z.iso.date();
const Version = z.int().min(1);

// ------------------------------------------------------------------------------------------------------------------- what stands

export const UnitRow = z.object({
  id: Id,
  version: z.int(),
  code: z.string(),
  name: z.string(),
  tag: z.string(),
  kind: z.enum(unitKinds),
  providerId: ProviderId,
  municipalityCode: z.string().nullable(),
  hsaId: z.string().nullable(),
  email: z.string().nullable(),
  openedAt: InstantText,
  closedAt: InstantText.nullable(),
});
export type UnitRow = z.infer<typeof UnitRow>;

export const WayRow = z.object({
  id: Id,
  version: z.int(),
  unitId: Id,
  channel: z.enum(channels),
  value: z.string(),
  labelSv: z.string(),
  labelEn: z.string(),
  audience: z.enum(audiences),
  hours: HoursSchema,
  sort: z.int(),
  validFrom: InstantText,
  validTo: InstantText.nullable(),
});
export type WayRow = z.infer<typeof WayRow>;

export const AssignmentRow = z.object({
  id: Id,
  version: z.int(),
  unitId: Id,
  staffId: Id,
  name: z.string(),
  title: z.string(),
  hsaId: z.string().nullable(),
  subject: z.string(),
  role: z.string(),
  validFrom: InstantText,
  validTo: InstantText.nullable(),
});
export type AssignmentRow = z.infer<typeof AssignmentRow>;

export const TermRow = z.object({
  id: Id,
  version: z.int(),
  agreementId: Id,
  key: z.enum(termKeys),
  amount: z.int(),
  unit: z.enum(termUnits),
  validFrom: DateText,
  source: z.string(),
  verified: z.boolean(),
});
export type TermRow = z.infer<typeof TermRow>;

/** Fixed hours for planning meetings by an agreement, on the Swedish clock. `validTo` is the first day of no effect. */
export const HourRow = z.object({
  id: Id,
  version: z.int(),
  agreementId: Id,
  /** 1 Monday to 7 Sunday. */
  weekday: z.int(),
  from: z.string(),
  to: z.string(),
  note: z.string(),
  validFrom: DateText,
  validTo: DateText.nullable(),
  source: z.string(),
  verified: z.boolean(),
});
export type HourRow = z.infer<typeof HourRow>;

export const Register = z.object({
  /** The day on the Swedish calendar. */
  today: DateText,
  /** What the caller may do: the head keeps the own unit, the administrator all of the provider's, a joint group its agreements' times. */
  role: z.enum(['head', 'administrator', 'leader']),
  provider: z.object({ id: ProviderId, name: z.string(), branch: z.enum(branches) }),
  units: z.array(UnitRow),
  ways: z.array(WayRow),
  assignments: z.array(AssignmentRow),
  agreements: z.array(
    z.object({ id: Id, code: z.string(), name: z.string(), municipalityCode: z.string().nullable() }),
  ),
  terms: z.array(TermRow),
  hours: z.array(HourRow),
});
export type Register = z.infer<typeof Register>;

// ----------------------------------------------------------------------------------------------------------------------- changes

const hsaId = z.string().regex(/^SE(?:16)?\d{10}-[A-Z0-9]{1,16}$/);
const name = z.string().trim().min(1).max(160);
const units = {
  name,
  tag: z.string().trim().min(2).max(16),
  kind: z.enum(unitKinds).exclude(['person']),
  municipalityCode: municipalityCode.nullable(),
  hsaId: hsaId.nullable(),
  email: z.email().max(200).nullable(),
};
const ways = {
  channel: z.enum(channels),
  value: z.string().trim().min(1).max(200),
  labelSv: z.string().trim().min(1).max(120),
  labelEn: z.string().trim().min(1).max(120),
  audience: z.enum(audiences),
  hours: HoursSchema,
  sort: z.int().min(0).max(999),
};
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const meetingHours = {
  weekday: z.int().min(1).max(7),
  from: clock,
  to: clock,
  note: z.string().trim().max(200),
  validFrom: DateText,
  source: z.string().trim().min(1).max(300),
  verified: z.boolean(),
};
/** An edit names the version it saw, and only the columns that it changes. */
const edit = <N extends string, S extends z.ZodRawShape>(does: N, set: S) =>
  z.strictObject({ do: z.literal(does), id: Id, version: Version, set: z.strictObject(set).partial() });

export const Change = z.discriminatedUnion('do', [
  edit('unit.edit', { ...units, closedAt: InstantText.nullable(), providerId: ProviderId }),
  z.strictObject({
    do: z.literal('unit.open'),
    ...units,
    code: z.string().trim().min(1).max(80),
    openedAt: InstantText,
  }),
  edit('way.edit', { ...ways, validTo: InstantText.nullable() }),
  z.strictObject({ do: z.literal('way.add'), unitId: Id, ...ways }),
  z.strictObject({
    do: z.literal('staff.assign'),
    unitId: Id,
    role: z.enum(staffRoles),
    /** The sign-in service's name for them. Nobody who is in the register already gets another. */
    subject: z.string().trim().min(1).max(200),
    name,
    title: z.string().trim().min(1).max(120),
    hsaId: hsaId.nullable(),
    validFrom: InstantText,
    validTo: InstantText.nullable(),
  }),
  edit('assignment.edit', { validTo: InstantText.nullable() }),
  z.strictObject({
    do: z.literal('term.set'),
    agreementId: Id,
    key: z.enum(termKeys),
    amount: z.int().min(0).max(100_000),
    unit: z.enum(termUnits),
    validFrom: DateText,
    source: z.string().trim().min(1).max(300),
    verified: z.boolean(),
    /** The latest row of the same key that was seen, with its version; null when there was none. */
    seenId: Id.nullable(),
    version: Version.nullable(),
    /** Answer times only: offers not yet answered when the new time begins get their clock by it. */
    alsoOpen: z.boolean().default(false),
  }),
  z.strictObject({ do: z.literal('term.withdraw'), id: Id, version: Version }),
  edit('hour.edit', { ...meetingHours, validTo: DateText.nullable() }),
  z.strictObject({ do: z.literal('hour.add'), agreementId: Id, ...meetingHours }),
]);
export type Change = z.infer<typeof Change>;
export type ChangeIn = z.input<typeof Change>;
const Changes = z.array(Change).min(1).max(2_000);

/** What a change would do, counted and never named. */
export const Effect = z.discriminatedUnion('kind', [
  /** People who reach nobody at the moment after the change and did before; and the other way round. */
  z.object({ kind: z.literal('reach'), moment: z.enum(moments), at: InstantText, lost: z.int(), gained: z.int() }),
  z.object({
    kind: z.literal('closing'),
    unitId: Id,
    at: InstantText,
    needs: z.int(),
    asked: z.int(),
    promised: z.int(),
    persons: z.int(),
    staff: z.int(),
  }),
  /** People who lose their named contact when an assignment ends. */
  z.object({ kind: z.literal('contacts'), contact: z.string(), persons: z.int() }),
  /** Signed in on an assignment that ends at once. */
  z.object({ kind: z.literal('signed_in'), staff: z.int() }),
  /** The unit has no head from then on. */
  z.object({ kind: z.literal('no_head'), unitId: Id, at: InstantText }),
  /** How many units are proposed these hours when they call to a meeting, and minutes a week before and after. */
  z.object({
    kind: z.literal('meeting_hours'),
    agreementId: Id,
    units: z.int(),
    was: z.int(),
    becomes: z.int(),
  }),
  /** Unanswered offers that keep or get another clock by a new answer time. */
  z.object({ kind: z.literal('clocks'), key: z.enum(termKeys), from: DateText, changed: z.int(), kept: z.int() }),
]);
export type Effect = z.infer<typeof Effect>;
export const Effects = z.object({
  effects: z.array(Effect),
  /** Names just these effects of just these changes: given back when saving. */
  shown: z.string(),
});
export type Effects = z.infer<typeof Effects>;

/** What stands instead of what a stale edit saw, by the change's place in the list. */
export const Stale = z.object({
  stale: z.array(
    z.object({ index: z.int(), id: Id, by: z.string().nullable(), row: z.record(z.string(), z.unknown()) }),
  ),
});
export type Stale = z.infer<typeof Stale>;

export const Saved = Effects.extend({
  ids: z.array(Id),
  /** What takes it back, while nobody has changed the same since; null where it cannot be. */
  undo: z.array(Change).nullable(),
});
export type Saved = z.infer<typeof Saved>;

export const HistoryLine = z.object({
  seq: z.int(),
  at: InstantText,
  by: z.string(),
  /** The first county, the import or the clock, and no person. */
  system: z.boolean(),
  kind: z.enum(['unit', 'contact_way', 'staff', 'assignment', 'agreement_term', 'meeting_hour']),
  subjectId: Id,
  unitId: Id.nullable(),
  agreementId: Id.nullable(),
  name: z.string().nullable(),
  key: z.string().nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()),
});
export type HistoryLine = z.infer<typeof HistoryLine>;

// ------------------------------------------------------------------------------------------------------------- import and export

export const tables = ['units', 'ways', 'staff', 'terms', 'hours'] as const;
export type Table = (typeof tables)[number];

/** Why a cell of an imported table was refused. */
export const refusals = [
  'required',
  'unknown',
  'unreadable',
  'not_yours',
  'no_such_row',
  'twice',
  'column_missing',
  'backwards',
  'fixed',
  'too_long',
  'overlaps',
  'ends_before_begins',
] as const;
export const RefusedCell = z.object({ row: z.int(), column: z.string(), value: z.string(), why: z.enum(refusals) });
export type RefusedCell = z.infer<typeof RefusedCell>;

export const Import = z.object({
  /** All or nothing: with one refused cell there are no changes. */
  refused: z.array(RefusedCell),
  rows: z.int(),
  unchanged: z.int(),
  changes: z.array(Change),
});
export type Import = z.infer<typeof Import>;

const staff = ['staff'] as const;
export const administrationRoutes = {
  register: route({
    method: 'GET',
    path: '/administration',
    summary: 'All that the caller keeps: units, how they are reached, assignments, agreed times',
    callers: staff,
    response: Register,
  }),
  history: route({
    method: 'GET',
    path: '/administration/history',
    summary: 'Who changed what, when, from what to what; newest first',
    callers: staff,
    query: z.strictObject({
      unitId: Id.optional(),
      agreementId: Id.optional(),
      subjectId: Id.optional(),
      cursor: z
        .string()
        .regex(/^\d{1,15}$/)
        .optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ items: z.array(HistoryLine), next: z.string().nullable() }),
  }),
  preview: route({
    method: 'POST',
    path: '/administration/preview',
    summary: 'What changes would do, tried and taken back',
    callers: staff,
    body: z.strictObject({ changes: Changes }),
    response: Effects,
  }),
  save: route({
    method: 'POST',
    path: '/administration/changes',
    summary: 'Saves changes, all or none, when they do what was shown',
    callers: staff,
    body: z.strictObject({ changes: Changes, shown: z.string().min(1).max(100) }),
    response: Saved,
  }),
  importTable: route({
    method: 'POST',
    path: '/administration/import',
    summary: 'Reads a table (CSV) into the changes that it asks for; saves nothing',
    callers: staff,
    body: z.strictObject({ table: z.enum(tables), text: z.string().min(1).max(900_000) }),
    response: Import,
  }),
  exportTable: route({
    method: 'GET',
    path: '/administration/export',
    summary: 'A table as CSV for Swedish Excel, as the import reads it',
    callers: staff,
    query: z.strictObject({ table: z.enum(tables) }),
    response: z.object({ name: z.string(), text: z.string() }),
  }),
} as const;
