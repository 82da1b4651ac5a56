import { useState } from 'react';
import { type Consent, peopleRoutes } from '../../contract/people.ts';
import { fromIso } from '../../contract/kernel/time.ts';
import { useNow, useTimes } from '../kernel/now.ts';
import { useSend } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { AnswerForm } from './answer-form.tsx';
import { Blocks } from './blocks.tsx';
import { ConsentWords } from './consent-words.tsx';
import { type Mine, NotShared, WithMine } from './mine.tsx';
import { Switch } from './switch.tsx';
import { text } from './text.ts';

/** What I have said yes and no to. A yes is taken back with one switch and one confirmation. */
export default function MyAnswersPage() {
  return <WithMine>{(mine) => <Answers mine={mine} />}</WithMine>;
}

function Answers({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  const { self, name, person } = mine;
  const [writing, setWriting] = useState(false);
  const now = person.consents.filter(({ inForce }) => inForce);
  const earlier = person.consents.filter(({ inForce }) => !inForce);
  return (
    <Page
      title={t.answers.title}
      width="read"
      lead={self ? t.answers.lead : t.answers.leadRelative(name)}
      back={{ to: '/', words: t.back }}
    >
      {mine.sees('consents') ? (
        <>
          <section className="stack" aria-labelledby="answers-now">
            <h2 id="answers-now">{t.answers.now}</h2>
            {now.length === 0 && <p className="soft">{t.answers.none}</p>}
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
                    {t.answers.new}
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
  const t = useText(text);
  const [asking, ask] = useState(false);
  const question = t.questions[consent.kind];
  const yes = consent.decision === 'yes';
  return (
    <li className="answer">
      <div className="answer-head">
        <h3>{question}</h3>
        {mine.self && yes ? (
          <Switch label={t.answers.turnOff(question)} on words={{ on: t.yes, off: t.no }} onChange={() => ask(true)} />
        ) : (
          <p className="answer-said" data-answer={consent.decision}>
            {yes ? t.yes : t.no}
          </p>
        )}
      </div>
      <ConsentWords consent={consent} mine={mine} />
      {asking && <TakeBack consent={consent} mine={mine} onClose={() => ask(false)} />}
    </li>
  );
}

interface TakeBackProps {
  readonly consent: Consent;
  readonly mine: Mine;
  readonly onClose: () => void;
}

function TakeBack({ consent, mine, onClose }: TakeBackProps) {
  const t = useText(text);
  const { send, busy, problem } = useSend(peopleRoutes.withdrawConsent, `my-withdraw:${consent.id}`);
  const withdraw = async (): Promise<void> => {
    const answer = await send({
      params: { personId: mine.personId, consentId: consent.id },
      body: { version: consent.version, form: 'written' },
    });
    if (!answer) return;
    onClose();
    tell(t.answers.takenBack);
  };
  return (
    <Dialog title={t.answers.takeBackTitle} onClose={onClose}>
      <p className="strong">{t.questions[consent.kind]}</p>
      <p>{t.answers.takeBackWords}</p>
      {problem && <Problem error={problem} />}
      <div className="form-actions">
        <Button busy={busy} onClick={() => void withdraw()}>
          {t.answers.takeBack}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {t.answers.keep}
        </Button>
      </div>
    </Dialog>
  );
}

function Earlier({ consents, mine }: { readonly consents: readonly Consent[]; readonly mine: Mine }) {
  const t = useText(text);
  const times = useTimes();
  const now = useNow();
  const ended = ({ withdrawnAt, validUntil }: Consent): string => {
    const at = withdrawnAt ?? validUntil;
    return at && fromIso(at) < now ? t.answers.ended(times.date(at)) : t.answers.replaced;
  };
  return (
    <details className="fold">
      <summary>{t.answers.earlier}</summary>
      <ul className="my-list">
        {consents.map((consent) => (
          <li key={consent.id} className="answer">
            <h3>{t.questions[consent.kind]}</h3>
            <ConsentWords consent={consent} mine={mine} />
            <p className="small soft">{ended(consent)}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
