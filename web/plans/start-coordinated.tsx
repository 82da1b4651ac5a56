import { planRoutes } from '../../contract/plans.ts';
import { TextField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { useGo } from '../kernel/ui/link.tsx';
import { signatureText } from './signature-text.ts';
import { planAddress } from './use-plan.ts';

/** Under compulsory care another plan takes the SIP's place, and needs no yes. */
export function StartCoordinated({ personId }: { readonly personId: string }) {
  const t = useText(signatureText);
  const go = useGo();
  return (
    <details className="no-print">
      <summary>{t.begin}</summary>
      <div className="stack">
        <p>{t.beginWhy}</p>
        <Form
          id={`plan-start-coordinated:${personId}`}
          route={planRoutes.startPlan}
          defaults={{ title: t.beginValue }}
          input={({ title }) => ({ params: { personId }, body: { type: 'SPLPTLRV' as const, title } })}
          submit={t.beginSave}
          onDone={({ id }) => {
            tell(t.begun);
            go(planAddress(personId, id), { replace: true });
          }}
        >
          <TextField name="title" label={t.beginName} />
        </Form>
      </div>
    </details>
  );
}
