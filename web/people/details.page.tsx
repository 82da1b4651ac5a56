import type { Directory } from '../../contract/organisations.ts';
import { peopleRoutes, type PersonOverview, protections, type Protection } from '../../contract/people.ts';
import { useDirectory } from '../kernel/directory.ts';
import type { Theirs } from '../kernel/form/conflict.tsx';
import { type Choice, choicesOf, RadioField, SelectField, TextField, TickField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { nameOfPerson, usePerson } from '../kernel/person.ts';
import { useParam } from '../kernel/route.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { useGo } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Loaded } from '../kernel/ui/states.tsx';
import { detailsText } from './details-text.ts';
import { text } from './text.ts';
import './people.css';

/** Name, language, protection and how the person is reached: two forms, because two may change a part each. */
export default function DetailsPage() {
  const t = useText(detailsText);
  const personId = useParam('personId');
  const read = usePerson(personId);
  return (
    <Page title={t.title} lead={t.lead} width="read">
      <Loaded read={read}>
        {({ person, contact, masked }) => (
          <div className="parts">
            <p className="about strong">{nameOfPerson(person)}</p>
            <section className="part" aria-labelledby="who">
              <h2 id="who">{t.who}</h2>
              <WhoForm person={person} />
            </section>
            <section className="part" aria-labelledby="reached">
              <h2 id="reached">{t.contact}</h2>
              {masked && <p className="note">{t.masked}</p>}
              {contact && <ContactForm person={person} contact={contact} />}
            </section>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

type Row = Readonly<Record<string, unknown>>;
/**
 * What stands now, from the problem `stale`, as far as the form has it. The version that the form was opened with stands among its values
 * (`seen`): what is read anew behind the form, or after a draft was left, has not been seen.
 */
function standing<V extends { readonly seen: number }>(current: unknown, of: V): Theirs<V> | null {
  if (typeof current !== 'object' || current === null) return null;
  const row = current as Row;
  if (typeof row['version'] !== 'number') return null;
  const names = Object.keys(of).filter((name) => name !== 'seen');
  const values = Object.fromEntries(names.map((name) => [name, row[name] ?? '']));
  return { version: row['version'], values: values as Partial<V> };
}

/** Back to the person's page, where what was saved shows. */
function useSaved(personId: string, words: string): () => void {
  const go = useGo();
  return () => {
    tell(words);
    go(`/persons/${personId}`, { replace: true });
  };
}

/** The words of a code that is in no list are the code. */
const withOwn = (choices: readonly Choice[], value: string): readonly Choice[] =>
  value === '' || choices.some((choice) => choice.value === value) ? choices : [...choices, { value, label: value }];

function WhoForm({ person }: { readonly person: PersonOverview['person'] }) {
  const t = useText(detailsText);
  const words = useText(text).register;
  const saved = useSaved(person.id, t.saved);
  const defaults = {
    seen: person.version,
    givenName: person.givenName,
    familyName: person.familyName,
    language: person.language,
    interpreter: person.interpreter,
    protection: person.protection as string,
    deceasedOn: person.deceasedOn ?? '',
  };
  const show = (name: string, value: unknown): string => {
    if (name === 'interpreter') return value === true ? t.yes : t.no;
    const named: Readonly<Record<string, string>> =
      name === 'protection' ? words.protections : name === 'language' ? t.languages : {};
    return named[String(value)] ?? String(value);
  };
  return (
    <Form
      id={`person:${person.id}`}
      route={peopleRoutes.change}
      defaults={defaults}
      theirs={(current) => standing(current, defaults)}
      show={show}
      input={({ seen, deceasedOn, protection, ...values }, shown) => ({
        params: { personId: person.id },
        body: {
          version: Math.max(seen, shown),
          ...values,
          protection: protection as Protection,
          deceasedOn: deceasedOn || null,
        },
      })}
      submit={t.save}
      cancel={`/persons/${person.id}`}
      onDone={saved}
    >
      <TextField name="givenName" label={t.given} />
      <TextField name="familyName" label={t.family} />
      <SelectField name="language" label={t.language} options={withOwn(choicesOf(t.languages), person.language)} />
      <TickField name="interpreter" label={t.interpreter} />
      <RadioField
        row
        name="protection"
        label={words.protection}
        hint={t.protectionHint}
        options={choicesOf(words.protections, protections)}
      />
      <TextField name="deceasedOn" type="date" label={t.deceased} hint={t.deceasedHint} optional short />
    </Form>
  );
}

interface ContactFormProps {
  readonly person: PersonOverview['person'];
  readonly contact: NonNullable<PersonOverview['contact']>;
}

const nothing: readonly string[] = [];
const everyField = ['street', 'postalCode', 'town', 'municipalityCode', 'phone', 'email'] as const;
type ContactName = (typeof everyField)[number];

function ContactForm({ person, contact }: ContactFormProps) {
  const t = useText(detailsText);
  const directory = useDirectory();
  const saved = useSaved(person.id, t.savedContact);
  const stands = Object.fromEntries(everyField.map((name) => [name, contact[name] ?? ''])) as Record<
    ContactName,
    string
  >;
  const defaults = { seen: contact.version, ...stands };
  const municipalities = directory ? municipalitiesIn(directory) : [];
  return (
    <Form
      id={`person-contact:${person.id}`}
      // Where a protected person lives is kept in no draft.
      secret={person.protection === 'none' ? nothing : everyField}
      route={peopleRoutes.changeContact}
      defaults={defaults}
      theirs={(current) => standing(current, defaults)}
      show={(name, value) =>
        name === 'municipalityCode'
          ? (municipalities.find((one) => one.value === value)?.label ?? String(value))
          : String(value)
      }
      input={(values, shown) => ({
        params: { personId: person.id },
        body: { version: Math.max(values.seen, shown), ...sent(values) },
      })}
      submit={t.saveContact}
      cancel={`/persons/${person.id}`}
      onDone={saved}
    >
      <TextField name="street" label={t.street} optional />
      <TextField name="postalCode" label={t.postalCode} hint={t.postalHint} optional short />
      <TextField name="town" label={t.town} optional short />
      <SelectField
        name="municipalityCode"
        label={t.municipality}
        optional
        options={withOwn(municipalities, contact.municipalityCode ?? '')}
      />
      <TextField name="phone" type="tel" label={t.phone} optional short />
      <TextField name="email" type="email" label={t.email} optional />
    </Form>
  );
}

const sent = (values: Readonly<Record<ContactName, string>>): Record<ContactName, string | null> =>
  Object.fromEntries(everyField.map((name) => [name, values[name].trim() || null])) as Record<
    ContactName,
    string | null
  >;

/** The municipalities that have units of their own here, by name. */
function municipalitiesIn({ units, authorities }: Directory): Choice[] {
  const names = new Map(authorities.map(({ id, name }) => [id, name]));
  const found = new Map(
    units.flatMap(({ authorityKind, municipalityCode, authorityId }) =>
      authorityKind === 'municipality' && municipalityCode ? [[municipalityCode, names.get(authorityId) ?? '']] : [],
    ),
  );
  return [...found]
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'sv'));
}
