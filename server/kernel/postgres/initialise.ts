import { execFile } from 'node:child_process';
import { chownSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import type { Address } from './address.ts';
import { passwordFile } from './address.ts';
import type { Binaries } from './binaries.ts';
import { EmbeddedPostgresError } from './errors.ts';
import type { Durability } from './settings.ts';

const run = promisify(execFile);

/**
 * Makes the cluster folder if there is none. It is made beside its place and then renamed, so a start that is cut short
 * leaves nothing that looks like a cluster.
 * @throws EmbeddedPostgresError `initdb-failed`
 */
export async function initialise(
  place: { dataDir: string; cluster: string },
  how: { account: Account; binaries: Binaries; address: Address; durability: Durability },
): Promise<void> {
  if (existsSync(join(place.cluster, 'PG_VERSION'))) return;
  const draft = `${place.cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  const secret = passwordFile(place.dataDir);
  if (how.address.password !== undefined && process.getuid?.() === 0)
    chownSync(secret, how.account.uid, how.account.gid);
  const [command = '', ...args] = [
    ...how.account.prefix,
    how.binaries.initdb,
    '-D',
    draft,
    '-U',
    'postgres',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(how.address.password === undefined ? ['-A', 'trust'] : ['-A', 'scram-sha-256', '--pwfile', secret]),
    ...(how.durability === 'test' ? ['--no-sync'] : []),
  ];
  try {
    await run(command, args, { env: how.binaries.env, cwd: place.dataDir });
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new EmbeddedPostgresError(
      'initdb-failed',
      `A new database could not be made in ${place.dataDir}: ${stderr || message}`,
    );
  }
  renameSync(draft, place.cluster);
}
