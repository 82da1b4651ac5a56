import { useEffect } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { followUpForms, type PlanView } from '../../contract/plans.ts';
import { meetingRoutes, type ProposedTime } from '../../contract/meetings.ts';
import type { PersonOverview } from '../../contract/people.ts';
import { type Choice, CheckField, choicesOf, RadioField, TextArea, TextField } from '../kernel/form/fields.tsx';
import { sentTime, TimeField, type TypedTime } from '../kernel/form/time-field.tsx';
import { UnitField } from '../kernel/form/unit-field.tsx';
import { useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useText } from '../kernel/text.ts';
import { Skeleton } from '../kernel/ui/states.tsx';
import { meetingText } from './meeting-text.ts';

export interface WhenValues {
  /** A proposed instant, or `other` for one that is typed. */
  readonly time: string;
  readonly otherTime: TypedTime;
  readonly minutes: string;
  readonly form: 'home' | 'digital' | 'phone' | 'office';
  readonly place: string;
  readonly link: string;
  readonly practical: string;
}
export interface WhoValues {
  readonly units: readonly string[];
  readonly relatives: readonly string[];
  readonly invited: string;
}

/** What is sent of the time and place. A time that was not understood is sent as typed, so that the contract refuses it at the field. */
export const whenBody = (values: WhenValues) => ({
  startsAt: values.time === 'other' ? (sentTime(values.otherTime) ?? '') : values.time,
  minutes: Number(values.minutes),
  form: values.form,
  place: values.place,
  link: values.form === 'digital' && values.link !== '' ? values.link : null,
  practical: values.practical,
});
export const whenAlias = { startsAt: 'otherTime' } as const;

const lengths = ['30', '45', '60', '90', '120'] as const;

/** Units of the circle that may be called, and relatives who may be invited; all chosen at first. */
export function WhoFields({
  person,
  exclude,
}: {
  readonly person: PersonOverview;
  readonly exclude: readonly string[];
}) {
  const t = useText(meetingText);
  const relatives = (person.relatives ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const circle = person.circle.filter(({ current }) => current).map(({ unitId }) => unitId);
  return (
    <>
      <UnitField
        name="units"
        label={t.callPage.units}
        hint={t.callPage.unitsHint}
        several
        circle={circle}
        exclude={exclude}
      />
      {relatives.length > 0 && <CheckField name="relatives" label={t.callPage.relatives} options={relatives} row />}
      <TextArea name="invited" label={t.callPage.invited} hint={t.callPage.invitedHint} rows={2} optional />
    </>
  );
}

/** When and where: the best times to choose from, or one's own. */
export function WhenFields({ plan, units }: { readonly plan: PlanView; readonly units: readonly string[] }) {
  const t = useText(meetingText);
  const form = useWatch({ name: 'form' }) as WhenValues['form'];
  const minutes = useWatch({ name: 'minutes' }) as string;
  return (
    <>
      <Times plan={plan} units={units} minutes={minutes} />
      <RadioField
        name="minutes"
        label={t.callPage.length}
        options={lengths.map((value) => ({ value, label: t.minutes(Number(value)) }))}
        row
      />
      <RadioField name="form" label={t.callPage.form} options={choicesOf(t.forms, followUpForms)} row />
      {form === 'digital' && <TextField name="link" label={t.callPage.link} hint={t.callPage.linkHint} />}
      {(form === 'home' || form === 'office') && (
        <TextField name="place" label={t.callPage.place} hint={t.callPage.placeHint} optional />
      )}
      <TextField name="practical" label={t.callPage.practical} hint={t.callPage.practicalHint} optional />
    </>
  );
}

function Times({
  plan,
  units,
  minutes,
}: {
  readonly plan: PlanView;
  readonly units: readonly string[];
  readonly minutes: string;
}) {
  const t = useText(meetingText);
  const times = useTimes();
  const { getValues, setValue } = useFormContext<WhenValues>();
  const chosen = useWatch({ name: 'time' }) as string;
  const read = useRead(meetingRoutes.meetingTimes, {
    params: { personId: plan.personId, planId: plan.id },
    query: { units: units.join(','), minutes },
  });
  const first = read.data?.times[0]?.startsAt;
  // The best time is chosen until somebody chooses; a chosen one that is no longer proposed stays, as one's own.
  useEffect(() => {
    if (first !== undefined && getValues('time') === '') setValue('time', first);
  }, [first, getValues, setValue]);
  if (!read.data) return <Skeleton lines={4} />;
  const hintOf = ({ free, busy, fixed }: ProposedTime): string =>
    [
      busy.length > 0 ? t.callPage.busy(busy.length) : '',
      free.length > 0 ? t.callPage.free(free.length, units.length) : fixed ? '' : t.callPage.nobody,
      fixed ? t.callPage.fixed : '',
    ]
      .filter((word) => word !== '')
      .join(', ');
  const proposed: Choice[] = read.data.times.map((one) => ({
    value: one.startsAt,
    label: times.full(one.startsAt),
    hint: hintOf(one),
  }));
  const kept: Choice[] =
    chosen === '' || chosen === 'other' || proposed.some(({ value }) => value === chosen)
      ? []
      : [{ value: chosen, label: times.full(chosen) }];
  return (
    <>
      <RadioField
        name="time"
        label={t.callPage.time}
        hint={read.data.latest ? t.by(times.date(read.data.latest)) : t.callPage.timeHint}
        options={[...kept, ...proposed, { value: 'other', label: t.callPage.other }]}
      />
      {chosen === 'other' && <TimeField name="otherTime" label={t.callPage.otherTime} time="13:00" />}
    </>
  );
}
