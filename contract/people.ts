/**
 * The people room: the person, the care circle, what matters, relatives, consents, grounds, blocks, emergency access, and who has read what.
 *
 * Everything is what the caller may see: a part that is missing may exist. Field errors name a code of
 * `contract/kernel/validation.ts`.
 */
import { z } from 'zod';
import { commitmentKinds, commitmentStates, lifeAreas, urgencies } from './commitments.ts';
import { gapKinds } from './gaps.ts';
import { type Branch, municipalityCode, Way } from './organisations.ts';
import { InstantText } from './instant-text.ts';
import { parsePersonalIdentity } from './kernel/personal-identity.ts';
import { route } from './kernel/route.ts';
import { dateInStockholm } from './kernel/time.ts';
import type { FieldCode } from './kernel/validation.ts';

const Id = z.uuid();
const DateText = z.iso.date();
const text = (max: number) => z.string().trim().min(1).max(max);
const note = (max: number) => z.string().trim().max(max);
const version = z.int().min(1);

// ----------------------------------------------------------------------------------------------------------------- closed lists

export const identitySystems = ['personnummer', 'samordningsnummer', 'reservnummer'] as const;
/** `confidential` = sekretessmarkering, `protected_registration` = skyddad folkbokföring. */
export const protections = ['none', 'confidential', 'protected_registration'] as const;
export type Protection = (typeof protections)[number];
/** What a unit is in the circle. An accepted handover gives `accountable`, an accepted promise `performer`. */
export const circleRoles = [
  'accountable',
  'performer',
  'primary_care',
  'assessor',
  'inpatient',
  'outpatient',
  'coordinator',
  'consulted',
] as const;
export type CircleRole = (typeof circleRoles)[number];
/** On what a unit came into the circle. */
export const engagementBases = ['care_relation', 'own', 'same_area', 'consent', 'ground', 'person_tells'] as const;
export const engagementEndReasons = [
  'completed',
  'moved',
  'handed_over',
  'person_wishes',
  'deceased',
  'mistaken',
  'other',
] as const;
/** Inera's list of fixed contacts: fast vårdkontakt, with overall coordination, fast läkarkontakt, fast omsorgskontakt. */
export const namedContactKinds = [
  'care_contact',
  'coordinating_contact',
  'physician_contact',
  'omsorg_contact',
] as const;
export type NamedContactKind = (typeof namedContactKinds)[number];

/** What stands in the way of naming somebody: at which field, and the rule. */
export interface NotNamed {
  readonly field: 'kind' | 'staffId';
  readonly code: FieldCode;
}
const branchOf: Partial<Record<NamedContactKind, { readonly branch: Branch; readonly code: FieldCode }>> = {
  care_contact: { branch: 'health', code: 'contact_in_health' },
  physician_contact: { branch: 'health', code: 'contact_in_health' },
  omsorg_contact: { branch: 'omsorg', code: 'contact_in_home_help' },
};
const professionOf: Partial<Record<NamedContactKind, { readonly title: RegExp; readonly code: FieldCode }>> = {
  physician_contact: { title: /läkare/iu, code: 'contact_physician' },
  omsorg_contact: { title: /undersköterska/iu, code: 'contact_assistant_nurse' },
};

/** The profession that the law asks of a contact of the kind, as a rule to show; undefined when it asks for none. */
export const professionAsked = (kind: NamedContactKind): FieldCode | undefined => professionOf[kind]?.code;

/**
 * Why a member of staff may not be named, or null when they may. SoL 25:4: only who holds the certificate of undersköterska is fast
 * omsorgskontakt, which is for home help (SoL 10:7); fast vårdkontakt and fast läkarkontakt are health care's (PL 6:2–3), and the latter
 * is a physician.
 *
 * @param branch of the unit that names
 * @param title in the employer's own words; left out, only what the unit may name is judged
 */
