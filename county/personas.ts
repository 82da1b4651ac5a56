/**
 * Whom a visitor may be. The same woman is in the care of all these units, so that one story can be followed through every role. All are made
 * up; subjects that begin with `demo-` can be chosen at the embedded sign-in.
 */
import type { StaffRole } from '../contract/organisations.ts';

export interface Persona {
  readonly subject: string;
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly role: StaffRole;
}

export const demoUnits = {
  homeCare: 'hsv.skovde.centrum',
  homeHelp: 'ht.skovde.centrum',
  assessor: 'bist.skovde',
  primaryCare: 'vc.hentorp',
  physician: 'mobil.ost',
  ward: 'skas.skovde.geriatrik',
  rehab: 'rehab.skovde',
  memory: 'skas.skovde.minne',
  operational: 'narvard.skovde',
  strategic: 'vss.styrgrupp',
  administration: 'adm.skovde',
} as const;

export const personas = [
  {
    subject: 'demo-district-nurse',
    name: 'Karin Hedlund',
    title: 'Distriktssköterska',
    unit: demoUnits.homeCare,
    role: 'nurse',
  },
  {
    subject: 'demo-district-nurse-2',
    name: 'Anna Lindmark',
    title: 'Distriktssköterska',
    unit: demoUnits.homeCare,
    role: 'nurse',
  },
  { subject: 'demo-home-help', name: 'Johan Frisk', title: 'Planerare', unit: demoUnits.homeHelp, role: 'coordinator' },
  {
    subject: 'demo-assessor',
    name: 'Malin Kvick',
    title: 'Biståndshandläggare',
    unit: demoUnits.assessor,
    role: 'assessor',
  },
  {
    subject: 'demo-primary-care',
    name: 'Eva-Lena Öhrn',
    title: 'Vårdsamordnare',
    unit: demoUnits.primaryCare,
    role: 'coordinator',
  },
  {
    subject: 'demo-physician',
    name: 'Mikael Granath',
    title: 'Hemsjukvårdsläkare, specialist i allmänmedicin',
    unit: demoUnits.physician,
    role: 'physician',
  },
  { subject: 'demo-ward-nurse', name: 'Sara Nyström', title: 'Sjuksköterska', unit: demoUnits.ward, role: 'nurse' },
  {
    subject: 'demo-head-home-care',
    name: 'Ulrika Wallin',
    title: 'Enhetschef',
    unit: demoUnits.homeCare,
    role: 'head',
  },
  {
    subject: 'demo-head-primary-care',
    name: 'Anders Thorell',
    title: 'Verksamhetschef',
    unit: demoUnits.primaryCare,
    role: 'head',
  },
  {
    subject: 'demo-operational',
    name: 'Petra Rydell',
    title: 'Medicinskt ansvarig sjuksköterska',
    unit: demoUnits.operational,
    role: 'leader',
  },
  {
    subject: 'demo-strategic',
    name: 'Håkan Westerberg',
    title: 'Socialchef',
    unit: demoUnits.strategic,
    role: 'leader',
  },
  {
    subject: 'demo-administrator',
    name: 'Lisbeth Norén',
    title: 'Systemförvaltare',
    unit: demoUnits.administration,
    role: 'administrator',
  },
] as const satisfies readonly Persona[];

export const thePerson = { subject: 'demo-person', givenName: 'Ingegerd', familyName: 'Sandell' } as const;
export const theDaughter = { subject: 'demo-daughter', name: 'Annika Sandell Berg' } as const;

/** A child with school and social services around her, and two guardians who do not live together. */
export const theChild = { givenName: 'Alva', familyName: 'Lindqvist' } as const;
export const theGuardians = [
  { subject: 'demo-guardian', name: 'Jenny Lindqvist', phone: '070-174 06 31' },
  { subject: 'demo-guardian-2', name: 'Marcus Dahlin', phone: '070-174 06 32' },
] as const;
export const childUnits = { school: 'elev.skovde', family: 'ifo.skovde.barn', primaryCare: 'vc.hentorp' } as const;
/** Those who meet the child besides the primary-care centre; they are not in anybody else's care. */
export const childStaff = [
  {
    subject: 'demo-school-nurse',
    name: 'Maria Ekdahl',
    title: 'Skolsköterska',
    unit: childUnits.school,
    role: 'nurse',
  },
  {
    subject: 'demo-social-worker',
    name: 'Daniel Brorsson',
    title: 'Socialsekreterare',
    unit: childUnits.family,
    role: 'counsellor',
  },
] as const satisfies readonly Persona[];

/** How many of the first persons are in the care of the demo's units. */
export const nearDemo = 8;
