/**
 * Whether a text that will be read by those who may not know who it is about names the person: given name, family name or identity number.
 *
 * @param words the names and numbers, as the store gives them
 */
export const mentions = (text: string, words: readonly string[]): boolean => {
  const bare = text.toLocaleLowerCase('sv').replaceAll(/[\s-]/g, ' ');
  const digits = text.replaceAll(/\D/g, '');
  return words.some((word) => {
    if (/^\d+$/.test(word)) return digits.includes(word.slice(2)) || digits.includes(word);
    const name = word.toLocaleLowerCase('sv');
    return name.length > 2 && ` ${bare.replaceAll(/[^\p{L} ]/gu, ' ')} `.includes(` ${name} `);
  });
};
