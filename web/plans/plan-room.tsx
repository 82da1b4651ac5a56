import { type ReactNode, useEffect } from 'react';
import type { PersonOverview } from '../../contract/people.ts';
import type { PlanView } from '../../contract/plans.ts';
import { forgetPerson, isClosed, useClosed } from '../kernel/closed.ts';
import { LeftContext } from '../kernel/form/left.ts';
import { KeptWords } from '../kernel/own/kept-words.tsx';
import { useOwnWords } from '../kernel/own/use-own-words.ts';
import { useText } from '../kernel/text.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { closedText } from './closed-text.ts';
import type { PlanRead } from './use-plan.ts';

/**
 * What is written about a plan stands in here. When the plan, or a part of it, is closed to its reader while the reader writes (a consent
 * taken back, a unit that leaves the circle), it goes from the screen at once; the words that were being typed stay with their author, who can
 * copy them. They are not sent anywhere.
 */
export function PlanRoom({ read, children }: { readonly read: PlanRead; readonly children: ReactNode }) {
  const { personId, closed } = read;
  const { words, left, drop } = useOwnWords(personId, (form) => stillStands(read, form));
  const aside = words.length > 0 && <KeptWords words={words} onDrop={drop} headed={closed} />;
  return (
    <LeftContext value={left}>
      {closed ? (
        <PlanClosed read={read}>{aside}</PlanClosed>
      ) : (
        <>
          <div className="stack plan-told no-print" aria-live="polite">
            {read.overview.data && <PartClosed key={personId} person={read.overview.data} />}
            {aside}
          </div>
          {children}
        </>
      )}
    </LeftContext>
  );
}

/** The page when the plan may not be read any longer. */
function PlanClosed({ read, children }: { readonly read: PlanRead; readonly children: ReactNode }) {
  const t = useText(closedText);
  const { personId, overview } = read;
  useEffect(() => {
    forgetPerson(personId);
    return () => void setTimeout(() => forgetPerson(personId));
  }, [personId]);
  return (
    <Page title={t.title} width="read">
      <div className="note" data-tone="near" aria-live="polite">
        <p>{t.words}</p>
        <div>
          {isClosed(overview) ? (
            <ButtonLink look="quiet" to="/persons">
              {t.list}
            </ButtonLink>
          ) : (
            <ButtonLink look="quiet" to={`/persons/${personId}`}>
              {t.person}
            </ButtonLink>
          )}
        </div>
      </div>
      {children}
    </Page>
  );
}

function PartClosed({ person }: { readonly person: PersonOverview }) {
  const t = useText(closedText);
  const { closed, dismiss } = useClosed(person);
  if (!closed) return null;
  return (
    <div className="note" data-tone="near">
      <p className="strong">{t.part}</p>
      <p>{t.partWords}</p>
      <div>
        <Button look="plain" size="small" onClick={dismiss}>
          {t.read}
        </Button>
      </div>
    </div>
  );
}

/** Whether what a form was about is still open to its reader. `plan:<part>`, `plan-goal:<plan>`, `plan-intervention:<goal>` and so on. */
function stillStands({ closed, plan: { data: plan } }: PlanRead, form: string): boolean {
  if (closed) return false;
  const part = /^plan(?:-intervention)?:(.+)$/u.exec(form)?.[1];
  return part === undefined || plan === undefined || partIds(plan).has(part);
}

const partIds = (plan: PlanView): ReadonlySet<string> =>
  new Set([plan, ...plan.goals, ...plan.interventions, ...plan.otherMeasures, ...plan.sections].map(({ id }) => id));
