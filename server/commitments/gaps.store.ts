import type { Ask, Stored } from './commitments.store.ts';

/** The gaps' own statements: each a function of the database that logs, judges and stores in one transaction. */
export const gapsStore = (ask: Ask) => ({
  answer: (context: string, key: string, hash: Buffer, gapId: string, id: string, words: string) =>
    ask<Stored<{ id: string; level: number }>>('answer_gap', 'select commitments.answer_gap($1, $2, $3::bytea, $4::uuid, $5::uuid, $6) as v', [context, key, hash, gapId, id, words]),
  board: (context: string, limit: number, after: string | null, afterId: string | null, mine: boolean) =>
    ask<string>('gaps', 'select commitments.gaps($1, $2::int, $3::timestamptz, $4::uuid, $5) as v', [context, limit, after, afterId, mine]),
});
