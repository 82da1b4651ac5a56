import type { WeekCell } from '../../contract/gaps.ts';
import type { Ask, Stored } from './commitments.store.ts';
import type { GapFacts, GapTaskFacts } from './gap-deeds.rules.ts';

export interface StoredDeed {
  readonly id: string;
  readonly gapId: string;
  readonly level: number;
}
export interface StoredMove {
  readonly id: string;
  readonly gapId: string;
  readonly version: number;
  readonly state: GapTaskFacts['state'];
}
export interface WeekFigures {
  readonly now: string;
  readonly unitId: string;
  readonly joint: boolean;
  readonly cells: readonly WeekCell[];
  /** `week`: the number of the bound that it begins at, from one. */
  readonly ends: readonly { readonly week: number; readonly kept: number; readonly broken: number }[];
}
export interface UnitPlace {
  readonly id: string;
  readonly authorityId: string;
}

/** The gaps' own statements: each a function of the database that logs, judges and stores in one transaction. */
export const gapsStore = (ask: Ask) => ({
  board: (context: string, asked: object) =>
    ask<string>('gaps', 'select commitments.gaps($1, $2::jsonb) as v', [context, JSON.stringify(asked)]),
  detail: (context: string, id: string) =>
    ask<string | null>('gap_detail', 'select commitments.gap_detail($1, $2::uuid) as v', [context, id]),
  load: (context: string, id: string, to: string | null) =>
    ask<GapFacts | null>('load_gap', 'select commitments.load_gap($1, $2::uuid, $3::uuid) as v', [context, id, to]),
  answer: (context: string, key: string, hash: Buffer, gapId: string, id: string, words: string) =>
    ask<Stored<{ id: string; level: number }>>(
      'answer_gap',
      'select commitments.answer_gap($1, $2, $3::bytea, $4::uuid, $5::uuid, $6) as v',
      [context, key, hash, gapId, id, words],
    ),
  storeDeed: (context: string, key: string, hash: Buffer, gapId: string, seen: number, deed: object, event: object) =>
    ask<Stored<StoredDeed>>(
      'store_gap_deed',
      'select commitments.store_gap_deed($1, $2, $3::bytea, $4::uuid, $5::int, $6::jsonb, $7::jsonb) as v',
      [context, key, hash, gapId, seen, JSON.stringify(deed), JSON.stringify(event)],
    ),
  loadTask: (context: string, id: string) =>
    ask<GapTaskFacts | null>('load_gap_task', 'select commitments.load_gap_task($1, $2::uuid) as v', [context, id]),
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
    ask<Stored<StoredMove>>(
      'store_gap_move',
      'select commitments.store_gap_move($1, $2, $3::bytea, $4::uuid, $5::int, $6, $7::jsonb, $8::jsonb) as v',
      [context, key, hash, id, seen, action, JSON.stringify(next), JSON.stringify(event)],
    ),
  week: (context: string, bounds: readonly string[], pick: number) =>
    ask<WeekFigures>('week', 'select commitments.week($1, $2::timestamptz[], $3::int) as v', [context, bounds, pick]),
  weekPromises: (
    context: string,
    from: string,
    to: string,
    waits: readonly string[],
    owes: readonly string[],
    stood: string | null,
    limit: number,
  ) =>
    ask<string>(
      'week_promises',
      'select commitments.week_promises($1, $2::timestamptz, $3::timestamptz, $4::uuid[], $5::uuid[], $6, $7::int) as v',
      [context, from, to, waits, owes, stood, limit],
    ),
  /** Units with the authority that each belongs to: public, the same for everyone. */
  places: () =>
    ask<readonly UnitPlace[]>(
      'unit_places',
      `select coalesce(json_agg(json_build_object('id', u.id, 'authorityId', p.authority_id)), '[]') as v
       from organisations.unit u join organisations.provider p on p.id = u.provider_id`,
      [],
    ),
});
