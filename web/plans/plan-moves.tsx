import { useState } from 'react';
import { planCloseReasons, planRoutes, type PlanView } from '../../contract/plans.ts';
import { choicesOf, RadioField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useSend } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { noteOwn } from './own-versions.ts';
import { text } from './text.ts';

/** What is done with the whole plan: a new edition, an end. */
export function PlanMoves({ plan }: { readonly plan: PlanView }) {
  const t = useText(text);
  const [asking, ask] = useState<'renew' | 'close' | null>(null);
  const done = (words: string, version: number): void => {
    noteOwn(plan.id, version);
    ask(null);
    tell(words);
  };
  return (
    <section className="cluster no-print" aria-label={t.plan}>
      {plan.actions.includes('renew') && (
        <Button look="quiet" size="small" onClick={() => ask('renew')}>
          {t.renew.action}
        </Button>
      )}
      {plan.actions.includes('close') && (
        <Button look="grave" size="small" onClick={() => ask('close')}>
          {t.close.action}
        </Button>
      )}
      {asking === 'renew' && (
        <Renew plan={plan} onClose={() => ask(null)} onDone={(version) => done(t.renew.done, version)} />
      )}
      {asking === 'close' && (
        <Close plan={plan} onClose={() => ask(null)} onDone={(version) => done(t.close.done, version)} />
      )}
    </section>
  );
}

interface MoveProps {
  readonly plan: PlanView;
  readonly onClose: () => void;
  readonly onDone: (version: number) => void;
}

function Renew({ plan, onClose, onDone }: MoveProps) {
  const t = useText(text);
  const [version] = useState(plan.version);
  const { send, busy, problem } = useSend(planRoutes.renewPlan, `renew:${plan.id}`);
  const renew = async (): Promise<void> => {
    const answer = await send({ params: { personId: plan.personId, planId: plan.id }, body: { version } });
    if (answer) onDone(answer.version);
  };
  return (
    <Dialog title={t.renew.title} onClose={onClose}>
      <p>{t.renew.words(plan.edition + 1)}</p>
      {plan.missing.length > 0 && (
        <ul className="bullets">
          {plan.missing.map((lack) => (
            <li key={lack}>{t.lacks[lack].what}</li>
          ))}
        </ul>
      )}
      {problem && <Problem error={problem} />}
      <div className="form-actions">
        <Button busy={busy} onClick={() => void renew()}>
          {t.renew.action}
        </Button>
      </div>
    </Dialog>
  );
}

function Close({ plan, onClose, onDone }: MoveProps) {
  const t = useText(text);
  const [version] = useState(plan.version);
  return (
    <Dialog title={t.close.title} onClose={onClose}>
      <p>{t.close.words}</p>
      <Form
        id={`plan-close:${plan.id}`}
        route={planRoutes.closePlan}
        defaults={{ reason: '' }}
        input={({ reason }) => ({
          params: { personId: plan.personId, planId: plan.id },
          body: { version, reason: reason as 'goals_met' },
        })}
        submit={t.close.action}
        look="grave"
        cancel={onClose}
        onDone={(answer) => onDone(answer.version)}
        renderHelp={(problem) =>
          problem.code === 'stale' && (
            <Button look="quiet" size="small" onClick={onClose}>
              {t.close.changed}
            </Button>
          )
        }
      >
        <RadioField name="reason" label={t.close.reason} options={choicesOf(t.closing, planCloseReasons)} />
      </Form>
    </Dialog>
  );
}
