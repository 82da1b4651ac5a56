import { sql } from 'kysely';
import type { Work } from '../kernel/db/transaction.ts';
import type { Said } from './approvals.rules.ts';

export interface ApprovalRow extends Said {
  readonly name: string;
  readonly how: 'own' | 'oral' | 'written';
  readonly words: string;
  readonly at: string;
  readonly actor: string;
  readonly byUnitId: string;
  /** May the caller know which unit wrote it down? */
  readonly known: boolean;
}

/** Every yes and no to the plan that the caller may read. */
export async function approvalsOf(work: Work, personId: string, planId: string): Promise<ApprovalRow[]> {
  const { rows } =
    await sql<ApprovalRow>`select a.id, a.part_id as "partId", a.by_kind as "byKind", a.relative_id as "relativeId", coalesce(r.name, '') as name,
      a.answer, a.how, a.words, a.at, a.actor, a.author_unit_id as "byUnitId",
      a.author_unit_id in (select g.author_unit_id from access.grants('plan') g where g.person_id = a.person_id) as known
    from plans.approval a left join people.relative r on r.person_id = a.person_id and r.id = a.relative_id
    where a.person_id = ${personId} and a.plan_id = ${planId} and a.by_kind <> 'unit'`.execute(work.tx);
  return rows;
}

/** Guardians, god man and förvaltare now, as far as the caller knows them; a guardian only of a child. */
export async function deputiesOf(
  work: Work,
  personId: string,
  isChild: boolean,
): Promise<{ relativeId: string; name: string; kind: 'guardian' | 'trustee' }[]> {
  const now = new Date(work.now).toISOString();
  const { rows } = await sql<{
    relativeId: string;
    name: string;
    kind: 'guardian' | 'trustee';
  }>`select id as "relativeId", name,
      case relation when 'guardian' then 'guardian' else 'trustee' end as kind
    from people.relative where person_id = ${personId} and relation in ('guardian', 'trustee', 'administrator') and (relation <> 'guardian' or ${isChild})
      and valid_from <= ${now} and (valid_to is null or valid_to > ${now}) order by relation, name, id`.execute(
    work.tx,
  );
  return rows;
}

/** Of the person, and of the caller: the birth date, in whose name the caller speaks, and how many guardians have not said yes. */
export async function voiceOf(
  work: Work,
  personId: string,
  planId: string,
): Promise<{ birthDate: string; speaks: 'person' | 'guardian' | null; guardiansMissing: number | null }> {
  const { rows } = await sql<{
    birthDate: string;
    speaks: 'person' | 'guardian' | null;
    guardiansMissing: number | null;
  }>`select to_char(birth_date, 'YYYY-MM-DD') as "birthDate",
      plans.speaks(${personId}) as speaks, plans.guardians_missing(${personId}, ${planId}) as "guardiansMissing" from people.person where person_id = ${personId}`.execute(
    work.tx,
  );
  return rows[0] ?? { birthDate: '1900-01-01', speaks: null, guardiansMissing: null };
}

/** The unit that has promised an intervention: a word on it is told there. */
export async function unitBehind(work: Work, personId: string, planId: string, partId: string): Promise<string | null> {
  const { rows } = await sql<{
    unit: string | null;
  }>`select k.to_unit_id as unit from plans.intervention i join commitments.commitment k on k.person_id = i.person_id and k.id = i.commitment_id
    where i.person_id = ${personId} and i.plan_id = ${planId} and i.id = ${partId}`.execute(work.tx);
  return rows[0]?.unit ?? null;
}
