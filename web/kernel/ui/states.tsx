import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ApiProblem } from '../api.ts';
import { isClosed } from '../closed.ts';
import { useCommon } from '../text.ts';
import { Problem } from './problem.tsx';

/** Says what will come here, and offers the first step. */
export const Empty = ({ children }: { readonly children: ReactNode }) => <div className="empty">{children}</div>;

/** The shape of what is on its way. */
export function Skeleton({ lines = 6 }: { readonly lines?: number }) {
  const t = useCommon();
  return (
    <div className="skeleton" aria-live="polite">
      {Array.from({ length: lines }, (_, line) => (
        // oxlint-disable-next-line react/no-array-index-key -- the lines have nothing else
        <span key={line} />
      ))}
      <p className="sr-only">{t.loading}</p>
    </div>
  );
}

interface LoadedProps<T> {
  readonly read: UseQueryResult<T, ApiProblem>;
  readonly lines?: number;
  readonly children: (data: T) => ReactNode;
}

/** A read in its three states: on its way, refused, here. What is here stays while something newer is fetched, but not once it is closed. */
export function Loaded<T>({ read, lines = 6, children }: LoadedProps<T>) {
  if (read.data !== undefined && !isClosed(read)) return children(read.data);
  if (read.error) return <Problem error={read.error} onRetry={() => void read.refetch()} />;
  return <Skeleton lines={lines} />;
}
