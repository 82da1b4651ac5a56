import { useState } from 'react';
import { type Meeting, meetingRoutes } from '../../contract/meetings.ts';
import type { ApiProblem } from '../kernel/api.ts';
import { useNow, useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { asProblem } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { Empty, Loaded } from '../kernel/ui/states.tsx';
import { meetText } from './meet-text.ts';
import { replyText } from './reply-text.ts';
import { MeetingFacts, saveMyCalendar, WhoComes } from './meeting-facts.tsx';
import { ownParty, usePlaceWords } from './meeting-place.ts';
import { MeetingReply } from './meeting-reply.tsx';
import { type Mine, WithMine } from './mine.tsx';
import { NotShared } from './not-shared.tsx';
import { pagesText } from './pages-text.ts';
import { useMyPlan } from './use-my-plan.ts';

/** The meetings about the plan: the next one with its answer, and those that have been. */
export default function MyMeetingsPage() {
  return <WithMine>{(mine) => <MyMeetings mine={mine} />}</WithMine>;
}

function MyMeetings({ mine }: { readonly mine: Mine }) {
  const t = useText(meetText);
  const p = useText(pagesText);
  const { self, name } = mine;
  return (
    <Page title={self ? t.meeting.title : t.meeting.titleRelative(name)} width="read" back={{ to: '/', words: p.back }}>
      {mine.sees('plan') ? <OfPlan mine={mine} /> : <NotShared mine={mine} />}
    </Page>
  );
}

function OfPlan({ mine }: { readonly mine: Mine }) {
  const t = useText(meetText);
  const { plans, planId } = useMyPlan(mine);
  return (
    <Loaded read={plans}>
      {() => (planId === '' ? <Empty>{t.meeting.none}</Empty> : <All mine={mine} planId={planId} />)}
    </Loaded>
  );
}

function All({ mine, planId }: { readonly mine: Mine; readonly planId: string }) {
  const t = useText(meetText);
  const read = useRead(meetingRoutes.meetings, { params: { personId: mine.personId, planId } });
  return (
    <Loaded read={read}>
      {({ meetings }) => {
        const next = meetings.find(({ state }) => state === 'called');
        const earlier = meetings.filter(({ state }) => state !== 'called');
        return (
          <>
            {next ? <Next mine={mine} planId={planId} meeting={next} /> : <Empty>{t.meeting.none}</Empty>}
            {earlier.length > 0 && (
              <section className="stack" aria-labelledby="my-earlier-meetings">
                <h2 id="my-earlier-meetings">{t.meeting.earlier}</h2>
                <ul className="my-list">
                  {earlier.map((meeting) => (
                    <Earlier key={meeting.id} meeting={meeting} mine={mine} />
                  ))}
                </ul>
              </section>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function Next({ mine, planId, meeting }: { readonly mine: Mine; readonly planId: string; readonly meeting: Meeting }) {
  const t = useText(meetText);
  const words = useText(replyText);
  const times = useTimes();
  const now = useNow();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const { personId } = mine;
  const party = ownParty(meeting);
  const passed = Date.parse(meeting.endsAt) < now;
  const save = (): void => {
    setProblem(null);
    saveMyCalendar({ personId, planId, meetingId: meeting.id }).catch((error: unknown) => setProblem(asProblem(error)));
  };
  return (
    <section className="stack" aria-labelledby="my-next-meeting">
      <h2 id="my-next-meeting">{t.meeting.next}</h2>
      <p className="meeting-when">
        <time dateTime={meeting.startsAt}>{times.full(meeting.startsAt)}</time>
      </p>
      {passed && <p>{t.meeting.passed}</p>}
      {party && !passed && <MeetingReply personId={personId} planId={planId} meeting={meeting} party={party} />}
      <MeetingFacts meeting={meeting} />
      <WhoComes meeting={meeting} mine={mine} />
      <div className="form-actions no-print">
        <ButtonLink look="quiet" to="/my/prepare">
          {words.prepare}
        </ButtonLink>
        <Button look="quiet" onClick={save}>
          {t.meeting.calendar}
        </Button>
      </div>
      {problem && <Problem error={problem} />}
    </section>
  );
}

function Earlier({ meeting, mine }: { readonly meeting: Meeting; readonly mine: Mine }) {
  const t = useText(meetText);
  const times = useTimes();
  const placeOf = usePlaceWords();
  return (
    <li className="my-meeting">
      <p className="strong">
        <time dateTime={meeting.startsAt}>{times.full(meeting.startsAt)}</time>
      </p>
      <p>
        {meeting.state === 'held' ? t.meeting.held(placeOf(meeting)) : t.meeting.cancelled}{' '}
        {meeting.endReason && mine.self && t.ended[meeting.endReason]}
      </p>
      {meeting.state === 'held' && (
        <details className="fold">
          <summary>{t.attended.present}</summary>
          <WhoComes meeting={meeting} mine={mine} />
        </details>
      )}
    </li>
  );
}
