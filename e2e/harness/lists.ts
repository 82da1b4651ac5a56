/** The lists of a day, unfolded. */
import type { Tab } from './tab.ts';

/** In the two languages: the lists of what is ours, and the button that shows more of one. */
const words = {
  sv: { lists: ['Vi ska svara', 'Vi ska göra'], more: /^Visa fler/u },
  en: { lists: ['Ours to answer', 'Ours to do'], more: /^Show more/u },
} as const;

/** Everything in the lists is shown, so that a story finds its own rows among those of others. */
export async function showAll(tab: Tab, language: keyof typeof words = 'sv'): Promise<void> {
  const { lists, more } = words[language];
  await tab.seesHeading(lists[0]);
  for (const name of lists)
    for (let n = 0; n < 12; n++) {
      const button = tab.part(name).root.getByRole('button', { name: more });
      if ((await button.count()) === 0) break;
      await button.click();
    }
}
