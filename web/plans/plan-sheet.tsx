import { useState } from 'react';
import type { PersonOverview } from '../../contract/people.ts';
import { crisisKinds, planRoutes, type PlanView } from '../../contract/plans.ts';
import type { AnswerOf } from '../../contract/kernel/route.ts';
import { call } from '../kernel/api.ts';
import { useLanguage } from '../kernel/language.ts';
import { useTimes } from '../kernel/now.ts';
import { useText } from '../kernel/text.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { useSaveFile } from '../kernel/use-save-file.ts';
import { Approvals } from './approvals.tsx';
import { Facts } from './facts.tsx';
import { FollowUps } from './follow-ups.tsx';
import { Goals } from './goals.tsx';
import { Lacks } from './lacks.tsx';
import { MeetingCard } from './meeting-card.tsx';
import { Measures } from './measures.tsx';
import { NewsList, WithNews } from './news.tsx';
import { PlanMoves } from './plan-moves.tsx';
import { PrintFoot } from './print-foot.tsx';
import { Readers } from './readers.tsx';
import { sectionText } from './section-text.ts';
import { Sections } from './sections.tsx';
import { signatureText } from './signature-text.ts';
import { Signatures } from './signatures.tsx';
import { StartAgain } from './start.tsx';
import { text } from './text.ts';
import { PrepareCard } from './prepare-card.tsx';
import { timelineText } from './timeline-text.ts';
import { planAddress, planSubAddress } from './use-plan.ts';
import { VoicePart } from './voice.tsx';

interface SheetProps {
  readonly plan: PlanView;
  readonly person: PersonOverview;
  readonly all: AnswerOf<typeof planRoutes.personPlans>['plans'];
}

/** Which part is being edited: `facts`, a goal's or measure's id, `new:goal`, `new:measure`, `new:<goal>`; null for none. */
export interface Editing {
  readonly at: string | null;
  readonly edit: (at: string | null) => void;
  /** After a text of the preparation has been saved. */
  readonly saved?: () => void;
}

export interface InPlan {
  readonly plan: PlanView;
  readonly person: PersonOverview;
  /** Whether the plan may be changed at all, by this caller and in this state. */
  readonly open: boolean;
  readonly editing: Editing;
}

/** The plan as one page, edited in place part by part. */
export function PlanSheet({ plan, person, all }: SheetProps) {
  const t = useText(text);
  const s = useText(sectionText);
  const line = useText(timelineText);
  const times = useTimes();
  const language = useLanguage();
  const file = useSaveFile(t.savedFile);
  const [at, edit] = useState<string | null>(null);
  const name = person.person.givenName;
  const open = plan.actions.includes('edit') && person.access.writable;
  const part: InPlan = { plan, person, open, editing: { at, edit } };
  const others = all.filter(({ id }) => id !== plan.id);
  return (
    <Page
      title={plan.title}
      tab={t.plan}
      width="normal"
      back={{ to: `/persons/${plan.personId}`, words: t.back(`${name} ${person.person.familyName}`) }}
      lead={<Lead {...part} />}
      actions={
        <>
          {open && plan.state === 'active' && (
            <ButtonLink to={planSubAddress(plan.personId, 'follow-up', { plan: plan.id })}>
              {t.follow.action}
            </ButtonLink>
          )}
          <ButtonLink look="quiet" to={planSubAddress(plan.personId, 'timeline', { plan: plan.id })}>
            {line.open}
          </ButtonLink>
          <ButtonLink look="quiet" to={planSubAddress(plan.personId, 'editions', { plan: plan.id })}>
            {t.editions}
          </ButtonLink>
          <Button look="quiet" onClick={() => window.print()}>
            {t.print}
          </Button>
          <Button
            look="quiet"
            busy={file.busy}
            onClick={() =>
              void file.save(() =>
                call(planRoutes.planDocument, {
                  params: { personId: plan.personId, planId: plan.id },
                  query: { language },
                }),
              )
            }
          >
            {file.busy ? t.savingFile : t.saveFile}
          </Button>
        </>
      }
    >
      {file.problem && <Problem error={file.problem} />}
      {plan.state === 'closed' && plan.closedAt && plan.closeReason && (
        <p className="note">{t.closedWords(times.date(plan.closedAt), t.closing[plan.closeReason])}</p>
      )}
      {plan.hollow && (
        <div className="note no-print" data-tone="near">
          <p className="strong">{t.hollow}</p>
          <p>{t.hollowWhy}</p>
          {open && <PlanMoves plan={plan} />}
        </div>
      )}
      {plan.late && plan.nextFollowUpAt && (
        <p className="note" data-tone="near">
          {t.late(times.date(plan.nextFollowUpAt))}
        </p>
      )}
      <NewsList plan={plan} />
      <WithNews plan={plan}>
        <div className="plan">
          <div className="plan-main">
            <VoicePart {...part} />
            <Goals {...part} />
            <Measures {...part} />
            <section className="stack" aria-labelledby="plan-crisis">
              <h2 id="plan-crisis">{s.crisis}</h2>
              <Sections part={part} kinds={crisisKinds} />
            </section>
            <FollowUps plan={plan} />
          </div>
          <div className="plan-side">
            {open && <Lacks {...part} />}
            <MeetingCard {...part} />
            <Facts {...part} />
            <Signatures {...part} />
            <Approvals {...part} />
            <PrepareCard plan={plan} open={open} />
            <Readers plan={plan} />
            {open && !plan.hollow && <PlanMoves plan={plan} />}
            {others.length > 0 && (
              <section className="stack-tight no-print">
                <h2>{t.others}</h2>
                <ul className="stack-tight">
                  {others.map((other) => (
                    <li key={other.id}>
                      <Link to={planAddress(plan.personId, other.id)}>{other.title}</Link>{' '}
                      <span className="soft">{t.states[other.state]}</span>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            {plan.state === 'closed' && all.every(({ state }) => state === 'closed') && <StartAgain person={person} />}
          </div>
        </div>
      </WithNews>
      <PrintFoot />
    </Page>
  );
}

const tones = { preparing: 'asked', active: 'kept', closed: 'waiting' } as const;

function Lead({ plan, person }: InPlan) {
  const t = useText(text);
  const s = useText(signatureText);
  const { givenName, familyName, identity, protection } = person.person;
  return (
    <div className="cluster plan-lead">
      <span className="badge" data-state={tones[plan.state]}>
        {t.states[plan.state]}
      </span>
      <span>{plan.edition > 0 ? t.edition(plan.edition) : t.draftEdition}</span>
      <span>{s.types[plan.type]}</span>
      <span className="print-only">
        {givenName} {familyName}
        {protection === 'none' && identity ? `, ${identity.value}` : ''}
        {protection === 'none' ? '' : ` (${t.protected})`}
      </span>
    </div>
  );
}
