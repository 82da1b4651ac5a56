import { useEffect } from 'react';
import { identityRoutes, type Me } from '../../contract/identity.ts';
import { signedOut } from './api.ts';
import { showLanguage } from './language.ts';
import { useRead } from './read.ts';

/** Who is signed in. Undefined while it is asked, null when nobody is. */
export function useSession(): Me | null | undefined {
  const { data, error } = useRead(identityRoutes.me, {}, { staleTime: Infinity });
  const language = data?.language;
  useEffect(() => {
    if (!language) return;
    signedOut.set(false);
    showLanguage(language);
  }, [language]);
  return data ?? (error?.code === 'signed_out' ? null : undefined);
}

/** The signed-in, inside pages: the frame shows no page without one. */
export function useMe(): Me {
  const { data } = useRead(identityRoutes.me, {}, { staleTime: Infinity });
  if (!data) throw new Error('no page is shown before the session is known');
  return data;
}

/** The unit that one acts for; empty for the person and relatives. */
export const useMyUnitId = (): string => useMe().assignment?.unit?.id ?? '';

/** Where to sign in and come back to this very page. */
export const signInAddress = (): string =>
  `/auth/sign-in?return=${encodeURIComponent(location.pathname + location.search)}`;
