/**
 * All units of the county and the closed list of unit kinds. HSA-ids are test ids: the region's begin with its real number and end in TEST
 * and a running number; all others begin with 999999, which no organisation has.
 */
import { hospitalUnits } from './units-hospital.ts';
import { jointUnits } from './units-joint.ts';
import { municipalUnits } from './units-municipal.ts';
import { primaryCareUnits } from './units-primary-care.ts';
import type { Branch, UnitKind, Words } from './types.ts';

export const units = [...hospitalUnits, ...primaryCareUnits, ...municipalUnits, ...jointUnits] as const;

export type UnitKey = (typeof units)[number]['key'];

/** What each kind is called, in which branch it belongs, and whether every municipality has at least one of its own. */
export const unitKinds = {
  home_health_care: {
    sv: 'Hälso- och sjukvård i hemmet',
    en: 'Home health care',
    branch: 'health',
    inEveryMunicipality: true,
  },
  home_help: { sv: 'Hemtjänst', en: 'Home help', branch: 'omsorg', inEveryMunicipality: true },
  care_needs_assessment: {
    sv: 'Biståndshandläggning',
    en: 'Care needs assessment',
    branch: 'omsorg',
    inEveryMunicipality: true,
  },
  primary_care_centre: { sv: 'Vårdcentral', en: 'Primary-care centre', branch: 'health', inEveryMunicipality: true },
  primary_care_rehab: {
    sv: 'Rehabmottagning',
    en: 'Primary-care rehabilitation',
    branch: 'health',
    inEveryMunicipality: true,
  },
  hospital_ward: { sv: 'Vårdavdelning', en: 'Hospital ward', branch: 'health', inEveryMunicipality: false },
  hospital_clinic: { sv: 'Sjukhusmottagning', en: 'Hospital clinic', branch: 'health', inEveryMunicipality: false },
  psychiatry_outpatient: {
    sv: 'Psykiatrisk mottagning',
    en: 'Psychiatric clinic',
    branch: 'health',
    inEveryMunicipality: false,
  },
  psychiatry_inpatient: {
    sv: 'Psykiatrisk vårdavdelning',
    en: 'Psychiatric ward',
    branch: 'health',
    inEveryMunicipality: false,
  },
  mobile_team: { sv: 'Mobilt team', en: 'Mobile team', branch: 'health', inEveryMunicipality: false },
  palliative_team: { sv: 'Palliativt team', en: 'Palliative team', branch: 'health', inEveryMunicipality: false },
  nursing_home: { sv: 'Särskilt boende', en: 'Nursing home', branch: 'omsorg', inEveryMunicipality: true },
  social_services_family: {
    sv: 'Individ- och familjeomsorg',
    en: 'Individual and family services',
    branch: 'social_other',
    inEveryMunicipality: true,
  },
  school_health: { sv: 'Elevhälsa', en: 'School health', branch: 'school', inEveryMunicipality: true },
  joint_operational_group: {
    sv: 'Gemensam operativ ledning',
    en: 'Joint operational group',
    branch: 'joint',
    inEveryMunicipality: false,
  },
  joint_strategic_group: {
    sv: 'Gemensam strategisk ledning',
    en: 'Joint strategic group',
    branch: 'joint',
    inEveryMunicipality: false,
  },
  contact_centre: { sv: 'Kontaktcenter', en: 'Contact centre', branch: 'health', inEveryMunicipality: false },
  administration: { sv: 'Administration', en: 'Administration', branch: 'health', inEveryMunicipality: false },
} as const satisfies Record<UnitKind, Words & { branch: Branch; inEveryMunicipality: boolean }>;
