import { type Letter, mailRoutes } from '../../contract/mail.ts';
import { useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useText } from '../kernel/text.ts';
import { Page } from '../kernel/ui/page.tsx';
import { Empty, Loaded } from '../kernel/ui/states.tsx';
import { text } from './text.ts';

/** Letters to one's own unit, and whether they have left. */
export default function OutboxPage() {
  const t = useText(text);
  const read = useRead(mailRoutes.outbox, {});
  return (
    <Page title={t.title} lead={t.lead} width="read">
      <Loaded read={read}>
        {({ delivery, letters }) => (
          <>
            {delivery === 'shown_here' && <p className="note">{t.shownHere}</p>}
            {letters.length === 0 ? (
              <Empty>{t.empty}</Empty>
            ) : (
              <ul className="lines">
                {letters.map((letter) => (
                  <LetterLine key={letter.id} letter={letter} />
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function LetterLine({ letter }: { readonly letter: Letter }) {
  const t = useText(text);
  const times = useTimes();
  const state = letter.sentAt
    ? t.sent(times.moment(letter.sentAt))
    : letter.error
      ? t.failed(letter.attempts)
      : t.waits;
  return (
    <li className="line">
      <details>
        <summary>
          <span className="strong">{letter.subject}</span>
          <span className="small soft cluster">
            <time dateTime={letter.createdAt}>{times.moment(letter.createdAt)}</time>
            <span>{t.to(letter.to)}</span>
            <span>{state}</span>
          </span>
        </summary>
        <p className="letter">{letter.text}</p>
      </details>
    </li>
  );
}
