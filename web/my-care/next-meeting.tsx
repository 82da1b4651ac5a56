import { meetingRoutes } from '../../contract/meetings.ts';
import { useNow } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useText } from '../kernel/text.ts';
import { Link } from '../kernel/ui/link.tsx';
import { replyText } from './reply-text.ts';
import { ownParty, usePlaceWords } from './meeting-place.ts';
import { MeetingReply } from './meeting-reply.tsx';

/** Of the next meeting on the first page: where, and the answer. It comes after the rest, into a place that is kept for it. */
export default function NextMeeting({ personId, planId }: { readonly personId: string; readonly planId: string }) {
  const t = useText(replyText);
  const now = useNow();
  const placeOf = usePlaceWords();
  const read = useRead(meetingRoutes.meetings, { params: { personId, planId } });
  const meeting = read.data?.meetings.find(({ state }) => state === 'called');
  const party = meeting && ownParty(meeting);
  const passed = meeting !== undefined && Date.parse(meeting.endsAt) < now;
  if (!meeting) return null;
  return (
    <>
      <p>{placeOf(meeting)}</p>
      {party && !passed && <MeetingReply personId={personId} planId={planId} meeting={meeting} party={party} />}
      <p className="cluster">
        <Link className="ask-link" to="/my/meetings">
          {t.all}
        </Link>
        {!passed && (
          <Link className="ask-link" to="/my/prepare">
            {t.prepare}
          </Link>
        )}
      </p>
    </>
  );
}
