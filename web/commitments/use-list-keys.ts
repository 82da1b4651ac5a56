import type { RefObject } from 'react';
import { useKeys } from '../kernel/keys.ts';
import { rowInFocus, rowsIn, stepAmongRows } from '../kernel/rows.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { useGo } from '../kernel/ui/link.tsx';
import { keyOf, movesOf } from './moves.ts';
import { chooseTo, chosenIds, shownRow, toggleRow } from './selection.ts';
import { text } from './text.ts';
import { useTakeInHand } from './use-take.ts';
import { useTodayAddress } from './use-view.ts';

const focusedRow = (): string | undefined => rowInFocus()?.dataset['row'];

/**
 * j and k move, Enter opens (the row is a link), x chooses, h takes in hand, one key an answer. An answer is given only on what has been
 * opened; on several only what they are chosen for.
 */
export function useListKeys(place: RefObject<HTMLElement | null>, open: string | null): void {
  const common = useCommon();
  const t = useText(text);
  const go = useGo();
  const unitId = useMyUnitId();
  const to = useTodayAddress();
  const take = useTakeInHand();
  const step = (by: 1 | -1): void => stepAmongRows(place.current, by, open);
  const onRow = (act: (id: string) => void) => (): boolean => {
    const id = focusedRow();
    if (id === undefined) return false;
    act(id);
    return true;
  };
  const answer = (key: string): boolean => {
    // Several are answered together, by their own bar.
    if (chosenIds().length > 0) return false;
    const row = shownRow(focusedRow());
    const move = row && movesOf(row, unitId).find((one) => keyOf[one] === key);
    // The opened one listens to its own keys.
    if (!row || !move || row.id === open) return false;
    go(to.move(row.id, move));
    return true;
  };
  useKeys([
    { key: 'j', words: common.keys.next, run: () => step(1) },
    { key: 'k', words: common.keys.previous, run: () => step(-1) },
    { key: 'Enter', words: common.keys.open, run: () => false },
    { key: 'x', words: t.many.choose, run: onRow(toggleRow) },
    {
      key: 'X',
      words: t.many.chooseTo,
      run: onRow((id) =>
        chooseTo(
          id,
          rowsIn(place.current).flatMap(({ dataset }) => dataset['row'] ?? []),
        ),
      ),
    },
    {
      key: 'h',
      words: t.hands.key,
      run: () => {
        const id = focusedRow() ?? open;
        return id === null ? false : void take(id);
      },
    },
    ...(['accept', 'decline', 'propose', 'keep'] as const).map((move) => {
      const key = keyOf[move] ?? '';
      return { key, words: common.moves[move], group: 'answers' as const, run: () => answer(key) };
    }),
  ]);
}
