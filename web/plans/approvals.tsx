import { useWatch } from 'react-hook-form';
import { type Approval, approvalAnswers, planRoutes } from '../../contract/plans.ts';
import { choicesOf, RadioField, SelectField, TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useTimes } from '../kernel/now.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { YesNo } from './facts.tsx';
import type { InPlan } from './plan-sheet.tsx';
import { nameOf } from './plan-words.ts';
import { sectionText } from './section-text.ts';
import { text } from './text.ts';

/** What a word is called by: the person by name, a guardian or trustee by theirs. */
export function useVoiceName(part: InPlan): (one: Pick<Approval, 'byKind' | 'name'>) => string {
  const t = useText(sectionText);
  return ({ byKind, name }) => (byKind === 'person' ? part.person.person.givenName : name || t.approvals.by[byKind]);
}

/** The latest yes and no of each who may speak, of the whole plan and of single interventions; and the way to write one down. */
export function Approvals(part: InPlan) {
  const t = useText(sectionText);
  const { plan, open, editing } = part;
  const nothing = plan.approvals.length === 0;
  const said = new Set(
    plan.approvals.filter(({ byKind, partId }) => byKind === 'guardian' && partId === null).map(({ answer }) => answer),
  );
  return (
    <section className="stack-tight" aria-labelledby="plan-approvals" id="approvals">
      <h2 id="plan-approvals">{t.approvals.title}</h2>
      {nothing && <p className="soft">{plan.personAgrees === 'not_asked' ? t.approvals.none : t.approvals.before}</p>}
      {!nothing && (
        <ul className="approvals">
          {plan.approvals.map((one) => (
            <Word key={one.id} one={one} part={part} />
          ))}
        </ul>
      )}
      {said.size > 1 && (
        <p className="note small" data-tone="near">
          {t.approvals.disagree}
        </p>
      )}
      {plan.guardiansMissing !== null && plan.guardiansMissing > 0 && (
        <p className="small">{t.approvals.waits(plan.guardiansMissing)}</p>
      )}
      {open && editing.at !== 'approval' && (
        <p className="no-print">
          <Button look="quiet" size="small" onClick={() => editing.edit('approval')}>
            {t.approvals.write}
          </Button>
        </p>
      )}
      {editing.at === 'approval' && <WriteDown {...part} />}
    </section>
  );
}

function Word({ one, part }: { readonly one: Approval; readonly part: InPlan }) {
  const t = useText(sectionText);
  const p = useText(text);
  const times = useTimes();
  const voiceName = useVoiceName(part);
  const about =
    one.partId === null
      ? t.approvals.whole
      : (part.plan.interventions.find(({ id }) => id === one.partId)?.promise?.what ?? p.intervention.hidden);
  return (
    <li className="stack-tight">
      <p className="cluster">
        <YesNo answer={one.answer} words={t.approvals[one.answer]} />
        <span className="strong">{voiceName(one)}</span>
        {one.byKind !== 'person' && <span className="soft small">{t.approvals.by[one.byKind]}</span>}
      </p>
      <p className="small">
        {about}. <span className="soft">{`${times.moment(one.at)}, ${t.approvals.how[one.how]}.`}</span>
      </p>
      {one.words && <p className="small">”{one.words}”</p>}
      {one.notedBy && <p className="small soft">{t.approvals.noted(nameOf(one.notedBy, ''))}</p>}
    </li>
  );
}

interface Values {
  readonly who: string;
  readonly about: string;
  readonly answer: string;
  readonly how: string;
  readonly words: string;
}

/** Who said what, of what, and how: as it was said, with the plan as it now stands. */
function WriteDown({ plan, person, editing }: InPlan) {
  const t = useText(sectionText);
  const defaults: Values = { who: 'person', about: '', answer: '', how: 'oral', words: '' };
  const who = [
    { value: 'person', label: person.person.givenName },
    ...plan.deputies.map(({ relativeId, name, kind }) => ({
      value: `${kind}:${relativeId}`,
      label: name,
      hint: t.approvals.by[kind],
    })),
  ];
  return (
    <Form
      id={`plan-approval:${plan.id}`}
      route={planRoutes.approvePlan}
      defaults={defaults}
      alias={{ byKind: 'who', relativeId: 'who', partId: 'about' }}
      input={(values) => {
        const [byKind, relativeId] = values.who.split(':');
        return {
          params: { personId: plan.personId, planId: plan.id },
          body: {
            planVersion: plan.version,
            partId: values.about === '' ? null : values.about,
            answer: values.answer as 'yes',
            how: values.how as 'oral',
            words: values.words,
            byKind: byKind as 'person',
            relativeId: relativeId ?? null,
          },
        };
      }}
      submit={t.approvals.save}
      cancel={() => editing.edit(null)}
      onDone={() => {
        tell(t.approvals.saved);
        editing.edit(null);
      }}
      renderHelp={(problem) => problem.code === 'stale' && <p>{t.approvals.stale}</p>}
    >
      {who.length > 1 && <RadioField name="who" label={t.approvals.who} options={who} />}
      <RadioField
        name="answer"
        label={t.approvals.answer}
        options={choicesOf({ yes: t.approvals.yes, no: t.approvals.no }, approvalAnswers)}
        row
      />
      <About plan={plan} />
      <RadioField
        name="how"
        label={t.approvals.howSaid}
        options={choicesOf(t.approvals.how, ['oral', 'written'])}
        row
      />
      <TextArea name="words" label={t.approvals.words} rows={2} optional />
    </Form>
  );
}

function About({ plan }: Pick<InPlan, 'plan'>) {
  const t = useText(sectionText);
  const chosen = useWatch({ name: 'about' }) as string;
  const living = plan.interventions.filter(
    ({ id, promise }) =>
      promise !== null && (id === chosen || !['declined', 'withdrawn', 'lapsed'].includes(promise.state)),
  );
  if (living.length === 0) return null;
  return (
    <SelectField
      name="about"
      label={t.approvals.about}
      options={[
        { value: '', label: t.approvals.whole },
        ...living.map(({ id, promise }) => ({ value: id, label: promise?.what ?? '' })),
      ]}
    />
  );
}
