/** The facts that the rule of who may see what is judged by. Instants are epoch milliseconds. */

export interface Period {
  readonly from: number;
  /** Not included; null: no end. */
  readonly to: number | null;
}
export const inForce = (world: { readonly now: number }, period: Period): boolean =>
  period.from <= world.now && (period.to === null || period.to > world.now);

/** One row about a person. `author` is the unit it stands on ('' for identity rows), `part` what a relative's share is given by. */
interface Base<T extends string> {
  readonly table: T;
  readonly id: string;
  readonly person: string;
  readonly author: string;
  readonly part: string;
  /** The only units that read it, where it belongs to a part of the plan for named units. */
  readonly keptTo?: readonly string[];
}
export interface Engagement extends Base<'people.engagement'>, Period {
  readonly unit: string;
}
export interface Consent extends Base<'people.consent'>, Period {
  readonly kind: 'disclosure' | 'shared_record' | 'plan';
  readonly decision: 'yes' | 'no';
  readonly withdrawnAt: number | null;
  readonly relative: string | null;
  readonly units: readonly { readonly unit: string; readonly included: boolean }[];
}
export interface Block extends Base<'people.block'>, Period {
  readonly unit: string | null;
  readonly provider: string | null;
}
export interface Ground extends Base<'people.ground'>, Period {
  readonly code: string;
  readonly fromProvider: string;
  readonly toUnit: string;
  readonly endedAt: number | null;
}
export interface Emergency extends Base<'people.emergency'>, Period {
  readonly assignment: string;
  readonly code: 'svod_3_6' | 'pdl_4_5';
  readonly liftedUnit: string | null;
}
export interface UnmaskGrant extends Base<'people.unmask_grant'>, Period {
  readonly staff: string;
}
export interface Relative extends Base<'people.relative'>, Period {
  readonly relation: string;
}
export interface Share extends Base<'people.relative_share'>, Period {
  readonly relative: string;
  readonly shares: string;
}
export interface Commitment extends Base<'commitments.commitment'> {
  readonly state: string;
  readonly fromUnit: string | null;
  readonly toUnit: string | null;
  readonly openTo: readonly string[];
  /** A message: between the one who wrote it, the person and the unit it was written to. */
  readonly message: boolean;
  readonly disclosed: boolean;
  readonly relative: string | null;
}
export interface Accountability extends Base<'commitments.accountability'>, Period {
  readonly need: string;
  readonly unit: string;
}
export interface Happened extends Base<'commitments.event'> {
  readonly subject: string;
}
export interface Gap extends Base<'commitments.gap'> {
  readonly move: string;
  readonly giver: string | null;
}
export interface GapAnswer extends Base<'commitments.gap_answer'> {
  readonly gap: string;
}
export interface PartVersion extends Base<'plans.part_version'> {
  readonly by: string;
}
/** Tables whose rows are judged by their author alone. */
export const plainTables = [
  'people.named_contact',
  'people.consent_unit',
  'people.voice',
  'plans.plan',
  'plans.goal',
  'plans.intervention',
  'plans.other_measure',
  'plans.follow_up',
  'plans.evaluation',
  'plans.section',
  'plans.meeting',
  'plans.meeting_party',
  'plans.approval',
  'plans.offer',
  'people.voice_picture',
  'people.alert',
] as const;
/** Tables whose rows can be kept to named units. */
export const keptTables: ReadonlySet<string> = new Set([
  'plans.goal',
  'plans.intervention',
  'plans.evaluation',
  'plans.approval',
  'plans.part_version',
  'commitments.commitment',
  'commitments.event',
  'commitments.gap',
  'commitments.gap_answer',
]);
export const identityTables = ['people.person', 'people.person_identifier', 'people.person_contact'] as const;
export type Plain = Base<(typeof plainTables)[number] | (typeof identityTables)[number] | 'commitments.need'>;

export type Row =
  | Plain
  | Engagement
  | Consent
  | Block
  | Ground
  | Emergency
  | UnmaskGrant
  | Relative
  | Share
  | Commitment
  | Accountability
  | Happened
  | Gap
  | GapAnswer
  | PartVersion;

export interface World {
  readonly now: number;
  readonly authorities: ReadonlyMap<string, { readonly kind: string }>;
  readonly providers: ReadonlyMap<
    string,
    {
      readonly id: string;
      readonly authorityId: string;
      readonly branch: 'health' | 'omsorg' | 'social_other' | 'school' | 'joint' | 'person';
    }
  >;
  readonly units: ReadonlyMap<
    string,
    { readonly id: string; readonly providerId: string; readonly closedAt: number | null }
  >;
  readonly legalGrounds: ReadonlyMap<
    string,
    Period & { readonly fromBranches: readonly string[]; readonly toBranches: readonly string[] }
  >;
  readonly staff: readonly { readonly id: string; readonly disabledAt: number | null }[];
  readonly assignments: readonly (Period & {
    readonly id: string;
    readonly staffId: string;
    readonly unitId: string;
    readonly role: string;
  })[];
  readonly sessions: readonly { readonly id: string; readonly expiresAt: number; readonly revoked: boolean }[];
  readonly persons: ReadonlyMap<string, { readonly protection: 'none' | 'confidential' | 'protected_registration' }>;
  readonly rows: readonly Row[];
}
