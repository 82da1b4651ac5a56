/** Who can be signed in as, by the name on the sign-in page; and new persons of official test numbers that the county did not take. */
import { birthDateOf } from '../../contract/kernel/personal-identity.ts';
import { testSamordningsnummer } from '../../county/data/test-persons.ts';
import { childStaff, personas, theDaughter, theGuardians, thePerson } from '../../county/personas.ts';

export type Subject =
  | (typeof personas)[number]['subject']
  | (typeof childStaff)[number]['subject']
  | (typeof theGuardians)[number]['subject']
  | 'demo-person'
  | 'demo-daughter';

export const nameOf = (subject: Subject): string => {
  if (subject === thePerson.subject) return `${thePerson.givenName} ${thePerson.familyName}`;
  if (subject === theDaughter.subject) return theDaughter.name;
  return [...personas, ...childStaff, ...theGuardians].find((one) => one.subject === subject)?.name ?? subject;
};

// The county takes the youngest; these are the oldest.
const numbers = testSamordningsnummer
  .filter((number) => birthDateOf(number) !== undefined)
  .slice(process.env['STORY_URL'] ? Math.floor(Date.now() / 1_000) % 200 : 0)
  .values();
const families = [
  'Almgren',
  'Bodin',
  'Cedervall',
  'Dahlqvist',
  'Edlund',
  'Fagerberg',
  'Granström',
  'Hallin',
  'Ivarsdotter',
  'Jernberg',
  'Kjellin',
  'Lagerlöf',
  'Malmsten',
  'Norell',
  'Odhner',
  'Palmgren',
  'Rosander',
  'Sjölund',
  'Thyselius',
  'Uddén',
  'Viklander',
  'Wadman',
  'Åkerblom',
  'Östholm',
].values();

export interface NewPerson {
  readonly identity: string;
  readonly givenName: string;
  readonly familyName: string;
}

/** Another one each time. */
export function nextPerson(givenName: string): NewPerson {
  return { identity: numbers.next().value ?? '', givenName, familyName: families.next().value ?? 'Zetterman' };
}
