import { planRequestRoutes } from '../../contract/plan-requests.ts';
import type { AnswerOf } from '../../contract/kernel/route.ts';
import { RadioField, TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useRead } from '../kernel/read.ts';
import { useParam, useReturn } from '../kernel/route.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { useGo } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Empty, Loaded } from '../kernel/ui/states.tsx';
import { OfferAtDischarge } from './offer-form.tsx';
import { requestText } from './request-text.ts';

type Units = AnswerOf<typeof planRequestRoutes.planRequests>['units'];

/** Why a plan is needed, and who is to judge it: those who can, the likeliest chosen. */
export default function AskPage() {
  const t = useText(requestText);
  const personId = useParam('personId');
  const read = useRead(planRequestRoutes.planRequests, { params: { personId } });
  return (
    <Page title={t.title} lead={t.lead} width="read">
      <Loaded read={read}>
        {({ units, discharges }) => {
          const ask =
            units.length === 0 ? (
              <Empty>
                <p>{t.nobody}</p>
              </Empty>
            ) : (
              <Ask personId={personId} units={units} />
            );
          if (!discharges) return ask;
          return (
            <>
              <OfferAtDischarge personId={personId} units={units} />
              <details>
                <summary>{t.offer.other}</summary>
                {ask}
              </details>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Ask({ personId, units }: { readonly personId: string; readonly units: Units }) {
  const t = useText(requestText);
  const go = useGo();
  const back = useReturn(`/persons/${personId}`);
  return (
    <Form
      id={`plan-ask:${personId}`}
      route={planRequestRoutes.askForPlan}
      defaults={{ words: '', toUnitId: units[0]?.unit.id ?? '' }}
      alias={{ unit_closed: 'toUnitId' }}
      input={({ words, toUnitId }) => ({ params: { personId }, body: { words, toUnitId } })}
      submit={t.send}
      cancel={back}
      onDone={() => {
        tell(t.sent);
        go(back, { replace: true });
      }}
    >
      <TextArea name="words" label={t.words} hint={t.wordsHint} rows={3} />
      <RadioField
        name="toUnitId"
        label={t.to}
        options={units.map(({ unit, judges }) => ({ value: unit.id, label: unit.name, hint: t.judges[judges] }))}
      />
    </Form>
  );
}
