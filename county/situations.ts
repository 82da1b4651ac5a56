/** Life situations: who is around the person, what it is about, and who first writes it down. Weights are rough shares of those in care. */
import type { CircleRole } from '../contract/people.ts';
import type { LifeAreaCode, UnitKind } from './data/types.ts';

export interface Around {
  readonly kind: UnitKind;
  readonly role: CircleRole;
  /** How probable that the unit is there at all. */
  readonly chance: number;
  /** A part of the unit's key, where only one of the kind will do. */
  readonly named?: string;
}

export interface Situation {
  readonly key: string;
  readonly who: 'older' | 'adult';
  readonly weight: number;
  /** The first registers the person. */
  readonly around: readonly Around[];
  readonly areas: readonly LifeAreaCode[];
  readonly needs: readonly [least: number, most: number];
  readonly relative: number;
  readonly plan: number;
}

const hsv: Around = { kind: 'home_health_care', role: 'performer', chance: 1 };
const help: Around = { kind: 'home_help', role: 'performer', chance: 0.9 };
const centre: Around = { kind: 'primary_care_centre', role: 'primary_care', chance: 1 };
const assessor: Around = { kind: 'care_needs_assessment', role: 'assessor', chance: 0.6 };
const rehab: Around = { kind: 'primary_care_rehab', role: 'outpatient', chance: 0.3 };

export const situations: readonly Situation[] = [
  {
    key: 'frail',
    who: 'older',
    weight: 34,
    around: [hsv, help, centre, assessor, rehab],
    areas: ['d4', 'd5', 'd6', 'safety', 'd9', 'close'],
    needs: [1, 3],
    relative: 0.7,
    plan: 0.4,
  },
  {
    key: 'after_hospital',
    who: 'older',
    weight: 18,
    around: [{ kind: 'hospital_ward', role: 'inpatient', chance: 1 }, hsv, centre, help, assessor],
    areas: ['d4', 'd5', 'd6', 'safety'],
    needs: [1, 3],
    relative: 0.7,
    plan: 0.35,
  },
  {
    key: 'dementia',
    who: 'older',
    weight: 16,
    around: [
      help,
      centre,
      assessor,
      { ...hsv, chance: 0.7 },
      { kind: 'hospital_clinic', role: 'outpatient', chance: 0.5, named: 'minne' },
    ],
    areas: ['safety', 'd2', 'd7', 'close', 'd5'],
    needs: [1, 3],
    relative: 0.95,
    plan: 0.5,
  },
  {
    key: 'palliative',
    who: 'older',
    weight: 7,
    around: [hsv, { kind: 'palliative_team', role: 'outpatient', chance: 1 }, centre, help],
    areas: ['d5', 'safety', 'close'],
    needs: [1, 3],
    relative: 0.95,
    plan: 0.45,
  },
  {
    key: 'complex',
    who: 'older',
    weight: 11,
    around: [
      { kind: 'mobile_team', role: 'outpatient', chance: 1, named: 'nst' },
      hsv,
      help,
      centre,
      { kind: 'hospital_clinic', role: 'outpatient', chance: 0.5, named: 'hjartsvikt' },
    ],
    areas: ['d5', 'd4', 'safety', 'd6'],
    needs: [3, 5],
    relative: 0.7,
    plan: 0.6,
  },
  {
    key: 'one_need',
    who: 'older',
    weight: 24,
    around: [centre, { ...rehab, chance: 0.6 }],
    areas: ['d4', 'd5', 'd1'],
    needs: [1, 1],
    relative: 0.2,
    plan: 0,
  },
  {
    key: 'psychiatric',
    who: 'adult',
    weight: 50,
    around: [
      { kind: 'psychiatry_outpatient', role: 'outpatient', chance: 1, named: 'oppen' },
      { kind: 'social_services_family', role: 'performer', chance: 1 },
      centre,
    ],
    areas: ['safety', 'd8', 'd2', 'd6', 'd9'],
    needs: [1, 3],
    relative: 0.4,
    plan: 0.7,
  },
  {
    key: 'disability',
    who: 'adult',
    weight: 30,
    around: [{ ...assessor, chance: 1 }, help, centre, rehab],
    areas: ['d4', 'd8', 'd9', 'd7'],
    needs: [2, 3],
    relative: 0.6,
    plan: 0.5,
  },
  {
    key: 'one_need_adult',
    who: 'adult',
    weight: 25,
    around: [centre, rehab],
    areas: ['d4', 'd5'],
    needs: [1, 1],
    relative: 0.1,
    plan: 0,
  },
];
