import { type Caller, makeCaller } from './caller.ts';
import { contact, contactLost } from './contact.ts';
import { CommandKeys } from './command-keys.ts';
import { handsRest } from './hands.ts';
import { currentLanguage } from './language.ts';
import { signal } from './signal.ts';
import { kept } from './storage.ts';

export { ApiProblem } from './api-problem.ts';
export type { CallInput, CallOptions } from './caller.ts';

/** True after any call was answered 401, until someone has signed in. */
export const signedOut = signal(false);

const newKey = (): string => crypto.randomUUID();

/** Calls one operation of the API: `await call(peopleRoutes.say, { params, body }, { key })`. */
export const call: Caller = makeCaller({
  fetch: (...args) => fetch(...args),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  language: currentLanguage,
  newKey,
  onSignedOut: () => signedOut.set(true),
  onLost: contactLost,
  unattended: handsRest,
  away: () => contact.get() === 'lost' || !navigator.onLine,
});

export const commandKeys = new CommandKeys(kept, newKey);
