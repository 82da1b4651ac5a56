import { type Meeting, type MeetingParty, meetingRoutes } from '../../contract/meetings.ts';
import { fromIso } from '../../contract/kernel/time.ts';
import { call } from '../kernel/api.ts';
import { useTimes } from '../kernel/now.ts';
import { saveFile } from '../kernel/save-file.ts';
import { useText } from '../kernel/text.ts';
import { meetText } from './meet-text.ts';
import { usePlaceWords } from './meeting-place.ts';
import type { Mine } from './mine.tsx';

/** Fetches the meeting's calendar file and hands it to the browser. */
export async function saveMyCalendar(params: {
  readonly personId: string;
  readonly planId: string;
  readonly meetingId: string;
}): Promise<void> {
  const { name, type, content } = await call(meetingRoutes.meetingCalendar, { params });
  saveFile(name, `${type};charset=utf-8`, content);
}

/** How, where, how long, and what is good to know. */
export function MeetingFacts({ meeting }: { readonly meeting: Meeting }) {
  const t = useText(meetText);
  const placeOf = usePlaceWords();
  const minutes = Math.round((fromIso(meeting.endsAt) - fromIso(meeting.startsAt)) / 60_000);
  return (
    <dl className="my-facts">
      <div>
        <dt>{t.meeting.how}</dt>
        <dd>
          {placeOf(meeting)}, {t.meeting.long(minutes)}
          {meeting.link && meeting.state === 'called' && (
            <>
              {' '}
              <a className="ask-link" href={meeting.link} target="_blank" rel="noreferrer">
                {t.meeting.join}
              </a>
            </>
          )}
        </dd>
      </div>
      {meeting.practical && (
        <div>
          <dt>{t.meeting.practical}</dt>
          <dd>{meeting.practical}</dd>
        </div>
      )}
    </dl>
  );
}

/** Everyone who is asked, by name, and what they have answered. */
export function WhoComes({ meeting, mine }: { readonly meeting: Meeting; readonly mine: Mine }) {
  const t = useText(meetText);
  const times = useTimes();
  const { parties } = meeting;
  const coming = parties.filter(({ answer }) => answer === 'comes' || answer === 'sends_other').length;
  const nameOf = ({ unit, name, kind, mine: own }: MeetingParty): string => {
    if (unit) return unit.name;
    if (kind === 'person') return mine.self ? t.meeting.you : t.meeting.him(mine.name);
    if (own) return t.meeting.you;
    return name || t.meeting.close;
  };
  return (
    <div className="stack-tight">
      <h3>{t.meeting.who}</h3>
      {meeting.state === 'called' && <p>{t.meeting.coming(coming, parties.length)}</p>}
      <ul className="my-list">
        {parties.map((party) => (
          <li key={party.id} className="my-line">
            <p className="strong">{nameOf(party)}</p>
            <p className="my-when" data-answer={party.attended ?? party.answer}>
              {party.attended === null ? t.answers[party.answer] : t.attended[party.attended]}
              {party.attended === null && party.answer === 'other_time' && party.proposedAt && (
                <span className="small soft reply-when">{t.meeting.wants(times.full(party.proposedAt))}</span>
              )}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
