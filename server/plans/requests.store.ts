import { sql } from 'kysely';
import type { CommitmentState } from '../../contract/commitments.ts';
import type { PlanRequest } from '../../contract/plan-requests.ts';
import type { Work } from '../kernel/db/transaction.ts';

export interface RequestRow {
  readonly id: string;
  readonly version: number;
  readonly state: CommitmentState;
  readonly words: string;
  readonly askedBy: 'unit' | 'person' | 'relative';
  readonly relativeId: string | null;
  readonly fromUnitId: string | null;
  readonly toUnitId: string | null;
  readonly askedAt: string;
  readonly judgeBy: string;
  readonly beginBy: string;
  readonly acceptedAt: string | null;
  readonly endedAt: string | null;
  readonly endReason: string | null;
  readonly endNote: string;
  readonly planId: string | null;
}
const columns = sql`k.id, k.version, k.state, k.detail as words, k.from_kind as "askedBy", k.relative_id as "relativeId", k.from_unit_id as "fromUnitId",
  k.to_unit_id as "toUnitId", k.offered_at as "askedAt", k.answer_by as "judgeBy", k.due_at as "beginBy", k.accepted_at as "acceptedAt", k.ended_at as "endedAt",
  k.end_reason as "endReason", k.end_note as "endNote",
  (select p.id from plans.plan p where p.person_id = k.person_id and p.request_id = k.id) as "planId"`;

/** Requests for a plan about the person that the caller may read, the newest first. */
export async function requestsOf(work: Work, personId: string): Promise<RequestRow[]> {
  const { rows } =
    await sql<RequestRow>`select ${columns} from commitments.commitment k where k.person_id = ${personId} and k.kind = 'plan_request'
    order by k.offered_at desc, k.id desc limit 20`.execute(work.tx);
  return rows;
}

/** One that the unit was asked. */
export async function requestTo(work: Work, personId: string, id: string, unitId: string): Promise<RequestRow | null> {
  const { rows } =
    await sql<RequestRow>`select ${columns} from commitments.commitment k where k.person_id = ${personId} and k.id = ${id}
    and k.kind = 'plan_request' and k.to_unit_id = ${unitId}`.execute(work.tx);
  return rows[0] ?? null;
}

export interface CircleUnit {
  readonly unit: NonNullable<PlanRequest['to']>;
  readonly branch: string;
}
/** Units of the circle that the caller is told of, those that carry a need first: they know the person best. */
export async function circleUnits(work: Work, personId: string): Promise<CircleUnit[]> {
  const now = new Date(work.now).toISOString();
  const { rows } =
    await sql<CircleUnit>`select json_build_object('id', u.id, 'name', u.name, 'tag', u.tag) as unit, pr.branch
    from organisations.unit u join organisations.provider pr on pr.id = u.provider_id
    where u.kind <> 'person' and (u.closed_at is null or u.closed_at > ${now}) and u.id in (select e.unit_id from people.engagement e
      where e.person_id = ${personId} and e.valid_from <= ${now} and (e.valid_to is null or e.valid_to > ${now}))
    order by (select count(*) from commitments.accountability a where a.person_id = ${personId} and a.unit_id = u.id and a.to_at is null) desc, u.name, u.id`.execute(
      work.tx,
    );
  return rows;
}

/** By which law a unit works; null when there is no such unit. */
export async function branchOf(work: Work, unitId: string): Promise<string | null> {
  const { rows } = await sql<{
    branch: string;
  }>`select pr.branch from organisations.unit u join organisations.provider pr on pr.id = u.provider_id
    where u.id = ${unitId} and u.kind <> 'person'`.execute(work.tx);
  return rows[0]?.branch ?? null;
}

export const kindOf = async (work: Work, unitId: string): Promise<string> => {
  const { rows } = await sql<{ kind: string }>`select kind from organisations.unit where id = ${unitId}`.execute(
    work.tx,
  );
  return rows[0]?.kind ?? '';
};

export interface OfferRow {
  readonly id: string;
  readonly occasion: 'discharge';
  readonly answer: 'yes' | 'no';
  readonly saidBy: 'person' | 'relative';
  readonly words: string;
  readonly offeredAt: string;
  readonly unitId: string;
  readonly requestId: string | null;
}
/** What was answered when a plan was offered, as far as the caller reads it, the newest first. */
export async function offersOf(work: Work, personId: string): Promise<OfferRow[]> {
  const { rows } =
    await sql<OfferRow>`select id, occasion, answer, said_by as "saidBy", words, offered_at as "offeredAt", author_unit_id as "unitId",
    request_id as "requestId" from plans.offer where person_id = ${personId} order by offered_at desc, id desc limit 20`.execute(
      work.tx,
    );
  return rows;
}

/** Day of birth, `YYYY-MM-DD`. */
export async function bornOn(work: Work, personId: string): Promise<string | null> {
  const { rows } = await sql<{
    born: string;
  }>`select birth_date::text as born from people.person where person_id = ${personId}`.execute(work.tx);
  return rows[0]?.born ?? null;
}
