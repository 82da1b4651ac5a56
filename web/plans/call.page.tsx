import { useWatch } from 'react-hook-form';
import type { PersonOverview } from '../../contract/people.ts';
import type { PlanView } from '../../contract/plans.ts';
import { type Meeting, meetingRoutes } from '../../contract/meetings.ts';
import { Form } from '../kernel/form/form.tsx';
import { noTime, timeAt } from '../kernel/form/time-field.tsx';
import { useLanguage } from '../kernel/language.ts';
import { useRead } from '../kernel/read.ts';
import { useSearch } from '../kernel/route.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { ButtonLink } from '../kernel/ui/button.tsx';
import { useGo } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Loaded } from '../kernel/ui/states.tsx';
import { WhenFields, WhoFields, whenAlias, whenBody, type WhenValues, type WhoValues } from './call-form.tsx';
import { meetingText } from './meeting-text.ts';
import { invitedIn, meetingAddress } from './meeting-words.ts';
import { PlanRoom } from './plan-room.tsx';
import './plans.css';
import { sectionText } from './section-text.ts';
import { planAddress, planSubAddress, usePlan, usePlanReaders } from './use-plan.ts';

/** Calling to a meeting, and moving one: who, when and where on one page, the likely already chosen. */
export default function CallPage() {
  const read = usePlan();
  const { personId, planId, overview, plans, plan } = read;
  const moving = useSearch().get('move');
  const t = useText(meetingText);
  const meetings = useRead(meetingRoutes.meetings, { params: { personId, planId } }, { enabled: planId !== '' });
  return (
    <PlanRoom read={read}>
      <Loaded read={overview}>
        {(person) => (
          <Loaded read={plans}>
            {() =>
              planId === '' ? (
                <Nothing to={planAddress(personId)} words={t.callPage.noPlan} />
              ) : (
                <Loaded read={plan}>
                  {(one) => (
                    <Loaded read={meetings}>
                      {({ meetings: all }) => (
                        <CallOf
                          plan={one}
                          person={person}
                          called={all.find(({ state }) => state === 'called')}
                          moving={moving !== null}
                        />
                      )}
                    </Loaded>
                  )}
                </Loaded>
              )
            }
          </Loaded>
        )}
      </Loaded>
    </PlanRoom>
  );
}

function Nothing({ to, go, words }: { readonly to: string; readonly go?: string; readonly words: string }) {
  const t = useText(meetingText);
  return (
    <Page title={t.callPage.title} width="read">
      <p className="note">{words}</p>
      <div>
        <ButtonLink to={to}>{go ?? t.callPage.start}</ButtonLink>
      </div>
    </Page>
  );
}

interface CallProps {
  readonly plan: PlanView;
  readonly person: PersonOverview;
  readonly called: Meeting | undefined;
  readonly moving: boolean;
}

function CallOf({ plan, person, called, moving }: CallProps) {
  const t = useText(meetingText);
  if (moving && called) return <Move plan={plan} person={person} meeting={called} />;
  if (called)
    return <Nothing to={meetingAddress(plan.personId, plan.id)} go={t.callPage.toMeeting} words={t.callPage.exists} />;
  if (plan.state === 'closed') return <Nothing to={planAddress(plan.personId)} words={t.callPage.noPlan} />;
  return <CallAmong plan={plan} person={person} />;
}

/** Those that nothing lets read the plan cannot be called before there is a yes to telling them. */
function CallAmong({ plan, person }: Pick<CallProps, 'plan' | 'person'>) {
  return (
    <Loaded read={usePlanReaders(plan)}>
      {({ readers }) => (
        <CallNew
          plan={plan}
          person={person}
          readers={new Set(readers.filter(({ reads }) => reads !== 'none').map(({ unit }) => unit.id))}
        />
      )}
    </Loaded>
  );
}

const emptyWhen: WhenValues = {
  time: '',
  otherTime: noTime,
  minutes: '60',
  form: 'home',
  place: '',
  link: '',
  practical: '',
};

