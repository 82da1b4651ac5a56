import type { CommitmentAction, CommitmentKind } from '../../contract/commitments.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { text } from './text.ts';

/** What a move is called on its button: a message is answered, where anything else is done. */
export function useMoveWords(): (kind: CommitmentKind, move: CommitmentAction) => string {
  const t = useText(text);
  const common = useCommon();
  return (kind, move) => (kind === 'message' ? t.message.moves[move] : undefined) ?? common.moves[move];
}
