import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import type { Binaries } from './binaries.ts';
import { EmbeddedPostgresError } from './errors.ts';

/** How PostgreSQL is run as someone other than root: words put before the command, and who then owns the files. */
export type Account = { name: string; prefix: readonly string[]; uid: number; gid: number };

const self = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
const ownAccount: Account = { name: 'own account', prefix: [], ...self };
const userNamespace: Account = {
  name: 'user namespace',
  prefix: ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'],
  ...self,
};

/** Another account, first plainly, then with the right to pass folders closed to it (a data folder under /root). */
function otherAccount(uid: number, gid: number): Account[] {
  const plain = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  const passing = [...plain, '--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  return [
    { name: `user ${uid}`, prefix: [...plain, '--'], uid, gid },
    { name: `user ${uid}, may pass closed folders`, prefix: [...passing, '--'], uid, gid },
  ];
}

/**
 * Chooses how to run PostgreSQL, which refuses to run as root, and gives the data folder to that account.
 * A folder that already belongs to someone keeps its owner.
 * @param only names the ways to consider; for tests
 * @throws EmbeddedPostgresError `no-account` when root has no way to step down here
 */
export function chooseAccount(dataDir: string, binaries: Binaries, only = /./): Account {
  if (process.platform === 'win32' || self.uid !== 0) return ownAccount;
  const owner = statSync(dataDir);
  const nobody = owner.uid === 0 ? { uid: 65534, gid: 65534 } : owner;
  const ways = [...(owner.uid === 0 ? [userNamespace] : []), ...otherAccount(nobody.uid, nobody.gid)];
  for (const way of ways.filter(({ name }) => only.test(name))) {
    if (way.uid !== statSync(dataDir).uid) execFileSync('chown', ['-R', `${way.uid}:${way.gid}`, dataDir]);
    const probe = 'test -w "$1" && exec "$2" --version';
    const command = ['sh', '-c', probe, 'sh', dataDir, binaries.postgres];
    if (spawnSync('env', [...way.prefix, ...command], { env: binaries.env, stdio: 'ignore' }).status === 0) return way;
  }
  throw new EmbeddedPostgresError(
    'no-account',
    'PostgreSQL refuses to run as root, and neither a user namespace nor another account works on this machine. ' +
      'Start Mellanrum as an ordinary user, or set DATABASE_URL to a PostgreSQL 15 or later.',
  );
}
