/** Who works where: a head and a few more at every unit, and the people one may sign in as. Names are drawn from the seed. */
import type { SeededRandom } from '../contract/kernel/seeded-random.ts';
import type { StaffRole } from '../contract/organisations.ts';
import { childStaff, personas } from './personas.ts';
import { familyNames, givenNames, professionalTitles } from './data/names.ts';
import type { Unit, UnitKind } from './data/types.ts';
import { units } from './data/units.ts';

export interface Member {
  readonly subject: string;
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly role: StaffRole;
}

type Post = readonly [title: (typeof professionalTitles)[number]['key'], role: StaffRole];

/** The first of each is the head, or the chair of a group. */
const posts: Readonly<Record<UnitKind, readonly Post[]>> = {
  home_health_care: [
    ['unit_head', 'head'],
    ['district_nurse', 'nurse'],
    ['nurse', 'nurse'],
    ['ot', 'therapist'],
  ],
  home_help: [
    ['unit_head', 'head'],
    ['planner', 'coordinator'],
    ['assistant_nurse', 'assistant_nurse'],
  ],
  care_needs_assessment: [
    ['unit_head', 'head'],
    ['needs_officer', 'assessor'],
    ['disability_officer', 'assessor'],
  ],
  primary_care_centre: [
    ['operations_head', 'head'],
    ['coordinator', 'coordinator'],
    ['gp', 'physician'],
    ['district_nurse', 'nurse'],
  ],
  primary_care_rehab: [
    ['unit_head', 'head'],
    ['physio', 'therapist'],
  ],
  hospital_ward: [
    ['unit_head', 'head'],
    ['nurse', 'nurse'],
    ['senior_physician', 'physician'],
  ],
  hospital_clinic: [
    ['unit_head', 'head'],
    ['nurse', 'nurse'],
    ['senior_physician', 'physician'],
  ],
  psychiatry_outpatient: [
    ['unit_head', 'head'],
    ['psychiatric_nurse', 'nurse'],
    ['senior_physician', 'physician'],
  ],
  psychiatry_inpatient: [
    ['unit_head', 'head'],
    ['psychiatric_nurse', 'nurse'],
  ],
  mobile_team: [
    ['unit_head', 'head'],
    ['nurse', 'nurse'],
    ['gp', 'physician'],
  ],
  palliative_team: [
    ['unit_head', 'head'],
    ['nurse', 'nurse'],
    ['senior_physician', 'physician'],
  ],
  nursing_home: [
    ['unit_head', 'head'],
    ['nurse', 'nurse'],
    ['assistant_nurse', 'assistant_nurse'],
  ],
  social_services_family: [
    ['unit_head', 'head'],
    ['social_worker', 'counsellor'],
  ],
  school_health: [
    ['unit_head', 'head'],
    ['school_nurse', 'nurse'],
  ],
  joint_operational_group: [
    ['mas', 'leader'],
    ['operations_head', 'leader'],
  ],
  joint_strategic_group: [
    ['social_director', 'leader'],
    ['hospital_director', 'leader'],
  ],
  contact_centre: [
    ['unit_head', 'head'],
    ['nurse', 'nurse'],
  ],
  administration: [],
};

const signedIn: readonly Member[] = [...personas, ...childStaff];
const decades = givenNames.filter(({ decade }) => decade >= 1960 && decade <= 1990);

export function membersOf(random: SeededRandom): Member[] {
  const taken = new Set<string>(signedIn.map(({ name }) => name));
  const nameFor = (draw: SeededRandom): string => {
    for (;;) {
      const names = draw.pick(decades);
      const name = `${draw.pick(draw.chance(0.8) ? names.woman : names.man)} ${draw.pick(familyNames)}`;
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
  return (units as readonly Unit[]).flatMap(({ key, kind }) => {
    const draw = random.fork(key);
    const named = signedIn.filter((persona) => persona.unit === key);
    const others = posts[kind]
      .filter(([, role]) => role !== 'head' || !named.some((persona) => persona.role === 'head'))
      .map(([title, role], n): Member => ({
        subject: `${key}-${n + 1}`,
        name: nameFor(draw),
        title: titleOf(title),
        unit: key,
        role,
      }));
    return [
      ...named.map(({ subject, name, title, role }): Member => ({ subject, name, title, unit: key, role })),
      ...others,
    ];
  });
}

const titleOf = (key: Post[0]): string => professionalTitles.find((one) => one.key === key)?.title.sv ?? key;
