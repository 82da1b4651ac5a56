import { useSignal } from '../signal.ts';
import { useCommon } from '../text.ts';
import { dismiss, toasts } from '../toast.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

/** The region where it is told what was done. Always there, so that screen readers follow it. */
export function Toasts() {
  const t = useCommon();
  const shown = useSignal(toasts);
  return (
    <div className="toasts" aria-live="polite">
      {shown.map(({ id, words, undo }) => (
        <div key={id} className="toast">
          <span>{words}</span>
          {undo && (
            <Button
              look="plain"
              size="small"
              onClick={() => {
                dismiss(id);
                undo();
              }}
            >
              {t.undo}
            </Button>
          )}
          <button type="button" className="icon-button" aria-label={t.dismiss} onClick={() => dismiss(id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
