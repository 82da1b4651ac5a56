import { useEffect, useRef, useState } from 'react';
import type { PersonOverview } from '../../contract/people.ts';
import { preparationKinds, type PlanView, type SectionKind } from '../../contract/plans.ts';
import { useSearch } from '../kernel/route.ts';
import { useText } from '../kernel/text.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Link, useGo } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Loaded } from '../kernel/ui/states.tsx';
import { callAddress } from './meeting-words.ts';
import type { Editing, InPlan } from './plan-sheet.tsx';
import './plans.css';
import { PlanRoom } from './plan-room.tsx';
import { preparedOf } from './prepare-card.tsx';
import { PrintFoot } from './print-foot.tsx';
import { sectionText } from './section-text.ts';
import { Sections } from './sections.tsx';
import { planAddress, planSubAddress, usePlan } from './use-plan.ts';
import { VoicePart } from './voice.tsx';

type Question = 'voice' | (typeof preparationKinds)[number];
const questions: readonly Question[] = ['voice', ...preparationKinds];

/** The preparation at the kitchen table: one question at a time with all the others beside, each answer saved for itself. */
export default function PreparePage() {
  const read = usePlan();
  const { personId, planId, overview, plans, plan } = read;
  return (
    <PlanRoom read={read}>
      <Loaded read={overview}>
        {(person) => (
          <Loaded read={plans}>
            {() =>
              planId === '' ? (
                <NoPlan personId={personId} />
              ) : (
                <Loaded read={plan}>
                  {(one) =>
                    one.state === 'closed' ? <NoPlan personId={personId} /> : <Guided plan={one} person={person} />
                  }
                </Loaded>
              )
            }
          </Loaded>
        )}
      </Loaded>
    </PlanRoom>
  );
}

function NoPlan({ personId }: { readonly personId: string }) {
  const t = useText(sectionText);
  return (
    <Page title={t.guided.title} width="read">
      <p className="note">{t.guided.noPlan}</p>
      <ButtonLink to={planAddress(personId)}>{t.guided.start}</ButtonLink>
    </Page>
  );
}

interface GuidedProps {
  readonly plan: PlanView;
  readonly person: PersonOverview;
}

function Guided({ plan, person }: GuidedProps) {
  const t = useText(sectionText);
  const wanted = useSearch().get('q');
  const prepared = preparedOf(plan);
  const has = (one: Question): boolean => (one === 'voice' ? person.voice.latest !== null : prepared.has(one));
  const done = questions.filter(has).length;
  // One comes back to where it was left: the first question without words.
  const [first] = useState(() => questions.find((one) => !has(one)) ?? 'voice');
  const asked = questions.find((one) => one === wanted) ?? first;
  // From question to question the one who writes is taken along, to where the words go.
  const place = useRef<HTMLDivElement>(null);
  const [opened] = useState(asked);
  const moved = useRef(false);
  useEffect(() => {
    if (asked !== opened) moved.current = true;
    if (moved.current) (place.current?.querySelector<HTMLElement>('textarea') ?? place.current)?.focus();
  }, [asked, opened]);
  const at = (q: Question): string => planSubAddress(plan.personId, 'prepare', { plan: plan.id, q });
  return (
    <Page
      title={t.guided.title}
      lead={t.guided.lead(person.person.givenName)}
      back={{ to: planAddress(plan.personId, plan.id), words: t.guided.back }}
      actions={
        <>
          <ButtonLink look="quiet" to={callAddress(plan.personId, { plan: plan.id })}>
            {t.guided.call}
          </ButtonLink>
          <Button look="quiet" onClick={() => window.print()}>
            {t.guided.print}
          </Button>
        </>
      }
    >
      <div className="prepare no-print">
        <nav className="stack-tight" aria-label={t.guided.questions}>
          <p className="strong figures">{t.guided.progress(done, questions.length)}</p>
          <ol className="prepare-list">
            {questions.map((one) => (
              <li key={one} data-done={has(one)}>
                <Link to={at(one)} aria-current={one === asked ? 'step' : undefined}>
                  <span>{one === 'voice' ? t.guided.important : t.kinds[one].title}</span>
                  <span className="sr-only">, {has(one) ? t.guided.answered : t.guided.open}</span>
                </Link>
              </li>
            ))}
          </ol>
          {done === questions.length && <p className="soft small">{t.guided.ready}</p>}
        </nav>
        <div ref={place} tabIndex={-1} className="prepare-place">
          <One key={asked} plan={plan} person={person} question={asked} at={at} />
        </div>
      </div>
      <Paper plan={plan} person={person} />
    </Page>
  );
}

function One({
  plan,
  person,
  question,
  at,
}: GuidedProps & { readonly question: Question; readonly at: (q: Question) => string }) {
  const t = useText(sectionText);
  const go = useGo();
  const n = questions.indexOf(question);
  const next = questions[n + 1];
  const before = questions[n - 1];
  const open = plan.actions.includes('edit') && person.access.writable;
  const unanswered =
    question === 'voice'
      ? person.voice.latest === null
      : !plan.sections.some(({ kind, relativeId }) => kind === question && relativeId === null);
  const [place, edit] = useState<string | null>(
    open && unanswered ? (question === 'voice' ? 'voice' : `new:section:${question}`) : null,
  );
  const onward = (): void => (next ? go(at(next)) : undefined);
  const editing: Editing = {
    at: place,
    edit,
    saved: onward,
  };
  const part: InPlan = { plan, person, open, editing };
  return (
    <div className="stack prepare-one">
      <p className="soft figures">{t.guided.question(n + 1, questions.length)}</p>
      {question === 'voice' ? <VoicePart {...part} /> : <Sections part={part} kinds={[question]} level={2} />}
      <div className="form-actions">
        {next ? (
          <ButtonLink look={place === null ? 'main' : 'quiet'} to={at(next)}>
            {t.guided.next}
          </ButtonLink>
        ) : (
          <ButtonLink look={place === null ? 'main' : 'quiet'} to={callAddress(plan.personId, { plan: plan.id })}>
            {t.guided.call}
          </ButtonLink>
        )}
        {before && (
          <ButtonLink look="plain" to={at(before)}>
            {t.guided.before}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}

/** On paper: every question with what has been said, and room to write where nothing has. */
function Paper({ plan, person }: GuidedProps) {
  const t = useText(sectionText);
  const { givenName, familyName } = person.person;
  const said = (kind: SectionKind): readonly string[] =>
    plan.sections.filter((one) => one.kind === kind && one.words !== '').map(({ words }) => words);
  return (
    <div className="print-only prepare-paper">
      <p className="strong">
        {givenName} {familyName}
      </p>
      {questions.map((one) => {
        const words = one === 'voice' ? (person.voice.latest ? [person.voice.latest.words] : []) : said(one);
        return (
          <section key={one}>
            <h2>{one === 'voice' ? t.guided.importantAsk : t.kinds[one].ask}</h2>
            {words.map((text) => (
              <p key={text} className="plan-section-words">
                {text}
              </p>
            ))}
            {words.length === 0 && <p className="prepare-line" />}
          </section>
        );
      })}
      <PrintFoot />
    </div>
  );
}
