import { sql } from 'kysely';
import type { Work } from '../../kernel/db/transaction.ts';
import type { DocumentFacts } from './document.rules.ts';

/** Identity as one writes it; null where the caller may not see it. */
export type NamedPerson = DocumentFacts['person'];

/** Who the plan is for and what the person has last said matters, as far as the caller may read. */
export async function namedPerson(work: Work, personId: string): Promise<NamedPerson | null> {
  const { rows } =
    await sql<NamedPerson>`select q.given_name as "givenName", q.family_name as "familyName", q.protection,
      (select left(i.value, 8) || '-' || right(i.value, 4) from people.person_identifier i where i.person_id = q.person_id order by i.system limit 1) as identity,
      (select json_build_object('words', v.words, 'saidBy', v.said_by, 'saidAt', v.said_at) from people.voice v where v.person_id = q.person_id
        order by v.said_at desc, v.id desc limit 1) as voice
    from people.person q where q.person_id = ${personId}`.execute(work.tx);
  return rows[0] ?? null;
}
