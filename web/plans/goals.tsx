import { lazy, Suspense } from 'react';
import type { Goal } from '../../contract/plans.ts';
import { useTimes } from '../kernel/now.ts';
import { useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { Empty, Skeleton } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { ChangedBy } from './changed-by.tsx';
import { AddGoal, EditGoal } from './goal-form.tsx';
import { InterventionList } from './interventions.tsx';
import type { InPlan } from './plan-sheet.tsx';
import { Rated } from './rating.tsx';
import { text } from './text.ts';
import { planSubAddress } from './use-plan.ts';

const AddIntervention = lazy(() => import('./intervention-form.tsx'));

/** Each goal with those who do something for it. */
export function Goals(part: InPlan) {
  const t = useText(text);
  const { plan, open, editing } = part;
  const current = plan.goals.filter(({ state }) => state === 'open');
  const ended = plan.goals.filter(({ state }) => state !== 'open');
  return (
    <section className="stack" aria-labelledby="plan-goals">
      <h2 id="plan-goals">{t.goal.title}</h2>
      {plan.goals.length === 0 && editing.at !== 'new:goal' && (
        <Empty>
          <p>{t.goal.none}</p>
        </Empty>
      )}
      {current.length > 0 && (
        <ol className="goals">
          {current.map((goal) => (
            <GoalItem key={goal.id} goal={goal} part={part} />
          ))}
        </ol>
      )}
      {open &&
        (editing.at === 'new:goal' ? (
          <AddGoal {...part} />
        ) : (
          <div className="no-print">
            <Button look={plan.goals.length === 0 ? 'main' : 'quiet'} onClick={() => editing.edit('new:goal')}>
              {t.goal.add}
            </Button>
          </div>
        ))}
      {ended.length > 0 && (
        <>
          <h3>{t.goal.ended}</h3>
          <ol className="goals" data-ended>
            {ended.map((goal) => (
              <GoalItem key={goal.id} goal={goal} part={part} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

const marks = { open: undefined, reached: 'kept', partly: 'near', not_reached: 'late', dropped: 'waiting' } as const;

function GoalItem({ goal, part }: { readonly goal: Goal; readonly part: InPlan }) {
  const t = useText(text);
  const { plan, open, editing } = part;
  const address = { personId: plan.personId, planId: plan.id, partId: goal.id };
  const interventions = plan.interventions.filter(({ goalId }) => goalId === goal.id);
  const adding = editing.at === `new:${goal.id}`;
  return (
    <li className="goal" id={`goal-${goal.id}`}>
      {editing.at === goal.id ? (
        <EditGoal goal={goal} {...part} />
      ) : (
        <div className="goal-head">
          <div className="stack-tight">
            <h3 className="goal-words">{goal.words}</h3>
            <p className="cluster soft small">
              {goal.state !== 'open' && (
                <span className="badge" data-state={marks[goal.state]}>
                  {t.goals[goal.state]}
                </span>
              )}
              <span>{t.horizons[goal.horizon]}</span>
              {goal.measure && <span>{goal.measure}</span>}
              <ChangedBy part={address} version={goal.version} />
            </p>
            {goal.keptTo && (
              <p className="cluster small">
                <span className="soft">{t.goal.keptTo}</span>
                {goal.keptTo.map(({ id }) => (
                  <UnitTag key={id} id={id} />
                ))}
              </p>
            )}
            <LatestEvaluation goal={goal} part={part} />
          </div>
          <div className="cluster goal-moves no-print">
            {open && goal.state === 'open' && (
              <Button
                look="plain"
                size="small"
                aria-label={t.changeWhat(goal.words)}
                onClick={() => editing.edit(goal.id)}
              >
                {t.change}
              </Button>
            )}
            <Link
              className="small"
              aria-label={t.historyOf(goal.words)}
              to={planSubAddress(plan.personId, 'history', { plan: plan.id, part: goal.id })}
            >
              {t.history}
            </Link>
          </div>
        </div>
      )}
      <InterventionList interventions={interventions} part={part} />
      {open && goal.state === 'open' && !adding && (
        <div className="no-print">
          <Button
            look="plain"
            size="small"
            aria-label={t.intervention.addTo(goal.words)}
            onClick={() => editing.edit(`new:${goal.id}`)}
          >
            + {t.intervention.add}
          </Button>
        </div>
      )}
      {adding && (
        <Suspense fallback={<Skeleton lines={4} />}>
          <AddIntervention goal={goal} {...part} />
        </Suspense>
      )}
    </li>
  );
}

/** How the goal was judged at the latest follow-up. */
function LatestEvaluation({ goal, part }: { readonly goal: Goal; readonly part: InPlan }) {
  const t = useText(text);
  const times = useTimes();
  const [found, earlier] = part.plan.followUps
    .toSorted((a, b) => b.heldAt.localeCompare(a.heldAt))
    .flatMap(({ heldAt, evaluations }) =>
      evaluations.filter(({ goalId }) => goalId === goal.id).map((one) => ({ ...one, heldAt })),
    );
  if (!found) return null;
  return (
    <p className="small soft">
      {t.follow.evaluated(times.date(found.heldAt))}: {t.goals[found.result].toLowerCase()}
      {found.words && <span> “{found.words}”</span>}{' '}
      <Rated rating={found.ownRating} words={found.ownWords} gas={found.gas} before={earlier?.ownRating ?? null} />
    </p>
  );
}
