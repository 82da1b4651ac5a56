/** What a story needs to be so before it begins. */
import { peopleRoutes } from '../../contract/people.ts';
import type { Tab } from './tab.ts';

/** A person in the own unit's circle, by the beginning of a name. */
export async function personOf(tab: Tab, name: string): Promise<string> {
  const { items } = await tab.ask(peopleRoutes.find, { body: { query: name } });
  const [found] = items;
  if (!found) throw new Error(`${tab.who} knows nobody called ${name}`);
  return found.id;
}
