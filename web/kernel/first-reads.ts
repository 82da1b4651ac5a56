import { identityRoutes, type Me } from '../../contract/identity.ts';
import { organisationsRoutes } from '../../contract/organisations.ts';
import { peopleRoutes } from '../../contract/people.ts';
import { call } from './api.ts';
import { queryClient, readKey } from './read.ts';

/**
 * Asks who is signed in as soon as the script runs, and then, beside the page's own script, for what the first page of the person shows.
 * The page finds the answers, or the questions under way, as if it had asked itself.
 */
export async function startReading(path: string): Promise<void> {
  const me = await queryClient
    .fetchQuery<Me>({
      queryKey: readKey(identityRoutes.me, {}),
      queryFn: () => call(identityRoutes.me, {}),
      staleTime: Infinity,
    })
    .catch(() => null);
  if (!me?.assignment) return;
  const directory = readKey(organisationsRoutes.directory, {});
  void queryClient.prefetchQuery({ queryKey: directory, queryFn: () => call(organisationsRoutes.directory, {}) });
  const { personId } = me;
  // Every read of a person is written in the log: only what the page will show.
  if (personId === null || path !== '/') return;
  const params = { personId };
  void queryClient.prefetchQuery({
    queryKey: readKey(peopleRoutes.overview, { params }),
    queryFn: () => call(peopleRoutes.overview, { params }),
  });
}