function CallNew({
  plan,
  person,
  readers,
}: Pick<CallProps, 'plan' | 'person'> & { readonly readers: ReadonlySet<string> }) {
  const t = useText(meetingText);
  const s = useText(sectionText);
  const go = useGo();
  const own = useMyUnitId();
  const { givenName } = person.person;
  const units = person.circle
    .filter(({ current, unitId }) => current && unitId !== own && readers.has(unitId))
    .map(({ unitId }) => unitId);
  const shown = new Set(plan.relatives.map(({ id }) => id));
  const defaults: WhenValues & WhoValues = {
    ...emptyWhen,
    units,
    relatives: (person.relatives ?? []).filter(({ id }) => shown.has(id)).map(({ id }) => id),
    invited: '',
  };
  return (
    <Page
      title={t.callPage.title}
      width="read"
      actions={
        <ButtonLink look="quiet" to={planSubAddress(plan.personId, 'prepare', { plan: plan.id })}>
          {s.prepare}
        </ButtonLink>
      }
      lead={t.callPage.lead(givenName)}
      back={{ to: planAddress(plan.personId, plan.id), words: t.meeting.back }}
    >
      <Form
        id={`call:${plan.id}`}
        route={meetingRoutes.callMeeting}
        defaults={defaults}
        alias={{
          ...whenAlias,
          unitIds: 'units',
          relativeIds: 'relatives',
          basis_missing: 'units',
          unit_closed: 'units',
          time_passed: 'otherTime',
        }}
        input={(values) => ({
          params: { personId: plan.personId, planId: plan.id },
          body: {
            kind: plan.state === 'active' ? ('follow_up' as const) : ('planning' as const),
            ...whenBody(values),
            unitIds: [...values.units],
            relativeIds: [...values.relatives],
            invited: invitedIn(values.invited),
          },
        })}
        submit={t.callPage.send}
        cancel={planAddress(plan.personId, plan.id)}
        onDone={({ id }) => {
          tell(t.callPage.sent);
          go(meetingAddress(plan.personId, plan.id, id));
        }}
      >
        <WhenOf plan={plan} />
        <WhoFields person={person} exclude={[own]} />
      </Form>
    </Page>
  );
}

function WhenOf({ plan }: { readonly plan: PlanView }) {
  const own = useMyUnitId();
  const units = useWatch({ name: 'units' }) as readonly string[];
  return <WhenFields plan={plan} units={[own, ...units]} />;
}

function Move({ plan, person, meeting }: Pick<CallProps, 'plan' | 'person'> & { readonly meeting: Meeting }) {
  const t = useText(meetingText);
  const go = useGo();
  const language = useLanguage();
  const proposed = useSearch().get('move');
  const back = meetingAddress(plan.personId, plan.id, meeting.id);
  const minutes = String(Math.round((Date.parse(meeting.endsAt) - Date.parse(meeting.startsAt)) / 60_000));
  const units = meeting.parties.flatMap(({ unit }) => (unit ? [unit.id] : []));
  const defaults: WhenValues & { readonly version: number } = {
    ...emptyWhen,
    time: proposed === null || proposed === '' ? meeting.startsAt : proposed,
    otherTime: timeAt(meeting.startsAt, language),
    minutes,
    form: meeting.form,
    place: meeting.place,
    link: meeting.link ?? '',
    practical: meeting.practical,
    version: meeting.version,
  };
  return (
    <Page
      title={t.callPage.moveTitle}
      width="read"
      lead={`${person.person.givenName} ${person.person.familyName}. ${t.callPage.moveLead}`}
      back={{ to: back, words: t.title }}
    >
      <Form
        id={`move:${meeting.id}:${meeting.version}`}
        route={meetingRoutes.moveMeeting}
        defaults={defaults}
        alias={{ ...whenAlias, time_passed: 'otherTime' }}
        input={(values) => ({
          params: { personId: plan.personId, planId: plan.id, meetingId: meeting.id },
          body: { version: values.version, ...whenBody(values) },
        })}
        submit={t.callPage.move}
        cancel={back}
        onDone={() => {
          tell(t.callPage.moved);
          go(back);
        }}
        renderHelp={(problem) => problem.code === 'stale' && <p>{t.meeting.stale}</p>}
      >
        <WhenFields plan={plan} units={units} />
      </Form>
    </Page>
  );
}
