import { diff3Merge } from 'node-diff3';
import { wordsOf } from '../kernel/own/words.ts';

/** A part's fields as a form holds them. */
export type Fields = Readonly<Record<string, unknown>>;

/** What counts as the same: a typed time by the instant that it means, however it was written. */
const bare = (value: unknown): string => {
  if (typeof value === 'object' && value !== null && 'at' in value && 'text' in value)
    return JSON.stringify(value.at ?? value.text);
  return JSON.stringify(value ?? '');
};
export const same = (a: unknown, b: unknown): boolean => bare(a) === bare(b);

export interface Merged {
  /** Fields that the other changed and I have not touched: theirs can be taken without a word of mine lost. */
  readonly taken: readonly string[];
  /** Fields that both have changed, each in their own way. */
  readonly clashing: readonly string[];
}

/**
 * What is mine and what is theirs, told field by field.
 *
 * @param base what I saw when I began; @param mine what stands in my form; @param theirs what stands now
 */
export function mergeFields(base: Fields, mine: Fields, theirs: Fields): Merged {
  const taken: string[] = [];
  const clashing: string[] = [];
  for (const name of Object.keys(theirs)) {
    if (same(theirs[name], base[name]) || same(theirs[name], mine[name])) continue;
    (same(mine[name], base[name]) ? taken : clashing).push(name);
  }
  return { taken, clashing };
}

const paragraphsOf = (text: string): string[] =>
  text
    .trim()
    .split(/\n+/u)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/**
 * Both texts, no word of either gone. Where both have only added to what stood, the additions stand where they were written, theirs first;
 * where words were changed the paragraphs stand one after the other, mine first, and once where they are the same.
 *
 * @param base what I saw when I began
 */
export function bothTexts(base: string, mine: string, theirs: string): string {
  const [from, a, b] = [wordsOf(base), wordsOf(mine), wordsOf(theirs)];
  if (holds(a, from) && holds(b, from) && from.length > 0)
    return woven(a, from, b, (mineHere, theirsHere) => [
      ...theirsHere,
      ...spaceBetween(theirsHere, mineHere),
      ...mineHere,
    ])
      .join('')
      .trim();
  return woven(paragraphsOf(mine), paragraphsOf(base), paragraphsOf(theirs), (mineHere, theirsHere) => [
    ...mineHere.filter((one) => !theirsHere.some((other) => other !== one && other.includes(one))),
    ...theirsHere.filter((one) => !mineHere.some((other) => other.includes(one))),
  ]).join('\n\n');
}

/** Whether all of `part` stands in `all`, in its order. */
function holds(all: readonly string[], part: readonly string[]): boolean {
  let at = 0;
  for (const word of all) if (word === part[at]) at += 1;
  return at === part.length;
}

const spaceBetween = (left: readonly string[], right: readonly string[]): string[] =>
  left.length === 0 || right.length === 0 || /\s$/u.test(left.at(-1) ?? '') || /^\s/u.test(right[0] ?? '') ? [] : [' '];

function woven(
  mine: string[],
  base: string[],
  theirs: string[],
  both: (mine: readonly string[], theirs: readonly string[]) => string[],
): string[] {
  return diff3Merge(mine, base, theirs, { excludeFalseConflicts: true }).flatMap(
    ({ ok, conflict }) => ok ?? (conflict ? both(conflict.a, conflict.b) : []),
  );
}
