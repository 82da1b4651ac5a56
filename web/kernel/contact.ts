import { signal } from './signal.ts';

/** Whether the server can be reached. `lost` from the first thing that did not come through until the server answers again. */
export const contact = signal<'here' | 'lost'>('here');

/** Milliseconds between two tries to reach the server. */
const between = 2_000;
const patience = 8_000;
let trying = false;

/** Something did not come through: the server is asked again and again until it answers. */
export function contactLost(): void {
  contact.set('lost');
  if (trying) return;
  trying = true;
  void tryAgain();
}

async function tryAgain(): Promise<void> {
  while (!(await answers())) await pause();
  trying = false;
  contact.set('here');
}

async function answers(): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    return (await fetch('/health', { cache: 'no-store', signal: AbortSignal.timeout(patience) })).ok;
  } catch {
    return false;
  }
}

/** Until it is time to try again, or the browser says that the network is back. */
const pause = (): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(timer);
      removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, between);
    addEventListener('online', go);
  });

/** Follows what the browser knows of the network. */
export function followNetwork(): void {
  addEventListener('offline', contactLost);
}
