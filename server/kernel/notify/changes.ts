import type pg from 'pg';

/** Something changed. Never sent as it is: who may hear of it is judged for each listener. */
export interface Change {
  readonly seq: number;
  readonly units: readonly string[];
  readonly personId: string | null;
  readonly topic: string;
}

export interface ChangeReader {
  /** What was committed since the last read, each change once, also those whose transaction began long ago. */
  read(): Promise<readonly Change[]>;
  /** Forgets where it was; the next read gives nothing and begins from then. */
  reset(): void;
}

/**
 * Reads notify.change by the horizon of snapshots: from the oldest transaction that may still commit, less what was given before.
 * Reads must not overlap.
 *
 * @param pool logs in as mellanrum_system
 */
export function changeReader(pool: pg.Pool): ChangeReader {
  let from: string | null = null;
  /** Given already, and still at or above the horizon. */
  let given = new Set<number>();
  return {
    async read() {
      const { rows } = await pool.query<{ horizon: string; changes: Change[] }>(
        'select horizon, changes from notify.changes($1)',
        [from],
      );
      const [row] = rows;
      if (!row) throw new Error('notify.changes answers one row');
      const fresh = row.changes.filter(({ seq }) => !given.has(seq));
      given = new Set(row.changes.map(({ seq }) => seq));
      from = row.horizon;
      return fresh;
    },
    reset() {
      from = null;
      given = new Set();
    },
  };
}
