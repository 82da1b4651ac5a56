import { useState } from 'react';
import type { Consent } from '../../contract/people.ts';
import { fromIso } from '../../contract/kernel/time.ts';
import { useNow, useTimes } from '../kernel/now.ts';
import { useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { AnswerForm } from './answer-form.tsx';
import { Blocks } from './blocks.tsx';
import { canTurn, ConsentSwitch } from './consent-switch.tsx';
import { ConsentWords } from './consent-words.tsx';
import { type Mine, WithMine } from './mine.tsx';
import { NotShared } from './not-shared.tsx';
import { pagesText } from './pages-text.ts';
import { text } from './text.ts';

/** What I have said yes and no to. A yes is taken back with one switch and one confirmation. */
export default function MyAnswersPage() {
  return <WithMine>{(mine) => <Answers mine={mine} />}</WithMine>;
}

function Answers({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  const p = useText(pagesText);
  const { self, name, person } = mine;
  const [writing, setWriting] = useState(false);
  const now = person.consents.filter(({ inForce }) => inForce);
  const earlier = person.consents.filter(({ inForce }) => !inForce);
  return (
    <Page
      title={t.answers.title}
      width="read"
      lead={self ? t.answers.lead : t.answers.leadRelative(name)}
      back={{ to: '/', words: p.back }}
    >
      {mine.sees('consents') ? (
        <>
          <section className="stack" aria-labelledby="answers-now">
            <h2 id="answers-now">{p.answers.now}</h2>
            {now.length === 0 && <p className="soft">{p.answers.none}</p>}
            <ul className="my-list">
              {now.map((consent) => (
                <Answer key={consent.id} consent={consent} mine={mine} />
              ))}
            </ul>
            {self &&
              (writing ? (
                <AnswerForm mine={mine} onDone={() => setWriting(false)} />
              ) : (
                <div>
                  <Button look="quiet" onClick={() => setWriting(true)}>
                    {p.answers.new}
                  </Button>
                </div>
              ))}
            {earlier.length > 0 && <Earlier consents={earlier} mine={mine} />}
          </section>
          {self && <Blocks mine={mine} />}
        </>
      ) : (
        <NotShared mine={mine} />
      )}
    </Page>
  );
}

function Answer({ consent, mine }: { readonly consent: Consent; readonly mine: Mine }) {
  const p = useText(pagesText);
  const question = p.questions[consent.kind];
  const yes = consent.decision === 'yes';
  return (
    <li className="answer">
      <div className="answer-head">
        <h3>{question}</h3>
        {mine.self && canTurn(consent) ? (
          <ConsentSwitch consent={consent} mine={mine} />
        ) : (
          <p className="answer-said" data-answer={consent.decision}>
            {yes ? p.yes : p.no}
          </p>
        )}
      </div>
      <ConsentWords consent={consent} mine={mine} />
      {mine.self && canTurn(consent) && (
        <p className="small">{yes ? p.offMeans[consent.kind] : p.explained[consent.kind]}</p>
      )}
    </li>
  );
}

function Earlier({ consents, mine }: { readonly consents: readonly Consent[]; readonly mine: Mine }) {
  const p = useText(pagesText);
  const times = useTimes();
  const now = useNow();
  const ended = ({ withdrawnAt, validUntil }: Consent): string => {
    const at = withdrawnAt ?? validUntil;
    return at && fromIso(at) < now ? p.answers.ended(times.date(at)) : p.answers.replaced;
  };
  return (
    <details className="fold">
      <summary>{p.answers.earlier}</summary>
      <ul className="my-list">
        {consents.map((consent) => (
          <li key={consent.id} className="answer">
            <h3>{p.questions[consent.kind]}</h3>
            <ConsentWords consent={consent} mine={mine} />
            <p className="small soft">{ended(consent)}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