export function whyNotNamed(kind: NamedContactKind, branch: string, title?: string): NotNamed | null {
  const [place, profession] = [branchOf[kind], professionOf[kind]];
  if (place && place.branch !== branch) return { field: 'kind', code: place.code };
  if (profession && title !== undefined && !profession.title.test(title))
    return { field: 'staffId', code: profession.code };
  return null;
}
/** Warnings to know before one meets the person (uppmärksamhetssignal). */
export const alertKinds = [
  'hypersensitivity',
  'illness',
  'treatment',
  'infection',
  'care_limit',
  'risk',
  'other',
] as const;
export type AlertKind = (typeof alertKinds)[number];
/** `changed`: another entry has taken its place. */
export const alertEndReasons = ['no_longer', 'mistaken'] as const;
export const historyKinds = ['promises', 'needs', 'consents', 'circle', 'voice', 'alerts'] as const;
export type HistoryKind = (typeof historyKinds)[number];
export const relations = [
  'spouse',
  'child',
  'parent',
  'sibling',
  'grandchild',
  'friend',
  'neighbour',
  'guardian',
  'trustee',
  'administrator',
  'other',
] as const;
export type Relation = (typeof relations)[number];
/** What the person can share with a relative, part by part. */
export const shareParts = ['voice', 'circle', 'needs', 'promises', 'plan', 'consents', 'log'] as const;
export type SharePart = (typeof shareParts)[number];
/** Six separate things that must not be merged (domain.md §1.3). */
export const consentKinds = [
  'plan',
  'disclosure',
  'shared_record',
  'quality_register',
  'relative',
  'follow_up',
] as const;
export type ConsentKind = (typeof consentKinds)[number];
export const consentDecisions = ['yes', 'no'] as const;
export const consentForms = ['oral', 'written'] as const;
export const consentGivers = ['person', 'guardian', 'trustee'] as const;
export const voiceSpeakers = ['person', 'relative', 'interpreted'] as const;
export const blockLevels = ['unit', 'provider'] as const;
/** svod_3_6: danger to life and consent impossible. pdl_4_5: an inner block of a named unit of one's own provider is lifted. */
export const emergencyCodes = ['svod_3_6', 'pdl_4_5'] as const;
export type EmergencyCode = (typeof emergencyCodes)[number];
/** How the caller is tied to the person. `known`: the unit has written before and is no longer in the circle. */
export const ties = ['circle', 'emergency', 'known', 'self', 'relative', 'system'] as const;
export type Tie = (typeof ties)[number];
/** On what a unit's entries are open to the caller. */
export const readBases = [
  'own',
  'same_provider',
  'osl_25_11',
  'osl_26_9c',
  'consent',
  'svod_3_1',
  'ground',
  'svod_3_6',
  'person_tells',
  'self',
  'shared_by_person',
  'system',
] as const;
export type ReadBasis = (typeof readBases)[number];

// ---------------------------------------------------------------------------------------------------------------------- identity

/** As people write it; the server brings it to normal form. */
export const IdentityNumber = z
  .string()
  .trim()
  .min(10)
  .max(20)
  .refine((value) => parsePersonalIdentity(value, dateInStockholm(Date.now())).ok, {
    params: { code: 'personal_identity' },
  });

const phone = z
  .string()
  .trim()
  .max(30)
  .refine((value) => /^$|^\+?[\d\s()-]{5,}$/.test(value), { params: { code: 'phone' } });
const language = z.string().regex(/^[a-z]{2,3}$/);

// --------------------------------------------------------------------------------------------------------- what the page is made of

export const PersonHead = z.object({
  id: Id,
  givenName: z.string(),
  familyName: z.string(),
  /** `value` formatted for people (`19121212-1212`). Null to relatives. */
  identity: z.object({ system: z.enum(identitySystems), value: z.string() }).nullable(),
  birthDate: DateText,
  protection: z.enum(protections),
  language: z.string(),
  interpreter: z.boolean(),
  deceasedOn: DateText.nullable(),
  version,
});
export type PersonHead = z.infer<typeof PersonHead>;

export const PersonContact = z.object({
  street: z.string().nullable(),
  postalCode: z.string().nullable(),
  town: z.string().nullable(),
  municipalityCode: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  version,
});

export const Voice = z.object({
  id: Id,
  words: z.string(),
  saidBy: z.enum(voiceSpeakers),
  saidAt: InstantText,
  recordedBy: z.string(),
  unitId: Id,
  replacesId: Id.nullable(),
});
export type Voice = z.infer<typeof Voice>;

export const pictureTypes = ['image/jpeg', 'image/webp'] as const;
export type PictureType = (typeof pictureTypes)[number];
/** bytes, and pixels on the longer side */
export const largestPicture = 200_000;
export const widestPicture = 2_048;
/** A picture of what matters. `data` is base64; it is read as data and never served as a file. */
export const Picture = z.object({
  id: Id,
  type: z.enum(pictureTypes),
  data: z.string(),
  width: z.int(),
  height: z.int(),
  alt: z.string(),
  addedAt: InstantText,
  version,
});
export type Picture = z.infer<typeof Picture>;
/** A picture before it has come. */
export const PictureShape = Picture.omit({ type: true, data: true, addedAt: true });
export type PictureShape = z.infer<typeof PictureShape>;

export const CircleUnit = z.object({
  id: Id,
  unitId: Id,
  role: z.string(),
  basis: z.string(),
  validFrom: InstantText,
  validTo: InstantText.nullable(),
  endedReason: z.string().nullable(),
  current: z.boolean(),
  version,
});
export type CircleUnit = z.infer<typeof CircleUnit>;

export const NamedContact = z.object({
  id: Id,
  kind: z.enum(namedContactKinds),
  unitId: Id,
  staffId: Id,
  staffName: z.string(),
  staffTitle: z.string(),
  validFrom: InstantText,
  validTo: InstantText.nullable(),
  version,
});
export type NamedContact = z.infer<typeof NamedContact>;

