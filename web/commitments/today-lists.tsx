import { useEffect, useMemo, useRef, useState } from 'react';
import type { Worklist } from '../../contract/commitments.ts';
import { lists as allLists } from '../../contract/today.ts';
import { useAfterPaint } from '../kernel/after-paint.ts';
import { setServerNow } from '../kernel/now.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Empty } from '../kernel/ui/states.tsx';
import { byOrder } from './held-list.ts';
import { ManyBar } from './many-bar.tsx';
import { PromiseGroup } from './promise-group.tsx';
import { text } from './text.ts';
import { useHeldRows } from './use-held-rows.ts';
import { useListKeys } from './use-list-keys.ts';
import { isEmpty } from './view.ts';
import type { View } from './use-view.ts';

interface ListsProps {
  readonly worklist: Worklist;
  readonly open: string | null;
  readonly view: View;
}

/** Rows that are drawn before anything else: as many as a screen shows, whichever lists they stand in. */
const drawnFirst = 12;
/** Only as the window comes to the list for the first time: who comes back stands further down, and stays there. */
let comesBack = globalThis.performance
  ?.getEntriesByType('navigation')
  .some((entry) => ['reload', 'back_forward'].includes((entry as PerformanceNavigationTiming).type));

/** The three lists, and what can be done with several of their rows. */
export function Lists({ worklist, open, view }: ListsProps) {
  const common = useCommon();
  const place = useRef<HTMLDivElement>(null);
  const unitId = useMyUnitId();
  const { sort, lists, density } = view.look;
  useEffect(() => setServerNow(worklist.now), [worklist.now]);
  const all = useMemo(() => [...worklist.rows, ...worklist.previews], [worklist]);
  const { rows, fresh, show } = useHeldRows(all, byOrder(sort));
  useListKeys(place, open);
  const { counts } = worklist;
  const [atFirst] = useState(() => (comesBack ? Number.POSITIVE_INFINITY : drawnFirst));
  useEffect(() => {
    comesBack = true;
  }, []);
  const drawn = useAfterPaint(Number.POSITIVE_INFINITY, atFirst);
  const groups = lists.map((group) => ({ group, rows: rows.filter((row) => row.group === group) }));
  if (allLists.every((list) => counts[list] === 0)) return <NothingHere view={view} />;
  return (
    <div ref={place} className="stack-lists">
      <div aria-live="polite" className="fresh-place no-print">
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
      {groups.map(({ group, rows: own }, at) => (
        <PromiseGroup
          key={group}
          group={group}
          rows={own}
          most={groups.slice(0, at).reduce((left, before) => Math.max(0, left - before.rows.length), drawn)}
          count={counts[group]}
          open={open}
          unitId={unitId}
          sort={sort}
          short={density === 'short'}
        />
      ))}
      <ManyBar place={place} unitId={unitId} />
    </div>
  );
}

/** Nothing that passes the filter, or nothing at all yet: then what will come here, and the first step. */
function NothingHere({ view }: { readonly view: View }) {
  const t = useText(text);
  if (!isEmpty(view.filter))
    return (
      <Empty>
        <p className="strong">{t.filter.none}</p>
        <div>
          <Button look="quiet" onClick={() => view.setFilter({})}>
            {t.filter.clear}
          </Button>
        </div>
      </Empty>
    );
  return (
    <Empty>
      <h2>{t.today.emptyTitle}</h2>
      <p>{t.today.emptyComes}</p>
      <p>{t.today.emptyFirst}</p>
      <div className="cluster">
        <ButtonLink to="/persons">{t.today.emptyFind}</ButtonLink>
        <ButtonLink to="/signal" look="quiet">
          {t.signal.send}
        </ButtonLink>
      </div>
    </Empty>
  );
}
