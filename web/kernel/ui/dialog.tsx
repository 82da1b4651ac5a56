import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useCommon } from '../text.ts';
import { Icon } from './icon.tsx';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A question in front of the page. The browser's own dialog: focus stays in it, Escape closes it, focus goes back. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const t = useCommon();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Open in the turn that asks for it: the next key, or press, must not reach the page behind.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className="dialog"
      aria-labelledby={id}
      onCancel={onClose}
      // Told a little after: React's strict mode closes it and shows it again at once.
      onClose={() => ref.current?.open || onClose()}
    >
      <div className="dialog-inner">
        <div className="dialog-head">
          <h2 id={id}>{title}</h2>
          <button type="button" className="icon-button" aria-label={t.form.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
