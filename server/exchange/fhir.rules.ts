/**
 * What is read of each FHIR R4 resource. A schema names exactly the elements that have a place here; all else is reported by `unkept`.
 * `fhir.test.ts` holds that every valid R4 resource fits.
 */
import { z } from 'zod';

const text = (max = 1000) => z.string().trim().min(1).max(max);
const code = z
  .string()
  .regex(/^\S+( \S+)*$/u)
  .max(200);
export const Coding = z.object({ system: text().optional(), code: code.optional(), display: z.string().optional() });
export type Coding = z.infer<typeof Coding>;
export const Concept = z.object({ coding: z.array(Coding).max(50).optional(), text: z.string().optional() });
export type Concept = z.infer<typeof Concept>;
const Concepts = z.array(Concept).max(50);
const Period = z.object({ start: z.string().optional(), end: z.string().optional() });
export type Period = z.infer<typeof Period>;
export const Identifier = z.object({
  use: z.string().optional(),
  system: text().optional(),
  value: text(200).optional(),
  type: Concept.optional(),
});
export type Identifier = z.infer<typeof Identifier>;
export const Reference = z.object({
  reference: text(2000).optional(),
  identifier: Identifier.optional(),
  display: z.string().optional(),
  type: z.string().optional(),
});
export type Reference = z.infer<typeof Reference>;
const Extension = z.object({
  url: text(),
  valueCode: z.string().optional(),
  valueString: z.string().optional(),
  valueBoolean: z.boolean().optional(),
  valueCodeableConcept: Concept.optional(),
});
const Extensions = z.array(Extension).max(50);
const HumanName = z.object({
  use: z.string().optional(),
  text: z.string().optional(),
  family: text(200).optional(),
  given: z.array(text(100)).max(20).optional(),
  _given: z.array(z.object({ extension: Extensions.optional() }).nullable()).optional(),
  extension: Extensions.optional(),
});
export type HumanName = z.infer<typeof HumanName>;
const Contact = z.object({
  system: z.string().optional(),
  value: text(300).optional(),
  use: z.string().optional(),
  rank: z.number().optional(),
});
export type Contact = z.infer<typeof Contact>;
const Address = z.object({
  extension: Extensions.optional(),
  use: z.string().optional(),
  text: z.string().optional(),
  line: z.array(text(200)).max(10).optional(),
  city: text(100).optional(),
  district: text(100).optional(),
  postalCode: text(20).optional(),
  country: text(100).optional(),
});
export type Address = z.infer<typeof Address>;

const resource = {
  id: z.string().max(200).optional(),
  meta: z.object({ security: z.array(Coding).max(50).optional(), source: z.string().optional() }).optional(),
};

