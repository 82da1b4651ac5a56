import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/**
 * What stands in the file; when there is none, what is made stands there from now, on the disk and complete. For keys and passwords: a
 * process killed meanwhile leaves no file of that name, and of two that start at once both use what one of them made.
 *
 * @param make not called when the file is there; an empty file, which an older program could leave behind, counts as none
 */
export async function kept(file: string, mode: number, make: () => string | Buffer): Promise<Buffer> {
  const before = await readFile(file).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
  });
  if (before !== undefined && before.length > 0) return before;
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, make(), { mode, flag: 'wx', flush: true });
    await put(draft, file, before !== undefined);
    await flushFolder(dirname(file));
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file);
}

/** Unlike a rename, a link puts nothing in the place of what another process has made in the meantime. */
async function put(draft: string, file: string, emptyThere: boolean): Promise<void> {
  if (emptyThere) return rename(draft, file);
  try {
    await link(draft, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    // Some file systems have no links (FAT, some shared folders): there a rename is what there is.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL'].includes(codeOf(error) ?? '')) throw error;
    await rename(draft, file);
  }
}

/** The name is on the disk too, where folders can be flushed. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
