import type { Ask, Stored } from './commitments.store.ts';
import type { AskedFilter } from './list-filter.rules.ts';

/** SQL of the first page beyond its lists. Each is one statement and one transaction. */
export const todayStore = (ask: Ask) => ({
  filtered: (
    context: string,
    limit: number,
    group: string | null,
    after: string | null,
    afterId: string | null,
    f: AskedFilter,
  ) =>
    ask<string>(
      'worklist_filtered',
      'select commitments.worklist_filtered($1, $2::int, $3, $4::timestamptz, $5::uuid, $6::int, $7, $8::uuid, $9, $10, $11) as v',
      [context, limit, group, after, afterId, f.afterRank, f.by, f.person, f.kind, f.area, f.sort],
    ),
  colleagues: (context: string) => ask<string>('colleagues', 'select commitments.colleagues($1) as v', [context]),
  workday: (context: string) => ask<string>('workday', 'select commitments.workday($1) as v', [context]),
  handle: (context: string, key: string, hash: Buffer, id: string, newId: string, take: boolean, over: string | null) =>
    ask<Stored<{ id: string; handling: string | null }>>(
      'handle',
      'select commitments.handle($1, $2, $3::bytea, $4::uuid, $5::uuid, $6, $7::uuid) as v',
      [context, key, hash, id, newId, take, over],
    ),
  writing: (context: string, id: string, writing: boolean, seconds: number) =>
    ask<{ until: string | null }>('write_answer', 'select commitments.write_answer($1, $2::uuid, $3, $4::int) as v', [
      context,
      id,
      writing,
      seconds,
    ]),
  shift: (context: string, since: string | null, until: string, limit: number) =>
    ask<string>('shift_report', 'select commitments.shift_report($1, $2::timestamptz, $3::timestamptz, $4::int) as v', [
      context,
      since,
      until,
      limit,
    ]),
  markRead: (context: string, to: string) =>
    ask<{ readTo: string }>('mark_read', 'select commitments.mark_read($1, $2::timestamptz) as v', [context, to]),
});
