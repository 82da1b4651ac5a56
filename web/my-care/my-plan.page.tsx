import { fromIso } from '../../contract/kernel/time.ts';
import { planRoutes, type PlanView } from '../../contract/plans.ts';
import { call } from '../kernel/api.ts';
import { useLanguage } from '../kernel/language.ts';
import { useNow, useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useText } from '../kernel/text.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { Empty, Loaded } from '../kernel/ui/states.tsx';
import { useSaveFile } from '../kernel/use-save-file.ts';
import { Approve, ApprovePart } from './approve.tsx';
import { Crisis } from './crisis.tsx';
import { meetText } from './meet-text.ts';
import { replyText } from './reply-text.ts';
import { type Mine, WithMine } from './mine.tsx';
import { MyNews } from './my-news.tsx';
import { NotShared } from './not-shared.tsx';
import { pagesText } from './pages-text.ts';
import { text } from './text.ts';

/** The plan in plain words: what I want, who does what, and when we meet again. */
export default function MyPlanPage() {
  return <WithMine>{(mine) => <MyPlan mine={mine} />}</WithMine>;
}

function MyPlan({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  const p = useText(pagesText);
  const { self, name, personId } = mine;
  const read = useRead(planRoutes.personPlans, { params: { personId } }, { enabled: mine.sees('plan') });
  const language = useLanguage();
  const file = useSaveFile(p.plan.saved);
  const shown = read.data?.plans.find(({ state }) => state !== 'closed') ?? read.data?.plans[0];
  return (
    <Page
      title={self ? t.plan.title : t.plan.titleRelative(name)}
      width="read"
      back={{ to: '/', words: p.back }}
      actions={
        <>
          <Button look="quiet" onClick={() => window.print()}>
            {p.plan.print}
          </Button>
          {shown && (
            <Button
              look="quiet"
              busy={file.busy}
              onClick={() =>
                void file.save(() =>
                  call(planRoutes.planDocument, { params: { personId, planId: shown.id }, query: { language } }),
                )
              }
            >
              {file.busy ? p.plan.saving : p.plan.save}
            </Button>
          )}
        </>
      }
    >
      {file.problem && <Problem error={file.problem} />}
      {mine.sees('plan') ? (
        <Loaded read={read}>{() => (shown ? <Read mine={mine} planId={shown.id} /> : <None mine={mine} />)}</Loaded>
      ) : (
        <>
          <NotShared mine={mine} />
          <p>
            <Link to="/my/plan/ask">{p.plan.ask}</Link>
          </p>
        </>
      )}
    </Page>
  );
}

function None({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  const p = useText(pagesText);
  return (
    <Empty>
      <p>{t.plan.none}</p>
      {mine.self && <p>{p.plan.noneHelp}</p>}
      <ButtonLink to="/my/plan/ask">{p.plan.ask}</ButtonLink>
    </Empty>
  );
}

function Read({ mine, planId }: { readonly mine: Mine; readonly planId: string }) {
  const read = useRead(planRoutes.readPlan, { params: { personId: mine.personId, planId } });
  return <Loaded read={read}>{(plan) => <Plain plan={plan} mine={mine} />}</Loaded>;
}

function Plain({ plan, mine }: { readonly plan: PlanView; readonly mine: Mine }) {
  const t = useText(text);
  const m = useText(meetText);
  const { prepare } = useText(replyText);
  const p = useText(pagesText);
  const times = useTimes();
  const { self } = mine;
  const said = plan.followUps
    .toSorted((a, b) => b.heldAt.localeCompare(a.heldAt))
    .filter(({ personWords }) => personWords);
  return (
    <>
      <MyNews key={plan.id} plan={plan} />
      <div className="stack" id="my-plan-top">
        <p>
          {t.plans[plan.state]} {plan.hollow && p.plan.all}
        </p>
        {plan.state === 'closed' && (
          <div>
            <ButtonLink to="/my/plan/ask">{p.plan.ask}</ButtonLink>
          </div>
        )}
        <dl className="my-facts">
          <div>
            <dt>{p.plan.next}</dt>
            <dd>
              {plan.nextFollowUpAt ? times.full(plan.nextFollowUpAt) : p.plan.nextNone}
              {plan.late && <span className="late"> {p.plan.late}</span>}
            </dd>
          </div>
          {(plan.responsibleUnit ?? plan.responsibleAuthority) && (
            <div>
              <dt>{p.plan.lead}</dt>
              <dd>{[plan.responsibleUnit?.name, plan.responsibleAuthority?.name].filter(Boolean).join(', ')}</dd>
            </div>
          )}
        </dl>
        <div className="form-actions no-print">
          <ButtonLink look="quiet" to="/my/meetings">
            {self ? m.meeting.title : m.meeting.titleRelative(mine.name)}
          </ButtonLink>
          {plan.state !== 'closed' && (
            <ButtonLink look="quiet" to="/my/prepare">
              {prepare}
            </ButtonLink>
          )}
        </div>
      </div>
      <Crisis plan={plan} mine={mine} />
      <section className="stack">
        <h2>{self ? p.plan.goals : p.plan.goalsRelative}</h2>
        <ol className="my-goals">
          {plan.goals.map((goal) => (
            <li key={goal.id} id={`part-${goal.id}`} className="my-goal">
              <h3 className="my-words">{goal.words}</h3>
              {goal.measure && (
                <p>
                  {p.plan.sees}: {goal.measure}
                </p>
              )}
              {goal.keptTo && <p className="soft">{p.plan.keptTo(goal.keptTo.map(({ name }) => name).join(', '))}</p>}
              {goal.state !== 'open' && <p className="badge">{p.goals[goal.state]}</p>}
              <OwnRating plan={plan} goalId={goal.id} self={self} />
              <Helps plan={plan} goalId={goal.id} mine={mine} />
            </li>
          ))}
        </ol>
      </section>
      {plan.otherMeasures.length > 0 && (
        <section className="stack" id="my-others">
          <h2>{p.plan.others}</h2>
          <ul className="my-list">
            {plan.otherMeasures.map(({ id, what, who }) => (
              <li key={id} className="my-line">
                <div>
                  <p className="strong">{what}</p>
                  <p>{who}</p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Approve plan={plan} mine={mine} />
      {said.length > 0 && (
        <section className="stack" id="my-said">
          <h2>{self ? p.plan.said : p.plan.saidRelative}</h2>
          <ul className="stack">
            {said.map(({ id, heldAt, personWords }) => (
              <li key={id}>
                <blockquote className="quote">{personWords}</blockquote>
                <p className="small soft">{times.date(heldAt)}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** What the person said of the goal when it was last followed up. */
function OwnRating({
  plan,
  goalId,
  self,
}: {
  readonly plan: PlanView;
  readonly goalId: string;
  readonly self: boolean;
}) {
  const p = useText(pagesText);
  const times = useTimes();
  const [last] = plan.followUps
    .toSorted((a, b) => b.heldAt.localeCompare(a.heldAt))
    .flatMap(({ heldAt, evaluations }) =>
      evaluations.filter((one) => one.goalId === goalId).map((one) => ({ ...one, heldAt })),
    )
    .filter(({ ownRating, ownWords }) => ownRating !== null || ownWords !== '');
  if (!last) return null;
  return (
    <p>
      {last.ownRating !== null &&
        (self ? p.plan.rated : p.plan.ratedRelative)(String(last.ownRating), times.date(last.heldAt))}
      {last.ownWords && <q> {last.ownWords}</q>}
    </p>
  );
}

const gone: ReadonlySet<string> = new Set(['declined', 'withdrawn', 'lapsed']);

function Helps({ plan, goalId, mine }: { readonly plan: PlanView; readonly goalId: string; readonly mine: Mine }) {
  const t = useText(text);
  const p = useText(pagesText);
  const now = useNow();
  const times = useTimes();
  const all = plan.interventions.filter(
    (one) => one.goalId === goalId && !(one.promise && gone.has(one.promise.state)),
  );
  if (all.length === 0) return <p className="soft">{p.plan.nobody}</p>;
  return (
    <ul className="my-list" aria-label={p.plan.helps}>
      {all.map((one) => {
        const { id, promise } = one;
        return (
          <li key={id} id={`part-${id}`} className="my-line" data-done={promise?.state === 'kept' || undefined}>
            {promise ? (
              <>
                <div>
                  <p className="strong">{promise.what}</p>
                  <p>
                    {promise.ownerKind === 'unit' && promise.unit?.name}
                    {promise.ownerKind === 'person' && (mine.self ? t.promises.you : mine.name)}
                    {promise.ownerKind === 'relative' && t.promises.relative}
                  </p>
                </div>
                <p className="my-when">
                  {promise.state === 'accepted' && fromIso(promise.dueAt) < now && (
                    <>
                      <strong className="late">{t.promises.late}</strong>,{' '}
                    </>
                  )}
                  {promise.state === 'accepted' ? p.plan.by(times.word(promise.dueAt)) : t.states[promise.state]}
                </p>
                <ApprovePart plan={plan} mine={mine} one={one} />
              </>
            ) : (
              <p className="soft">{p.plan.hidden}</p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
