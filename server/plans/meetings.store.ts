import { sql } from 'kysely';
import type { CommitmentState } from '../../contract/commitments.ts';
import type { Attended, MeetingState, PartyAnswer, PartyKind } from '../../contract/meetings.ts';
import { dateInStockholm } from '../../contract/kernel/time.ts';
import type { Work } from '../kernel/db/transaction.ts';
import type { FixedHour, UnitTime } from './meetings.rules.ts';

export interface MeetingRow {
  readonly id: string;
  readonly version: number;
  readonly kind: 'planning' | 'follow_up';
  readonly state: MeetingState;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly form: 'home' | 'digital' | 'phone' | 'office';
  readonly place: string;
  readonly link: string | null;
  readonly practical: string;
  readonly sequence: number;
  readonly calledAt: string;
  readonly endedAt: string | null;
  readonly endReason: 'person_wishes' | 'unit_cannot' | 'ill' | 'not_needed' | 'consent_withdrawn' | 'other' | null;
  readonly authorUnitId: string;
}
export interface PartyRow {
  readonly id: string;
  readonly meetingId: string;
  readonly version: number;
  readonly kind: PartyKind;
  readonly unitId: string | null;
  readonly relativeId: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly commitmentId: string | null;
  /** Where the caller is party to the call, or reads its giver's promises. */
  readonly promise: {
    readonly id: string;
    readonly version: number;
    readonly state: CommitmentState;
    readonly answerBy: string;
  } | null;
  readonly answer: PartyAnswer;
  readonly answeredAt: string | null;
  readonly words: string;
  readonly proposedAt: string | null;
  readonly representative: string;
  readonly attended: Attended | null;
}

const meetingColumns = sql`m.id, m.version, m.kind, m.state, m.starts_at as "startsAt", m.ends_at as "endsAt", m.form, m.place, m.link, m.practical, m.sequence,
  m.called_at as "calledAt", m.ended_at as "endedAt", m.end_reason as "endReason", m.author_unit_id as "authorUnitId"`;

/** Meetings of a plan that the caller may read: the called one first, then the latest. */
export async function meetingsOf(work: Work, personId: string, planId: string): Promise<MeetingRow[]> {
  const { rows } =
    await sql<MeetingRow>`select ${meetingColumns} from plans.meeting m where m.person_id = ${personId} and m.plan_id = ${planId}
    order by (m.state = 'called') desc, m.starts_at desc`.execute(work.tx);
  return rows;
}

/** The meeting, held until the commit. Staff only: the person and relatives change nothing of the meeting itself. */
export async function holdMeeting(
  work: Work,
  personId: string,
  planId: string,
  id: string,
): Promise<MeetingRow | null> {
  const { rows } =
    await sql<MeetingRow>`select ${meetingColumns} from plans.meeting m where m.person_id = ${personId} and m.plan_id = ${planId} and m.id = ${id}
    for no key update`.execute(work.tx);
  return rows[0] ?? null;
}

export async function partiesOf(work: Work, personId: string, meetingIds: readonly string[]): Promise<PartyRow[]> {
  if (meetingIds.length === 0) return [];
  const { rows } =
    await sql<PartyRow>`select p.id, p.meeting_id as "meetingId", p.version, p.kind, p.unit_id as "unitId", p.relative_id as "relativeId",
      coalesce(r.name, case when p.kind = 'person' then n.given_name || ' ' || n.family_name end, p.name) as name, p.email, p.commitment_id as "commitmentId", p.answer, p.answered_at as "answeredAt", p.answer_words as words,
      p.proposed_at as "proposedAt", p.representative, p.attended,
      case when c.id is not null then json_build_object('id', c.id, 'version', c.version, 'state', c.state, 'answerBy', c.answer_by) end as promise
    from plans.meeting_party p left join commitments.commitment c on c.person_id = p.person_id and c.id = p.commitment_id
      left join people.relative r on r.person_id = p.person_id and r.id = p.relative_id
      left join people.person n on n.person_id = p.person_id
    where p.person_id = ${personId} and p.meeting_id = any(${meetingIds}::uuid[])
    order by array_position(array['person', 'relative', 'called', 'invited'], p.kind), p.id`.execute(work.tx);
  return rows;
}

