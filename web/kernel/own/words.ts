/** A text as words and the spaces between them, none of them empty. */
export const wordsOf = (text: string): string[] =>
  text
    .trim()
    .split(/(\s+)/u)
    .filter((word) => word !== '');

/** A value that is text, else nothing. */
export const asText = (value: unknown): string => (typeof value === 'string' ? value : '');