export const Share = z.object({ id: Id, part: z.enum(shareParts), validFrom: InstantText });
export const Relative = z.object({
  id: Id,
  name: z.string(),
  relation: z.enum(relations),
  phone: z.string().nullable(),
  validFrom: InstantText,
  validTo: InstantText.nullable(),
  version,
  shares: z.array(Share),
});
export type Relative = z.infer<typeof Relative>;

export const Consent = z.object({
  id: Id,
  kind: z.enum(consentKinds),
  decision: z.enum(consentDecisions),
  form: z.enum(consentForms),
  givenBy: z.enum(consentGivers),
  about: z.string(),
  exceptAbout: z.string(),
  relativeId: Id.nullable(),
  validFrom: InstantText,
  validUntil: InstantText.nullable(),
  withdrawnAt: InstantText.nullable(),
  withdrawnForm: z.enum(consentForms).nullable(),
  recordedBy: z.string(),
  unitId: Id,
  units: z.array(z.object({ unitId: Id, included: z.boolean() })),
  /** The answer that counts now: neither withdrawn, replaced nor past its end. */
  inForce: z.boolean(),
  version,
});
export type Consent = z.infer<typeof Consent>;

export const Ground = z.object({
  id: Id,
  code: z.string(),
  paragraph: z.string(),
  titleSv: z.string(),
  titleEn: z.string(),
  fromProviderId: Id,
  toUnitId: Id,
  evidence: z.string(),
  validFrom: InstantText,
  validUntil: InstantText,
  endedAt: InstantText.nullable(),
  inForce: z.boolean(),
  version,
});
export type Ground = z.infer<typeof Ground>;

export const Block = z.object({
  id: Id,
  level: z.enum(blockLevels),
  unitId: Id.nullable(),
  providerId: Id.nullable(),
  validFrom: InstantText,
  liftedAt: InstantText.nullable(),
  version,
});
export type Block = z.infer<typeof Block>;

export const Emergency = z.object({
  id: Id,
  personId: Id,
  code: z.enum(emergencyCodes),
  staffName: z.string(),
  staffTitle: z.string(),
  unitId: Id,
  liftedUnitId: Id.nullable(),
  reason: z.string(),
  openedAt: InstantText,
  closesAt: InstantText,
  reviewedAt: InstantText.nullable(),
  reviewedBy: z.string().nullable(),
  review: z.string().nullable(),
});
export type Emergency = z.infer<typeof Emergency>;

export const NeedLine = z.object({
  id: Id,
  area: z.enum(lifeAreas),
  words: z.string(),
  state: z.enum(['open', 'closed']),
  openedAt: InstantText,
  closedAt: InstantText.nullable(),
  closeReason: z.string().nullable(),
  unitId: Id,
  /** Null when the caller may not see who; an open need always has one. */
  accountableUnitId: Id.nullable(),
  accountableSince: InstantText.nullable(),
  version,
});
export const PromiseLine = z.object({
  id: Id,
  kind: z.enum(commitmentKinds),
  state: z.enum(commitmentStates),
  what: z.string(),
  area: z.enum(lifeAreas),
  urgency: z.enum(urgencies),
  fromKind: z.enum(['unit', 'person', 'relative']),
  fromUnitId: Id.nullable(),
  toKind: z.enum(['unit', 'person', 'relative']),
  toUnitId: Id.nullable(),
  openTo: z.array(Id),
  relativeId: Id.nullable(),
  needIds: z.array(Id),
  offeredAt: InstantText,
  deliveredAt: InstantText.nullable(),
  receivedAt: InstantText.nullable(),
  acceptedAt: InstantText.nullable(),
  answerBy: InstantText,
  dueAt: InstantText,
  proposedDueAt: InstantText.nullable(),
  pausedUntil: InstantText.nullable(),
  endedAt: InstantText.nullable(),
  endReason: z.string().nullable(),
  version,
});
export const GapLine = z.object({
  id: Id,
  kind: z.enum(gapKinds),
  subjectId: Id,
  area: z.string().nullable(),
  since: InstantText,
  moveUnitId: Id,
  level: z.int(),
  climbsAt: InstantText.nullable(),
});
export const PlanLine = z.object({
  id: Id,
  type: z.string(),
  state: z.enum(['preparing', 'active', 'closed']),
  title: z.string(),
  nextFollowUpAt: InstantText.nullable(),
  responsibleUnitId: Id.nullable(),
  version,
  /** When the meeting that is called begins; null when none is, or it may not be read. */
  meetingAt: InstantText.nullable(),
});

export const Alert = z.object({
  id: Id,
  kind: z.enum(alertKinds),
  words: z.string(),
  /** The unit that recorded it. */
  unitId: Id,
  recordedBy: z.string(),
  validFrom: InstantText,
  validUntil: InstantText.nullable(),
  endedAt: InstantText.nullable(),
  endedReason: z.enum(['changed', ...alertEndReasons]).nullable(),
  /** The entry whose place it took. */
  replacesId: Id.nullable(),
  inForce: z.boolean(),
  version,
});
export type Alert = z.infer<typeof Alert>;

