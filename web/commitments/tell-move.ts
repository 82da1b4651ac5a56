import { commitmentsRoutes, type MoveBody } from '../../contract/commitments.ts';
import { refresh } from '../kernel/read.ts';
import { sendOnce } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { text } from './text.ts';

/** Tells what was done; what another move takes back can be undone for ten seconds. */
export function useTellMove(): (id: string, action: MoveBody['action'], version: number) => void {
  const t = useText(text);
  return (id, action, version) => {
    const takesBack = action === 'propose' ? 'retract' : action === 'pause' ? 'resume' : undefined;
    const undo =
      takesBack &&
      (() => {
        sendOnce(commitmentsRoutes.move, `undo:${id}`, {
          params: { id },
          body: { action: takesBack, seen: version },
        }).then(
          () => tell(t.done[takesBack]),
          () => refresh('commitment'),
        );
      });
    tell(t.done[action], undo);
  };
}