export const Organization = z.object({
  ...resource,
  resourceType: z.literal('Organization'),
  identifier: z.array(Identifier).max(50).optional(),
  active: z.boolean().optional(),
  type: Concepts.optional(),
  name: text(200).optional(),
  alias: z.array(text(200)).max(20).optional(),
  telecom: z.array(Contact).max(50).optional(),
  address: z.array(Address).max(20).optional(),
  partOf: Reference.optional(),
});
export const Practitioner = z.object({
  ...resource,
  resourceType: z.literal('Practitioner'),
  identifier: z.array(Identifier).max(50).optional(),
  name: z.array(HumanName).max(20).optional(),
  qualification: z
    .array(z.object({ code: Concept, identifier: z.array(Identifier).optional() }))
    .max(50)
    .optional(),
});
export const PractitionerRole = z.object({
  ...resource,
  resourceType: z.literal('PractitionerRole'),
  period: Period.optional(),
  practitioner: Reference.optional(),
  organization: Reference.optional(),
  code: Concepts.optional(),
});
export const Patient = z.object({
  ...resource,
  resourceType: z.literal('Patient'),
  extension: Extensions.optional(),
  identifier: z.array(Identifier).max(50).optional(),
  name: z.array(HumanName).max(20).optional(),
  telecom: z.array(Contact).max(50).optional(),
  birthDate: z.string().optional(),
  deceasedBoolean: z.boolean().optional(),
  deceasedDateTime: z.string().optional(),
  address: z.array(Address).max(20).optional(),
  communication: z
    .array(z.object({ language: Concept, preferred: z.boolean().optional() }))
    .max(20)
    .optional(),
  generalPractitioner: z.array(Reference).max(20).optional(),
  managingOrganization: Reference.optional(),
});
export const RelatedPerson = z.object({
  ...resource,
  resourceType: z.literal('RelatedPerson'),
  active: z.boolean().optional(),
  patient: Reference,
  relationship: Concepts.optional(),
  name: z.array(HumanName).max(20).optional(),
  telecom: z.array(Contact).max(50).optional(),
  period: Period.optional(),
});
const Participant = z.object({
  role: Concepts.optional(),
  member: Reference.optional(),
  onBehalfOf: Reference.optional(),
  period: Period.optional(),
});
export const CareTeam = z.object({
  ...resource,
  resourceType: z.literal('CareTeam'),
  identifier: z.array(Identifier).max(50).optional(),
  status: z.enum(['proposed', 'active', 'suspended', 'inactive', 'entered-in-error']).optional(),
  category: Concepts.optional(),
  subject: Reference.optional(),
  period: Period.optional(),
  participant: z.array(Participant).max(500).optional(),
});
const Provision = z.object({
  type: z.enum(['deny', 'permit']).optional(),
  period: Period.optional(),
  actor: z
    .array(z.object({ role: Concept, reference: Reference }))
    .max(100)
    .optional(),
});
export const Consent = z.object({
  ...resource,
  resourceType: z.literal('Consent'),
  identifier: z.array(Identifier).max(50).optional(),
  status: z.enum(['draft', 'proposed', 'active', 'rejected', 'inactive', 'entered-in-error']),
  scope: Concept,
  category: Concepts,
  patient: Reference.optional(),
  dateTime: z.string().optional(),
  performer: z.array(Reference).max(20).optional(),
  organization: z.array(Reference).max(20).optional(),
  sourceAttachment: z.object({ title: z.string().optional() }).optional(),
  sourceReference: Reference.optional(),
  provision: Provision.extend({ provision: z.array(Provision).max(50).optional() }).optional(),
});
const goalStatus = [
  'proposed',
  'planned',
  'accepted',
  'active',
  'on-hold',
  'completed',
  'cancelled',
  'entered-in-error',
  'rejected',
] as const;
export const Goal = z.object({
  ...resource,
  resourceType: z.literal('Goal'),
  identifier: z.array(Identifier).max(50).optional(),
  lifecycleStatus: z.enum(goalStatus),
  category: Concepts.optional(),
  description: Concept,
  subject: Reference,
  expressedBy: Reference.optional(),
  target: z
    .array(z.object({ measure: Concept.optional(), detailString: z.string().optional() }))
    .max(20)
    .optional(),
});
const Activity = z.object({
  id: z.string().optional(),
  reference: Reference.optional(),
  detail: z
    .object({
      kind: z.string().optional(),
      code: Concept.optional(),
      goal: z.array(Reference).max(50).optional(),
      status: z.enum([
        'not-started',
        'scheduled',
        'in-progress',
        'on-hold',
        'completed',
        'cancelled',
        'stopped',
        'unknown',
        'entered-in-error',
      ]),
      scheduledPeriod: Period.optional(),
      performer: z.array(Reference).max(20).optional(),
      description: text(4000).optional(),
    })
    .optional(),
});
export type Activity = z.infer<typeof Activity>;
export const CarePlan = z.object({
  ...resource,
  resourceType: z.literal('CarePlan'),
  identifier: z.array(Identifier).max(50).optional(),
  status: z.enum(['draft', 'active', 'on-hold', 'revoked', 'completed', 'entered-in-error', 'unknown']),
  intent: z.string(),
  category: Concepts.optional(),
  title: text(200).optional(),
  subject: Reference,
  author: Reference.optional(),
  goal: z.array(Reference).max(200).optional(),
  activity: z.array(Activity).max(200).optional(),
});
const taskStatus = [
  'draft',
  'requested',
  'received',
  'accepted',
  'rejected',
  'ready',
  'cancelled',
  'in-progress',
  'on-hold',
  'failed',
  'completed',
  'entered-in-error',
] as const;
export const Task = z.object({
  ...resource,
  resourceType: z.literal('Task'),
  identifier: z.array(Identifier).max(50).optional(),
  status: z.enum(taskStatus),
  statusReason: Concept.optional(),
  intent: z.string(),
  priority: z.enum(['routine', 'urgent', 'asap', 'stat']).optional(),
  code: Concept.optional(),
  description: text(4000).optional(),
  for: Reference.optional(),
  requester: Reference.optional(),
  owner: Reference.optional(),
  reasonCode: Concept.optional(),
  executionPeriod: Period.optional(),
  restriction: z.object({ period: Period.optional() }).optional(),
  output: z
    .array(z.object({ type: Concept, valueDateTime: z.string().optional() }))
    .max(20)
    .optional(),
});

/** In the order in which entries can stand on each other. */
export const readTypes = {
  Organization,
  Practitioner,
  PractitionerRole,
  Patient,
  RelatedPerson,
  CareTeam,
  Consent,
  CarePlan,
  Goal,
  Task,
} as const;
export type ReadType = keyof typeof readTypes;
export type Read<T extends ReadType> = z.infer<(typeof readTypes)[T]>;
export const isReadType = (type: unknown): type is ReadType =>
  typeof type === 'string' && Object.hasOwn(readTypes, type);

export const extensions = {
  callingName: 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-qualifier',
  interpreter: 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired',
  addressType: 'http://hl7.se/fhir/ig/base/StructureDefinition/SEBaseAddressPersonExtension',
  middleName: 'http://hl7.se/fhir/ig/base/StructureDefinition/SEBaseMiddleNameExtension',
  ownFamily: 'http://hl7.se/fhir/ig/base/StructureDefinition/SEBaseOwnFamilyExtension',
} as const;
