import { planRoutes } from '../../contract/plans.ts';
import { useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useSearch } from '../kernel/route.ts';
import { useText } from '../kernel/text.ts';
import { Page } from '../kernel/ui/page.tsx';
import { Loaded } from '../kernel/ui/states.tsx';
import { Changes } from './difference.tsx';
import { nameOf } from './plan-words.ts';
import './plans.css';
import { text } from './text.ts';
import { planAddress, usePlan } from './use-plan.ts';

/** Every version of one part of the plan: who wrote what, and when. */
export default function HistoryPage() {
  const t = useText(text);
  const times = useTimes();
  const partId = useSearch().get('part') ?? '';
  const { personId, planId, plan } = usePlan();
  const read = useRead(planRoutes.partHistory, { params: { personId, planId, partId } }, { enabled: planId !== '' });
  const goals = new Map(plan.data?.goals.map(({ id, words }) => [id, words]));
  return (
    <Loaded read={read}>
      {({ part, versions }) => (
        <Page
          title={t.historyOf(t.parts[part].toLowerCase())}
          tab={t.history}
          width="read"
          back={{ to: planAddress(personId, planId), words: t.backToPlan }}
          lead={t.editionsPage.legend}
        >
          <ol className="plan-history">
            {versions
              .toSorted((a, b) => b.version - a.version)
              .map((one) => (
                <li key={one.version} className="stack-tight">
                  <div className="spread">
                    <span className="strong">
                      {one.version === 1 ? t.editionsPage.first : nameOf(one.by, t.someone)}
                    </span>
                    <span className="small soft">
                      <time dateTime={one.at} title={times.full(one.at)}>
                        {times.moment(one.at)}
                      </time>
                      {one.edition > 0 && ` · ${t.edition(one.edition)}`}
                    </span>
                  </div>
                  {one.version === 1 && <p className="small soft">{nameOf(one.by, t.someone)}</p>}
                  <Changes part={part} fields={one.changes} fresh={one.version === 1} goals={goals} />
                </li>
              ))}
          </ol>
        </Page>
      )}
    </Loaded>
  );
}
