import { readdirSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';

const ticksASecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

interface Stat {
  readonly parent: number;
  /** User and system time of the process, and of its children that have ended and been waited for; in ticks. */
  readonly own: number;
  readonly endedChildren: number;
}

/** /proc/<pid>/stat, proc(5). The name may hold spaces and brackets, so fields are counted from its closing bracket. */
function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0, utime = 0, stime = 0, cutime = 0, cstime = 0] = [1, 11, 12, 13, 14].map((at) => fields[at]);
    return { parent, own: utime + stime, endedChildren: cutime + cstime };
  } catch {
    return null;
  }
}

const msOf = (ticks: number): number => (ticks * 1000) / ticksASecond;

/** Processor time of one process so far, all its threads, in ms (to the kernel's tick of 10 ms). 0 when it is gone. */
export const cpuOf = (pid: number): number => msOf(statOf(pid)?.own ?? 0);

/**
 * Processor time of a whole PostgreSQL so far, in ms: the postmaster, its children that live (backends, writers, I/O workers), and those
 * that have ended, which the kernel adds to the postmaster when it waits for them. So nothing is lost when a backend ends.
 */
export function cpuOfPostgres(postmaster: number): number {
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const stat = statOf(pid);
    if (!stat) continue;
    if (pid === postmaster) ticks += stat.own + stat.endedChildren;
    else if (stat.parent === postmaster) ticks += stat.own;
  }
  return msOf(ticks);
}

/** The most memory that the process has held at once, in MB (VmHWM). */
export function peakMemoryOf(pid: number): number {
  const kb = /^VmHWM:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kb) / 1024;
}

/** Ids of everything that stands under a process, grandchildren included. */
export function descendantsOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    const stat = Number.isInteger(pid) ? statOf(pid) : null;
    if (stat) parents.set(pid, stat.parent);
  }
  const under = (pid: number): boolean => {
    for (let at = parents.get(pid); at !== undefined && at > 1; at = parents.get(at)) if (at === root) return true;
    return false;
  };
  return [...parents.keys()].filter(under);
}
