import {
  commitmentsRoutes,
  declineReasons,
  failReasons,
  type MoveBody,
  pauseReasons,
  type PromiseDetail,
  withdrawReasons,
} from '../../contract/commitments.ts';
import { useWatch } from 'react-hook-form';
import { choicesOf, RadioField, TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { noTime, sentTime, TimeField, type TypedTime } from '../kernel/form/time-field.tsx';
import { useText } from '../kernel/text.ts';
import type { Move } from './moves.ts';
import { seenVersion } from './own-moves.ts';
import { reasonsFor } from './reasons.ts';
import { useTellMove } from './tell-move.ts';
import { useTellWriting } from './hands.ts';
import { text } from './text.ts';

interface MoveFormProps {
  readonly promise: PromiseDetail;
  readonly move: Move;
  readonly onCancel: () => void;
  readonly onDone: () => void;
}

interface Values {
  readonly reason: string;
  readonly note: string;
  readonly time: TypedTime;
}

/** Which parts each move asks for. */
const parts: Readonly<
  Record<Move, { readonly reason?: boolean; readonly time?: 'dueAt' | 'until'; readonly note?: boolean }>
> = {
  accept: { time: 'dueAt' },
  decline: { reason: true, note: true },
  propose: { time: 'dueAt', note: true },
  agree: {},
  retract: {},
  withdraw: { reason: true, note: true },
  keep: { note: true },
  fail: { reason: true, note: true },
  pause: { time: 'until', reason: true, note: true },
  resume: { time: 'dueAt' },
};

const reasonsOf: Partial<Record<Move, readonly string[]>> = {
  decline: declineReasons,
  withdraw: withdrawReasons.filter((reason) => reason !== 'superseded'),
  fail: failReasons,
  pause: pauseReasons,
};

/** Why a message cannot be answered here; that there is no time for it is not a reason that helps who wrote. */
const messageReasons: readonly string[] = ['wrong_receiver', 'outside_assignment', 'needs_more_information', 'other'];

/** The person's own wish for a plan, or a relative's, is refused only in words. */
const isWish = ({ kind, from }: PromiseDetail): boolean => kind === 'plan_request' && from.kind !== 'unit';

/** The form of one move: a reason where the other side needs to understand, a time where one is meant. */
export function MoveForm({ promise, move, onCancel, onDone }: MoveFormProps) {
  const t = useText(text);
  const tellMove = useTellMove();
  const asked = parts[move];
  const labels: Partial<Record<Move, string>> = {
    accept: t.form.due,
    propose: t.form.newTime,
    pause: t.form.until,
    resume: t.form.due,
  };
  const message = promise.kind === 'message';
  const submit: Partial<Record<Move, string>> = message ? { keep: t.message.send, decline: t.message.sendNo } : t.form;
  const body = ({ reason, note, time }: Values, seen: number): MoveBody =>
    ({
      action: move,
      seen,
      ...(asked.reason ? { reason } : {}),
      ...(asked.time ? { [asked.time]: sentTime(time) } : {}),
      ...(asked.note && note.trim() ? { note } : {}),
    }) as MoveBody;
  return (
    <Form
      id={`move:${promise.id}:${move}`}
      route={commitmentsRoutes.move}
      version={promise.version}
      defaults={{ reason: '', note: '', time: noTime }}
      alias={{ dueAt: 'time', until: 'time', words_missing: 'note' }}
      input={(values, seen) => ({ params: { id: promise.id }, body: body(values, seenVersion(promise.id, seen)) })}
      submit={submit[move] ?? ''}
      look={move === 'decline' || move === 'withdraw' || move === 'fail' ? 'grave' : 'main'}
      cancel={onCancel}
      onDone={({ version }) => {
        const sent = message ? (move === 'keep' ? t.message.sent : t.message.sentNo) : undefined;
        tellMove(promise.id, move, { seen: seenVersion(promise.id, promise.version), version }, sent);
        onDone();
      }}
    >
      <Making id={promise.id} />
      {asked.time && (
        <TimeField
          name="time"
          label={labels[move] ?? ''}
          optional={move === 'resume'}
          hint={move === 'accept' && promise.kind !== 'signal' ? t.promise.acceptTimeHint : undefined}
        />
      )}
      {asked.reason && (
        <RadioField
          name="reason"
          label={t.form.reason}
          options={choicesOf(reasonsFor(t, move), message ? messageReasons : reasonsOf[move])}
        />
      )}
      {asked.note && (
        <TextArea
          name="note"
          label={message ? (move === 'keep' ? t.message.note : t.message.noNote) : t.form.note}
          hint={message ? t.message.noteHint : undefined}
          optional={!message && !(move === 'decline' && isWish(promise))}
          rows={message ? 5 : 2}
        />
      )}
    </Form>
  );
}

/** While something is written here, the colleagues at the unit see that an answer is in the making. */
function Making({ id }: { readonly id: string }) {
  const { reason, note, time } = useWatch() as Partial<Values>;
  const begun = Boolean(reason) || Boolean(note?.trim()) || Boolean(time?.text.trim());
  useTellWriting(id, begun);
  return null;
}
