import type pg from 'pg';
import { sql } from 'kysely';
import type { Work } from '../kernel/db/transaction.ts';
import type { CommitmentKind, CommitmentState, Urgency } from '../../contract/commitments.ts';
import type { Commitment, Need, Party } from './handover.rules.ts';

/** A commitment as the database's functions write it. Instants are ISO texts. */
export interface RuleRow {
  id: string;
  person_id: string;
  kind: CommitmentKind;
  state: CommitmentState;
  version: number;
  from_kind: 'unit' | 'person' | 'relative';
  from_unit_id: string | null;
  to_kind: 'unit' | 'person' | 'relative';
  to_unit_id: string | null;
  open_to: string[];
  relative_id: string | null;
  need_ids: string[];
  answer_by: string;
  due_at: string;
  proposed_due_at: string | null;
  paused_until: string | null;
  lapses_at: string;
  received_at: string | null;
  accepted_at: string | null;
  ended_at: string | null;
  urgency: Urgency;
}

export interface NeedRow extends Need {
  readonly version: number;
}

export interface OfferFacts {
  readonly needs: readonly NeedRow[];
  readonly pending: readonly RuleRow[];
  readonly receivers: readonly {
    id: string;
    inCircle: boolean;
    branch: string | null;
    open: boolean;
    basis: { kind: string; id?: string } | null;
  }[];
  readonly municipality: string | null;
  /** Given name, family name and identity numbers: what may not stand in an offer's text. */
  readonly words: readonly string[];
  readonly deceased: boolean;
  /** Day of birth, `YYYY-MM-DD`. */
  readonly born: string;
}

export interface MoveFacts {
  readonly commitment: RuleRow;
  readonly needs: readonly NeedRow[];
  readonly receiverOpen: boolean;
  readonly basisHolds: boolean;
  readonly municipality: string | null;
  readonly area: string;
}

export interface NeedFacts {
  readonly personId: string;
  readonly version: number;
  readonly need: NeedRow;
  readonly pending: readonly RuleRow[];
}

export interface Stored<T> {
  readonly status: number;
  readonly answer: T;
  readonly repeated?: boolean;
}

/** Runs one named, prepared statement and gives its single value. A pool outside a transaction, or a transaction of another room. */
export type Ask = <T>(name: string, text: string, values: readonly unknown[]) => Promise<T>;

/** One statement is one transaction: two round trips a command, and no lock is held while the server thinks. */
export const askPool =
  (pool: pg.Pool): Ask =>
  async <T>(name: string, text: string, values: readonly unknown[]) => {
    const { rows } = await pool.query<{ v: T }>({ name, text, values: [...values] });
    return (rows[0] as { v: T }).v;
  };

/** Inside another room's transaction. */
export const askWithin =
  (work: Work): Ask =>
  async <T>(_name: string, text: string, values: readonly unknown[]) => {
    const parts = text.split(/\$\d+/);
    const order = [...text.matchAll(/\$(\d+)/g)].map((m) => values[Number(m[1]) - 1]);
    const fragments = parts.flatMap((part, i) =>
      i < order.length ? [sql.raw(part), sql`${order[i]}`] : [sql.raw(part)],
    );
    const { rows } = await sql<{ v: T }>`${sql.join(fragments, sql``)}`.execute(work.tx);
    return (rows[0] as { v: T }).v;
  };

