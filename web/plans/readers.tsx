import type { PlanView } from '../../contract/plans.ts';
import { useText } from '../kernel/text.ts';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { text } from './text.ts';

/** Who else reads the plan, as the person has said. */
export function Readers({ plan }: { readonly plan: PlanView }) {
  const t = useText(text);
  if (plan.readers.length === 0 && plan.relatives.length === 0) return null;
  const readers = plan.readers.toSorted((a, b) => a.unit.name.localeCompare(b.unit.name, 'sv'));
  return (
    <section className="stack-tight no-print" aria-labelledby="plan-readers">
      <h2 id="plan-readers">{t.readers.title}</h2>
      <p className="small soft">{t.readers.hint}</p>
      <ul className="readers">
        {readers.map(({ unit, reads }) => (
          <li key={unit.id} data-reads={reads}>
            <UnitTag id={unit.id} long />
            <span className="small soft">{t.readers.reads[reads]}</span>
          </li>
        ))}
      </ul>
      {plan.relatives.length > 0 && (
        <p className="small">{t.readers.relatives(plan.relatives.map(({ name }) => name).join(', '))}</p>
      )}
    </section>
  );
}
