import { useState } from 'react';
import { type Approval, type Intervention, planRoutes, type PlanView } from '../../contract/plans.ts';
import { TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useTimes } from '../kernel/now.ts';
import { useSend } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { Dictate } from './dictate.tsx';
import { meetText } from './meet-text.ts';
import type { Mine } from './mine.tsx';
import { pagesText } from './pages-text.ts';

interface OfPlan {
  readonly plan: PlanView;
  readonly mine: Mine;
}

/** The word is the reader's own: said by the person, or by this very guardian. */
const isOwn = (one: Approval, { own }: PlanView): boolean =>
  own.speaks === one.byKind && one.relativeId === own.relativeId;

const bodyOf = ({ version, own }: PlanView, partId: string | null, answer: 'yes' | 'no', words: string) => ({
  planVersion: version,
  partId,
  answer,
  how: 'own' as const,
  words,
  byKind: own.speaks ?? ('person' as const),
  relativeId: own.relativeId,
});

/** Yes or no to the whole plan: what has been said, and the way to say it or to change one's mind. */
export function Approve({ plan, mine }: OfPlan) {
  const t = useText(meetText);
  const p = useText(pagesText);
  const [answering, answer] = useState<'yes' | 'no' | null>(null);
  const whole = plan.approvals.filter(({ partId }) => partId === null);
  const own = whole.find((one) => isOwn(one, plan));
  const speaks = plan.own.speaks !== null && plan.state !== 'closed';
  if (!speaks && whole.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="my-approval">
      <h2 id="my-approval">{mine.self || speaks ? t.approve.title : t.approve.titleRelative}</h2>
      {mine.self && !own && <p>{p.plan.answers[plan.personAgrees]}</p>}
      {whole.map((one) => (
        <Said key={one.id} one={one} plan={plan} mine={mine} />
      ))}
      {speaks && answering === null && (
        <>
          <p>{own ? t.approve.change : t.approve.ask}</p>
          <div className="reply-moves no-print">
            {own?.answer !== 'yes' && <Yes plan={plan} />}
            {own?.answer !== 'no' && (
              <Button look="quiet" onClick={() => answer('no')}>
                {t.approve.no}
              </Button>
            )}
          </div>
        </>
      )}
      {answering !== null && <Words plan={plan} partId={null} onClose={() => answer(null)} />}
    </section>
  );
}

function Said({ one, plan, mine }: OfPlan & { readonly one: Approval }) {
  const t = useText(meetText);
  const times = useTimes();
  const who = one.byKind === 'person' ? mine.name : one.name || t.voices[one.byKind];
  const when = times.date(one.at);
  const own = isOwn(one, plan);
  return (
    <div className="stack-tight">
      <p className="answer-said" data-answer={one.answer}>
        {own
          ? (one.answer === 'yes' ? t.approve.saidYes : t.approve.saidNo)(when, t.how[one.how])
          : (one.answer === 'yes' ? t.approve.otherYes : t.approve.otherNo)(who, when)}
      </p>
      {one.words && <p className="my-words">”{one.words}”</p>}
      {one.notedBy && <p className="small soft">{t.approve.noted(one.notedBy.name)}</p>}
    </div>
  );
}

function Yes({ plan }: { readonly plan: PlanView }) {
  const t = useText(meetText);
  const { send, busy, problem } = useSend(planRoutes.approvePlan, `my-yes:${plan.id}`);
  const say = async (): Promise<void> => {
    if (await send({ params: { personId: plan.personId, planId: plan.id }, body: bodyOf(plan, null, 'yes', '') }))
      tell(t.approve.sentYes);
  };
  return (
    <>
      <Button busy={busy} onClick={() => void say()}>
        {t.approve.yes}
      </Button>
      {problem && (problem.code === 'stale' ? <p className="note">{t.approve.stale}</p> : <Problem error={problem} />)}
    </>
  );
}

/** A no, with words if one wants. */
function Words({
  plan,
  partId,
  onClose,
}: {
  readonly plan: PlanView;
  readonly partId: string | null;
  readonly onClose: () => void;
}) {
  const t = useText(meetText);
  return (
    <div className="own-panel">
      <Form
        id={`my-no:${partId ?? plan.id}`}
        route={planRoutes.approvePlan}
        defaults={{ words: '' }}
        input={({ words }) => ({
          params: { personId: plan.personId, planId: plan.id },
          body: bodyOf(plan, partId, 'no', words),
        })}
        submit={partId === null ? t.approve.no : t.approve.partSend}
        cancel={onClose}
        onDone={() => {
          tell(t.approve.sentNo);
          onClose();
        }}
        renderHelp={(problem) => problem.code === 'stale' && <p>{t.approve.stale}</p>}
      >
        <TextArea name="words" label={t.approve.words} rows={3} />
        <Dictate name="words" />
      </Form>
    </div>
  );
}

/** At one intervention: the no that has been said to it, and the way to say it or take it back. */
export function ApprovePart({ plan, mine, one }: OfPlan & { readonly one: Intervention }) {
  const t = useText(meetText);
  const [saying, say] = useState(false);
  const words = plan.approvals.filter(({ partId, answer }) => partId === one.id && answer === 'no');
  const own = words.find((said) => isOwn(said, plan));
  // What is done cannot be said no to.
  const over = one.promise !== null && ['kept', 'not_kept'].includes(one.promise.state);
  const speaks = plan.own.speaks !== null && plan.state !== 'closed' && !over;
  const what = one.promise?.what ?? '';
  return (
    <>
      {words.map((said) => (
        <p key={said.id} className="answer-said part-no" data-answer="no">
          {isOwn(said, plan)
            ? t.approve.partSaid
            : t.approve.partSaidRelative(said.byKind === 'person' ? mine.name : said.name || t.voices[said.byKind])}
          {said.words && <span className="my-words"> ”{said.words}”</span>}
        </p>
      ))}
      {speaks && !saying && (
        <div className="part-moves no-print">
          {own ? (
            <TakeBack plan={plan} partId={one.id} what={what} />
          ) : (
            <Button look="plain" size="small" aria-label={`${t.approve.partNo}: ${what}`} onClick={() => say(true)}>
              {t.approve.partNo}
            </Button>
          )}
        </div>
      )}
      {saying && <Words plan={plan} partId={one.id} onClose={() => say(false)} />}
    </>
  );
}

function TakeBack({ plan, partId, what }: { readonly plan: PlanView; readonly partId: string; readonly what: string }) {
  const t = useText(meetText);
  const { send, busy, problem } = useSend(planRoutes.approvePlan, `my-part-yes:${partId}`);
  const say = async (): Promise<void> => {
    if (await send({ params: { personId: plan.personId, planId: plan.id }, body: bodyOf(plan, partId, 'yes', '') }))
      tell(t.approve.sentYes);
  };
  return (
    <>
      <Button
        look="plain"
        size="small"
        busy={busy}
        aria-label={`${t.approve.partYes}: ${what}`}
        onClick={() => void say()}
      >
        {t.approve.partYes}
      </Button>
      {problem && <Problem error={problem} />}
    </>
  );
}
