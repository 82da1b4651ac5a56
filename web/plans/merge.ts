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

/** Both texts, mine first; once only where one holds the other. */
export function bothTexts(mine: string, theirs: string): string {
  const [a, b] = [mine.trim(), theirs.trim()];
  if (a === '' || b.includes(a)) return b;
  if (b === '' || a.includes(b)) return a;
  return `${a}\n\n${b}`;
}

/** A value that is text, else nothing. */
export const asText = (value: unknown): string => (typeof value === 'string' ? value : '');
