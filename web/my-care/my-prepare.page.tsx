import { planRoutes, type PlanView } from '../../contract/plans.ts';
import { useRead } from '../kernel/read.ts';
import { address, useSearch } from '../kernel/route.ts';
import { useText } from '../kernel/text.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Link, useGo } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Empty, Loaded } from '../kernel/ui/states.tsx';
import { meetText } from './meet-text.ts';
import { replyText } from './reply-text.ts';
import { type Mine, WithMine } from './mine.tsx';
import { NotShared } from './not-shared.tsx';
import { pagesText } from './pages-text.ts';
import { PrepareQuestion } from './prepare-question.tsx';
import { answeredOf, type Question, questionsFor } from './prepare-questions.ts';
import { useMyPlan } from './use-my-plan.ts';

/** What is good to have thought of before the meeting: one question at a time, each saved for itself. */
export default function MyPreparePage() {
  return <WithMine>{(mine) => <MyPrepare mine={mine} />}</WithMine>;
}

function MyPrepare({ mine }: { readonly mine: Mine }) {
  const t = useText(meetText);
  const { plans, planId, state } = useMyPlan(mine);
  if (!mine.sees('plan'))
    return (
      <Whole mine={mine}>
        <NotShared mine={mine} />
      </Whole>
    );
  return (
    <Loaded read={plans}>
      {() =>
        planId === '' || state === 'closed' ? (
          <Whole mine={mine}>
            <Empty>{t.prepare.noPlan}</Empty>
          </Whole>
        ) : (
          <OfPlan mine={mine} planId={planId} />
        )
      }
    </Loaded>
  );
}

function Whole({ mine, children }: { readonly mine: Mine; readonly children: React.ReactNode }) {
  const t = useText(meetText);
  const words = useText(replyText);
  const p = useText(pagesText);
  return (
    <Page
      title={words.prepare}
      width="read"
      back={{ to: '/', words: p.back }}
      lead={mine.self ? t.prepare.lead : t.prepare.leadRelative(mine.name)}
    >
      {children}
    </Page>
  );
}

function OfPlan({ mine, planId }: { readonly mine: Mine; readonly planId: string }) {
  const read = useRead(planRoutes.readPlan, { params: { personId: mine.personId, planId } });
  const wanted = useSearch().get('q');
  return (
    <Loaded read={read}>
      {(plan) => {
        const questions = questionsFor(mine.self);
        const asked = questions.find((one) => one === wanted);
        if (asked) return <One key={asked} mine={mine} plan={plan} question={asked} />;
        return <Overview mine={mine} plan={plan} ready={wanted === 'ready'} />;
      }}
    </Loaded>
  );
}

const at = (question: string): string => address('/my/prepare', { q: question });

/** All questions with what has been answered; begun anywhere, left anywhere. */
function Overview({ mine, plan, ready }: { readonly mine: Mine; readonly plan: PlanView; readonly ready: boolean }) {
  const t = useText(meetText);
  const words = useText(replyText);
  const questions = questionsFor(mine.self);
  const answered = answeredOf(questions, plan, mine.person.voice.latest !== null);
  const first = questions.find((one) => !answered.has(one));
  return (
    <Whole mine={mine}>
      {ready && (
        <output className="note stack-tight">
          <strong>{t.prepare.ready}</strong>
          <span>{t.prepare.readyWords}</span>
        </output>
      )}
      <p className="strong">{t.prepare.done(answered.size, questions.length)}</p>
      <progress className="prepare-progress" max={questions.length} value={answered.size} aria-label={words.prepare} />
      {first && !ready && (
        <div>
          <ButtonLink to={at(first)}>{answered.size === 0 ? t.prepare.begin : t.prepare.goOn}</ButtonLink>
        </div>
      )}
      <ul className="my-list">
        {questions.map((one) => (
          <li key={one} className="my-line" data-done={answered.has(one) || undefined}>
            <p>
              <Link to={at(one)} className="ask-link">
                {one === 'voice' ? t.prepare.important : t.kinds[one].title}
              </Link>
            </p>
            <p className="my-when">{answered.has(one) ? t.prepare.answered : t.prepare.open}</p>
          </li>
        ))}
      </ul>
    </Whole>
  );
}

function One({ mine, plan, question }: { readonly mine: Mine; readonly plan: PlanView; readonly question: Question }) {
  const t = useText(meetText);
  const { prepare } = useText(replyText);
  const go = useGo();
  const questions = questionsFor(mine.self);
  const n = questions.indexOf(question);
  const before = questions[n - 1];
  const next = questions[n + 1];
  const onward = (): void => go(next ? at(next) : at('ready'));
  const words =
    question === 'voice'
      ? t.prepare.importantAsk
      : mine.self
        ? t.kinds[question].ask
        : t.kinds[question].askRelative(mine.name);
  return (
    <Page
      title={words}
      tab={prepare}
      width="read"
      back={{ to: '/my/prepare', words: t.prepare.overview }}
      lead={t.prepare.question(n + 1, questions.length)}
    >
      <PrepareQuestion mine={mine} plan={plan} question={question} onSaved={onward} />
      <div className="form-actions no-print">
        <Button look="plain" onClick={onward}>
          {t.prepare.skip}
        </Button>
        {before && (
          <ButtonLink look="plain" to={at(before)}>
            {t.prepare.before}
          </ButtonLink>
        )}
      </div>
    </Page>
  );
}
