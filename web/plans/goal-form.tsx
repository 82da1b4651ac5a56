import { useWatch } from 'react-hook-form';
import { goalHorizons, type Goal, planRoutes } from '../../contract/plans.ts';
import { choicesOf, RadioField, TextArea, TextField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { UnitField } from '../kernel/form/unit-field.tsx';
import { useMyUnitId } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { asText } from '../kernel/own/words.ts';
import { PartForm } from './part-form.tsx';
import type { InPlan } from './plan-sheet.tsx';
import { ratingText } from './rating-text.ts';
import { text } from './text.ts';

interface GoalValues {
  readonly words: string;
  readonly measure: string;
  readonly horizon: Goal['horizon'];
  readonly level1: string;
  readonly level2: string;
  readonly level3: string;
  readonly level4: string;
  readonly level5: string;
  readonly [name: string]: unknown;
}

const levelNames = ['level1', 'level2', 'level3', 'level4', 'level5'] as const;
type Levels = Pick<GoalValues, (typeof levelNames)[number]>;
const noLevels: Levels = { level1: '', level2: '', level3: '', level4: '', level5: '' };
const withLevels = (levels: Goal['levels']): Levels =>
  levels === null
    ? noLevels
    : (Object.fromEntries(levelNames.map((name, n) => [name, levels[n] ?? ''])) as unknown as Levels);
/** All empty is no scale; otherwise each must be written, and the one that is not says so. */
const sentLevels = (values: Levels): string[] | null => {
  const levels = levelNames.map((name) => values[name]);
  return levels.every((words) => words.trim() === '') ? null : levels;
};
const levelAlias = Object.fromEntries(levelNames.map((name, n) => [`levels.${n}`, name]));

function GoalFields({ measured = false }: { readonly measured?: boolean }) {
  const t = useText(text);
  const r = useText(ratingText);
  return (
    <>
      <TextArea name="words" label={t.goal.words} hint={t.goal.wordsHint} rows={2} />
      <TextField name="measure" label={t.goal.measure} optional />
      <RadioField name="horizon" label={t.goal.horizon} options={choicesOf(t.horizons, goalHorizons)} row />
      <details className="goal-levels" open={measured}>
        <summary>{r.levels}</summary>
        <div className="stack">
          <p className="soft small">{r.levelsHint}</p>
          {levelNames.map((name, n) => (
            <TextField key={name} name={name} label={r.steps[n] ?? ''} optional />
          ))}
        </div>
      </details>
    </>
  );
}

/** A goal is edited where it stands. */
export function EditGoal({ goal, plan, editing }: InPlan & { readonly goal: Goal }) {
  const t = useText(text);
  const c = useCommon();
  const r = useText(ratingText);
  const part = { personId: plan.personId, planId: plan.id, partId: goal.id };
  const current: GoalValues = {
    words: goal.words,
    measure: goal.measure,
    horizon: goal.horizon,
    ...withLevels(goal.levels),
  };
  return (
    <PartForm
      part={part}
      route={planRoutes.editGoal}
      current={current}
      version={goal.version}
      labels={{
        words: t.goal.words,
        measure: t.goal.measure,
        horizon: t.goal.horizon,
        ...Object.fromEntries(levelNames.map((name, n) => [name, r.steps[n] ?? ''])),
      }}
      alias={levelAlias}
      show={(name, value) => (name === 'horizon' ? t.horizons[value as Goal['horizon']] : asText(value))}
      input={({ words, measure, horizon, ...levels }, version) => ({
        params: part,
        body: { version, words, measure, horizon, sort: goal.sort, levels: sentLevels(levels) },
      })}
      submit={c.form.save}
      onCancel={() => editing.edit(null)}
      onDone={() => {
        tell(t.goal.saved);
        editing.edit(null);
      }}
    >
      <GoalFields measured={goal.levels !== null} />
    </PartForm>
  );
}

/** Who reads a new goal: all who read the plan, or named units alone. Said once, since those who were not to know must never have read it. */
function WhoReads({ person }: Pick<InPlan, 'person'>) {
  const t = useText(text);
  const own = useMyUnitId();
  const circle = person.circle.filter(({ current }) => current).map(({ unitId }) => unitId);
  return (
    <>
      <RadioField
        name="readers"
        label={t.goal.whoReads}
        options={choicesOf(t.goal.readers, ['all', 'some'] as const)}
        row
      />
      {useWatch({ name: 'readers' }) === 'some' && (
        <UnitField
          name="keptTo"
          label={t.goal.keptUnits}
          hint={t.goal.keptHint}
          several
          optional
          circle={circle}
          exclude={[own]}
        />
      )}
    </>
  );
}

interface NewGoalValues extends GoalValues {
  readonly readers: 'all' | 'some';
  readonly keptTo: readonly string[];
}

export function AddGoal({ plan, person, editing }: InPlan) {
  const t = useText(text);
  const defaults: NewGoalValues = {
    words: '',
    measure: '',
    horizon: 'short',
    ...noLevels,
    readers: 'all',
    keptTo: [],
  };
  const sort = 1 + Math.max(0, ...plan.goals.map((goal) => goal.sort));
  return (
    <Form
      id={`plan-goal:${plan.id}`}
      route={planRoutes.addGoal}
      defaults={defaults}
      input={({ words, measure, horizon, readers, keptTo, ...levels }) => ({
        params: { personId: plan.personId, planId: plan.id },
        body: {
          words,
          measure,
          horizon,
          sort,
          levels: sentLevels(levels),
          keptTo: readers === 'some' ? [...keptTo] : null,
        },
      })}
      alias={levelAlias}
      submit={t.goal.add}
      cancel={() => editing.edit(null)}
      onDone={({ id }) => {
        tell(t.goal.saved);
        // The next thing is who does something for it.
        editing.edit(`new:${id}`);
      }}
    >
      <GoalFields />
      <WhoReads person={person} />
    </Form>
  );
}
