import { meetingRoutes } from '../../contract/meetings.ts';
import { TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { noTime, sentTime, TimeField } from '../kernel/form/time-field.tsx';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { replyText } from './reply-text.ts';
import { type Asked, paramsOf } from './meeting-reply.tsx';

/** Another time or a reason in one's own words. */
export default function OwnWords({ about, onClose, ...of }: Asked) {
  const t = useText(replyText);
  const { party } = of;
  return (
    <Form
      id={`my-reply:${party.id}:${about}`}
      route={meetingRoutes.answerCall}
      defaults={{ at: noTime, words: '' }}
      alias={{ 'answer.proposedAt': 'at', 'answer.words': 'words', time_passed: 'at' }}
      input={({ at, words }) => ({
        params: paramsOf(of),
        body: {
          version: party.version,
          answer:
            about === 'time'
              ? { kind: 'other_time' as const, proposedAt: sentTime(at) ?? '', words }
              : { kind: 'cannot' as const, words },
        },
      })}
      submit={t.reply.send}
      cancel={onClose}
      onDone={() => {
        tell(t.reply.sent);
        onClose();
      }}
      renderHelp={(problem) => problem.code === 'stale' && <p>{t.reply.stale}</p>}
    >
      {about === 'time' ? (
        <TimeField name="at" label={t.reply.when} time="13:00" />
      ) : (
        <TextArea name="words" label={t.reply.words} rows={3} />
      )}
    </Form>
  );
}
