import type { Keeping } from './command-keys.ts';

const memory = new Map<string, string>();

/** The session's storage, or memory where the browser refuses it. Full or refused storage never breaks a page. */
export const kept: Keeping = {
  getItem: (name) => attempt(() => sessionStorage.getItem(name)) ?? memory.get(name) ?? null,
  setItem: (name, value) => {
    memory.set(name, value);
    attempt(() => sessionStorage.setItem(name, value));
  },
  removeItem: (name) => {
    memory.delete(name);
    attempt(() => sessionStorage.removeItem(name));
  },
};

export const draftName = (id: string): string => `draft:${id}`;

/** What was typed is saved, or thrown away. Stands here, for the staff's first page does it too: no form is to fetch that page. */
export const dropDraft = (id: string): void => kept.removeItem(draftName(id));

/**
 * What is kept belongs to one person on one assignment: on a shared computer the next one finds nothing.
 *
 * @param owner told apart by this; the same owner, signed in again, finds everything
 */
export function keepFor(owner: string): void {
  const before = kept.getItem('owner');
  if (before !== null && before !== owner) throwAway();
  kept.setItem('owner', owner);
}

/** At sign-out nothing is left behind. */
export function throwAway(): void {
  memory.clear();
  attempt(() => sessionStorage.clear());
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
