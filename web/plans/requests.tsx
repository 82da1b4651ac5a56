import { useState } from 'react';
import { commitmentsRoutes, declineReasons } from '../../contract/commitments.ts';
import type { PlanOffer, PlanRequest } from '../../contract/plan-requests.ts';
import { fromIso } from '../../contract/kernel/time.ts';
import { choicesOf, RadioField, TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useNow, useTimes } from '../kernel/now.ts';
import { useSend } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { requestText } from './request-text.ts';

const waiting: ReadonlySet<string> = new Set(['offered', 'received', 'proposed']);
export const isWaiting = ({ state }: Pick<PlanRequest, 'state'>): boolean => waiting.has(state);

/** Who has asked for a plan, what was answered, and the answer where it is ours to give. */
export function Requests({
  requests,
  offers,
}: {
  readonly requests: readonly PlanRequest[];
  readonly offers: readonly PlanOffer[];
}) {
  const t = useText(requestText);
  const declined = offers.filter(({ answer }) => answer === 'no');
  if (requests.length === 0 && declined.length === 0) return null;
  return (
    <section className="stack no-print" aria-labelledby="plan-asked" aria-live="polite">
      <h2 id="plan-asked">{t.heading}</h2>
      <ul className="stack">
        {requests.map((one) => (
          <li key={one.id}>
            <One request={one} offer={offers.find(({ requestId }) => requestId === one.id)} />
          </li>
        ))}
        {declined.map((one) => (
          <li key={one.id}>
            <Declined offer={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A plan was offered and not wanted: a full answer, in the person's words. */
function Declined({ offer }: { readonly offer: PlanOffer }) {
  const t = useText(requestText);
  const times = useTimes();
  return (
    <article className="plan-asked stack-tight">
      <p className="cluster">
        <span className="strong">{t.offer.declined(offer.unit?.name ?? t.elsewhere, times.date(offer.offeredAt))}</span>
        <span className="badge" data-state="waiting">
          {t.offer.badge}
        </span>
      </p>
      <blockquote className="quote quote-small">{offer.words}</blockquote>
      <p className="small soft">{t.offer.noFrom[offer.saidBy]}</p>
    </article>
  );
}

function One({ request, offer }: { readonly request: PlanRequest; readonly offer: PlanOffer | undefined }) {
  const t = useText(requestText);
  const times = useTimes();
  const now = useNow();
  const open = isWaiting(request);
  const late = open && fromIso(request.judgeBy) < now;
  const tone = open ? (request.mine ? 'asked' : 'waiting') : request.state === 'declined' ? 'waiting' : 'kept';
  return (
    <article className="plan-asked stack-tight">
      <p className="cluster">
        <span className="strong">{t.asked[request.askedBy](request.from?.name ?? t.elsewhere)}</span>
        <span className="badge" data-state={late ? 'late' : tone}>
          {t.states[request.state]}
        </span>
        {offer && <span className="badge">{t.offer.badge}</span>}
      </p>
      <blockquote className="quote quote-small">{request.words}</blockquote>
      {offer && <p className="small">{t.offer.saidYes(t.offer.who[offer.saidBy], times.date(offer.offeredAt))}</p>}
      <p className="small soft cluster">
        <time dateTime={request.askedAt}>{times.date(request.askedAt)}</time>
        {request.to && !request.mine && <span>{t.judgedBy(request.to.name)}</span>}
        {open && (
          <span className={late ? 'late' : undefined}>{late ? t.late : t.by(times.moment(request.judgeBy))}</span>
        )}
        {request.state === 'accepted' && <span>{t.begin(times.moment(request.beginBy))}</span>}
      </p>
      {request.state === 'declined' && (
        <div>
          {request.reason && <p>{t.reasons[request.reason]}</p>}
          {request.noWords && <p className="pre">{request.noWords}</p>}
        </div>
      )}
      {request.mine && open && <Judge request={request} />}
      {request.own && open && !request.mine && <TakeBack request={request} />}
    </article>
  );
}

function Judge({ request }: { readonly request: PlanRequest }) {
  const t = useText(requestText);
  const [refusing, setRefusing] = useState(false);
  const { send, busy, problem } = useSend(commitmentsRoutes.move, `judge:${request.id}`);
  const yes = async (): Promise<void> => {
    if (await send({ params: { id: request.id }, body: { action: 'accept', seen: request.version } })) tell(t.yesSent);
  };
  if (refusing) return <Refuse request={request} onClose={() => setRefusing(false)} />;
  return (
    <div className="stack-tight">
      <div className="cluster">
        <Button busy={busy} onClick={() => void yes()}>
          {t.yes}
        </Button>
        <Button look="quiet" onClick={() => setRefusing(true)}>
          {t.no}
        </Button>
      </div>
      {problem && <Problem error={problem} />}
    </div>
  );
}

function Refuse({ request, onClose }: { readonly request: PlanRequest; readonly onClose: () => void }) {
  const t = useText(requestText);
  const wish = request.askedBy !== 'unit';
  return (
    <Form
      id={`refuse:${request.id}`}
      route={commitmentsRoutes.move}
      version={request.version}
      defaults={{ reason: '', note: '' }}
      alias={{ words_missing: 'note' }}
      input={({ reason, note }, seen) => ({
        params: { id: request.id },
        body: { action: 'decline' as const, seen, reason: reason as 'other', ...(note.trim() ? { note } : {}) },
      })}
      submit={t.noSend}
      look="grave"
      cancel={onClose}
      onDone={() => {
        tell(t.noSent);
        onClose();
      }}
    >
      <RadioField name="reason" label={t.reason} options={choicesOf(t.reasons, declineReasons)} />
      <TextArea name="note" label={t.noWords} hint={wish ? t.noWordsHint : undefined} optional={!wish} rows={3} />
    </Form>
  );
}

function TakeBack({ request }: { readonly request: PlanRequest }) {
  const t = useText(requestText);
  const { send, busy, problem } = useSend(commitmentsRoutes.move, `ask-back:${request.id}`);
  const back = async (): Promise<void> => {
    const body = { action: 'withdraw' as const, seen: request.version, reason: 'no_longer_needed' as const };
    if (await send({ params: { id: request.id }, body })) tell(t.takenBack);
  };
  return (
    <div>
      <Button look="quiet" size="small" busy={busy} onClick={() => void back()}>
        {t.takeBack}
      </Button>
      {problem && <Problem error={problem} />}
    </div>
  );
}
