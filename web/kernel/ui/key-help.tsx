import { useMemo, useState } from 'react';
import { keysInUse, useKeys } from '../keys.ts';
import { useSignal } from '../signal.ts';
import { useCommon } from '../text.ts';
import { Dialog } from './dialog.tsx';

/** `?` shows the keys that work on this page. */
export function KeyHelp() {
  const t = useCommon();
  const [open, setOpen] = useState(false);
  const groups = useSignal(keysInUse);
  useKeys(useMemo(() => [{ key: '?', words: t.keys.help, run: () => setOpen(true) }], [t]));
  if (!open) return null;
  const seen = new Map(groups.toReversed().flatMap((group) => group.map(({ key, words }) => [key, words] as const)));
  return (
    <Dialog title={t.keys.title} onClose={() => setOpen(false)}>
      <dl className="key-list">
        {[...seen].map(([key, words]) => (
          <div key={key} className="cluster">
            <dt>
              <kbd className="key">{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
