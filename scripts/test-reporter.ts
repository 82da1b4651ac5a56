import type { TestEvent } from 'node:test/reporters';
import { relative, resolve } from 'node:path';

/** One finished test, as the reporter writes it, a JSON line each. */
export type TestLine = {
  outcome: 'passed' | 'failed' | 'skipped';
  file: string;
  name: string;
  /** How long it took, in milliseconds; a check of the whole source text has none. */
  ms?: number;
  message?: string;
};

type Finished = Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>;

/** A parent that fails only because a test inside it failed is told of by that test. */
const echo = 'subtestsFailed';

type Failure = { message: string; stack?: string; failureType?: string; cause?: unknown };

function explain(error: Failure): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  const frames = (cause.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !/node:|<anonymous>\)$/.test(line));
  return [cause.message.trimEnd(), ...frames.slice(0, 4)].join('\n');
}

function lineOf({ type, data }: Finished, path: readonly string[]): TestLine | undefined {
  const suite = data.details.type === 'suite';
  const name = path.join(' › ');
  const file = relative(process.cwd(), data.file ?? '');
  if (data.skip !== undefined || data.todo !== undefined) return suite ? undefined : { outcome: 'skipped', file, name };
  // A file without tests is reported as a passing test that has the file's name.
  const hollow = type === 'test:pass' && resolve(data.name) === data.file;
  if (hollow) return undefined;
  const ms = Math.round(data.details.duration_ms);
  if (type === 'test:pass') return suite ? undefined : { outcome: 'passed', file, name, ms };
  const error = data.details.error as Failure;
  if (error.failureType === echo) return undefined;
  return { outcome: 'failed', file, name, ms, message: explain(error) };
}

/** Reporter for `node --test` that writes each finished test as a line of JSON. */
export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const path: string[] = [];
  for await (const event of source) {
    if (event.type === 'test:start') path.splice(event.data.nesting, Infinity, event.data.name);
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const line = lineOf(event, path.slice(0, event.data.nesting + 1));
    if (line) yield `${JSON.stringify(line)}\n`;
  }
}
