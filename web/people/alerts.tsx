import { useState } from 'react';
import type { PersonOverview } from '../../contract/people.ts';
import { fromIso } from '../../contract/kernel/time.ts';
import { useNow, useTimes } from '../kernel/now.ts';
import { address } from '../kernel/route.ts';
import { useMe, useMyUnitId } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { useFurther } from '../kernel/text/further.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { pageText } from './page-text.ts';
import { safetyText } from './safety-text.ts';
import { Section } from './section.tsx';
import { text } from './text.ts';

/** As many gaps as one takes in at a glance. */
const first = 3;

/** What one has to know before anything else: gaps, blocks, emergencies. Nothing is shown when there is nothing. */
export function Alerts({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const further = useFurther();
  const times = useTimes();
  const now = useNow();
  const own = useMyUnitId();
  const safety = useText(safetyText);
  const p = useText(pageText);
  const [all, setAll] = useState(false);
  const head = useMe().assignment?.role === 'head';
  const { gaps, blocks, emergencies, person } = overview;
  // The head sees it until it has been reviewed.
  const mine = (one: PersonOverview['emergencies'][number]): boolean =>
    head && one.unitId === own && one.reviewedAt === null;
  const open = emergencies.filter((one) => fromIso(one.closesAt) > now || mine(one));
  if (gaps.length === 0 && !blocks.exists && open.length === 0) return null;
  return (
    <Section id="alerts" title={t.sections.alerts}>
      <ul className="stack">
        {open.map((emergency) => (
          <li key={emergency.id} className="note" data-tone="near">
            <p className="strong">
              {fromIso(emergency.closesAt) > now
                ? t.person.emergencyOpen(times.moment(emergency.closesAt))
                : `${safety.emergency.title}: ${safety.review.opened(times.moment(emergency.openedAt), times.moment(emergency.closesAt))}`}
            </p>
            <p className="small">
              {emergency.staffName} <UnitTag id={emergency.unitId} /> {emergency.reason}
            </p>
            {mine(emergency) && (
              <div>
                <ButtonLink look="quiet" size="small" to="/emergencies">
                  {safety.review.toList}
                </ButtonLink>
              </div>
            )}
          </li>
        ))}
        {blocks.exists && (
          <li className="note">
            <p>{t.consents.blocked}</p>
            <p className="small no-print">
              <Link to={`/persons/${person.id}/emergency`}>{safety.emergency.fromBlocked}</Link>
            </p>
          </li>
        )}
        {gaps.slice(0, all ? undefined : first).map((gap) => (
          <li key={gap.id} id={`gap-${gap.id}`} className="alert" data-level={gap.level}>
            <div className="stack-tight">
              <p className="strong">{further.gaps[gap.kind]}</p>
              <p className="small soft cluster">
                {further.gap.since(times.moment(gap.since))}
                <span>
                  {further.gap.whose} <UnitTag id={gap.moveUnitId} link />
                </span>
                <span>{further.ladder[gap.level as 0 | 1 | 2 | 3]}</span>
              </p>
            </div>
            {gap.moveUnitId === own && <GapLink kind={gap.kind} subjectId={gap.subjectId} personId={person.id} />}
          </li>
        ))}
      </ul>
      {gaps.length > first && (
        <div className="no-print">
          <Button look="plain" size="small" onClick={() => setAll(!all)}>
            {all ? p.fewer : p.more(gaps.length - first)}
          </Button>
        </div>
      )}
    </Section>
  );
}

/** Where the gap is closed, when it is a promise; the others are closed on this very page or on the board. */
function GapLink({
  kind,
  subjectId,
  personId,
}: {
  readonly kind: string;
  readonly subjectId: string;
  readonly personId: string;
}) {
  const common = useCommon();
  const t = useText(text);
  if (kind === 'unanswered' || kind === 'overdue')
    return (
      <ButtonLink look="quiet" size="small" to={address('/', { promise: subjectId })}>
        {common.keys.open}
      </ButtonLink>
    );
  if (kind.startsWith('no_') && kind.endsWith('contact'))
    return (
      <ButtonLink look="quiet" size="small" to={address(`/persons/${personId}`, { contact: kind.slice(3) })}>
        {t.contacts.save}
      </ButtonLink>
    );
  return null;
}
