import { type Consent, peopleRoutes } from '../../contract/people.ts';
import { asProblem, sendOnce, useSend } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Problem } from '../kernel/ui/problem.tsx';
import type { Mine } from './mine.tsx';
import { Switch } from './switch.tsx';
import { pagesText } from './pages-text.ts';

/** What needs nothing more than a yes: whom and how long stand for themselves. */
const plain: ReadonlySet<string> = new Set(['plan', 'quality_register', 'follow_up']);

/** Whether the answer can be turned with one press. A yes always can; a no only where a yes needs no more than itself. */
export const canTurn = ({ decision, kind, relativeId }: Consent): boolean =>
  decision === 'yes' || plain.has(kind) || (kind === 'relative' && relativeId !== null);

/** The same answer once more, as it stood; a new entry, since nothing is rewritten. */
const asBefore = (consent: Consent, decision: 'yes' | 'no') => ({
  kind: consent.kind,
  decision,
  form: 'written' as const,
  about: consent.about,
  exceptAbout: consent.exceptAbout,
  ...(consent.relativeId === null ? {} : { relativeId: consent.relativeId }),
  includedUnitIds: consent.units.flatMap(({ unitId, included }) => (included ? [unitId] : [])),
  excludedUnitIds: consent.units.flatMap(({ unitId, included }) => (included ? [] : [unitId])),
  ...(consent.validUntil === null ? {} : { validUntil: consent.validUntil }),
});

/** One answer as a switch. It holds at once, and can be undone for ten seconds. */
export function ConsentSwitch({ consent, mine }: { readonly consent: Consent; readonly mine: Mine }) {
  const p = useText(pagesText);
  const { personId } = mine;
  const withdraw = useSend(peopleRoutes.withdrawConsent, `my-withdraw:${consent.id}`);
  const record = useSend(peopleRoutes.recordConsent, `my-turn:${consent.id}`);
  const yes = consent.decision === 'yes';
  const undo = (): void =>
    void sendOnce(peopleRoutes.recordConsent, `my-undo:${consent.id}`, {
      params: { personId },
      body: asBefore(consent, consent.decision),
    }).then(
      () => tell(yes ? p.answers.yesAgain : p.answers.noAgain),
      (error: unknown) => tell(asProblem(error).message),
    );
  const turn = async (): Promise<void> => {
    const done = yes
      ? await withdraw.send({
          params: { personId, consentId: consent.id },
          body: { version: consent.version, form: 'written' },
        })
      : await record.send({ params: { personId }, body: asBefore(consent, 'yes') });
    if (done) tell(yes ? p.answers.takenBack : p.answers.saved, undo);
  };
  const problem = withdraw.problem ?? record.problem;
  return (
    <>
      <Switch
        label={yes ? p.answers.turnOff(p.questions[consent.kind]) : p.answers.turnOn(p.questions[consent.kind])}
        on={yes}
        busy={withdraw.busy || record.busy}
        words={{ on: p.yes, off: p.no }}
        onChange={() => void turn()}
      />
      {problem && <Problem error={problem} />}
    </>
  );
}
