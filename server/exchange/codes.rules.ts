/** How codes of other systems are understood: one table a matter, by system and code. What stands in none of them is refused or reported. */
import { ownSystems as own } from '../../contract/exchange.ts';
import type { CommitmentAction, CommitmentState, LifeArea, Urgency } from '../../contract/commitments.ts';
import { lifeAreas } from '../../contract/commitments.ts';
import { authorityKinds, branches, staffRoles, unitKinds, type UnitKind } from '../../contract/organisations.ts';
import {
  circleRoles,
  consentKinds,
  namedContactKinds,
  relations,
  type CircleRole,
  type ConsentKind,
  type NamedContactKind,
  type Protection,
  type Relation,
} from '../../contract/people.ts';
import { planTypes } from '../../contract/plans.ts';
import type { Coding, Concept, Read } from './fhir.rules.ts';

type Table<T extends string> = Readonly<Record<string, T>>;
const same = <T extends string>(system: string, all: readonly T[]): Table<T> =>
  Object.fromEntries(all.map((one) => [`${system}|${one}`, one]));
const rows = <T extends string>(system: string, table: Readonly<Record<string, T>>): Table<T> =>
  Object.fromEntries(Object.entries(table).map(([code, value]) => [`${system}|${code}`, value]));

const sct = 'http://snomed.info/sct';
const roleCode = 'http://terminology.hl7.org/CodeSystem/v3-RoleCode';
const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const fixedContact = {
  '1': 'care_contact',
  '2': 'physician_contact',
  '3': 'omsorg_contact',
  '4': 'coordinating_contact',
} as const satisfies Record<string, NamedContactKind>;

export const levels: Table<'authority' | 'provider' | 'unit'> = {
  ...rows(sct, { '43741000': 'unit', '143591000052106': 'provider' } as const),
  ...rows('http://terminology.hl7.org/CodeSystem/organization-type', {
    dept: 'unit',
    team: 'unit',
    prov: 'provider',
    govt: 'authority',
  } as const),
};
export const authorityKindOf = same(own.authorityKind, authorityKinds);
export const branchOf = same(own.branch, branches);
export const unitKindOf = same(own.unitKind, unitKinds);
export const staffRoleOf = same(own.staffRole, staffRoles);
export const circleRoleOf = same(own.circleRole, circleRoles);
export const planTypeOf = same('https://fhir.inera.se/CodeSystem/typeofcareplan-cs', planTypes);
/** Inera kv_typ_av_fast_kontakt: 1 fast vårdkontakt, 2 fast läkarkontakt, 3 fast omsorgskontakt, 4 with overall coordination. */
export const contactKindOf: Table<NamedContactKind> = {
  ...rows(
    'https://terminologitjansten.inera.se/inera-kodverksforvaltning/kodverk/kv_typ_av_fast_kontakt',
    fixedContact,
  ),
  ...rows('urn:oid:1.2.752.129.5.1.69', fixedContact),
  ...same('urn:mellanrum:contact-kind', namedContactKinds),
};
export const protectionOf: Table<Protection> = rows('http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabel', {
  sekretessmarkering: 'confidential',
  skyddadFolkbokforing: 'protected_registration',
} as const);
export const relationOf: Table<Relation> = {
  ...same(own.relation, relations),
  ...rows(roleCode, {
    SPS: 'spouse',
    HUSB: 'spouse',
    WIFE: 'spouse',
    DOMPART: 'spouse',
    CHILD: 'child',
    SON: 'child',
    DAU: 'child',
    NCHILD: 'child',
    SONC: 'child',
    DAUC: 'child',
    CHLDADOPT: 'child',
    PRN: 'parent',
    NPRN: 'parent',
    MTH: 'parent',
    FTH: 'parent',
    SIB: 'sibling',
    NSIB: 'sibling',
    BRO: 'sibling',
    SIS: 'sibling',
    GRNDCHILD: 'grandchild',
    GRNDSON: 'grandchild',
    GRNDDAU: 'grandchild',
    FRND: 'friend',
    NBOR: 'neighbour',
    GUARD: 'guardian',
    EXT: 'other',
    FAMMEMB: 'other',
    ROOM: 'other',
  } as const),
};
/** Disclosure between units, and access to others' records (SVOD). The other four kinds have no code outside this program. */
export const consentKindOf: Table<ConsentKind> = {
  ...same(own.consentKind, consentKinds),
  ...rows(actCode, { IDSCL: 'disclosure', INFA: 'shared_record', INFAO: 'shared_record' } as const),
};
export const areaOf: Table<LifeArea> = same(own.lifeArea, lifeAreas);
const icf = new Set([
  'http://hl7.org/fhir/sid/icf',
  'http://hl7.org/fhir/sid/icf-nl',
  'http://id.who.int/icd/release/11/icf',
  'urn:oid:1.2.752.116.1.1.3.1.1',
]);
export const kindOfTask: Table<'request' | 'handover'> = {
  ...rows(own.commitmentKind, { request: 'request', handover: 'handover' } as const),
  [`${sct}|308292007`]: 'handover',
};
export const urgencyOf = { routine: 'planned', urgent: 'soon', asap: 'acute', stat: 'acute' } as const satisfies Record<
  NonNullable<Read<'Task'>['priority']>,
  Urgency
>;

