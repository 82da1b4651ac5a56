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

export interface Voice {
  /** `YYYY-MM-DD` */
  readonly birthDate: string;
  /** In whose name the caller speaks. */
  readonly speaks: 'person' | 'guardian' | null;
  /** How many guardians have not said yes; null when none is to be asked. */
  readonly guardiansMissing: number | null;
}
export interface Deputy {
  readonly relativeId: string;
  readonly name: string;
  readonly kind: 'guardian' | 'trustee';
}
/** Who has said what to a plan, and who may. */
export interface Heard {
  /** Every yes and no to the plan that the caller may read, but those of units. Times as PostgreSQL writes them in JSON. */
  readonly approvals: readonly ApprovalRow[];
  readonly voice: Voice | null;
  /** Guardians, god man and förvaltare now, as far as the caller knows them. */
  readonly deputies: readonly Deputy[];
}

const voiceOfPerson = (
  personId: string,
  planId: string,
) => sql<Voice>`select to_char(birth_date, 'YYYY-MM-DD') as "birthDate",
    plans.speaks(${personId}) as speaks, plans.guardians_missing(${personId}, ${planId}) as "guardiansMissing"
  from people.person where person_id = ${personId}`;
const unknown: Voice = { birthDate: '1900-01-01', speaks: null, guardiansMissing: null };
export const voiceIn = (heard: Heard): Voice => heard.voice ?? unknown;

/** The three columns of `Heard`, for a statement that asks for more besides. */
export function heardColumns(work: Work, personId: string, planId: string) {
  const now = new Date(work.now).toISOString();
  return sql`(select coalesce(json_agg(row_to_json(x)), '[]') from (select a.id, a.part_id as "partId", a.by_kind as "byKind", a.relative_id as "relativeId",
        coalesce(r.name, '') as name, a.answer, a.how, a.words, a.at, a.actor, a.author_unit_id as "byUnitId",
        a.author_unit_id in (select g.author_unit_id from access.grants('plan') g where g.person_id = a.person_id) as known
      from plans.approval a left join people.relative r on r.person_id = a.person_id and r.id = a.relative_id
      where a.person_id = ${personId} and a.plan_id = ${planId} and a.by_kind <> 'unit') x) as approvals,
    (select row_to_json(x) from (${voiceOfPerson(personId, planId)}) x) as voice,
    (select coalesce(json_agg(json_build_object('relativeId', id, 'name', name, 'kind', case relation when 'guardian' then 'guardian' else 'trustee' end)
        order by relation, name, id), '[]')
      from people.relative where person_id = ${personId} and relation in ('guardian', 'trustee', 'administrator')
        and valid_from <= ${now} and (valid_to is null or valid_to > ${now})) as deputies`;
}

export async function heardOn(work: Work, personId: string, planId: string): Promise<Heard> {
  const { rows } = await sql<Heard>`select ${heardColumns(work, personId, planId)}`.execute(work.tx);
  return rows[0] ?? { approvals: [], voice: null, deputies: [] };
}

export async function voiceOf(work: Work, personId: string, planId: string): Promise<Voice> {
  const { rows } = await voiceOfPerson(personId, planId).execute(work.tx);
  return rows[0] ?? unknown;
}

/** The unit that has promised an intervention: a word on it is told there. */
export async function unitBehind(work: Work, personId: string, planId: string, partId: string): Promise<string | null> {
  const { rows } = await sql<{
    unit: string | null;
  }>`select k.to_unit_id as unit from plans.intervention i join commitments.commitment k on k.person_id = i.person_id and k.id = i.commitment_id
    where i.person_id = ${personId} and i.plan_id = ${planId} and i.id = ${partId}`.execute(work.tx);
  return rows[0]?.unit ?? null;
}
