import { useEffect, useRef } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import {
  type Consent,
  consentForms,
  consentGivers,
  type ConsentKind,
  consentKinds,
  peopleRoutes,
  type PersonOverview,
} from '../../contract/people.ts';
import type { TermValue } from '../../contract/organisations.ts';
import { toIso } from '../../contract/kernel/time.ts';
import { choicesOf, RadioField, SelectField, TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { noTime, sentTime, timeAt, TimeField, type TypedTime } from '../kernel/form/time-field.tsx';
import { UnitField } from '../kernel/form/unit-field.tsx';
import { useLanguage } from '../kernel/language.ts';
import { currentInstant } from '../kernel/now.ts';
import { circleOf, nameOfPerson, usePerson } from '../kernel/person.ts';
import { useParam, useReturn, useSearch } from '../kernel/route.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { endAfter, useLengthWords, useTerm } from '../kernel/terms.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { useGo } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Loaded, Skeleton } from '../kernel/ui/states.tsx';
import { text } from './text.ts';
import './people.css';

/** Recording what the person says yes or no to: six separate things that are never merged. */
export default function ConsentPage() {
  const t = useText(text);
  const personId = useParam('personId');
  const read = usePerson(personId);
  const { term, settled } = useTerm('consent.longest');
  return (
    <Page title={t.consent.title} lead={t.consent.lead} width="read">
      <Loaded read={read}>
        {(overview) => (settled ? <ConsentForm overview={overview} longest={term} /> : <Skeleton />)}
      </Loaded>
    </Page>
  );
}

interface ConsentFormProps {
  readonly overview: PersonOverview;
  /** The longest that is agreed; undefined when it could not be read. */
  readonly longest: TermValue | undefined;
}

function ConsentForm({ overview, longest }: ConsentFormProps) {
  const t = useText(text);
  const language = useLanguage();
  const go = useGo();
  const own = useMyUnitId();
  const search = useSearch();
  const { id: personId } = overview.person;
  const back = useReturn(`/persons/${personId}`);
  const kind = search.get('kind') ?? '';
  const asked = search.get('units')?.split(',').filter(Boolean);
  const relative = search.get('relative') ?? '';
  const suggested = longest ? timeAt(toIso(endAfter(currentInstant(), longest)), language) : noTime;
  return (
    <>
      <p className="about strong">{nameOfPerson(overview.person)}</p>
      <Form
        id={`consent:${personId}:${kind}:${(asked ?? []).join(',')}${relative}`}
        route={peopleRoutes.recordConsent}
        defaults={{
          kind,
          decision: '',
          form: 'oral',
          givenBy: 'person',
          includedUnitIds: asked ?? [own],
          excludedUnitIds: [] as string[],
          validUntil: kind === 'disclosure' ? suggested : noTime,
          about: '',
          exceptAbout: '',
          relativeId: relative,
        }}
        input={({ validUntil, relativeId, ...values }) => {
          const named = values.kind === 'disclosure' || values.kind === 'shared_record';
          // A no stands until the person says otherwise.
          const until = values.decision === 'no' ? undefined : sentTime(validUntil);
          return {
            params: { personId },
            body: {
              kind: values.kind as ConsentKind,
              decision: values.decision as Consent['decision'],
              form: values.form as Consent['form'],
              givenBy: values.givenBy as Consent['givenBy'],
              about: values.about,
              exceptAbout: values.exceptAbout,
              includedUnitIds: named ? values.includedUnitIds : [],
              excludedUnitIds: named ? values.excludedUnitIds : [],
              ...(values.kind === 'relative' ? { relativeId: relativeId || undefined } : {}),
              ...(until === undefined ? {} : { validUntil: until }),
            },
          };
        }}
        submit={t.consent.saveYes}
        cancel={back}
        onDone={() => {
          tell(t.consent.saved);
          go(back, { replace: true });
        }}
      >
        <RadioField
          name="kind"
          label={t.consent.kind}
          options={choicesOf(t.consent.kinds, consentKinds, t.consent.hints)}
        />
        <RadioField
          row
          name="decision"
          label={t.consent.decision}
          options={[
            { value: 'yes', label: t.consents.yes },
            { value: 'no', label: t.consents.no },
          ]}
        />
        <Whom overview={overview} longest={longest} suggested={suggested} />
        <RadioField row name="form" label={t.consent.form} options={choicesOf(t.consent.forms, consentForms)} />
        <More />
      </Form>
    </>
  );
}

/** Where an end is always needed the longest that is agreed stands there already; where it is not, nothing does. */
function useSuggestedEnd(kind: string | undefined, suggested: TypedTime): void {
  const { getValues, setValue } = useFormContext();
  const before = useRef(kind);
  useEffect(() => {
    if (before.current === kind) return;
    before.current = kind;
    const { text: typed, at } = getValues('validUntil') as TypedTime;
    if (kind === 'disclosure' && typed.trim() === '') setValue('validUntil', suggested);
    if (kind !== 'disclosure' && at !== null && at === suggested.at) setValue('validUntil', noTime);
  });
}

/** Which units or which relative the answer is about, and until when; each kind asks its own. */
function Whom({ overview, longest, suggested }: ConsentFormProps & { readonly suggested: TypedTime }) {
  const t = useText(text);
  const length = useLengthWords();
  const common = useCommon();
  const [kind, decision]: readonly string[] = useWatch({ name: ['kind', 'decision'] });
  useSuggestedEnd(kind, suggested);
  const circle = circleOf(overview);
  const relatives = overview.relatives ?? [];
  const limited =
    longest === undefined
      ? t.consent.untilNeeded
      : (longest.agreement === null ? t.consent.untilNotAgreed : t.consent.untilAgreed)(
          length(longest),
          longest.source,
        );
  return (
    <>
      {(kind === 'disclosure' || kind === 'shared_record') && (
        <UnitField
          several
          name="includedUnitIds"
          label={kind === 'disclosure' && decision !== 'no' ? t.consent.unitsBetween : t.consent.units}
          hint={decision === 'no' ? t.consent.unitsNoHint : kind === 'disclosure' ? t.consent.unitsHint : undefined}
          circle={circle}
        />
      )}
      {kind === 'relative' &&
        (relatives.length === 0 ? (
          <p className="note">{t.consent.noRelative}</p>
        ) : (
          <SelectField
            name="relativeId"
            label={t.consent.relative}
            options={relatives.map(({ id, name, relation }) => ({
              value: id,
              label: name,
              hint: common.relations[relation],
            }))}
          />
        ))}
      {decision !== 'no' && (
        <TimeField
          name="validUntil"
          label={t.consent.until}
          hint={kind === 'disclosure' ? limited : t.consent.untilHint}
          optional={kind !== 'disclosure'}
          time="23:59"
        />
      )}
    </>
  );
}

/** Limits that most answers do not have. */
function More() {
  const t = useText(text);
  const kind: unknown = useWatch({ name: 'kind' });
  return (
    <details className="earlier">
      <summary>{t.consent.more}</summary>
      <div className="stack">
        <RadioField row name="givenBy" label={t.consent.givenBy} options={choicesOf(t.consent.givers, consentGivers)} />
        <TextArea name="about" label={t.consent.about} optional rows={2} />
        <TextArea name="exceptAbout" label={t.consent.except} optional rows={2} />
        {(kind === 'disclosure' || kind === 'shared_record') && (
          <UnitField several name="excludedUnitIds" label={t.consent.excluded} optional />
        )}
      </div>
    </details>
  );
}
