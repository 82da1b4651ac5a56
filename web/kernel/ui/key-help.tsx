import { useState } from 'react';
import { keysInUse, useKeys } from '../keys.ts';
import { useCommon } from '../text.ts';
import { Dialog } from './dialog.tsx';

/** `?` shows the keys that work on this page. */
export function KeyHelp() {
  const t = useCommon();
  const [shown, setShown] = useState<ReadonlyMap<string, string> | null>(null);
  useKeys([
    {
      key: '?',
      words: t.keys.help,
      run: () => setShown(new Map(keysInUse().map(({ key, words }) => [key, words]))),
    },
  ]);
  if (!shown) return null;
  return (
    <Dialog title={t.keys.title} onClose={() => setShown(null)}>
      <dl className="key-list">
        {[...shown].map(([key, words]) => (
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
