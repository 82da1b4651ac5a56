import { catalogue, type SameWords } from '../text.ts';

const sv = {
  left: 'Det du skrev finns kvar',
  leftWords: 'Det är inte sparat. Bara du ser det, tills du loggar ut eller stänger fliken.',
  copy: 'Kopiera',
  copyWhat: (label: string) => `Kopiera: ${label}`,
  copied: 'Kopierat',
  notCopied: 'Det gick inte att kopiera. Markera texten i stället.',
  drop: 'Ta bort',
  dropWhat: (label: string) => `Ta bort: ${label}`,
} as const;
const en: SameWords<typeof sv> = {
  left: 'What you wrote is kept',
  leftWords: 'It is not saved. Only you see it, until you sign out or close the tab.',
  copy: 'Copy',
  copyWhat: (label) => `Copy: ${label}`,
  copied: 'Copied',
  notCopied: 'It could not be copied. Select the text instead.',
  drop: 'Remove',
  dropWhat: (label) => `Remove: ${label}`,
};
export const ownText = catalogue(sv, en);