/** Everything on the person's page that the caller may see, in one answer. Lists are newest first where nothing else is said. */
export const PersonOverview = z.object({
  person: PersonHead,
  /** Null when masked, and to relatives. */
  contact: PersonContact.nullable(),
  /** True when address, telephone, relatives and place are hidden from the caller. */
  masked: z.boolean(),
  voice: z.object({ latest: Voice.nullable(), count: z.int() }),
  /** The shape of the picture of what matters, when there is one to ask for. */
  picture: PictureShape.nullable(),
  /** Current first. */
  circle: z.array(CircleUnit),
  namedContacts: z.array(NamedContact),
  /** Null when masked. A relative sees only itself. */
  relatives: z.array(Relative).nullable(),
  consents: z.array(Consent),
  grounds: z.array(Ground),
  /** That something is blocked shows to staff; whose shows only where it is one's own unit or provider. The person sees all. */
  blocks: z.object({ exists: z.boolean(), items: z.array(Block) }),
  /** Open now, or opened within 90 days. */
  emergencies: z.array(Emergency),
  /** Open, and closed within 90 days. */
  needs: z.array(NeedLine),
  /** Not ended, and ended within 90 days. */
  promises: z.array(PromiseLine),
  gaps: z.array(GapLine),
  /** The plan that is open (the joint plan before others), else null. */
  plan: PlanLine.nullable(),
  /** In force, and ended within 90 days. Never told to relatives. */
  alerts: z.array(Alert),
  access: z.object({
    tie: z.enum(ties),
    /** May the caller write here: in the circle, in an emergency, or the person. */
    writable: z.boolean(),
    bases: z.array(z.object({ basis: z.enum(readBases), unitIds: z.array(Id) })),
  }),
});
export type PersonOverview = z.infer<typeof PersonOverview>;

// ------------------------------------------------------------------------------------------------------------------------- bodies

const ContactFields = z.strictObject({
  street: note(200).nullable().default(null),
  postalCode: z
    .string()
    .trim()
    .regex(/^\d{3} ?\d{2}$/)
    .nullable()
    .default(null),
  town: note(100).nullable().default(null),
  municipalityCode: municipalityCode.nullable().default(null),
  phone: phone.nullable().default(null),
  email: z.email().max(254).nullable().default(null),
});

export const RegisterPerson = z.strictObject({
  identity: IdentityNumber,
  givenName: text(100),
  familyName: text(100),
  /** Only where the number does not tell it (reserve numbers, unknown dates). */
  birthDate: DateText.optional(),
  protection: z.enum(protections).default('none'),
  language: language.default('sv'),
  interpreter: z.boolean().default(false),
  contact: ContactFields.optional(),
  /** What one's own unit becomes in the circle. */
  role: z.enum(circleRoles),
  /** Why the unit is now engaged, for the log that the person reads. */
  reason: text(500),
});

export const ChangePerson = z.strictObject({
  version,
  givenName: text(100),
  familyName: text(100),
  protection: z.enum(protections),
  language,
  interpreter: z.boolean(),
  deceasedOn: DateText.nullable(),
});

export const FindPersons = z.strictObject({
  /** The beginning of a name (two letters or more), or a whole identity number. */
  query: z.string().trim().min(2).max(60),
  cursor: z.string().max(300).optional(),
  limit: z.int().min(1).max(50).default(20),
});
export const FoundPerson = z.object({
  id: Id,
  givenName: z.string(),
  familyName: z.string(),
  identity: z.string().nullable(),
  birthDate: DateText,
  protection: z.enum(protections),
  deceasedOn: DateText.nullable(),
  role: z.string(),
});

export const RecordConsent = z
  .strictObject({
    kind: z.enum(consentKinds),
    decision: z.enum(consentDecisions),
    form: z.enum(consentForms),
    givenBy: z.enum(consentGivers).default('person'),
    about: note(1000).default(''),
    exceptAbout: note(1000).default(''),
    relativeId: Id.optional(),
    /** Disclosure: between these units. Shared record: these may read. A "no": to these, or to all when none is named. */
    includedUnitIds: z.array(Id).max(50).default([]),
    excludedUnitIds: z.array(Id).max(50).default([]),
    validUntil: InstantText.optional(),
  })
  .superRefine((body, context) => {
    const fault = (path: string, code: FieldCode) =>
      context.addIssue({ code: 'custom', path: [path], params: { code } });
    if ((body.kind === 'relative') !== (body.relativeId !== undefined))
      fault('relativeId', body.kind === 'relative' ? 'required' : 'unknown_field');
    if (body.includedUnitIds.some((id) => body.excludedUnitIds.includes(id))) fault('excludedUnitIds', 'twice');
    if (body.decision === 'no') return;
    if (body.kind === 'disclosure' && body.validUntil === undefined) fault('validUntil', 'required');
    // Both sides of a disclosure are named.
    if (body.kind === 'disclosure' && new Set(body.includedUnitIds).size < 2) fault('includedUnitIds', 'at_least_one');
    if (body.kind === 'shared_record' && body.includedUnitIds.length < 1) fault('includedUnitIds', 'at_least_one');
  });

