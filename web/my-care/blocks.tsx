import { useState } from 'react';
import { type Block, peopleRoutes } from '../../contract/people.ts';
import { useDirectory, useUnits } from '../kernel/directory.ts';
import { RadioField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useTimes } from '../kernel/now.ts';
import { circleOf } from '../kernel/person.ts';
import { useSend } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import type { Mine } from './mine.tsx';
import { pagesText } from './pages-text.ts';

/** What the person has closed to others, and the ways to close and to open. */
export function Blocks({ mine }: { readonly mine: Mine }) {
  const p = useText(pagesText);
  const [adding, setAdding] = useState(false);
  const now = mine.person.blocks.items.filter(({ liftedAt }) => liftedAt === null);
  return (
    <section className="stack" aria-labelledby="my-blocks">
      <h2 id="my-blocks">{p.block.title}</h2>
      <p>{p.block.words}</p>
      {now.length === 0 && <p className="soft">{p.block.none}</p>}
      {now.length > 0 && (
        <ul className="my-list">
          {now.map((block) => (
            <Line key={block.id} block={block} mine={mine} />
          ))}
        </ul>
      )}
      {adding ? (
        <Add mine={mine} onDone={() => setAdding(false)} />
      ) : (
        <div>
          <Button look="quiet" onClick={() => setAdding(true)}>
            {p.block.add}
          </Button>
        </div>
      )}
    </section>
  );
}

function useBlockWords(): (level: Block['level'], id: string | null) => string {
  const p = useText(pagesText);
  const units = useUnits();
  const directory = useDirectory();
  return (level, id) =>
    level === 'unit'
      ? p.block.unit(units(id)?.name ?? '')
      : p.block.provider(directory?.providers.find((one) => one.id === id)?.name ?? '');
}

function Line({ block, mine }: { readonly block: Block; readonly mine: Mine }) {
  const p = useText(pagesText);
  const times = useTimes();
  const words = useBlockWords();
  const [asking, ask] = useState(false);
  const { send, busy, problem } = useSend(peopleRoutes.liftBlock, `my-lift:${block.id}`);
  const lift = async (): Promise<void> => {
    if (!(await send({ params: { personId: mine.personId, blockId: block.id }, body: { version: block.version } })))
      return;
    ask(false);
    tell(p.block.lifted);
  };
  return (
    <li className="my-line">
      <div>
        <p className="strong">{words(block.level, block.level === 'unit' ? block.unitId : block.providerId)}</p>
        <p className="small soft">{p.block.since(times.date(block.validFrom))}</p>
      </div>
      <div>
        <Button look="quiet" onClick={() => ask(true)}>
          {p.block.lift}
        </Button>
      </div>
      {asking && (
        <Dialog title={p.block.liftTitle} onClose={() => ask(false)}>
          <p>{p.block.liftWords}</p>
          {problem && <Problem error={problem} />}
          <div className="form-actions">
            <Button busy={busy} onClick={() => void lift()}>
              {p.block.lift}
            </Button>
          </div>
        </Dialog>
      )}
    </li>
  );
}

function Add({ mine, onDone }: { readonly mine: Mine; readonly onDone: () => void }) {
  const p = useText(pagesText);
  const units = useUnits();
  const words = useBlockWords();
  const { personId } = mine;
  const circle = circleOf(mine.person);
  const providers = [...new Set(circle.flatMap((id) => units(id)?.providerId ?? []))];
  const options = [
    ...circle.map((id) => ({ value: `unit:${id}`, label: words('unit', id) })),
    ...providers.map((id) => ({ value: `provider:${id}`, label: words('provider', id) })),
  ];
  return (
    <div className="own-panel">
      <Form
        id={`my-block:${personId}`}
        route={peopleRoutes.block}
        defaults={{ which: '' }}
        alias={{ level: 'which', unitId: 'which', providerId: 'which' }}
        input={({ which }) => {
          const [level = '', id = ''] = which.split(':');
          return {
            params: { personId },
            body:
              level === 'provider'
                ? { level: 'provider' as const, providerId: id }
                : { level: level as 'unit', unitId: id },
          };
        }}
        submit={p.block.confirm}
        cancel={onDone}
        onDone={() => {
          tell(p.block.done);
          onDone();
        }}
      >
        <RadioField name="which" label={p.block.which} hint={p.block.risk} options={options} />
      </Form>
    </div>
  );
}
