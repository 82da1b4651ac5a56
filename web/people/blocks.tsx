import { useState } from 'react';
import { type Block, peopleRoutes, type PersonOverview } from '../../contract/people.ts';
import { useDirectory } from '../kernel/directory.ts';
import { useSend } from '../kernel/send.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { Since } from './since.tsx';
import { text } from './text.ts';

/** Spärrar: that something is blocked shows to staff; whose, only where it is one's own. */
export function Blocks({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const own = useMyUnitId();
  const [asking, setAsking] = useState(false);
  const { blocks, person, access } = overview;
  const standing = blocks.items.filter(({ liftedAt }) => liftedAt === null);
  const mine = standing.some(({ unitId }) => unitId === own);
  const { send, busy, problem } = useSend(peopleRoutes.block, `block:${person.id}`);
  const block = async (): Promise<void> => {
    if (!(await send({ params: { personId: person.id }, body: { level: 'unit', unitId: own } }))) return;
    setAsking(false);
    tell(t.consents.blockDone);
  };
  return (
    <div className="stack-tight">
      {blocks.exists && (
        <>
          <h3>{t.consents.blocks}</h3>
          <p>{t.consents.blocked}</p>
        </>
      )}
      {standing.length > 0 && (
        <ul className="lines">
          {standing.map((one) => (
            <BlockLine key={one.id} block={one} personId={person.id} writable={access.writable} />
          ))}
        </ul>
      )}
      {access.writable && !mine && (
        <div>
          <Button look="plain" size="small" onClick={() => setAsking(true)}>
            {t.consents.block}
          </Button>
        </div>
      )}
      {asking && (
        <Dialog title={t.consents.block} onClose={() => setAsking(false)}>
          <p>{t.consents.blockAsk}</p>
          {problem && <Problem error={problem} />}
          <div className="form-actions">
            <Button look="grave" busy={busy} onClick={() => void block()}>
              {t.consents.block}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

function BlockLine({
  block,
  personId,
  writable,
}: {
  readonly block: Block;
  readonly personId: string;
  readonly writable: boolean;
}) {
  const t = useText(text);
  const common = useCommon();
  const directory = useDirectory();
  const { send, busy, problem } = useSend(peopleRoutes.liftBlock, `lift:${block.id}`);
  const lift = async (): Promise<void> => {
    if (await send({ params: { personId, blockId: block.id }, body: { version: block.version } }))
      tell(t.consents.lifted);
  };
  const provider = directory?.providers.find(({ id }) => id === block.providerId)?.name ?? common.unit.unknown;
  return (
    <li className="line">
      <div className="stack-tight">
        <p className="cluster">
          {block.level === 'unit' ? t.consents.unit : t.consents.provider}{' '}
          {block.unitId ? <UnitTag id={block.unitId} /> : provider}
          <Since at={block.validFrom} />
        </p>
        {problem && <Problem error={problem} />}
      </div>
      {writable && (
        <Button look="plain" size="small" busy={busy} onClick={() => void lift()}>
          {t.consents.lift}
        </Button>
      )}
    </li>
  );
}
