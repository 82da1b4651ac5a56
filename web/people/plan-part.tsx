import type { PersonOverview } from '../../contract/people.ts';
import { useBeside } from '../kernel/in-sheet.ts';
import { useTimes } from '../kernel/now.ts';
import { useText } from '../kernel/text.ts';
import { ButtonLink } from '../kernel/ui/button.tsx';
import { Empty } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { Section } from './section.tsx';
import { text } from './text.ts';

/** The open plan in a line; its own pages are the plans room's. */
export function PlanPart({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const times = useTimes();
  const { plan, person } = overview;
  const to = `/persons/${person.id}/plan`;
  const beside = useBeside();
  return (
    <Section id="plan" title={t.sections.plan}>
      {plan ? (
        <div className="line">
          <div className="stack-tight">
            <p className="strong">{plan.title}</p>
            <p className="small soft cluster">
              {t.plan.states[plan.state]}
              {plan.nextFollowUpAt ? (
                <time dateTime={plan.nextFollowUpAt}>{t.plan.next(times.moment(plan.nextFollowUpAt))}</time>
              ) : (
                <span className="late">{t.plan.noNext}</span>
              )}
              {plan.responsibleUnitId && <UnitTag id={plan.responsibleUnitId} />}
            </p>
          </div>
          <div className="cluster">
            {overview.access.writable && (
              <ButtonLink look="quiet" size="small" to={`${to}/call`}>
                {t.plan.call}
              </ButtonLink>
            )}
            <ButtonLink look="quiet" size="small" to={to}>
              {t.plan.open}
            </ButtonLink>
          </div>
        </div>
      ) : (
        <Empty>
          <p>{t.plan.none}</p>
          <div className="cluster">
            <ButtonLink look="quiet" size="small" to={to}>
              {t.plan.start}
            </ButtonLink>
            {overview.access.writable && (
              <ButtonLink look="quiet" size="small" to={beside('ask-plan')}>
                {t.plan.ask}
              </ButtonLink>
            )}
          </div>
        </Empty>
      )}
    </Section>
  );
}
