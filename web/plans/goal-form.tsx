import { goalHorizons, type Goal, planRoutes } from '../../contract/plans.ts';
import { choicesOf, RadioField, TextArea, TextField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useCommon, useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { asText } from './merge.ts';
import { PartForm } from './part-form.tsx';
import type { InPlan } from './plan-sheet.tsx';
import { text } from './text.ts';

interface GoalValues {
  readonly words: string;
  readonly measure: string;
  readonly horizon: Goal['horizon'];
  readonly [name: string]: unknown;
}

function GoalFields() {
  const t = useText(text);
  return (
    <>
      <TextArea name="words" label={t.goal.words} hint={t.goal.wordsHint} rows={2} />
      <TextField name="measure" label={t.goal.measure} optional />
      <RadioField name="horizon" label={t.goal.horizon} options={choicesOf(t.horizons, goalHorizons)} row />
    </>
  );
}

/** A goal is edited where it stands. */
export function EditGoal({ goal, plan, editing }: InPlan & { readonly goal: Goal }) {
  const t = useText(text);
  const c = useCommon();
  const part = { personId: plan.personId, planId: plan.id, partId: goal.id };
  const current: GoalValues = { words: goal.words, measure: goal.measure, horizon: goal.horizon };
  return (
    <PartForm
      part={part}
      route={planRoutes.editGoal}
      current={current}
      version={goal.version}
      labels={{ words: t.goal.words, measure: t.goal.measure, horizon: t.goal.horizon }}
      show={(name, value) => (name === 'horizon' ? t.horizons[value as Goal['horizon']] : asText(value))}
      input={({ words, measure, horizon }, version) => ({
        params: part,
        body: { version, words, measure, horizon, sort: goal.sort },
      })}
      submit={c.form.save}
      onCancel={() => editing.edit(null)}
      onDone={() => {
        tell(t.goal.saved);
        editing.edit(null);
      }}
    >
      <GoalFields />
    </PartForm>
  );
}

export function AddGoal({ plan, editing }: InPlan) {
  const t = useText(text);
  const defaults: GoalValues = { words: '', measure: '', horizon: 'short' };
  const sort = 1 + Math.max(0, ...plan.goals.map((goal) => goal.sort));
  return (
    <Form
      id={`plan-goal:${plan.id}`}
      route={planRoutes.addGoal}
      defaults={defaults}
      input={({ words, measure, horizon }) => ({
        params: { personId: plan.personId, planId: plan.id },
        body: { words, measure, horizon, sort },
      })}
      submit={t.goal.add}
      cancel={() => editing.edit(null)}
      onDone={({ id }) => {
        tell(t.goal.saved);
        // The next thing is who does something for it.
        editing.edit(`new:${id}`);
      }}
    >
      <GoalFields />
    </Form>
  );
}
