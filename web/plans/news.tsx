import { createContext, useContext } from 'react';
import { type News, planRoutes, type PlanView } from '../../contract/plans.ts';
import { useTimes } from '../kernel/now.ts';
import { sendOnce, useSend } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { useSeen } from '../kernel/use-seen.ts';
import { meetingAddress } from './meeting-words.ts';
import { newsText } from './news-text.ts';
import { planSubAddress } from './use-plan.ts';

const none: ReadonlySet<string> = new Set();
/** The parts that are new to the one who looks. */
const NewParts = createContext(none);

/** Marks what is new in what stands inside. */
export function WithNews({ plan, children }: { readonly plan: PlanView; readonly children: React.ReactNode }) {
  return <NewParts value={new Set(plan.news.items.map(({ partId }) => partId))}>{children}</NewParts>;
}

/** Where a line of what is new leads; the mark stands there too. */
export const placeId = (partId: string): string => `part-${partId}`;

export function NewMark({ partId }: { readonly partId: string }) {
  const t = useText(newsText);
  if (!useContext(NewParts).has(partId)) return null;
  return (
    <span className="badge no-print" data-state="asked">
      {t.mark}
    </span>
  );
}

/** What others have done since one was here, each line leading to its place. Gone when it is seen. */
export function NewsList({ plan }: { readonly plan: PlanView }) {
  const t = useText(newsText);
  const times = useTimes();
  const { personId, id: planId, news } = plan;
  const params = { personId, planId };
  const { send, busy, problem } = useSend(planRoutes.lookAtPlan, `look:${planId}`);
  useSeen(news.to, news.since === null, (to) => {
    // What the page does by itself: when it does not come through, it is new once more.
    sendOnce(planRoutes.lookAtPlan, `looked:${planId}`, { params, body: { to } }, { keep: false }).catch(
      () => undefined,
    );
  });
  if (news.since === null || news.items.length === 0) return null;
  const seen = async (): Promise<void> => {
    if (news.to === null || !(await send({ params, body: { to: news.to } }))) return;
    document.querySelector<HTMLElement>('main h1')?.focus();
  };
  return (
    <section className="plan-news stack-tight no-print" aria-labelledby="plan-news">
      <div className="spread">
        <h2>
          <span id="plan-news">{t.title}</span> <span className="soft figures">{news.items.length}</span>
        </h2>
        <Button look="quiet" size="small" busy={busy} onClick={() => void seen()}>
          {t.seen}
        </Button>
      </div>
      <p className="small soft">{t.since(times.moment(news.since))}</p>
      {problem && <Problem error={problem} />}
      <ul className="news">
        {news.items.map((one) => (
          <li key={`${one.place}:${one.partId}`}>
            <Line one={one} personId={personId} planId={planId} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ one, personId, planId }: { readonly one: News; readonly personId: string; readonly planId: string }) {
  const t = useText(newsText);
  const times = useTimes();
  const { place, deed, label, at, by, partId } = one;
  const isTime = place === 'meeting' || place === 'follow_up';
  const words = (
    <>
      <span className="strong">{t.deeds[deed]}</span> <span>{t.places[place]}</span>
      {label !== '' && place !== 'plan' && <span className="news-label">{isTime ? times.date(label) : label}</span>}
    </>
  );
  return (
    <>
      {place === 'meeting' ? (
        <Link to={meetingAddress(personId, planId, partId)}>{words}</Link>
      ) : deed === 'removed' ? (
        <Link to={planSubAddress(personId, 'history', { plan: planId, part: partId })}>{words}</Link>
      ) : (
        <a href={`#${place === 'approval' ? 'facts' : placeId(partId)}`}>{words}</a>
      )}
      <span className="small soft cluster">
        {by?.name}
        {by?.unit && <UnitTag id={by.unit.id} />}
        <time dateTime={at}>{times.moment(at)}</time>
      </span>
    </>
  );
}
