import { useState } from 'react';
import { peopleRoutes, type Relative, relations, type SharePart, shareParts } from '../../contract/people.ts';
import { choicesOf, RadioField, TextField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useSend } from '../kernel/send.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { NotFound } from '../kernel/shell/dead-ends.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { type Mine, WithMine } from './mine.tsx';
import { Preview } from './preview.tsx';
import { Switch } from './switch.tsx';
import { pagesText } from './pages-text.ts';
import { text } from './text.ts';

/** What each of those close sees, part by part; on and off at once. */
export default function MySharingPage() {
  return <WithMine>{(mine) => (mine.self ? <Sharing mine={mine} /> : <NotFound />)}</WithMine>;
}

function Sharing({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  const p = useText(pagesText);
  const [adding, setAdding] = useState(false);
  const relatives = mine.person.relatives;
  const now = (relatives ?? []).filter(({ validTo }) => validTo === null);
  return (
    <Page title={t.sharing.title} width="read" lead={t.sharing.lead} back={{ to: '/', words: p.back }}>
      {relatives === null && <p className="note">{p.sharing.hidden}</p>}
      {relatives !== null && now.length === 0 && <p className="soft">{p.sharing.none}</p>}
      {now.map((relative) => (
        <One key={relative.id} relative={relative} mine={mine} />
      ))}
      {adding ? (
        <Add mine={mine} onDone={() => setAdding(false)} />
      ) : (
        <div>
          <Button look={now.length === 0 ? 'main' : 'quiet'} onClick={() => setAdding(true)}>
            {p.sharing.add}
          </Button>
        </div>
      )}
    </Page>
  );
}

type OneProps = { readonly relative: Relative; readonly mine: Mine };

function One({ relative, mine }: OneProps) {
  const p = useText(pagesText);
  const c = useCommon();
  const [asking, ask] = useState(false);
  const { send, busy, problem } = useSend(peopleRoutes.endRelative, `my-end:${relative.id}`);
  const end = async (): Promise<void> => {
    if (
      !(await send({
        params: { personId: mine.personId, relativeId: relative.id },
        body: { version: relative.version },
      }))
    )
      return;
    ask(false);
    tell(p.sharing.stopped(relative.name));
  };
  return (
    <section className="stack" aria-labelledby={`sees-${relative.id}`}>
      <div>
        <h2 id={`sees-${relative.id}`}>{p.sharing.sees(relative.name)}</h2>
        <p className="soft small">
          {c.relations[relative.relation]}
          {relative.phone && `, ${relative.phone}`}
        </p>
      </div>
      <ul className="my-list">
        {shareParts.map((part) => (
          <Part key={part} part={part} relative={relative} mine={mine} />
        ))}
      </ul>
      <Preview relative={relative} mine={mine} />
      <div>
        <Button look="grave" onClick={() => ask(true)}>
          {p.sharing.stopAll(relative.name)}
        </Button>
      </div>
      {asking && (
        <Dialog title={p.sharing.stopTitle(relative.name)} onClose={() => ask(false)}>
          <p>{p.sharing.stopWords(relative.name)}</p>
          {problem && <Problem error={problem} />}
          <div className="form-actions">
            <Button look="grave" busy={busy} onClick={() => void end()}>
              {p.sharing.stop}
            </Button>
            <Button look="quiet" onClick={() => ask(false)}>
              {p.answers.keep}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}

function Part({ part, relative, mine }: OneProps & { readonly part: SharePart }) {
  const t = useText(text);
  const p = useText(pagesText);
  const share = relative.shares.find((one) => one.part === part);
  const give = useSend(peopleRoutes.share, `my-share:${relative.id}:${part}`);
  const take = useSend(peopleRoutes.unshare, `my-unshare:${share?.id ?? part}`);
  const { personId } = mine;
  // A second press before the page has been read anew would turn what stood before.
  const stands = share?.id ?? '';
  const [turned, setTurned] = useState<string | null>(null);
  const turn = async (): Promise<void> => {
    const done = share
      ? await take.send({ params: { personId, shareId: share.id }, body: {} })
      : await give.send({ params: { personId, relativeId: relative.id }, body: { part } });
    if (!done) return;
    setTurned(stands);
    tell(share ? p.sharing.isNot(relative.name) : p.sharing.isShared(relative.name));
  };
  const problem = give.problem ?? take.problem;
  return (
    <li className="my-line">
      <p>{t.parts[part]}</p>
      <Switch
        label={p.sharing.turn(t.parts[part], relative.name)}
        on={share !== undefined}
        busy={give.busy || take.busy || turned === stands}
        words={p.sharing}
        onChange={() => void turn()}
      />
      {problem && <Problem error={problem} />}
    </li>
  );
}

function Add({ mine, onDone }: { readonly mine: Mine; readonly onDone: () => void }) {
  const p = useText(pagesText);
  const c = useCommon();
  const { personId } = mine;
  return (
    <div className="own-panel">
      <Form
        id={`my-relative:${personId}`}
        route={peopleRoutes.addRelative}
        defaults={{ name: '', relation: '', phone: '' }}
        input={({ name, relation, phone }) => ({
          params: { personId },
          body: { name, relation: relation as 'child', phone: phone || null },
        })}
        submit={p.sharing.save}
        cancel={onDone}
        onDone={(_, { name }) => {
          tell(p.sharing.added(name));
          onDone();
        }}
      >
        <TextField name="name" label={p.sharing.name} autoComplete="off" />
        <RadioField name="relation" label={p.sharing.relation} options={choicesOf(c.relations, relations)} />
        <TextField name="phone" label={p.sharing.telephone} type="tel" optional short />
      </Form>
    </div>
  );
}
