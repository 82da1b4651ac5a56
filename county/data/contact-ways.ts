/**
 * How a unit is reached, by kind of unit: what is open by day, and what takes over in evenings, at night and at weekends.
 *
 * All telephone numbers lie in the series that PTS keeps free for books and films: 031-390 06 00–99, 040-628 04 00–99, 08-465 004 00–99,
 * 0980-319 200–299 and 070-174 06 05–99. No call to them reaches anybody. 1177 and 112 are themselves.
 */
import type { ContactWay, OpeningSpan, PhoneLine, UnitKind } from './types.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const weekend = ['sat', 'sun', 'holiday', 'eve'] as const;
const everyDay = [...weekdays, ...weekend] as const;

const office = [{ days: weekdays, from: '08:00', to: '16:30' }] as const satisfies readonly OpeningSpan[];
const daytime = [{ days: weekdays, from: '07:00', to: '16:30' }] as const satisfies readonly OpeningSpan[];
const always = [{ days: everyDay, from: '00:00', to: '24:00' }] as const satisfies readonly OpeningSpan[];
const days7to21 = [{ days: everyDay, from: '07:00', to: '21:30' }] as const satisfies readonly OpeningSpan[];
const nights = [
  { days: everyDay, from: '00:00', to: '07:00' },
  { days: everyDay, from: '21:30', to: '24:00' },
] as const satisfies readonly OpeningSpan[];
const eveningsAndWeekends = [
  { days: weekdays, from: '16:30', to: '21:30' },
  { days: weekend, from: '07:00', to: '21:30' },
] as const satisfies readonly OpeningSpan[];
const outsideDaytime = [
  { days: weekdays, from: '00:00', to: '07:00' },
  { days: weekdays, from: '16:30', to: '24:00' },
  { days: weekend, from: '00:00', to: '24:00' },
] as const satisfies readonly OpeningSpan[];
const outsideOffice = [
  { days: weekdays, from: '00:00', to: '08:00' },
  { days: weekdays, from: '16:30', to: '24:00' },
  { days: weekend, from: '00:00', to: '24:00' },
] as const satisfies readonly OpeningSpan[];
const mobileDoctorHours = [
  { days: weekdays, from: '17:00', to: '22:00' },
  { days: weekend, from: '08:00', to: '22:00' },
] as const satisfies readonly OpeningSpan[];

const message = {
  key: 'message',
  audience: 'staff',
  channel: 'message',
  hours: daytime,
  label: { sv: 'Meddelande i Mellanrum', en: 'Message in Mellanrum' },
  note: { sv: 'Läses minst två gånger varje vardag.', en: 'Read at least twice every weekday.' },
} as const satisfies ContactWay;

const advice1177 = {
  key: 'n1177',
  audience: 'public',
  channel: 'phone',
  line: 'n1177',
  hours: always,
  label: { sv: '1177, råd om vård dygnet runt', en: '1177, advice on care at all hours' },
} as const satisfies ContactWay;

const mobileDoctorEvening = {
  key: 'doctor_evening',
  audience: 'staff',
  channel: 'phone',
  line: 'mobile_doctor_evening',
  hours: mobileDoctorHours,
  label: { sv: 'Mobil läkare kväll och helg', en: 'Mobile doctor, evenings and weekends' },
  note: {
    sv: 'För sjuksköterska som behöver läkarbedömning i hemmet.',
    en: 'For a nurse who needs a doctor to assess someone at home.',
  },
} as const satisfies ContactWay;

const socialEmergency = {
  key: 'social_emergency',
  audience: 'both',
  channel: 'phone',
  line: 'social_emergency',
  hours: outsideOffice,
  label: { sv: 'Socialjouren', en: 'Social services, out of hours' },
  note: {
    sv: 'När ett barn eller en vuxen far illa och det inte kan vänta till vardagen.',
    en: 'When a child or an adult is at risk and it cannot wait for a weekday.',
  },
} as const satisfies ContactWay;

const switchboard = {
  key: 'switchboard',
  audience: 'both',
  channel: 'phone',
  line: 'hospital_switchboard',
  hours: always,
  label: { sv: 'Sjukhusets växel', en: 'Hospital switchboard' },
} as const satisfies ContactWay;

