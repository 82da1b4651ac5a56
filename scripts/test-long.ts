// What takes longer than an ordinary test run: the same tests and seeds, many times over. `npm run test:long` runs all of it,
// `npm run test:long -- kills lived` the parts whose name contains one of the words. It stops at nothing and ends with 1 if any failed.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startTestDatabase, throwawayFolder } from './test-database.ts';

/** Each part is a program of Node, with its arguments. */
const tests = (file: string): readonly string[] => [
  '--test',
  '--test-isolation=none',
  '--test-force-exit',
  '--test-timeout=1800000',
  file,
];
const parts: Readonly<Record<string, readonly string[]>> = {
  kills: tests('server/faults/kills.test.ts'),
  sees: tests('server/faults/sees.test.ts'),
  lived: tests('server/faults/lived.test.ts'),
  linearizable: tests('server/faults/linearizable.test.ts'),
  oracle: tests('server/kernel/access/oracle.test.ts'),
  planted: tests('server/kernel/access/planted-bugs.test.ts'),
  axe: tests('e2e/axe.story.ts'),
  cut: tests('e2e/face-everyone.story.ts'),
  together: tests('e2e/sip-together.story.ts'),
  pictures: tests('e2e/pictures.story.ts'),
  schedules: tests('server/plans/schedules.test.ts'),
  explore: ['server/commitments/explore/explore.main.ts'],
};

process.chdir(join(import.meta.dirname, '..'));
const words = process.argv.slice(2);
const chosen = Object.entries(parts).filter(
  ([name]) => words.length === 0 || words.some((word) => name.includes(word)),
);
if (chosen.length === 0) {
  console.error(`Parts: ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}

let interrupted = false;
function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const pass = (signal: NodeJS.Signals): void => {
    interrupted = true;
    child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, pass);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, pass);
      resolve(code ?? 1);
    });
  });
}

const folder = throwawayFolder();
const failed: string[] = [];
try {
  const database = await startTestDatabase(folder.path);
  try {
    for (const [name, args] of chosen) {
      if (interrupted) break;
      const startedAt = performance.now();
      const code = await run(args, { ...database.env, MELLANRUM_LONG: '1' });
      if (code !== 0) failed.push(name);
      console.log(
        `${name.padEnd(12)} ${((performance.now() - startedAt) / 1000).toFixed(0).padStart(5)} s  ${code === 0 ? 'ok' : `failed (${code})`}`,
      );
    }
  } finally {
    await database.stop();
  }
} finally {
  folder.remove();
}
console.log(`\n${chosen.length - failed.length} passed, ${failed.length} failed${interrupted ? ', interrupted' : ''}`);
process.exitCode = failed.length > 0 || interrupted ? 1 : 0;
