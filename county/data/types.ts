/**
 * Shapes of the county's reference data. Plain types: the data modules are pure data, and the county is created by feeding
 * them through the system's own commands.
 *
 * Two words recur. `verified` says that the fact was read at a source (law text, public page, official list); everything else is a
 * sensible example that a real county replaces. `fictive` says that the thing itself is made up and exists only in this county.
 */

/** A calendar day, `YYYY-MM-DD`. */
export type Day = `${number}-${number}-${number}`;

/** A text in both languages of the interface. Swedish is the original, English is written and not translated word by word. */
export interface Words {
  readonly sv: string;
  readonly en: string;
}

// ---------------------------------------------------------------------------------------------------------------- organisations

/** `joint` is a form of cooperation between the others: it carries no care of its own and is the upper part of the ladder. */
export type AuthorityKind = 'region' | 'municipality' | 'private' | 'joint';

/**
 * Secrecy follows the branch: health (OSL 25 kap.), omsorg for older persons and disability (OSL 26 kap., inside SVOD 2022:913),
 * other social services (OSL 26 kap., outside SVOD) and school (OSL 23 kap., outside SVOD). `joint` holds no person data of its own.
 */
export type Branch = 'health' | 'omsorg' | 'social_other' | 'school' | 'joint';

export interface Authority {
  readonly key: string;
  readonly kind: AuthorityKind;
  readonly name: string;
  /** At most 14 characters, for the tags of a row. */
  readonly tag: string;
  /** Region code (two digits) or SCB's municipality code (four digits). */
  readonly code?: string;
  /** Only where it is certain; never invented. */
  readonly organisationNumber?: string;
  readonly verified: boolean;
  readonly fictive: boolean;
}

/** Vårdgivare or omsorgsgivare: one secrecy area. */
export interface Provider {
  readonly key: string;
  readonly authority: string;
  readonly branch: Branch;
  readonly name: string;
  readonly fictive: boolean;
}

/** Closed list. `unitKinds` in units.ts holds the words shown for each. */
export type UnitKind =
  | 'home_health_care'
  | 'home_help'
  | 'care_needs_assessment'
  | 'primary_care_centre'
  | 'primary_care_rehab'
  | 'hospital_ward'
  | 'hospital_clinic'
  | 'psychiatry_outpatient'
  | 'psychiatry_inpatient'
  | 'mobile_team'
  | 'palliative_team'
  | 'nursing_home'
  | 'social_services_family'
  | 'school_health'
  | 'joint_operational_group'
  | 'joint_strategic_group'
  | 'contact_centre'
  | 'administration';

export interface Unit {
  /** Stable: everything else refers to it. */
  readonly key: string;
  readonly kind: UnitKind;
  readonly name: string;
  /** At most 14 characters, unique in the county. */
  readonly tag: string;
  readonly provider: string;
  /** SCB code of the municipality where the unit sits. */
  readonly municipality: string;
  /** Municipalities served, where they are more than, or other than, the one it sits in. */
  readonly covers?: readonly string[];
  /** Test id: the format is right, the organisation part or the suffix is not one in use. */
  readonly hsaId: string;
  /** The unit was read at a public page under this name. Otherwise the kind of unit exists there, its name and division are examples. */
  readonly verified: boolean;
  readonly fictive: boolean;
}

// ----------------------------------------------------------------------------------------------------------------- contact ways

/** `holiday`: a red day. `eve`: the eves that are worked as holidays (Midsummer, Christmas, New Year). */
export type DayOfHours = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun' | 'holiday' | 'eve';

/**
 * Open from `from` to `to` on each of `days`; `to` may be '24:00'. Hours over midnight are written as two spans. A day that is a holiday
 * or an eve follows 'holiday' or 'eve' alone, so it is closed unless listed.
 */
export interface OpeningSpan {
  readonly days: readonly DayOfHours[];
  readonly from: string;
  readonly to: string;
}

export type Audience = 'staff' | 'public' | 'both';

/** Which number a way uses: the unit's own, one that a whole municipality shares, or a national or regional one. */
export type PhoneLine =
  | 'unit'
  | 'municipal_night'
  | 'mobile_doctor_evening'
  | 'hospital_switchboard'
  | 'social_emergency'
  | 'n1177'
  | 'n112';

