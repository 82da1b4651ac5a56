import { type ReactNode, useEffect, useRef } from 'react';
import { useInSheet } from '../in-sheet.ts';
import { useCommon } from '../text.ts';
import { Link } from './link.tsx';

interface PageProps {
  readonly title: string;
  /** Shown instead of the title in the tab, for titles that name a person. */
  readonly tab?: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** `read` for text and forms, `wide` for lists that fill a large screen. */
  readonly width?: 'read' | 'normal' | 'wide';
  readonly back?: { readonly to: string; readonly words: string } | undefined;
  readonly children: ReactNode;
}

let first = true;

/** A page, or what it shows beside another in a sheet: its heading takes the focus when one comes here from another page, and the tab tells where one is. */
export function Page({ title, tab = title, lead, actions, width = 'normal', back, children }: PageProps) {
  const t = useCommon();
  const heading = useRef<HTMLHeadingElement>(null);
  const sheet = useInSheet();
  useEffect(() => {
    if (!sheet) document.title = `${tab} · ${t.product}`;
  }, [tab, t.product, sheet]);
  useEffect(() => {
    // The first page is the browser's own navigation, which starts at the top by itself.
    if (!first) heading.current?.focus({ preventScroll: true });
    first = false;
  }, []);
  return (
    <div className="page" data-width={width}>
      <header className="page-head">
        {back && !sheet && (
          <Link to={back.to} className="back small no-print">
            ← {back.words}
          </Link>
        )}
        <div className="spread">
          {sheet ? (
            <h2 ref={heading} tabIndex={-1} id="sheet-title">
              {title}
            </h2>
          ) : (
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
          )}
          {actions && <div className="cluster no-print">{actions}</div>}
        </div>
        {lead && <div className="page-lead">{lead}</div>}
      </header>
      {children}
    </div>
  );
}
