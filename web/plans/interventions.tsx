import type { Intervention } from '../../contract/plans.ts';
import { useNow, useTimes } from '../kernel/now.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { ButtonLink } from '../kernel/ui/button.tsx';
import { ClockRing } from '../kernel/ui/clock-ring.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { PartyTag, UnitTag } from '../kernel/ui/tag.tsx';
import { address } from '../kernel/route.ts';
import { NewMark, placeId } from './news.tsx';
import { interventionClock, isEnded, isPending } from './plan-words.ts';
import type { InPlan } from './plan-sheet.tsx';
import { PartNo } from './part-no.tsx';
import { text } from './text.ts';

interface ListProps {
  readonly interventions: readonly Intervention[];
  readonly part: InPlan;
}

/** Who does what for a goal, and by when; each line is a promise with one owner. */
export function InterventionList({ interventions, part }: ListProps) {
  const t = useText(text);
  if (interventions.length === 0) return <p className="soft">{t.goal.noInterventions}</p>;
  return (
    <ul className="insatser">
      {interventions.map((one) => (
        <li
          key={one.id}
          id={placeId(one.id)}
          className="insats part-place"
          data-ended={one.promise ? isEnded(one.promise.state) : undefined}
        >
          {one.promise ? (
            <Line one={one} promise={one.promise} part={part} />
          ) : (
            <p className="soft">{t.intervention.hidden}</p>
          )}
        </li>
      ))}
    </ul>
  );
}

type Promised = NonNullable<Intervention['promise']>;

function Line({
  one,
  promise,
  part,
}: {
  readonly one: Intervention;
  readonly promise: Promised;
  readonly part: InPlan;
}) {
  const c = useCommon();
  const times = useTimes();
  const now = useNow();
  const mine = useMyUnitId();
  const ours = promise.unit?.id === mine;
  const clock = interventionClock(promise, part.plan.openedAt, ours, now);
  return (
    <>
      <span className="insats-clock" data-tone={clock.tone}>
        <ClockRing tone={clock.tone} left={clock.left} />
        <span className="sr-only">{c.row.clock[clock.tone]}</span>
      </span>
      <div className="insats-main">
        <Link className="insats-what" to={address('/', { promise: one.commitmentId })}>
          {promise.what}
        </Link>
        <p className="cluster small soft">
          <Owner promise={promise} part={part} />
          <span>{c.states[promise.state]}</span>
          <NewMark partId={one.id} />
          {!isEnded(promise.state) && (
            <time
              dateTime={promise.dueAt}
              title={times.full(promise.dueAt)}
              className={clock.tone === 'late' ? 'late strong' : undefined}
            >
              {times.word(promise.dueAt)}
            </time>
          )}
        </p>
        {promise.detail && <p className="small soft insats-detail">{promise.detail}</p>}
        <PartNo one={one} part={part} />
      </div>
      <Move one={one} promise={promise} ours={ours} />
    </>
  );
}

function Owner({ promise, part }: { readonly promise: Promised; readonly part: InPlan }) {
  const c = useCommon();
  const { givenName } = part.person.person;
  if (promise.ownerKind === 'person') return <PartyTag words={givenName} kind="person" />;
  if (promise.ownerKind === 'relative') {
    const who = part.person.relatives?.find(({ id }) => id === promise.relativeId);
    return <PartyTag words={who?.name ?? c.parties.relative} kind="person" />;
  }
  return (
    <>
      <UnitTag id={promise.unit?.id} long link />
      <span className="print-only">{promise.authority?.name}</span>
    </>
  );
}

/** What one's own unit can do with it leads to where it is done. */
function Move({
  one,
  promise,
  ours,
}: {
  readonly one: Intervention;
  readonly promise: Promised;
  readonly ours: boolean;
}) {
  const t = useText(text);
  const c = useCommon();
  if (!ours || isEnded(promise.state)) return null;
  const words = isPending(promise.state) ? t.intervention.answer : c.moves.keep;
  return (
    <span className="no-print">
      <ButtonLink
        look={isPending(promise.state) ? 'main' : 'quiet'}
        size="small"
        to={address('/', { promise: one.commitmentId })}
      >
        {words}
        <span className="sr-only">: {promise.what}</span>
      </ButtonLink>
    </span>
  );
}
