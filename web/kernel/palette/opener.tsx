import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { useCommon } from '../text.ts';
import { Icon } from '../ui/icon.tsx';
import { hears, listenEarly } from './early.ts';

export interface PaletteProps {
  readonly onClose: () => void;
}

/** Ctrl+K, or ⌘K, from anywhere, also while someone writes; and the button that does the same. */
export function PaletteOpener({ render }: { readonly render: (onClose: () => void) => ReactNode }) {
  const t = useCommon();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (command && event.key.toLowerCase() === 'k') {
        // A question in front of the page is answered first.
        if (document.querySelector('dialog[open]:not(.palette)')) return;
        event.preventDefault();
        listenEarly(true);
        setOpen((was) => !was);
      } else if (hears(event)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    document.addEventListener('keydown', listen, { capture: true });
    return () => document.removeEventListener('keydown', listen, { capture: true });
  }, []);
  return (
    <>
      <button
        type="button"
        className="shell-button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K"
        onClick={() => {
          listenEarly(true);
          setOpen(true);
        }}
      >
        <Icon name="search" />
        <span className="shell-word">{t.nav.find}</span>
        <kbd className="key" aria-hidden="true">
          Ctrl K
        </kbd>
      </button>
      {open && <Suspense>{render(() => setOpen(false))}</Suspense>}
    </>
  );
}
