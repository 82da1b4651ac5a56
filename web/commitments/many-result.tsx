import { asProblem } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { useTimes } from '../kernel/now.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { useProblemWords } from '../kernel/ui/problem.tsx';
import { lastMoveOf } from './last-move.ts';
import { text } from './text.ts';
import type { Result } from './use-many-moves.ts';
import { useTodayAddress } from './use-view.ts';

/** What became of each row, the refused first: who was before, and when. */
export function ManyResult({
  results,
  onClose,
}: {
  readonly results: readonly Result[];
  readonly onClose: () => void;
}) {
  const t = useText(text);
  const to = useTodayAddress();
  const times = useTimes();
  const say = useProblemWords();
  const refused = results.filter(({ ok }) => !ok);
  const words = ({ now, error }: Result): string => {
    const last = now && lastMoveOf(now);
    return last
      ? t.promise.somebody(last.name, t.events[last.type] ?? '', times.moment(last.at))
      : say(asProblem(error));
  };
  return (
    <div className="many-result" aria-live="polite">
      <p className="spread">
        <strong>{t.many.told(results.length - refused.length, refused.length)}</strong>
        <Button look="plain" size="small" onClick={onClose}>
          {t.many.closeResult}
        </Button>
      </p>
      <ul>
        {[...refused, ...results.filter(({ ok }) => ok)].map((one) => (
          <li key={one.row.id} data-ok={one.ok}>
            <span className="many-mark">{one.ok ? t.many.went : t.many.refused}</span>{' '}
            <Link to={to.promise(one.row.id)}>{one.row.what}</Link>
            {!one.ok && <span> · {words(one)}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
