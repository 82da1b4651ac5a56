import { commitmentsRoutes, type MoveBody } from '../../contract/commitments.ts';
import { refresh } from '../kernel/read.ts';
import { sendOnce } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { ownMove } from './own-moves.ts';
import { text } from './text.ts';

/** The version that was seen, and the one that the move made of it. */
interface Went {
  readonly seen: number;
  readonly version: number;
}

/** Tells what was done; what another move takes back can be undone for ten seconds. */
export function useTellMove(): (id: string, action: MoveBody['action'], went: Went, words?: string) => void {
  const t = useText(text);
  return (id, action, { seen, version }, words) => {
    ownMove(id, seen, version);
    const takesBack = action === 'propose' ? 'retract' : action === 'pause' ? 'resume' : undefined;
    const undo =
      takesBack &&
      (() => {
        sendOnce(commitmentsRoutes.move, `undo:${id}`, {
          params: { id },
          body: { action: takesBack, seen: version },
        }).then(
          (answer) => {
            ownMove(id, version, answer.version);
            tell(t.done[takesBack]);
          },
          () => refresh('commitment'),
        );
      });
    tell(words ?? t.done[action], undo);
  };
}
