import { memo, type MouseEvent, useEffect } from 'react';
import type { PromiseRow as Row } from '../../contract/commitments.ts';
import { fromIso } from '../../contract/kernel/time.ts';
import { useLanguage } from '../kernel/language.ts';
import { useSaidNow } from '../kernel/now.ts';
import { rowsIn } from '../kernel/rows.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { momentWord, timeWord } from '../kernel/time-words.ts';
import { ButtonLink } from '../kernel/ui/button.tsx';
import { PromiseRow } from '../kernel/ui/promise-row.tsx';
import { RowHands } from './hands-line.tsx';
import { useMoveWords } from './move-words.ts';
import { keyOf, movesOf } from './moves.ts';
import { chooseTo, showRow, toggleRow, useIsChosen } from './selection.ts';
import { text } from './text.ts';
import { useTodayAddress } from './use-view.ts';

interface LineProps {
  readonly row: Row;
  readonly isOpen: boolean;
  readonly unitId: string;
  readonly short: boolean;
}

/** What a row shows changes with its version; the person's name and protection, and whose turn it is, can change by themselves. */
const looksTheSame = (a: LineProps, b: LineProps): boolean =>
  a.isOpen === b.isOpen &&
  a.unitId === b.unitId &&
  a.short === b.short &&
  (a.row === b.row ||
    (a.row.id === b.row.id &&
      a.row.version === b.row.version &&
      a.row.group === b.row.group &&
      a.row.person?.name === b.row.person?.name &&
      a.row.person?.protection === b.row.person?.protection));

/** A row of the lists. Drawn anew only when it looks otherwise: three hundred of them stand still while one is moved through them. */
export const Line = memo(function Line({ row, isOpen, unitId, short }: LineProps) {
  const to = useTodayAddress();
  const chosen = useIsChosen(row.id);
  useEffect(() => showRow(row), [row]);
  return (
    <PromiseRow
      promise={row}
      to={to.promise(row.id)}
      open={isOpen}
      chosen={chosen}
      choose={<Box row={row} chosen={chosen} />}
      hands={<RowHands id={row.id} />}
      move={<NextMove row={row} open={isOpen} unitId={unitId} short={short} />}
    />
  );
}, looksTheSame);

/** Chooses the row; with Shift all rows from the one chosen last. A button, so that the keys of the list work on it too. */
function Box({ row, chosen }: { readonly row: Row; readonly chosen: boolean }) {
  const t = useText(text);
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    const lists = event.currentTarget.closest<HTMLElement>('.stack-lists');
    if (event.shiftKey)
      chooseTo(
        row.id,
        rowsIn(lists).flatMap(({ dataset }) => dataset['row'] ?? []),
      );
    else toggleRow(row.id);
  };
  return (
    <button
      type="button"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the keys of the list rest in an input
      role="checkbox"
      aria-checked={chosen}
      aria-label={t.many.chooseRow(row.what)}
      className="row-box no-print"
      onClick={press}
    />
  );
}

interface NextMoveProps {
  readonly row: Row;
  readonly open: boolean;
  readonly unitId: string;
  readonly short: boolean;
}

/** The one next move; for what we wait for, how far it has come. */
function NextMove({ row, open, unitId, short }: NextMoveProps) {
  const wordsOf = useMoveWords();
  const to = useTodayAddress();
  const [move] = movesOf(row, unitId);
  if (row.group === 'wait' || !move) return <Waiting row={row} />;
  return (
    <ButtonLink
      to={to.move(row.id, move)}
      look={!open && row.group === 'answer' ? 'main' : 'quiet'}
      size="small"
      shortcut={short ? undefined : keyOf[move]}
    >
      {wordsOf(row.kind, move)}
    </ButtonLink>
  );
}

function Waiting({ row }: { readonly row: Row }) {
  const t = useText(text);
  const common = useCommon();
  const language = useLanguage();
  const said = useSaidNow((now) => {
    const moment = (at: string): string => momentWord(fromIso(at), now, language);
    if (row.state === 'paused' && row.pausedUntil)
      return common.row.until(timeWord(fromIso(row.pausedUntil), now, language));
    if (row.state === 'accepted') return common.states.accepted;
    if (row.state === 'proposed' && row.proposedDueAt) return common.row.proposes(moment(row.proposedDueAt));
    return row.receivedAt ? t.today.seenBy(moment(row.receivedAt)) : t.today.notSeen;
  });
  return <span className="row-state">{said}</span>;
}
