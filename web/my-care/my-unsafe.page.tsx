import { useState } from 'react';
import { commitmentsRoutes } from '../../contract/commitments.ts';
import { organisationsRoutes } from '../../contract/organisations.ts';
import { peopleRoutes } from '../../contract/people.ts';
import type { ApiProblem } from '../kernel/api.ts';
import { useUnit } from '../kernel/directory.ts';
import { useNow, useTimes } from '../kernel/now.ts';
import { circleOf } from '../kernel/person.ts';
import { useRead } from '../kernel/read.ts';
import { asProblem, sendOnce } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { useFurther } from '../kernel/text/further.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { Skeleton } from '../kernel/ui/states.tsx';
import { EmergencyCalls } from './emergency-calls.tsx';
import { type Mine, WithMine } from './mine.tsx';
import { pagesText } from './pages-text.ts';
import { text } from './text.ts';
import { receiverOf, type Receiver, toldUnsafe } from './unsafe-receiver.ts';
import { UnsafeTold } from './unsafe-told.tsx';

/** I do not feel safe: one press, and somebody has to answer by a time. What waits for an answer is shown in its place. */
export default function MyUnsafePage() {
  return <WithMine>{(mine) => <Unsafe mine={mine} />}</WithMine>;
}

function Unsafe({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  const p = useText(pagesText);
  const now = useNow();
  const { self, name, person } = mine;
  const id = toldUnsafe(person.promises, self ? 'person' : 'relative', now);
  const told = person.promises.find((one) => one.id === id);
  const [again, setAgain] = useState<string | null>(null);
  return (
    <Page title={self ? t.unsafe.title : t.unsafe.titleRelative(name)} width="read" back={{ to: '/', words: p.back }}>
      <EmergencyCalls />
      <div className="stack" aria-live="polite">
        {told && again !== told.id ? (
          <UnsafeTold told={told} onAgain={() => setAgain(told.id)} />
        ) : (
          <Tell mine={mine} round={again ?? ''} />
        )}
      </div>
      <p>
        <ButtonLink look="quiet" to="/my/signal">
          {t.unsafe.other}
        </ButtonLink>
      </p>
    </Page>
  );
}

/** Who gets it, by when they must answer, and the one button. */
function Tell({ mine, round }: { readonly mine: Mine; readonly round: string }) {
  const p = useText(pagesText);
  const calls = useRead(peopleRoutes.whoToCall, { params: { personId: mine.personId } });
  if (calls.isPending) return <Skeleton lines={3} />;
  const responsible = mine.person.needs.flatMap(({ state, accountableUnitId }) =>
    state === 'open' && accountableUnitId !== null ? [accountableUnitId] : [],
  );
  const receiver = receiverOf(calls.data?.lines ?? [], circleOf(mine.person), responsible);
  if (!receiver) return <p className="strong">{p.unsafe.nobody}</p>;
  return <TellUnit mine={mine} receiver={receiver} round={round} />;
}

interface TellUnitProps {
  readonly mine: Mine;
  readonly receiver: Receiver;
  readonly round: string;
}

function TellUnit({ mine, receiver, round }: TellUnitProps) {
  const p = useText(pagesText);
  const f = useFurther();
  const times = useTimes();
  const unit = useUnit(receiver.unitId);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const municipality = unit?.municipalityCode;
  const terms = useRead(organisationsRoutes.terms, { query: municipality ? { municipality } : {} });
  const term = terms.data?.items.find(({ key }) => key === 'answer.signal.acute');
  const { personId, self } = mine;
  const name = unit?.name ?? '';
  const send = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const what = self ? p.signal.kinds.unsafe : p.signal.kindsRelative.unsafe;
    const body = { personId, what, detail: '', area: 'safety', urgency: 'acute', toUnitId: receiver.unitId } as const;
    try {
      // Never kept for later: who believes that help has been told must not wait for a line that is cut.
      await sendOnce(commitmentsRoutes.signal, `my-unsafe:${personId}:${round}`, { body }, { keep: false });
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {!receiver.open && <p className="strong">{p.unsafe.closed}</p>}
      <p>
        {p.unsafe.gets(name)}{' '}
        {receiver.open
          ? term && p.unsafe.within(f.lengths[term.unit](term.amount))
          : receiver.opensAt && p.unsafe.opens(times.moment(receiver.opensAt))}
      </p>
      {problem && (
        <div role="alert" className="stack">
          <p className="strong">{p.unsafe.notSent}</p>
          <Problem error={problem} />
        </div>
      )}
      <div className="unsafe-send">
        <Button busy={busy} onClick={() => void send()}>
          {problem ? p.unsafe.tryAgain : p.unsafe.send}
        </Button>
      </div>
    </>
  );
}
