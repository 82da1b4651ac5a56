import { useState } from 'react';
import { type Meeting, meetingEndReasons, meetingRoutes } from '../../contract/meetings.ts';
import type { PersonOverview } from '../../contract/people.ts';
import { crisisKinds, type PlanView } from '../../contract/plans.ts';
import { choicesOf, RadioField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useTimes, useNow } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useSearch } from '../kernel/route.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Loaded } from '../kernel/ui/states.tsx';
import { WhoFields, type WhoValues } from './call-form.tsx';
import { Facts } from './facts.tsx';
import { Goals } from './goals.tsx';
import { HoldForm } from './hold-form.tsx';
import { Lacks } from './lacks.tsx';
import { Measures } from './measures.tsx';
import { saveCalendar } from './meeting-file.ts';
import { meetingText } from './meeting-text.ts';
import { callAddress, invitedIn } from './meeting-words.ts';
import { Parties } from './parties.tsx';
import { PlanRoom } from './plan-room.tsx';
import type { InPlan } from './plan-sheet.tsx';
import './plans.css';
import { sectionText } from './section-text.ts';
import { Sections } from './sections.tsx';
import { planAddress, usePlan } from './use-plan.ts';
import { VoicePart } from './voice.tsx';

/** The meeting: who comes, and at the meeting the plan on a shared screen, the person's words on top, written by all who are there. */
export default function MeetingPage() {
  const read = usePlan();
  const { personId, planId, overview, plans, plan } = read;
  const wanted = useSearch().get('meeting');
  const t = useText(meetingText);
  const meetings = useRead(meetingRoutes.meetings, { params: { personId, planId } }, { enabled: planId !== '' });
  return (
    <PlanRoom read={read}>
      <Loaded read={overview}>
        {(person) => (
          <Loaded read={plans}>
            {() => (
              <Loaded read={plan}>
                {(one) => (
                  <Loaded read={meetings}>
                    {({ meetings: all }) => {
                      const meeting = wanted === null ? all[0] : all.find(({ id }) => id === wanted);
                      return meeting ? (
                        <MeetingOf key={meeting.id} meeting={meeting} plan={one} person={person} />
                      ) : (
                        <Page
                          title={t.title}
                          width="read"
                          back={{ to: planAddress(personId, planId), words: t.meeting.back }}
                        >
                          <p className="note">{wanted === null ? t.none : t.meeting.gone}</p>
                        </Page>
                      );
                    }}
                  </Loaded>
                )}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </PlanRoom>
  );
}

interface OneMeeting {
  readonly meeting: Meeting;
  readonly plan: PlanView;
  readonly person: PersonOverview;
}

function MeetingOf({ meeting, plan, person }: OneMeeting) {
  const t = useText(meetingText);
  const times = useTimes();
  const s = useText(sectionText);
  const [at, edit] = useState<string | null>(null);
  const { givenName, familyName } = person.person;
  const now = useNow();
  // At the table the person's words come first, and who is there stands beside.
  const begun = meeting.state !== 'cancelled' && Date.parse(meeting.startsAt) <= now + 10 * 60_000;
  const open = plan.actions.includes('edit') && person.access.writable;
  const part: InPlan = { plan, person, open, editing: { at, edit } };
  return (
    <Page
      title={times.full(meeting.startsAt)}
      tab={t.meeting.tab}
      width="normal"
      back={{ to: planAddress(plan.personId, plan.id), words: t.meeting.back }}
      lead={<Lead meeting={meeting} name={`${givenName} ${familyName}`} />}
      actions={<Moves meeting={meeting} plan={plan} person={person} />}
    >
      {meeting.state === 'cancelled' && meeting.endReason && (
        <p className="note">{t.meeting.cancelled(t.reasons[meeting.endReason])}</p>
      )}
      {meeting.state === 'held' && <p className="note">{t.meeting.heldWords(times.date(meeting.startsAt))}</p>}
      {!begun && <Parties meeting={meeting} plan={plan} />}
      {meeting.state !== 'cancelled' && (
        <div className="plan meeting-plan">
          <div className="plan-main">
            <VoicePart {...part} />
            <Goals {...part} />
            <Measures {...part} />
            <section className="stack" aria-labelledby="meeting-crisis">
              <h2 id="meeting-crisis">{s.crisis}</h2>
              <Sections part={part} kinds={crisisKinds} />
            </section>
          </div>
          <div className="plan-side">
            {begun && <Parties meeting={meeting} plan={plan} />}
            {open && <Lacks {...part} />}
            <Facts {...part} />
          </div>
        </div>
      )}
    </Page>
  );
}

function Lead({ meeting, name }: { readonly meeting: Meeting; readonly name: string }) {
  const t = useText(meetingText);
  const minutes = Math.round((Date.parse(meeting.endsAt) - Date.parse(meeting.startsAt)) / 60_000);
  return (
    <div className="cluster plan-lead">
      <span className="badge" data-state={{ called: 'asked', held: 'kept', cancelled: 'waiting' }[meeting.state]}>
        {t.states[meeting.state]}
      </span>
      <span>{name}</span>
      <span>{t.forms[meeting.form]}</span>
      {meeting.place && <span>{meeting.place}</span>}
      <span>{t.minutes(minutes)}</span>
      {meeting.link && (
        <a href={meeting.link} target="_blank" rel="noreferrer">
          {t.meeting.joined}
        </a>
      )}
      {meeting.practical && <span className="soft">{meeting.practical}</span>}
    </div>
  );
}

function Moves({ meeting, plan, person }: OneMeeting) {
  const t = useText(meetingText);
  const now = useNow();
  const [doing, setDoing] = useState<'cancel' | 'more' | 'hold' | null>(null);
  const has = (action: Meeting['actions'][number]): boolean =>
    meeting.actions.includes(action) && person.access.writable;
  const begun = Date.parse(meeting.startsAt) <= now;
  const over = (): void => setDoing(null);
  return (
    <>
      {has('hold') && begun && <Button onClick={() => setDoing('hold')}>{t.meeting.hold}</Button>}
      {meeting.state === 'called' && (
        <Button
          look="quiet"
          onClick={() => void saveCalendar({ personId: plan.personId, planId: plan.id, meetingId: meeting.id })}
        >
          {t.meeting.calendar}
        </Button>
      )}
      {has('move') && (
        <ButtonLink look="quiet" to={callAddress(plan.personId, { plan: plan.id, move: '' })}>
          {t.meeting.move}
        </ButtonLink>
      )}
      {has('call_more') && (
        <Button look="quiet" onClick={() => setDoing('more')}>
          {t.meeting.more}
        </Button>
      )}
      {has('cancel') && (
        <Button look="plain" onClick={() => setDoing('cancel')}>
          {t.meeting.cancel}
        </Button>
      )}
      {doing === 'cancel' && <Cancel meeting={meeting} plan={plan} onClose={over} />}
      {doing === 'more' && <More meeting={meeting} plan={plan} person={person} onClose={over} />}
      {doing === 'hold' && (
        <Dialog title={t.meeting.holdTitle} onClose={over}>
          <HoldForm meeting={meeting} plan={plan} onDone={over} />
        </Dialog>
      )}
    </>
  );
}

function Cancel({
  meeting,
  plan,
  onClose,
}: {
  readonly meeting: Meeting;
  readonly plan: PlanView;
  readonly onClose: () => void;
}) {
  const t = useText(meetingText);
  return (
    <Dialog title={t.meeting.cancelTitle} onClose={onClose}>
      <Form
        id={`cancel-meeting:${meeting.id}`}
        route={meetingRoutes.cancelMeeting}
        defaults={{ reason: '' }}
        input={({ reason }) => ({
          params: { personId: plan.personId, planId: plan.id, meetingId: meeting.id },
          body: { version: meeting.version, reason: reason as 'other' },
        })}
        submit={t.meeting.cancel}
        look="grave"
        cancel={onClose}
        onDone={() => {
          tell(t.meeting.cancelDone);
          onClose();
        }}
        renderHelp={(problem) => problem.code === 'stale' && <p>{t.meeting.stale}</p>}
      >
        <RadioField name="reason" label={t.meeting.cancelWhy} options={choicesOf(t.reasons, meetingEndReasons)} />
      </Form>
    </Dialog>
  );
}

function More({ meeting, plan, person, onClose }: OneMeeting & { readonly onClose: () => void }) {
  const t = useText(meetingText);
  const own = useMyUnitId();
  const there = meeting.parties.flatMap(({ unit }) => (unit ? [unit.id] : []));
  const defaults: WhoValues = { units: [], relatives: [], invited: '' };
  return (
    <Dialog title={t.meeting.moreTitle} onClose={onClose}>
      <Form
        id={`call-more:${meeting.id}`}
        route={meetingRoutes.callMore}
        defaults={defaults}
        alias={{ unitIds: 'units', relativeIds: 'relatives', basis_missing: 'units', unit_closed: 'units' }}
        input={({ units, relatives, invited }) => ({
          params: { personId: plan.personId, planId: plan.id, meetingId: meeting.id },
          body: {
            version: meeting.version,
            unitIds: [...units],
            relativeIds: [...relatives],
            invited: invitedIn(invited),
          },
        })}
        submit={t.callPage.send}
        cancel={onClose}
        onDone={() => {
          tell(t.meeting.moreDone);
          onClose();
        }}
        renderHelp={(problem) => problem.code === 'stale' && <p>{t.meeting.stale}</p>}
      >
        <WhoFields person={person} exclude={[own, ...there]} />
      </Form>
    </Dialog>
  );
}
