import { commitmentsRoutes } from '../../contract/commitments.ts';
import type { PersonOverview } from '../../contract/people.ts';
import { fromIso } from '../../contract/kernel/time.ts';
import { useUnits } from '../kernel/directory.ts';
import { useNow, useTimes } from '../kernel/now.ts';
import { useSend } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { pagesText } from './pages-text.ts';
import { isWaiting } from './unsafe-receiver.ts';

interface UnsafeToldProps {
  readonly told: PersonOverview['promises'][number];
  readonly onAgain: () => void;
}

/** How it stands, while it is so: who has it, whether it is read, by when they answer; late is said as it is. */
export function UnsafeTold({ told, onAgain }: UnsafeToldProps) {
  const p = useText(pagesText);
  const times = useTimes();
  const now = useNow();
  const units = useUnits();
  const { send, busy, problem } = useSend(commitmentsRoutes.move, `my-take-back:${told.id}`);
  const waits = isWaiting(told);
  const late = waits && fromIso(told.answerBy) < now;
  const takeBack = async (): Promise<void> => {
    const body = { action: 'withdraw' as const, seen: told.version, reason: 'no_longer_needed' as const };
    if (await send({ params: { id: told.id }, body })) tell(p.signal.takenBack);
  };
  return (
    <section
      className="unsafe-state"
      data-late={late || undefined}
      data-state={told.state}
      aria-labelledby="unsafe-now"
    >
      <h2 id="unsafe-now">{waits ? p.unsafe.waiting : p.unsafe.answered}</h2>
      <p className="unsafe-said">{p.signals[told.state]}</p>
      <p>{p.signal.sentTo(units(told.toUnitId)?.name ?? '')}</p>
      {waits && !late && <p className="strong">{p.signal.answerBy(times.moment(told.answerBy))}</p>}
      {late && <p className="strong">{p.unsafe.late}</p>}
      <p className="small soft">{p.unsafe.sentAt(times.moment(told.offeredAt))}</p>
      {problem && <Problem error={problem} />}
      <div className="form-actions">
        {waits ? (
          <Button look="quiet" busy={busy} onClick={() => void takeBack()}>
            {p.unsafe.takeBack}
          </Button>
        ) : (
          <Button look="quiet" onClick={onAgain}>
            {p.unsafe.again}
          </Button>
        )}
      </div>
    </section>
  );
}
