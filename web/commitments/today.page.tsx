import { useEffect, useMemo, useRef } from 'react';
import type { z } from 'zod';
import {
  commitmentsRoutes,
  type PromiseRow as Row,
  type Worklist as WorklistSchema,
} from '../../contract/commitments.ts';
import { toIso } from '../../contract/kernel/time.ts';
import { useKeys } from '../kernel/keys.ts';
import { setServerNow, useNow, useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useSearch } from '../kernel/route.ts';
import { useMe, useMyUnitId } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { useGo } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Loaded } from '../kernel/ui/states.tsx';
import { keyOf, movesOf } from './moves.ts';
import { PromiseGroup } from './promise-group.tsx';
import { PromisePanel } from './promise-panel.tsx';
import { text } from './text.ts';
import { addressOfMove } from './today-address.ts';
import { useHeldRows } from './use-held-rows.ts';
import './commitments.css';

type Worklist = z.infer<typeof WorklistSchema>;

const groups = ['answer', 'do', 'wait'] as const;

/** Min enhet i dag: what is ours to answer, ours to do and what we wait for, with the opened promise beside. */
export default function TodayPage() {
  const t = useText(text);
  const me = useMe();
  const read = useRead(commitmentsRoutes.worklist, { query: { limit: 40 } });
  const open = useSearch().get('promise');
  return (
    <div className="today" data-open={open !== null || undefined}>
      <Page title={t.today.title} lead={<Lead unit={me.assignment?.unit?.name ?? ''} />} width="wide">
        <div className="today-columns">
          <div className="today-lists">
            <Loaded read={read} lines={12}>
              {(worklist) => <Lists worklist={worklist} open={open} />}
            </Loaded>
          </div>
          <aside className="today-panel" aria-label={t.promise.label}>
            {open ? <PromisePanel key={open} id={open} /> : <Nothing />}
          </aside>
        </div>
      </Page>
    </div>
  );
}

/** Whose list it is; on paper also who printed it and when. */
function Lead({ unit }: { readonly unit: string }) {
  const t = useText(text);
  const me = useMe();
  const times = useTimes();
  const now = useNow();
  return (
    <p>
      {unit}
      <span className="print-only"> · {t.today.printed(me.name, times.full(toIso(now)))}</span>
    </p>
  );
}

function Nothing() {
  const t = useText(text);
  return (
    <div className="panel-rest">
      <p className="strong">{t.today.nothingOpen}</p>
      <p className="small">{t.today.nothingOpenHint}</p>
    </div>
  );
}

function Lists({ worklist, open }: { readonly worklist: Worklist; readonly open: string | null }) {
  const common = useCommon();
  const lists = useRef<HTMLDivElement>(null);
  useEffect(() => setServerNow(worklist.now), [worklist.now]);
  const all = useMemo(() => [...worklist.rows, ...worklist.previews], [worklist]);
  const { rows, fresh, show } = useHeldRows(all);
  useListKeys(lists, rows, open);
  return (
    <div ref={lists} className="stack-lists">
      <div aria-live="polite" className="fresh-place">
        {fresh > 0 && (
          <span className="fresh">
            <Button
              size="small"
              onClick={() => {
                show();
                scrollTo({ top: 0 });
              }}
            >
              {common.live.fresh(fresh)} · {common.live.show}
            </Button>
          </span>
        )}
      </div>
      {groups.map((group) => (
        <PromiseGroup
          key={group}
          group={group}
          rows={rows.filter((row) => row.group === group)}
          count={worklist.counts[group]}
          open={open}
        />
      ))}
    </div>
  );
}

const rowsIn = (place: HTMLElement | null): HTMLElement[] => [
  ...(place?.querySelectorAll<HTMLElement>('[data-row]') ?? []),
];

/** j and k move, Enter opens (the row is a link), one key an answer. An answer is given only on what has been opened. */
function useListKeys(lists: React.RefObject<HTMLElement | null>, rows: readonly Row[], open: string | null): void {
  const t = useCommon();
  const go = useGo();
  const unitId = useMyUnitId();
  const step = (by: 1 | -1): void => {
    const links = rowsIn(lists.current);
    const at = links.findIndex((link) => link === document.activeElement);
    const from = at === -1 ? links.findIndex((link) => link.dataset['row'] === open) : at;
    const next = links[from === -1 ? (by === 1 ? 0 : links.length - 1) : from + by];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  const answer = (key: string): boolean => {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['row'] : undefined;
    const row = rows.find(({ id }) => id === focused);
    const move = row && movesOf(row, unitId).find((one) => keyOf[one] === key);
    // The opened one listens to its own keys.
    if (!row || !move || row.id === open) return false;
    go(addressOfMove(row.id, move));
    return true;
  };
  useKeys([
    { key: 'j', words: t.keys.next, run: () => step(1) },
    { key: 'k', words: t.keys.previous, run: () => step(-1) },
    { key: 'Enter', words: t.keys.open, run: () => false },
    ...(['accept', 'decline', 'propose', 'keep'] as const).map((move) => {
      const key = keyOf[move] ?? '';
      return { key, words: t.moves[move], group: 'answers' as const, run: () => answer(key) };
    }),
  ]);
}