export const contactWays = {
  home_health_care: [
    {
      key: 'nurse_day',
      audience: 'both',
      channel: 'phone',
      line: 'unit',
      hours: daytime,
      label: { sv: 'Sjuksköterska dagtid', en: 'Nurse, daytime' },
    },
    {
      key: 'nurse_other',
      audience: 'both',
      channel: 'phone',
      line: 'municipal_night',
      hours: outsideDaytime,
      label: { sv: 'Sjuksköterska kväll, natt och helg', en: 'Nurse, evenings, nights and weekends' },
      note: {
        sv: 'Samma nummer i hela kommunen. Någon svarar alltid.',
        en: 'The same number in the whole municipality. Somebody always answers.',
      },
    },
    mobileDoctorEvening,
    message,
  ],
  home_help: [
    {
      key: 'planner',
      audience: 'both',
      channel: 'phone',
      line: 'unit',
      hours: days7to21,
      label: { sv: 'Hemtjänstens planering', en: 'Home help planning desk' },
    },
    {
      key: 'night_patrol',
      audience: 'both',
      channel: 'phone',
      line: 'municipal_night',
      hours: nights,
      label: { sv: 'Nattpatrullen', en: 'Night patrol' },
      note: {
        sv: 'Åker ut vid larm och till den som har bestämda besök om natten.',
        en: 'Comes when the alarm is pressed, and to those with agreed visits at night.',
      },
    },
    message,
  ],
  care_needs_assessment: [
    {
      key: 'officer',
      audience: 'both',
      channel: 'phone',
      line: 'unit',
      hours: office,
      label: { sv: 'Biståndshandläggare', en: 'Care needs officer' },
    },
    {
      key: 'visit',
      audience: 'public',
      channel: 'visit',
      hours: [{ days: weekdays, from: '09:00', to: '15:00' }],
      label: { sv: 'Kommunhusets reception', en: 'Town hall reception' },
    },
    message,
  ],
  primary_care_centre: [
    {
      key: 'callback',
      audience: 'public',
      channel: 'phone',
      line: 'unit',
      hours: [{ days: weekdays, from: '08:00', to: '16:00' }],
      label: { sv: 'Vårdcentralen, vi ringer upp', en: 'Primary-care centre, we call you back' },
    },
    {
      key: 'staff_day',
      audience: 'staff',
      channel: 'phone',
      line: 'unit',
      hours: [{ days: weekdays, from: '08:00', to: '17:00' }],
      label: { sv: 'Direktnummer för vårdgrannar', en: 'Direct line for care colleagues' },
      note: { sv: 'Samordnande sjuksköterska svarar utan kö.', en: 'The coordinating nurse answers without a queue.' },
    },
    advice1177,
    mobileDoctorEvening,
    message,
  ],
  primary_care_rehab: [
    {
      key: 'booking',
      audience: 'both',
      channel: 'phone',
      line: 'unit',
      hours: [{ days: weekdays, from: '08:00', to: '15:30' }],
      label: { sv: 'Tidsbokning och rådgivning', en: 'Booking and advice' },
    },
    message,
  ],
  hospital_ward: [
    {
      key: 'ward',
      audience: 'both',
      channel: 'phone',
      line: 'unit',
      hours: always,
      label: { sv: 'Avdelningens sjuksköterska', en: 'Ward nurse' },
    },
    {
      key: 'after_discharge',
      audience: 'staff',
      channel: 'phone',
      line: 'unit',
      hours: [{ days: everyDay, from: '08:00', to: '20:00' }],
      label: {
        sv: 'Frågor de tre första dygnen efter utskrivning',
        en: 'Questions in the first three days after discharge',
      },
    },
    message,
  ],
  hospital_clinic: [
    {
      key: 'clinic',
      audience: 'both',
      channel: 'phone',
      line: 'unit',
      hours: [{ days: weekdays, from: '08:00', to: '16:00' }],
      label: { sv: 'Mottagningens sjuksköterska', en: 'Clinic nurse' },
    },
    switchboard,
    message,
  ],
  psychiatry_outpatient: [
    {
      key: 'clinic',
      audience: 'both',
      channel: 'phone',
      line: 'unit',
      hours: [{ days: weekdays, from: '08:00', to: '16:00' }],
      label: { sv: 'Mottagningen', en: 'The clinic' },
    },
    {
      key: 'on_call',
      audience: 'both',
      channel: 'phone',
      line: 'hospital_switchboard',
      hours: always,
      label: { sv: 'Psykiatrijouren genom växeln', en: 'Psychiatrist on call through the switchboard' },
    },
    message,
  ],
  psychiatry_inpatient: [
    {
      key: 'ward',
      audience: 'both',
      channel: 'phone',
      line: 'unit',
      hours: always,
      label: { sv: 'Avdelningens personal', en: 'Ward staff' },
    },
    message,
  ],
  mobile_team: [
    {
      key: 'team_day',
      audience: 'both',
      channel: 'phone',
      line: 'unit',
      hours: [{ days: weekdays, from: '08:00', to: '16:30' }],
      label: { sv: 'Teamet dagtid', en: 'The team, daytime' },
    },
    mobileDoctorEvening,
    message,
  ],
  palliative_team: [
    {
      key: 'team_day',
      audience: 'both',
      channel: 'phone',
      line: 'unit',
      hours: daytime,
      label: { sv: 'Palliativa teamet dagtid', en: 'Palliative team, daytime' },
    },
    {
      key: 'ward_night',
      audience: 'both',
      channel: 'phone',
      line: 'hospital_switchboard',
      hours: outsideDaytime,
      label: {
        sv: 'Palliativa vårdavdelningen, när teamet gått hem',
        en: 'Palliative ward, when the team has gone home',
      },
      note: {
        sv: 'För den som är ansluten till teamet, och för närstående.',
        en: 'For those enrolled with the team, and those close to them.',
      },
    },
    message,
  ],
  nursing_home: [
    {
      key: 'home',
      audience: 'both',
      channel: 'phone',
      line: 'unit',
      hours: always,
      label: { sv: 'Personalen på boendet', en: 'Staff of the home' },
    },
    {
      key: 'nurse_other',
      audience: 'staff',
      channel: 'phone',
      line: 'municipal_night',
      hours: outsideDaytime,
      label: { sv: 'Sjuksköterska kväll, natt och helg', en: 'Nurse, evenings, nights and weekends' },
    },
    {
      key: 'visit',
      audience: 'public',
      channel: 'visit',
      hours: [{ days: everyDay, from: '09:00', to: '20:00' }],
      label: { sv: 'Kom gärna och hälsa på', en: 'You are welcome to visit' },
    },
    message,
  ],
  social_services_family: [
    {
      key: 'reception',
      audience: 'both',
      channel: 'phone',
      line: 'unit',
      hours: office,
      label: { sv: 'Mottagningsgruppen', en: 'Reception group' },
    },
    socialEmergency,
    message,
  ],
  school_health: [
    {
      key: 'school_nurse',
      audience: 'both',
      channel: 'phone',
      line: 'unit',
      hours: [{ days: weekdays, from: '08:00', to: '15:30' }],
      label: { sv: 'Skolsköterska och kurator', en: 'School nurse and counsellor' },
    },
    message,
  ],
  joint_operational_group: [
    {
      key: 'chair',
      audience: 'staff',
      channel: 'phone',
      line: 'unit',
      hours: office,
      label: { sv: 'Gruppens ordförande', en: 'Chair of the group' },
    },
    message,
  ],
  joint_strategic_group: [
    {
      key: 'office',
      audience: 'staff',
      channel: 'phone',
      line: 'unit',
      hours: office,
      label: { sv: 'Samverkanskansliet', en: 'Secretariat' },
    },
    message,
  ],
  administration: [message],
  contact_centre: [
    {
      key: 'line',
      audience: 'both',
      channel: 'phone',
      line: 'unit',
      hours: always,
      label: { sv: 'Dygnet runt', en: 'At all hours' },
    },
    {
      key: 'evening_desk',
      audience: 'staff',
      channel: 'message',
      hours: eveningsAndWeekends,
      label: { sv: 'Meddelande kväll och helg', en: 'Message, evenings and weekends' },
    },
    message,
  ],
} as const satisfies Record<UnitKind, readonly ContactWay[]>;

/** Numbers that do not belong to one unit. 'unit' and 'municipal_night' are looked up by unit and by municipality. */
export const sharedNumbers = {
  mobile_doctor_evening: '070-174 06 05',
  hospital_switchboard: '0980-319 200',
  social_emergency: '0980-319 201',
  n1177: '1177',
  n112: '112',
} as const satisfies Record<Exclude<PhoneLine, 'unit' | 'municipal_night'>, string>;
