import { useState } from 'react';
import { type Block, peopleRoutes, type PersonOverview } from '../../contract/people.ts';
import { useDirectory, useUnit } from '../kernel/directory.ts';
import { RadioField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useSend } from '../kernel/send.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { safetyText } from './safety-text.ts';
import { Since } from './since.tsx';
import { text } from './text.ts';

/** Spärrar: that something is blocked shows to staff; whose, only where it is one's own. */
export function Blocks({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const own = useUnit(useMyUnitId());
  const [asking, setAsking] = useState(false);
  const { blocks, person, access } = overview;
  const standing = blocks.items.filter(({ liftedAt }) => liftedAt === null);
  const open = {
    unit: own !== undefined && !standing.some(({ unitId }) => unitId === own.id),
    provider: own !== undefined && !standing.some(({ providerId }) => providerId === own.providerId),
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
      {access.writable && (open.unit || open.provider) && <Add onAsk={() => setAsking(true)} />}
      {asking && <NewBlock personId={person.id} open={open} onClose={() => setAsking(false)} />}
    </div>
  );
}

function Add({ onAsk }: { readonly onAsk: () => void }) {
  const t = useText(safetyText).block;
  return (
    <div>
      <Button look="plain" size="small" onClick={onAsk}>
        {t.add}
      </Button>
    </div>
  );
}

interface NewBlockProps {
  readonly personId: string;
  /** What is not blocked already. */
  readonly open: Readonly<Record<'unit' | 'provider', boolean>>;
  readonly onClose: () => void;
}

/** Inner: what one's own unit writes. Outer: all at one's own provider. */
function NewBlock({ personId, open, onClose }: NewBlockProps) {
  const t = useText(safetyText).block;
  const done = useText(text).consents.blockDone;
  const own = useUnit(useMyUnitId());
  const provider = useDirectory()?.providers.find(({ id }) => id === own?.providerId);
  const options = [
    { value: 'unit', label: t.unit(own?.name ?? ''), hint: t.unitHint },
    { value: 'provider', label: t.provider(provider?.name ?? ''), hint: t.providerHint },
  ].filter(({ value }) => open[value as 'unit' | 'provider']);
  return (
    <Dialog title={t.add} onClose={onClose}>
      <p>{t.lead}</p>
      <Form
        id={`block:${personId}`}
        route={peopleRoutes.block}
        defaults={{ level: options.length === 1 ? (options[0]?.value ?? '') : '' }}
        input={({ level }) => ({
          params: { personId },
          body:
            level === 'provider'
              ? { level: 'provider' as const, providerId: own?.providerId ?? '' }
              : { level: level as 'unit', unitId: own?.id ?? '' },
        })}
        submit={t.save}
        look="grave"
        cancel={onClose}
        onDone={() => {
          onClose();
          tell(done);
        }}
      >
        <RadioField name="level" label={t.which} options={options} />
      </Form>
    </Dialog>
  );
}

interface BlockLineProps {
  readonly block: Block;
  readonly personId: string;
  readonly writable: boolean;
}

function BlockLine({ block, personId, writable }: BlockLineProps) {
  const t = useText(text);
  const words = useText(safetyText).block;
  const common = useCommon();
  const directory = useDirectory();
  const [asking, setAsking] = useState(false);
  const { send, busy, problem } = useSend(peopleRoutes.liftBlock, `lift:${block.id}`);
  const lift = async (): Promise<void> => {
    if (!(await send({ params: { personId, blockId: block.id }, body: { version: block.version } }))) return;
    setAsking(false);
    tell(t.consents.lifted);
  };
  const provider = directory?.providers.find(({ id }) => id === block.providerId)?.name ?? common.unit.unknown;
  return (
    <li className="line">
      <p className="cluster">
        {block.level === 'unit' ? t.consents.unit : t.consents.provider}{' '}
        {block.unitId ? <UnitTag id={block.unitId} /> : provider}
        <Since at={block.validFrom} />
      </p>
      {writable && (
        <Button look="plain" size="small" onClick={() => setAsking(true)}>
          {words.lift}
        </Button>
      )}
      {asking && (
        <Dialog title={words.lift} onClose={() => setAsking(false)}>
          <p>{words.liftLead}</p>
          {problem && <Problem error={problem} />}
          <div className="form-actions">
            <Button look="grave" busy={busy} onClick={() => void lift()}>
              {words.lift}
            </Button>
            <Button look="quiet" onClick={() => setAsking(false)}>
              {common.form.cancel}
            </Button>
          </div>
        </Dialog>
      )}
    </li>
  );
}
