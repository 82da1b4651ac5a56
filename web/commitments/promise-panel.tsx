import { useEffect, useRef } from 'react';
import { commitmentsRoutes, type PromiseDetail } from '../../contract/commitments.ts';
import { useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { ButtonLink } from '../kernel/ui/button.tsx';
import { Icon } from '../kernel/ui/icon.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { Clock, Route } from '../kernel/ui/promise-row.tsx';
import { Loaded } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { isReceiver, isUnseen, movesOf } from './moves.ts';
import { HandsLine } from './hands-line.tsx';
import { Facts, nameOf } from './promise-facts.tsx';
import { History } from './promise-history.tsx';
import { reasonsFor } from './reasons.ts';
import { Moves } from './promise-moves.tsx';
import { sendReceipt } from './own-moves.ts';
import { text } from './text.ts';
import { useTodayAddress } from './use-view.ts';

/** One promise, opened: what is asked, how far it has come, and every move that is ours. */
export function PromisePanel({ id }: { readonly id: string }) {
  const t = useText(text);
  const read = useRead(commitmentsRoutes.promise, { params: { id } });
  const to = useTodayAddress();
  return (
    <article className="panel">
      <Link to={to.list} className="icon-button panel-close" aria-label={t.promise.close}>
        <Icon name="close" />
      </Link>
      <Loaded read={read}>{(promise) => <Opened promise={promise} />}</Loaded>
    </article>
  );
}

function Opened({ promise }: { readonly promise: PromiseDetail }) {
  const t = useText(text);
  const common = useCommon();
  const times = useTimes();
  const unitId = useMyUnitId();
  const heading = useRef<HTMLHeadingElement>(null);
  useReceipt(promise, unitId);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const { person } = promise;
  const message = promise.kind === 'message';
  const ours = movesOf(promise, unitId).some((move) => move !== 'withdraw');
  return (
    <div className="stack panel-body">
      <header className="stack-tight">
        <p className="cluster small">
          <span className="soft">{common.kinds[promise.kind]}</span>
          {!message && (
            <>
              <span className="badge" data-state={promise.urgency === 'acute' ? 'late' : undefined}>
                {common.urgencies[promise.urgency]}
              </span>
              <span className="soft">{common.areas[promise.area]}</span>
            </>
          )}
        </p>
        <h2 ref={heading} tabIndex={-1} className="panel-title">
          {message && promise.offeredBy ? t.message.writes(nameOf(promise.offeredBy)) : promise.what}
        </h2>
        <p className="cluster">
          {person ? (
            <Link to={`/persons/${person.id}`} className="strong">
              {person.name}
            </Link>
          ) : (
            <span className="soft">{common.row.hidden}</span>
          )}
          <Route promise={promise} />
        </p>
      </header>
      <div className="panel-clock">
        <Clock promise={promise} ours={ours} />
        <span className="soft">
          {(message ? t.message.states[promise.state] : undefined) ?? common.states[promise.state]}
          {promise.acceptedAt === null ? ` · ${t.promise.answerBy} ${times.moment(promise.answerBy)}` : ''}
          {message ? '' : ` · ${t.promise.dueBy} ${times.moment(promise.dueAt)}`}
        </span>
      </div>
      {promise.state === 'proposed' && promise.proposedDueAt && (
        <p className="note strong">{t.promise.proposed(times.full(promise.proposedDueAt))}</p>
      )}
      {promise.kind === 'handover' && promise.acceptedAt === null && isReceiver(promise, unitId) && (
        <p className="soft">{t.promise.acceptHandover}</p>
      )}
      {message && <MessageWords promise={promise} />}
      <HandsLine id={promise.id} ended={cameToNothing.has(promise.state) || promise.state === 'kept'} />
      <Moves promise={promise} unitId={unitId} />
      {promise.kind === 'plan_request' && promise.state === 'accepted' && person && isReceiver(promise, unitId) && (
        <div>
          <ButtonLink to={`/persons/${person.id}/plan`}>{t.promise.beginPlan}</ButtonLink>
        </div>
      )}
      <Several promise={promise} />
      {!message && <Facts promise={promise} />}
      <Contents promise={promise} />
      <History promise={promise} />
    </div>
  );
}

/** Opened by a human: the giver gets to know that it is received. Once, and not when it is one's own. */
function useReceipt(promise: PromiseDetail, unitId: string): void {
  const { id, version } = promise;
  const unseen = isUnseen(promise, unitId);
  useEffect(() => {
    if (unseen) sendReceipt(id, version);
  }, [unseen, id, version]);
}

/** An offer to several: who they are, and that the first takes it. */
function Several({ promise }: { readonly promise: PromiseDetail }) {
  const t = useText(text);
  if (promise.openTo.length < 2 || promise.to.unitId !== null) return null;
  return (
    <div className="stack-tight">
      <h3>{t.promise.openTo}</h3>
      <ul className="cluster">
        {promise.openTo.map((id) => (
          <li key={id}>
            <UnitTag id={id} link />
          </li>
        ))}
      </ul>
      <p className="soft small">{t.promise.first}</p>
    </div>
  );
}

/** The words of a message before its answer: they are what is answered. */
function MessageWords({ promise }: { readonly promise: PromiseDetail }) {
  const t = useText(text);
  const { what, detail, endNote, endReason, person } = promise;
  const reason = endReason ? reasonsFor(t, promise.state)[endReason] : undefined;
  return (
    <div className="stack-tight">
      <blockquote className="quote quote-small pre">{detail === undefined || detail === '' ? what : detail}</blockquote>
      {endNote && (
        <>
          <h3>{t.message.answer}</h3>
          <blockquote className="quote quote-small pre">{endNote}</blockquote>
        </>
      )}
      {reason && <p className="soft small">{reason}</p>}
      <p className="soft small">{t.message.between}</p>
      {person && (
        <p>
          <Link to={`/persons/${person.id}?messages=all#messages`}>{t.message.all}</Link>
        </p>
      )}
    </div>
  );
}

const cameToNothing = new Set<PromiseDetail['state']>(['declined', 'lapsed', 'withdrawn', 'not_kept']);

function Contents({ promise }: { readonly promise: PromiseDetail }) {
  const t = useText(text);
  const common = useCommon();
  const unitId = useMyUnitId();
  const { detail, needs = [], person, endNote } = promise;
  const reasons = reasonsFor(t, promise.state);
  return (
    <>
      {promise.endReason && promise.kind !== 'message' && (
        <div className="note">
          <p className="strong">
            {t.promise.reason}: {reasons[promise.endReason] ?? promise.endReason}
          </p>
          {endNote && <p>{endNote}</p>}
        </div>
      )}
      {cameToNothing.has(promise.state) && promise.from.unitId === unitId && person && (
        <div>
          <ButtonLink to={`/persons/${person.id}/offer?follows=${promise.id}`}>{t.promise.again}</ButtonLink>
        </div>
      )}
      {detail && promise.kind !== 'message' && (
        <div className="stack-tight">
          <h3>{t.promise.more}</h3>
          <p className="pre">{detail}</p>
        </div>
      )}
      {needs.length > 0 && (
        <div className="stack-tight">
          <h3>{t.promise.needs}</h3>
          <ul className="stack">
            {needs.map((need) => (
              <li key={need.id}>
                <blockquote className="quote quote-small">{need.words}</blockquote>
                <p className="small soft">{common.areas[need.area]}</p>
              </li>
            ))}
          </ul>
        </div>
      )}
      {promise.basis && (
        <p className="small soft">
          {t.promise.basis}: {t.bases[promise.basis] ?? promise.basis}
        </p>
      )}
    </>
  );
}