export const commitmentsStore = (ask: Ask) => ({
  loadOffer: (context: string, personId: string, needIds: readonly string[], to: readonly string[]) =>
    ask<OfferFacts | null>('load_offer', 'select commitments.load_offer($1, $2::uuid, $3::uuid[], $4::uuid[]) as v', [
      context,
      personId,
      needIds,
      to,
    ]),
  storeOffer: (context: string, key: string, hash: Buffer, row: object, older: object, event: object) =>
    ask<Stored<{ id: string; version: number; state: CommitmentState }>>(
      'store_offer',
      'select commitments.store_offer($1, $2, $3::bytea, $4::jsonb, $5::jsonb, $6::jsonb) as v',
      [context, key, hash, JSON.stringify(row), JSON.stringify(older), JSON.stringify(event)],
    ),
  loadMove: (context: string, id: string) =>
    ask<MoveFacts | null>('load_move', 'select commitments.load_move($1, $2::uuid) as v', [context, id]),
  storeMove: (
    context: string,
    key: string,
    hash: Buffer,
    id: string,
    seen: number,
    action: string,
    next: object,
    event: object,
  ) =>
    ask<Stored<{ id: string; version: number; state: CommitmentState }>>(
      'store_move',
      'select commitments.store_move($1, $2, $3::bytea, $4::uuid, $5::int, $6, $7::jsonb, $8::jsonb) as v',
      [context, key, hash, id, seen, action, JSON.stringify(next), JSON.stringify(event)],
    ),
  openNeed: (context: string, key: string, hash: Buffer, row: object, accountabilityId: string, event: object) =>
    ask<Stored<{ id: string; version: number }>>(
      'open_need',
      'select commitments.open_need($1, $2, $3::bytea, $4::jsonb, $5::uuid, $6::jsonb) as v',
      [context, key, hash, JSON.stringify(row), accountabilityId, JSON.stringify(event)],
    ),
  loadNeed: (context: string, id: string) =>
    ask<NeedFacts | null>('load_need', 'select commitments.load_need($1, $2::uuid) as v', [context, id]),
  closeNeed: (
    context: string,
    key: string,
    hash: Buffer,
    id: string,
    seen: number,
    reason: string,
    older: object,
    event: object,
  ) =>
    ask<Stored<{ id: string; version: number }>>(
      'close_need',
      'select commitments.close_need($1, $2, $3::bytea, $4::uuid, $5::int, $6, $7::jsonb, $8::jsonb) as v',
      [context, key, hash, id, seen, reason, JSON.stringify(older), JSON.stringify(event)],
    ),
  /** The answer this key once got, or null: a repeat must not be told that its own first try made it stale. */
  earlierAnswer: (context: string, key: string, hash: Buffer) =>
    ask<Stored<unknown> | null>('earlier_answer', 'select access.earlier($1, $2, $3::bytea) as v', [
      context,
      key,
      hash,
    ]),
  worklist: (context: string, limit: number, group: string | null, after: string | null, afterId: string | null) =>
    ask<string>('worklist', 'select commitments.worklist($1, $2::int, $3, $4::timestamptz, $5::uuid) as v', [
      context,
      limit,
      group,
      after,
      afterId,
    ]),
  detail: (context: string, id: string) =>
    ask<string | null>('commitment_detail', 'select commitments.detail($1, $2::uuid) as v', [context, id]),
});

const at = (text: string): number => Date.parse(text);
const maybeAt = (text: string | null): number | null => (text === null ? null : Date.parse(text));

function party(kind: RuleRow['to_kind'], unitId: string | null, relativeId: string | null): Party {
  if (kind === 'unit') return unitId === null ? { kind: 'any' } : { kind: 'unit', unitId };
  return kind === 'person' ? { kind: 'person' } : { kind: 'relative', relativeId: relativeId ?? '' };
}

/** The stored row as the rules see it. */
export const toRules = (row: RuleRow): Commitment => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  version: row.version,
  from: party(row.from_kind, row.from_unit_id, row.relative_id),
  to: party(row.to_kind, row.to_unit_id, row.relative_id),
  openTo: row.open_to,
  needIds: row.need_ids,
  answerBy: at(row.answer_by),
  dueAt: at(row.due_at),
  proposedDueAt: maybeAt(row.proposed_due_at),
  pausedUntil: maybeAt(row.paused_until),
  lapsesAt: at(row.lapses_at),
  receivedAt: maybeAt(row.received_at),
  acceptedAt: maybeAt(row.accepted_at),
  endedAt: maybeAt(row.ended_at),
});
