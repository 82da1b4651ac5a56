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

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
