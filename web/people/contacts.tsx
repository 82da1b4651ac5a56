import { useEffect, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { fieldMessage } from '../../contract/kernel/validation.ts';
import {
  namedContactKinds,
  type NamedContact,
  type NamedContactKind,
  peopleRoutes,
  type PersonOverview,
  professionAsked,
  whyNotNamed,
} from '../../contract/people.ts';
import { organisationsRoutes, type StaffMember } from '../../contract/organisations.ts';
import { useUnit } from '../kernel/directory.ts';
import { choicesOf, RadioField, SelectField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useLanguage } from '../kernel/language.ts';
import { useRead } from '../kernel/read.ts';
import { useSearch } from '../kernel/route.ts';
import { useSend } from '../kernel/send.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { Empty, Loaded, Skeleton } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { Section } from './section.tsx';
import { text } from './text.ts';

/** Fast vårdkontakt, the one who coordinates, fast läkarkontakt, fast omsorgskontakt. */
export function Contacts({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const asked = useSearch().get('contact');
  const [naming, setNaming] = useState(asked !== null);
  const { namedContacts, person, access } = overview;
  const add = access.writable && (
    <Button look="quiet" size="small" onClick={() => setNaming(true)}>
      {t.contacts.name}
    </Button>
  );
  return (
    <Section id="contacts" title={t.sections.contacts} actions={namedContacts.length > 0 ? add : undefined}>
      {namedContacts.length === 0 ? (
        <Empty>
          <p>{t.contacts.empty}</p>
          {add}
        </Empty>
      ) : (
        <ul className="lines">
          {namedContacts.map((contact) => (
            <Contact key={contact.id} contact={contact} personId={person.id} />
          ))}
        </ul>
      )}
      {naming && <NameContact personId={person.id} kind={asked ?? ''} onClose={() => setNaming(false)} />}
    </Section>
  );
}

function Contact({ contact, personId }: { readonly contact: NamedContact; readonly personId: string }) {
  const t = useText(text);
  const common = useCommon();
  const own = useMyUnitId();
  const { send, busy, problem } = useSend(peopleRoutes.endContact, `contact-end:${contact.id}`);
  const end = async (): Promise<void> => {
    if (await send({ params: { personId, contactId: contact.id }, body: { version: contact.version } }))
      tell(t.contacts.ended);
  };
  return (
    <li className="line">
      <div className="stack-tight">
        <p>
          <span className="strong">{contact.staffName}</span> <span className="soft">{contact.staffTitle}</span>
        </p>
        <p className="small soft cluster">
          {common.contactKinds[contact.kind]} <UnitTag id={contact.unitId} link />
        </p>
        {problem && <Problem error={problem} />}
      </div>
      {contact.unitId === own && (
        <Button look="plain" size="small" busy={busy} onClick={() => void end()}>
          {t.contacts.end}
        </Button>
      )}
    </li>
  );
}

interface NameContactProps {
  readonly personId: string;
  readonly kind: string;
  readonly onClose: () => void;
}

function NameContact({ personId, kind, onClose }: NameContactProps) {
  const t = useText(text);
  const common = useCommon();
  const unitId = useMyUnitId();
  const branch = useUnit(unitId)?.branch;
  const kinds = namedContactKinds.filter((one) => branch && whyNotNamed(one, branch) === null);
  const read = useRead(organisationsRoutes.unitStaff, { params: { unitId }, query: { limit: 200 } });
  return (
    <Dialog title={t.contacts.name} onClose={onClose}>
      <Loaded read={read} lines={3}>
        {({ items }) =>
          branch === undefined ? (
            <Skeleton lines={3} />
          ) : (
            <Form
              id={`contact:${personId}`}
              route={peopleRoutes.nameContact}
              defaults={{ kind: kinds.some((one) => one === kind) ? kind : '', staffId: '' }}
              input={(values) => ({
                params: { personId },
                body: { kind: values.kind as NamedContactKind, staffId: values.staffId },
              })}
              submit={t.contacts.save}
              cancel={onClose}
              onDone={() => {
                onClose();
                tell(t.contacts.saved);
              }}
            >
              <RadioField name="kind" label={t.contacts.kind} options={choicesOf(common.contactKinds, kinds)} />
              <Staff items={items} branch={branch} />
            </Form>
          )
        }
      </Loaded>
    </Dialog>
  );
}

/** Who may be named as the kind that is chosen; the others stand last, with what they are not, and the rule above. */
function Staff({ items, branch }: { readonly items: readonly StaffMember[]; readonly branch: string }) {
  const t = useText(text);
  const language = useLanguage();
  const { setValue } = useFormContext();
  const [kind, chosen] = useWatch({ name: ['kind', 'staffId'] }) as [NamedContactKind | '', string];
  const mayBe = ({ title }: StaffMember): boolean => kind === '' || whyNotNamed(kind, branch, title) === null;
  const out = items.some((one) => one.staffId === chosen && !mayBe(one));
  useEffect(() => {
    if (out) setValue('staffId', '');
  }, [out, setValue]);
  const rule = kind === '' ? undefined : professionAsked(kind);
  const first = items.toSorted((a, b) => Number(mayBe(b)) - Number(mayBe(a)));
  return (
    <>
      <SelectField
        name="staffId"
        label={t.contacts.staff}
        hint={rule && fieldMessage(rule, language)}
        options={first.map((one) => ({
          value: one.staffId,
          label: one.name,
          hint: mayBe(one) ? one.title : t.contacts.notQualified(one.title),
          disabled: !mayBe(one),
        }))}
      />
      {rule && !items.some(mayBe) && <p className="note">{t.contacts.nobody}</p>}
    </>
  );
}
