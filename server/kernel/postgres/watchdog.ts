import { spawn } from 'node:child_process';

/** A small process that asks PostgreSQL to shut down when this one dies, however it dies. */
export type Watchdog = { pid: number; dismiss(): void };

const shell = ['sh', ['-c', 'read -r _; kill -INT "$1"', 'sh']] as const;
const node = [
  process.execPath,
  ['-e', 'process.stdin.on("end",()=>process.kill(+process.argv[1],"SIGINT")).resume()'],
] as const;

/**
 * Starts a watchdog for the postmaster. It waits on a pipe that only this process holds; the operating system closes the
 * pipe when this process ends, even by SIGKILL. It has its own session, so that Ctrl-C in a terminal passes it by.
 */
export function startWatchdog(postmaster: number): Watchdog {
  const [command, args] = process.platform === 'win32' ? node : shell;
  const child = spawn(command, [...args, String(postmaster)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  // The pipe must not keep this process from ending by itself.
  (child.stdin as unknown as { unref?(): void }).unref?.();
  return { pid: child.pid ?? 0, dismiss: () => void child.kill('SIGKILL') };
}
