import { sql } from 'kysely';
import type { CommitmentState } from '../../contract/commitments.ts';
import type { Message } from '../../contract/messages.ts';
import type { Work } from '../kernel/db/transaction.ts';

export interface MessageRow {
  readonly id: string;
  readonly version: number;
  readonly state: CommitmentState;
  readonly words: string;
  readonly by: 'person' | 'relative';
  readonly relativeId: string | null;
  readonly writer: string;
  readonly to: Message['to'];
  readonly receiver: Message['receiver'];
  readonly at: string;
  readonly answerBy: string;
  readonly readAt: string | null;
  readonly endedAt: string | null;
  readonly endNote: string;
  readonly endReason: string | null;
  readonly answeredBy: string | null;
  readonly followsId: string | null;
}

const iso = (instant: number): string => new Date(instant).toISOString();

/**
 * Messages about the person that the caller may read, the newest first; one more than asked for tells that there are more.
 *
 * @param after the last one of the page before
 */
export async function messagesOf(
  work: Work,
  personId: string,
  limit: number,
  after: { at: string; id: string } | null,
): Promise<MessageRow[]> {
  const now = iso(work.now);
  const before = after === null ? sql`true` : sql`(k.offered_at, k.id) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  const { rows } =
    await sql<MessageRow>`select k.id, k.version, k.state, coalesce(nullif(k.detail, ''), k.what) as words, k.from_kind as "by",
      k.relative_id as "relativeId", split_part(k.offered_by, ':', 3) as writer, json_build_object('id', u.id, 'name', u.name, 'tag', u.tag) as "to",
      case when u.closed_at <= ${now} then 'closed' when commitments.still_near(k.person_id, u.id) then 'here' else 'left' end as receiver,
      k.offered_at as "at", k.answer_by as "answerBy", k.received_at as "readAt", k.ended_at as "endedAt", k.end_note as "endNote",
      k.end_reason as "endReason", (select split_part(e.actor, ':', 3) from commitments.event e where e.person_id = k.person_id and e.subject_id = k.id
        and e.type in ('kept', 'declined') limit 1) as "answeredBy", k.follows_id as "followsId"
    from commitments.commitment k join organisations.unit u on u.id = k.to_unit_id
    where k.person_id = ${personId} and k.kind = 'message' and ${before}
    order by k.offered_at desc, k.id desc limit ${limit + 1}`.execute(work.tx);
  return rows;
}

/** When and as which the page before ended; null when the caller may read no such message. */
export async function placeOf(work: Work, personId: string, id: string): Promise<{ at: string; id: string } | null> {
  const { rows } = await sql<{
    at: string;
    id: string;
  }>`select k.offered_at::text as at, k.id from commitments.commitment k
    where k.person_id = ${personId} and k.id = ${id} and k.kind = 'message'`.execute(work.tx);
  return rows[0] ?? null;
}

export interface EarlierRow {
  readonly state: CommitmentState;
  readonly version: number;
  readonly toUnitId: string;
  readonly by: 'person' | 'relative';
  readonly relativeId: string | null;
}
/** A message that the caller may read. */
export async function earlierMessage(work: Work, personId: string, id: string): Promise<EarlierRow | null> {
  const { rows } =
    await sql<EarlierRow>`select k.state, k.version, k.to_unit_id as "toUnitId", k.from_kind as "by", k.relative_id as "relativeId"
    from commitments.commitment k where k.person_id = ${personId} and k.id = ${id} and k.kind = 'message'`.execute(
      work.tx,
    );
  return rows[0] ?? null;
}

/** Whether the caller is shown what is promised: a relative who is not has no place to read an answer. */
export async function seesPromises(work: Work, personId: string): Promise<boolean> {
  const { rows } = await sql<{ sees: boolean }>`select exists (select 1 from access.grants('promises') g
    where g.person_id = ${personId}) as sees`.execute(work.tx);
  return rows[0]?.sees ?? false;
}

/** `here` when the unit is around the person, as far as the caller is told; `closed` when it has closed, else null. */
export async function nearness(work: Work, personId: string, unitId: string): Promise<'here' | 'closed' | null> {
  const now = iso(work.now);
  const { rows } = await sql<{ near: 'here' | 'closed' | null }>`select case when u.closed_at <= ${now} then 'closed'
      when exists (select 1 from people.engagement e where e.person_id = ${personId} and e.unit_id = u.id and e.valid_from <= ${now}
        and (e.valid_to is null or e.valid_to > ${now})) or commitments.still_near(${personId}, u.id) then 'here' end as near
    from organisations.unit u where u.id = ${unitId} and u.kind <> 'person'`.execute(work.tx);
  return rows[0]?.near ?? null;
}

export interface NearUnit {
  readonly unit: Message['to'];
  readonly municipality: string | null;
}
/** Open units around the person that the caller is told of, those that carry a need first: they know the person best. */
export async function unitsToWriteTo(work: Work, personId: string): Promise<NearUnit[]> {
  const now = iso(work.now);
  const { rows } =
    await sql<NearUnit>`select json_build_object('id', u.id, 'name', u.name, 'tag', u.tag) as unit, u.municipality_code as municipality
    from organisations.unit u where u.kind <> 'person' and (u.closed_at is null or u.closed_at > ${now}) and u.id in (select e.unit_id from people.engagement e
      where e.person_id = ${personId} and e.valid_from <= ${now} and (e.valid_to is null or e.valid_to > ${now}))
    order by (select count(*) from commitments.accountability a where a.person_id = ${personId} and a.unit_id = u.id and a.to_at is null) desc, u.name, u.id`.execute(
      work.tx,
    );
  return rows;
}
