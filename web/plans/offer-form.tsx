import { useWatch } from 'react-hook-form';
import { offerAnswers, planRequestRoutes, offerSaidBy } from '../../contract/plan-requests.ts';
import type { AnswerOf } from '../../contract/kernel/route.ts';
import { choicesOf, RadioField, TextArea } from '../kernel/form/fields.tsx';
import { useUnits } from '../kernel/directory.ts';
import { Form } from '../kernel/form/form.tsx';
import { address, useReturn } from '../kernel/route.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { ButtonLink } from '../kernel/ui/button.tsx';
import { useGo } from '../kernel/ui/link.tsx';
import { requestText } from './request-text.ts';
import { planSubAddress } from './use-plan.ts';

interface OfferProps {
  readonly personId: string;
  readonly units: AnswerOf<typeof planRequestRoutes.planRequests>['units'];
}

/** At discharge a plan is always offered: what the person said, and after a yes who is to judge it. */
export function OfferAtDischarge({ personId, units }: OfferProps) {
  const t = useText(requestText);
  const go = useGo();
  const own = useMyUnitId();
  const unitOf = useUnits();
  const back = useReturn(`/persons/${personId}`);
  // It is the region's open care that calls at discharge (4 kap. 3 §).
  const likely = units.find(({ unit }) => unitOf(unit.id)?.kind === 'primary_care_centre') ?? units[0];
  return (
    <section className="stack" aria-labelledby="plan-offer">
      <h2 id="plan-offer">{t.offer.title}</h2>
      <p className="soft">{t.offer.lead}</p>
      <Form
        id={`plan-offer-made:${personId}`}
        route={planRequestRoutes.offerPlan}
        defaults={{ answer: '', saidBy: 'person', words: '', toUnitId: likely?.unit.id ?? '' }}
        alias={{ unit_closed: 'toUnitId' }}
        input={({ answer, saidBy, words, toUnitId }) => ({
          params: { personId },
          body: {
            occasion: 'discharge' as const,
            answer: answer as 'yes',
            saidBy: saidBy as 'person',
            words,
            toUnitId: answer === 'yes' && toUnitId !== '' ? toUnitId : null,
          },
        })}
        submit={t.offer.send}
        cancel={back}
        onDone={({ request }) => {
          tell(request ? t.offer.yesSent : t.offer.noSent);
          go(back, { replace: true });
        }}
        renderHelp={(problem, { toUnitId }) =>
          problem.code === 'basis_missing' && (
            <ButtonLink
              look="quiet"
              to={address(`/persons/${personId}/consent`, {
                kind: 'disclosure',
                units: [own, toUnitId].filter(Boolean).join(','),
                return: planSubAddress(personId, 'ask', {}),
              })}
            >
              {t.offer.consentFirst}
            </ButtonLink>
          )
        }
      >
        <RadioField name="answer" label={t.offer.answer} options={choicesOf(t.offer.answers, offerAnswers)} row />
        <Answered units={units} />
      </Form>
    </section>
  );
}

/** What is asked further depends on the answer. */
function Answered({ units }: Pick<OfferProps, 'units'>) {
  const t = useText(requestText);
  const answer = useWatch({ name: 'answer' }) as string;
  if (answer === '') return null;
  return (
    <>
      <RadioField name="saidBy" label={t.offer.saidBy} options={choicesOf(t.offer.said, offerSaidBy)} row />
      <TextArea
        name="words"
        label={answer === 'yes' ? t.offer.yesWords : t.offer.noWords}
        {...(answer === 'yes' ? {} : { hint: t.offer.noWordsHint })}
        rows={3}
      />
      {answer === 'yes' &&
        (units.length === 0 ? (
          <p className="note">{t.nobody}</p>
        ) : (
          <RadioField
            name="toUnitId"
            label={t.to}
            options={units.map(({ unit, judges }) => ({ value: unit.id, label: unit.name, hint: t.judges[judges] }))}
          />
        ))}
    </>
  );
}
