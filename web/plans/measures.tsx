import { type OtherMeasure, planRoutes } from '../../contract/plans.ts';
import { readDraft } from '../kernel/form/draft.ts';
import { TextArea, TextField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useSend } from '../kernel/send.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { ChangedBy } from './changed-by.tsx';
import { PartForm } from './part-form.tsx';
import type { InPlan } from './plan-sheet.tsx';
import { text } from './text.ts';
import { planSubAddress } from './use-plan.ts';

/** What others than region and municipality do: the law asks for it, also when it is nothing. */
export function Measures(part: InPlan) {
  const t = useText(text);
  const { plan, open, editing } = part;
  const adding = editing.at === 'new:measure';
  return (
    <section className="stack" aria-labelledby="plan-measures" id="measures">
      <h2 id="plan-measures">{t.measure.title}</h2>
      {plan.otherMeasures.length === 0 ? (
        <p className="soft">{plan.noOtherMeasures ? t.measure.noneAsked : `${t.measure.none} ${t.measure.lead}`}</p>
      ) : (
        <ul className="insatser">
          {plan.otherMeasures.map((measure) => (
            <li key={measure.id} className="measure">
              {editing.at === measure.id ? <Edit measure={measure} {...part} /> : <Show measure={measure} {...part} />}
            </li>
          ))}
        </ul>
      )}
      <Gone {...part} />
      {open &&
        (adding ? (
          <Add {...part} />
        ) : (
          <div className="no-print">
            <Button look="quiet" onClick={() => editing.edit('new:measure')}>
              {t.measure.add}
            </Button>
          </div>
        ))}
    </section>
  );
}

type One = InPlan & { readonly measure: OtherMeasure };
const addressOf = ({ plan, measure }: One) => ({ personId: plan.personId, planId: plan.id, partId: measure.id });

function Show(props: One) {
  const t = useText(text);
  const { measure, plan, open, editing } = props;
  const part = addressOf(props);
  const { send, busy, problem } = useSend(planRoutes.removeOtherMeasure, `remove:${measure.id}`);
  const remove = async (): Promise<void> => {
    if (await send({ params: part, body: { version: measure.version } })) tell(t.measure.removed);
  };
  return (
    <>
      <div className="goal-head">
        <div>
          <p className="strong">{measure.what}</p>
          <p className="small soft cluster">
            {measure.who} <ChangedBy part={part} version={measure.version} />
          </p>
        </div>
        <div className="cluster goal-moves no-print">
          {open && (
            <>
              <Button
                look="plain"
                size="small"
                aria-label={t.changeWhat(measure.what)}
                onClick={() => editing.edit(measure.id)}
              >
                {t.change}
              </Button>
              <Button
                look="plain"
                size="small"
                busy={busy}
                aria-label={t.measure.removeWhat(measure.what)}
                onClick={() => void remove()}
              >
                {t.measure.remove}
              </Button>
            </>
          )}
          <Link
            className="small"
            aria-label={t.historyOf(measure.what)}
            to={planSubAddress(plan.personId, 'history', { plan: plan.id, part: measure.id })}
          >
            {t.history}
          </Link>
        </div>
      </div>
      {problem && <Problem error={problem} />}
    </>
  );
}

function Edit(props: One) {
  const t = useText(text);
  const c = useCommon();
  const { measure, editing } = props;
  const part = addressOf(props);
  return (
    <PartForm
      part={part}
      route={planRoutes.editOtherMeasure}
      current={{ what: measure.what, who: measure.who }}
      version={measure.version}
      labels={{ what: t.measure.what, who: t.measure.who }}
      input={({ what, who }, version) => ({ params: part, body: { version, what, who } })}
      submit={c.form.save}
      onCancel={() => editing.edit(null)}
      onDone={() => {
        tell(t.measure.saved);
        editing.edit(null);
      }}
    >
      <Fields />
    </PartForm>
  );
}

function Add({ plan, editing }: InPlan) {
  const t = useText(text);
  return (
    <Form
      id={`plan-measure:${plan.id}`}
      route={planRoutes.addOtherMeasure}
      defaults={{ what: '', who: '' }}
      input={(body) => ({ params: { personId: plan.personId, planId: plan.id }, body })}
      submit={t.measure.add}
      cancel={() => editing.edit(null)}
      onDone={() => {
        tell(t.measure.saved);
        editing.edit(null);
      }}
    >
      <Fields />
    </Form>
  );
}

function Fields() {
  const t = useText(text);
  return (
    <>
      <TextArea name="what" label={t.measure.what} rows={2} />
      <TextField name="who" label={t.measure.who} />
    </>
  );
}

/** The measure that someone writes in is gone: the typed text is not. */
function Gone({ plan, editing }: InPlan) {
  const t = useText(text);
  const { at } = editing;
  if (at === null || !/^[\da-f-]{36}$/.test(at)) return null;
  if ([...plan.otherMeasures, ...plan.goals].some(({ id }) => id === at)) return null;
  const draft = readDraft<{ what: string; who: string }>(`plan:${at}`);
  if (!draft) return null;
  return (
    <div className="note" data-tone="near" aria-live="polite">
      <p>{t.measure.wasRemoved}</p>
      <p className="conflict-side">{[draft.what, draft.who].filter(Boolean).join('\n')}</p>
    </div>
  );
}
