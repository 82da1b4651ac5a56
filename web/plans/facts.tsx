import { lazy, type ReactNode, Suspense } from 'react';
import { useTimes } from '../kernel/now.ts';
import { useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { Skeleton } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { ChangedBy } from './changed-by.tsx';
import type { InPlan } from './plan-sheet.tsx';
import { text } from './text.ts';
import { planSubAddress } from './use-plan.ts';

const HeaderForm = lazy(() => import('./header-form.tsx'));

/** Who is responsible, when the plan is followed up, and the person's yes or no. */
export function Facts(part: InPlan) {
  const t = useText(text);
  const times = useTimes();
  const { plan, open, editing } = part;
  const address = { personId: plan.personId, planId: plan.id, partId: plan.id };
  const { consent } = plan;
  return (
    <section className="stack" aria-labelledby="plan-facts" id="facts">
      <div className="cluster">
        <h2 id="plan-facts">{t.facts.title}</h2>
        {editing.at !== 'facts' && <ChangedBy part={address} version={plan.version} />}
      </div>
      {editing.at === 'facts' ? (
        <Suspense fallback={<Skeleton lines={5} />}>
          <HeaderForm {...part} />
        </Suspense>
      ) : (
        <>
          <dl className="plan-facts">
            <Fact words={t.facts.authority}>{plan.responsibleAuthority?.name}</Fact>
            <Fact words={t.facts.unit}>
              {plan.responsibleUnit && <UnitTag id={plan.responsibleUnit.id} long link />}
            </Fact>
            <Fact words={t.facts.next}>
              {plan.nextFollowUpAt && (
                <>
                  <time dateTime={plan.nextFollowUpAt} className={plan.late ? 'late strong' : undefined}>
                    {times.full(plan.nextFollowUpAt)}
                  </time>
                  {plan.followUpForm && <span className="soft"> {t.forms[plan.followUpForm]}</span>}
                </>
              )}
            </Fact>
            <Fact words={t.facts.agreesShort}>
              <YesNo
                answer={plan.personAgrees === 'not_asked' ? null : plan.personAgrees}
                words={t.agrees[plan.personAgrees]}
              />
            </Fact>
            {consent && (
              <Fact words={t.facts.consent}>
                <YesNo
                  answer={consent.answer === 'missing' ? null : consent.answer}
                  words={t.facts.consentAnswers[consent.answer]}
                />
                {consent.validUntil && <span className="soft"> {t.facts.until(times.date(consent.validUntil))}</span>}
              </Fact>
            )}
          </dl>
          <p className="cluster no-print">
            {open && (
              <Button look="quiet" size="small" aria-label={t.facts.edit} onClick={() => editing.edit('facts')}>
                {t.change}
              </Button>
            )}
            <Link
              className="small"
              aria-label={t.historyOf(t.facts.title)}
              to={planSubAddress(plan.personId, 'history', { plan: plan.id, part: plan.id })}
            >
              {t.history}
            </Link>
          </p>
        </>
      )}
    </section>
  );
}

function Fact({ words, children }: { readonly words: string; readonly children: ReactNode }) {
  const t = useText(text);
  return (
    <div>
      <dt>{words}</dt>
      <dd>{children || <span className="soft">{t.facts.none}</span>}</dd>
    </div>
  );
}

/** A yes, a no and nothing said have each their own sign beside the word. */
export function YesNo({ answer, words }: { readonly answer: 'yes' | 'no' | null; readonly words: string }) {
  return (
    <span className="yes-no" data-answer={answer ?? 'none'}>
      {words}
    </span>
  );
}
