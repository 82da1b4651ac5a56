/** What is known around a person while the county is made. */
import type { LifeArea } from '../contract/commitments.ts';
import type { Relation } from '../contract/people.ts';
import type { Answers } from './answering.ts';
import type { Deeds } from './deeds.ts';
import type { LifeAreaCode } from './data/types.ts';
import type { Person } from './population.ts';
import type { Place } from './stage.ts';

export const areaOf = (code: LifeAreaCode): LifeArea => (code === 'close' ? 'relatives' : code);

export interface OpenNeed {
  readonly id: string;
  readonly area: LifeArea;
  holder: Place;
  open: boolean;
}
export interface Kin {
  readonly id: string;
  readonly name: string;
  readonly relation: Relation;
  readonly subject: string | null;
}

export interface Life {
  readonly person: Person;
  readonly deeds: Deeds;
  readonly answers: Answers;
  /** Units in the circle; the first registered the person. */
  readonly circle: Place[];
  /** Those that may come to be: the consent names them too. */
  readonly around: Place[];
  /** A joint plan will be made. */
  planned: boolean;
  readonly needs: OpenNeed[];
  kin: Kin | null;
  /** The person said yes to disclosure between the units of the circle, and has not taken it back. */
  consented: boolean;
  planConsent: boolean;
  mobile: string | null;
}
