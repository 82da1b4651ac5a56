import { lazy, Suspense, useEffect } from 'react';
import { commitmentsRoutes } from '../../contract/commitments.ts';
import { toIso } from '../../contract/kernel/time.ts';
import { whenIdle } from '../kernel/idle.ts';
import { currentInstant, useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useSearch } from '../kernel/route.ts';
import { useMe } from '../kernel/session.ts';
import { useText } from '../kernel/text.ts';
import { ButtonLink } from '../kernel/ui/button.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Loaded, Skeleton } from '../kernel/ui/states.tsx';
import { FilterBar } from './filter-bar.tsx';
import { useFollowHands } from './hands.ts';
import { chooseOnly } from './selection.ts';
import { text } from './text.ts';
import { Lists } from './today-lists.tsx';
import { FilterContext, useView } from './use-view.ts';
import './commitments.css';
import './today.css';

export { readFirst } from './use-view.ts';

// The lists are shown first; what opens beside them is fetched right after.
const loadPanel = () => import('./promise-panel.tsx');
const PromisePanel = lazy(async () => ({ default: (await loadPanel()).PromisePanel }));

/** Min enhet i dag: what is ours to answer, ours to do and what we wait for, with the opened promise beside. */
export default function TodayPage() {
  const t = useText(text);
  const me = useMe();
  const view = useView();
  const { filter, look, query, ready } = view;
  const read = useRead(commitmentsRoutes.worklist, { query }, { enabled: ready, keep: true });
  const open = useSearch().get('promise');
  useFollowHands();
  useEffect(() => () => chooseOnly([]), []);
  useEffect(() => whenIdle(() => void loadPanel().catch(() => undefined)), []);
  return (
    <FilterContext value={filter}>
      <div className="today" data-open={open !== null || undefined} data-density={look.density}>
        <Page
          title={t.today.title}
          lead={<Lead unit={me.assignment?.unit?.name ?? ''} />}
          width="wide"
          actions={
            <ButtonLink to="/shift" look="quiet">
              {t.shift.open}
            </ButtonLink>
          }
        >
          <div className="today-columns">
            <div className="today-lists">
              <FilterBar view={view} worklist={read.isPlaceholderData ? undefined : read.data} />
              {ready ? (
                <Loaded read={read} lines={12}>
                  {(worklist) => <Lists key={JSON.stringify(query)} worklist={worklist} open={open} view={view} />}
                </Loaded>
              ) : (
                <Skeleton lines={12} />
              )}
            </div>
            <aside className="today-panel" aria-label={t.promise.label}>
              {open ? (
                <Suspense fallback={<Skeleton lines={8} />}>
                  <PromisePanel key={open} id={open} />
                </Suspense>
              ) : (
                <Nothing />
              )}
            </aside>
          </div>
        </Page>
      </div>
    </FilterContext>
  );
}

/** Whose list it is; on paper also who printed it and when. */
function Lead({ unit }: { readonly unit: string }) {
  const t = useText(text);
  const me = useMe();
  const times = useTimes();
  return (
    <p>
      {unit}
      <span className="print-only"> · {t.today.printed(me.name, times.full(toIso(currentInstant())))}</span>
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
