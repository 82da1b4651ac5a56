import { Suspense, useEffect, useRef, useState } from 'react';
import { type Meeting, type MeetingParty, meetingRoutes } from '../../contract/meetings.ts';
import { addCalendarDays, fromIso, toIso } from '../../contract/kernel/time.ts';
import { lazyPart } from '../kernel/at-hand.ts';
import { useNow, useTimes } from '../kernel/now.ts';
import { useSend } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { Skeleton } from '../kernel/ui/states.tsx';
import { replyText } from './reply-text.ts';

// What writes comes when somebody writes.
const OwnWords = lazyPart(() => import('./meeting-own-words.tsx'));

export interface ReplyProps {
  readonly personId: string;
  readonly planId: string;
  readonly meeting: Meeting;
  readonly party: MeetingParty;
}
type Asking = 'time' | 'no' | 'own-time' | 'own-why' | null;

/** Yes in one press; another time, or no with a reason, in two. What one has answered can be changed until the meeting. */
export function MeetingReply(of: ReplyProps) {
  const t = useText(replyText);
  const times = useTimes();
  const { party } = of;
  const [asking, ask] = useState<Asking>(null);
  const [changing, change] = useState(false);
  const answered = party.answer !== 'waiting';
  const close = (): void => {
    ask(null);
    change(false);
  };
  if (asking === 'own-time' || asking === 'own-why')
    return (
      <Suspense fallback={<Skeleton lines={3} />}>
        <OwnWords {...of} about={asking === 'own-time' ? 'time' : 'no'} onClose={close} />
      </Suspense>
    );
  if (asking !== null)
    return (
      <Choices {...of} about={asking} onOwn={() => ask(asking === 'time' ? 'own-time' : 'own-why')} onClose={close} />
    );
  return (
    <div className="reply">
      {answered && (
        <p className="strong reply-said" data-answer={party.answer}>
          {party.answer === 'other_time' && party.proposedAt
            ? t.reply.proposed(times.full(party.proposedAt))
            : t.own[party.answer]}
        </p>
      )}
      {!answered && <p className="strong">{t.reply.ask}</p>}
      {answered && !changing ? (
        <div>
          <Button look="quiet" onClick={() => change(true)}>
            {t.reply.change}
          </Button>
        </div>
      ) : (
        <div className="reply-moves">
          {party.answer !== 'comes' && <Yes {...of} onDone={close} />}
          <Button look="quiet" onClick={() => ask('time')}>
            {t.reply.time}
          </Button>
          <Button look="quiet" onClick={() => ask('no')}>
            {t.reply.no}
          </Button>
        </div>
      )}
    </div>
  );
}

export const paramsOf = ({ personId, planId, meeting, party }: ReplyProps) => ({
  personId,
  planId,
  meetingId: meeting.id,
  partyId: party.id,
});

function useReply(of: ReplyProps, scope: string, onDone: () => void) {
  const t = useText(replyText);
  const { send, busy, problem } = useSend(meetingRoutes.answerCall, `my-reply:${of.party.id}:${scope}`);
  type Answer = Parameters<typeof send>[0]['body']['answer'];
  const say = async (answer: Answer): Promise<void> => {
    if (!(await send({ params: paramsOf(of), body: { version: of.party.version, answer } }))) return;
    tell(t.reply.sent);
    onDone();
  };
  const told =
    problem && (problem.code === 'stale' ? <p className="note">{t.reply.stale}</p> : <Problem error={problem} />);
  return { say, busy, told };
}

function Yes({ onDone, ...of }: ReplyProps & { readonly onDone: () => void }) {
  const t = useText(replyText);
  const { say, busy, told } = useReply(of, 'yes', onDone);
  return (
    <>
      <Button busy={busy} onClick={() => void say({ kind: 'comes' })}>
        {t.reply.yes}
      </Button>
      {told}
    </>
  );
}

export interface Asked extends ReplyProps {
  readonly about: 'time' | 'no';
  readonly onClose: () => void;
}

/** The likely answers, each a press that sends it. */
function Choices({ about, onOwn, onClose, ...of }: Asked & { readonly onOwn: () => void }) {
  const t = useText(replyText);
  const times = useTimes();
  const now = useNow();
  const { say, busy, told } = useReply(of, about, onClose);
  const place = useRef<HTMLFieldSetElement>(null);
  useEffect(() => place.current?.querySelector('button')?.focus(), []);
  const starts = fromIso(of.meeting.startsAt);
  const proposals = [
    { words: t.reply.nextDay, at: addCalendarDays(starts, 1) },
    { words: t.reply.nextWeek, at: addCalendarDays(starts, 7) },
  ].filter(({ at }) => at > now);
  return (
    <fieldset className="reply" ref={place}>
      <legend className="strong">{about === 'time' ? t.reply.timeTitle : t.reply.noTitle}</legend>
      <div className="reply-choices">
        {about === 'time'
          ? proposals.map(({ words, at }) => (
              <Button
                key={words}
                look="quiet"
                busy={busy}
                onClick={() => void say({ kind: 'other_time', proposedAt: toIso(at), words: '' })}
              >
                <span>
                  {words}
                  <span className="small soft reply-when">{times.full(toIso(at))}</span>
                </span>
              </Button>
            ))
          : Object.entries(t.reply.why).map(([why, words]) => (
              <Button key={why} look="quiet" busy={busy} onClick={() => void say({ kind: 'cannot', words })}>
                {words}
              </Button>
            ))}
        <Button look="quiet" onClick={onOwn}>
          {about === 'time' ? t.reply.ownTime : t.reply.ownWhy}
        </Button>
        <Button look="plain" onClick={onClose}>
          {t.reply.cancel}
        </Button>
      </div>
      {told}
    </fieldset>
  );
}
