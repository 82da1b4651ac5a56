import type { Kysely } from 'kysely';
import { termKeys, termUnits, type DatedTerm } from '../../contract/organisations.ts';
import type { Database } from '../kernel/db/database.ts';
import type { DB } from '../kernel/db/tables.ts';
import type { Work } from '../kernel/db/transaction.ts';

/** Every dated term there is; keys that this program does not know are left out. Reference data: no caller is needed. */
export const readTerms = (database: Database): Promise<DatedTerm[]> => termsIn(database.db);
/** The same as this transaction sees them, with what it has changed itself. */
export const termsWithin = (work: Work): Promise<DatedTerm[]> => termsIn(work.tx);

async function termsIn(db: Kysely<DB>): Promise<DatedTerm[]> {
  const rows = await db
    .selectFrom('organisations.agreement_term as t')
    .innerJoin('organisations.agreement as a', 'a.id', 't.agreement_id')
    .select(['t.key', 't.amount', 't.unit', 't.source', 't.verified', 'a.code', 'a.municipality_code'])
    .select((eb) => [
      eb.cast<string>('t.valid_from', 'text').as('validFrom'),
      eb.cast<string | null>('t.valid_to', 'text').as('validTo'),
      eb.cast<string>('a.valid_from', 'text').as('agreementFrom'),
      eb.cast<string | null>('a.valid_to', 'text').as('agreementTo'),
    ])
    .where('t.withdrawn_at', 'is', null)
    .execute();
  return rows.flatMap((row) => {
    const key = termKeys.find((known) => known === row.key);
    const unit = termUnits.find((known) => known === row.unit);
    if (!key || !unit) return [];
    const { amount, source, verified, validFrom, validTo, agreementFrom, agreementTo } = row;
    return [
      {
        key,
        unit,
        amount,
        source,
        verified,
        validFrom,
        validTo,
        agreementFrom,
        agreementTo,
        agreement: row.code,
        municipality: row.municipality_code,
      },
    ];
  });
}
