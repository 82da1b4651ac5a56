import { commitmentsRoutes, type LifeArea, lifeAreas, urgencies, type Urgency } from '../../contract/commitments.ts';
import type { PersonOverview } from '../../contract/people.ts';
import { choicesOf, RadioField, SelectField, TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { UnitField } from '../kernel/form/unit-field.tsx';
import { circleOf, usePerson } from '../kernel/person.ts';
import { useInSheet } from '../kernel/in-sheet.ts';
import { address, useParam, useReturn, useSearch } from '../kernel/route.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { useFurther } from '../kernel/text/further.ts';
import { tell } from '../kernel/toast.ts';
import { ButtonLink } from '../kernel/ui/button.tsx';
import { Link, useGo } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { PersonFinder } from '../kernel/ui/person-finder.tsx';
import { Loaded } from '../kernel/ui/states.tsx';
import { AboutPerson } from './about-person.tsx';
import { BasisHelp } from './basis-help.tsx';
import { text } from './text.ts';

/** A signal from anywhere: who, what, how urgent, and who is to answer. */
export default function SignalPage() {
  const t = useText(text);
  const named = useParam('personId');
  const personId = useSearch().get('person') ?? named;
  return (
    <Page title={t.signal.title} lead={t.signal.lead} width="read">
      {personId === '' ? (
        <PersonFinder
          renderFound={(person, name) => (
            <Link className="line-link" to={address('/signal', { person: person.id })}>
              {name}
            </Link>
          )}
        />
      ) : (
        <About personId={personId} />
      )}
    </Page>
  );
}

function About({ personId }: { readonly personId: string }) {
  const t = useText(text);
  const read = usePerson(personId);
  const sheet = useInSheet();
  return (
    <>
      <div className="cluster">
        <AboutPerson personId={personId} />
        {!sheet && (
          <ButtonLink look="plain" size="small" to="/signal">
            {t.signal.change}
          </ButtonLink>
        )}
      </div>
      {read.data && <Loaded read={read}>{(overview) => <SignalForm overview={overview} />}</Loaded>}
    </>
  );
}

/** Who most likely answers: the unit accountable for a need, else the first of the circle that is not one's own. */
function likeliest(overview: PersonOverview, own: string): string[] {
  const accountable = overview.needs.find(
    ({ state, accountableUnitId }) => state === 'open' && accountableUnitId !== null && accountableUnitId !== own,
  );
  const unit = accountable?.accountableUnitId ?? circleOf(overview).find((id) => id !== own);
  return unit ? [unit] : [];
}

function SignalForm({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const common = useCommon();
  const further = useFurther();
  const go = useGo();
  const own = useMyUnitId();
  const { id: personId } = overview.person;
  const back = useReturn(`/persons/${personId}`);
  return (
    <Form
      id={`signal:${personId}`}
      route={commitmentsRoutes.signal}
      defaults={{ what: '', area: '', urgency: 'soon', toUnitId: likeliest(overview, own), detail: '' }}
      alias={{ unit_closed: 'toUnitId', to_self: 'toUnitId' }}
      input={({ what, area, urgency, toUnitId, detail }) => ({
        body: {
          personId,
          what,
          area: area as LifeArea,
          urgency: urgency as Urgency,
          toUnitId: toUnitId[0] ?? '',
          detail,
        },
      })}
      submit={t.signal.send}
      cancel={back}
      renderHelp={(problem) => <BasisHelp problem={problem} personId={personId} />}
      onDone={() => {
        tell(t.signal.sent);
        go(back, { replace: true });
      }}
    >
      <TextArea name="what" label={t.signal.what} hint={t.signal.whatHint} rows={2} />
      <SelectField name="area" label={t.signal.area} options={choicesOf(common.areas, lifeAreas)} />
      <RadioField
        row
        name="urgency"
        label={t.signal.urgency}
        options={choicesOf(common.urgencies, urgencies, further.urgencyHints)}
      />
      <UnitField name="toUnitId" label={t.signal.to} circle={circleOf(overview)} />
      <TextArea name="detail" label={t.signal.detail} optional rows={2} />
    </Form>
  );
}
