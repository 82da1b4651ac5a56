import { readdir, readFile } from 'node:fs/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator, type Migration, type MigrationProvider } from 'kysely/migration';
import pg from 'pg';

const folder = new URL('./migrations/', import.meta.url);

/** Numbered `.sql` files, forward only. A file may change role for its own statements; the role is put back after it. */
const provider: MigrationProvider = {
  async getMigrations() {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
    const migrations: Record<string, Migration> = {};
    for (const name of names) {
      const text = await readFile(new URL(name, folder), 'utf8');
      migrations[name.replace('.sql', '')] = {
        up: async (db) => {
          await sql.raw(text).execute(db);
          await sql.raw('reset role').execute(db);
        },
      };
    }
    return migrations;
  },
};

/**
 * Brings the database to this program's schema.
 *
 * @param config a login that may create roles (the embedded superuser, or `DATABASE_URL`'s)
 * @returns names of the migrations that ran now
 * @throws the database's error of the first migration that failed; nothing of the run remains
 */
export async function migrate(config: pg.PoolConfig): Promise<string[]> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new pg.Pool({ ...config, max: 1 }) }) });
  try {
    const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
    if (error) throw error instanceof Error ? error : new Error(JSON.stringify(error));
    return (results ?? []).filter((r) => r.status === 'Success').map((r) => r.migrationName);
  } finally {
    await db.destroy();
  }
}
