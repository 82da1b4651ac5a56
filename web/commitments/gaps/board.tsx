import { useEffect, useRef, useState } from 'react';
import { gapsRoutes, type GapRow as Row } from '../../../contract/gaps.ts';
import { useUnits } from '../../kernel/directory.ts';
import { useKeys } from '../../kernel/keys.ts';
import { setServerNow, useNow } from '../../kernel/now.ts';
import { useReads } from '../../kernel/read.ts';
import { useSearch } from '../../kernel/route.ts';
import { rowInFocus, stepAmongRows } from '../../kernel/rows.ts';
import { useCommon, useText } from '../../kernel/text.ts';
import { useFurther } from '../../kernel/text/further.ts';
import { Button } from '../../kernel/ui/button.tsx';
import { useGo } from '../../kernel/ui/link.tsx';
import { Empty, Loaded } from '../../kernel/ui/states.tsx';
import { askedOf, countChosen, gapAddress, groupings, type Grouping } from './board-address.ts';
import { Filters } from './filters.tsx';
import { GapRow, holderOf } from './gap-row.tsx';
import { text } from './text.ts';

const limit = 100;

/** Where a page of the board begins: after the last gap of the one before. */
interface Place {
  readonly after?: string;
  readonly afterId?: string;
  readonly afterLevel?: string;
}

/** The board as it is narrowed, the highest rung first. Pages are added below, so that what is read stays where it is. */
export function Board({ joint }: { readonly joint: boolean }) {
  const t = useText(text);
  const asked = askedOf(useSearch());
  const [places, setPlaces] = useState<readonly Place[]>([{}]);
  const reads = useReads(
    gapsRoutes.gaps,
    places.map((place) => ({ query: { limit, ...asked, ...place } })),
  );
  const boards = reads.flatMap(({ data }) => data ?? []);
  const [first] = boards;
  useEffect(() => setServerNow(first?.now), [first?.now]);
  const [read] = reads;
  if (!read) return null;
  const pages = boards.map((board) => [...board.rows, ...board.previews].toSorted(inOrder));
  const last = pages.at(-1) ?? [];
  const end = last.at(-1);
  return (
    <Loaded read={read} lines={12}>
      {({ counts }) => (
        <>
          <Filters counts={counts} joint={joint} />
          <Groups gaps={pages.flat()} counts={counts.byLevel} />
          {end && last.length >= limit && pages.length === places.length && (
            <div className="no-print">
              <Button
                look="quiet"
                onClick={() =>
                  setPlaces([...places, { after: end.since, afterId: end.id, afterLevel: String(end.level) }])
                }
              >
                {t.more}
              </Button>
            </div>
          )}
        </>
      )}
    </Loaded>
  );
}

const inOrder = (a: Row, b: Row): number =>
  b.level - a.level || a.since.localeCompare(b.since) || a.id.localeCompare(b.id);

interface GroupsProps {
  readonly gaps: readonly Row[];
  /** Whole counts, also of what is not shown. */
  readonly counts: Readonly<Record<string, number>>;
}

function Groups({ gaps, counts }: GroupsProps) {
  const t = useText(text);
  const further = useFurther();
  const units = useUnits();
  const search = useSearch();
  const now = useNow();
  const list = useRef<HTMLDivElement>(null);
  const open = search.get('gap');
  const wanted = search.get('group');
  const group: Grouping = groupings.find((one) => one === wanted) ?? 'level';
  useBoardKeys(list, open);
  if (gaps.length === 0) {
    const none =
      search.get('state') === 'settled' && countChosen(search) === 0
        ? t.emptySettled
        : countChosen(search) > 0 || search.has('part')
          ? t.emptyChosen
          : t.empty;
    return <Empty>{none}</Empty>;
  }
  const keyOf = (gap: Row): string =>
    group === 'level' ? String(gap.level) : group === 'unit' ? (holderOf(gap)?.toUnitId ?? gap.moveUnitId) : gap.kind;
  const nameOf = (gap: Row): string =>
    group === 'level'
      ? further.ladder[gap.level as 0 | 1 | 2 | 3]
      : group === 'unit'
        ? (units(keyOf(gap))?.name ?? '…')
        : further.gaps[gap.kind];
  const groups = [...Map.groupBy(gaps, keyOf)];
  return (
    <div ref={list} className="gap-groups">
      {groups.map(([key, rows]) => {
        const [row] = rows;
        if (!row) return null;
        return (
          <section key={key} aria-labelledby={`group-${key}`}>
            <header className="group-head">
              <h2 id={`group-${key}`}>{nameOf(row)}</h2>
              <span className="badge figures" data-state={group === 'level' && row.level > 1 ? 'late' : undefined}>
                {group === 'level' ? (counts[key] ?? rows.length) : rows.length}
              </span>
            </header>
            <ul className="gap-rows">
              {rows.map((gap) => (
                <GapRow key={gap.id} gap={gap} open={gap.id === open} to={gapAddress(search, gap.id)} now={now} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

/** j and k move, Enter opens (the row is a link); one key does something about the gap that is in hand. */
function useBoardKeys(list: React.RefObject<HTMLElement | null>, open: string | null): void {
  const t = useText(text);
  const common = useCommon();
  const search = useSearch();
  const go = useGo();
  const step = (by: 1 | -1): void => stepAmongRows(list.current, by, open);
  const begin = (deed: string): boolean => {
    const gap = rowInFocus()?.dataset['row'] ?? open;
    if (!gap) return false;
    go(gapAddress(search, gap, deed));
    return true;
  };
  useKeys([
    { key: 'j', words: common.keys.next, run: () => step(1) },
    { key: 'k', words: common.keys.previous, run: () => step(-1) },
    { key: 'Enter', words: common.keys.open, run: () => false },
    { key: 'v', words: t.deed.take, run: () => begin('take') },
    { key: 'g', words: t.deed.assign, run: () => begin('assign') },
    { key: 'f', words: t.deed.ask, run: () => begin('ask') },
    { key: 's', words: t.deed.answer, run: () => begin('answer') },
    { key: 'x', words: t.deed.settle, run: () => begin('settle') },
  ]);
}
