import { useContext, useId, useState } from 'react';
import { commitmentsRoutes, type ListOrder, type PromiseRow as Row } from '../../contract/commitments.ts';
import type { List } from '../../contract/today.ts';
import { useRead } from '../kernel/read.ts';
import { useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Empty, Skeleton } from '../kernel/ui/states.tsx';
import { byOrder } from './held-list.ts';
import { Line } from './promise-line.tsx';
import { text } from './text.ts';
import { FilterContext } from './use-view.ts';
import { isEmpty } from './view.ts';

/** Rows of a list that are shown before one asks for more. */
const shownFirst = { answer: 12, do: 10, wait: 8 } as const;
const more = 50;

interface Shared {
  readonly open: string | null;
  readonly unitId: string;
  readonly sort: ListOrder;
  readonly short: boolean;
}
interface GroupProps extends Shared {
  readonly group: List;
  readonly rows: readonly Row[];
  /** How many there are in all, also those not fetched. */
  readonly count: number;
  /** How many are drawn now; the others follow as soon as these stand there. */
  readonly most: number;
}

/** One of the three lists. */
export function PromiseGroup({ group, rows, count, most, ...shared }: GroupProps) {
  const t = useText(text);
  const id = useId();
  const filtered = !isEmpty(useContext(FilterContext));
  const [shown, setShown] = useState<number>(shownFirst[group]);
  const last = rows.at(-1);
  return (
    <section className="group" aria-labelledby={id}>
      <header className="group-head">
        <h2 id={id}>{t.today[group]}</h2>
        <span className="badge figures" data-state={group === 'answer' && count > 0 ? 'asked' : undefined}>
          {count}
        </span>
      </header>
      {rows.length === 0 && <Empty>{filtered ? t.filter.noneOfList : t.today[`${group}Empty`]}</Empty>}
      {rows.length > 0 && (
        <ul className="rows">
          {rows.slice(0, Math.min(shown, most)).map((row) => (
            <Line key={row.id} row={row} isOpen={row.id === shared.open} unitId={shared.unitId} short={shared.short} />
          ))}
          {shown > rows.length && count > rows.length && last && (
            <Further {...shared} group={group} last={last} left={shown - rows.length} />
          )}
        </ul>
      )}
      {count > shown && rows.length > 0 && (
        <span className="no-print">
          <Button look="plain" size="small" onClick={() => setShown(shown + more)}>
            {t.today.more(count - Math.min(shown, count))}
          </Button>
        </span>
      )}
    </section>
  );
}

interface FurtherProps extends Shared {
  readonly group: List;
  readonly last: Row;
  readonly left: number;
}

/** What comes after the last row that was fetched. */
function Further({ group, last, left, ...shared }: FurtherProps) {
  const filter = useContext(FilterContext);
  const byUrgency = shared.sort === 'urgency';
  const query = {
    ...filter,
    ...(byUrgency ? { sort: shared.sort, afterUrgency: last.urgency } : {}),
    group,
    limit: 100,
    after: last.clockAt ?? last.dueAt,
    afterId: last.id,
  };
  const { data } = useRead(commitmentsRoutes.worklist, { query }, { keep: true });
  if (!data) {
    return (
      <li>
        <Skeleton lines={2} />
      </li>
    );
  }
  const rows = [...data.rows, ...data.previews].toSorted(byOrder(shared.sort));
  const next = rows.at(-1);
  return (
    <>
      {rows.slice(0, left).map((row) => (
        <Line key={row.id} row={row} isOpen={row.id === shared.open} unitId={shared.unitId} short={shared.short} />
      ))}
      {left > rows.length && rows.length >= 100 && next && (
        <Further {...shared} group={group} last={next} left={left - rows.length} />
      )}
    </>
  );
}
