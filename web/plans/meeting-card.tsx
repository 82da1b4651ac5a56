import { meetingRoutes } from '../../contract/meetings.ts';
import { useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useText } from '../kernel/text.ts';
import { ButtonLink } from '../kernel/ui/button.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { meetingText } from './meeting-text.ts';
import { callAddress, comingOf, meetingAddress } from './meeting-words.ts';
import type { InPlan } from './plan-sheet.tsx';

/** The meeting that is called, who comes, and the way to it; or the way to call one. */
export function MeetingCard({ plan, open }: InPlan) {
  const t = useText(meetingText);
  const times = useTimes();
  const read = useRead(meetingRoutes.meetings, { params: { personId: plan.personId, planId: plan.id } });
  if (!read.data) return null;
  const { meetings } = read.data;
  const called = meetings.find(({ state }) => state === 'called');
  const earlier = meetings.filter(({ state }) => state !== 'called');
  return (
    <section className="stack-tight no-print" aria-labelledby="plan-meeting">
      <h2 id="plan-meeting">{t.title}</h2>
      {called ? (
        <>
          <p className="strong">
            <time dateTime={called.startsAt}>{times.full(called.startsAt)}</time>
          </p>
          <p className="soft small">
            {t.forms[called.form]}. {t.coming(comingOf(called.parties), called.parties.length)}
          </p>
          <p>
            <ButtonLink
              look={open ? 'main' : 'quiet'}
              size="small"
              to={meetingAddress(plan.personId, plan.id, called.id)}
            >
              {t.open}
            </ButtonLink>
          </p>
        </>
      ) : (
        <>
          <p className="soft">{t.none}</p>
          {open && (
            <p>
              <ButtonLink look="quiet" size="small" to={callAddress(plan.personId, { plan: plan.id })}>
                {t.call}
              </ButtonLink>
            </p>
          )}
        </>
      )}
      {earlier.length > 0 && (
        <ul className="stack-tight small" aria-label={t.earlier}>
          {earlier.map((one) => (
            <li key={one.id}>
              <Link to={meetingAddress(plan.personId, plan.id, one.id)}>{times.date(one.startsAt)}</Link>{' '}
              <span className="soft">{t.states[one.state]}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
