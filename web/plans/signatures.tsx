import { planRoutes } from '../../contract/plans.ts';
import { useTimes } from '../kernel/now.ts';
import { useSend } from '../kernel/send.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import type { InPlan } from './plan-sheet.tsx';
import { signatureText } from './signature-text.ts';

/** Of a coordinated plan under compulsory care: which units have signed it as it stands, and one's own signature. */
export function Signatures({ plan, open }: InPlan) {
  const t = useText(signatureText);
  const times = useTimes();
  const own = useMyUnitId();
  const { send, busy, problem } = useSend(planRoutes.signPlan, `sign:${plan.id}`);
  if (plan.type !== 'SPLPTLRV') return null;
  const mine = plan.signatures.find(({ unit }) => unit.id === own);
  const sign = async (): Promise<void> => {
    const answer = await send({
      params: { personId: plan.personId, planId: plan.id },
      body: { version: plan.version },
    });
    if (answer) tell(t.done);
  };
  return (
    <section className="stack-tight" aria-labelledby="plan-signatures" id="signatures">
      <h2 id="plan-signatures">{t.title}</h2>
      <p className="small soft">{t.why}</p>
      {plan.signatures.length === 0 && <p className="soft">{t.nobody}</p>}
      <ul className="stack-tight">
        {plan.signatures.map(({ unit, at }) => (
          <li key={unit.id} className="cluster">
            <UnitTag id={unit.id} long />
            <span className="badge" data-state={at === null ? 'asked' : 'kept'}>
              {at === null ? t.waiting : t.signed(times.moment(at))}
            </span>
          </li>
        ))}
      </ul>
      {problem && <Problem error={problem} />}
      {open && mine?.at === null && (
        <div className="no-print">
          <Button busy={busy} onClick={() => void sign()}>
            {t.sign}
          </Button>
        </div>
      )}
    </section>
  );
}
