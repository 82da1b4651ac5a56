import { QueryClient, keepPreviousData, useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { AnswerOf, Route } from '../../contract/kernel/route.ts';
import { type ApiProblem, call, type CallInput } from './api.ts';
import { touches } from './topics.ts';

/**
 * Every read is written in the log that the person reads, so nothing is read again without a reason. What was fetched is there for an hour,
 * in memory only, so that reading goes on while the contact is cut.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, gcTime: 3_600_000, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
  },
});

export type ReadKey = readonly [path: string, method: string, input: unknown];
export const readKey = <T extends Route>(route: T, input: CallInput<T>): ReadKey => [route.path, route.method, input];

export interface ReadOptions {
  readonly enabled?: boolean;
  /** Milliseconds that an answer is good for without a live event. */
  readonly staleTime?: number;
  /** Shows the former answer while a new one is on its way, for paging and search. */
  readonly keep?: boolean;
  /** A refusal stands until it is asked again by hand, however many components read it. */
  readonly firm?: boolean;
}

/** What an operation answers, kept fresh by live events: `useRead(peopleRoutes.overview, { params: { personId } })`. */
export function useRead<T extends Route>(
  route: T,
  input: CallInput<T>,
  options: ReadOptions = {},
): UseQueryResult<AnswerOf<T>, ApiProblem> {
  return useQuery<AnswerOf<T>, ApiProblem>({
    queryKey: readKey(route, input),
    queryFn: ({ signal }) => call(route, input, { signal }),
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
    ...(options.firm ? { retryOnMount: false } : {}),
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Several reads of one operation side by side: the pages of a list that are shown. */
export function useReads<T extends Route>(
  route: T,
  inputs: readonly CallInput<T>[],
): readonly UseQueryResult<AnswerOf<T>, ApiProblem>[] {
  return useQueries({
    queries: inputs.map((input) => ({
      queryKey: readKey(route, input),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => call(route, input, { signal }),
    })),
  });
}

/** Asks before the page does: it finds the answer, or the question under way, as if it had asked itself. A refusal is the page's to show. */
export const readAhead = <T extends Route>(route: T, input: CallInput<T>): Promise<void> =>
  queryClient.prefetchQuery({ queryKey: readKey(route, input), queryFn: () => call(route, input) });

/** Younger than this, milliseconds, an answer was fetched by the page that is being opened. */
const justNow = 1_000;

/** Reads anew what is kept of a person since an earlier visit. */
export const rereadOf = (personId: string): Promise<void> =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey: [, , input], state: { dataUpdatedAt } }) =>
      dataUpdatedAt > 0 &&
      dataUpdatedAt < Date.now() - justNow &&
      (input as { readonly params?: { readonly personId?: unknown } }).params?.personId === personId,
  });

/** Reads anew what a topic touches; without a topic, all that is shown. */
export function refresh(topic = ''): Promise<void> {
  return queryClient.invalidateQueries({ predicate: ({ queryKey }) => touches(topic, String(queryKey[0])) });
}