/** What a unit becomes in the circle when nothing else is said. */
export const roleOfUnit = {
  home_health_care: 'performer',
  home_help: 'performer',
  care_needs_assessment: 'assessor',
  primary_care_centre: 'primary_care',
  primary_care_rehab: 'performer',
  hospital_ward: 'inpatient',
  hospital_clinic: 'outpatient',
  psychiatry_outpatient: 'outpatient',
  psychiatry_inpatient: 'inpatient',
  mobile_team: 'performer',
  palliative_team: 'performer',
  nursing_home: 'performer',
  social_services_family: 'performer',
  school_health: 'performer',
  joint_operational_group: 'consulted',
  joint_strategic_group: 'consulted',
  contact_centre: 'consulted',
  other: 'performer',
  administration: 'consulted',
  person: 'consulted',
} as const satisfies Record<UnitKind, CircleRole>;

/** A profession by its title. `head` and `leader` open more than others may, so only an explicit code gives them. */
export function roleOfTitle(
  title: string,
): 'physician' | 'assistant_nurse' | 'nurse' | 'therapist' | 'counsellor' | 'assessor' | 'coordinator' | undefined {
  const t = title.toLocaleLowerCase('sv');
  if (/undersköterska|vårdbiträde/u.test(t)) return 'assistant_nurse';
  if (/läkare/u.test(t)) return 'physician';
  if (/sköterska|barnmorska/u.test(t)) return 'nurse';
  if (/fysioterapeut|arbetsterapeut|sjukgymnast/u.test(t)) return 'therapist';
  if (/kurator/u.test(t)) return 'counsellor';
  if (/biståndshandläggare|biståndsbedömare/u.test(t)) return 'assessor';
  return /samordnare|koordinator/u.test(t) ? 'coordinator' : undefined;
}

const codings = (of: Concept | readonly Concept[] | readonly Coding[] | undefined): readonly Coding[] =>
  of === undefined
    ? []
    : 'map' in of
      ? of.flatMap((one: Concept | Coding) =>
          'code' in one || 'system' in one ? [one] : ((one as Concept).coding ?? []),
        )
      : (of.coding ?? []);

/** The first coding that the table knows. */
export function found<T extends string>(table: Table<T>, of: Parameters<typeof codings>[0]): T | undefined {
  for (const { system, code } of codings(of)) {
    const key = `${system ?? ''}|${code ?? ''}`;
    if (Object.hasOwn(table, key)) return table[key];
  }
  return undefined;
}

/** Life area by our own code, or by the chapter of an ICF code (`d450` is d4). */
export function areaIn(...concepts: (Concept | undefined)[]): LifeArea | undefined {
  for (const concept of concepts) {
    const named = found(areaOf, concept);
    if (named) return named;
    const chapter = codings(concept)
      .find(({ system, code }) => icf.has(system ?? '') && /^d[1-9]\d*$/u.test(code ?? ''))
      ?.code?.slice(0, 2);
    if (chapter) return lifeAreas.find((area) => area === chapter);
  }
  return undefined;
}

export const wordsOf = (concept: Concept | undefined): string | undefined =>
  concept?.text?.trim() || concept?.coding?.find(({ display }) => display)?.display?.trim();

/** Task.status of R4 as the state of a promise (docs/glossary.md). Null: nothing that stands here. On hold with a new time is a proposal. */
export const stateOfTask = {
  draft: null,
  requested: 'offered',
  ready: 'offered',
  received: 'received',
  accepted: 'accepted',
  'in-progress': 'accepted',
  'on-hold': 'paused',
  rejected: 'declined',
  cancelled: 'withdrawn',
  failed: 'not_kept',
  completed: 'kept',
  'entered-in-error': null,
} as const satisfies Record<Read<'Task'>['status'], CommitmentState | null>;

interface Step {
  readonly action: Exclude<CommitmentAction, 'lapse' | 'agree' | 'retract'>;
  readonly by: 'giver' | 'receiver';
  readonly to: CommitmentState;
}
const receiver = (action: Step['action'], to: CommitmentState): Step => ({ action, by: 'receiver', to });
const steps: Readonly<Partial<Record<CommitmentState, readonly Step[]>>> = {
  offered: [
    receiver('receive', 'received'),
    receiver('accept', 'accepted'),
    receiver('decline', 'declined'),
    receiver('propose', 'proposed'),
    { action: 'withdraw', by: 'giver', to: 'withdrawn' },
  ],
  received: [
    receiver('accept', 'accepted'),
    receiver('decline', 'declined'),
    receiver('propose', 'proposed'),
    { action: 'withdraw', by: 'giver', to: 'withdrawn' },
  ],
  proposed: [receiver('decline', 'declined'), { action: 'withdraw', by: 'giver', to: 'withdrawn' }],
  accepted: [
    receiver('pause', 'paused'),
    receiver('keep', 'kept'),
    receiver('fail', 'not_kept'),
    { action: 'withdraw', by: 'giver', to: 'withdrawn' },
  ],
  paused: [
    receiver('resume', 'accepted'),
    receiver('keep', 'kept'),
    receiver('fail', 'not_kept'),
    { action: 'withdraw', by: 'giver', to: 'withdrawn' },
  ],
};

/** The shortest way from one state to another, each step with whose it is; undefined when none leads there. */
export function wayTo(from: CommitmentState, to: CommitmentState): readonly Step[] | undefined {
  const queue: { at: CommitmentState; way: readonly Step[] }[] = [{ at: from, way: [] }];
  const seen = new Set<CommitmentState>([from]);
  for (let next = queue.shift(); next; next = queue.shift()) {
    if (next.at === to) return next.way;
    for (const step of steps[next.at] ?? []) {
      if (seen.has(step.to)) continue;
      seen.add(step.to);
      queue.push({ at: step.to, way: [...next.way, step] });
    }
  }
  return undefined;
}
