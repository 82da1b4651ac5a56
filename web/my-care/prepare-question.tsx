import { useState } from 'react';
import { peopleRoutes } from '../../contract/people.ts';
import {
  personsOwnUnit,
  planRoutes,
  type PlanView,
  type Section,
  type SectionKind,
  type StalePart,
} from '../../contract/plans.ts';
import { TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Dictate } from './dictate.tsx';
import { meetText } from './meet-text.ts';
import type { Mine } from './mine.tsx';
import { mayChange, othersSections, ownSection, type Question } from './prepare-questions.ts';

interface QuestionProps {
  readonly mine: Mine;
  readonly plan: PlanView;
  readonly onSaved: () => void;
}

/** One question: what others have written of it, and one's own words, spoken or typed. */
export function PrepareQuestion({ question, ...of }: QuestionProps & { readonly question: Question }) {
  if (question === 'voice') return <Important {...of} />;
  return (
    <>
      <Others {...of} kind={question} />
      <Own {...of} kind={question} />
    </>
  );
}

function Important({ mine, onSaved }: QuestionProps) {
  const t = useText(meetText);
  const { latest } = mine.person.voice;
  const done = (): void => {
    tell(t.prepare.saved);
    onSaved();
  };
  return (
    <>
      {latest && (
        <figure className="stack-tight">
          <blockquote className="quote my-words">{latest.words}</blockquote>
          <figcaption className="soft">{t.prepare.said.person}</figcaption>
        </figure>
      )}
      <Form
        id={`my-voice:${mine.personId}`}
        route={peopleRoutes.say}
        defaults={{ words: '' }}
        input={({ words }) => ({ params: { personId: mine.personId }, body: { words } })}
        submit={t.prepare.save}
        onDone={done}
      >
        <TextArea name="words" label={t.prepare.answer} hint={t.prepare.importantHint} rows={5} />
        <Dictate name="words" />
      </Form>
    </>
  );
}

type OfKind = QuestionProps & { readonly kind: SectionKind };

/** What stands now, when somebody else was first: read from the refusal, so that both can be seen. */
function theirs(current: unknown): { version: number; values: { words: string }; by: string } | null {
  const { version, now, changed } = (current ?? {}) as Partial<StalePart>;
  const words = now?.['words'];
  return version === undefined || typeof words !== 'string'
    ? null
    : { version, values: { words }, by: changed?.by?.name ?? '' };
}

function Own({ mine, plan, kind, onSaved }: OfKind) {
  const t = useText(meetText);
  const { personId, self } = mine;
  const params = { personId, planId: plan.id };
  const section = ownSection(plan.sections, kind, plan.own);
  const words = t.kinds[kind];
  const done = (): void => {
    tell(t.prepare.saved);
    onSaved();
  };
  const fields = (
    <>
      <TextArea name="words" label={t.prepare.answer} hint={words.hint} rows={5} />
      <Dictate name="words" />
    </>
  );
  const saidBy = self ? ('person' as const) : ('relative' as const);
  if (!section)
    return (
      <Form
        id={`my-prepare:${plan.id}:${kind}`}
        route={planRoutes.addSection}
        defaults={{ words: '' }}
        input={(values) => ({ params, body: { kind, words: values.words, saidBy } })}
        submit={t.prepare.save}
        onDone={done}
      >
        {fields}
      </Form>
    );
  return (
    <Edit section={section} mine={mine} plan={plan} submit={t.prepare.save} onDone={done}>
      {fields}
    </Edit>
  );
}

interface EditProps {
  readonly section: Section;
  readonly mine: Mine;
  readonly plan: PlanView;
  readonly submit: string;
  readonly cancel?: () => void;
  readonly onDone: () => void;
  readonly children: React.ReactNode;
}

/** The version that was seen belongs to the draft: nothing is overwritten that the writer has not read. */
function Edit({ section, mine, plan, submit, cancel, onDone, children }: EditProps) {
  return (
    <Form
      id={`my-prepare:${section.id}`}
      route={planRoutes.editSection}
      defaults={{ words: section.words, seen: section.version }}
      input={(values, shown) => ({
        params: { personId: mine.personId, planId: plan.id, partId: section.id },
        body: {
          version: Math.max(values.seen, shown),
          words: values.words,
          saidBy: mine.self ? ('person' as const) : ('relative' as const),
        },
      })}
      theirs={theirs}
      submit={submit}
      cancel={cancel}
      onDone={onDone}
    >
      {children}
    </Form>
  );
}

function Others({ mine, plan, kind }: OfKind) {
  const others = othersSections(plan.sections, kind, plan.own);
  if (others.length === 0) return null;
  return (
    <ul className="stack">
      {others.map((section) => (
        <Other key={section.id} section={section} mine={mine} plan={plan} kind={kind} />
      ))}
    </ul>
  );
}

function Other({ section, mine, plan, kind }: Omit<OfKind, 'onSaved'> & { readonly section: Section }) {
  const t = useText(meetText);
  const [changing, change] = useState(false);
  const name = (mine.person.relatives ?? []).find(({ id }) => id === section.relativeId)?.name;
  const said =
    section.saidBy === 'person' && !mine.self
      ? t.prepare.saidRelative(mine.name)
      : section.saidBy === 'relative' && name
        ? t.prepare.saidRelative(name)
        : t.prepare.said[section.saidBy];
  if (changing)
    return (
      <li className="own-panel">
        <Edit
          section={section}
          mine={mine}
          plan={plan}
          submit={t.prepare.changeSave}
          cancel={() => change(false)}
          onDone={() => {
            tell(t.prepare.saved);
            change(false);
          }}
        >
          <TextArea name="words" label={t.kinds[kind].title} rows={4} />
        </Edit>
      </li>
    );
  return (
    <li className="stack-tight">
      <blockquote className="quote my-words prepare-words">{section.words}</blockquote>
      <p className="soft">
        {said}.{' '}
        {section.author.name !== '' &&
          section.author.id !== personsOwnUnit &&
          section.saidBy !== 'staff' &&
          t.prepare.by(section.author.name)}
      </p>
      {mayChange(section, plan.own) && (
        <div>
          <Button look="plain" onClick={() => change(true)}>
            {t.prepare.change}
          </Button>
        </div>
      )}
    </li>
  );
}
