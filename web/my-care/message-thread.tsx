import { useState } from 'react';
import { commitmentsRoutes } from '../../contract/commitments.ts';
import type { Message, MessageUnit } from '../../contract/messages.ts';
import { readDraft } from '../kernel/form/draft.ts';
import { useNow, useTimes } from '../kernel/now.ts';
import { useSend } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { messageText } from './message-text.ts';
import { goesElsewhere, isWaiting, standingOf, type Thread } from './message-threads.ts';
import { SendElsewhere, WriteAgain } from './message-write.tsx';
import type { Mine } from './mine.tsx';

interface ThreadProps {
  readonly thread: Thread;
  readonly units: readonly MessageUnit[];
  readonly mine: Mine;
}

/** What has been said between the person and a unit, the oldest first, and what can be done now. */
export function MessageThread({ thread, units, mine }: ThreadProps) {
  const m = useText(messageText).messages;
  const now = useNow();
  const { last } = thread;
  const standing = standingOf(last, now);
  const badge = standing === 'answered' && !last.own ? m.badgeOther.answered : m.badge[standing];
  const tones = { waits: 'waiting', late: 'late', answered: 'kept', over: 'waiting' } as const;
  return (
    <li className="my-thread" data-late={standing === 'late' || undefined}>
      <article className="stack" aria-labelledby={`thread-${thread.id}`}>
        <header className="spread">
          <h3 id={`thread-${thread.id}`}>{last.to.name}</h3>
          <span className="badge" data-state={tones[standing]}>
            {badge}
          </span>
        </header>
        <ol className="my-said" aria-live="polite">
          {thread.messages.map((message) => (
            <Said key={message.id} message={message} last={message === last} />
          ))}
        </ol>
        {last.own && <Moves message={last} units={units} mine={mine} />}
      </article>
    </li>
  );
}

function Said({ message, last }: { readonly message: Message; readonly last: boolean }) {
  const m = useText(messageText).messages;
  const times = useTimes();
  const at = times.moment(message.at);
  const who = message.answeredBy ? `${message.answeredBy}, ${message.to.name},` : message.to.name;
  const ended = message.endedAt ? times.moment(message.endedAt) : '';
  return (
    <li className="stack-tight">
      <p className="small soft">{message.own ? m.youWrote(at) : m.wrote(message.byName ?? '', at)}</p>
      <p className="my-words">{message.words}</p>
      {message.answer && (
        <div className="my-answer">
          <p className="small soft">{message.state === 'kept' ? m.answered(who, ended) : m.could(who, ended)}</p>
          <p className="my-words">{message.answer}</p>
        </div>
      )}
      {last && <Stands message={message} />}
    </li>
  );
}

/** How far it has come, in a sentence; nothing where the answer says it. */
function Stands({ message }: { readonly message: Message }) {
  const m = useText(messageText).messages;
  const times = useTimes();
  const now = useNow();
  const { to, receiver, own } = message;
  if (isWaiting(message)) {
    if (own && receiver === 'left') return <p className="strong">{m.left(to.name)}</p>;
    if (own && receiver === 'closed') return <p className="strong">{m.closed(to.name)}</p>;
    if (own && standingOf(message, now) === 'late') return <p className="strong">{m.late}</p>;
    const by = times.moment(message.answerBy);
    return (
      <p>
        {own ? m.waits(by) : m.waitsOther(by)} {message.readAt && m.read}
      </p>
    );
  }
  if (message.state === 'lapsed') return <p className="strong">{m.silent}</p>;
  if (message.state === 'withdrawn') return <p>{own ? m.takenBack : m.takenBackOther}</p>;
  return receiver === 'here' ? null : <p>{m.gone(to.name)}</p>;
}

function Moves({
  message,
  units,
  mine,
}: {
  readonly message: Message;
  readonly units: readonly MessageUnit[];
  readonly mine: Mine;
}) {
  const m = useText(messageText).messages;
  const now = useNow();
  const elsewhere = goesElsewhere(message, now) && units.some(({ unit }) => unit.id !== message.to.id);
  const again = message.receiver === 'here' && units.some(({ unit }) => unit.id === message.to.id);
  const [doing, setDoing] = useState<'again' | 'elsewhere' | null>(() =>
    readDraft(`my-message:${message.id}`) ? 'again' : readDraft(`my-message-on:${message.id}`) ? 'elsewhere' : null,
  );
  const close = (): void => setDoing(null);
  if (doing === 'again' && again) return <WriteAgain mine={mine} from={message} onDone={close} onCancel={close} />;
  if (doing === 'elsewhere')
    return <SendElsewhere mine={mine} units={units} from={message} onDone={close} onCancel={close} />;
  return (
    <div className="cluster">
      {elsewhere && (
        <Button onClick={() => setDoing('elsewhere')}>
          {m.elsewhere}
          <span className="sr-only">: {message.to.name}</span>
        </Button>
      )}
      {again && (
        <Button look="quiet" onClick={() => setDoing('again')}>
          {m.again}
          <span className="sr-only">: {message.to.name}</span>
        </Button>
      )}
      {isWaiting(message) && <TakeBack message={message} />}
    </div>
  );
}

function TakeBack({ message }: { readonly message: Message }) {
  const m = useText(messageText).messages;
  const { send, busy, problem } = useSend(commitmentsRoutes.move, `my-message-back:${message.id}`);
  const back = async (): Promise<void> => {
    const body = { action: 'withdraw' as const, seen: message.version, reason: 'no_longer_needed' as const };
    if (await send({ params: { id: message.id }, body })) tell(m.backDone);
  };
  return (
    <>
      <Button look="plain" busy={busy} onClick={() => void back()}>
        {m.back}
        <span className="sr-only">: {message.to.name}</span>
      </Button>
      {problem && <Problem error={problem} />}
    </>
  );
}
