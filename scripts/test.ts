// The whole test run. `npm test` runs every step; `npm test -- unit lint` some of them; `npm test -- server/people` the tests
// whose path contains that text. MELLANRUM_TEST_STEPS does the same for callers that cannot pass words. `--verbose` shows
// every test and what it prints, `--times` which took longest. The last line is always the sum.
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { few, slow } from './slow-tests.ts';
import type { TestLine } from './test-reporter.ts';
import { startTestDatabase, throwawayFolder } from './test-database.ts';

const checks = ['types', 'lint'] as const;
const testFiles = {
  unit: '{contract,server,county,scripts,web}/**/*.test.ts',
  browser: 'e2e/**/*.story.ts',
} as const;
type TestStep = keyof typeof testFiles;
const testSteps: readonly TestStep[] = ['unit', 'browser'];
const steps: readonly string[] = [...checks, ...testSteps];

const root = join(import.meta.dirname, '..');
process.chdir(root);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { verbose: { type: 'boolean' }, times: { type: 'boolean' } },
});
const words =
  positionals.length > 0 ? positionals : (process.env['MELLANRUM_TEST_STEPS'] ?? '').split(/[\s,]+/).filter(Boolean);
const filters = words.filter((word) => !steps.includes(word)).map((word) => word.replace(/^\.\//, ''));
const chosen = words.filter((word) => steps.includes(word));
/** Without a word, every step; with only a path, the tests it picks. */
const wanted = (step: string) =>
  chosen.includes(step) || (chosen.length === 0 && (filters.length === 0 || !isCheck(step)));
const isCheck = (step: string) => checks.some((name) => name === step);

const results: TestLine[] = [];
/** Lines of the stories' table of interactions: a job, how many it took, how many it may take. */
const counted: string[] = [];
let ran = 0;
let interrupted = false;
const running = new Set<ChildProcess>();
const folder = throwawayFolder();

type Ended = { code: number; output: string };

function run(args: readonly string[], options: { env?: NodeJS.ProcessEnv; live?: boolean } = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: ['ignore', options.live ? 'inherit' : 'pipe', options.live ? 'inherit' : 'pipe'],
    env: { ...process.env, ...options.env },
  });
  running.add(child);
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output: Buffer.concat(output).toString().trim() });
    });
  });
}

function announce(step: string, startedAt: number, outcome: string): void {
  console.log(`${step.padEnd(8)} ${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s  ${outcome}`);
}

/** A check of the whole source text counts as one test. */
async function check(step: string): Promise<void> {
  const startedAt = performance.now();
  const { code, output } = await run(['scripts/run.mjs', step]);
  const ok = code === 0;
  results.push({ outcome: ok ? 'passed' : 'failed', file: '', name: step, ...(ok ? {} : { message: output }) });
  announce(step, startedAt, ok ? 'ok' : 'failed');
}

/** Seconds that each lane has been given, over all steps. */
const given: number[] = [];

/** Files side by side: one process waits for the database most of the time, two keep two cores at work. A lane given less before gets more now. */
function lanesOf(files: readonly string[], count: number): string[][] {
  const lanes = Array.from({ length: count }, () => [] as string[]);
  for (const file of files.toSorted((a, b) => (slow[b] ?? few) - (slow[a] ?? few) || a.localeCompare(b))) {
    const least = lanes
      .map((_, at) => at)
      .reduce((one, other) => ((given[other] ?? 0) < (given[one] ?? 0) ? other : one));
    lanes[least]?.push(file);
    given[least] = (given[least] ?? 0) + (slow[file] ?? few);
  }
  return lanes.map((lane) => lane.toSorted());
}

/** One step: the files of each lane, and what has come of it so far. */
interface Step {
  readonly step: TestStep;
  readonly lanes: readonly (readonly string[])[];
  startedAt: number | undefined;
  left: number;
  found: readonly TestLine[];
}

function stepOf(step: TestStep): Step {
  const files = globSync(testFiles[step])
    .map((file) => file.replaceAll('\\', '/'))
    .filter(picked);
  if (files.length === 0) announce(step, performance.now(), 'no files');
  const lanes = lanesOf(files, lanesAtHand());
  return { step, lanes, startedAt: undefined, left: lanes.filter((lane) => lane.length > 0).length, found: [] };
}

/** A lane's share of a step. The last lane to be done with it tells how it went. */
async function share(one: Step, lane: number, env: NodeJS.ProcessEnv): Promise<void> {
  const own = one.lanes[lane] ?? [];
  if (own.length === 0 || interrupted) return;
  one.startedAt ??= performance.now();
  const found = await runFiles(`${one.step}-${lane}`, own, env);
  one.found = [...one.found, ...found];
  one.left -= 1;
  if (one.left > 0) return;
  const failed = one.found.filter(({ outcome }) => outcome === 'failed').length;
  const files = one.lanes.flat().length;
  announce(
    one.step,
    one.startedAt,
    `${one.found.length} tests in ${files} files${failed > 0 ? `, ${failed} failed` : ''}`,
  );
}

