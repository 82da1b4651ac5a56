import type { planRoutes } from '../../contract/plans.ts';
import type { AnswerOf } from '../../contract/kernel/route.ts';
import { useTimes } from '../kernel/now.ts';
import { useText } from '../kernel/text.ts';
import { Link } from '../kernel/ui/link.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { text } from './text.ts';
import { planAddress } from './use-plan.ts';

export type PlanRow = AnswerOf<typeof planRoutes.unitPlans>['plans'][number];

/** Plans of the unit, a row each: when it is followed up, whose it is, what it is called. */
export function PlanRows({ plans }: { readonly plans: readonly PlanRow[] }) {
  const t = useText(text);
  const times = useTimes();
  return (
    <ul className="rows">
      {plans.map((plan) => (
        <li key={plan.id} className="row">
          <div className="plan-row">
            <span className={plan.late ? 'late strong' : 'strong'}>
              {plan.nextFollowUpAt ? (
                <time dateTime={plan.nextFollowUpAt} title={times.full(plan.nextFollowUpAt)}>
                  {times.word(plan.nextFollowUpAt)}
                </time>
              ) : (
                <span className="soft">{t.list.noTime}</span>
              )}
            </span>
            <Link className="row-what" to={planAddress(plan.person.id, plan.id)}>
              {plan.person.name}
            </Link>
            <span className="plan-row-title">{plan.title}</span>
            <span className="plan-row-marks">
              {plan.hollow && (
                <span className="badge" data-state="near">
                  {t.hollowShort}
                </span>
              )}
              <span className="small soft">{plan.edition > 0 ? t.edition(plan.edition) : t.draftEdition}</span>
              {plan.responsibleUnit && <UnitTag id={plan.responsibleUnit.id} />}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
