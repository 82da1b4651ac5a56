import { meetingRoutes } from '../../contract/meetings.ts';
import { Form } from '../kernel/form/form.tsx';
import { noTime, sentTime, TimeField } from '../kernel/form/time-field.tsx';
import { useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useSend } from '../kernel/send.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { Empty, Loaded } from '../kernel/ui/states.tsx';
import { meetingText } from './meeting-text.ts';
import './plans.css';
import { text } from './text.ts';

/** Times when the unit can be with at planning meetings: whoever calls sees them as suggestions. */
export default function FreeTimesPage() {
  const t = useText(meetingText);
  const p = useText(text);
  const unit = useMyUnitId();
  const read = useRead(meetingRoutes.freeTimes, {});
  return (
    <Page title={t.free.title} width="read" lead={t.free.lead} back={{ to: '/plans', words: p.list.title }}>
      <Loaded read={read}>
        {({ times }) =>
          times.length === 0 ? (
            <Empty>
              <p>{t.free.none}</p>
            </Empty>
          ) : (
            <ul className="parties">
              {times.map((one) => (
                <FreeLine key={one.id} {...one} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Form
        id={`free-time:${unit}`}
        route={meetingRoutes.markFree}
        defaults={{ from: noTime, to: noTime }}
        alias={{ startsAt: 'from', endsAt: 'to', time_passed: 'to' }}
        input={({ from, to }) => ({ body: { startsAt: sentTime(from) ?? '', endsAt: sentTime(to) ?? '' } })}
        submit={t.free.add}
        onDone={() => tell(t.free.added)}
      >
        <TimeField name="from" label={t.free.from} time="13:00" />
        <TimeField name="to" label={t.free.to} time="16:00" />
      </Form>
    </Page>
  );
}

function FreeLine({
  id,
  startsAt,
  endsAt,
}: {
  readonly id: string;
  readonly startsAt: string;
  readonly endsAt: string;
}) {
  const t = useText(meetingText);
  const times = useTimes();
  const { send, busy, problem } = useSend(meetingRoutes.unmarkFree, `unmark:${id}`);
  const words = `${times.full(startsAt)} – ${times.full(endsAt)}`;
  const remove = async (): Promise<void> => {
    if (await send({ params: { id }, body: {} })) tell(t.free.removed);
  };
  return (
    <li className="party">
      <p>{words}</p>
      <Button look="plain" size="small" busy={busy} aria-label={t.free.removeWhat(words)} onClick={() => void remove()}>
        {t.free.remove}
      </Button>
      {problem && <Problem error={problem} />}
    </li>
  );
}
