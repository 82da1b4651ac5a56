import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What can be known about a process from outside; `started` tells a process from a later one with the same id. */
export type ProcessFacts = { zombie: boolean; started: string };

const linux = process.platform === 'linux';

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/** Facts about a process, or undefined when no such process exists. */
export function inspectProcess(pid: number): ProcessFacts | undefined {
  if (linux) {
    try {
      // Fields after the command name, which stands in parentheses and may itself hold spaces: state first, start time 20th.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return { zombie: fields[0] === 'Z' || fields[0] === 'X', started: `${bootId()}/${fields[19] ?? ''}` };
    } catch {
      return undefined;
    }
  }
  if (!answersSignalZero(pid)) return undefined;
  if (process.platform === 'win32') return { zombie: false, started: '' };
  try {
    const line = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return { zombie: line.startsWith('Z'), started: line.slice(line.indexOf(' ')).trim() };
  } catch {
    return undefined;
  }
}

function answersSignalZero(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** True while the process exists and still runs; a zombie has ended. */
export function isRunning(pid: number): boolean {
  return inspectProcess(pid)?.zombie === false;
}

/** True when the process works in `folder`, as a postmaster does in its cluster. Unknown (not Linux) counts as true. */
export function worksIn(pid: number, folder: string): boolean {
  if (!linux) return isRunning(pid);
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(folder);
    } catch {
      return false;
    }
  }
}

/** Sends a signal; a process that has already gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Waits until `done` holds, asking every 20 ms; false if `limitMs` milliseconds pass first. */
export async function until(done: () => boolean, limitMs: number): Promise<boolean> {
  const end = Date.now() + limitMs;
  while (!done()) {
    if (Date.now() > end) return false;
    await sleep(20);
  }
  return true;
}
