import { useEffect, useRef, useState } from 'react';
import type { PersonOverview } from '../../contract/people.ts';
import { queryClient, type ReadKey } from '../kernel/read.ts';
import { useText } from '../kernel/text.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { pageText } from './page-text.ts';

const open = ({ access }: PersonOverview): ReadonlySet<string> =>
  new Set(access.bases.flatMap(({ unitIds }) => unitIds));

/** What other reads of the person still hold in memory is let go of: it may be what has just been closed. */
function forget(personId: string): void {
  queryClient.removeQueries({
    type: 'inactive',
    predicate: ({ queryKey }) => {
      const [path, , input] = queryKey as unknown as ReadKey;
      return path.startsWith('/persons/:personId') && JSON.stringify(input).includes(personId);
    },
  });
}

/** Whether entries that were open on this page have been closed since: a consent withdrawn, a ground ended, a block set. */
export function useClosed(overview: PersonOverview): { readonly closed: boolean; readonly dismiss: () => void } {
  const [closed, setClosed] = useState(false);
  const before = useRef(open(overview));
  useEffect(() => {
    const now = open(overview);
    if ([...before.current].some((unitId) => !now.has(unitId))) {
      setClosed(true);
      forget(overview.person.id);
    }
    before.current = now;
  }, [overview]);
  return { closed, dismiss: () => setClosed(false) };
}

interface ClosedProps {
  readonly onWhy: () => void;
  readonly onDismiss: () => void;
}

/** A calm word about what is no longer on the page. */
export function Closed({ onWhy, onDismiss }: ClosedProps) {
  const t = useText(pageText).closed;
  return (
    <div className="note closed-note no-print" data-tone="near">
      <p className="strong">{t.title}</p>
      <p>{t.words}</p>
      <div className="cluster">
        <Button look="quiet" size="small" onClick={onWhy}>
          {t.why}
        </Button>
        <Button look="plain" size="small" onClick={onDismiss}>
          {t.dismiss}
        </Button>
      </div>
    </div>
  );
}

/** The page when nothing of it may be seen any longer. */
export function WhollyClosed({ personId }: { readonly personId: string }) {
  const t = useText(pageText).closed;
  useEffect(() => forget(personId), [personId]);
  return (
    <Page title={t.whole}>
      <div className="note" aria-live="polite">
        <p>{t.wholeWords}</p>
        <div>
          <ButtonLink to="/persons">{t.toList}</ButtonLink>
        </div>
      </div>
    </Page>
  );
}
