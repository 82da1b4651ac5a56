/**
 * LIX, how hard a Swedish text is to read: words per sentence plus the share of words longer than six letters, in per cent
 * (C.-H. Björnsson, Läsbarhet, 1968). Under 30 is very easy, 30-40 easy.
 *
 * @param texts each ends its own sentence, with or without a full stop, as on a page
 */
export function lix(texts: readonly string[]): number {
  const sentences = texts.flatMap((text) => text.split(/[.!?:]+/)).filter((sentence) => /\p{L}/u.test(sentence));
  const words = sentences.flatMap((sentence) => sentence.match(/[\p{L}\d]+(?:[-’'][\p{L}\d]+)*/gu) ?? []);
  const long = words.filter((word) => word.length > 6);
  return words.length === 0 ? 0 : words.length / sentences.length + (100 * long.length) / words.length;
}

/** Every text of a catalogue; sentences with a blank are filled with a short word. */
export function textsIn(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function')
    return [String((words as (...blanks: unknown[]) => unknown)('Anna', 'Anna', 'Anna'))];
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(textsIn) : [];
}
