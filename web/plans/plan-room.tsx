import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { PersonOverview } from '../../contract/people.ts';
import type { PlanView } from '../../contract/plans.ts';
import { forgetPerson, isClosed, useClosed } from '../kernel/closed.ts';
import { readDraft } from '../kernel/form/draft.ts';
import { LeftContext, type LeftForm } from '../kernel/form/left.ts';
import { dropDraft, kept } from '../kernel/storage.ts';
import { useText } from '../kernel/text.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { closedText } from './closed-text.ts';
import { type OwnWords, ownWordsOf } from './own-words.ts';
import { KeptWords } from './kept-words.tsx';
import type { PlanRead } from './use-plan.ts';

/** A form that went longer ago than this, milliseconds, went for another reason. */
const justNow = 10_000;

/**
 * What is written about a plan stands in here. When the plan, or a part of it, is closed to its reader while the reader writes (a consent
 * taken back, a unit that leaves the circle), it goes from the screen at once; the words that were being typed stay with their author, who can
 * copy them. They are not sent anywhere.
 */
export function PlanRoom({ read, children }: { readonly read: PlanRead; readonly children: ReactNode }) {
  const { personId, closed } = read;
  const [words, keep] = useKept(personId);
  // The reads tell of a closing one after the other, so a form may go a little before it is known why.
  const gone = useRef<readonly { readonly form: LeftForm; readonly at: number }[]>([]);
  const claim = useCallback(
    (now: PlanRead): void => {
      const own = gone.current.filter(({ form, at }) => at > Date.now() - justNow && !stillStands(now, form.id));
      gone.current = gone.current.filter((one) => !own.includes(one));
      // What was saved has no draft left; what its user leaves is a draft that comes back.
      const typed = own.flatMap(({ form }) => (readDraft(form.id) ? ownWordsOf(form) : []));
      for (const { form } of own) dropDraft(form.id);
      if (typed.length > 0) keep((before) => [...before, ...typed]);
    },
    [keep],
  );
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
    claim(read);
  });
  const left = useCallback(
    (form: LeftForm): void => {
      gone.current = [...gone.current, { form, at: Date.now() }].slice(-10);
      // After the form has kept its draft.
      queueMicrotask(() => claim(latest.current));
    },
    [claim],
  );
  const aside = words.length > 0 && (
    <KeptWords
      words={words}
      onDrop={(one) => keep((before) => before.filter((other) => other !== one))}
      headed={closed}
    />
  );
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

/** Words that are kept for their author only, through a reload too; gone at sign-out. */
function useKept(personId: string) {
  const name = `left:${personId}`;
  const [words, setWords] = useState<readonly OwnWords[]>(() => {
    try {
      return JSON.parse(kept.getItem(name) ?? '[]') as OwnWords[];
    } catch {
      return [];
    }
  });
  useEffect(() => {
    if (words.length > 0) kept.setItem(name, JSON.stringify(words));
    else kept.removeItem(name);
  }, [name, words]);
  return [words, setWords] as const;
}
