import { personsOwnUnit, planRoutes, saidBy, type Section, type SectionKind } from '../../contract/plans.ts';
import { choicesOf, RadioField, TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useCommon, useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { ChangedBy } from './changed-by.tsx';
import { asText } from '../kernel/own/words.ts';
import { PartForm } from './part-form.tsx';
import type { InPlan } from './plan-sheet.tsx';
import { sectionText } from './section-text.ts';
import { text } from './text.ts';

interface SectionsProps {
  readonly part: InPlan;
  readonly kinds: readonly SectionKind[];
  /** Heading level of each: one below what they stand under. */
  readonly level?: 2 | 3;
}

/** Texts of the plan, each edited in its place; two who may not read each other stand one after the other. */
export function Sections({ part, kinds, level = 3 }: SectionsProps) {
  return (
    <div className="plan-sections">
      {kinds.map((kind) => (
        <SectionOf key={kind} kind={kind} part={part} level={level} />
      ))}
    </div>
  );
}

function SectionOf({
  kind,
  part,
  level,
}: {
  readonly kind: SectionKind;
  readonly part: InPlan;
  readonly level: 2 | 3;
}) {
  const t = useText(sectionText);
  const { plan, open, editing } = part;
  const written = plan.sections.filter((one) => one.kind === kind);
  const words = t.kinds[kind];
  const at = `new:section:${kind}`;
  // What a relative has written is the relative's alone: beside it there is room for others' words.
  const theirs = written.every(({ relativeId }) => relativeId !== null);
  const Heading = `h${level}` as const;
  return (
    <section className="stack-tight" aria-labelledby={`section-${kind}`}>
      <div className="spread">
        <Heading id={`section-${kind}`}>{words.title}</Heading>
        {open && theirs && editing.at !== at && (
          <span className="no-print">
            <Button look="plain" size="small" aria-label={t.writeWhat(words.title)} onClick={() => editing.edit(at)}>
              {t.write}
            </Button>
          </span>
        )}
      </div>
      {written.length === 0 && editing.at !== at && <p className="soft small">{t.none}</p>}
      {written.map((section) => (
        <Written key={section.id} section={section} part={part} />
      ))}
      {editing.at === at && <AddSection kind={kind} part={part} />}
    </section>
  );
}

function Written({ section, part }: { readonly section: Section; readonly part: InPlan }) {
  const t = useText(sectionText);
  const p = useText(text);
  const c = useCommon();
  const { plan, open, editing } = part;
  const words = t.kinds[section.kind];
  const address = { personId: plan.personId, planId: plan.id, partId: section.id };
  if (editing.at === section.id) {
    return (
      <PartForm
        part={address}
        route={planRoutes.editSection}
        current={{ words: section.words, saidBy: section.saidBy }}
        version={section.version}
        labels={{ words: words.title, saidBy: t.who }}
        show={(name, value) => (name === 'saidBy' ? t.said[value as Section['saidBy']] : asText(value))}
        input={(values, version) => ({
          params: address,
          body: { version, words: values.words, saidBy: values.saidBy },
        })}
        submit={c.form.save}
        onCancel={() => editing.edit(null)}
        onDone={() => {
          tell(t.saved);
          editing.edit(null);
          editing.saved?.();
        }}
      >
        <SectionFields kind={section.kind} />
      </PartForm>
    );
  }
  return (
    <div className="stack-tight">
      <p className="plan-section-words">
        {section.words === '' ? <span className="soft">{t.none}</span> : section.words}
      </p>
      <p className="cluster soft small">
        <span>
          {part.person.relatives?.find(({ id }) => id === section.relativeId)?.name ?? t.said[section.saidBy]}
          {section.author.id !== personsOwnUnit &&
            section.author.name !== '' &&
            section.saidBy !== 'staff' &&
            `, ${t.wroteDown(section.author.name)}`}
        </span>
        <ChangedBy part={address} version={section.version} />
        {open && section.relativeId === null && (
          <span className="no-print">
            <Button
              look="plain"
              size="small"
              aria-label={p.changeWhat(words.title)}
              onClick={() => editing.edit(section.id)}
            >
              {p.change}
            </Button>
          </span>
        )}
      </p>
    </div>
  );
}

function SectionFields({ kind }: { readonly kind: SectionKind }) {
  const t = useText(sectionText);
  const { ask, hint } = t.kinds[kind];
  return (
    <>
      <TextArea name="words" label={ask} hint={hint} rows={3} />
      <RadioField name="saidBy" label={t.who} options={choicesOf(t.said, saidBy)} row />
    </>
  );
}

const empty: { readonly words: string; readonly saidBy: Section['saidBy'] } = { words: '', saidBy: 'person' };

function AddSection({ kind, part }: { readonly kind: SectionKind; readonly part: InPlan }) {
  const t = useText(sectionText);
  const c = useCommon();
  const { plan, editing } = part;
  return (
    <Form
      id={`plan-section:${plan.id}:${kind}`}
      route={planRoutes.addSection}
      defaults={empty}
      input={({ words, saidBy: who }) => ({
        params: { personId: plan.personId, planId: plan.id },
        body: { kind, words, saidBy: who },
      })}
      submit={c.form.save}
      cancel={() => editing.edit(null)}
      onDone={() => {
        tell(t.saved);
        editing.edit(null);
        editing.saved?.();
      }}
    >
      <SectionFields kind={kind} />
    </Form>
  );
}
