import { attendances, type Meeting, meetingRoutes } from '../../contract/meetings.ts';
import type { PlanView } from '../../contract/plans.ts';
import { choicesOf, RadioField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { meetingText } from './meeting-text.ts';
import { usePartyName } from './parties.tsx';

interface HoldProps {
  readonly meeting: Meeting;
  readonly plan: PlanView;
  readonly onDone: () => void;
}

/** Who was there: those who said that they would come are marked so from the first. */
export function HoldForm({ meeting, plan, onDone }: HoldProps) {
  const t = useText(meetingText);
  const nameOf = usePartyName(plan);
  const name = (id: string): string => `party-${id}`;
  const defaults = Object.fromEntries(
    meeting.parties.map(({ id, answer }) => [
      name(id),
      answer === 'comes' || answer === 'sends_other' ? 'present' : 'absent',
    ]),
  ) as Record<string, string>;
  return (
    <Form
      id={`hold:${meeting.id}`}
      route={meetingRoutes.holdMeeting}
      defaults={defaults}
      input={(values) => ({
        params: { personId: plan.personId, planId: plan.id, meetingId: meeting.id },
        body: {
          version: meeting.version,
          attendance: meeting.parties.map(({ id }) => ({ partyId: id, attended: values[name(id)] as 'present' })),
        },
      })}
      submit={t.meeting.holdSave}
      cancel={onDone}
      onDone={() => {
        tell(t.meeting.holdDone);
        onDone();
      }}
      renderHelp={(problem) => problem.code === 'stale' && <p>{t.meeting.stale}</p>}
    >
      {meeting.parties.map((party) => (
        <RadioField
          key={party.id}
          name={name(party.id)}
          label={nameOf(party)}
          options={choicesOf(t.attended, attendances)}
          row
        />
      ))}
    </Form>
  );
}
