import type { Meeting, MeetingParty } from '../../contract/meetings.ts';
import { useText } from '../kernel/text.ts';
import { replyText } from './reply-text.ts';

/** The party that the reader may answer for: themselves. */
export const ownParty = ({ parties }: Meeting): MeetingParty | undefined => parties.find(({ mine }) => mine);

/** How one meets and where, in one line. */
export function usePlaceWords(): (meeting: Meeting) => string {
  const t = useText(replyText);
  return ({ form, place }) => [t.forms[form], place].filter(Boolean).join(', ');
}
