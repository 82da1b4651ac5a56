import { useEffect } from 'react';
import { identityRoutes, type Me } from '../../contract/identity.ts';
import type { Language } from '../../contract/kernel/validation.ts';
import { type ApiProblem, signedOut } from './api.ts';
import { showLanguage } from './language.ts';
import { showLook } from './look.ts';
import { queryClient, readKey, useRead } from './read.ts';
import { keepFor } from './storage.ts';

const meKey = readKey(identityRoutes.me, {});
let changes = 0;

/** What one has just chosen, or been told after it: whatever was asked before that no longer counts. */
export function knowMe(me: Me): void {
  changes++;
  void queryClient.cancelQueries({ queryKey: meKey }, { revert: false });
  queryClient.setQueryData(meKey, me);
}

let choices = 0;
let turn: Promise<unknown> = Promise.resolve();

/**
 * Chooses something about oneself: shown at once as `now`, then as the server tells it. One after the other: of two on their way at once the
 * first could arrive last, and stand. @throws ApiProblem
 */
export async function chooseMe(now: Me, ask: () => Promise<Me>): Promise<void> {
  const mine = ++choices;
  knowMe(now);
  const asked = turn.then(ask);
  turn = asked.catch(() => undefined);
  const me = await asked;
  if (mine === choices) knowMe(me);
}

/** Asks anew who one is. An answer that was on its way while one chose something is dropped. */
export async function askMe(ask: () => Promise<Me>): Promise<void> {
  const before = changes;
  const me = await ask();
  if (before === changes) queryClient.setQueryData(meKey, me);
}

const useMeRead = () => useRead(identityRoutes.me, {}, { staleTime: Infinity, firm: true });

/** Who is signed in. Undefined while it is asked or cannot be known, null when nobody is. */
export function useSession(): Me | null | undefined {
  const { data, error } = useMeRead();
  const language = data?.language;
  const look = data?.look;
  // Between sign-in and the choice of assignment nobody owns anything yet, and nothing of theirs is thrown away.
  const owner = data?.assignment && `${data.name} ${data.assignment.id}`;
  // In the render, because the forms that look for what was typed are rendered with it.
  if (owner) keepFor(owner);
  useEffect(() => {
    if (!language) return;
    signedOut.set(false);
    showLanguage(language);
  }, [language]);
  useEffect(() => {
    if (look) showLook(look);
  }, [look]);
  return data ?? (error?.code === 'signed_out' ? null : undefined);
}

/** Why it cannot be known who is signed in, and the way to ask again. */
export function useSessionProblem(): { readonly problem: ApiProblem; readonly retry: () => void } | null {
  const { data, error, refetch } = useMeRead();
  return error && !data ? { problem: error, retry: () => void refetch() } : null;
}

/** The signed-in, inside pages: the frame shows no page without one. */
export function useMe(): Me {
  const { data } = useMeRead();
  if (!data) throw new Error('no page is shown before the session is known');
  return data;
}

/** The unit that one acts for; empty for the person and relatives. */
export const useMyUnitId = (): string => useMe().assignment?.unit?.id ?? '';

/** Where to sign in and come back to this very page. @param language that a visitor has chosen */
export function signInAddress(language?: Language): string {
  const back = encodeURIComponent(location.pathname + location.search);
  return `/auth/sign-in?return=${back}${language ? `&lang=${language}` : ''}`;
}
