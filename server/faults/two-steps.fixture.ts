// Loaded before the program (`--import`) it plants a handover in two transactions: one releases and commits, then another takes.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

type Asked = { name?: string; text: string; values?: unknown[] };
const query = Reflect.get(pg.Pool.prototype, 'query') as (this: pg.Pool, asked: Asked) => Promise<unknown>;
Reflect.set(pg.Pool.prototype, 'query', async function inTwoSteps(this: pg.Pool, asked: Asked, ...more: unknown[]) {
  const values = asked.values ?? [];
  if (asked.name === 'store_move' && (values[5] === 'accept' || values[5] === 'agree')) {
    await query.call(this, { text: 'select commitments.release($1, $2)', values: [values[3], values[4]] });
    // Wide enough that a kill at any time falls between some release and its take.
    await sleep(600);
  }
  return Reflect.apply(query, this, [asked, ...more]);
});
