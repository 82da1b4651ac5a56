import { preparationKinds, type PlanView } from '../../contract/plans.ts';
import { useText } from '../kernel/text.ts';
import { ButtonLink } from '../kernel/ui/button.tsx';
import { sectionText } from './section-text.ts';
import { planSubAddress } from './use-plan.ts';

/** How far the preparation has come, and the way to it. */
export function PrepareCard({ plan, open }: { readonly plan: PlanView; readonly open: boolean }) {
  const t = useText(sectionText);
  const done = preparedOf(plan).size;
  if (!open && done === 0) return null;
  return (
    <section className="stack-tight no-print" aria-labelledby="plan-prepare">
      <h2 id="plan-prepare">{t.prepare}</h2>
      <p className="soft">{t.prepared(done, preparationKinds.length)}</p>
      <p>
        <ButtonLink look="quiet" size="small" to={planSubAddress(plan.personId, 'prepare', { plan: plan.id })}>
          {t.toPrepare}
        </ButtonLink>
      </p>
    </section>
  );
}

/** The kinds of the preparation that have words. */
export const preparedOf = (plan: Pick<PlanView, 'sections'>): ReadonlySet<string> =>
  new Set(preparationKinds.filter((kind) => plan.sections.some((one) => one.kind === kind && one.words !== '')));
