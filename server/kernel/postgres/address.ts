import { createHash, randomBytes } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { kept } from '../kept-file.ts';
import type { Account } from './account.ts';
import { EmbeddedPostgresError } from './errors.ts';

/** Where the server listens: a socket folder, or 127.0.0.1 with a password where sockets are not workable (Windows). */
export type Address = { host: string; port: number; password: string | undefined };

export type Transport = 'socket' | 'tcp';
export const defaultTransport: Transport = process.platform === 'win32' ? 'tcp' : 'socket';

const socketName = '.s.PGSQL.5432';
/** sun_path holds 108 bytes with its closing zero on Linux, 104 on macOS. */
const longestSocketPath = process.platform === 'darwin' ? 103 : 107;

/** The address for a data folder; makes the socket folder, or picks a free port and reads the stored password. */
export async function prepareAddress(dataDir: string, account: Account, transport: Transport): Promise<Address> {
  if (transport === 'tcp')
    return { host: '127.0.0.1', port: await freePort(), password: await storedPassword(dataDir) };
  const name = `mellanrum-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  const fits = (folder: string) => Buffer.byteLength(join(folder, name, socketName)) <= longestSocketPath;
  const folder = join(fits(tmpdir()) ? tmpdir() : '/tmp', name);
  claimFolder(folder, account);
  return { host: folder, port: 5432, password: undefined };
}

/** Makes the folder 0700 for the account; refuses one that someone else put there first. */
function claimFolder(folder: string, account: Account): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (process.getuid === undefined) return;
  const found = lstatSync(folder);
  const trusted = [process.getuid(), account.uid].includes(found.uid);
  if (!found.isDirectory() || !trusted || (found.mode & 0o077) !== 0) {
    throw new EmbeddedPostgresError(
      'unsafe-folder',
      `${folder} is not a folder of ours with mode 0700. Remove it and start again.`,
    );
  }
  if (found.uid !== account.uid) chownSync(folder, account.uid, account.gid);
}

/** Removes sockets of a server that is known to be gone; their lock files would stop a new one. */
export function clearStaleSockets(address: Address): void {
  if (address.password !== undefined) return;
  for (const entry of readdirSync(address.host)) {
    if (entry.startsWith('.s.PGSQL.')) rmSync(join(address.host, entry), { force: true });
  }
}

export function removeSocketFolder(address: Address): void {
  if (address.password === undefined) rmSync(address.host, { recursive: true, force: true });
}

export function listenArguments(address: Address): string[] {
  const [folder, listen] = address.password === undefined ? [address.host, ''] : ['', address.host];
  return ['-p', String(address.port), '-c', `unix_socket_directories=${folder}`, '-c', `listen_addresses=${listen}`];
}

/**
 * How `user` connects to `database`. Over TCP only the superuser has a password, so other roles are taken on by `role`
 * after signing in as it: enough to try the program on Windows, not a border against other programs on that machine.
 */
export function connection(address: Address, user: string, database: string): pg.PoolConfig {
  const { host, port, password } = address;
  if (password === undefined) return { host, port, user, database, ssl: false };
  const signedIn = { host, port, user: 'postgres', password, database, ssl: false };
  return user === 'postgres' ? signedIn : { ...signedIn, options: `-c role=${user}` };
}

export function passwordFile(dataDir: string): string {
  return join(dataDir, 'password');
}

async function storedPassword(dataDir: string): Promise<string> {
  const password = await kept(passwordFile(dataDir), 0o600, () => randomBytes(24).toString('base64url'));
  return password.toString();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
