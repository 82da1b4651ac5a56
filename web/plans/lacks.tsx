import { type PlanLack, planLacks, planRoutes, type PlanView } from '../../contract/plans.ts';
import { useSend } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { headerBody } from './header.ts';
import { noteOwn } from './own-versions.ts';
import { isPending } from './plan-words.ts';
import type { InPlan } from './plan-sheet.tsx';
import { text } from './text.ts';

/** What the law still asks for, each with the place where it is put right; and the step that it leads to. */
export function Lacks(part: InPlan) {
  const t = useText(text);
  const { plan } = part;
  const { send, busy, problem } = useSend(planRoutes.establishPlan, `establish:${plan.id}`);
  const preparing = plan.state === 'preparing';
  if (!preparing && plan.missing.length === 0) return null;
  // Guardians are asked for a child only.
  const asked = planLacks.filter(
    (lack) =>
      (lack !== 'guardians_agree' || plan.guardiansMissing !== null) &&
      (lack !== 'signatures' || plan.type === 'SPLPTLRV'),
  );
  const done = asked.length - plan.missing.length;
  const establish = async (): Promise<void> => {
    const answer = await send({
      params: { personId: plan.personId, planId: plan.id },
      body: { version: plan.version },
    });
    if (!answer) return;
    noteOwn(plan.id, answer.version);
    tell(t.lack.established);
  };
  return (
    <section className="lacks no-print" aria-labelledby="plan-lacks">
      <div className="spread">
        <h2 id="plan-lacks">{preparing ? t.lack.title : t.lack.titleActive}</h2>
        <span className="small soft figures">{t.lack.done(done, asked.length)}</span>
      </div>
      <ul className="lack-list">
        {asked.map((lack) => (
          <LackLine key={lack} lack={lack} missing={plan.missing.includes(lack)} part={part} />
        ))}
      </ul>
      {plan.missing.length === 0 && <p>{t.lack.ready}</p>}
      <p className="small">{t.lack.law}</p>
      {problem && <Problem error={problem} />}
      {preparing && plan.missing.length === 0 && (
        <Button busy={busy} onClick={() => void establish()}>
          {t.lack.establish}
        </Button>
      )}
    </section>
  );
}

interface LineProps {
  readonly lack: PlanLack;
  readonly missing: boolean;
  readonly part: InPlan;
}

function LackLine({ lack, missing, part }: LineProps) {
  const t = useText(text);
  const words = t.lacks[lack];
  return (
    <li className="lack" data-missing={missing}>
      <div className="stack-tight">
        <p>
          <span className="sr-only">{missing ? t.lack.no : t.lack.yes}: </span>
          <span className={missing ? 'strong' : 'soft'}>{words.what}</span>
        </p>
        {missing && <Fix lack={lack} part={part} />}
      </div>
    </li>
  );
}

/** Where each thing is put right. */
const placeOf = (lack: PlanLack, plan: PlanView): string => {
  if (lack === 'interventions') {
    const goal = plan.goals.find(({ state }) => state === 'open');
    return goal ? `new:${goal.id}` : 'new:goal';
  }
  if (lack === 'guardians_agree' || lack === 'person_agrees') return 'approval';
  return lack === 'other_measures' ? 'new:measure' : 'facts';
};

function Fix({ lack, part }: Omit<LineProps, 'missing'>) {
  const t = useText(text);
  const { plan, editing } = part;
  if (lack === 'answering_authority') {
    const waiting = plan.interventions.filter(({ promise }) => promise && isPending(promise.state));
    return (
      <ul className="stack-tight small">
        {waiting.map(({ id, promise }) => (
          <li key={id} className="cluster">
            {promise?.what}
            <UnitTag id={promise?.unit?.id} link />
          </li>
        ))}
      </ul>
    );
  }
  if (lack === 'signatures') return <a href="#signatures">{t.lacks.signatures.fix}</a>;
  return (
    <div className="cluster">
      <Button look="plain" size="small" onClick={() => goTo(editing.edit, placeOf(lack, plan), fieldOf[lack])}>
        {t.lacks[lack].fix}
      </Button>
      {lack === 'other_measures' && <NoneElse plan={plan} />}
    </div>
  );
}

const fieldOf: Partial<Record<PlanLack, string>> = {
  responsible_authority: 'responsibleAuthorityId',
  next_follow_up: 'next',
  person_agrees: 'answer',
};

/** Opens the part and goes to the field, or to its first. */
function goTo(edit: (at: string) => void, place: string, name?: string): void {
  edit(place);
  const field = (tries: number): void => {
    const named = name && document.querySelector<HTMLElement>(`.plan .form [id$="-${name}"]`);
    const group = named && named.matches('fieldset') ? named.querySelector<HTMLElement>('input') : named;
    const found =
      group || document.querySelector<HTMLElement>('.plan .form input, .plan .form textarea, .plan .form select');
    if (found) found.focus();
    else if (tries > 0) setTimeout(() => field(tries - 1), 60);
  };
  setTimeout(() => field(20), 30);
}

function NoneElse({ plan }: { readonly plan: PlanView }) {
  const t = useText(text);
  const { send, busy, problem } = useSend(planRoutes.editHeader, `none-else:${plan.id}`);
  const say = async (): Promise<void> => {
    const answer = await send({
      params: { personId: plan.personId, planId: plan.id },
      body: headerBody(plan, { noOtherMeasures: true }),
    });
    if (!answer) return;
    noteOwn(plan.id, answer.version);
    tell(t.lack.noneElseSaved);
  };
  return (
    <>
      <Button look="plain" size="small" busy={busy} onClick={() => void say()}>
        {t.lack.noneElse}
      </Button>
      {problem && <Problem error={problem} />}
    </>
  );
}
