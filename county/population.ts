/** Who the county's made-up persons are: an official test number, a name of the time, a place, and a life situation. */
import { birthDateOf } from '../contract/kernel/personal-identity.ts';
import type { SeededRandom } from '../contract/kernel/seeded-random.ts';
import type { Protection } from '../contract/people.ts';
import { municipalities, type MunicipalityCode } from './data/authorities.ts';
import { familyNames, givenNames, nameCultures } from './data/names.ts';
import { nearDemo } from './personas.ts';
import { testPersonnummer, testSamordningsnummer } from './data/test-persons.ts';
import { situations, type Situation } from './situations.ts';

export interface Person {
  readonly index: number;
  readonly identity: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly woman: boolean;
  readonly birthDate: string;
  readonly municipality: MunicipalityCode;
  readonly situation: Situation;
  readonly protection: Protection;
  readonly language: string;
  readonly interpreter: boolean;
  readonly street: string;
}

/** Inhabitants in thousands, roughly. */
const inhabitants: Readonly<Record<MunicipalityCode, number>> = {
  '1444': 6,
  '1445': 6,
  '1446': 7,
  '1447': 5,
  '1470': 16,
  '1471': 13,
  '1472': 11,
  '1473': 9,
  '1493': 24,
  '1494': 40,
  '1495': 19,
  '1496': 58,
  '1497': 9,
  '1498': 13,
  '1499': 33,
};

const young = testPersonnummer.filter((number) => number >= '1950');
const old = testSamordningsnummer.toReversed();
/**
 * Official test numbers only. Those born 1914-1942 with the youngest first and, as every eighth, one born 1951-1986, so that a small county has
 * both; the list's remaining numbers are of people born before 1912 and come last.
 */
const inOrder = [...mixed(old, young, 8), ...testPersonnummer.filter((number) => number < '1950')];
function mixed(many: readonly string[], few: readonly string[], every: number): string[] {
  const rest = [...few];
  return [
    ...many.flatMap((number, n) => (n % (every - 1) === every - 2 ? [number, ...rest.splice(0, 1)] : [number])),
    ...rest,
  ];
}
/** For the demo's woman, who is not drawn. */
export const herNumber = old.find((number) => isWoman(number) && birthDateOf(number) !== undefined) ?? '';

/** How many can be made from the official lists. */
export const mostListed = inOrder.length - 1;

const streets = [
  'Storgatan',
  'Kyrkogatan',
  'Parkvägen',
  'Skolgatan',
  'Björkvägen',
  'Ringvägen',
  'Stationsgatan',
  'Ängsvägen',
  'Vasagatan',
  'Hantverkaregatan',
  'Lövvägen',
  'Kvarngatan',
];
const languages: Readonly<Record<string, string>> = {
  finnish: 'fi',
  balkan: 'bs',
  arabic: 'ar',
  assyrian: 'syc',
  somali: 'so',
  persian: 'fa',
  polish: 'pl',
  thai: 'th',
  estonian: 'et',
  hungarian: 'hu',
};

export function populationOf(random: SeededRandom, count: number): Person[] {
  const numbers = inOrder.filter((number) => number !== herNumber);
  return Array.from({ length: count }, (_, index) =>
    personOf(random.fork(index), index, numbers[index] ?? reserveNumber(index - numbers.length)),
  );
}

function personOf(draw: SeededRandom, index: number, identity: string): Person {
  const woman = isWoman(identity);
  const near = index < nearDemo;
  const birthDate = birthDateOf(identity) ?? `${identity.slice(0, 4)}-07-01`;
  const older = Number(birthDate.slice(0, 4)) < 1950;
  const lot = draw.int(1, 1000);
  let below = 0;
  const culture = nameCultures.find(({ perMille }) => lot <= (below += perMille));
  const decade = Math.max(1920, Math.floor(Number(birthDate.slice(0, 4)) / 10) * 10);
  const common = givenNames.find((names) => names.decade === decade) ?? givenNames[0];
  const given = culture ?? common;
  return {
    index,
    identity,
    givenName: draw.pick(woman ? given.woman : given.man),
    familyName: draw.pick(culture?.family ?? familyNames),
    woman,
    birthDate,
    municipality: near ? '1496' : draw.weighted(municipalities, ({ code }) => inhabitants[code]).code,
    situation:
      near && older
        ? (situations[index % 2] ?? draw.pick(situations))
        : draw.weighted(
            situations.filter(({ who }) => who === (older ? 'older' : 'adult')),
            ({ weight }) => weight,
          ),
    // Spread, so that a small county has one too.
    protection: index === 9 ? 'confidential' : index === 153 ? 'protected_registration' : 'none',
    language: culture ? (languages[culture.key] ?? 'sv') : 'sv',
    interpreter: culture !== undefined && draw.chance(0.4),
    street: `${draw.pick(streets)} ${draw.int(1, 48)}`,
  };
}

/** The last digit but one is even for women; a reserve number says nothing. */
function isWoman(identity: string): boolean {
  return Number(identity.at(-2) ?? 0) % 2 === 0;
}

/** Beyond the official lists: reserve numbers of the national form (XX 22: born in the 1900s), which no register has issued from here. */
function reserveNumber(n: number): string {
  const letters = 'ABCDEFGHJKLMNPRSTUXYZ';
  const year = 28 + (n % 20);
  const month = String(1 + (Math.floor(n / 20) % 12)).padStart(2, '0');
  const day = String(1 + (Math.floor(n / 240) % 28)).padStart(2, '0');
  const serial = Math.floor(n / 6720);
  const place = Math.floor(serial / 10);
  if (place >= letters.length ** 2) throw new RangeError('there are no more numbers for made-up persons');
  const name = `${letters[Math.floor(place / letters.length)] ?? 'A'}${letters[place % letters.length] ?? 'A'}`;
  return `22${year}${month}${day}${name}${serial % 10}0`;
}
