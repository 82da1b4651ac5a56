import {
  followUpForms,
  followUpOutcomes,
  goalResults,
  planCloseReasons,
  type PlanView,
  planRoutes,
} from '../../contract/plans.ts';
import { toIso } from '../../contract/kernel/time.ts';
import { useFormContext, useWatch } from 'react-hook-form';
import type { PersonOverview } from '../../contract/people.ts';
import { choicesOf, RadioField, TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { noTime, timeAt, TimeField } from '../kernel/form/time-field.tsx';
import { useLanguage } from '../kernel/language.ts';
import { currentInstant, useTimes } from '../kernel/now.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { useGo } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Loaded } from '../kernel/ui/states.tsx';
import {
  followUpAlias,
  followUpBody,
  gasName,
  ownWordsName,
  ratingName,
  type FollowUpValues,
  isSeen,
  openGoals,
  resultName,
  seenOf,
  wordsName,
} from './follow-up-body.ts';
import { noteOwn } from './own-versions.ts';
import { ReadAnew } from './part-form.tsx';
import './plans.css';
import { GasField, OwnRating } from './rating.tsx';
import { PlanRoom } from './plan-room.tsx';
import { text } from './text.ts';
import { planAddress, usePlan } from './use-plan.ts';

/** The follow-up: the person's own words first, every open goal, and what then; all on one page. */
export default function FollowUpPage() {
  const read = usePlan();
  const { overview, plan } = read;
  return (
    <PlanRoom read={read}>
      <Loaded read={overview}>
        {(person) => <Loaded read={plan}>{(one) => <FollowUpOf plan={one} person={person} />}</Loaded>}
      </Loaded>
    </PlanRoom>
  );
}

function FollowUpOf({ plan, person }: { readonly plan: PlanView; readonly person: PersonOverview }) {
  const t = useText(text);
  const go = useGo();
  const language = useLanguage();
  const back = planAddress(plan.personId, plan.id);
  const goals = openGoals(plan);
  const { givenName, familyName } = person.person;
  const defaults: FollowUpValues = {
    heldAt: timeAt(toIso(currentInstant()), language),
    form: '',
    personWords: '',
    outcome: '',
    next: noTime,
    reason: '',
    seen: seenOf(plan),
    ...Object.fromEntries(
      goals.flatMap(({ id }) => [
        [resultName(id), ''],
        [wordsName(id), ''],
        [ratingName(id), ''],
        [ownWordsName(id), ''],
        [gasName(id), ''],
      ]),
    ),
  };
  const header = {
    title: t.follow.title,
    lead: `${givenName} ${familyName}. ${plan.title}`,
    back: { to: back, words: t.backToPlan },
  };
  if (!plan.actions.includes('follow_up_continue')) {
    return (
      <Page width="read" {...header}>
        <p className="note">{t.follow.notNow}</p>
      </Page>
    );
  }
  return (
    <Page width="read" {...header}>
      <Form
        id={`plan-follow-up:${plan.id}`}
        route={planRoutes.followUpPlan}
        defaults={defaults}
        alias={followUpAlias(goals)}
        input={(values) => ({
          params: { personId: plan.personId, planId: plan.id },
          body: followUpBody(values, goals),
        })}
        submit={t.follow.save}
        cancel={back}
        onDone={(answer) => {
          noteOwn(plan.id, answer.version);
          tell(t.follow.saved);
          go(back);
        }}
        renderHelp={(problem) => problem.code === 'stale' && <ReadAnew />}
      >
        <Changed plan={plan} />
        <TextArea name="personWords" label={t.follow.personWords(givenName)} hint={t.follow.personWordsHint} rows={4} />
        <h2>{t.follow.goals}</h2>
        {goals.length === 0 && <p className="soft">{t.follow.noGoals}</p>}
        {goals.map(({ id, words, measure, levels }) => (
          <section key={id} className="inset" aria-label={words}>
            <OwnRating goalId={id} words={words} name={givenName} />
            {levels && <GasField goalId={id} levels={levels} />}
            <RadioField
              name={resultName(id)}
              label={words}
              hint={measure}
              options={choicesOf(t.goals, goalResults)}
              row
            />
            <TextArea name={wordsName(id)} label={t.follow.words} optional rows={2} />
          </section>
        ))}
        <RadioField
          name="outcome"
          label={t.follow.whatThen}
          options={choicesOf(t.outcomes, followUpOutcomes, t.outcomeHints)}
        />
        <Then plan={plan} />
        <div className="past">
          <TimeField name="heldAt" label={t.follow.heldAt} />
        </div>
        <RadioField name="form" label={t.follow.form} options={choicesOf(t.forms, followUpForms)} row />
      </Form>
    </Page>
  );
}

/** What the outcome asks for. */
function Then({ plan }: { readonly plan: PlanView }) {
  const t = useText(text);
  const times = useTimes();
  const outcome = useWatch({ name: 'outcome' }) as string;
  if (outcome === 'close')
    return <RadioField name="reason" label={t.follow.reason} options={choicesOf(t.closing, planCloseReasons)} />;
  if (outcome === '') return null;
  const latest = plan.latestFollowUpAt;
  return (
    <TimeField
      name="next"
      label={t.follow.next}
      optional={outcome === 'revise'}
      hint={latest ? t.facts.nextHint(times.date(latest)) : undefined}
    />
  );
}

/** The plan moved on while the follow-up was written: it is shown, and seen before it can be saved. */
function Changed({ plan }: { readonly plan: PlanView }) {
  const t = useText(text);
  const { setValue } = useFormContext<FollowUpValues>();
  const seen = useWatch({ name: 'seen' }) as FollowUpValues['seen'];
  if (isSeen(seen, plan)) return null;
  return (
    <div className="note" data-tone="near" aria-live="polite">
      <p>{t.follow.changed}</p>
      <div>
        <Button look="quiet" size="small" onClick={() => setValue('seen', seenOf(plan), { shouldDirty: true })}>
          {t.follow.seen}
        </Button>
      </div>
    </div>
  );
}
