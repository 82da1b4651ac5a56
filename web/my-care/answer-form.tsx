import { useWatch } from 'react-hook-form';
import { type ConsentKind, consentKinds, peopleRoutes } from '../../contract/people.ts';
import { addCalendarDays, toIso } from '../../contract/kernel/time.ts';
import { useUnits } from '../kernel/directory.ts';
import { CheckField, choicesOf, RadioField, TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { currentInstant } from '../kernel/now.ts';
import { circleOf } from '../kernel/person.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import type { Mine } from './mine.tsx';
import { pagesText } from './pages-text.ts';

interface Values {
  readonly kind: ConsentKind | '';
  readonly decision: string;
  readonly units: string[];
  readonly relativeId: string;
  readonly months: string;
  readonly exceptAbout: string;
  readonly [name: string]: unknown;
}

const days: Readonly<Record<string, number>> = { '3': 91, '6': 182, '12': 365 };
const withUnits: ReadonlySet<string> = new Set(['disclosure', 'shared_record']);

/** A new yes or no, one question at a time. */
export function AnswerForm({ mine, onDone }: { readonly mine: Mine; readonly onDone: () => void }) {
  const p = useText(pagesText);
  const { personId } = mine;
  const defaults: Values = { kind: '', decision: '', units: [], relativeId: '', months: '6', exceptAbout: '' };
  return (
    <div className="own-panel">
      <Form
        id={`my-answer:${personId}`}
        route={peopleRoutes.recordConsent}
        defaults={defaults}
        alias={{ includedUnitIds: 'units', validUntil: 'months' }}
        input={({ kind, decision, units, relativeId, months, exceptAbout }) => {
          const timed = decision === 'yes' && withUnits.has(kind);
          return {
            params: { personId },
            body: {
              kind: kind as ConsentKind,
              decision: decision as 'yes',
              form: 'written' as const,
              exceptAbout: decision === 'yes' ? exceptAbout : '',
              includedUnitIds: withUnits.has(kind) ? units : [],
              ...(kind === 'relative' && relativeId ? { relativeId } : {}),
              // To the hour, so that a second press is the same answer.
              ...(timed
                ? {
                    validUntil: toIso(
                      addCalendarDays(Math.floor(currentInstant() / 3_600_000) * 3_600_000, days[months] ?? 182),
                    ),
                  }
                : {}),
            },
          };
        }}
        submit={p.answers.save}
        cancel={onDone}
        onDone={() => {
          tell(p.answers.saved);
          onDone();
        }}
      >
        <RadioField name="kind" label={p.answers.which} options={choicesOf(p.questions, consentKinds)} />
        <Asked mine={mine} />
      </Form>
    </div>
  );
}

function Asked({ mine }: { readonly mine: Mine }) {
  const p = useText(pagesText);
  const units = useUnits();
  const kind = useWatch({ name: 'kind' }) as Values['kind'];
  const decision = useWatch({ name: 'decision' }) as string;
  if (kind === '') return null;
  const hint = decision === 'no' ? p.answers.whoNone : kind === 'disclosure' ? p.answers.whoTwo : p.answers.whoOne;
  const relatives = (mine.person.relatives ?? []).filter(({ validTo }) => validTo === null);
  return (
    <>
      <p>{p.explained[kind]}</p>
      <RadioField
        name="decision"
        label={p.answers.answer}
        row
        options={[
          { value: 'yes', label: p.yes },
          { value: 'no', label: p.no },
        ]}
      />
      {withUnits.has(kind) && (
        <CheckField
          name="units"
          label={p.answers.who}
          hint={hint}
          options={circleOf(mine.person).map((id) => ({ value: id, label: units(id)?.name ?? '' }))}
        />
      )}
      {kind === 'relative' && (
        <RadioField
          name="relativeId"
          label={p.answers.relative}
          options={relatives.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {withUnits.has(kind) && decision === 'yes' && (
        <RadioField
          name="months"
          label={p.answers.howLong}
          options={choicesOf(p.answers.months, ['3', '6', '12'])}
          row
        />
      )}
      {decision === 'yes' && <TextArea name="exceptAbout" label={p.answers.except} optional rows={2} />}
    </>
  );
}