// ------------------------------------------------------------------------------------------------------------------------ answers

/** What a command leaves behind: the entry and the version that now stands. */
export const Made = z.object({ id: Id, version });
export type Made = z.infer<typeof Made>;

export const CallLine = z.object({
  unitId: Id,
  /** A named contact at the unit, when there is one. */
  contact: z.object({ kind: z.enum(namedContactKinds), staffName: z.string(), staffTitle: z.string() }).nullable(),
  ways: z.array(Way),
  open: z.boolean(),
  nextAt: InstantText.nullable(),
});
export const WhoToCall = z.object({ at: InstantText, lines: z.array(CallLine) });
export type WhoToCall = z.infer<typeof WhoToCall>;

export const LegalGround = z.object({
  code: z.string(),
  paragraph: z.string(),
  titleSv: z.string(),
  titleEn: z.string(),
  plainSv: z.string(),
  plainEn: z.string(),
  source: z.string(),
});

/** One line of the log in the person's own words: code and names, the sentence is made by the page. */
export const LogLine = z.object({
  seq: z.int(),
  at: InstantText,
  action: z.string(),
  kind: z.enum(['staff', 'person', 'relative', 'system']),
  name: z.string(),
  title: z.string().nullable(),
  unitId: Id.nullable(),
  role: z.string().nullable(),
  purpose: z.enum(['care', 'administration', 'follow_up', 'own', 'system']),
  /** False when the caller was refused. */
  opened: z.boolean(),
  tie: z.enum(ties).nullable(),
  /** Whose entries were open, and on what basis. */
  bases: z.array(z.object({ basis: z.enum(readBases), unitIds: z.array(Id) })),
});
export type LogLine = z.infer<typeof LogLine>;
export const LogPage = z.object({ items: z.array(LogLine), next: z.string().nullable() });

export const Why = z.object({
  tie: z.enum(ties),
  /** The own unit's place in the circle, when it has one. */
  engagement: z.object({ role: z.string(), basis: z.string(), since: InstantText }).nullable(),
  emergency: z.object({ code: z.enum(emergencyCodes), closesAt: InstantText, reason: z.string() }).nullable(),
  /** Each unit whose entries are open to the caller, and why. */
  sees: z.array(
    z.object({
      unitId: Id,
      basis: z.enum(readBases),
      /** The paragraph, where there is one. */
      paragraph: z.string().nullable(),
      consent: z
        .object({ id: Id, since: InstantText, until: InstantText.nullable(), givenBy: z.enum(consentGivers) })
        .nullable(),
      ground: z.object({ id: Id, code: z.string(), until: InstantText }).nullable(),
    }),
  ),
  /**
   * What is not shown, said no more closely than the law allows (SVOD 2:4): `blocked` the person has blocked something;
   * `unblocked_elsewhere` another care or social care provider has entries that a consent could open. Entries of other social
   * services and of school are never hinted at.
   */
  hidden: z.array(z.enum(['blocked', 'unblocked_elsewhere', 'protected_identity', 'not_in_circle'])),
  /** Units now in the circle that the caller may know of: they too may read what they have a basis for. */
  others: z.array(z.object({ unitId: Id, role: z.string(), since: InstantText })),
});
export type Why = z.infer<typeof Why>;

/** Who else can see, and what, by the rule that lets the caller see. Units that the caller may not know of are not told. */
export const Readers = z.object({
  /** Units now in the circle, one's own first: whose entries, of those the caller reads, their staff read too. */
  units: z.array(
    z.object({
      unitId: Id,
      role: z.string(),
      since: InstantText,
      /** `basis` null: one that the caller may not know of. `until`: when it ends, where that is known. */
      sees: z.array(z.object({ unitId: Id, basis: z.enum(readBases).nullable(), until: InstantText.nullable() })),
    }),
  ),
  /** No longer in the circle: they see what they have written themselves. */
  former: z.array(Id),
  emergencies: z.array(z.object({ unitId: Id, staffName: z.string(), until: InstantText })),
  /** What the person shares; null when relatives are masked. */
  relatives: z
    .array(z.object({ name: z.string(), relation: z.enum(relations), parts: z.array(z.enum(shareParts)) }))
    .nullable(),
  /** The person has blocked something: fewer see it. */
  blocked: z.boolean(),
});
export type Readers = z.infer<typeof Readers>;

/** One thing that has happened. `type` says what; promises by the event's own name. */
export const HistoryLine = z.object({
  id: Id,
  kind: z.enum(historyKinds),
  type: z.string(),
  at: InstantText,
  unitId: Id.nullable(),
  name: z.string().nullable(),
  words: z.string().nullable(),
  /** A code of the kind: what promise, which consent, which role. */
  detail: z.string().nullable(),
  subjectId: Id,
});
export type HistoryLine = z.infer<typeof HistoryLine>;

