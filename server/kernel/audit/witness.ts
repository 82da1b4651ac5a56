import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { kept } from '../kept-file.ts';
import { cosignCheckpoint, parseCheckpoint, parseNote } from './checkpoint.ts';
import type { WitnessHead } from './verify.ts';

const folderOf = (dataDir: string): string => join(dataDir, 'witness');

/**
 * Hands the newest head to each authority's witness, which countersigns it and keeps it in a file of its own. In production an organisation
 * runs this on its own machine, or copies its file from here to where we cannot reach it.
 *
 * @param now epoch ms
 * @returns how many heads were kept
 */
export async function keepHeads(system: pg.Pool, dataDir: string, now: number): Promise<number> {
  const { rows: seals } = await system.query<{ number: number; checkpoint: string }>(
    'select number, checkpoint from audit.last_seal() where number is not null',
  );
  const [seal] = seals;
  if (!seal) return 0;
  await mkdir(folderOf(dataDir), { recursive: true, mode: 0o700 });
  const { rows: authorities } = await system.query<{ id: string; code: string }>(
    "select id, code from organisations.authority where kind in ('region', 'municipality', 'private') order by code",
  );
  let count = 0;
  for (const authority of authorities) {
    const name = `mellanrum/witness/${authority.code.replaceAll(/[^a-zA-Z0-9-]/g, '_')}`;
    const file = join(folderOf(dataDir), `${authority.code.replaceAll(/[^a-zA-Z0-9-]/g, '_')}.txt`);
    const before = await lastKept(file);
    const head = parseCheckpoint(parseNote(seal.checkpoint)?.text ?? '');
    // A witness never goes backwards: a shorter log than it has seen is what it is there to notice.
    if (!head || (before !== null && head.size <= before)) continue;
    const note = cosignCheckpoint(
      seal.checkpoint,
      { name, privateKey: await witnessKey(dataDir, authority.code) },
      now,
    );
    await writeFile(`${file}.new`, note, { mode: 0o600, flush: true });
    await rename(`${file}.new`, file);
    await system.query('select audit.note_witness($1, $2, $3)', [authority.id, seal.number, note]);
    count += 1;
  }
  return count;
}

async function lastKept(file: string): Promise<number | null> {
  try {
    return parseCheckpoint(parseNote(await readFile(file, 'utf8'))?.text ?? '')?.size ?? null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function witnessKey(dataDir: string, code: string): Promise<KeyObject> {
  const file = join(folderOf(dataDir), `${code.replaceAll(/[^a-zA-Z0-9-]/g, '_')}.key.pem`);
  const fresh = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  return createPrivateKey(await kept(file, 0o600, fresh));
}

/** The heads that stand in a folder of witness files; none when the folder is missing. */
export async function readHeads(folder: string): Promise<WitnessHead[]> {
  let names: string[];
  try {
    names = (await readdir(folder)).filter((name) => name.endsWith('.txt'));
  } catch {
    return [];
  }
  return Promise.all(
    names.sort().map(async (name) => ({
      witness: name.replace('.txt', ''),
      checkpoint: await readFile(join(folder, name), 'utf8'),
    })),
  );
}
export const witnessFolder = folderOf;
