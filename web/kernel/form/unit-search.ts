import type { Directory, DirectoryUnit } from '../../../contract/organisations.ts';

export interface UnitChoice {
  readonly unit: DirectoryUnit;
  /** Whose, and in which municipality. */
  readonly authority: string;
  readonly words: string;
}

const bare = (text: string): string => text.toLocaleLowerCase('sv');

/** Units that can be asked, with what they are found by: name, tag, kind and authority. */
export function choicesOfUnits(
  directory: Directory,
  kinds: Readonly<Record<string, string>>,
  exclude: readonly string[],
): UnitChoice[] {
  const authorities = new Map(directory.authorities.map(({ id, name }) => [id, name]));
  // A health centre belongs to the region and lies in a municipality: it is looked for by either.
  const municipalities = new Map(
    directory.authorities.filter(({ kind }) => kind === 'municipality').map(({ code, name }) => [code, name]),
  );
  return directory.units
    .filter(
      (unit) =>
        unit.closedAt === null &&
        unit.kind !== 'person' &&
        unit.kind !== 'administration' &&
        !unit.kind.startsWith('joint_') &&
        !exclude.includes(unit.id),
    )
    .map((unit) => {
      const whose = authorities.get(unit.authorityId) ?? '';
      const where = municipalities.get(unit.municipalityCode ?? '') ?? '';
      const authority = where === '' || where === whose ? whose : `${whose}, ${where}`;
      return { unit, authority, words: bare(`${unit.name} ${unit.tag} ${kinds[unit.kind] ?? ''} ${authority}`) };
    });
}

/** Those that fit every word typed: the circle first, then names that begin so, then by name. */
export function searchUnits(
  choices: readonly UnitChoice[],
  typed: string,
  first: readonly string[],
  most = 40,
): UnitChoice[] {
  const words = bare(typed).split(/\s+/).filter(Boolean);
  const rank = ({ unit }: UnitChoice): number =>
    (first.includes(unit.id) ? 0 : 2) + (words[0] !== undefined && bare(unit.name).startsWith(words[0]) ? 0 : 1);
  return choices
    .filter((choice) => words.every((word) => choice.words.includes(word)))
    .toSorted((a, b) => rank(a) - rank(b) || a.unit.name.localeCompare(b.unit.name, 'sv'))
    .slice(0, most);
}
