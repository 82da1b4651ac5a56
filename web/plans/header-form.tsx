import { followUpForms, personAgrees, planRoutes } from '../../contract/plans.ts';
import { useDirectory, useUnits } from '../kernel/directory.ts';
import { choicesOf, RadioField, SelectField, TextField, TickField } from '../kernel/form/fields.tsx';
import { sentTime, TimeField, type TypedTime } from '../kernel/form/time-field.tsx';
import { UnitField } from '../kernel/form/unit-field.tsx';
import { useLanguage } from '../kernel/language.ts';
import { useTimes } from '../kernel/now.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { headerValues } from './header.ts';
import { asText } from '../kernel/own/words.ts';
import { PartForm } from './part-form.tsx';
import type { InPlan } from './plan-sheet.tsx';
import { text } from './text.ts';

/** Responsible, next follow-up, form and the person's answer: one part with one version. */
export default function HeaderForm({ plan, person, editing }: InPlan) {
  const t = useText(text);
  const c = useCommon();
  const times = useTimes();
  const language = useLanguage();
  const units = useUnits();
  const authorities = (useDirectory()?.authorities ?? []).filter(
    ({ kind }) => kind === 'region' || kind === 'municipality',
  );
  const circle = person.circle.filter(({ current }) => current).map(({ unitId }) => unitId);
  // Those who take part come first; the whole country's order after.
  const near = new Set(circle.map((id) => units(id)?.authorityId));
  const options = authorities
    .toSorted((a, b) => Number(near.has(b.id)) - Number(near.has(a.id)) || a.name.localeCompare(b.name, 'sv'))
    .map(({ id, name }) => ({ value: id, label: name }));
  const show = (name: string, value: unknown): string => {
    if (name === 'responsibleAuthorityId') return authorities.find(({ id }) => id === value)?.name ?? '';
    if (name === 'unit') return (value as string[]).map((id) => units(id)?.name ?? '').join(', ');
    if (name === 'next') return (value as TypedTime).at ? times.full((value as { at: string }).at) : '';
    if (name === 'followUpForm') return t.forms[value as 'home'] ?? '';
    if (name === 'personAgrees') return t.agrees[value as 'yes'] ?? '';
    if (name === 'noOtherMeasures') return value ? c.form.yes : c.form.no;
    return asText(value);
  };
  const labels = {
    title: t.facts.planName,
    responsibleAuthorityId: t.facts.authority,
    unit: t.facts.unit,
    next: t.facts.next,
    followUpForm: t.facts.form,
    personAgrees: t.facts.agrees,
    noOtherMeasures: t.facts.noOther,
  };
  return (
    <PartForm
      part={{ personId: plan.personId, planId: plan.id, partId: plan.id }}
      route={planRoutes.editHeader}
      current={headerValues(plan, language)}
      version={plan.version}
      labels={labels}
      show={show}
      alias={{ nextFollowUpAt: 'next', responsibleUnitId: 'unit' }}
      input={(values, version) => ({
        params: { personId: plan.personId, planId: plan.id },
        body: {
          version,
          title: values.title,
          responsibleAuthorityId: values.responsibleAuthorityId || null,
          responsibleUnitId: values.unit[0] ?? null,
          nextFollowUpAt: sentTime(values.next) ?? null,
          followUpForm: (values.followUpForm || null) as 'home' | null,
          personAgrees: values.personAgrees,
          noOtherMeasures: values.noOtherMeasures,
        },
      })}
      submit={c.form.save}
      onCancel={() => editing.edit(null)}
      onDone={() => {
        tell(t.facts.saved);
        editing.edit(null);
      }}
    >
      <TextField name="title" label={t.facts.planName} />
      <SelectField
        name="responsibleAuthorityId"
        label={t.facts.authority}
        hint={t.facts.authorityHint}
        options={options}
      />
      <UnitField name="unit" label={t.facts.unit} circle={circle} />
      <TimeField
        name="next"
        label={t.facts.next}
        hint={plan.latestFollowUpAt ? t.facts.nextHint(times.date(plan.latestFollowUpAt)) : undefined}
      />
      <SelectField name="followUpForm" label={t.facts.form} options={choicesOf(t.forms, followUpForms)} />
      <RadioField name="personAgrees" label={t.facts.agrees} options={choicesOf(t.agrees, personAgrees)} row />
      {plan.otherMeasures.length === 0 && <TickField name="noOtherMeasures" label={t.facts.noOther} />}
    </PartForm>
  );
}
