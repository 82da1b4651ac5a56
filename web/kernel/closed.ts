import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { PersonOverview } from '../../contract/people.ts';
import type { ApiProblem } from './api.ts';
import { queryClient, type ReadKey } from './read.ts';

/** What was read may no longer be: what is still held of it is not shown. */
export const isClosed = ({ error }: Pick<UseQueryResult<unknown, ApiProblem>, 'error'>): boolean =>
  error?.code === 'not_found' || error?.code === 'not_allowed';

/** What other reads of the person still hold in memory is let go of: it may be what has just been closed. */
export function forgetPerson(personId: string): void {
  queryClient.removeQueries({
    type: 'inactive',
    predicate: ({ queryKey }) => {
      const [path, , input] = queryKey as unknown as ReadKey;
      return path.startsWith('/persons/:personId') && JSON.stringify(input).includes(personId);
    },
  });
}

const openIn = ({ access }: PersonOverview): ReadonlySet<string> =>
  new Set(access.bases.flatMap(({ unitIds }) => unitIds));

/** Whether entries that were open on this page have been closed since: a consent withdrawn, a ground ended, a block set. */
export function useClosed(overview: PersonOverview): { readonly closed: boolean; readonly dismiss: () => void } {
  const [closed, setClosed] = useState(false);
  const before = useRef(openIn(overview));
  useEffect(() => {
    const now = openIn(overview);
    if ([...before.current].some((unitId) => !now.has(unitId))) {
      setClosed(true);
      forgetPerson(overview.person.id);
    }
    before.current = now;
  }, [overview]);
  return { closed, dismiss: () => setClosed(false) };
}
