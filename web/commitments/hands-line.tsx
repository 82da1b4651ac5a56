import { useTimes } from '../kernel/now.ts';
import { useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { useHands } from './hands.ts';
import { text } from './text.ts';
import { useTakeInHand } from './use-take.ts';

/** On the row: who has it, and who is writing an answer right now. */
export function RowHands({ id }: { readonly id: string }) {
  const t = useText(text);
  const { handling, name, mine, writer } = useHands(id);
  if (writer) return <span className="hands hands-writing">{t.hands.writes(writer)}</span>;
  if (handling === null) return null;
  return (
    <span className="hands" data-mine={mine || undefined}>
      {mine ? t.hands.mine : t.hands.has(name)}
    </span>
  );
}

/** In the panel: who has it, and the one press that takes it, takes it over or lets it go. */
export function HandsLine({ id, ended }: { readonly id: string; readonly ended: boolean }) {
  const t = useText(text);
  const times = useTimes();
  const take = useTakeInHand();
  const { handling, name, since, mine, writer } = useHands(id);
  if (ended) return null;
  const words = mine ? t.hands.letGoKey : handling === null ? t.hands.take : t.hands.takeOver;
  return (
    <div className="hands-line">
      <p className="small" aria-live="polite">
        {writer && <strong className="hands-writing">{t.hands.writes(writer)} </strong>}
        {handling !== null &&
          (mine ? t.hands.mineSince(times.moment(since)) : t.hands.hasSince(name, times.moment(since)))}
      </p>
      <Button look="plain" size="small" shortcut="h" onClick={() => void take(id)}>
        {words}
      </Button>
    </div>
  );
}
