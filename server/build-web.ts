import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'web', 'dist', '.built-from');

/** Everything that the built client is made of, and how it is built: what an older program built in another way is built anew. */
function digest(): string {
  const files = globSync(['web/**/*', 'contract/**/*.ts', 'package-lock.json', 'server/build-web.ts'], {
    cwd: root,
    exclude: ['web/dist/**'],
  }).toSorted((a, b) => (a < b ? -1 : 1));
  const hash = createHash('sha256');
  for (const file of files) {
    const path = join(root, file);
    if (statSync(path).isFile())
      hash.update(file.replaceAll('\\', '/')).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * Builds the web client when it is missing or was built from other sources. The building runs in a process of its own, so that its
 * memory is given back and it can be stopped.
 *
 * @returns whether it was built now; false also when there is no web client to build
 * @throws Error with what vite said
 */
export async function buildWeb(signal: AbortSignal): Promise<boolean> {
  if (!existsSync(join(root, 'web', 'index.html'))) return false;
  const now = digest();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return false;
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', 'web', '--logLevel', 'warn'], {
    cwd: root,
    // What users get, also when a developer or a test starts the program: React for development runs effects twice and is large.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`the web client could not be built:\n${Buffer.concat(said).toString().trim()}`);
  await compressAll(join(root, 'web', 'dist'));
  // Written last: a building that is cut short is done again.
  writeFileSync(stamp, now);
  return true;
}

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];

/** Lays `x.br` and `x.gz` beside each file that shrinks, as small as they can be made: done once, sent many times. Fonts are compressed as they are. */
async function compressAll(folder: string): Promise<void> {
  const files = globSync('**/*.{js,css,html,svg}', { cwd: folder }).map((file) => join(folder, file));
  await Promise.all(
    files.map(async (file) => {
      const content = await readFile(file);
      await Promise.all([
        brotli(content, { params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } }).then((small) =>
          writeFile(`${file}.br`, small),
        ),
        zip(content, { level: 9 }).then((small) => writeFile(`${file}.gz`, small)),
      ]);
    }),
  );
}