/** What the person is called and counted as: names and identity numbers, as far as the caller may know them. */
export async function namesOf(work: Work, personId: string): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select unnest(array[given_name, family_name]) as word from people.person where person_id = ${personId}
    union all select value from people.person_identifier where person_id = ${personId}`.execute(work.tx);
  return rows.map(({ word }) => word);
}

export async function partyVersion(work: Work, personId: string, id: string): Promise<number | null> {
  const { rows } = await sql<{
    version: number;
  }>`select version from plans.meeting_party where person_id = ${personId} and id = ${id}`.execute(work.tx);
  return rows[0]?.version ?? null;
}

/** Changes a meeting or a party that still stands in the version seen; null when it does not. */
export async function updateMeeting(
  work: Work,
  table: 'meeting' | 'meeting_party',
  key: { personId: string; id: string; seen: number },
  change: Readonly<Record<string, unknown>>,
): Promise<number | null> {
  const sets = sql.join(Object.entries(change).map(([name, value]) => sql`${sql.ref(name)} = ${value}`));
  const { rows } = await sql<{
    version: number;
  }>`update ${sql.table(`plans.${table}`)} set ${sets}, version = version + 1
    where person_id = ${key.personId} and id = ${key.id} and version = ${key.seen} returning version`.execute(work.tx);
  return rows[0]?.version ?? null;
}

/** Fixed meeting hours in force where these units work. */
export async function fixedHours(work: Work, unitIds: readonly string[]): Promise<FixedHour[]> {
  const today = dateInStockholm(work.now);
  const { rows } =
    await sql<FixedHour>`select h.weekday, to_char(h.from_time, 'HH24:MI') as "from", to_char(h.to_time, 'HH24:MI') as "to"
    from organisations.meeting_hour h join organisations.agreement a on a.id = h.agreement_id
    where h.valid_from <= ${today}::date and (h.valid_to is null or h.valid_to > ${today}::date)
      and (a.municipality_code is null or a.municipality_code in (select u.municipality_code from organisations.unit u where u.id = any(${unitIds}::uuid[])))
    order by h.weekday, h.from_time`.execute(work.tx);
  return rows;
}

interface SpanRow {
  readonly unitId: string;
  readonly startsAt: string;
  readonly endsAt: string;
}
const spans = (rows: readonly SpanRow[]): UnitTime[] =>
  rows.map(({ unitId, startsAt, endsAt }) => ({ unitId, startsAt: Date.parse(startsAt), endsAt: Date.parse(endsAt) }));

export async function freeTimesOf(work: Work, unitIds: readonly string[], from: number): Promise<UnitTime[]> {
  const { rows } =
    await sql<SpanRow>`select unit_id as "unitId", starts_at as "startsAt", ends_at as "endsAt" from plans.free_time
    where unit_id = any(${unitIds}::uuid[]) and withdrawn_at is null and ends_at > ${new Date(from).toISOString()} order by starts_at limit 500`.execute(
      work.tx,
    );
  return spans(rows);
}

export async function busyTimesOf(
  work: Work,
  unitIds: readonly string[],
  from: number,
  to: number,
): Promise<UnitTime[]> {
  const { rows } = await sql<SpanRow>`select unit_id as "unitId", starts_at as "startsAt", ends_at as "endsAt"
    from plans.busy(${unitIds}::uuid[], ${new Date(from).toISOString()}, ${new Date(to).toISOString()})`.execute(
    work.tx,
  );
  return spans(rows);
}

export async function ownFreeTimes(
  work: Work,
  unitId: string,
): Promise<{ id: string; startsAt: string; endsAt: string }[]> {
  const { rows } = await sql<{
    id: string;
    startsAt: string;
    endsAt: string;
  }>`select id, starts_at as "startsAt", ends_at as "endsAt" from plans.free_time
    where unit_id = ${unitId} and withdrawn_at is null and ends_at > ${new Date(work.now).toISOString()} order by starts_at limit 200`.execute(
    work.tx,
  );
  return rows;
}

export async function markFree(
  work: Work,
  row: { id: string; unitId: string; startsAt: string; endsAt: string; by: string },
): Promise<void> {
  await sql`insert into plans.free_time (id, unit_id, starts_at, ends_at, marked_by, marked_at)
    values (${row.id}, ${row.unitId}, ${row.startsAt}, ${row.endsAt}, ${row.by}, ${new Date(work.now).toISOString()})`.execute(
    work.tx,
  );
}

export async function unmarkFree(work: Work, unitId: string, id: string): Promise<boolean> {
  const { rows } =
    await sql`update plans.free_time set withdrawn_at = ${new Date(work.now).toISOString()} where id = ${id} and unit_id = ${unitId} and withdrawn_at is null returning id`.execute(
      work.tx,
    );
  return rows.length > 0;
}

/** Letters with a calendar file to units and to those invited from outside: that there is a meeting and when, nothing of whom. */
export async function tellOfMeeting(
  work: Work,
  unitIds: readonly string[],
  emails: readonly string[],
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  await sql`select plans.tell_of_meeting(${unitIds}::uuid[], ${emails}::text[], ${JSON.stringify(data)}::jsonb)`.execute(
    work.tx,
  );
}

/** When the plan's meeting must have been held at the latest; null without such a time, undefined when the plan may not be read. */
export async function meetingBy(work: Work, personId: string, planId: string): Promise<number | null | undefined> {
  const { rows } = await sql<{
    at: string | null;
  }>`select meeting_by as at from plans.plan where person_id = ${personId} and id = ${planId}`.execute(work.tx);
  return rows[0] && (rows[0].at === null ? null : Date.parse(rows[0].at));
}
