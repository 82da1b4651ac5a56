import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { type Meeting, type MeetingParty, meetingRoutes } from '../../contract/meetings.ts';
import type { PlanView } from '../../contract/plans.ts';
import { RadioField, TextArea, TextField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { noTime, sentTime, TimeField, type TypedTime } from '../kernel/form/time-field.tsx';
import { useTimes } from '../kernel/now.ts';
import { useSend } from '../kernel/send.ts';
import { useMe } from '../kernel/session.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { meetingText } from './meeting-text.ts';
import { callAddress } from './meeting-words.ts';

interface InMeeting {
  readonly meeting: Meeting;
  readonly plan: PlanView;
}

const marks = {
  waiting: 'asked',
  comes: 'kept',
  sends_other: 'kept',
  other_time: 'near',
  cannot: 'late',
  silent: 'late',
  called_off: 'waiting',
} as const;

/** Everyone who is called or invited: what they have answered, and whoever may answer does it here. */
export function Parties({ meeting, plan }: InMeeting) {
  const t = useText(meetingText);
  return (
    <section className="stack-tight" aria-labelledby="meeting-parties">
      <h2 id="meeting-parties">{t.meeting.who}</h2>
      <ul className="parties">
        {meeting.parties.map((party) => (
          <PartyLine key={party.id} party={party} meeting={meeting} plan={plan} />
        ))}
      </ul>
    </section>
  );
}

/** What a party is called on the page. */
export function usePartyName(plan: PlanView): (party: MeetingParty) => string {
  const t = useText(meetingText);
  return ({ kind, unit, name, relativeId }) =>
    unit?.name ?? (name || (plan.relatives.find(({ id }) => id === relativeId)?.name ?? t.kinds[kind]));
}

function PartyLine({ party, meeting, plan }: InMeeting & { readonly party: MeetingParty }) {
  const t = useText(meetingText);
  const times = useTimes();
  const nameOf = usePartyName(plan);
  const own = useMe().kind !== 'staff' || party.kind === 'called';
  const [answering, setAnswering] = useState(false);
  const name = nameOf(party);
  const shown = party.attended === null ? t.answers[party.answer] : t.attended[party.attended];
  const state = party.attended === null ? marks[party.answer] : party.attended === 'present' ? 'kept' : 'waiting';
  return (
    <li className="party" data-mine={party.mine && own ? true : undefined}>
      <div className="stack-tight">
        <p className="cluster">
          <span className="strong">{party.unit ? <UnitTag id={party.unit.id} long link /> : name}</span>
          <span className="soft small">{t.kinds[party.kind]}</span>
        </p>
        <p className="cluster small">
          <span className="badge" data-state={state}>
            {shown}
          </span>
          {party.representative && <span>{t.meeting.sends(party.representative)}</span>}
          {party.answer === 'other_time' && party.proposedAt && (
            <span>{t.meeting.proposed(times.full(party.proposedAt))}</span>
          )}
          {party.answer === 'waiting' && party.promise && (
            <span className="soft">{t.meeting.answerBy(times.moment(party.promise.answerBy))}</span>
          )}
          {party.words && <span className="soft">“{party.words}”</span>}
        </p>
      </div>
      <div className="cluster no-print">
        {party.answer === 'other_time' &&
          party.proposedAt &&
          meeting.actions.includes('move') &&
          !(party.mine && own) && (
            <ButtonLink
              look="quiet"
              size="small"
              to={callAddress(plan.personId, { plan: plan.id, move: party.proposedAt })}
            >
              {t.meeting.take}
            </ButtonLink>
          )}
        {party.mine && !answering && (
          <>
            {own && party.answer !== 'comes' && <Comes party={party} meeting={meeting} plan={plan} />}
            <Button
              look={own ? 'quiet' : 'plain'}
              size="small"
              aria-label={`${own ? t.meeting.other : t.meeting.note}: ${name}`}
              onClick={() => setAnswering(true)}
            >
              {own ? t.meeting.other : t.meeting.note}
            </Button>
          </>
        )}
      </div>
      {answering && <AnswerForm party={party} meeting={meeting} plan={plan} onDone={() => setAnswering(false)} />}
    </li>
  );
}

type OfParty = InMeeting & { readonly party: MeetingParty };
const paramsOf = ({ party, meeting, plan }: OfParty) => ({
  personId: plan.personId,
  planId: plan.id,
  meetingId: meeting.id,
  partyId: party.id,
});

/** The common answer, in one press. */
function Comes(of: OfParty) {
  const t = useText(meetingText);
  const { send, busy, problem } = useSend(meetingRoutes.answerCall, `comes:${of.party.id}`);
  const say = async (): Promise<void> => {
    const answer = await send({ params: paramsOf(of), body: { version: of.party.version, answer: { kind: 'comes' } } });
    if (answer) tell(t.meeting.answered);
  };
  return (
    <>
      <Button size="small" busy={busy} onClick={() => void say()}>
        {t.meeting.comes}
      </Button>
      {problem && <Problem error={problem} />}
    </>
  );
}

interface AnswerValues {
  readonly kind: 'comes' | 'sends_other' | 'other_time' | 'cannot';
  readonly representative: string;
  readonly at: TypedTime;
  readonly words: string;
}

function answerOf({ kind, representative, at, words }: AnswerValues) {
  switch (kind) {
    case 'comes':
      return { kind };
    case 'sends_other':
      return { kind, representative };
    case 'other_time':
      return { kind, proposedAt: sentTime(at) ?? '', words };
    case 'cannot':
      return { kind, words };
    default:
      return kind satisfies never;
  }
}

function AnswerForm({ onDone, ...of }: OfParty & { readonly onDone: () => void }) {
  const t = useText(meetingText);
  const { party } = of;
  // The person is the person: nobody goes in their place.
  const kinds = (['comes', 'sends_other', 'other_time', 'cannot'] as const).filter(
    (kind) => kind !== 'sends_other' || party.kind === 'called' || party.kind === 'invited',
  );
  const defaults: AnswerValues = { kind: 'comes', representative: '', at: noTime, words: '' };
  return (
    <div className="party-form">
      <Form
        id={`answer-call:${party.id}`}
        route={meetingRoutes.answerCall}
        defaults={defaults}
        alias={{
          'answer.proposedAt': 'at',
          'answer.representative': 'representative',
          'answer.words': 'words',
          time_passed: 'at',
        }}
        input={(values) => ({ params: paramsOf(of), body: { version: party.version, answer: answerOf(values) } })}
        submit={t.meeting.answer}
        cancel={onDone}
        onDone={() => {
          tell(t.meeting.answered);
          onDone();
        }}
        renderHelp={(problem) => problem.code === 'stale' && <p>{t.meeting.stale}</p>}
      >
        <RadioField
          name="kind"
          label={t.meeting.say}
          options={kinds.map((value) => ({ value, label: t.answers[value] }))}
          row
        />
        <AnswerFields />
      </Form>
    </div>
  );
}

function AnswerFields() {
  const t = useText(meetingText);
  const kind = useWatch({ name: 'kind' }) as AnswerValues['kind'];
  return (
    <>
      {kind === 'sends_other' && <TextField name="representative" label={t.meeting.representative} />}
      {kind === 'other_time' && <TimeField name="at" label={t.meeting.when} time="13:00" />}
      {kind === 'other_time' && <TextArea name="words" label={t.meeting.words} optional rows={2} />}
      {kind === 'cannot' && <TextArea name="words" label={t.meeting.why} rows={2} />}
    </>
  );
}
