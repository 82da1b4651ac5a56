import type { Intervention } from '../../contract/plans.ts';
import { useText } from '../kernel/text.ts';
import { useVoiceName } from './approvals.tsx';
import type { InPlan } from './plan-sheet.tsx';
import { sectionText } from './section-text.ts';

/** A no to this one intervention stands at it, to all who read it. */
export function PartNo({ one, part }: { readonly one: Intervention; readonly part: InPlan }) {
  const t = useText(sectionText);
  const voiceName = useVoiceName(part);
  return part.plan.approvals
    .filter(({ partId, answer }) => partId === one.id && answer === 'no')
    .map((said) => (
      <p key={said.id} className="small yes-no" data-answer="no">
        {t.approvals.partNo(voiceName(said))}
        {said.words && ` ”${said.words}”`}
      </p>
    ));
}
