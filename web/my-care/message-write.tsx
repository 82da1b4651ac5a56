import { type Message, type MessageUnit, messageRoutes } from '../../contract/messages.ts';
import { readDraft } from '../kernel/form/draft.ts';
import { RadioField, TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useTimes } from '../kernel/now.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Dictate } from './dictate.tsx';
import { messageText } from './message-text.ts';
import type { Mine } from './mine.tsx';

const draftOf = (personId: string): string => `my-message:${personId}`;
/** Something is written that has not been sent. */
export const hasBegun = (personId: string): boolean => readDraft(draftOf(personId)) !== null;

interface WritingProps {
  readonly mine: Mine;
  readonly units: readonly MessageUnit[];
  readonly onDone: () => void;
}

/** A message to one of those around the person, with when each of them answers and who can read it. */
export function NewMessage({
  mine,
  units,
  onDone,
  onCancel,
}: WritingProps & { readonly onCancel: (() => void) | undefined }) {
  const m = useText(messageText).messages;
  const { personId } = mine;
  const [only] = units;
  return (
    <Form
      id={draftOf(personId)}
      route={messageRoutes.writeMessage}
      defaults={{ words: '', toUnitId: units.length === 1 ? (only?.unit.id ?? '') : '' }}
      alias={{ unit_closed: 'toUnitId' }}
      input={({ words, toUnitId }) => ({ params: { personId }, body: { words, toUnitId } })}
      submit={m.send}
      cancel={onCancel}
      onDone={() => {
        tell(m.sent);
        onDone();
      }}
    >
      <To label={m.to} units={units} />
      <TextArea name="words" label={m.words} hint={m.wordsHint} rows={5} />
      <Dictate name="words" />
      <WhoReads mine={mine} />
    </Form>
  );
}

interface GoesOnProps extends WritingProps {
  /** The message that this goes on from. */
  readonly from: Message;
  readonly onCancel: () => void;
}

/** More to the same unit: the thread goes on. */
export function WriteAgain({ mine, from, onDone, onCancel }: Omit<GoesOnProps, 'units'>) {
  const m = useText(messageText).messages;
  const { personId } = mine;
  return (
    <Form
      id={`my-message:${from.id}`}
      route={messageRoutes.writeMessage}
      defaults={{ words: '' }}
      alias={{ unit_closed: 'words', toUnitId: 'words' }}
      input={({ words }) => ({ params: { personId }, body: { words, toUnitId: from.to.id, followsId: from.id } })}
      submit={m.send}
      cancel={onCancel}
      onDone={() => {
        tell(m.sent);
        onDone();
      }}
    >
      <TextArea name="words" label={m.againWords} rows={4} />
      <Dictate name="words" />
      <WhoReads mine={mine} />
    </Form>
  );
}

/** The same words to somebody else, who can be chosen among the others; what still waits is taken back with it. */
export function SendElsewhere({ mine, units, from, onDone, onCancel }: GoesOnProps) {
  const m = useText(messageText).messages;
  const { personId } = mine;
  const others = units.filter(({ unit }) => unit.id !== from.to.id);
  if (others.length === 0) return <p>{m.nobody}</p>;
  return (
    <Form
      id={`my-message-on:${from.id}`}
      route={messageRoutes.writeMessage}
      defaults={{ words: from.words, toUnitId: '' }}
      alias={{ unit_closed: 'toUnitId' }}
      input={({ words, toUnitId }) => ({ params: { personId }, body: { words, toUnitId, followsId: from.id } })}
      submit={m.send}
      cancel={onCancel}
      onDone={() => {
        tell(m.sent);
        onDone();
      }}
    >
      <To label={m.elsewhereTo} units={others} hint={m.elsewhereMeans} />
      <TextArea name="words" label={m.words} rows={4} />
      <WhoReads mine={mine} />
    </Form>
  );
}

function To({
  label,
  units,
  hint,
}: {
  readonly label: string;
  readonly units: readonly MessageUnit[];
  readonly hint?: string;
}) {
  const m = useText(messageText).messages;
  const times = useTimes();
  return (
    <RadioField
      name="toUnitId"
      label={label}
      hint={hint}
      options={units.map(({ unit, answerBy }) => ({
        value: unit.id,
        label: unit.name,
        hint: m.by(times.moment(answerBy)),
      }))}
    />
  );
}

function WhoReads({ mine }: { readonly mine: Mine }) {
  const m = useText(messageText).messages;
  return <p className="soft">{mine.self ? m.who : m.whoRelative(mine.name)}</p>;
}
