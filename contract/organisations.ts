/** The organisations room: authorities, providers, units, how they are reached, staff, and what has been agreed between them. */
import { z } from 'zod';
import { InstantText } from './instant-text.ts';
import { route } from './kernel/route.ts';

const Id = z.uuid();
/** The person's own authority and provider have reserved ids that are no versioned UUIDs. */
const ReservedId = z.guid();
const DateText = z.iso.date();
export const municipalityCode = z.string().regex(/^\d{4}$/);

export const authorityKinds = ['region', 'municipality', 'private', 'state', 'joint', 'person'] as const;
export type AuthorityKind = (typeof authorityKinds)[number];

/** Secrecy follows the branch: health (OSL 25), omsorg (OSL 26, inside SVOD), social_other (OSL 26, outside SVOD), school (OSL 23). */
export const branches = ['health', 'omsorg', 'social_other', 'school', 'joint', 'person'] as const;
export type Branch = (typeof branches)[number];

export const unitKinds = [
  'home_health_care',
  'home_help',
  'care_needs_assessment',
  'primary_care_centre',
  'primary_care_rehab',
  'hospital_ward',
  'hospital_clinic',
  'psychiatry_outpatient',
  'psychiatry_inpatient',
  'mobile_team',
  'palliative_team',
  'nursing_home',
  'social_services_family',
  'school_health',
  'joint_operational_group',
  'joint_strategic_group',
  'contact_centre',
  'other',
  /** Where those who keep the register work. In nobody's circle, never a receiver. */
  'administration',
  /** The reserved unit on which the person's and the relatives' own words stand. Never a receiver. */
  'person',
] as const;
export type UnitKind = (typeof unitKinds)[number];

/** What a member of staff is on an assignment. `head` answers for the unit, `leader` sits in a joint leadership group. */
export const staffRoles = [
  'nurse',
  'assistant_nurse',
  'physician',
  'therapist',
  'counsellor',
  'assessor',
  'coordinator',
  'head',
  'leader',
  /** Keeps the units, ways and assignments of the own provider. Works at an administration, and meets nobody in care. */
  'administrator',
] as const;
export type StaffRole = (typeof staffRoles)[number];

export const channels = ['phone', 'video', 'email', 'message', 'visit'] as const;
export const audiences = ['staff', 'public', 'both'] as const;

const Opening = z.strictObject({ from: z.string().regex(/^\d\d:\d\d$/), to: z.string().regex(/^\d\d:\d\d$/) });
const openingDay = z.union([z.literal([1, 2, 3, 4, 5, 6, 7]), z.enum(['holiday', 'eve'])]);
/** Opening hours as `contract/kernel/opening-hours.ts` reads them. */
export const HoursSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('always') }),
  z.strictObject({
    kind: z.literal('weekly'),
    openings: z.array(Opening.extend({ on: z.array(openingDay).min(1).max(9) })).max(50),
    holidays: z.enum(['closed', 'as_weekday']).exactOptional(),
    dates: z.record(DateText, z.array(Opening).max(10)).exactOptional(),
  }),
]);

// ------------------------------------------------------------------------------------------------------------------- directory

export const DirectoryAuthority = z.object({
  id: ReservedId,
  kind: z.enum(authorityKinds),
  code: z.string(),
  name: z.string(),
  orgNumber: z.string().nullable(),
});
export const DirectoryProvider = z.object({
  id: ReservedId,
  authorityId: ReservedId,
  branch: z.enum(branches),
  code: z.string(),
  name: z.string(),
});
/** Flattened, so that a row needs no other look-up for its tag, pattern and hue. */
export const DirectoryUnit = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  tag: z.string(),
  kind: z.enum(unitKinds),
  branch: z.enum(branches),
  providerId: ReservedId,
  authorityId: ReservedId,
  authorityKind: z.enum(authorityKinds),
  municipalityCode: z.string().nullable(),
  hsaId: z.string().nullable(),
  closedAt: InstantText.nullable(),
});
export type DirectoryUnit = z.infer<typeof DirectoryUnit>;
export const Directory = z.object({
  /** Fingerprint of the content: also the ETag. */
  tag: z.string(),
  authorities: z.array(DirectoryAuthority),
  providers: z.array(DirectoryProvider),
  units: z.array(DirectoryUnit),
});
export type Directory = z.infer<typeof Directory>;

// ------------------------------------------------------------------------------------------------------------------------- unit

/** A way to reach a unit, as it stands now. */
export const Way = z.object({
  id: Id,
  unitId: Id,
  channel: z.enum(channels),
  value: z.string(),
  labelSv: z.string(),
  labelEn: z.string(),
  audience: z.enum(audiences),
  hours: HoursSchema,
  sort: z.int(),
  open: z.boolean(),
  /** When it closes (if open) or opens next (if closed); null when it never changes within 400 days. */
  changesAt: InstantText.nullable(),
});
export type Way = z.infer<typeof Way>;

