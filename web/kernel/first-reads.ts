import { identityRoutes, type Me } from '../../contract/identity.ts';
import { organisationsRoutes } from '../../contract/organisations.ts';
import { type FirstPage, pageCookie } from '../../contract/kernel/page-cookie.ts';
import { call } from './api.ts';
import { queryClient, readAhead, readKey } from './read.ts';

/**
 * Asks who is signed in as soon as the script runs, and then, beside the page's own script, for what every page shows.
 *
 * @returns null when nobody is, or it cannot be known
 */
export async function startReading(): Promise<Me | null> {
  const me = await queryClient
    .fetchQuery<Me>({
      queryKey: readKey(identityRoutes.me, {}),
      queryFn: () => call(identityRoutes.me, {}),
      staleTime: Infinity,
    })
    .catch(() => null);
  if (!me?.assignment) return me;
  const page: FirstPage = me.kind === 'staff' ? 'today' : 'mine';
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${pageCookie}=${page}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  void readAhead(organisationsRoutes.directory, {});
  return me;
}
