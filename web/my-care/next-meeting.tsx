import { meetingRoutes } from '../../contract/meetings.ts';
import { useNow, useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useText } from '../kernel/text.ts';
import { Link } from '../kernel/ui/link.tsx';
import { meetText } from './meet-text.ts';
import { ownParty, usePlaceWords } from './meeting-facts.tsx';
import { MeetingReply } from './meeting-reply.tsx';

/** The next meeting on the first page: when and where, and the answer. It comes after the rest, into a place that is kept for it. */
export default function NextMeeting({
  personId,
  planId,
  at,
}: {
  readonly personId: string;
  readonly planId: string;
  readonly at: string;
}) {
  const t = useText(meetText);
  const times = useTimes();
  const now = useNow();
  const placeOf = usePlaceWords();
  const read = useRead(meetingRoutes.meetings, { params: { personId, planId } });
  const meeting = read.data?.meetings.find(({ state }) => state === 'called');
  const party = meeting && ownParty(meeting);
  const passed = meeting !== undefined && Date.parse(meeting.endsAt) < now;
  return (
    <>
      <h2>{t.meeting.next}</h2>
      <p className="meeting-when">
        <time dateTime={meeting?.startsAt ?? at}>{times.full(meeting?.startsAt ?? at)}</time>
      </p>
      {meeting && (
        <>
          <p>{placeOf(meeting)}</p>
          {party && !passed && <MeetingReply personId={personId} planId={planId} meeting={meeting} party={party} />}
          <p className="cluster">
            <Link className="ask-link" to="/my/meetings">
              {t.meeting.all}
            </Link>
            {!passed && (
              <Link className="ask-link" to="/my/prepare">
                {t.prepare.title}
              </Link>
            )}
          </p>
        </>
      )}
    </>
  );
}
