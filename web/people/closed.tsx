import { type ReactNode, useEffect } from 'react';
import { forgetPerson } from '../kernel/closed.ts';
import { useText } from '../kernel/text.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { pageText } from './page-text.ts';

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
export function WhollyClosed({ personId, children }: { readonly personId: string; readonly children: ReactNode }) {
  const t = useText(pageText).closed;
  useEffect(() => forgetPerson(personId), [personId]);
  return (
    <Page title={t.whole}>
      <div className="note" aria-live="polite">
        <p>{t.wholeWords}</p>
        <div>
          <ButtonLink to="/persons">{t.toList}</ButtonLink>
        </div>
      </div>
      {children}
    </Page>
  );
}