/** The built client and the unpacked browser. */
async function prepareBrowser(): Promise<boolean> {
  const { code, output } = await run(['e2e/harness/prepare.main.ts']);
  if (code !== 0) failRun(`The browser and the client could not be made ready.\n${output}`);
  return code === 0;
}

async function runFiles(name: string, files: readonly string[], env: NodeJS.ProcessEnv): Promise<TestLine[]> {
  const reportFile = join(folder.path, `${name}.jsonl`);
  const setup = 'server/kernel/testing/setup.ts';
  const { code, output } = await run(
    [
      '--test',
      '--test-isolation=none',
      '--test-force-exit',
      '--test-timeout=900000',
      '--test-reporter=./scripts/test-reporter.ts',
      `--test-reporter-destination=${reportFile}`,
      ...(values.verbose ? ['--test-reporter=spec', '--test-reporter-destination=stdout'] : []),
      ...(existsSync(setup) ? [`--test-global-setup=./${setup}`] : []),
      ...files,
    ],
    { env, live: values.verbose === true },
  );
  const lines = existsSync(reportFile) ? readFileSync(reportFile, 'utf8').trim().split('\n').filter(Boolean) : [];
  const found = lines.map((line) => JSON.parse(line) as TestLine);
  counted.push(...output.split('\n').filter((line) => /^ {2}\S.* of at most \d+$/u.test(line)));
  results.push(...found);
  ran += found.length;
  if (code !== 0 && !interrupted && !found.some(({ outcome }) => outcome === 'failed')) {
    const what = `No test failed, but their process ended with code ${code}.`;
    results.push({
      outcome: 'failed',
      file: '',
      name,
      message: `${what}\n${output.split('\n').slice(-40).join('\n')}`,
    });
  }
  return found;
}

const picked = (file: string) => filters.length === 0 || filters.some((filter) => file.includes(filter));

/** What is shown as it happens is read in one order; and of a PostgreSQL that was given there is one. */
const lanesAtHand = (): number =>
  !values.verbose && !process.env['TEST_DATABASE_URL'] && availableParallelism() > 1 ? 2 : 1;

async function runTests(todo: readonly Step[]): Promise<void> {
  // Each lane has a PostgreSQL of its own: what waits for every transaction of a cluster must not wait for another lane's. So have the
  // stories, with the program and the browser that those of one lane share.
  const lanes = Array.from({ length: lanesAtHand() }, (_, at) => at);
  const databases = todo.some(({ step }) => step === 'unit')
    ? await Promise.all(lanes.map((at) => startTestDatabase(join(folder.path, `lane-${at}`))))
    : [];
  try {
    // A lane that is through with its own of one step goes on with the next: no core waits for the other.
    await Promise.all(
      lanes.map(async (at) => {
        for (const one of todo) await share(one, at, databases[at]?.env ?? {});
      }),
    );
  } finally {
    await Promise.all(databases.map((database) => database.stop()));
  }
}

/** What took longest, file by file and one by one. */
function tellTimes(): void {
  const of = new Map<string, number>();
  for (const { file, ms } of results) of.set(file, (of.get(file) ?? 0) + (ms ?? 0));
  const tell = (what: string, took: readonly (readonly [string, number])[]): void => {
    console.log(`\n${what}`);
    for (const [name, ms] of took.toSorted((a, b) => b[1] - a[1]).slice(0, 40))
      console.log(`${(ms / 1000).toFixed(1).padStart(7)} s  ${name}`);
  };
  tell('Seconds by file:', [...of]);
  tell(
    'Seconds by test:',
    results.map(({ name, ms }) => [name, ms ?? 0] as const),
  );
}

function closingLine(): string {
  const count = (outcome: TestLine['outcome']) => results.filter((line) => line.outcome === outcome).length;
  const [passed, failed, skipped] = [count('passed'), count('failed'), count('skipped')];
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function failRun(message: string): void {
  results.push({ outcome: 'failed', file: '', name: 'the test run itself', message });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
    process.exitCode = 130;
    interrupted = true;
  });
}
try {
  const todo = testSteps.filter(wanted).map(stepOf);
  const stories = todo.find(({ step }) => step === 'browser');
  // These leave a core at rest part of the time; the tests then have the machine to themselves.
  const [ready] = await Promise.all([
    stories && stories.left > 0 ? prepareBrowser() : true,
    ...checks.filter(wanted).map(check),
  ]);
  if (!interrupted) await runTests(ready ? todo : todo.filter((one) => one !== stories));
} catch (error) {
  failRun((error as Error).stack ?? String(error));
} finally {
  folder.remove();
}
if (interrupted) failRun('It was interrupted.');
else if (ran === 0 && testSteps.some(wanted) && !results.some(({ outcome }) => outcome === 'failed'))
  failRun('No test ran.');
for (const { name, file, message } of results.filter(({ outcome }) => outcome === 'failed')) {
  console.log(`\n✖ ${name}${file ? ` (${file})` : ''}\n${(message ?? '').replace(/^/gm, '    ')}`);
}
if (counted.length > 0) console.log(['\nInteractions:', ...counted.toSorted()].join('\n'));
if (values.times) tellTimes();
console.log(`\n${closingLine()}`);
process.exitCode ||= results.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
