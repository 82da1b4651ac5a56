import { toIso } from '../../contract/kernel/time.ts';
import { currentInstant, useTimes } from '../kernel/now.ts';
import { useMe } from '../kernel/session.ts';
import { useText } from '../kernel/text.ts';
import { text } from './text.ts';

/** Who printed, and when: only on paper. */
export function PrintFoot() {
  const t = useText(text);
  const times = useTimes();
  const me = useMe();
  const unit = me.assignment?.unit?.name;
  return (
    <p className="print-only small">
      {t.printed(times.full(toIso(currentInstant())), unit ? `${me.name}, ${unit}` : me.name)}
    </p>
  );
}
