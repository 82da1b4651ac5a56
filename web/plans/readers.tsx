import type { PlanView } from '../../contract/plans.ts';
import { useText } from '../kernel/text.ts';
import { Loaded } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { text } from './text.ts';
import { usePlanReaders } from './use-plan.ts';

/** Who else reads the plan, as the person has said. */
export function Readers({ plan }: { readonly plan: PlanView }) {
  const t = useText(text);
  const read = usePlanReaders(plan);
  const readers = (read.data?.readers ?? []).toSorted((a, b) => a.unit.name.localeCompare(b.unit.name, 'sv'));
  if (read.data && readers.length === 0 && plan.relatives.length === 0) return null;
  return (
    <section className="stack-tight no-print" aria-labelledby="plan-readers">
      <h2 id="plan-readers">{t.readers.title}</h2>
      <p className="small soft">{t.readers.hint}</p>
      <Loaded read={read} lines={3}>
        {() => (
          <ul className="readers">
            {readers.map(({ unit, reads }) => (
              <li key={unit.id} data-reads={reads}>
                <UnitTag id={unit.id} long />
                <span className="small soft">{t.readers.reads[reads]}</span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {plan.relatives.length > 0 && (
        <p className="small">{t.readers.relatives(plan.relatives.map(({ name }) => name).join(', '))}</p>
      )}
    </section>
  );
}
