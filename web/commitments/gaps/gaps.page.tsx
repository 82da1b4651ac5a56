import { useEffect } from 'react';
import { toIso } from '../../../contract/kernel/time.ts';
import { useNow, useTimes } from '../../kernel/now.ts';
import { useSearch } from '../../kernel/route.ts';
import { useMe } from '../../kernel/session.ts';
import { kept } from '../../kernel/storage.ts';
import { useText } from '../../kernel/text.ts';
import { useGo } from '../../kernel/ui/link.tsx';
import { Page } from '../../kernel/ui/page.tsx';
import { chosenIn, isChosen } from './board-address.ts';
import { Board } from './board.tsx';
import { FirstLook } from './first-look.tsx';
import { GapPanel } from './gap-panel.tsx';
import { GapTabs } from './tabs.tsx';
import { text } from './text.ts';
import './gaps.css';

/** Mellanrummen: what is missing or late, the highest rung first, with the opened gap beside. */
export default function GapsPage() {
  const t = useText(text);
  const me = useMe();
  const search = useSearch();
  const open = search.get('gap');
  const joint = me.assignment?.role === 'leader';
  useKeptChoices(search);
  return (
    <div className="gaps" data-open={open !== null || undefined}>
      <Page title={t.title} lead={<Lead />} width="wide" actions={<GapTabs here="board" />}>
        <div className="gaps-columns">
          <div className="gaps-list">
            {(joint || me.assignment?.role === 'head') && <FirstLook joint={joint} />}
            <Board joint={joint} key={chosenIn(search)} />
          </div>
          <aside className="gaps-panel" aria-label={t.label}>
            {open ? <GapPanel key={open} id={open} /> : <Nothing />}
          </aside>
        </div>
      </Page>
    </div>
  );
}

function Lead() {
  const t = useText(text);
  const me = useMe();
  const times = useTimes();
  const now = useNow();
  return (
    <p>
      {t.lead}
      <span className="print-only"> · {t.printed(me.name, times.full(toIso(now)))}</span>
    </p>
  );
}

function Nothing() {
  const t = useText(text);
  return (
    <div className="panel-rest">
      <p className="strong">{t.nothingOpen}</p>
      <p className="small">{t.nothingOpenHint}</p>
    </div>
  );
}

const keptAs = 'gaps-board';

/** What was chosen last is chosen when one comes back by the menu; an address that says something says all. */
function useKeptChoices(search: URLSearchParams): void {
  const go = useGo();
  const chosen = chosenIn(search);
  const bare = !isChosen(search);
  useEffect(() => {
    const before = kept.getItem(keptAs);
    if (bare && before && before !== '/gaps') go(before, { replace: true });
    // oxlint-disable-next-line react/exhaustive-deps -- to choose nothing is also a choice
  }, []);
  // On the way to another page the address is already that page's: nothing was chosen there.
  useEffect(() => {
    if (location.pathname === '/gaps') kept.setItem(keptAs, chosen);
  }, [chosen]);
}
