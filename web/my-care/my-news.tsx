import { type News, planRoutes, type PlanView } from '../../contract/plans.ts';
import { useTimes } from '../kernel/now.ts';
import { sendOnce, useSend } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { useSeen } from '../kernel/use-seen.ts';
import { pagesText } from './pages-text.ts';

/** What has happened in my plan since I was here, in plain words; each line leads to its place. */
export function MyNews({ plan }: { readonly plan: PlanView }) {
  const { news: p } = useText(pagesText);
  const { personId, id: planId, news } = plan;
  const params = { personId, planId };
  const { send, busy, problem } = useSend(planRoutes.lookAtPlan, `my-look:${planId}`);
  useSeen(news.to, news.since === null, (to) => {
    sendOnce(planRoutes.lookAtPlan, `my-looked:${planId}`, { params, body: { to } }, { keep: false }).catch(
      () => undefined,
    );
  });
  if (news.since === null || news.items.length === 0) return null;
  const seen = async (): Promise<void> => {
    if (news.to === null || !(await send({ params, body: { to: news.to } }))) return;
    document.querySelector<HTMLElement>('main h1')?.focus();
  };
  return (
    <section className="note stack no-print" aria-labelledby="my-news">
      <h2 id="my-news">{p.title}</h2>
      <ul className="my-list">
        {news.items.map((one) => (
          <li key={`${one.place}:${one.partId}`} className="my-line">
            <Line one={one} />
          </li>
        ))}
      </ul>
      {problem && <Problem error={problem} />}
      <div>
        <Button look="quiet" busy={busy} onClick={() => void seen()}>
          {p.seen}
        </Button>
      </div>
    </section>
  );
}

/** Where on the page it stands. */
const place = ({ place: at, partId }: News): string => {
  if (at === 'goal' || at === 'intervention' || at === 'promise') return `part-${partId}`;
  if (at === 'follow_up') return 'my-said';
  return at === 'other_measure' ? 'my-others' : 'my-plan-top';
};

function Line({ one }: { readonly one: News }) {
  const { news: p } = useText(pagesText);
  const times = useTimes();
  const { place: at, deed, label } = one;
  const isTime = at === 'meeting' || at === 'follow_up';
  return (
    <div>
      <p>
        <a href={`#${place(one)}`}>
          {p.deeds[deed]} {p.places[at]}
        </a>
        {label !== '' && at !== 'plan' && <> {isTime ? times.date(label) : label}</>}
      </p>
      <p className="small soft">
        {[one.by?.name, one.by?.unit?.name].filter(Boolean).join(', ')} {times.moment(one.at)}
      </p>
    </div>
  );
}
