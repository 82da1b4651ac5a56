// npm run bench -- [NAME] [flags]: the benches, each a file <name>.bench.ts beside this one. Without a name, all of them.
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Bench, onLinux, optionsOf } from './harness/bench.ts';
import { Closing } from './harness/closing.ts';

const ending = '.bench.ts';
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length))
  .toSorted();
const benchOf = async (name: string): Promise<Bench> =>
  ((await import(`./${name}${ending}`)) as { bench: Bench }).bench;

async function help(): Promise<void> {
  console.log('npm run bench -- [NAME] [flags]   (no NAME: all of them)\n');
  for (const name of names) {
    const bench = await benchOf(name);
    console.log(`${name}: ${bench.about}`);
    for (const [flag, { type, default: value, help: words }] of Object.entries(bench.flags))
      console.log(`  --${`${flag}${type === 'string' ? ` (${String(value)})` : ''}`.padEnd(34)} ${words}`);
  }
}

let closing = new Closing();
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (interrupted) return;
    interrupted = true;
    console.error('\nstopping …');
    // Something that hangs must not keep the others alive.
    void Promise.race([closing.close(), sleep(30_000)]).then(() => process.exit(130));
  });
}

async function runOne(name: string, args: readonly string[]): Promise<void> {
  const bench = await benchOf(name);
  const { values: flags } = parseArgs({ args: [...args], options: optionsOf(bench), allowNegative: true });
  closing = new Closing();
  try {
    const figures = await bench.run({ flags: flags as Record<string, string | boolean>, closing });
    await closing.close();
    console.log(JSON.stringify({ bench: name, figures }));
  } finally {
    await closing.close();
  }
}

const [first, ...others] = process.argv.slice(2);
const named = first !== undefined && !first.startsWith('-');
if (first === '--help' || (named && !names.includes(first))) {
  await help();
  process.exit(first === '--help' ? 0 : 2);
}
if (!onLinux()) console.error('Processor time and memory are read from /proc: run this on Linux.');
const args = named ? others : process.argv.slice(2);
let worst = 0;
for (const name of named ? [first] : names) {
  try {
    await runOne(name, args);
  } catch (error) {
    if (interrupted) await new Promise(() => undefined);
    console.error(error instanceof Error ? (error.stack ?? error.message) : error);
    worst = 1;
  }
}
process.exit(worst);
