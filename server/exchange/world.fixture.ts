import { randomBytes } from 'node:crypto';
import type { ImportReport } from '../../contract/exchange.ts';
import type { TermKey } from '../../contract/organisations.ts';
import { uuid7Source } from '../../contract/kernel/uuid7.ts';
import { simulatedClock, type SimulatedClock } from '../kernel/clock.ts';
import type { Ground } from '../kernel/db/transaction.ts';
import { testDatabase, type TestDatabase } from '../kernel/testing/database.ts';
import { fixedTerms } from '../organisations/index.ts';
import { importFile, type ImportOptions } from './import.commands.ts';

export interface ImportWorld {
  readonly db: TestDatabase;
  readonly clock: SimulatedClock;
  readonly ground: Ground;
  /** Reads in a file, or a value as a FHIR file. */
  bring(file: Uint8Array | object | string, options?: ImportOptions): Promise<ImportReport>;
  count(table: string, where?: string): Promise<number>;
}

/** An empty database and a clock: what is in it comes by import. */
export async function importWorld(start = '2026-10-05T08:00:00Z'): Promise<ImportWorld> {
  const db = await testDatabase();
  const clock = simulatedClock(Date.parse(start));
  const newId = uuid7Source({ now: () => clock.now(), random: (n) => randomBytes(n) });
  const ground: Ground = { database: db, clock, newId, ring: () => undefined };
  const terms = fixedTerms([]);
  return {
    db,
    clock,
    ground,
    bring(file, options = {}) {
      clock.advance(1000);
      const bytes =
        file instanceof Uint8Array ? file : Buffer.from(typeof file === 'string' ? file : JSON.stringify(file));
      return importFile(
        ground,
        (municipality, key, from) => terms.deadline(municipality, key as TermKey, from),
        bytes,
        {
          onFault: (error) => {
            throw error;
          },
          ...options,
        },
      );
    },
    async count(table, where = 'true') {
      const [row] = await db.asOwner<{ n: number }>(`select count(*)::int as n from ${table} where ${where}`);
      return row?.n ?? 0;
    },
  };
}
