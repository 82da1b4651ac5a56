/** How well what is typed fits some words; null when it does not. Lower is better. */
export type Fit = number | null;

/** Marks that a foreign keyboard lacks are not needed: `sodra` finds Södra. */
const bare = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '');
const wordsOf = (text: string): string[] =>
  text
    .toLocaleLowerCase('sv')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

const exact = 0;
const begins = 1;
const initials = 3;
const within = 4;
const mistyped = 6;
/** What is found only by the words beside the name. */
const beside = 2;
/** Marks that were left out. */
const unmarked = 0.5;

/** Typos forgiven after the first letter, which is seldom wrong, by the length of what is typed: none in a short word, which would fit everything. */
const forgiven = (length: number): number => (length < 4 ? 0 : length < 8 ? 1 : 2);

/**
 * Fits each typed word to a word of the name, by its beginning, its middle, one typo or two, or the whole to the initials of the name.
 *
 * @param typed as it stands in the box
 * @param name what is shown
 * @param also other words that it may be looked for by
 */
export function fit(typed: string, name: string, also = ''): Fit {
  const asked = wordsOf(typed);
  if (asked.length === 0) return 0;
  const named = wordsOf(name);
  const others = wordsOf(also);
  const short = named.map((word) => word[0]).join('');
  if (
    asked.length === 1 &&
    named.length > 1 &&
    (asked[0]?.length ?? 0) > 1 &&
    bare(short).startsWith(bare(asked[0] ?? ''))
  )
    return initials;
  let sum = 0;
  for (const word of asked) {
    const nearest = least([...named.map((one) => ofWord(word, one)), ...others.map((one) => later(ofWord(word, one)))]);
    if (nearest === null) return null;
    sum += nearest;
  }
  return sum / asked.length + (wordsOf(name)[0]?.startsWith(asked[0] ?? '') ? 0 : 0.25);
}

const later = (found: Fit): Fit => (found === null ? null : found + beside);
const least = (all: readonly Fit[]): Fit =>
  all.reduce((a, b) => (a === null ? b : b === null ? a : Math.min(a, b)), null);

function ofWord(asked: string, word: string): Fit {
  if (word === asked) return exact;
  if (word.startsWith(asked)) return begins;
  const [plainAsked, plain] = [bare(asked), bare(word)];
  if (plain.startsWith(plainAsked)) return begins + unmarked;
  if (plainAsked.length > 2 && plain.includes(plainAsked)) return within;
  const most = plainAsked[0] === plain[0] || plainAsked[0] === plain[1] ? forgiven(plainAsked.length) : 0;
  if (most > 0 && distance(plainAsked, plain.slice(0, plainAsked.length + 1), most) <= most) return mistyped;
  return null;
}

/** Letters changed, left out, put in, or two that stand in each other's place; the end of `word` beyond what was typed is free. */
function distance(asked: string, word: string, most: number): number {
  let before: number[] = [];
  let row = Array.from({ length: word.length + 1 }, (_, i) => i);
  for (let i = 1; i <= asked.length; i++) {
    const next = [i];
    for (let j = 1; j <= word.length; j++) {
      const same = asked[i - 1] === word[j - 1] ? 0 : 1;
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && asked[i - 1] === word[j - 2] && asked[i - 2] === word[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return Math.min(...row.slice(Math.max(0, asked.length - most)));
}

/** Those that fit, best first; equals stand as they stood. */
export function best<T>(
  all: readonly T[],
  typed: string,
  of: (one: T) => { readonly name: string; readonly also?: string },
  most: number,
): T[] {
  return all
    .map((one) => ({ one, found: fit(typed, of(one).name, of(one).also) }))
    .filter(({ found }) => found !== null)
    .toSorted((a, b) => (a.found ?? 0) - (b.found ?? 0))
    .slice(0, most)
    .map(({ one }) => one);
}
