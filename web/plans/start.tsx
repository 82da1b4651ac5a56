import { useState } from 'react';
import { peopleRoutes, type PersonOverview } from '../../contract/people.ts';
import { type PlanRequest, planRequestRoutes } from '../../contract/plan-requests.ts';
import { planRoutes } from '../../contract/plans.ts';
import { choicesOf, RadioField, TextField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { noTime, sentTime, TimeField } from '../kernel/form/time-field.tsx';
import { useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Link, useGo } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Loaded } from '../kernel/ui/states.tsx';
import { isWaiting, Requests } from './requests.tsx';
import { requestText } from './request-text.ts';
import { StartCoordinated } from './start-coordinated.tsx';
import { text } from './text.ts';
import { planAddress, planSubAddress } from './use-plan.ts';

interface StartProps {
  readonly person: PersonOverview;
}

/** No plan yet: what one is, the person's yes or no, and the beginning. */
export function StartPlan({ person }: StartProps) {
  const t = useText(text);
  const { id, givenName, familyName } = person.person;
  return (
    <Page
      title={t.start.title}
      width="read"
      lead={t.start.lead}
      back={{ to: `/persons/${id}`, words: t.back(`${givenName} ${familyName}`) }}
    >
      {person.access.writable ? <StartAgain person={person} /> : <p className="note">{t.start.readOnly}</p>}
    </Page>
  );
}

/** Who has asked comes first: the answer is the beginning. */
export function StartAgain({ person }: StartProps) {
  const { id: personId } = person.person;
  const read = useRead(planRequestRoutes.planRequests, { params: { personId } });
  return (
    <Loaded read={read}>
      {({ requests, offers, units }) => {
        const answered = requests.find(({ mine, state }) => mine && state === 'accepted');
        const open = requests.some((one) => one.mine && isWaiting(one));
        return (
          <>
            <Requests requests={requests} offers={offers} />
            {!open && <Start person={person} {...(answered ? { request: answered } : {})} />}
            <StartCoordinated personId={personId} />
            {requests.every(({ own }) => !own) && !answered && !open && units.length > 0 && (
              <AskOther personId={personId} />
            )}
          </>
        );
      }}
    </Loaded>
  );
}

/** Somebody else may be the right one to begin. */
function AskOther({ personId }: { readonly personId: string }) {
  const t = useText(requestText);
  return (
    <p className="no-print">
      <Link to={planSubAddress(personId, 'ask', {})}>{t.title}</Link>
    </p>
  );
}

type StartingProps = StartProps & { readonly request?: PlanRequest };

/** The person's answer first, then the beginning; also when an earlier plan is closed. */
function Start({ person, request }: StartingProps) {
  const t = useText(text);
  const times = useTimes();
  const [again, setAgain] = useState(false);
  const answer = person.consents.find(({ kind, inForce }) => kind === 'plan' && inForce);
  if (answer?.decision === 'yes') {
    return (
      <section className="stack no-print">
        <p>{t.start.said(times.date(answer.validFrom))}</p>
        <Begin personId={person.person.id} {...(request ? { request } : {})} />
      </section>
    );
  }
  return (
    <section className="stack no-print" aria-labelledby="plan-ask">
      <h2 id="plan-ask">{t.start.ask}</h2>
      {answer?.decision === 'no' && !again ? (
        <div className="note">
          <p>{t.start.saidNo}</p>
          <div>
            <Button look="quiet" size="small" onClick={() => setAgain(true)}>
              {t.start.changedMind}
            </Button>
          </div>
        </div>
      ) : (
        <Ask person={person} onDone={() => setAgain(false)} />
      )}
    </section>
  );
}

function Ask({ person, onDone }: StartProps & { readonly onDone: () => void }) {
  const t = useText(text);
  const { id: personId, givenName } = person.person;
  return (
    <Form
      id={`plan-consent:${personId}`}
      route={peopleRoutes.recordConsent}
      defaults={{ decision: '', form: 'oral', until: noTime }}
      alias={{ validUntil: 'until' }}
      input={({ decision, form, until }) => {
        const validUntil = decision === 'yes' ? sentTime(until) : undefined;
        return {
          params: { personId },
          body: {
            kind: 'plan' as const,
            decision: decision as 'yes',
            form: form as 'oral',
            ...(validUntil === undefined ? {} : { validUntil }),
          },
        };
      }}
      submit={t.start.record}
      onDone={() => {
        tell(t.start.recorded);
        onDone();
      }}
    >
      <RadioField
        name="decision"
        label={t.start.askWords(givenName)}
        row
        options={[
          { value: 'yes', label: t.start.yes },
          { value: 'no', label: t.start.no },
        ]}
      />
      <RadioField name="form" label={t.start.how} options={choicesOf(t.start.howForms)} row />
      <TimeField name="until" label={t.start.until} optional />
    </Form>
  );
}

function Begin({ personId, request }: { readonly personId: string; readonly request?: PlanRequest }) {
  const t = useText(text);
  const go = useGo();
  return (
    <Form
      id={`plan-start:${personId}`}
      route={planRoutes.startPlan}
      defaults={{ title: t.start.nameValue }}
      input={({ title }) => ({
        params: { personId },
        body: { title, ...(request ? { request: { id: request.id, version: request.version } } : {}) },
      })}
      submit={t.start.begin}
      onDone={({ id }) => {
        tell(t.start.begun);
        go(planAddress(personId, id), { replace: true });
      }}
    >
      <TextField name="title" label={t.start.name} />
    </Form>
  );
}
