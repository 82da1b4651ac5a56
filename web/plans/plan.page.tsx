import { Loaded } from '../kernel/ui/states.tsx';
import { PlanRoom } from './plan-room.tsx';
import { PlanSheet } from './plan-sheet.tsx';
import './plans.css';
import { StartPlan } from './start.tsx';
import { usePlan } from './use-plan.ts';

/** The person's plan: what matters, goals and who does what, what others do, who is responsible and when it is followed up. */
export default function PlanPage() {
  const read = usePlan();
  const { planId, overview, plans, plan } = read;
  return (
    <PlanRoom read={read}>
      <Loaded read={overview}>
        {(person) => (
          <Loaded read={plans}>
            {(all) =>
              planId === '' ? (
                <StartPlan person={person} />
              ) : (
                <Loaded read={plan}>
                  {(one) => <PlanSheet key={one.id} plan={one} person={person} all={all.plans} />}
                </Loaded>
              )
            }
          </Loaded>
        )}
      </Loaded>
    </PlanRoom>
  );
}
