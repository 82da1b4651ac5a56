import { useCallback } from 'react';
import { useWatch } from 'react-hook-form';
import {
  commitmentsRoutes,
  type LifeArea,
  lifeAreas,
  type PromiseDetail,
  urgencies,
} from '../../contract/commitments.ts';
import type { PersonOverview } from '../../contract/people.ts';
import { CheckField, choicesOf, RadioField, SelectField, TextArea, TextField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { noTime, sentTime, TimeField } from '../kernel/form/time-field.tsx';
import { UnitField } from '../kernel/form/unit-field.tsx';
import { circleOf, usePerson } from '../kernel/person.ts';
import { useRead } from '../kernel/read.ts';
import { useParam, useReturn, useSearch } from '../kernel/route.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { useFurther } from '../kernel/text/further.ts';
import { tell } from '../kernel/toast.ts';
import { useGo } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Loaded, Skeleton } from '../kernel/ui/states.tsx';
import { AboutPerson } from './about-person.tsx';
import { BasisHelp } from './basis-help.tsx';
import { OnTheirWay, onTheirWay, Unseen } from './on-their-way.tsx';
import { text } from './text.ts';

/** Asking another unit, or handing accountability for needs over to it; to one or to several of which the first takes it. */
export default function OfferPage() {
  const t = useText(text);
  const personId = useParam('personId');
  const follows = useSearch().get('follows') ?? '';
  const person = usePerson(personId);
  const { refetch } = person;
  const readAnew = useCallback(() => void refetch(), [refetch]);
  const former = useRead(commitmentsRoutes.promise, { params: { id: follows } }, { enabled: follows !== '' });
  return (
    <Page title={t.offer.title} lead={t.offer.lead} width="read">
      <AboutPerson personId={personId} />
      {person.data &&
        (follows !== '' && former.isPending ? (
          <Skeleton />
        ) : (
          <Loaded read={person}>
            {(overview) => <OfferForm overview={overview} former={former.data} readAnew={readAnew} />}
          </Loaded>
        ))}
    </Page>
  );
}

interface OfferFormProps {
  readonly overview: PersonOverview;
  /** An earlier promise that came to nothing. */
  readonly former: PromiseDetail | undefined;
  readonly readAnew: () => void;
}

function OfferForm({ overview, former, readAnew }: OfferFormProps) {
  const t = useText(text);
  const common = useCommon();
  const further = useFurther();
  const go = useGo();
  const own = useMyUnitId();
  const wanted = useSearch().get('need') ?? '';
  const { id: personId } = overview.person;
  const back = useReturn(`/persons/${personId}#promises`);
  const ours = overview.needs.filter((need) => need.state === 'open' && need.accountableUnitId === own);
  const formerNeeds = (former?.needs ?? []).map(({ id }) => id).filter((id) => ours.some((need) => need.id === id));
  const needIds = wanted ? [wanted] : formerNeeds;
  const firstNeed = ours.find(({ id }) => id === needIds[0]);
  const offers = onTheirWay(overview, own);
  const follows = former && former.from.unitId === own ? former.id : undefined;
  return (
    <Form
      id={`offer:${personId}`}
      route={commitmentsRoutes.offer}
      defaults={{
        kind: needIds.length > 0 || former?.kind === 'handover' ? 'handover' : 'request',
        needIds,
        toUnitIds: [] as string[],
        what: former?.what ?? '',
        area: former?.area ?? firstNeed?.area ?? '',
        urgency: former?.urgency ?? 'planned',
        dueAt: noTime,
        detail: former?.detail ?? '',
        // What one has seen is sent along, and kept with the draft, so that what a colleague sends meanwhile is not undone unseen.
        replaces: offers.map(({ id }) => id),
      }}
      alias={{
        identity_in_text: 'what',
        unit_closed: 'toUnitIds',
        to_self: 'toUnitIds',
        time_passed: 'dueAt',
        need_closed: 'needIds',
        not_accountable: 'needIds',
      }}
      input={({ kind, dueAt, ...values }) => ({
        body: {
          personId,
          kind: kind as 'handover' | 'request',
          what: values.what,
          detail: values.detail,
          area: values.area as LifeArea,
          urgency: values.urgency,
          toUnitIds: values.toUnitIds,
          needIds: kind === 'handover' ? values.needIds : [],
          ...(kind === 'handover' ? { replaces: values.replaces } : {}),
          dueAt: sentTime(dueAt) ?? '',
          ...(follows ? { followsId: follows } : {}),
        },
      })}
      submit={t.offer.send}
      cancel={back}
      renderHelp={(problem) =>
        problem.code === 'stale' ? <Unseen onShow={readAnew} /> : <BasisHelp problem={problem} personId={personId} />
      }
      onDone={(_, { kind }) => {
        tell(kind === 'handover' ? t.offer.sent : t.offer.sentRequest);
        go(back, { replace: true });
      }}
    >
      <RadioField
        row
        name="kind"
        label={t.offer.kind}
        options={[
          { value: 'handover', label: t.offer.handover, hint: t.offer.handoverHint },
          { value: 'request', label: t.offer.request, hint: t.offer.requestHint },
        ]}
      />
      <Needs needs={ours} />
      <OnTheirWay offers={offers} />
      <UnitField
        several
        name="toUnitIds"
        label={t.offer.to}
        hint={t.offer.toHint}
        circle={circleOf(overview)}
        exclude={[own]}
      />
      <TextField name="what" label={t.offer.what} hint={t.offer.whatHint} />
      <SelectField name="area" label={t.offer.area} options={choicesOf(common.areas, lifeAreas)} />
      <RadioField
        row
        name="urgency"
        label={t.offer.urgency}
        options={choicesOf(common.urgencies, urgencies, further.urgencyHints)}
      />
      <TimeField name="dueAt" label={t.offer.due} />
      <TextArea name="detail" label={t.offer.detail} hint={t.offer.detailHint} optional />
    </Form>
  );
}

/** Only what one's own unit is accountable for can be handed over. */
function Needs({ needs }: { readonly needs: PersonOverview['needs'] }) {
  const t = useText(text);
  const common = useCommon();
  const kind: unknown = useWatch({ name: 'kind' });
  if (kind !== 'handover') return null;
  if (needs.length === 0) return <p className="note">{t.offer.noNeeds}</p>;
  return (
    <CheckField
      name="needIds"
      label={t.offer.needs}
      options={needs.map(({ id, words, area }) => ({ value: id, label: words, hint: common.areas[area] }))}
    />
  );
}
