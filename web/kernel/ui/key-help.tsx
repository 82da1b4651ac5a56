import { useState } from 'react';
import { type KeyDeed, keysInUse, useKeys } from '../keys.ts';
import { useCommon } from '../text.ts';
import { Dialog } from './dialog.tsx';

type Shown = readonly (readonly [group: 'here' | 'answers' | 'everywhere', keys: ReadonlyMap<string, string>])[];

const groupsOf = (deeds: readonly KeyDeed[], everywhere: readonly (readonly [string, string])[]): Shown => {
  const of = (group: KeyDeed['group']): [string, string][] =>
    deeds.filter((deed) => deed.group === group).map(({ key, words }) => [key, words]);
  return [
    ['here', new Map(of(undefined))],
    ['answers', new Map(of('answers'))],
    ['everywhere', new Map([...everywhere, ...of('everywhere')])],
  ];
};

/** `?` shows the keys that work on this page, and those that work on all. */
export function KeyHelp() {
  const t = useCommon();
  const [shown, setShown] = useState<Shown | null>(null);
  useKeys([
    {
      key: '?',
      words: t.keys.help,
      group: 'everywhere',
      run: () => setShown(groupsOf(keysInUse(), [['Ctrl K', t.keys.palette]])),
    },
  ]);
  if (!shown) return null;
  return (
    <Dialog title={t.keys.title} onClose={() => setShown(null)}>
      {shown
        .filter(([, keys]) => keys.size > 0)
        .map(([group, keys]) => (
          <section key={group} className="stack-tight">
            <h3>{t.keys[group]}</h3>
            <dl className="key-list">
              {[...keys].map(([key, words]) => (
                <div key={key} className="cluster">
                  <dt>
                    <kbd className="key">{key}</kbd>
                  </dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
    </Dialog>
  );
}
