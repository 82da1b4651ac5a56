import { useState } from 'react';
import type { AnswerOf, Route } from '../../contract/kernel/route.ts';
import { ApiProblem, call, commandKeys, type CallInput } from './api.ts';
import { refresh } from './read.ts';

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
  const send = async (input: CallInput<T>): Promise<AnswerOf<T> | null> => {
    if (busy) return null;
    setBusy(true);
    setProblem(null);
    try {
      return await sendOnce(route, scope, input);
    } catch (error) {
      setProblem(asProblem(error));
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { send, busy, problem, forget: () => setProblem(null) };
}

/** The same outside a component. @throws ApiProblem */
export async function sendOnce<T extends Route>(route: T, scope: string, input: CallInput<T>): Promise<AnswerOf<T>> {
  const key = commandKeys.keyFor(scope, JSON.stringify([route.method, route.path, input]));
  const answer = await call(route, input, { key });
  commandKeys.done(scope);
  void refresh();
  return answer;
}

export const asProblem = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : new ApiProblem('fault', 500, { detail: String(error) });
