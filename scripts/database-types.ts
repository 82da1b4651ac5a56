/** Writes server/kernel/db/tables.ts from a migrated database: `node scripts/database-types.ts`. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../server/kernel/postgres/index.ts';
import { migrate } from '../server/kernel/db/migrate.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'mr-types-'));
const postgres = await startPostgres({
  dataDir,
  log: { info: () => undefined, warn: console.warn },
  durability: 'test',
});
try {
  const config = postgres.config('postgres', 'postgres');
  await migrate(config);
  const url = `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(String(config.host))}&port=${config.port}`;
  const schemas = ['access', 'audit', 'identity', 'notify', 'organisations', 'people', 'commitments', 'plans'];
  execFileSync(
    'node_modules/.bin/kysely-codegen',
    [
      '--dialect',
      'postgres',
      '--url',
      url,
      '--out-file',
      'server/kernel/db/tables.ts',
      '--date-parser',
      'string',
      '--numeric-parser',
      'number',
      '--include-pattern',
      `(${schemas.join('|')}).*`,
      ...process.argv.slice(2),
    ],
    { stdio: 'inherit' },
  );
  // Our driver reads instants as ISO text and bigint as number (database.ts); the generator only knows its own defaults.
  const file = 'server/kernel/db/tables.ts';
  writeFileSync(
    file,
    readFileSync(file, 'utf8')
      .replace(/export type Timestamp = .*;/, 'export type Timestamp = string;')
      .replace(/export type Int8 = .*;/, 'export type Int8 = number;'),
  );
} finally {
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
