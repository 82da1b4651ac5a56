import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { kept } from '../kept-file.ts';
import { signCheckpoint } from './checkpoint.ts';
import { EMPTY_FRONTIER, rootOfFrontier, withLeaf, type Frontier } from './merkle.ts';

export const logOrigin = 'mellanrum/log';

/**
 * The log's Ed25519 key, kept outside the database so that who rewrites the rows cannot sign them anew. Made at first start, whole or not at
 * all: a process killed meanwhile leaves nothing behind, and of two that start at once both use the key of one.
 */
export async function sealingKey(dataDir: string): Promise<KeyObject> {
  const folder = join(dataDir, 'keys');
  const file = join(folder, 'log-ed25519.pem');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fresh = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  const key = createPrivateKey(await kept(file, 0o600, fresh));
  await kept(join(folder, 'log-ed25519.pub.pem'), 0o644, () =>
    createPublicKey(key).export({ type: 'spki', format: 'pem' }),
  );
  return key;
}

export interface Sealed {
  readonly number: number;
  readonly entries: number;
  readonly treeSize: number;
  readonly checkpoint: string;
}

interface SealRow {
  number: number;
  epoch: number;
  below_xid: string;
  tree_size: number;
  head: Buffer;
  peaks: Buffer[];
}

const sha256 = (data: string): Buffer => createHash('sha256').update(data).digest();
export const firstHead = Buffer.alloc(32);

/** The lines that a seal's checkpoint carries beside size and root: its number, the one before, and the rows it covers. */
export const sealLines = (number: number, previous: Buffer, epoch: number, from: string, below: string): string[] => [
  `seal ${number}`,
  `previous ${previous.toString('hex')}`,
  `rows ${epoch} ${from} ${below}`,
];

/**
 * Seals what has been decided since the last seal: a Merkle tree over the rows' leaf hashes, linked to the seal before, signed.
 * Writers only hash; one sealer at a time (an advisory lock).
 *
 * @returns the new seal, or null when there was nothing new
 */
export async function seal(system: pg.Pool, key: KeyObject, limit = 20_000): Promise<Sealed | null> {
  const client = await system.connect();
  try {
    await client.query('begin');
    const { rows: lock } = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock(7361, 1) as mine');
    const sealed = lock[0]?.mine ? await sealLocked(client, key, limit) : null;
    await client.query('commit');
    return sealed;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function sealLocked(client: pg.PoolClient, key: KeyObject, limit: number): Promise<Sealed | null> {
  const { rows } = await client.query<{ leaf: Buffer; below: string }>(
    'select leaf, below::text from audit.unsealed($1)',
    [limit],
  );
  const [firstRow] = rows;
  if (!firstRow) return null;
  const last = (
    await client.query<SealRow>(
      'select number, epoch, below_xid::text, tree_size, head, peaks from audit.last_seal() where number is not null',
    )
  ).rows[0];
  const epoch = (await client.query<{ epoch: number }>('select audit.current_epoch() as epoch')).rows[0]?.epoch ?? 1;
  let frontier: Frontier = last ? { size: last.tree_size, peaks: last.peaks } : EMPTY_FRONTIER;
  for (const row of rows) frontier = withLeaf(frontier, row.leaf);
  const number = (last?.number ?? 0) + 1;
  const previous = last?.head ?? firstHead;
  const from = last && last.epoch === epoch ? last.below_xid : '0';
  const root = rootOfFrontier(frontier);
  const checkpoint = signCheckpoint(
    {
      origin: logOrigin,
      size: frontier.size,
      root,
      extensions: sealLines(number, previous, epoch, from, firstRow.below),
    },
    key,
  );
  await client.query(
    `select audit.store_seal(row($1::bigint, $2::int, $3::xid8, $4::xid8, $5::bigint, $6::bigint, $7::bytea, $8::bytea, $9::bytea, $10::text, clock_timestamp(), $11::bytea[])::audit.seal)`,
    [
      number,
      epoch,
      from,
      firstRow.below,
      rows.length,
      frontier.size,
      Buffer.from(root),
      previous,
      sha256(checkpoint),
      checkpoint,
      frontier.peaks.map((p) => Buffer.from(p)),
    ],
  );
  return { number, entries: rows.length, treeSize: frontier.size, checkpoint };
}
