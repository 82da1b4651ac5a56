import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './errors.ts';
import { inspectProcess } from './processes.ts';

/** The one Mellanrum process that may use a data folder, until it lets go or dies. */
export type Ownership = {
  /** The watchdog that the previous owner left behind, if that owner died without letting go. */
  leftWatchdog: Mark | undefined;
  /** Notes this owner's watchdog, so that a later owner can tell a server that is being stopped from an orphan. */
  noteWatchdog(pid: number): void;
  release(): void;
};

type Mark = { pid: number; started: string };
type Content = Mark & { watchdog?: Mark };

const lives = (mark: Mark) => {
  const facts = inspectProcess(mark.pid);
  return facts !== undefined && !facts.zombie && facts.started === mark.started;
};

const markOf = (pid: number): Mark => ({ pid, started: inspectProcess(pid)?.started ?? '' });

function read(file: string): Content | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Content;
  } catch {
    return undefined;
  }
}

/**
 * Takes the data folder for this process by a lock file that names process id and start time.
 * @throws EmbeddedPostgresError `owned-by-another` while another process (or an earlier call in this one) holds it
 */
export function takeOwnership(dataDir: string): Ownership {
  const file = join(dataDir, 'owner.lock');
  const own: Content = markOf(process.pid);
  const draft = `${file}.${process.pid}`;
  let left: Content | undefined;
  writeFileSync(draft, JSON.stringify(own), { mode: 0o600 });
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        // A hard link appears whole or not at all, unlike a file that is created and then written.
        linkSync(draft, file);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 20) throw error;
      }
      const holder = read(file);
      if (holder && lives(holder)) {
        throw new EmbeddedPostgresError(
          'owned-by-another',
          `Mellanrum already runs with the data folder ${dataDir} (process ${holder.pid}). Stop it, or choose another folder.`,
        );
      }
      left = holder ?? left;
      removeStale(file, holder);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  const mine = () => read(file)?.pid === own.pid;
  return {
    leftWatchdog: left?.watchdog && lives(left.watchdog) ? left.watchdog : undefined,
    noteWatchdog(pid) {
      writeFileSync(draft, JSON.stringify({ ...own, watchdog: markOf(pid) } satisfies Content), { mode: 0o600 });
      renameSync(draft, file);
    },
    release() {
      if (mine()) rmSync(file, { force: true });
    },
  };
}

/** Removes a dead holder's file; a file that someone new took in the meantime is put back. */
function removeStale(file: string, expected: Content | undefined): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    const moved = read(aside);
    if (moved && moved.pid !== expected?.pid) linkSync(aside, file);
  } catch {
    // Someone else removed it first: the next attempt decides.
  } finally {
    rmSync(aside, { force: true });
  }
}
