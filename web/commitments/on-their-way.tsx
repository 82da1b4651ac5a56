import { useEffect } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import type { CommitmentState } from '../../contract/commitments.ts';
import type { PersonOverview } from '../../contract/people.ts';
import { useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { text } from './text.ts';

type PromiseLine = PersonOverview['promises'][number];

const unanswered: ReadonlySet<CommitmentState> = new Set(['offered', 'received', 'proposed']);
/** As many as one offer can name. */
const most = 50;

/** Handovers that the unit has offered and nobody has said yes to. A new one for the same needs takes their place. */
export const onTheirWay = (overview: PersonOverview, unitId: string): PromiseLine[] =>
  overview.promises
    .filter(({ kind, state, fromUnitId }) => kind === 'handover' && unanswered.has(state) && fromUnitId === unitId)
    .slice(0, most);

interface OnTheirWayProps {
  readonly offers: readonly PromiseLine[];
}

/**
 * What the new offer takes the place of, for the needs that are chosen. What somebody else at the unit has offered since the form was
 * opened is replaced only when one says so.
 */
export function OnTheirWay({ offers }: OnTheirWayProps) {
  const t = useText(text);
  const { setValue } = useFormContext();
  const [kind, needIds, replaces] = useWatch({ name: ['kind', 'needIds', 'replaces'] }) as [string, string[], string[]];
  if (kind !== 'handover') return null;
  const same = offers.filter((offer) => offer.needIds.some((id) => needIds.includes(id)));
  const unseen = same.filter(({ id }) => !replaces.includes(id));
  return (
    <>
      {same.map((offer) => (
        <div key={offer.id} className="note stack-tight">
          <p className="cluster">
            {t.offer.onItsWay(offer.what)}
            {(offer.toUnitId ? [offer.toUnitId] : offer.openTo).map((id) => (
              <UnitTag key={id} id={id} />
            ))}
          </p>
          {unseen.includes(offer) ? (
            <div className="cluster">
              <span>{t.offer.unseen}</span>
              <Button look="quiet" size="small" onClick={() => setValue('replaces', [...replaces, offer.id])}>
                {t.offer.replaceToo}
              </Button>
            </div>
          ) : (
            <p className="soft small">{t.offer.isReplaced}</p>
          )}
        </div>
      ))}
    </>
  );
}

/** Refused because of an offer that was not there when the form was opened: what stands now is read anew, and shown above. */
export function Unseen({ onShow }: { readonly onShow: () => void }) {
  const t = useText(text);
  useEffect(onShow, [onShow]);
  return <p>{t.offer.unseenHelp}</p>;
}
