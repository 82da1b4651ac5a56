import { useTimes } from '../kernel/now.ts';
import { useText } from '../kernel/text.ts';
import { text } from './text.ts';

/** Since which day, for lists. */
export function Since({ at }: { readonly at: string }) {
  const t = useText(text);
  const times = useTimes();
  return (
    <time dateTime={at} title={times.full(at)} className="soft small">
      {t.circle.since(times.date(at))}
    </time>
  );
}