export const BlockingUnits = z.object({
  /** Units of one's own provider whose entries are blocked (PDL 4:5, first step). */
  unitIds: z.array(Id),
  /** Providers whose entries are blocked towards others: ask them to lift it (SVOD 3:5). */
  providerIds: z.array(Id),
});

export const PersonExport = z.object({
  madeAt: InstantText,
  madeBy: z.string(),
  overview: PersonOverview,
  voices: z.array(Voice),
  promises: z.array(PromiseLine),
  needs: z.array(NeedLine),
});

const person = z.strictObject({ personId: Id });
const AlertBody = z.strictObject({ kind: z.enum(alertKinds), words: text(500), validUntil: InstantText.optional() });
const within = <K extends string>(name: K) =>
  z.strictObject({ personId: Id, [name]: Id } as { personId: typeof Id } & Record<K, typeof Id>);
const reason = text(500);
const staffOnly = ['staff'] as const;
const staffAndPerson = ['staff', 'person'] as const;
const everyone = ['staff', 'person', 'relative'] as const;
const Seen = z.strictObject({ version });
const paged = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const peopleRoutes = {
  register: route({
    method: 'POST',
    path: '/persons',
    summary:
      'Make a person known to one’s own unit and engage the unit; the answer is the same whether the person was in the system or not',
    callers: staffOnly,
    body: RegisterPerson,
    response: z.object({ personId: Id }),
  }),
  find: route({
    method: 'POST',
    path: '/persons/find',
    summary: 'Find among the persons whose circle one’s own unit is in. A read: logged, without effect',
    callers: staffOnly,
    body: FindPersons,
    response: z.object({ items: z.array(FoundPerson), total: z.int(), next: z.string().nullable() }),
  }),
  overview: route({
    method: 'GET',
    path: '/persons/:personId/overview',
    summary: 'The person’s page',
    callers: everyone,
    params: person,
    response: PersonOverview,
  }),
  me: route({
    method: 'GET',
    path: '/me/person',
    summary: 'Whose page is mine: the person’s own, or the one a relative is close to',
    callers: ['person', 'relative'],
    response: z.object({ personId: Id }),
  }),
  change: route({
    method: 'PUT',
    path: '/persons/:personId',
    summary: 'Change name, language, protection; note a death',
    callers: staffOnly,
    params: person,
    body: ChangePerson,
    response: Made,
  }),
  changeContact: route({
    method: 'PUT',
    path: '/persons/:personId/contact',
    summary: 'Change address and telephone',
    callers: staffAndPerson,
    params: person,
    body: ContactFields.extend({ version }),
    response: Made,
  }),
  whoToCall: route({
    method: 'GET',
    path: '/persons/:personId/who-to-call',
    summary: 'Named contacts and units of the circle, those open now first',
    callers: everyone,
    params: person,
    response: WhoToCall,
  }),

  say: route({
    method: 'POST',
    path: '/persons/:personId/voice',
    summary: 'What matters to the person, in the person’s words',
    callers: staffAndPerson,
    params: person,
    body: z.strictObject({
      words: text(4000),
      saidBy: z.enum(voiceSpeakers).default('person'),
      replacesId: Id.optional(),
    }),
    response: z.object({ id: Id }),
  }),
  voices: route({
    method: 'GET',
    path: '/persons/:personId/voice',
    summary: 'All that the person has said, newest first',
    callers: everyone,
    params: person,
    query: paged,
    response: z.object({ items: z.array(Voice), total: z.int(), next: z.string().nullable() }),
  }),

  picture: route({
    method: 'GET',
    path: '/persons/:personId/picture',
    summary: 'The picture of what matters that the person shows, to those who see what matters',
    callers: everyone,
    params: person,
    response: z.object({ picture: Picture.nullable() }),
  }),
  addPicture: route({
    method: 'POST',
    path: '/persons/:personId/picture',
    summary:
      'The person shows a picture of what matters, in place of the one before. At most 200 kB, without Exif and XMP',
    callers: ['person'],
    params: person,
    body: z.strictObject({ data: z.base64().min(100).max(280_000), alt: text(300) }),
    response: Made,
  }),
  removePicture: route({
    method: 'POST',
    path: '/persons/:personId/picture/:pictureId/remove',
    summary: 'The picture is shown no longer; with `erase` it is also gone',
    callers: ['person'],
    params: within('pictureId'),
    body: z.strictObject({ version, erase: z.boolean() }),
    response: Made,
  }),

  engage: route({
    method: 'POST',
    path: '/persons/:personId/circle',
    summary: 'One’s own unit joins the circle (again)',
    callers: staffOnly,
    params: person,
    body: z.strictObject({ role: z.enum(circleRoles), reason }),
    response: Made,
  }),
  changeRole: route({
    method: 'PUT',
    path: '/persons/:personId/circle/:engagementId',
    summary: 'One’s own unit changes role',
    callers: staffOnly,
    params: within('engagementId'),
    body: z.strictObject({ version, role: z.enum(circleRoles) }),
    response: Made,
  }),
  endEngagement: route({
    method: 'POST',
    path: '/persons/:personId/circle/:engagementId/end',
    summary: 'One’s own unit leaves the circle; not while it is accountable for an open need',
    callers: staffOnly,
    params: within('engagementId'),
    body: z.strictObject({ version, reason: z.enum(engagementEndReasons) }),
    response: Made,
  }),

  nameContact: route({
    method: 'POST',
    path: '/persons/:personId/contacts',
    summary: 'Name a fixed contact at one’s own unit; a new one takes the place of the unit’s former of the same kind',
    callers: staffOnly,
    params: person,
    body: z.strictObject({ kind: z.enum(namedContactKinds), staffId: Id }),
    response: Made,
  }),
  endContact: route({
    method: 'POST',
    path: '/persons/:personId/contacts/:contactId/end',
    summary: 'The named contact is so no longer',
    callers: staffOnly,
    params: within('contactId'),
    body: Seen,
    response: Made,
  }),

  addRelative: route({
    method: 'POST',
    path: '/persons/:personId/relatives',
    summary: 'Note someone close to the person',
    callers: staffAndPerson,
    params: person,
    body: z.strictObject({ name: text(200), relation: z.enum(relations), phone: phone.nullable().default(null) }),
    response: Made,
  }),
  endRelative: route({
    method: 'POST',
    path: '/persons/:personId/relatives/:relativeId/end',
    summary: 'No longer; all that was shared is withdrawn',
    callers: staffAndPerson,
    params: within('relativeId'),
    body: Seen,
    response: Made,
  }),
  share: route({
    method: 'POST',
    path: '/persons/:personId/relatives/:relativeId/shares',
    summary: 'The person shares a part; staff only when the person has said yes to the relative taking part',
    callers: staffAndPerson,
    params: within('relativeId'),
    body: z.strictObject({ part: z.enum(shareParts) }),
    response: z.object({ id: Id }),
  }),
  unshare: route({
    method: 'POST',
    path: '/persons/:personId/shares/:shareId/withdraw',
    summary: 'Withdraw what was shared, at once',
    callers: staffAndPerson,
    params: within('shareId'),
    body: z.strictObject({}),
    response: z.object({ id: Id }),
  }),

  recordAlert: route({
    method: 'POST',
    path: '/persons/:personId/alerts',
    summary: 'Record a warning that everyone who meets the person must know',
    callers: staffOnly,
    params: person,
    body: AlertBody,
    response: Made,
  }),
  changeAlert: route({
    method: 'POST',
    path: '/persons/:personId/alerts/:alertId/change',
    summary: 'Change a warning that one’s own unit recorded: a new entry takes the place of the version seen',
    callers: staffOnly,
    params: within('alertId'),
    body: AlertBody.extend({ version }),
    response: Made,
  }),
  endAlert: route({
    method: 'POST',
    path: '/persons/:personId/alerts/:alertId/end',
    summary: 'A warning of one’s own provider holds no longer, or was mistaken',
    callers: staffOnly,
    params: within('alertId'),
    body: z.strictObject({ version, reason: z.enum(alertEndReasons) }),
    response: Made,
  }),

  recordConsent: route({
    method: 'POST',
    path: '/persons/:personId/consents',
    summary: 'Record a yes or a no; it takes the place of older answers of the kind that it speaks of anew',
    callers: staffAndPerson,
    params: person,
    body: RecordConsent,
    response: Made.extend({ ended: z.array(Id) }),
  }),
  withdrawConsent: route({
    method: 'POST',
    path: '/persons/:personId/consents/:consentId/withdraw',
    summary: 'Withdraw: in effect from the next request',
    callers: staffAndPerson,
    params: within('consentId'),
    body: z.strictObject({ version, form: z.enum(consentForms) }),
    response: Made,
  }),
  consents: route({
    method: 'GET',
    path: '/persons/:personId/consents',
    summary: 'All answers, newest first',
    callers: everyone,
    params: person,
    query: paged,
    response: z.object({ items: z.array(Consent), total: z.int(), next: z.string().nullable() }),
  }),

  legalGrounds: route({
    method: 'GET',
    path: '/legal-grounds',
    summary: 'Grounds other than consent that are law today, from one’s own branch to the unit’s',
    callers: staffOnly,
    query: z.strictObject({ toUnitId: Id }),
    response: z.object({ items: z.array(LegalGround) }),
  }),
  recordGround: route({
    method: 'POST',
    path: '/persons/:personId/grounds',
    summary: 'One’s own provider discloses to a unit on a ground other than consent',
    callers: staffOnly,
    params: person,
    body: z.strictObject({
      code: z.string().max(40),
      toUnitId: Id,
      evidence: z.string().trim().min(10).max(2000),
      validUntil: InstantText,
    }),
    response: Made,
  }),
  endGround: route({
    method: 'POST',
    path: '/persons/:personId/grounds/:groundId/end',
    summary: 'The ground holds no longer',
    callers: staffOnly,
    params: within('groundId'),
    body: Seen,
    response: Made,
  }),

  block: route({
    method: 'POST',
    path: '/persons/:personId/blocks',
    summary: 'Block a unit’s or a provider’s entries. Staff: only those of one’s own',
    callers: staffAndPerson,
    params: person,
    body: z.discriminatedUnion('level', [
      z.strictObject({ level: z.literal('unit'), unitId: Id }),
      z.strictObject({ level: z.literal('provider'), providerId: Id }),
    ]),
    response: Made,
  }),
  liftBlock: route({
    method: 'POST',
    path: '/persons/:personId/blocks/:blockId/lift',
    summary: 'Lift a block, as the person wishes',
    callers: staffAndPerson,
    params: within('blockId'),
    body: Seen,
    response: Made,
  }),

  blockingUnits: route({
    method: 'POST',
    path: '/persons/:personId/emergency/blocking',
    summary: 'In danger: which units and providers are blocked. First step of lifting; logged with the reason',
    callers: staffOnly,
    params: person,
    body: z.strictObject({ reason: z.string().trim().min(10).max(2000) }),
    response: BlockingUnits,
  }),
  emergency: route({
    method: 'POST',
    path: '/persons/:personId/emergency',
    summary: 'Emergency access for four hours; the person sees it and it is reviewed',
    callers: staffOnly,
    params: person,
    body: z
      .strictObject({
        code: z.enum(emergencyCodes),
        reason: z.string().trim().min(10).max(2000),
        liftedUnitId: Id.optional(),
      })
      .superRefine((body, context) => {
        if ((body.code === 'pdl_4_5') !== (body.liftedUnitId !== undefined))
          context.addIssue({
            code: 'custom',
            path: ['liftedUnitId'],
            params: { code: body.code === 'pdl_4_5' ? 'required' : 'unknown_field' },
          });
      }),
    response: z.object({ id: Id, closesAt: InstantText }),
  }),
  emergencies: route({
    method: 'GET',
    path: '/emergencies',
    summary: 'Emergency accesses made at one’s own unit, for its head to review: unreviewed first',
    callers: staffOnly,
    query: paged,
    response: z.object({
      items: z.array(Emergency.extend({ personName: z.string() })),
      total: z.int(),
      next: z.string().nullable(),
    }),
  }),
  reviewEmergency: route({
    method: 'POST',
    path: '/emergencies/:emergencyId/review',
    summary: 'The head’s judgement of an emergency access',
    callers: staffOnly,
    params: z.strictObject({ emergencyId: Id }),
    body: z.strictObject({ review: text(2000) }),
    response: z.object({ id: Id }),
  }),

  unmask: route({
    method: 'POST',
    path: '/persons/:personId/unmask',
    summary: 'The unit’s head names who of its staff may see protected details',
    callers: staffOnly,
    params: person,
    body: z.strictObject({ staffId: Id, validTo: InstantText.optional() }),
    response: z.object({ id: Id }),
  }),
  endUnmask: route({
    method: 'POST',
    path: '/persons/:personId/unmask/:grantId/end',
    summary: 'No longer',
    callers: staffOnly,
    params: within('grantId'),
    body: z.strictObject({}),
    response: z.object({ id: Id }),
  }),

  log: route({
    method: 'GET',
    path: '/persons/:personId/log',
    summary:
      'Who has read what, when, for what purpose and on what basis. A relative needs the part `log`; a unit’s head sees what the own unit did',
    callers: everyone,
    params: person,
    query: paged,
    response: LogPage,
  }),
  why: route({
    method: 'GET',
    path: '/persons/:personId/why',
    summary: 'Why the caller sees what it sees',
    callers: staffOnly,
    params: person,
    response: Why,
  }),
  readers: route({
    method: 'GET',
    path: '/persons/:personId/readers',
    summary: 'Who else can see, what, and on what basis',
    callers: staffOnly,
    params: person,
    response: Readers,
  }),
  history: route({
    method: 'GET',
    path: '/persons/:personId/history',
    summary: 'What has happened with promises, needs, consents, circle, words and warnings, newest first',
    callers: staffAndPerson,
    params: person,
    query: z.strictObject({
      kind: z.enum(historyKinds).optional(),
      cursor: z.string().max(300).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    response: z.object({ items: z.array(HistoryLine), next: z.string().nullable() }),
  }),
  printed: route({
    method: 'POST',
    path: '/persons/:personId/printed',
    summary: 'The contact card is put on paper: logged, then printed by the browser',
    callers: staffOnly,
    params: person,
    body: z.strictObject({}),
    response: z.object({ at: InstantText }),
  }),
  export: route({
    method: 'GET',
    path: '/persons/:personId/export',
    summary: 'All that the caller may see, as a file; logged as an export',
    callers: everyone,
    params: person,
    response: PersonExport,
  }),
} as const;