export interface ContactWay {
  /** Unique within the unit kind. */
  readonly key: string;
  readonly audience: Audience;
  readonly channel: 'phone' | 'message' | 'visit';
  /** For 'phone' only. */
  readonly line?: PhoneLine;
  readonly label: Words;
  readonly hours: readonly OpeningSpan[];
  /** What the caller can expect, in one plain sentence. */
  readonly note?: Words;
}

// ------------------------------------------------------------------------------------------------------------------- agreements

export type TermUnit = 'minutes' | 'hours' | 'calendar_days' | 'working_days' | 'months';

export interface TermValue {
  readonly amount: number;
  readonly unit: TermUnit;
}

export interface Agreement {
  readonly key: string;
  readonly name: string;
  /** A local agreement overrides its parent, term by term, for the municipalities it names. */
  readonly level: 'statute' | 'main' | 'local';
  readonly parent: string | null;
  /** Authority keys. */
  readonly parties: readonly string[];
  /** Municipality codes where it applies. */
  readonly municipalities: readonly string[];
  readonly from: Day;
  readonly to: Day | null;
}

/** One dated value. `to` is the first day on which it no longer applies. A past case is judged by the value of its day. */
export interface AgreementTerm<Key extends string = string> {
  readonly agreement: string;
  readonly key: Key;
  readonly value: TermValue;
  readonly from: Day;
  readonly to: Day | null;
  readonly source: string;
  readonly verified: boolean;
}

// ------------------------------------------------------------------------------------------------------------------------ texts

/** Chapters of ICF activity and participation as IBIC uses them, and IBIC's two own: feeling safe, and support from those close. */
export type LifeAreaCode = 'd1' | 'd2' | 'd3' | 'd4' | 'd5' | 'd6' | 'd7' | 'd8' | 'd9' | 'safety' | 'close';

export interface LifeArea {
  readonly code: LifeAreaCode;
  /** The classification's own words. */
  readonly formal: Words;
  /** As one says it at a kitchen table. */
  readonly everyday: Words;
}

export type Urgency = 'acute' | 'soon' | 'planned';

/** Whose mouth a text fits. `any` fits every adult. */
export type Who = 'any' | 'older' | 'adult' | 'child';

/** What the person needs, in the person's own words. `gender` where the words fit one only, or name a wife or a husband. */
export interface NeedPhrase extends Words {
  readonly area: LifeAreaCode;
  readonly who: Who;
  readonly gender?: Gender;
}

/** Something noticed by someone: not yet a need, not to be lost. */
export interface Signal extends Words {
  readonly area: LifeAreaCode;
  readonly who: Who;
  readonly urgency: Urgency;
  readonly from: 'person' | 'relative' | UnitKind;
}

export interface WhatMatters extends Words {
  readonly who: Who;
  readonly gender?: Gender;
}

/** A promise in a plan: who carries it, and what is done. */
export interface Intervention extends Words {
  readonly by: 'person' | 'relative' | UnitKind;
}

/** A goal in the person's words, how we see that it is reached, and what is done for it by whom. */
export interface GoalSet {
  readonly key: string;
  readonly area: LifeAreaCode;
  readonly who: Who;
  readonly goal: Words;
  readonly measure: Words;
  readonly interventions: readonly Intervention[];
}

/** A reason from a closed list; `text` is an example of what staff add in their own words. */
export interface Reason {
  readonly key: string;
  readonly label: Words;
  readonly text: Words;
}

/** What is said when an intervention or a plan is followed up. */
export interface FollowUpWords extends Words {
  readonly outcome: 'reached' | 'partly' | 'not_reached' | 'dropped';
  readonly said: 'person' | 'relative' | 'staff';
}

// ----------------------------------------------------------------------------------------------------------------------- people

export type Gender = 'woman' | 'man';

/** Given names common among those born in the decade that starts with `decade`. */
export interface GivenNames {
  readonly decade: number;
  readonly woman: readonly string[];
  readonly man: readonly string[];
}

/** Given and family names that belong together, so that a combination sounds like one person. */
export interface NameCulture {
  readonly key: string;
  /** Parts in a thousand of the county's persons; the rest bear names from the common list. */
  readonly perMille: number;
  readonly woman: readonly string[];
  readonly man: readonly string[];
  readonly family: readonly string[];
}

export interface ProfessionalTitle {
  readonly key: string;
  readonly title: Words;
  readonly at: readonly UnitKind[];
  readonly licensed: boolean;
}
