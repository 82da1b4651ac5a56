import type { ReactNode } from 'react';

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One part of the person's page, with an address of its own. */
export function Section({ id, title, actions, children }: SectionProps) {
  return (
    <section className="part" id={id} aria-labelledby={`${id}-title`}>
      <header className="spread">
        <h2 id={`${id}-title`}>{title}</h2>
        {actions && <div className="cluster no-print">{actions}</div>}
      </header>
      {children}
    </section>
  );
}

/** Older entries, out of the way until someone asks. */
export const Earlier = ({ words, children }: { readonly words: string; readonly children: ReactNode }) => (
  <details className="earlier">
    <summary>{words}</summary>
    {children}
  </details>
);
