import type { PromiseDetail } from '../../contract/commitments.ts';
import { useTimes } from '../kernel/now.ts';
import { useText } from '../kernel/text.ts';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { eventWords, reasonsFor } from './reasons.ts';
import { nameOf } from './promise-facts.tsx';
import { text } from './text.ts';

/** Everything that has happened with the promise, who and when; nothing is ever rewritten. */
export function History({ promise }: { readonly promise: PromiseDetail }) {
  const t = useText(text);
  const times = useTimes();
  const { history = [] } = promise;
  if (history.length === 0) return null;
  const said = (type: string, data: Readonly<Record<string, unknown>>): string =>
    [data['reason'], data['note']]
      .filter((word): word is string => typeof word === 'string' && word !== '')
      .map((word) => reasonsFor(t, type)[word] ?? word)
      .join('. ');
  return (
    <div className="stack-tight">
      <h3>{t.promise.history}</h3>
      <ol className="promise-history">
        {history.toReversed().map((event) => (
          <li key={event.id}>
            <time dateTime={event.at} title={times.full(event.at)} className="soft">
              {times.moment(event.at)}
            </time>
            <span>
              <strong>{eventWords(t, promise.kind, event.type)}</strong> {nameOf(event.actor)}{' '}
              <UnitTag id={event.unitId} />
              {said(event.type, event.data) && <span className="pre"> {said(event.type, event.data)}</span>}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
