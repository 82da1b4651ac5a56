import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspectProcess, worksIn } from './processes.ts';

/** The lines of `postmaster.pid` that matter here. */
export type PostmasterFile = { pid: number; port: number; socketDir: string; status: string };

/** Reads `postmaster.pid` in the cluster folder; undefined when there is none or it is being written. */
export function readPostmaster(cluster: string): PostmasterFile | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8')
      .split('\n')
      .map((line) => line.trim());
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, port: Number(lines[3]), socketDir: lines[4] ?? '', status: lines[7] ?? '' };
  } catch {
    return undefined;
  }
}

/** The running postmaster of this cluster. A zombie, or another program that was given the same process id, is none. */
export function livePostmaster(cluster: string): PostmasterFile | undefined {
  const file = readPostmaster(cluster);
  if (!file || inspectProcess(file.pid)?.zombie !== false) return undefined;
  return worksIn(file.pid, cluster) ? file : undefined;
}

/**
 * Keeps PostgreSQL from being fooled by a stale `postmaster.pid` whose number now belongs to a zombie or to another program
 * (usual after a container restarts, where process ids begin again). The file is not removed, because its shared memory
 * line lets PostgreSQL see backends that outlived their postmaster; only the number becomes ours, which PostgreSQL,
 * being our child, knows to be no postmaster.
 */
export function disarmStalePostmaster(cluster: string): void {
  const file = readPostmaster(cluster);
  if (!file || inspectProcess(file.pid) === undefined || livePostmaster(cluster)) return;
  const path = join(cluster, 'postmaster.pid');
  const [, ...rest] = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, [process.pid, ...rest].join('\n'));
}
