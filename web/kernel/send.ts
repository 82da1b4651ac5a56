import { useEffect, useRef, useState } from 'react';
import type { AnswerOf, Route } from '../../contract/kernel/route.ts';
import { ApiProblem, call, commandKeys, type CallInput, signedOut } from './api.ts';
import { contact } from './contact.ts';
import { Outbox } from './outbox.ts';
import { refresh } from './read.ts';
import { signal } from './signal.ts';
import { kept } from './storage.ts';

export interface Sending<T extends Route> {
  /** Sends the command once, however often it is pressed. Null when it was refused; `problem` then tells why. */
  readonly send: (input: CallInput<T>) => Promise<AnswerOf<T> | null>;
  readonly busy: boolean;
  readonly problem: ApiProblem | null;
  readonly forget: () => void;
}

/**
 * Sends one command and reads anew what it may have changed.
 *
 * @param scope the place that it is sent from, `accept:<id>`: the same content from there is the same command until it succeeds
 */
export function useSend<T extends Route>(route: T, scope: string): Sending<T> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const alive = useAlive();
  const send = async (input: CallInput<T>): Promise<AnswerOf<T> | null> => {
    if (busy) return null;
    setBusy(true);
    setProblem(null);
    try {
      const answer = await sendOnce(route, scope, input, { alive });
      // The page that it was sent from has been left in the meantime: nobody is taken anywhere.
      return alive() ? answer : null;
    } catch (error) {
      const told = asProblem(error);
      if (told.code !== 'taken_back') setProblem(told);
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { send, busy, problem, forget: () => setProblem(null) };
}

/** Whether the component is still on the page. */
export function useAlive(): () => boolean {
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => void (alive.current = false);
  }, []);
  const [is] = useState(() => () => alive.current);
  return is;
}

export interface SendOptions {
  /** The words on the button; else those of the button just pressed. */
  readonly words?: string;
  /** Whether the page that sends it still shows, and tells itself how it went. */
  readonly alive?: () => boolean;
  /** Holds an identity number: never kept in the tab's storage. */
  readonly secret?: boolean;
  /** False for what the page does by itself, which is not worth keeping when the contact is cut. */
  readonly keep?: boolean;
}

/**
 * The same outside a component. While the contact is cut it waits in the outbox, and is answered when it has come through.
 *
 * @throws ApiProblem; `taken_back` when the user took it back before it was sent
 */
export async function sendOnce<T extends Route>(
  route: T,
  scope: string,
  input: CallInput<T>,
  options: SendOptions = {},
): Promise<AnswerOf<T>> {
  const key = commandKeys.keyFor(scope, JSON.stringify([route.method, route.path, input]));
  const words = options.words ?? pressed();
  const direct = options.keep === false || (contact.get() === 'here' && outbox.waiting().length === 0);
  try {
    if (!direct) throw new ApiProblem('offline', 0);
    const answer = await call(route, input, { key });
    outbox.settled(scope);
    commandKeys.done(scope);
    void refresh();
    return answer;
  } catch (error) {
    if (options.keep === false || !(error instanceof ApiProblem) || error.code !== 'offline') throw error;
  }
  const page = location.pathname + location.search;
  const one = { key, scope, route: { method: route.method, path: route.path }, input, words, page };
  const answer = outbox.add(one, options.alive ?? (() => false), options.secret);
  if (contact.get() === 'here') void sendWaiting();
  return (await answer) as AnswerOf<T>;
}

/** What the button says that was just pressed, without its key. */
function pressed(): string {
  const button = document.activeElement?.closest('button, a')?.cloneNode(true);
  if (!(button instanceof HTMLElement)) return document.title.split(' · ')[0] ?? '';
  for (const key of button.querySelectorAll('kbd')) key.remove();
  return (button.textContent ?? '').trim();
}

/** Told when something that waited has come through and the page it was given on has been left. */
export const sentLate = signal<{ readonly words: string } | null>(null);

export const outbox = new Outbox({
  kept,
  send: ({ route, input, key }) => call(route as Route, input as CallInput<Route>, { key }),
  onSent: ({ scope, words }, heard) => {
    commandKeys.done(scope);
    void refresh();
    if (!heard) sentLate.set({ words });
  },
});

const again = 5_000;

/** Sends what waits. What the server could not take just now is tried again a little later. */
export async function sendWaiting(): Promise<void> {
  await outbox.flush();
  if (outbox.waiting().length > 0 && contact.get() === 'here' && !signedOut.get())
    setTimeout(() => void sendWaiting(), again);
}

export const asProblem = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : new ApiProblem('fault', 500, { detail: String(error) });
