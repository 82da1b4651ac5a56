import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useCommon } from '../text.ts';
import { Icon } from '../ui/icon.tsx';

export interface PaletteProps {
  readonly onClose: () => void;
  /** What was typed before the box had come. */
  readonly typedBefore: () => string;
}

/** Ctrl+K, or ⌘K, from anywhere, also while someone writes; and the button that does the same. */
export function PaletteOpener({ render }: { readonly render: (props: PaletteProps) => ReactNode }) {
  const t = useCommon();
  const [open, setOpen] = useState(false);
  // A hand that knows the key is quicker than the network: what it types while the box is fetched is the box's.
  const early = useRef<string | null>(null);
  const openIt = (): void => {
    early.current = '';
    setOpen(true);
  };
  const close = (): void => {
    early.current = null;
    setOpen(false);
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (command && event.key.toLowerCase() === 'k') {
        // A question in front of the page is answered first.
        if (document.querySelector('dialog[open]:not(.palette)')) return;
        event.preventDefault();
        if (open) close();
        else openIt();
      } else if (early.current !== null && !event.ctrlKey && !event.metaKey && event.key.length === 1) {
        event.preventDefault();
        event.stopPropagation();
        early.current += event.key;
      }
    };
    document.addEventListener('keydown', listen, { capture: true });
    return () => document.removeEventListener('keydown', listen, { capture: true });
  }, [open]);
  const typedBefore = (): string => {
    const typed = early.current ?? '';
    early.current = null;
    return typed;
  };
  return (
    <>
      <button
        type="button"
        className="shell-button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K"
        onClick={openIt}
      >
        <Icon name="search" />
        <span className="shell-word">{t.nav.find}</span>
        <kbd className="key" aria-hidden="true">
          Ctrl K
        </kbd>
      </button>
      {open && <Suspense>{render({ onClose: close, typedBefore })}</Suspense>}
    </>
  );
}
