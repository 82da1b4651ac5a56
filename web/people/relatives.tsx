import { useState } from 'react';
import {
  peopleRoutes,
  type PersonOverview,
  type Relation,
  type Relative,
  relations,
  shareParts,
  type SharePart,
} from '../../contract/people.ts';
import { choicesOf, RadioField, SelectField, TextField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { address, useSearch } from '../kernel/route.ts';
import { useSend } from '../kernel/send.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { Icon } from '../kernel/ui/icon.tsx';
import { useGo } from '../kernel/ui/link.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { Empty } from '../kernel/ui/states.tsx';
import { Section } from './section.tsx';
import { text } from './text.ts';

/** Those close to the person, and what each may see. */
export function Relatives({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const common = useCommon();
  const [adding, setAdding] = useState(false);
  const { relatives, person, access } = overview;
  const params = { personId: person.id };
  const add = access.writable && relatives !== null && (
    <Button look="quiet" size="small" onClick={() => setAdding(true)}>
      {t.relatives.add}
    </Button>
  );
  const now = relatives?.filter(({ validTo }) => validTo === null) ?? [];
  return (
    <Section id="relatives" title={t.sections.relatives} actions={now.length > 0 ? add : undefined}>
      {relatives === null && <p className="soft">{t.relatives.masked}</p>}
      {relatives !== null && now.length === 0 && (
        <Empty>
          <p>{t.relatives.empty}</p>
          {add}
        </Empty>
      )}
      {now.length > 0 && (
        <ul className="lines">
          {now.map((relative) => (
            <RelativeLine key={relative.id} relative={relative} personId={person.id} writable={access.writable} />
          ))}
        </ul>
      )}
      {adding && (
        <Dialog title={t.relatives.add} onClose={() => setAdding(false)}>
          <Form
            id={`relative:${person.id}`}
            route={peopleRoutes.addRelative}
            defaults={{ name: '', relation: '', phone: '' }}
            input={({ name, relation, phone }) => ({
              params,
              body: { name, relation: relation as Relation, phone: phone.trim() === '' ? null : phone },
            })}
            submit={t.relatives.save}
            cancel={() => setAdding(false)}
            onDone={() => {
              setAdding(false);
              tell(t.relatives.saved);
            }}
          >
            <TextField name="name" label={t.relatives.name} />
            <SelectField
              name="relation"
              label={t.relatives.relation}
              options={choicesOf(common.relations, relations)}
            />
            <TextField name="phone" type="tel" label={t.relatives.phone} optional short />
          </Form>
        </Dialog>
      )}
    </Section>
  );
}

interface LineProps {
  readonly relative: Relative;
  readonly personId: string;
  readonly writable: boolean;
}

function RelativeLine({ relative, personId, writable }: LineProps) {
  const t = useText(text);
  const common = useCommon();
  // Back from the consent that was missing.
  const asked = useSearch().get('share') === relative.id;
  const [sharing, setSharing] = useState(asked);
  const go = useGo();
  const close = (): void => {
    setSharing(false);
    if (asked) go(`/persons/${personId}#relatives`, { replace: true });
  };
  const params = { personId, relativeId: relative.id };
  const ending = useSend(peopleRoutes.endRelative, `relative-end:${relative.id}`);
  const unsharing = useSend(peopleRoutes.unshare, `unshare:${relative.id}`);
  const end = async (): Promise<void> => {
    if (await ending.send({ params, body: { version: relative.version } })) tell(t.relatives.ended);
  };
  const unshare = async (shareId: string): Promise<void> => {
    if (await unsharing.send({ params: { personId, shareId }, body: {} })) tell(t.relatives.unshared);
  };
  const problem = ending.problem ?? unsharing.problem;
  const left = shareParts.filter((part) => !relative.shares.some((share) => share.part === part));
  return (
    <li className="line line-tall">
      <div className="stack-tight">
        <p className="cluster">
          <span className="strong">{relative.name}</span>
          <span className="soft">{common.relations[relative.relation]}</span>
          {relative.phone && (
            <a className="figures" href={`tel:${relative.phone.replaceAll(/[^\d+]/g, '')}`}>
              {relative.phone}
            </a>
          )}
        </p>
        <div className="small cluster">
          <span className="soft">{relative.shares.length > 0 ? t.relatives.shares : t.relatives.nothing}</span>
          <ul className="cluster">
            {relative.shares.map((share) => (
              <li key={share.id} className="badge">
                {t.relatives.parts[share.part]}
                {writable && (
                  <button
                    type="button"
                    className="badge-button"
                    aria-label={t.relatives.unshare(t.relatives.parts[share.part])}
                    onClick={() => void unshare(share.id)}
                  >
                    <Icon name="close" />
                  </button>
                )}
              </li>
            ))}
          </ul>
        </div>
        {problem && <Problem error={problem} />}
      </div>
      {writable && (
        <div className="cluster no-print">
          {left.length > 0 && (
            <Button look="plain" size="small" onClick={() => setSharing(true)}>
              {t.relatives.share}
            </Button>
          )}
          <Button look="plain" size="small" busy={ending.busy} onClick={() => void end()}>
            {t.relatives.end}
          </Button>
        </div>
      )}
      {sharing && (
        <Dialog title={t.relatives.share} onClose={close}>
          <Form
            id={`share:${relative.id}`}
            route={peopleRoutes.share}
            defaults={{ part: '' }}
            input={({ part }) => ({ params, body: { part: part as SharePart } })}
            submit={t.relatives.share}
            cancel={close}
            renderHelp={({ code }) =>
              code === 'relative_consent_missing' && (
                <div className="stack-tight">
                  <div>
                    <ButtonLink
                      to={address(`/persons/${personId}/consent`, {
                        kind: 'relative',
                        relative: relative.id,
                        return: address(`/persons/${personId}`, { share: relative.id }),
                      })}
                    >
                      {t.relatives.askConsent}
                    </ButtonLink>
                  </div>
                  <p className="soft small">{t.relatives.kept}</p>
                </div>
              )
            }
            onDone={() => {
              close();
              tell(t.relatives.shared);
            }}
          >
            <RadioField name="part" label={t.relatives.part} options={choicesOf(t.relatives.parts, left)} />
          </Form>
        </Dialog>
      )}
    </li>
  );
}
