import type { PromiseDetail } from '../../contract/commitments.ts';
import { useTimes } from '../kernel/now.ts';
import { useText } from '../kernel/text.ts';
import { text } from './text.ts';

/** Technical receipt, received by a human, accepted: three facts, each with when and who. */
export function Facts({ promise }: { readonly promise: PromiseDetail }) {
  const t = useText(text);
  const facts = [
    { name: t.promise.delivered, at: promise.deliveredAt ?? promise.offeredAt, by: null },
    { name: t.promise.received, at: promise.receivedAt, by: promise.receivedBy },
    { name: t.promise.accepted, at: promise.acceptedAt, by: promise.acceptedBy },
  ];
  return (
    <dl className="facts">
      {facts.map(({ name, at, by }) => (
        <Fact key={name} name={name} at={at} by={by} />
      ))}
    </dl>
  );
}

function Fact({
  name,
  at,
  by,
}: {
  readonly name: string;
  readonly at: string | null;
  readonly by: string | null | undefined;
}) {
  const t = useText(text);
  const times = useTimes();
  return (
    <div className="fact" data-done={at !== null}>
      <dt>{name}</dt>
      <dd>
        {at ? <time dateTime={at}>{times.moment(at)}</time> : t.promise.notYet}
        {by && ` ${t.promise.by(nameOf(by))}`}
      </dd>
    </div>
  );
}

/** The log writes who as `staff:<id>:<name>`; people read the name. */
export const nameOf = (actor: string): string => actor.split(':').at(-1) ?? actor;
