import { lifeAreas, urgencies } from '../../contract/commitments.ts';
import { type Goal, planRoutes } from '../../contract/plans.ts';
import { CheckField, choicesOf, RadioField, SelectField, TextArea, TextField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { noTime, sentTime, TimeField, type TypedTime } from '../kernel/form/time-field.tsx';
import { UnitField } from '../kernel/form/unit-field.tsx';
import { address } from '../kernel/route.ts';
import { useMe } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { useFurther } from '../kernel/text/further.ts';
import { tell } from '../kernel/toast.ts';
import { ButtonLink } from '../kernel/ui/button.tsx';
import { useWatch } from 'react-hook-form';
import type { InPlan } from './plan-sheet.tsx';
import { text } from './text.ts';
import { planAddress } from './use-plan.ts';

interface Values {
  readonly what: string;
  readonly detail: string;
  readonly area: string;
  readonly who: 'own' | 'other' | 'person' | 'relative';
  readonly unit: string[];
  readonly relativeId: string;
  readonly urgency: string;
  readonly due: TypedTime;
  readonly needIds: string[];
  readonly [name: string]: unknown;
}

function receiver({ who, unit, relativeId }: Values, own: string) {
  if (who === 'person') return { kind: 'person' as const };
  if (who === 'relative') return { kind: 'relative' as const, relativeId };
  return { kind: 'unit' as const, unitId: who === 'own' ? own : (unit[0] ?? '') };
}

/** An intervention is a promise with one owner: our own, the person's and a relative's stand at once, another unit is asked. */
export default function AddIntervention({ goal, plan, person, editing }: InPlan & { readonly goal: Goal }) {
  const t = useText(text);
  const c = useCommon();
  const me = useMe();
  const own = me.assignment?.unit;
  const { personId } = plan;
  const needs = person.needs.filter(({ state }) => state === 'open');
  const defaults: Values = {
    what: '',
    detail: '',
    area: '',
    who: 'own',
    unit: [],
    relativeId: '',
    urgency: 'planned',
    due: noTime,
    needIds: [],
  };
  const sort = 1 + Math.max(0, ...plan.interventions.map((one) => one.sort));
  return (
    <div className="inset">
      <p className="soft">
        {t.intervention.for}: <span className="strong">{goal.words}</span>
      </p>
      <Form
        id={`plan-intervention:${goal.id}`}
        route={planRoutes.addIntervention}
        defaults={defaults}
        alias={{ 'to.unitId': 'unit', 'to.relativeId': 'relativeId', to: 'who', dueAt: 'due' }}
        input={(values) => ({
          params: { personId, planId: plan.id },
          body: {
            goalId: goal.id,
            what: values.what,
            detail: values.detail,
            area: values.area as 'd1',
            urgency: values.urgency as 'planned',
            to: receiver(values, own?.id ?? ''),
            needIds: values.needIds,
            dueAt: sentTime(values.due) ?? '',
            sort,
          },
        })}
        submit={t.intervention.promise}
        cancel={() => editing.edit(null)}
        onDone={({ commitmentState }) => {
          tell(commitmentState === 'offered' ? t.intervention.asked : t.intervention.saved);
          editing.edit(null);
        }}
        renderHelp={(problem, values) =>
          problem.code === 'basis_missing' && (
            <ButtonLink
              look="quiet"
              to={address(`/persons/${personId}/consent`, {
                kind: 'disclosure',
                units: [own?.id, values.unit[0]].filter(Boolean).join(','),
                return: planAddress(personId, plan.id),
              })}
            >
              {t.intervention.consentFirst}
            </ButtonLink>
          )
        }
      >
        <TextField name="what" label={t.intervention.what} hint={t.intervention.whatHint} />
        <RadioField
          name="who"
          label={t.intervention.who}
          options={[
            { value: 'own', label: t.intervention.own(own?.name ?? '') },
            { value: 'other', label: t.intervention.other },
            { value: 'person', label: t.intervention.person },
            // A goal for named units is shown to no relative.
            ...(goal.keptTo ? [] : [{ value: 'relative', label: t.intervention.relative }]),
          ]}
        />
        <Whom person={person} own={own?.id ?? ''} keptTo={goal.keptTo} />
        <TimeField name="due" label={t.intervention.due} />
        <SelectField name="area" label={t.intervention.area} options={choicesOf(c.areas, lifeAreas)} />
        {needs.length > 0 && (
          <CheckField
            name="needIds"
            label={t.intervention.needs}
            optional
            options={needs.map(({ id, words }) => ({ value: id, label: words }))}
          />
        )}
        <TextArea name="detail" label={t.intervention.detail} optional rows={2} />
      </Form>
    </div>
  );
}

/** What must be known about the one chosen. */
function Whom({
  person,
  own,
  keptTo,
}: {
  readonly person: InPlan['person'];
  readonly own: string;
  readonly keptTo: Goal['keptTo'];
}) {
  const t = useText(text);
  const c = useCommon();
  const f = useFurther();
  const who = useWatch({ name: 'who' }) as Values['who'];
  const relatives = (person.relatives ?? []).filter(({ validTo }) => validTo === null);
  if (who === 'other') {
    return (
      <>
        <UnitField
          name="unit"
          label={t.intervention.unit}
          exclude={[own]}
          circle={(keptTo?.map(({ id }) => id) ?? current(person)).filter((id) => id !== own)}
        />
        <RadioField
          name="urgency"
          label={t.intervention.urgency}
          options={choicesOf(c.urgencies, urgencies, f.urgencyHints)}
          row
        />
      </>
    );
  }
  if (who !== 'relative') return null;
  if (relatives.length === 0) return <p className="soft">{t.intervention.noRelatives}</p>;
  return (
    <SelectField
      name="relativeId"
      label={t.intervention.relativeWho}
      options={relatives.map(({ id, name, relation }) => ({ value: id, label: name, hint: c.relations[relation] }))}
    />
  );
}

const current = (person: InPlan['person']): string[] =>
  person.circle.filter((one) => one.current).map(({ unitId }) => unitId);
