import { useState } from 'react';
import { type Message, messageRoutes } from '../../contract/messages.ts';
import type { PersonOverview } from '../../contract/people.ts';
import { fromIso } from '../../contract/kernel/time.ts';
import { useNow, useTimes } from '../kernel/now.ts';
import { useReads } from '../kernel/read.ts';
import { address, useSearch } from '../kernel/route.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useText } from '../kernel/text.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { PromiseRow } from '../kernel/ui/promise-row.tsx';
import { Empty, Skeleton } from '../kernel/ui/states.tsx';
import { rowOf } from './promises.tsx';
import { Section } from './section.tsx';
import { text } from './text.ts';

/** What the person and relatives write to our unit: what waits for an answer first. The rest is read when someone asks, for that is written in the person's log. */
export function Messages({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const own = useMyUnitId();
  const asked = useSearch().get('messages') === 'all';
  const [pressed, setPressed] = useState(false);
  const waiting = overview.promises.filter(
    ({ kind, endedAt, toUnitId }) => kind === 'message' && endedAt === null && toUnitId === own,
  );
  return (
    <Section id="messages" title={t.sections.messages}>
      <p className="soft small">{t.messages.lead}</p>
      {asked || pressed ? (
        <All personId={overview.person.id} />
      ) : (
        <>
          {waiting.length > 0 && (
            <ul className="rows">
              {waiting.map((line) => (
                <PromiseRow
                  key={line.id}
                  promise={rowOf(line, own)}
                  showPerson={false}
                  to={address('/', { promise: line.id })}
                  move={<Answer id={line.id} />}
                />
              ))}
            </ul>
          )}
          {waiting.length === 0 && <p>{t.messages.none}</p>}
          <div>
            <Button look="quiet" size="small" onClick={() => setPressed(true)}>
              {t.messages.show}
            </Button>
          </div>
        </>
      )}
    </Section>
  );
}

function Answer({ id }: { readonly id: string }) {
  const t = useText(text);
  return (
    <ButtonLink size="small" to={address('/', { promise: id, move: 'keep' })}>
      {t.messages.answer}
    </ButtonLink>
  );
}

function All({ personId }: { readonly personId: string }) {
  const t = useText(text).messages;
  const [pages, setPages] = useState<readonly (string | undefined)[]>([undefined]);
  const reads = useReads(
    messageRoutes.messages,
    pages.map((after) => ({ params: { personId }, query: after === undefined ? {} : { after } })),
  );
  const [first] = reads;
  if (first?.error) return <Problem error={first.error} onRetry={() => void first.refetch()} />;
  if (!first?.data) return <Skeleton lines={6} />;
  const shown = reads.flatMap(({ data }) => data ?? []);
  const messages = shown.flatMap((page) => page.messages);
  const next = shown.at(-1)?.next;
  if (messages.length === 0) return <Empty>{t.empty}</Empty>;
  return (
    <>
      <ol className="person-messages">
        {messages.map((message) => (
          <One key={message.id} message={message} />
        ))}
      </ol>
      {next && (
        <div>
          <Button look="quiet" size="small" onClick={() => setPages([...pages, next])}>
            {t.more}
          </Button>
        </div>
      )}
    </>
  );
}

function One({ message }: { readonly message: Message }) {
  const t = useText(text).messages;
  const times = useTimes();
  const now = useNow();
  const { mine, answer, state } = message;
  const who = message.answeredBy ?? message.to.name;
  const ended = message.endedAt ? times.moment(message.endedAt) : '';
  const late = mine && fromIso(message.answerBy) < now;
  return (
    <li className="stack-tight">
      <p className="cluster">
        <strong>{t.said(message.byName ?? t.person)}</strong>
        <time dateTime={message.at} title={times.full(message.at)} className="soft small">
          {times.moment(message.at)}
        </time>
      </p>
      <p className="pre">{message.words}</p>
      {answer && (
        <div className="person-answer">
          <p className="soft small">{state === 'kept' ? t.answered(who, ended) : t.could(who, ended)}</p>
          <p className="pre">{answer}</p>
        </div>
      )}
      {mine && (
        <p className="cluster">
          <Answer id={message.id} />
          <span className={late ? 'late small' : 'soft small'}>
            {late ? t.late(times.moment(message.answerBy)) : t.by(times.moment(message.answerBy))}
          </span>
        </p>
      )}
      {(state === 'withdrawn' || state === 'lapsed') && (
        <p className="soft small">{state === 'withdrawn' ? t.takenBack : t.lapsed}</p>
      )}
    </li>
  );
}
