import { identityRoutes, type Me } from '../../contract/identity.ts';
import { organisationsRoutes } from '../../contract/organisations.ts';
import { type FirstPage, pageCookie } from '../../contract/kernel/page-cookie.ts';
import { call } from './api.ts';
import { writeCookie } from './cookie.ts';
import { followFrom } from './live.ts';
import { queryClient, readAhead, readKey } from './read.ts';

/** In seconds. */
const year = 31_536_000;

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
  writeCookie(pageCookie, page, year);
  followFrom(me.live);
  void readAhead(organisationsRoutes.directory, {});
  return me;
}
