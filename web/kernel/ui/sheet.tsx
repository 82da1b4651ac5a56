import { type ReactNode, Suspense, use, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useLocation, useRouter } from '@tanstack/react-router';
import { InSheetContext, pageBehind, SheetsContext } from '../in-sheet.ts';
import { scrollKeyOf } from '../scroll-key.ts';
import { useCommon } from '../text.ts';
import { Icon } from './icon.tsx';
import './sheet.css';
import { Skeleton } from './states.tsx';

/** What `?do=` names, beside the page it stands on; nothing when it names nothing. */
export function Sheets() {
  const { pathname, searchStr } = useLocation();
  const { history } = useRouter();
  const name = new URLSearchParams(searchStr).get('do');
  const Content = use(SheetsContext)[name ?? ''];
  const base = pageBehind(pathname, searchStr);
  // Opened from this page, Back closes it; come to by its address, it has nothing to go back to.
  const fromHere = useRef(false);
  const before = useRef<string | null>('');
  useEffect(() => {
    if (before.current === null && name !== null) fromHere.current = true;
    if (name === null) fromHere.current = false;
    before.current = name;
  }, [name]);
  const told = useMemo(
    () => ({
      base,
      close: () =>
        fromHere.current ? history.back() : history.replace(base, { stays: scrollKeyOf(history.location) }),
    }),
    [base, history],
  );
  if (!Content) return null;
  return (
    <InSheetContext value={told}>
      <SideSheet key={name} onClose={told.close}>
        <Suspense fallback={<Skeleton />}>
          <Content />
        </Suspense>
      </SideSheet>
    </InSheetContext>
  );
}

interface SideSheetProps {
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Beside the page on a wide screen, where both can be used; in front of it, and alone, on a small one. Escape closes it. */
function SideSheet({ onClose, children }: SideSheetProps) {
  const t = useCommon();
  const ref = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useLayoutEffect(() => {
    const dialog = ref.current;
    const opener = document.activeElement;
    if (!dialog) return undefined;
    const wide = matchMedia('(min-width: 1000px)').matches;
    if (wide) dialog.show();
    else dialog.showModal();
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog:modal')) return;
      event.preventDefault();
      close.current();
    };
    if (wide) addEventListener('keydown', escape);
    return () => {
      removeEventListener('keydown', escape);
      dialog.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className="sheet no-print"
      aria-labelledby="sheet-title"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="sheet-inner">
        <button type="button" className="icon-button sheet-close" aria-label={t.form.close} onClick={onClose}>
          <Icon name="close" />
        </button>
        {children}
      </div>
    </dialog>
  );
}
