import { useState } from 'react';
import { type MessageUnit, messageRoutes } from '../../contract/messages.ts';
import { useReads } from '../kernel/read.ts';
import { useText } from '../kernel/text.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Icon } from '../kernel/ui/icon.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { Skeleton } from '../kernel/ui/states.tsx';
import { MessageThread } from './message-thread.tsx';
import { messageText } from './message-text.ts';
import { threadsOf } from './message-threads.ts';
import { hasBegun, NewMessage } from './message-write.tsx';
import { type Mine, WithMine } from './mine.tsx';
import { NotShared } from './not-shared.tsx';
import { pagesText } from './pages-text.ts';
import { text } from './text.ts';

/** Messages to those around the person: what is written, what they have answered, and the way to write again. */
export default function MyMessagesPage() {
  return <WithMine>{(mine) => <MyMessages mine={mine} />}</WithMine>;
}

function MyMessages({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  const m = useText(messageText).messages;
  const p = useText(pagesText);
  return (
    <Page
      title={t.messages.title}
      width="read"
      lead={mine.self ? m.lead : m.leadRelative(mine.name)}
      back={{ to: '/', words: p.back }}
    >
      {mine.sees('promises') ? <Written mine={mine} /> : <NotShared mine={mine} />}
    </Page>
  );
}

/** What is urgent is not written: the page for that, and the telephone, are one press away. */
function Hurry({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  const m = useText(messageText).messages;
  const p = useText(pagesText);
  return (
    <div className="note my-hurry">
      <p className="strong">{m.hurry}</p>
      <div className="my-hurry-ways">
        <ButtonLink look="quiet" to="/my/unsafe">
          <Icon name="signal" />
          {mine.self ? t.unsafe.title : t.unsafe.titleRelative(mine.name)}
        </ButtonLink>
        <a className="button" data-look="quiet" href="tel:1177">
          <Icon name="phone" />
          {p.unsafe.call1177}
        </a>
        <a className="button" data-look="grave" href="tel:112">
          <Icon name="phone" />
          {p.unsafe.call112}
        </a>
      </div>
    </div>
  );
}

function Written({ mine }: { readonly mine: Mine }) {
  const m = useText(messageText).messages;
  const { personId, self } = mine;
  const [pages, setPages] = useState<readonly (string | undefined)[]>([undefined]);
  const reads = useReads(
    messageRoutes.messages,
    pages.map((after) => ({ params: { personId }, query: after === undefined ? {} : { after } })),
  );
  const [first] = reads;
  if (first?.error) return <Problem error={first.error} onRetry={() => void first.refetch()} />;
  if (!first?.data) return <Skeleton lines={6} />;
  const shown = reads.flatMap(({ data }) => data ?? []);
  const threads = threadsOf(shown.flatMap(({ messages }) => messages));
  const next = shown.at(-1)?.next;
  const { units } = first.data;
  const others = threads.some(({ messages }) => messages.some(({ own }) => !own));
  return (
    <>
      <Hurry mine={mine} />
      <Write mine={mine} units={units} open={threads.length === 0} />
      {threads.length > 0 && (
        <section className="stack" aria-labelledby="my-threads">
          <h2 id="my-threads">{self && others ? m.threadAll : m.thread}</h2>
          <ul className="my-threads">
            {threads.map((thread) => (
              <MessageThread key={thread.id} thread={thread} units={units} mine={mine} />
            ))}
          </ul>
          {next && (
            <div>
              <Button look="quiet" onClick={() => setPages([...pages, next])}>
                {m.older}
              </Button>
            </div>
          )}
        </section>
      )}
    </>
  );
}

interface WriteProps {
  readonly mine: Mine;
  readonly units: readonly MessageUnit[];
  /** Nothing is written yet: the form stands open. */
  readonly open: boolean;
}

/** A new message. What was begun is not hidden behind a button. */
function Write({ mine, units, open }: WriteProps) {
  const m = useText(messageText).messages;
  const [asked, setAsked] = useState(() => hasBegun(mine.personId));
  const [round, setRound] = useState(0);
  if (units.length === 0) return <p>{mine.self ? m.nobody : m.nobodyRelative(mine.name)}</p>;
  if (!asked && !open)
    return (
      <div>
        <Button onClick={() => setAsked(true)}>{m.write}</Button>
      </div>
    );
  return (
    <section className="stack" aria-labelledby="my-new-message">
      <h2 id="my-new-message">{m.title}</h2>
      <NewMessage
        key={round}
        mine={mine}
        units={units}
        onCancel={open ? undefined : () => setAsked(false)}
        onDone={() => {
          setAsked(false);
          setRound(round + 1);
        }}
      />
    </section>
  );
}
