import { alertKinds, type AlertKind, peopleRoutes, type PersonOverview } from '../../contract/people.ts';
import { choicesOf, RadioField, TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { noTime, sentTime, timeAt, TimeField } from '../kernel/form/time-field.tsx';
import { useLanguage } from '../kernel/language.ts';
import { nameOfPerson, usePerson } from '../kernel/person.ts';
import { useParam, useReturn, useSearch } from '../kernel/route.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { useGo } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Loaded } from '../kernel/ui/states.tsx';
import { pageText } from './page-text.ts';
import './people.css';

/** Recording a warning, or changing one that the own unit has recorded. */
export default function AlertPage() {
  const t = useText(pageText).warnings;
  const personId = useParam('personId');
  const alertId = useSearch().get('alert');
  const read = usePerson(personId);
  return (
    <Page title={alertId === null ? t.add : t.changeTitle} lead={t.lead} width="read">
      <Loaded read={read}>{(overview) => <AlertForm overview={overview} alertId={alertId} />}</Loaded>
    </Page>
  );
}

function AlertForm({ overview, alertId }: { readonly overview: PersonOverview; readonly alertId: string | null }) {
  const t = useText(pageText).warnings;
  const language = useLanguage();
  const go = useGo();
  const { id: personId } = overview.person;
  const back = useReturn(`/persons/${personId}`);
  const alert = overview.alerts.find(({ id }) => id === alertId);
  const done = (): void => {
    tell(t.saved);
    go(back, { replace: true });
  };
  const fields = (
    <>
      <TextArea name="words" label={t.words} hint={t.wordsHint} rows={2} />
      <RadioField name="kind" label={t.kind} options={choicesOf(t.kinds, alertKinds, t.hints)} />
      <TimeField name="validUntil" label={t.until} hint={t.untilHint} optional time="23:59" />
    </>
  );
  const body = (values: { kind: string; words: string; validUntil: typeof noTime }) => {
    const until = sentTime(values.validUntil);
    return {
      kind: values.kind as AlertKind,
      words: values.words,
      ...(until === undefined ? {} : { validUntil: until }),
    };
  };
  const about = <p className="about strong">{nameOfPerson(overview.person)}</p>;
  if (alertId === null)
    return (
      <>
        {about}
        <Form
          id={`alert:${personId}`}
          route={peopleRoutes.recordAlert}
          defaults={{ kind: '', words: '', validUntil: noTime }}
          input={(values) => ({ params: { personId }, body: body(values) })}
          submit={t.save}
          cancel={back}
          onDone={done}
        >
          {fields}
        </Form>
      </>
    );
  if (!alert?.inForce) return <p className="note">{t.gone}</p>;
  return (
    <>
      {about}
      <Form
        id={`alert:${alert.id}`}
        route={peopleRoutes.changeAlert}
        defaults={{
          kind: alert.kind,
          words: alert.words,
          validUntil: alert.validUntil === null ? noTime : timeAt(alert.validUntil, language),
        }}
        version={alert.version}
        input={(values, version) => ({ params: { personId, alertId: alert.id }, body: { ...body(values), version } })}
        submit={t.save}
        cancel={back}
        onDone={done}
      >
        {fields}
      </Form>
    </>
  );
}
