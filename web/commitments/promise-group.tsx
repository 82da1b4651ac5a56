import { useId, useState } from 'react';
import { commitmentsRoutes, type PromiseRow as Row } from '../../contract/commitments.ts';
import { useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { address } from '../kernel/route.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { PromiseRow } from '../kernel/ui/promise-row.tsx';
import { Empty, Skeleton } from '../kernel/ui/states.tsx';
import { byClock } from './held-list.ts';
import { keyOf, movesOf } from './moves.ts';
import { text } from './text.ts';
import { addressOfMove } from './today-address.ts';

/** Rows of a list that are shown before one asks for more. */
const shownFirst = { answer: 12, do: 10, wait: 8 } as const;
const more = 20;

interface GroupProps {
  readonly group: Row['group'];
  readonly rows: readonly Row[];
  /** How many there are in all, also those not fetched. */
  readonly count: number;
  readonly open: string | null;
}

/** One of the three lists. */
export function PromiseGroup({ group, rows, count, open }: GroupProps) {
  const t = useText(text);
  const id = useId();
  const [shown, setShown] = useState<number>(shownFirst[group]);
  const visible = rows.slice(0, shown);
  const last = rows.at(-1);
  return (
    <section className="group" aria-labelledby={id}>
      <header className="group-head">
        <h2 id={id}>{t.today[group]}</h2>
        <span className="badge figures" data-state={group === 'answer' && count > 0 ? 'asked' : undefined}>
          {count}
        </span>
      </header>
      {rows.length === 0 && <Empty>{t.today[`${group}Empty`]}</Empty>}
      {rows.length > 0 && (
        <ul className="rows">
          {visible.map((row) => (
            <Line key={row.id} row={row} open={open} />
          ))}
          {shown > rows.length && last && <Further group={group} last={last} left={shown - rows.length} open={open} />}
        </ul>
      )}
      {count > shown && rows.length > 0 && (
        <Button look="plain" size="small" onClick={() => setShown(shown + more)}>
          {t.today.more(count - Math.min(shown, count))}
        </Button>
      )}
    </section>
  );
}

/** What comes after the last row that was fetched. */
function Further({
  group,
  last,
  left,
  open,
}: {
  readonly group: Row['group'];
  readonly last: Row;
  readonly left: number;
  readonly open: string | null;
}) {
  const query = { group, limit: 100, after: last.clockAt ?? last.dueAt, afterId: last.id };
  const { data } = useRead(commitmentsRoutes.worklist, { query }, { keep: true });
  if (!data) {
    return (
      <li>
        <Skeleton lines={2} />
      </li>
    );
  }
  const rows = [...data.rows, ...data.previews].toSorted(byClock);
  const next = rows.at(-1);
  return (
    <>
      {rows.slice(0, left).map((row) => (
        <Line key={row.id} row={row} open={open} />
      ))}
      {left > rows.length && rows.length >= 100 && next && (
        <Further group={group} last={next} left={left - rows.length} open={open} />
      )}
    </>
  );
}

function Line({ row, open }: { readonly row: Row; readonly open: string | null }) {
  return (
    <PromiseRow
      promise={row}
      to={address('/', { promise: row.id })}
      open={row.id === open}
      move={<NextMove row={row} open={row.id === open} />}
    />
  );
}

/** The one next move; for what we wait for, how far it has come. */
function NextMove({ row, open }: { readonly row: Row; readonly open: boolean }) {
  const t = useText(text);
  const common = useCommon();
  const times = useTimes();
  const [move] = movesOf(row, useMyUnitId());
  if (row.group === 'wait' || !move) {
    if (row.state === 'paused' && row.pausedUntil)
      return <span className="row-state">{common.row.until(times.word(row.pausedUntil))}</span>;
    if (row.state === 'accepted') return <span className="row-state">{common.states.accepted}</span>;
    if (row.state === 'proposed' && row.proposedDueAt)
      return <span className="row-state">{common.row.proposes(times.moment(row.proposedDueAt))}</span>;
    return (
      <span className="row-state">
        {row.receivedAt ? t.today.seenBy(times.moment(row.receivedAt)) : t.today.notSeen}
      </span>
    );
  }
  return (
    <ButtonLink
      to={addressOfMove(row.id, move)}
      look={open ? 'quiet' : row.group === 'answer' ? 'main' : 'quiet'}
      size="small"
      shortcut={keyOf[move]}
    >
      {common.moves[move]}
    </ButtonLink>
  );
}
