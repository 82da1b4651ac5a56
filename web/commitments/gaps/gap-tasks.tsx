import { useState } from 'react';
import { gapsRoutes, type GapDetail, type GapTask, type GapTaskAction } from '../../../contract/gaps.ts';
import { fromIso } from '../../../contract/kernel/time.ts';
import { TextArea } from '../../kernel/form/fields.tsx';
import { Form } from '../../kernel/form/form.tsx';
import { noTime, sentTime, TimeField } from '../../kernel/form/time-field.tsx';
import { useNow, useTimes } from '../../kernel/now.ts';
import { useSend } from '../../kernel/send.ts';
import { useMyUnitId } from '../../kernel/session.ts';
import { useText } from '../../kernel/text.ts';
import { tell } from '../../kernel/toast.ts';
import { Button } from '../../kernel/ui/button.tsx';
import { Problem } from '../../kernel/ui/problem.tsx';
import { UnitTag } from '../../kernel/ui/tag.tsx';
import { text } from './text.ts';

/** What the levels have done about a gap: what waits for an answer first, and the answers that came. */
export function Tasks({ gap }: { readonly gap: GapDetail }) {
  const t = useText(text);
  if (gap.tasks.length === 0) return null;
  const open = (task: GapTask): boolean => task.endedAt === null;
  const sorted = gap.tasks.toSorted((a, b) => Number(open(b)) - Number(open(a)) || b.madeAt.localeCompare(a.madeAt));
  return (
    <section className="stack-tight" aria-labelledby="gap-tasks">
      <h3 id="gap-tasks">{t.task.title}</h3>
      <ul className="gap-tasks">
        {sorted.map((task) => (
          <Task key={task.id} task={task} />
        ))}
      </ul>
    </section>
  );
}

function Task({ task }: { readonly task: GapTask }) {
  const t = useText(text);
  const times = useTimes();
  const now = useNow();
  const late = task.clockAt !== null && fromIso(task.clockAt) < now;
  return (
    <li className="gap-task" data-state={task.state}>
      <p className="cluster">
        <UnitTag id={task.fromUnitId} /> {t.task[task.kind].toLowerCase()}
        {task.kind !== 'take' && <UnitTag id={task.toUnitId} />}
        <span className="small soft">{times.moment(task.madeAt)}</span>
      </p>
      {task.words && <p className="quote-small">{task.words}</p>}
      <p className="small">
        {task.kind !== 'take' && <span>{t.task.states[task.state]}</span>}
        {task.clockAt && (
          <span className="gap-mark" data-tone={late ? 'late' : undefined}>
            {task.state === 'taken'
              ? t.task.doneBy(times.moment(task.clockAt))
              : t.task.answerBy(times.moment(task.clockAt))}
            {late && ` (${times.word(task.clockAt)})`}
          </span>
        )}
        {task.kind === 'take' && task.state !== 'taken' && <span>{t.task.states[task.state]}</span>}
      </p>
      {task.answerWords && (
        <div className="answers">
          <p>{task.answerWords}</p>
          <p className="small soft">
            {task.answeredBy} {task.answeredAt && times.moment(task.answeredAt)}
          </p>
        </div>
      )}
      <TaskMoves task={task} />
    </li>
  );
}

/** The moves that are ours: to answer what was asked, to give back or finish what we have, to take our own question back. */
function movesOf(task: GapTask, unitId: string): GapTaskAction[] {
  const ours = task.toUnitId === unitId;
  if (task.state === 'taken') return ours ? ['finish', 'give_back'] : [];
  if (task.state !== 'asked') return [];
  if (ours) return task.kind === 'ask' ? ['answer'] : ['accept', 'decline'];
  return task.fromUnitId === unitId ? ['withdraw'] : [];
}

function TaskMoves({ task }: { readonly task: GapTask }) {
  const t = useText(text);
  const moves = movesOf(task, useMyUnitId());
  const [open, setOpen] = useState<GapTaskAction | null>(null);
  const { send, busy, problem } = useSend(gapsRoutes.moveGapTask, `gap-task:${task.id}`);
  if (moves.length === 0) return null;
  const words: Record<GapTaskAction, string> = {
    answer: t.task.reply,
    accept: t.task.accept,
    decline: t.task.decline,
    finish: t.task.finish,
    give_back: t.task.giveBack,
    withdraw: t.task.withdraw,
  };
  const press = async (move: GapTaskAction): Promise<void> => {
    if (move !== 'finish' && move !== 'withdraw') return setOpen(move);
    const body =
      move === 'finish' ? { action: move, seen: task.version, words: '' } : { action: move, seen: task.version };
    if (await send({ params: { id: task.id }, body })) tell(move === 'finish' ? t.task.finishHint : t.task.done);
  };
  if (open) return <MoveForm task={task} move={open} onClose={() => setOpen(null)} />;
  return (
    <div className="cluster no-print">
      {moves.map((move, i) => (
        <Button
          key={move}
          size="small"
          look={i === 0 && move !== 'withdraw' ? 'main' : 'quiet'}
          busy={busy}
          onClick={() => void press(move)}
        >
          {words[move]}
        </Button>
      ))}
      {problem && <Problem error={problem} />}
    </div>
  );
}

function MoveForm({
  task,
  move,
  onClose,
}: {
  readonly task: GapTask;
  readonly move: GapTaskAction;
  readonly onClose: () => void;
}) {
  const t = useText(text);
  const labels: Partial<Record<GapTaskAction, string>> = {
    answer: t.task.replyWords,
    decline: t.task.declineWords,
    give_back: t.task.giveBackWords,
    accept: t.deed.note,
  };
  const submit: Partial<Record<GapTaskAction, string>> = {
    answer: t.task.sendReply,
    decline: t.task.sendDecline,
    give_back: t.task.sendGiveBack,
    accept: t.task.sendAccept,
  };
  return (
    <Form
      id={`gap-task:${task.id}:${move}`}
      route={gapsRoutes.moveGapTask}
      version={task.version}
      defaults={{ words: '', time: noTime }}
      alias={{ doneBy: 'time', identity_in_text: 'words', time_passed: 'time' }}
      input={({ words, time }, seen) => ({
        params: { id: task.id },
        body: (move === 'accept'
          ? { action: move, seen, words, doneBy: sentTime(time) }
          : { action: move, seen, words }) as never,
      })}
      submit={submit[move] ?? ''}
      cancel={onClose}
      onDone={() => {
        onClose();
        tell(t.task.done);
      }}
    >
      {move === 'accept' && <TimeField name="time" label={t.deed.doneBy} />}
      <TextArea name="words" label={labels[move] ?? ''} hint={t.deed.noName} optional={move === 'accept'} rows={2} />
    </Form>
  );
}