export const StaffMember = z.object({
  assignmentId: Id,
  staffId: Id,
  name: z.string(),
  title: z.string(),
  role: z.string(),
  validFrom: InstantText,
  validTo: InstantText.nullable(),
});
export type StaffMember = z.infer<typeof StaffMember>;

export const UnitPage = z.object({
  unit: DirectoryUnit.extend({
    openedAt: InstantText,
    email: z.string().nullable(),
    providerName: z.string(),
    authorityName: z.string(),
    version: z.int(),
  }),
  /** Open now first, then by next opening; the order in which to try. */
  ways: z.array(Way),
  /** The first to open of those closed now; null when something is open or nothing will. */
  next: z.object({ wayId: Id, at: InstantText }).nullable(),
  heads: z.array(StaffMember),
});
export type UnitPage = z.infer<typeof UnitPage>;

/** Pages: give `next` back as `cursor`. Null when there is no more. */
export const PageQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const StaffPage = z.object({ items: z.array(StaffMember), total: z.int(), next: z.string().nullable() });

// ------------------------------------------------------------------------------------------------------------------------ terms

/** What can be agreed between the parties: a closed list. Each is a length of time. */
export const termKeys = [
  'receive',
  'receive.acute',
  'answer.acute',
  'answer.soon',
  'answer.planned',
  'answer.signal',
  'answer.signal.acute',
  'answer.signal.soon',
  'answer.signal.planned',
  'answer.handover.acute',
  'answer.handover.soon',
  'answer.handover.planned',
  'answer.question',
  'answer.call',
  'answer.message',
  'proposal.answer',
  'visit.acute',
  'ladder.head',
  'ladder.operational',
  'ladder.strategic',
  'gap.review',
  'offer.lapse',
  'consent.warning',
  'consent.longest',
  'followup.first',
  'followup.latest',
  'contact.missing',
  'admission.notice',
  'sip.call',
  'sip.child',
  'sip.judge.health',
  'sip.judge.social',
  'hlt.feedback',
  'payment.start',
  'payment.long_stay',
  'discharge.call',
  'deviation.acknowledge',
  'deviation.answer',
] as const;
export type TermKey = (typeof termKeys)[number];
export const termUnits = ['minutes', 'hours', 'calendar_days', 'working_days', 'months'] as const;
export type TermUnit = (typeof termUnits)[number];

/** One dated value of one agreement. Dates are Swedish calendar days; `validTo` and `agreementTo` are the first day of no effect. */
export interface DatedTerm {
  readonly key: TermKey;
  readonly amount: number;
  readonly unit: TermUnit;
  readonly source: string;
  readonly verified: boolean;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly agreement: string;
  readonly agreementFrom: string;
  readonly agreementTo: string | null;
  /** Null for the whole county. */
  readonly municipality: string | null;
}

/** The value that applies on a day, and where it comes from. `verified` false: not confirmed at a source. */
export const TermValue = z.object({
  key: z.enum(termKeys),
  amount: z.int(),
  unit: z.enum(termUnits),
  source: z.string(),
  verified: z.boolean(),
  /** Null when it is the program's own last resort. */
  agreement: z.string().nullable(),
  validFrom: DateText.nullable(),
});
export type TermValue = z.infer<typeof TermValue>;
export const TermList = z.object({ municipality: z.string().nullable(), on: DateText, items: z.array(TermValue) });

export const organisationsRoutes = {
  directory: route({
    method: 'GET',
    path: '/directory',
    summary: 'Authorities, providers and units. The same for everyone; cacheable by its tag.',
    callers: ['staff', 'person', 'relative'],
    response: Directory,
  }),
  unit: route({
    method: 'GET',
    path: '/units/:unitId',
    summary: 'A unit, how it is reached now and who heads it',
    callers: ['staff', 'person', 'relative'],
    params: z.strictObject({ unitId: Id }),
    response: UnitPage,
  }),
  unitStaff: route({
    method: 'GET',
    path: '/units/:unitId/staff',
    summary: 'Who works at the unit now, for choosing a named contact',
    callers: ['staff'],
    params: z.strictObject({ unitId: Id }),
    query: PageQuery,
    response: StaffPage,
  }),
  terms: route({
    method: 'GET',
    path: '/terms',
    summary: 'What is agreed today, the municipality’s own agreement before the county’s',
    callers: ['staff', 'person', 'relative'],
    query: z.strictObject({ municipality: municipalityCode.optional() }),
    response: TermList,
  }),
} as const;
